"""What one process does at a time: some files read and checked in one frame. It needs nothing but their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.verdict import Verdict
from gxxl.collecting.assembling import Arrival
from gxxl.collecting.collection import Received
from gxxl.collecting.gathering import Piece, digest, pieces_in
from gxxl.collecting.kept_form import bytes_of_arrivals, report_of
from gxxl.entry.batch import check_chunk
from gxxl.entry.guard import attempt
from gxxl.intake.files import Opened, bytes_of, not_read, open_report, unreadable
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.last_year import Archive, LastYear

PASSING = ("unexpected", "not converted", "no office", "no 7-zip", "slow")
"""Troubles that may be gone the next time: what they befell is read again."""


class Wanted(NamedTuple):
    """A file to read, the digest its bytes must have, and reports of the year before (`bytes_of_report`)."""

    path: Path
    sha256: str
    lasts: tuple[bytes, ...] = ()


class Read(NamedTuple):
    """What a file came to (`bytes_of_arrivals`), and whether it will come to the same the next time."""

    data: bytes
    lasting: bool


class _File(NamedTuple):
    """The pieces of one file, opened."""

    pieces: tuple[Piece, ...]
    opened: tuple[Opened, ...]


def read_chunk(wanted: Sequence[Wanted]) -> list[Read | None]:
    """Each file read and checked; None for one that does not hold the bytes it should. Nothing a file holds raises."""
    files = [_opened(one) for one in wanted]
    source = Archive([report_of(data) for data in {data: None for one in wanted for data in one.lasts}])
    every = [opened for file in files if file for opened in file.opened]
    verdicts = iter(_checked(every, source))
    return [
        _handed_on(one, file, [next(verdicts) for _ in file.opened]) if file else None
        for one, file in zip(wanted, files, strict=True)
    ]


def lost(wanted: Wanted) -> Read:
    """A file that cannot be read for a reason nobody foresaw."""
    file = _File((Piece(wanted.path, None, b"", wanted.sha256),), (unreadable(wanted.path),))
    return _read(file, _checked(file.opened, Archive(())))


def _opened(wanted: Wanted) -> _File | None:
    try:
        data = bytes_of(wanted.path)
    except Unreadable:
        return None
    if digest(data) != wanted.sha256:
        return None
    unforeseen = (Piece(wanted.path, None, b"", wanted.sha256, trouble=Unreadable("W-06", "unexpected")),)
    pieces = attempt(lambda: tuple(pieces_in(wanted.path, data)), lambda: unforeseen)
    return _File(tuple(piece._replace(data=b"") for piece in pieces), tuple(map(opened_piece, pieces)))


def opened_piece(piece: Piece, *, kept: bool = True) -> Opened:
    """What a piece holds; where its bytes are not `kept` for its reasons, they are read from its file once more."""
    if piece.trouble:
        return not_read(piece.shown, piece.trouble)
    return attempt(partial(open_report, piece.shown, piece.data, kept=kept), partial(unreadable, piece.shown))


def _checked(opened: Sequence[Opened], source: LastYear) -> list[Verdict]:
    """All in one frame; where that fails in a way nobody foresaw, in halves, until one file is left to blame."""
    return attempt(partial(check_chunk, opened, source), partial(_halves, opened, source))


def _halves(opened: Sequence[Opened], source: LastYear) -> list[Verdict]:
    if len(opened) == 1:
        return check_chunk([unreadable(opened[0].path)], source)
    middle = len(opened) // 2
    return _checked(opened[:middle], source) + _checked(opened[middle:], source)


def _handed_on(wanted: Wanted, file: _File, verdicts: Sequence[Verdict]) -> Read:
    """What was read; where it cannot be handed on for a reason nobody foresaw, a file that cannot be read."""
    return attempt(partial(_read, file, verdicts), partial(lost, wanted))


def _read(file: _File, verdicts: Sequence[Verdict]) -> Read:
    arrivals = [
        Arrival(
            Received(piece.path, piece.inner, piece.sha256, piece.saved, verdict, is_document=opened.is_document),
            piece.code,
        )
        for piece, opened, verdict in zip(file.pieces, file.opened, verdicts, strict=True)
    ]
    failed = any(one.report and verdict.report is None for one, verdict in zip(file.opened, verdicts, strict=True))
    lasting = not failed and all(one.trouble not in PASSING for one in file.opened)
    return Read(bytes_of_arrivals(arrivals), lasting)
