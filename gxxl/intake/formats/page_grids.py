"""Tables a page puts into blocks or lists instead of a table: rows of short blocks that hold labels and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from gxxl.intake.published.groups import is_value
from gxxl.intake.published.labels import TABLES, in_vocabulary, match_row
from gxxl.intake.strips import squeezed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ROWS = {"div", "ul", "ol", "dl", "section", "li"}
_CELLS = {"div", "li", "dt", "dd", "span", "p", "ul", "section"}
_LEAST_ROWS = 3
_MOST_IN_ROW = 40
_LONGEST = 60
"""Signs of a cell that is a label or a value; the longest label has forty."""


def rows_from(first: LexborNode, text_of: Callable[[LexborNode], str]) -> tuple[list[list[str]], LexborNode | None]:
    """The cells of blocks that follow one another as the rows of a table, and the last of them; none where they do not.

    Every cell must be blank, a value, or made of the words of one of the three tables: running text never is.
    """
    found: list[list[str]] = []
    last: LexborNode | None = None
    node: LexborNode | None = first
    while node is not None:
        if not _is_gap(node):
            cells = _cells(node, text_of)
            if cells is None:
                break
            found.append(cells)
            last = node
        node = node.next
    wide = sum(len(cells) > 1 for cells in found)
    values = any(is_value(text) for cells in found for text in cells)
    return (found, last) if wide >= _LEAST_ROWS and values else ([], None)


def _is_gap(node: LexborNode) -> bool:
    tag = node.tag or ""
    return tag.startswith(("-comment", "!", "_comment")) or (tag == "-text" and not squeezed(node.text_content or ""))


def _cells(row: LexborNode, text_of: Callable[[LexborNode], str]) -> list[str] | None:
    """The cells of a block if it may be a row."""
    if row.tag not in _ROWS:
        return None
    nodes = list(_inside(row))
    if not 0 < len(nodes) <= _MOST_IN_ROW or any(node.tag not in _CELLS or _holds_rows(node) for node in nodes):
        return None
    if any(len(squeezed(node.text())) > _LONGEST for node in nodes):
        return None
    texts = [text_of(node) for node in nodes]
    return texts if all(_fits(text) for text in texts) else None


def _inside(row: LexborNode) -> Iterator[LexborNode]:
    """The children of a block; its own text is a child too, which no cell is."""
    child = row.child
    while child is not None:
        if not _is_gap(child):
            yield child
        child = child.next


def _holds_rows(cell: LexborNode) -> bool:
    inner = [node for node in _inside(cell) if node.tag in _ROWS | {"p", "table"}]
    return len(inner) > 1 or any(_holds_rows(node) for node in inner)


def _fits(text: str) -> bool:
    if not squeezed(text) or is_value(text):
        return True
    return any(match_row(text, table) or in_vocabulary(text, table) for table in TABLES)
