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
        heads = _heads_cut(found[-1], strip) if meets and not whole else 0
        if whole:
            found[-1] = whole
        elif heads:
            pieces = (*map(_with, found[-1].pieces[:heads], strip.pieces), *strip.pieces[heads:])
            found = [*_without(found, found[-1].pieces[:heads]), _of(strip, pieces)]
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
    pieces = tuple(
        piece._replace(text=piece.text + (lower[piece.left].text if piece.left in lower else ""))
        for piece in above.pieces
    )
    labels = [piece.text for piece in pieces if piece.left in lower and not is_value(piece.text)]
    if not labels or not any((found := match_row(labels[-1], table)) and found.whole for table in TABLES):
        return None
    return _of(above, pieces)


def _heads_cut(above: Strip, below: Strip) -> int:
    """How many headings from the left a page break cut in two rows of which the lower has nothing but headings.

    The rows need not have the same columns: above the break the headings of a group may not be parted yet.
    """
    joined = list(takewhile(_is_heading, map(_with, above.pieces, below.pieces)))
    cut = any(0 < len(lower.text) < len(whole.text) for lower, whole in zip(below.pieces, joined, strict=False))
    return len(joined) if cut and all(map(_is_heading, below.pieces[len(joined) :])) else 0


def _without(strips: Sequence[Strip], cells: Sequence[Piece]) -> list[Strip]:
    """The strips of a table up to its last row without cells of that row, nor where they reach down to it."""
    gone = {(cell.left, cell.right, cell.text) for cell in cells}
    found = list(strips)
    for index in range(len(found) - 1, -1, -1):
        kept = [piece for piece in found[index].pieces if (piece.left, piece.right, piece.text) not in gone]
        if found[index].grid != strips[-1].grid or len(kept) == len(found[index].pieces):
            break
        found[index] = _of(found[index], kept)
    return found


def _is_heading(piece: Piece) -> bool:
    return any(
        plain(piece.text) in columns_of(block) for key in TABLES for table in forms_of(key) for block in table.blocks
    )


def _of(strip: Strip, pieces: Sequence[Piece]) -> Strip:
    return strip._replace(pieces=tuple(pieces), text="\t".join(piece.text for piece in pieces))


def _with(upper: Piece, lower: Piece) -> Piece:
    """The lower half of a cell with the text of the upper before its own."""
    return lower._replace(text=upper.text + lower.text)


def _has_numbers(strip: Strip) -> bool:
    return any(is_value(piece.text) for piece in strip.pieces)
