"""How a table is printed: boxes of labels and cells with their spans, cell for cell as in the official form.

Rows and columns count from 0 at the table's top left corner. Workbook, Word and HTML draw the same boxes.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from gxxl.form.edition2021 import STUB
from gxxl.form.model import Block, Column, Ref, Row, Table


class Box(NamedTuple):
    """A rectangle of the table: a label (`text`) or a cell (`ref`)."""

    row: int
    column: int
    height: int
    width: int
    text: str = ""
    ref: Ref | None = None


@cache
def boxes(table: Table) -> tuple[Box, ...]:
    """All boxes of a table, top to bottom and left to right."""
    if any(block.title for block in table.blocks):
        drawn = _stacked(table)
    elif len(table.blocks) == 1:
        drawn = _grid(table, table.blocks[0])
    else:
        drawn = _side_by_side(table)
    return tuple(sorted(drawn))


def size(table: Table) -> tuple[int, int]:
    """Rows and columns of the whole table."""
    drawn = boxes(table)
    return max(box.row + box.height for box in drawn), max(box.column + box.width for box in drawn)


def header_height(table: Table) -> int:
    """How many rows at the top hold no cell: repeated where a table breaks over pages."""
    return min(box.row for box in boxes(table) if box.ref)


def _stacked(table: Table) -> Iterator[Box]:
    """Blocks below one another, each with its heading, a header row and its rows; the last column fills the width."""
    width = 1 + max(len(block.columns) for block in table.blocks)
    top = 0
    for block in table.blocks:
        yield Box(top, 0, 1, width, block.title)
        yield Box(top + 1, 0, 1, 1, STUB)
        for across, column in enumerate(block.columns):
            span = 1 if across < len(block.columns) - 1 else width - 1 - across
            yield Box(top + 1, 1 + across, 1, span, column.label)
            for down, row in enumerate(block.rows):
                yield Box(top + 2 + down, 1 + across, 1, span, ref=Ref(table.key, row.key, column.key))
        yield from (Box(top + 2 + down, 0, 1, 1, row.label) for down, row in enumerate(block.rows))
        top += 2 + len(block.rows)


def _grid(table: Table, block: Block) -> Iterator[Box]:
    """One block: row labels in a tree on the left, column labels in a tree on top, a note in the corner."""
    depth, height = _depth(block.rows), _depth(block.columns)
    yield Box(0, 0, height, depth, table.corner)
    yield from _tree(block.columns, height, depth)
    yield from (Box(box.column, box.row, box.width, box.height, box.text) for box in _tree(block.rows, depth, height))
    yield from _cells(table, block, height, depth)


def _side_by_side(table: Table) -> Iterator[Box]:
    """Blocks beside one another in one row of cells, under a common tree of column labels."""
    columns = [column for block in table.blocks for column in block.columns]
    height = _depth(columns)
    yield from _tree(columns, height, 0)
    left = 0
    for block in table.blocks:
        yield from _cells(table, block, height, left)
        left += len(block.columns)


def _cells(table: Table, block: Block, top: int, left: int) -> Iterator[Box]:
    for down, row in enumerate(block.rows):
        for across, column in enumerate(block.columns):
            yield Box(top + down, left + across, 1, 1, ref=Ref(table.key, row.key, column.key))


def _depth(labels: Sequence[Row | Column]) -> int:
    return 1 + max(len(label.groups) for label in labels)


def _tree(labels: Sequence[Row | Column], height: int, left: int) -> Iterator[Box]:
    """Group labels over runs of columns; a label reaches down to the cells."""
    for level in range(height - 1):
        at = left
        for group, run in groupby(labels, key=lambda label: label.groups[: level + 1]):
            width = len(list(run))
            if len(group) > level:
                yield Box(level, at, 1, width, group[level])
            at += width
    for across, label in enumerate(labels):
        level = len(label.groups)
        yield Box(level, left + across, height - level, 1, label.label)
