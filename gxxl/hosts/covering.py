"""Cells to be written as few rectangles: each costs a call to another program, whatever its size."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from gxxl.edit import Content, Write
from gxxl.hosts.cells import Place
from gxxl.sheet import Address, Area

LARGEST = 8_000
"""Cells of a rectangle that is made by joining smaller ones."""

Contents: TypeAlias = "Mapping[Address, Content]"


def contents_of(writes: Sequence[Write]) -> dict[Address, Content]:
    """What each cell is to hold; of two writes the later counts."""
    return {
        Address(write.at.sheet, write.at.row + down, write.at.column + across): content
        for write in writes
        for down, row in enumerate(write.rows)
        for across, content in enumerate(row)
        if content is not None
    }


def covering(writes: Sequence[Write], filled: Mapping[str, Collection[Place]]) -> list[Area]:
    """Rectangles that hold every cell of `writes`, and besides only cells that are empty; `filled` are those not."""
    new = contents_of(writes)
    found: list[Area] = []
    kept: dict[str, set[Place]] = {}
    for write in writes:
        sheet = write.at.sheet
        if sheet not in kept:
            kept[sheet] = {place for place in filled[sheet] if Address(sheet, *place) not in new}
        for area in _areas(write, kept[sheet]):
            found = _joined(found, area, kept[sheet])
    return found


def _areas(write: Write, kept: Collection[Place]) -> Iterator[Area]:
    """A write as one rectangle, or, where something in it must stay, as runs of cells."""
    whole = Area(*write.at, len(write.rows), max(map(len, write.rows)))
    if not _holds(whole, kept):
        yield whole
        return
    for down, row in enumerate(write.rows):
        start = 0
        for across, content in enumerate((*row, None)):
            if content is None:
                if across > start:
                    yield Area(write.at.sheet, write.at.row + down, write.at.column + start, 1, across - start)
                start = across + 1


def _joined(found: list[Area], area: Area, kept: Collection[Place]) -> list[Area]:
    """The rectangles with one more, joined with each other as long as that takes in no cell that must stay."""
    others = list(found)
    partner: Area | None = area
    while partner is not None:
        partner = next((other for other in others if _may_join(other, area, kept)), None)
        if partner is not None:
            others.remove(partner)
            area = _around(partner, area)
    return [*others, area]


def _may_join(one: Area, other: Area, kept: Collection[Place]) -> bool:
    if one.sheet != other.sheet:
        return False
    box = _around(one, other)
    return box.height * box.width <= LARGEST and not _holds(box, kept)


def _around(one: Area, other: Area) -> Area:
    top, left = min(one.top, other.top), min(one.left, other.left)
    bottom = max(one.top + one.height, other.top + other.height)
    right = max(one.left + one.width, other.left + other.width)
    return Area(one.sheet, top, left, bottom - top, right - left)


def _holds(area: Area, places: Collection[Place]) -> bool:
    rows, columns = range(area.top, area.top + area.height), range(area.left, area.left + area.width)
    if area.height * area.width < len(places):
        return any((row, column) in places for row in rows for column in columns)
    return any(row in rows and column in columns for row, column in places)
