"""Where the columns of a table without rulings stand: under their headings, or where the full rows have them.

A value is given to a column only where everything the table holds is lined up alike: left, right or in the middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gxxl.intake.published.groups import Group, is_value
from gxxl.intake.strips import Piece, Strip, plain, squeezed

_SUPPORT = 3
"""Full rows by which it is known where columns stand."""

_POINTS, _LETTERS = 3.5, 1.0
"""How far lined up values may be apart, on a printed page and on lines of text."""

_APART = 2.5
"""Times that distance, columns must be apart."""

_MOST_HEADINGS = 60

Extent = tuple[float, float]


class Columns(NamedTuple):
    """Where the columns of a block stand on a page: edges of one kind, and how far off a value may be."""

    edges: tuple[float, ...]
    side: int
    slack: float

    def take(self, pieces: Sequence[Piece]) -> list[int] | None:
        """The column of each piece, None where one is not certain."""
        found: list[int] = []
        for piece in pieces:
            at = _edge((piece.left, piece.right), self.side)
            near = min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - at))
            if abs(self.edges[near] - at) > self.slack or (found and near <= found[-1]):
                return None
            found.append(near)
        return found


def columns_under(
    strips: Sequence[Strip], groups: Sequence[Group], page: int | None, labels: Sequence[str]
) -> Columns | None:
    """The columns of a page, or None where its values are not all lined up with headings or full rows.

    A page without headings may go on with the columns of one before it.
    """
    lines = [group for group in groups if group.grid is None and not group.stacked]
    here = [group.pieces for group in lines if group.place.page == page and 1 < len(group.pieces) <= len(labels)]
    slack = _POINTS if page else _LETTERS
    full = [pieces for pieces in here if len(pieces) == len(labels)]
    headings = [
        found
        for at in range(page or 0, 0, -1)
        if (found := heading_extents(_above(strips, groups, at), labels)) is not None
    ]
    for side in range(3):
        for edges in _candidates(headings[:1], full, side):
            columns = Columns(edges, side, slack)
            apart = all(other - one > _APART * slack for one, other in pairwise(edges))
            if here and apart and all(columns.take(pieces) is not None for pieces in here):
                return columns
    return None


def _candidates(
    headings: Sequence[Sequence[Extent]], full: Sequence[Sequence[Piece]], side: int
) -> Iterator[tuple[float, ...]]:
    for extents in headings:
        yield tuple(_edge(extent, side) for extent in extents)
    if len(full) >= _SUPPORT:
        columns = zip(*full, strict=True)
        yield tuple(median(_edge((piece.left, piece.right), side) for piece in column) for column in columns)


def _edge(extent: Extent, side: int) -> float:
    return (extent[0] + extent[1]) / 2 if side == 0 else extent[side - 1]


def _above(strips: Sequence[Strip], groups: Sequence[Group], page: int | None) -> list[Strip]:
    """The strips of a page above its first row of several numbers."""
    rows = {group.place for group in groups if len(group.pieces) > 1}
    found: list[Strip] = []
    for strip in strips:
        if strip.place.page == page:
            if strip.place in rows:
                break
            found.append(strip)
    return found[-_MOST_HEADINGS:]


def heading_extents(strips: Sequence[Strip], labels: Sequence[str]) -> tuple[Extent, ...] | None:
    """Where the headings of all columns stand, each whole, perhaps broken over lines; None if not all are found."""
    pieces = [
        (row, piece)
        for row, strip in enumerate(strips)
        for piece in strip.pieces
        if squeezed(piece.text) and not is_value(piece.text)
    ]
    found: dict[Extent, str] = {}
    for label in dict.fromkeys(labels):
        for row, piece in pieces:
            found |= dict.fromkeys(_whole(pieces, row, piece, label), label)
    ordered = sorted(found)
    named = [found[extent] for extent in ordered]
    apart = all(one[1] <= other[0] for one, other in pairwise(ordered))
    return tuple(ordered) if apart and named == list(labels) else None


def _whole(pieces: Sequence[tuple[int, Piece]], row: int, piece: Piece, label: str) -> Iterator[Extent]:
    """The extents of a label that begins with a piece and goes on below it."""
    text = plain(piece.text)
    if not text or not label.startswith(text):
        return
    if text == label:
        yield piece.left, piece.right
        return
    below = [
        (at, other)
        for at, other in pieces
        if row < at <= row + 3 and min(other.right, piece.right) - max(other.left, piece.left) > 0
    ]
    for at, other in below:
        for left, right in _whole(pieces, at, other, label[len(text) :]):
            yield min(left, piece.left), max(right, piece.right)
