"""Ruling lines of a page put together to tables: cells are the fields no line divides, text is what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gxxl.intake.formats.print_lines import Glyph, in_lines, joined
from gxxl.intake.strips import Box

_NEAR = 3.0
"""Points by which lines that are one may be apart."""

_OPEN = 12.0
"""Points by which lines must reach beyond the outermost upright for the table to be open at its side."""


class Ruling(NamedTuple):
    """A line along one axis: where it stands on the other, and from where to where it goes."""

    upright: bool
    at: float
    low: float
    high: float


class Grid(NamedTuple):
    """A ruled table: its upper edge and its cells."""

    top: float
    boxes: list[Box]


def grids_of(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> tuple[list[Grid], list[Glyph]]:
    """The tables of a page, and the glyphs outside them."""
    grids: list[Grid] = []
    rest = list(glyphs)
    for group in _tables(_merged(rulings)):
        xs, ys = _edges(group)
        if len(xs) < 3 or len(ys) < 3:
            continue
        inside = [glyph for glyph in rest if xs[0] < glyph.x < xs[-1] and ys[-1] < glyph.y < ys[0]]
        if not inside:
            continue
        rest = [glyph for glyph in rest if not (xs[0] < glyph.x < xs[-1] and ys[-1] < glyph.y < ys[0])]
        grids.append(Grid(ys[0], _boxes(group, xs, ys, inside)))
    return grids, rest


def _merged(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Pieces of one line put together."""
    found: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (r.upright, r.low)):
        for index in range(len(found) - 1, -1, -1):
            other = found[index]
            same = other.upright == ruling.upright and abs(other.at - ruling.at) <= _NEAR
            if same and ruling.low <= other.high + _NEAR:
                found[index] = other._replace(high=max(other.high, ruling.high))
                break
        else:
            found.append(ruling)
    return found


def _tables(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Lines that touch one another, from the top of the page down."""
    groups: list[list[Ruling]] = []
    for ruling in rulings:
        touching = [group for group in groups if any(_meet(ruling, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([ruling, *(line for group in touching for line in group)])
    ruled = [group for group in groups if {line.upright for line in group} == {True, False}]
    return sorted(ruled, key=lambda group: -max(line.at for line in group if not line.upright))


def _meet(one: Ruling, other: Ruling) -> bool:
    if one.upright == other.upright:
        return abs(one.at - other.at) <= _NEAR and one.low <= other.high + _NEAR and other.low <= one.high + _NEAR
    along = one.low - _NEAR <= other.at <= one.high + _NEAR
    return along and other.low - _NEAR <= one.at <= other.high + _NEAR


def _edges(group: Sequence[Ruling]) -> tuple[list[float], list[float]]:
    """Columns from left to right, rows from top to bottom; an open side is closed where its lines end."""
    xs = _distinct(sorted(line.at for line in group if line.upright))
    level = [line for line in group if not line.upright]
    ys = _distinct(sorted((line.at for line in level), reverse=True))
    if not xs or not ys:
        return xs, ys
    left, right = min(line.low for line in level), max(line.high for line in level)
    xs = [left, *xs] if left < xs[0] - _OPEN else xs
    xs = [*xs, right] if right > xs[-1] + _OPEN else xs
    upright = [line for line in group if line.upright]
    top, bottom = max(line.high for line in upright), min(line.low for line in upright)
    ys = [top, *ys] if top > ys[0] + _OPEN else ys
    return xs, [*ys, bottom] if bottom < ys[-1] - _OPEN else ys


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in values:
        if not found or abs(value - found[-1]) > _NEAR:
            found.append(value)
    return found


def _boxes(group: Sequence[Ruling], xs: Sequence[float], ys: Sequence[float], glyphs: Sequence[Glyph]) -> list[Box]:
    """Fields of the finest grid, those with no line between them put together to cells."""
    height, width = len(ys) - 1, len(xs) - 1
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def root(field: tuple[int, int]) -> tuple[int, int]:
        while owner[field] != field:
            field = owner[field]
        return field

    for row in range(height):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(width):
            centre = (xs[column] + xs[column + 1]) / 2
            if column + 1 < width and not _crossed(group, upright=True, at=xs[column + 1], through=middle):
                owner[root((row, column + 1))] = root((row, column))
            if row + 1 < height and not _crossed(group, upright=False, at=ys[row + 1], through=centre):
                owner[root((row + 1, column))] = root((row, column))
    fields: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field in owner:
        fields.setdefault(root(field), []).append(field)
    texts = _texts(glyphs, xs, ys, {field: root(field) for field in owner}, fields)
    return [
        Box(
            min(r for r, _ in own),
            min(c for _, c in own),
            1 + max(r for r, _ in own) - min(r for r, _ in own),
            1 + max(c for _, c in own) - min(c for _, c in own),
            texts[key],
        )
        for key, own in fields.items()
    ]


def _crossed(group: Sequence[Ruling], *, upright: bool, at: float, through: float) -> bool:
    return any(
        line.upright == upright and abs(line.at - at) <= _NEAR and line.low - _NEAR <= through <= line.high + _NEAR
        for line in group
    )


def _texts(
    glyphs: Sequence[Glyph],
    xs: Sequence[float],
    ys: Sequence[float],
    roots: dict[tuple[int, int], tuple[int, int]],
    fields: dict[tuple[int, int], list[tuple[int, int]]],
) -> dict[tuple[int, int], str]:
    """The text of each cell, line by line."""
    held: dict[tuple[int, int], list[Glyph]] = {key: [] for key in fields}
    for glyph in glyphs:
        row = sum(glyph.y < y for y in ys) - 1
        column = sum(glyph.x > x for x in xs) - 1
        held[roots[row, column]].append(glyph)
    found = {}
    for key, own in held.items():
        left = xs[min(column for _, column in fields[key])]
        right = xs[1 + max(column for _, column in fields[key])]
        found[key] = joined(in_lines(own), left, right)
    return found
