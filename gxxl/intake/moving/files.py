"""A file that may be a workbook of ours, moved; whatever else it is, `open_report` tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gxxl.hosts.refused import Refused
from gxxl.intake.files import bytes_of
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, seen

if TYPE_CHECKING:
    from gxxl.intake.moving.move import Moved


def moved_from(path: Path) -> Moved | None:
    """The workbook in a file as it moves into today's template; None where it is none of ours or cannot be read.

    The template is loaded only here.
    """
    from gxxl.intake.moving.move import move

    try:
        data = bytes_of(path)
        return move(data) if data and seen(data).kind is Kind.WORKBOOK else None
    except (Unreadable, Refused):
        return None
