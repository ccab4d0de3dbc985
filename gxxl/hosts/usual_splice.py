"""Changing cells in a worksheet part as the usual programs spell it: rows and cells found by pattern.

Nothing but the rows that change is looked into. Whatever the patterns do not account for there is left to `splice`,
and both ways write the same bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from gxxl.hosts.cells import COLUMNS
from gxxl.hosts.changes import Asked, Change, Keep, content, formula_of, new_cell, style_of
from gxxl.hosts.markup import Attributes, Patch, attributes_in, patched, retagged
from gxxl.hosts.worksheets import FIRST, LAST, usual

_DIMENSION = re.compile(rb'<dimension ref="([A-Z0-9:]+)"/>')
_COLUMN = re.compile(rb"<col [^<>]*+>")
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"[^<>]*+>')
_START = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"( s="[0-9]+")?(?: t="([A-Za-z]+)")?(?:/>|>'
    rb"(<f(?: [^<>]*?)?(?:/>|>[^<]*+</f>))?"
    rb'(<v(?: xml:space="preserve")?>[^<]*+</v>|<v/>|<is><t(?: xml:space="preserve")?>[^<]*+</t></is>)?</c>)'
)

_UNUSUAL = (b"<!", b"\r", b"xmlns", b"<extLst")
"""What no row of the usual programs holds; with any of it the part is left to the long way."""


def spliced_usual(part: bytes, asked: Asked) -> bytes | None:
    """The part with what was asked of it; None where it is spelled otherwise."""
    begin, end = part.find(FIRST) + len(FIRST), part.rfind(LAST)
    body = usual(part)
    if body is None or any(sign in body for sign in _UNUSUAL) or part.find(b"<?", 2) > 0:
        return None
    columns = [attributes_in(tag) for tag in _COLUMN.findall(part[:begin])]
    rows = list(_ROW.finditer(part, begin, end))
    numbers = [int(row[1]) for row in rows]
    if not _ascending(numbers) or len(rows) != part.count(b"<row", begin, end):
        return None
    patches = _dimension(part[:begin], asked)
    for number in asked.rows:
        place = bisect_left(numbers, number)
        if numbers[place : place + 1] == [number]:
            found = _old_row(part, rows[place], asked, columns)
            if found is None:
                return None
            patches += found
        else:
            at = rows[place].start() if place < len(rows) else end
            patches.append(Patch(at, at, asked.new_row(number, columns).encode()))
    return patched(part, patches)


def _dimension(head: bytes, asked: Asked) -> list[Patch]:
    found = _DIMENSION.search(head)
    ref = asked.widened(found[1].decode()) if found else None
    return [Patch(*found.span(1), ref.encode())] if found and ref else []


def _old_row(part: bytes, row: re.Match[bytes], asked: Asked, columns: Sequence[Attributes]) -> list[Patch] | None:
    """The patches of a row; None where its cells are not spelled or ordered as usual."""
    number, empty = int(row[1]), row[0].endswith(b"/>")
    closing = row.end() if empty else part.index(b"</row>", row.end())
    cells = list(_START.finditer(part, row.end(), closing))
    order = [COLUMNS[cell[1].decode()] for cell in cells]
    known = len(cells) == part.count(b"<c", row.end(), closing) and all(cell[2] == row[1] for cell in cells)
    if not known or not _ascending(order):
        return None
    attributes = attributes_in(row[0])
    patches: list[Patch] = []
    tag: dict[str, str | None] = dict(asked.height(number))
    for column, change in asked.rows[number].items():
        place = bisect_left(order, column)
        if order[place : place + 1] == [column]:
            cell = _CELL.match(part, cells[place].start(), closing)
            if not cell:
                return None
            patches.append(Patch(*cell.span(), _changed(cell, change)))
        elif new := new_cell(number, column, change, style_of(column, attributes, columns)):
            at = cells[place].start() if place < len(cells) else closing
            patches.append(Patch(at, at, new.encode()))
            tag["spans"] = None
    if empty and patches:
        body = b"".join(patch.new for patch in patches)
        return [Patch(*row.span(), retagged(row[0], tag, empty=False) + body + b"</row>")]
    if any(attributes.get(name) != text for name, text in tag.items()):
        patches.append(Patch(*row.span(), retagged(row[0], tag, empty=empty)))
    return patches


def _changed(cell: re.Match[bytes], change: Change) -> bytes:
    """A cell anew: its place and format stay."""
    place, style, kind, formula, body = cell.groups(default=b"")
    if not isinstance(change.formula, Keep):
        formula = formula_of(change.formula).encode()
    if not isinstance(change.value, Keep):
        kind, body = ((text or "").encode() for text in content(change.value, formula=bool(formula)))
    typed = b' t="' + kind + b'"' if kind else b""
    inside = formula + body
    return b'<c r="' + place + b'"' + style + typed + (b">" + inside + b"</c>" if inside else b"/>")


def _ascending(numbers: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(numbers))
