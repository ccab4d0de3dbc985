"""Word files (.docx), by lxml: paragraphs with their automatic numbers, tables with merged cells, in reading order.

Structure as in ECMA-376 part 1, 17.3 (paragraphs), 17.4 (tables), 17.9 (numbering), 17.13.5 (tracked changes).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from gxxl.hosts.records import directory, inflate
from gxxl.intake.formats.numbering import Numbers
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.words import is_page_number, rows_of_cells, tabbed_cells, words_in
from gxxl.intake.strips import MOST_CELLS, OUT_OF_SIGHT, Box, Document, Place, Strip, rows, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr"}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = ("{*}pict", "{*}drawing", "{*}object")
_SIGNS = {
    f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_UNSEEN = (f"{W}vanish", f"{W}strike", f"{W}dstrike")
"""Runs that are hidden or struck out."""


def word_document(data: bytes) -> Document:
    """The strips of a Word file. Raises Unreadable where it is damaged, hostile, or holds nothing but pictures."""
    members, _ = directory(data)
    found = {member.name: member for member in members}
    if any(member.encrypted for member in members):
        raise Unreadable("R-08", "password")
    if MAIN not in found:
        raise Unreadable("W-06", "damaged")
    body = _parsed(inflate(data, found[MAIN])).find(f"{W}body")
    if body is None:
        raise Unreadable("W-06", "damaged")
    parts = {
        name: _parsed(inflate(data, found[name])) for name in ("word/numbering.xml", "word/styles.xml") if name in found
    }
    reading = _Reading(Numbers(parts.get("word/numbering.xml"), parts.get("word/styles.xml")))
    reading.whole(body)
    strips = tuple(reading.strips)
    if not any(squeezed(strip.text) for strip in strips):
        pictures = any(body.find(f".//{kind}") is not None for kind in _PICTURES)
        raise Unreadable("R-08", "pictures") if pictures else Unreadable("W-06", "empty")
    return Document(strips)


def _parsed(data: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable("W-06", "damaged") from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable("W-06", "hostile")
    return root


class _Reading:
    def __init__(self, numbers: Numbers) -> None:
        self.strips: list[Strip] = []
        self._numbers = numbers
        self._rows: list[list[str]] = []
        self._lines, self._tables, self._cells = count(1), count(1), 0

    def whole(self, body: Element) -> None:
        """Everything a body holds."""
        self.into(body)
        self._close()

    def into(self, parent: Element) -> None:
        """Paragraphs and tables of a body, a content control or a text box."""
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"):
                self.into(element)

    def _paragraph(self, element: Element) -> None:
        number = self._numbers.next(element)
        whole = _text(element)
        cells = tabbed_cells(number + whole)
        if cells:
            self._rows.append(cells)
            return
        self._close()
        texts = whole.split("\n")
        align = element.find(f"{W}pPr/{W}jc")
        centred = align is not None and align.get(f"{W}val") == "center"
        for at, text in enumerate(texts):
            told = (number if at == 0 else "") + " ".join(text.split("\t")).strip()
            place = Place(row=next(self._lines))
            if not is_page_number(told):
                self.strips.append(Strip(told, tuple(words_in(told)), place, centred=centred))
        for box in element.iter(f"{W}txbxContent"):
            if not any(parent.tag == _ALTERNATE for parent in box.iterancestors()):
                self.into(box)

    def _close(self) -> None:
        """End the table that lines of cells with tabs between them make."""
        lines, self._rows = self._rows, []
        if lines:
            self._take(rows_of_cells(lines, number := next(self._tables), count(number)), sum(map(len, lines)))

    def _take(self, found: list[Strip], cells: int) -> None:
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise Unreadable("W-06", "hostile")
        self.strips += found

    def _table(self, table: Element) -> None:
        self._close()
        boxes = list(_boxes(table, self._numbers))
        if _holds_tables(table) or len(boxes) < 2:
            for cell in table.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl")) is table:
                    self.into(cell)
            return
        self._take(rows(boxes, number := next(self._tables), None, count(number)), len(boxes))


def _holds_tables(table: Element) -> bool:
    """Whether a table is there for the layout: a table of one cell inside a cell is that cell."""
    nested = (inner for row in table.iterchildren(f"{W}tr") for inner in row.iter(f"{W}tbl"))
    return any(sum(1 for _ in inner.iter(f"{W}tc")) > 1 for inner in nested)


class _Cell:
    """A cell of a table while its height is still growing."""

    def __init__(self, row: int, column: int, width: int, text: str) -> None:
        self.row, self.column, self.width, self.text, self.height = row, column, width, text, 1

    def box(self) -> Box:
        return Box(self.row, self.column, self.height, self.width, self.text)


def _boxes(table: Element, numbers: Numbers) -> Iterator[Box]:
    """The cells of a table; a cell that goes on from above (vMerge) belongs to the one that began."""
    grid: dict[tuple[int, int], _Cell] = {}
    found: list[_Cell] = []
    for row, element in enumerate(_table_rows(table)):
        column = _number(element.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _row_cells(element):
            width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = grid.get((row - 1, column))
            if merge is not None and merge.get(f"{W}val") != "restart" and above is not None:
                above.height += 1
                grid[row, column] = above
            else:
                grid[row, column] = _Cell(row, column, width, _cell_text(cell, numbers))
                found.append(grid[row, column])
            column += width
    return (cell.box() for cell in found)


def _table_rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is None:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}customXml", f"{W}ins"):
            yield from element.iter(f"{W}tr")


def _row_cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}customXml"):
            yield from element.iter(f"{W}tc")


def _number(element: Element | None, otherwise: int) -> int:
    text = element.get(f"{W}val", "") if element is not None else ""
    return min(int(text), 200) if text.isdecimal() else otherwise


def _cell_text(cell: Element, numbers: Numbers) -> str:
    """What a cell shows; a cell of nothing but a picture, or of what was struck out, says that it is not blank."""
    texts = [numbers.next(p) + _text(p, in_cell=True).replace("\t", " ") for p in cell.iter(f"{W}p")]
    told = "\n".join(text for text in texts if squeezed(text))
    hides = not told and any(cell.find(f".//{kind}") is not None for kind in (*_PICTURES, f"{W}strike", f"{W}dstrike"))
    return OUT_OF_SIGHT if hides else told


def _text(paragraph: Element, *, in_cell: bool = False) -> str:
    """What a paragraph shows: without deleted and hidden text, field codes and text boxes; breaks as new lines."""
    text = ""
    for part, raised in _shown(paragraph, raised=False):
        note = in_cell and raised and squeezed(text)[-1:].isdecimal()
        text += "" if note else part
    return text


def _shown(element: Element, *, raised: bool) -> Iterator[tuple[str, bool]]:
    """Pieces of text, each with whether it is raised."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or "", raised
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag], raised
        elif child.tag == f"{W}r":
            align = child.find(f"{W}rPr/{W}vertAlign")
            if not any(_is_on(child.find(f"{W}rPr/{name}")) for name in _UNSEEN):
                yield from _shown(child, raised=align is not None and align.get(f"{W}val") == "superscript")
        elif (
            isinstance(child.tag, str)
            and child.tag not in _LEFT_OUT
            and not child.tag.endswith(("}txbxContent", "}Fallback"))
        ):
            yield from _shown(child, raised=raised)


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")
