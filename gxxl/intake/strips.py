"""What every kind of document is turned into: strips of text in reading order, each a line or a row of cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple


class Place(NamedTuple):
    """Where something was read: page, table and row count from 1; a row without a table is a line of text."""

    page: int | None = None
    table: int | None = None
    row: int | None = None

    def __str__(self) -> str:
        """The place in Chinese, as far as it is known."""
        page = f"第{self.page}页" if self.page else ""
        if self.table:
            return f"{page}第{self.table}张表第{self.row}行"
        return page + (f"第{self.row}行" if self.row else "")


class Piece(NamedTuple):
    """A cell or a word group: its text and its extent across (columns of a grid, or units of a page).

    `begins` is False where a cell of an earlier strip reaches down to this one, `tall` where it covers several.
    """

    text: str
    left: float
    right: float
    begins: bool = True
    tall: bool = False


class Strip(NamedTuple):
    """One line or row. `grid` numbers the table a row belongs to; `fixed` says that blank pieces are blank cells.

    `begins` tells whether a paragraph begins here (None: not known), `centred` that the line stands in the middle.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    place: Place = Place()
    grid: int | None = None
    fixed: bool = False
    begins: bool | None = True
    centred: bool = False


class Document(NamedTuple):
    """The strips of a document, and the title its format states outside the text."""

    strips: tuple[Strip, ...]
    title: str | None = None


class Box(NamedTuple):
    """A cell of a grid: its first row and column, how many of each it covers, its text."""

    row: int
    column: int
    height: int
    width: int
    text: str


MOST_CELLS = 20_000
"""Cells of one document; the three tables have some 400."""

OUT_OF_SIGHT = "\ufffc"
"""Stands in a cell that shows a picture, or what was struck out, and says nothing: not seen, which is not blank."""

_GAPS = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, 0xAD))


def squeezed(text: str) -> str:
    """A text without white space and signs nobody sees."""
    return "".join(text.translate(_GAPS).split())


def plain(text: str) -> str:
    """A label for comparing: NFKC, no white space, no quotation marks, “1、” as “1.”."""
    narrow = squeezed(unicodedata.normalize("NFKC", text))
    narrow = re.sub(r"[“”\"'‘’「」《》]", "", narrow)
    return re.sub(r"^(\d)[、,]", r"\1.", narrow).rstrip(":;。,")


def line(text: str, place: Place, *, begins: bool | None = True, centred: bool = False) -> Strip:
    """A strip of running text."""
    return Strip(text, (Piece(text, 0, len(text)),), place, begins=begins, centred=centred)


def rows(boxes: Sequence[Box], grid: int, page: int | None, numbers: count[int] | None = None) -> list[Strip]:
    """The rows of a table as strips; a cell that spans rows is a piece of each."""
    height = max((box.row + box.height for box in boxes), default=0)
    found: list[list[Piece]] = [[] for _ in range(height)]
    for box in sorted(boxes, key=lambda box: (box.column, box.row)):
        for row in range(box.row, box.row + box.height):
            piece = Piece(box.text, box.column, box.column + box.width, begins=row == box.row, tall=box.height > 1)
            found[row].append(piece)
    number = next(numbers) if numbers else grid
    return [
        Strip("\t".join(p.text for p in pieces), tuple(pieces), Place(page, number, row + 1), grid, fixed=True)
        for row, pieces in enumerate(found)
    ]
