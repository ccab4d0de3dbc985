"""Results written where they belong, or beside it where another program holds the old ones open; nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from glob import escape
from itertools import count
from pathlib import Path
from typing import IO

from gxxl.collecting.dates import CHINA
from gxxl.form.told import ASIDE, HELD_OPEN, SET_ASIDE
from gxxl.hosts.package import save

_TIME = "[0-9][0-9][0-9][0-9]"


def put(path: Path, data: bytes | IO[bytes], told: list[str]) -> Path:
    """Save in one step; where the file came to lie."""
    return or_beside(path, partial(save, data=data), told)


def or_beside(path: Path, writing: Callable[[Path], object], told: list[str]) -> Path:
    """Write `path`; where it is held open, 汇总_1640.xlsx beside it, which is told. Raises OSError."""
    try:
        writing(path)
    except PermissionError:
        if not path.exists():
            raise
        beside = path.with_stem(f"{path.stem}_{datetime.now(CHINA):%H%M}")
        writing(beside)
        told.append(HELD_OPEN.format(name=path.name, beside=beside.name))
        return beside
    return path


def set_aside(path: Path, told: list[str], said: str = SET_ASIDE) -> None:
    """Another name for a file; one that is held open keeps its own, and is not written over either."""
    names = (path.with_stem(ASIDE.format(stem=path.stem, number=number)) for number in count(1))
    aside = next(name for name in names if not name.exists())
    with suppress(PermissionError):
        path.rename(aside)
        told.append(said.format(name=path.name, aside=aside.name))


def with_copies(path: Path) -> list[Path]:
    """A result and the copies that were written beside it, the one saved last comes last; none where there is none."""
    found = [path, *path.parent.glob(f"{escape(path.stem)}_{_TIME}{path.suffix}")]
    return sorted((one for one in found if one.is_file()), key=lambda one: one.stat().st_mtime_ns)
