"""The workbook that goes back with a 退回单: a copy with its problems marked, in today's template where it must be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting.collection import Member, Received
from gxxl.collecting.originals import BOOKS, data_of, file_name, is_book
from gxxl.form.letters import MARKED_COPY, RENEWED_COPY
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.hosts.refused import Refused
from gxxl.intake.moving.files import moved_in

_BESIDE = r"(?:_\d{4})?$"
"""How the name of a file ends that was written beside one that was held open."""

AGAIN = re.compile(MARKED_COPY.format(number=r"(\d+)") + _BESIDE)
_RENEWED = re.compile(RENEWED_COPY + _BESIDE)

_DAMAGED, _OLDER = "W-02", "W-04"


class SentBack(NamedTuple):
    """The return a copy is made of, the name of the copy, and whether it moves into today's template."""

    received: Received
    name: str
    moves: bool


def sent_back(member: Member) -> SentBack | None:
    """What may go back to an organ: a copy of what counts, else of a damaged workbook; None where it sent none."""
    counted = member.counted
    if counted is None:
        unread = (one for one in reversed(member.received) if one.verdict.report is None and is_book(one))
        received = next((one for one in unread if _DAMAGED in _codes(one)), None)
        return (
            SentBack(received, f"{Path(file_name(received)).stem}{RENEWED_COPY}.xlsx", moves=True) if received else None
        )
    if not is_book(counted) or counted.verdict.report is None:
        return None
    path, moves = Path(file_name(counted)), _OLDER in _codes(counted)
    again = AGAIN.search(path.stem)
    stem, number = (path.stem[: again.start()], int(again[1]) + 1) if again else (path.stem, 1)
    return SentBack(counted, stem + MARKED_COPY.format(number=number) + (".xlsx" if moves else path.suffix), moves)


def is_copy(path: Path) -> bool:
    """Whether a file is named as a copy of ours is: one of an earlier run may be taken away."""
    return path.suffix in BOOKS and bool(AGAIN.search(path.stem) or is_renewed(path.name))


def is_renewed(name: str) -> bool:
    """Whether a copy of this name is a new workbook with what was filled into one that could not be read."""
    return bool(_RENEWED.search(Path(name).stem))


def write_copy(sent: SentBack, out: Path) -> tuple[str, ...] | None:
    """Write the copy; what could not be moved into it, None where it is no workbook of ours or is no longer there."""
    data = data_of(sent.received)
    lost: tuple[str, ...] = ()
    try:
        if data and sent.moves:
            moved = moved_in(data)
            if moved is None:
                return None
            data, lost = moved.blank, moved.lost
            FileHost(out, out, data=data).apply(moved.writes)
            data = out.read_bytes()
        return lost if data and press("check", FileHost(out, out, data=data)) else None
    except Refused:
        return None


def _codes(received: Received) -> set[str]:
    return {finding.rule.code for finding in received.verdict.findings}
