"""Rows that a page break cut in two, put together again: half the label below, half above, the numbers on one side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gxxl.intake.published.groups import is_value
from gxxl.intake.published.labels import TABLES, match_row
from gxxl.intake.strips import Piece, Strip, squeezed


def stitched(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips with the two halves of each row cut by a page break as one."""
    found = list(strips[:1])
    for before, strip in pairwise(strips):
        whole = _joined(found[-1], strip) if _meet(before, strip) else None
        if whole:
            found[-1] = whole
        else:
            found.append(strip)
    return tuple(found)


def _meet(above: Strip, below: Strip) -> bool:
    """Whether one is the last row of a table on a page and the other the first of one on the next."""
    return None not in (above.grid, below.grid) and above.grid != below.grid and above.place.page != below.place.page


def _joined(above: Strip, below: Strip) -> Strip | None:
    """One row of two, if only one of them has numbers and their labels together name a row of the form."""
    if _has_numbers(above) and _has_numbers(below):
        return None
    lower = {piece.left: piece for piece in below.pieces if squeezed(piece.text)}
    if any(left not in {piece.left for piece in above.pieces} for left in lower):
        return None
    pieces = tuple(_with(piece, lower.get(piece.left)) for piece in above.pieces)
    labels = [piece.text for piece in pieces if piece.left in lower and not is_value(piece.text)]
    if not labels or not any((found := match_row(labels[-1], table)) and found.whole for table in TABLES):
        return None
    return above._replace(pieces=pieces, text="\t".join(piece.text for piece in pieces))


def _with(piece: Piece, lower: Piece | None) -> Piece:
    return piece._replace(text=piece.text + lower.text) if lower else piece


def _has_numbers(strip: Strip) -> bool:
    return any(is_value(piece.text) for piece in strip.pieces)
