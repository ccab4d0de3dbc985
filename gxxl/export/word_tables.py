"""A table of the form in Word: real merged cells, header rows repeated on each page, rows never torn apart.

Written element by element (ECMA-376 part 1, 17.4): asking python-docx for each of 400 cells takes most of a second.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from gxxl.export.content import Grid, Square

BODY_MM = 156.0
"""The width of the type area."""

ROW_TWIPS = 340
"""The least height of a row, in twentieths of a point."""


def add_table(word: Word, grid: Grid, style: str) -> None:
    """The table at the end of the document, as wide as the text."""
    table = word.add_table(0, grid.width)
    table.style, table.autofit, table.alignment = word.styles["Table Grid"], False, WD_TABLE_ALIGNMENT.CENTER
    widths = [round(Mm(BODY_MM).twips * share) for share in shares(grid)]
    for column, width in zip(table._tbl.tblGrid.iter(qn("w:gridCol")), widths, strict=True):  # noqa: SLF001
        column.set(qn("w:w"), str(width))
    paragraphs = word.styles[style].style_id
    for number in range(len(grid.rows)):
        row = _element("w:tr", _row_properties(header=number < grid.header))
        last = number == len(grid.rows) - 1
        for square in _across(grid, number):
            row.append(_cell(square, widths, number, _paragraph(square, grid, paragraphs, number, last=last)))
        table._tbl.append(row)  # noqa: SLF001 - rows are appended as elements


def shares(grid: Grid) -> list[float]:
    """Column widths as shares of the whole: labels get the room their words need, numbers stand evenly.

    For table three these are the proportions of the official form (754, 921, 3271, 7 × 685 twentieths of a point).
    """
    labels = _label_columns(grid)
    depth = [754.0, 921.0, 3271.0] if labels == 3 else [2435.0] * labels
    numbers = [685.0 if labels == 3 else 2435.0] * (grid.width - labels)
    whole = sum(depth) + sum(numbers)
    return [width / whole for width in (*depth, *numbers)]


def _label_columns(grid: Grid) -> int:
    ends = [square.box.column + square.box.width for row in grid.rows for square in row if square.head == "row"]
    return max(ends, default=0)


def _across(grid: Grid, number: int) -> Iterator[Square]:
    """The squares a row shows from left to right, those that come down from above too."""
    covering = [
        square for row in grid.rows[: number + 1] for square in row if square.box.row + square.box.height > number
    ]
    yield from sorted(covering, key=lambda square: square.box.column)


def _cell(square: Square, widths: list[int], number: int, paragraph: BaseOxmlElement) -> BaseOxmlElement:
    box = square.box
    properties = _element("w:tcPr", _element("w:tcW", w=sum(widths[box.column : box.column + box.width]), type="dxa"))
    if box.width > 1:
        properties.append(_element("w:gridSpan", val=box.width))
    if box.height > 1:
        properties.append(_element("w:vMerge", **({"val": "restart"} if number == box.row else {})))
    properties.append(_element("w:vAlign", val="center"))
    return _element("w:tc", properties, paragraph)


def _paragraph(square: Square, grid: Grid, style: str, number: int, *, last: bool) -> BaseOxmlElement:
    box = square.box
    properties = _element("w:pPr", _element("w:pStyle", val=style))
    if not last:
        properties.append(_element("w:keepNext"))
    if square.head == "row" and box.column + box.width == _label_columns(grid):
        properties.append(_element("w:jc", val="left"))
    paragraph = _element("w:p", properties)
    if square.text and number == box.row:
        text = _element("w:t")
        text.text = square.text
        paragraph.append(_element("w:r", text))
    return paragraph


def _row_properties(*, header: bool) -> BaseOxmlElement:
    """A row in one piece (17.4.6 cantSplit); header rows on every page (17.4.50 tblHeader)."""
    height = _element("w:trHeight", val=ROW_TWIPS, hRule="atLeast")
    return _element("w:trPr", _element("w:cantSplit"), height, *([_element("w:tblHeader")] if header else []))


def _element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element
