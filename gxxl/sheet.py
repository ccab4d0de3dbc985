"""How a workbook looks: addresses, and where each cell of a form stands in the template.

The fixed cells (表二 B–D from row 6, 表三 D7:J31, 表四 A7:O7) are a contract: filled workbooks outlive the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from gxxl.form.model import Form, Ref
from gxxl.form.printed import boxes
from gxxl.report import Raw

TOP = 4
"""The row of a sheet in which its table begins: row 1 holds buttons, 2 the status, 3 the title."""


class Address(NamedTuple):
    """A cell of a workbook: sheet, row and column counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """`D7`, without the sheet."""
        return column_letters(self.column) + str(self.row)


def column_letters(column: int) -> str:
    """The letters of a column counted from 1 (ECMA-376 part 1, 18.3.1.4 `r`)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Area(NamedTuple):
    """A rectangle of a sheet, as a defined name means it; rows and columns count from 1."""

    sheet: str
    top: int
    left: int
    height: int
    width: int

    def at(self, row: int, column: int) -> Address:
        """The cell at an offset from the top left corner, both counted from 0."""
        return Address(self.sheet, self.top + row, self.left + column)

    def holds(self, at: Address) -> bool:
        """Whether a cell lies within."""
        within = self.top <= at.row < self.top + self.height and self.left <= at.column < self.left + self.width
        return within and self.sheet == at.sheet

    def meets(self, other: Area) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.sheet == other.sheet
            and self.top < other.top + other.height
            and other.top < self.top + self.height
            and self.left < other.left + other.width
            and other.left < self.left + self.width
        )


class Held(NamedTuple):
    """What a cell of a workbook holds: its value, the formula behind it, and whether it is shown as a date.

    `raw` is None where the cell is empty, and where a formula has no value yet (`formula` then is not None).
    Error values are their text (`#REF!`), booleans are bool, numbers are int where whole, else float.
    """

    raw: Raw
    formula: str | None = None
    is_date: bool = False


EMPTY = Held(None)


class Snapshot(NamedTuple):
    """What a host read: every defined name with its area, and the blocks that were asked for.

    `pasted` are cells of the tables that do not look like inputs of ours; only a file tells, totals are among them.
    """

    sheets: tuple[str, ...]
    names: Mapping[str, Area]
    blocks: Mapping[str, tuple[tuple[Held, ...], ...]]
    pasted: tuple[Address, ...] = ()


Layout = Mapping[Ref, Address]
"""Where each cell of a form stands."""


@cache
def layout_of(form: Form) -> Layout:
    """The template's layout of a form."""
    placed = ((table, box) for table in form.tables for box in boxes(table))
    return MappingProxyType(
        {box.ref: Address(table.sheet, TOP + box.row, 1 + box.column) for table, box in placed if box.ref}
    )


def ranges(addresses: Iterable[Address]) -> str:
    """Addresses of one sheet as few rectangles as read well: `D8:I29、D31:I31`."""
    cells = sorted({(address.row, address.column) for address in addresses})
    strips: list[tuple[int, int, int, int]] = []
    for row, in_row in groupby(cells, key=lambda cell: cell[0]):
        columns = [column for _, column in in_row]
        for first, last in _runs(columns):
            above = next((strip for strip in strips if strip[1] == row - 1 and strip[2:] == (first, last)), None)
            if above:
                strips[strips.index(above)] = (above[0], row, first, last)
            else:
                strips.append((row, row, first, last))
    return "、".join(_rectangle(*strip) for strip in strips)


def _rectangle(top: int, bottom: int, left: int, right: int) -> str:
    start, end = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return start if start == end else f"{start}:{end}"


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs
