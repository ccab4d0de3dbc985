"""The roster: which organs are to report, and to whom."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Organ(NamedTuple):
    """One line of a roster; `level` is a key of LEVELS, `kind` one of KINDS, both "" where not told."""

    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    parent: str = ""
    kind: str = ""
    contact: str = ""
    deadline: date | None = None


class Roster(NamedTuple):
    """The organs in the order of the list; `line` is 块 or 条; `twice` are names listed more than once."""

    organs: tuple[Organ, ...]
    line: str
    twice: tuple[str, ...] = ()
