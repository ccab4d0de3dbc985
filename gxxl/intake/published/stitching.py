"""Rows that a page break cut in two, put together again: half of a label or heading above the break, half below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from gxxl.intake.published.groups import is_value
from gxxl.intake.published.labels import TABLES, columns_of, forms_of, match_row
from gxxl.intake.strips import Piece, Strip, plain, squeezed


def stitched(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips with the two halves of each row cut by a page break as one."""
    found = list(strips[:1])
    for before, strip in pairwise(strips):
        meets = _meet(before, strip)
        whole = _joined(found[-1], strip) if meets else None
        if whole:
            found[-1] = whole
        elif meets:
            found[-1:] = _headings_joined(found[-1], strip)
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
    return _of(above, pieces)


def _headings_joined(above: Strip, below: Strip) -> tuple[Strip, Strip]:
    """Two rows of headings of which the first were cut, each whole in the row below, the rest as they were.

    The rows need not have the same columns: above the break the headings of a group may not be parted yet.
    """
    joined = list(takewhile(_is_heading, (_with(*both) for both in zip(above.pieces, below.pieces, strict=False))))
    cut = [lower for lower, whole in zip(below.pieces, joined, strict=False) if 0 < len(lower.text) < len(whole.text)]
    rest = below.pieces[len(joined) :]
    if not cut or not all(_is_heading(piece) for piece in rest):
        return above, below
    pieces = (*(lower._replace(text=whole.text) for lower, whole in zip(below.pieces, joined, strict=False)), *rest)
    return _of(above, above.pieces[len(joined) :]), _of(below, pieces)


def _is_heading(piece: Piece) -> bool:
    return any(
        plain(piece.text) in columns_of(block) for key in TABLES for table in forms_of(key) for block in table.blocks
    )


def _of(strip: Strip, pieces: tuple[Piece, ...]) -> Strip:
    return strip._replace(pieces=pieces, text="\t".join(piece.text for piece in pieces))


def _with(piece: Piece, lower: Piece | None) -> Piece:
    return piece._replace(text=piece.text + lower.text) if lower else piece


def _has_numbers(strip: Strip) -> bool:
    return any(is_value(piece.text) for piece in strip.pieces)
