"""Saved web pages, whatever their charset, and .mht pages as MIME: the tree as a browser builds it, by selectolax.

selectolax (lexbor) builds the tree of the HTML standard, so that broken markup gives the cells a reader saw.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from itertools import count
from typing import TYPE_CHECKING

from gxxl.intake.formats.page_grids import rows_from
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.words import is_page_number, rows_of_cells, words_in
from gxxl.intake.strips import MOST_CELLS, OUT_OF_SIGHT, Box, Document, Place, Strip, rows, squeezed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_STRUCK = {"del", "s", "strike"}
_SHOWN_NOT_TOLD = {"img", "svg", "canvas", "object", "embed"}
"""What may show a number that stands in no text."""

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "iframe", "select", "button",
    "textarea", "svg", "title",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "center",
    "blockquote", "pre", "tr", "td", "th", "table", "tbody", "thead", "tfoot", "caption", "header", "footer", "nav",
    "main", "form", "fieldset", "hr", "body", "html", "figure", "address", "aside",
}  # fmt: skip
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_NO_CHINESE = ("gb", "x-gbk", "cp936", "iso-8859", "latin", "windows-125", "cp125", "us-ascii", "ascii")
"""Charsets a Chinese page is in or states by mistake; what is valid UTF-8 is UTF-8 whatever it states."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRIKES = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)

_SPACES = re.compile(r"[ \t\r\n\f]+")
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_TITLES = ("ArticleTitle", "title", "og:title")
_MOST_SPAN = 100
_LONGEST_CELL = 400
"""Signs in one cell beyond which a table is there for the layout only."""

_DEEPEST = 400
_OPENED = re.compile(
    r"<(?:div|span|font|b|i|u|em|strong|a|table|center|section|article|ul|ol|dl|blockquote)\b", re.IGNORECASE
)
_CLOSED = re.compile(
    r"</(?:div|span|font|b|i|u|em|strong|a|table|center|section|article|ul|ol|dl|blockquote)\b", re.IGNORECASE
)
_MOST_UNCLOSED = 2_000
"""Elements never closed: the time a tree takes grows with the square of its depth."""


def html_document(data: bytes) -> Document:
    """The strips of a page. Raises Unreadable where its encoding is none we know."""
    from selectolax.lexbor import LexborHTMLParser

    text = decoded_page(data)
    if len(_OPENED.findall(text)) - len(_CLOSED.findall(text)) > _MOST_UNCLOSED:
        raise Unreadable("W-06", "hostile")
    tree = LexborHTMLParser(text)
    walk = _Walk()
    if tree.body is not None:
        walk.into(tree.body, 0)
        walk.end()
    return Document(tuple(walk.strips), _title(tree.root))


def mail_document(data: bytes) -> Document:
    """The strips of the page inside a .mht file. Raises Unreadable where there is none."""
    return html_document(page_in_mail(data))


def page_in_mail(data: bytes) -> bytes:
    """The page inside a .mht file. Raises Unreadable where there is none."""
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    bodies = [part.get_payload(decode=True) for part in pages]
    page = max((body for body in bodies if isinstance(body, bytes)), key=len, default=b"")
    if not page.strip():
        raise Unreadable("W-06", "damaged")
    charset = next((part.get_content_charset() for part in pages if part.get_payload(decode=True) == page), None)
    if charset and not _CHARSET.search(page[:4096]):
        page = f'<meta charset="{charset}">'.encode("ascii", "ignore") + page
    return page


def decoded_page(data: bytes) -> str:
    """The text of a page in the charset it states, else in one of the trade. Raises Unreadable."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    found = _CHARSET.search(data[:4096])
    stated = found.group(1).decode("ascii").lower() if found else "utf-8"
    stated = "gb18030" if stated.startswith(_NO_CHINESE) else stated
    for encoding in ("utf-8", stated, "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return data.decode(stated, "replace")
    except LookupError:
        raise Unreadable("W-06", "encoding") from None


def _title(root: LexborNode | None) -> str | None:
    """The title the page states of its article, else its own."""
    if root is None:
        return None
    for name in _TITLES:
        for node in root.css(f'meta[name="{name}"], meta[property="{name}"]'):
            if node.attributes.get("content"):
                return node.attributes["content"]
    own = root.css_first("title")
    return re.split(r"[_|\-—]", own.text())[0].strip() if own else None


class _Walk:
    """The page from top to bottom: text gathered into paragraphs, innermost tables into rows."""

    def __init__(self, *, in_cell: bool = False) -> None:
        self.strips: list[Strip] = []
        self.hides = False
        self._in_cell = in_cell
        self._text: list[str] = []
        self._tables = count(1)
        self._lines = count(1)
        self._cells = 0

    def into(self, node: LexborNode, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unreadable("W-06", "hostile")
        child = node.child
        while child is not None:
            lines, last = ([], None) if self._in_cell else rows_from(child, _cell_text)
            if last is not None:
                self.end()
                self._cells += sum(map(len, lines))
                self._take(rows_of_cells(lines, number := next(self._tables), count(number)))
                child = last.next
                continue
            self._visit(child, depth + 1)
            child = child.next

    def _visit(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text.append(node.text_content or "")
        elif tag == "br":
            self.end()
        elif tag == "table" and _is_grid(node):
            self.end()
            self._grid(node)
        elif tag == "pre" and not self._in_cell:
            self._written(node)
        elif self._in_cell and tag == "input":
            self._text.append(node.attributes.get("value") or "")
        elif _is_struck(node) or (self._in_cell and tag in _SHOWN_NOT_TOLD):
            self.hides = True
        elif tag in _SKIPPED or tag.startswith(("-", "!")) or _is_hidden(node) or self._is_note(node):
            return
        elif tag in _BLOCKS:
            self.end()
            self.into(node, depth)
            self.end()
        else:
            self.into(node, depth)

    def end(self) -> None:
        """Close the paragraph gathered so far."""
        text, self._text = "".join(self._text), []
        for part in text.split("\n") if "\t" in text else [_SPACES.sub(" ", text)]:
            self.strips += self._line(part)

    def _line(self, text: str) -> Iterator[Strip]:
        if not is_page_number(text) and squeezed(text):
            told = text.strip() if "\t" in text else " ".join(text.split())
            yield Strip(told, tuple(words_in(text)), Place(row=next(self._lines)))

    def _written(self, node: LexborNode) -> None:
        """Text set out with spaces, as it stands."""
        self.end()
        for part in (node.text() or "").split("\n"):
            self.strips += self._line(part.replace("\t", "        "))

    def _is_note(self, node: LexborNode) -> bool:
        """Whether a raised sign in a cell is the mark of a note beside a number."""
        raised = node.tag == "sup" or bool(_RAISED.search(node.attributes.get("style") or ""))
        return self._in_cell and raised and squeezed("".join(self._text))[-1:].isdecimal()

    def _grid(self, table: LexborNode) -> None:
        boxes = list(_boxes(table))
        self._cells += len(boxes)
        self._take(rows(boxes, number := next(self._tables), None, count(number)))

    def _take(self, found: list[Strip]) -> None:
        if self._cells > MOST_CELLS:
            raise Unreadable("W-06", "hostile")
        self.strips += found


def _is_hidden(node: LexborNode) -> bool:
    return bool(_HIDDEN.search(node.attributes.get("style") or "")) or "hidden" in node.attributes


def _is_struck(node: LexborNode) -> bool:
    return node.tag in _STRUCK or bool(_STRIKES.search(node.attributes.get("style") or ""))


def _is_grid(table: LexborNode) -> bool:
    """Whether a table holds cells rather than the layout of a page; a table of one cell inside a cell is that cell."""
    if any(inner.mem_id != table.mem_id and len(inner.css("td, th")) > 1 for inner in table.css("table")):
        return False
    cells = table.css("td, th")
    if len(cells) < 2:
        return False
    return not any(len(squeezed(cell.text())) > _LONGEST_CELL for cell in cells)


def _boxes(table: LexborNode) -> Iterator[Box]:
    """The cells of a table with their extents, as HTML lays them out (HTML standard, 4.9.12)."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(_own_rows(table)):
        column = 0
        for cell in _children(row):
            while (at, column) in taken:
                column += 1
            height, width = (_span(cell, name) for name in ("rowspan", "colspan"))
            taken.update((at + down, column + across) for down in range(height) for across in range(width))
            yield Box(at, column, height, width, _cell_text(cell))
            column += width


def _own_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table that are not those of a table in one of its cells."""
    inside = {row.mem_id for inner in table.css("table") if inner.mem_id != table.mem_id for row in inner.css("tr")}
    return (row for row in table.css("tr") if row.mem_id not in inside and not _is_hidden(row))


def _children(row: LexborNode) -> Iterator[LexborNode]:
    child = row.child
    while child is not None:
        if child.tag in ("td", "th") and not _is_hidden(child):
            yield child
        child = child.next


def _span(cell: LexborNode, name: str) -> int:
    found = re.match(r"\s*(\d{1,4})", cell.attributes.get(name) or "")
    return min(max(int(found.group(1)), 1), _MOST_SPAN) if found else 1


def _cell_text(cell: LexborNode) -> str:
    """The text of a cell, its lines apart; white space of the source is none of it."""
    walk = _Walk(in_cell=True)
    walk.into(cell, 0)
    walk.end()
    text = "\n".join(strip.text for strip in walk.strips)
    return OUT_OF_SIGHT if walk.hides and not squeezed(text) else text
