"""Changing cells in a worksheet part by patches: every byte that is no part of a changed cell or row tag stays.

Texts are written as inline strings (ECMA-376 part 1, 18.3.1.53 `is`): Excel, WPS and LibreOffice read them as any
text, never parse them, and the shared strings, which other sheets and their counts hang on, need no change.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from gxxl.hosts.cells import Place, Span, place_of, span_of
from gxxl.hosts.markup import (
    Attributes,
    Element,
    Patch,
    encoded,
    is_true,
    patched,
    prefix_of,
    retagged,
    tree,
    whole,
)
from gxxl.hosts.refused import Refused
from gxxl.report import Raw
from gxxl.sheet import column_letters


class Keep(Enum):
    """The mark of what a change leaves as it is."""

    KEEP = 0


class Change(NamedTuple):
    """What becomes of a cell: its formula (None: no formula) and its value (None: none)."""

    formula: str | Keep | None
    value: Raw | Keep

    def over(self, earlier: Change | None) -> Change:
        """Both changes as one, this one after the other."""
        if earlier is None:
            return self
        return Change(
            earlier.formula if isinstance(self.formula, Keep) else self.formula,
            earlier.value if isinstance(self.value, Keep) else self.value,
        )

    @property
    def empties(self) -> bool:
        """Whether nothing is left to write."""
        return not self.formula and (self.value is None or self.value == "")


def spliced(part: bytes, cells: Mapping[Place, Change], heights: Mapping[int, float | None]) -> bytes:
    """A worksheet part with cells changed and rows made so many points high; None lets a height go."""
    return patched(part, _Splicer(part, cells, heights).patches())


class _Splicer:
    """The patches of one part, found from its rows and the cells of the rows that change."""

    def __init__(self, part: bytes, cells: Mapping[Place, Change], heights: Mapping[int, float | None]) -> None:
        self.part, self.heights = part, heights
        self.rows: dict[int, dict[int, Change]] = {row: {} for row in heights}
        for (row, column), change in sorted(cells.items()):
            self.rows.setdefault(row, {})[column] = change
        self.written = [place for place, change in cells.items() if not change.empties]
        self.row = 0
        self.root = tree(part, self.wanted)
        self.columns = [column for group in self.root.named("cols") for column in group.named("col")]

    def wanted(self, name: str, attributes: Attributes) -> bool:
        if name == "row":
            self.row = whole(attributes.get("r"), self.row + 1)
        return name in ("worksheet", "dimension", "cols", "col", "sheetData", "row") or (
            name in ("c", "f", "v", "is", "extLst") and self.row in self.rows
        )

    def patches(self) -> Iterator[Patch]:
        yield from self.dimension()
        (data,) = self.root.named("sheetData") or (None,)
        if data is None:
            raise Refused("damaged")
        self.prefix = prefix_of(self.part, data)
        found: dict[int, Element] = {}
        number = 0
        for row in data.named("row"):
            number = whole(row.attributes.get("r"), number + 1)
            found[number] = row
        order = sorted(found)
        new: list[Patch] = []
        for number in sorted(self.rows):
            if number in found:
                yield from self.old_row(number, found[number])
            elif row_bytes := self.new_row(number):
                after = bisect(order, number)
                at = found[order[after]].start if after < len(order) else data.closing
                new.append(Patch(at, at, row_bytes))
        if data.empty and new:
            rows = b"".join(patch.new for patch in new)
            yield self.opened(data, self.part[data.start : data.opened], rows)
        else:
            yield from new

    def dimension(self) -> Iterator[Patch]:
        """The used range, widened where a cell is written outside (18.3.1.35)."""
        for element in self.root.named("dimension"):
            with suppress(Refused):
                span = span_of(element.attributes.get("ref", ""))
                rows = [span.top, span.bottom, *(row for row, _ in self.written)]
                columns = [span.left, span.right, *(column for _, column in self.written)]
                wider = Span(min(rows), min(columns), max(rows), max(columns))
                if wider != span:
                    tag = self.part[element.start : element.opened]
                    ref = ":".join(_a1(row, column) for row, column in (wider[:2], wider[2:]))
                    yield Patch(element.start, element.opened, retagged(tag, {"ref": ref}, empty=element.empty))

    def opened(self, element: Element, tag: bytes, body: bytes) -> Patch:
        """An empty element with something in it."""
        name = tag[1:].split(b"/")[0].split()[0]
        return Patch(element.start, element.end, retagged(tag, {}, empty=False) + body + b"</" + name + b">")

    def old_row(self, number: int, row: Element) -> Iterator[Patch]:
        changes = self.rows[number]
        found = dict(_placed(row.named("c")))
        order = sorted(found)
        patches: list[Patch] = []
        attributes: dict[str, str | None] = dict(self.height(number))
        for column, change in changes.items():
            if column in found:
                cell = found[column]
                patches.append(Patch(cell.start, cell.end, self.changed(cell, change)))
            elif not change.empties:
                after = bisect(order, column)
                at = found[order[after]].start if after < len(order) else row.closing
                attributes["spans"] = None
                patches.append(Patch(at, at, self.new_cell(number, column, change, row)))
        tag = self.part[row.start : row.opened]
        if attributes.keys() & row.attributes.keys() or any(attributes.values()):
            tag = retagged(tag, attributes, empty=row.empty)
        if row.empty and patches:
            yield self.opened(row, tag, b"".join(patch.new for patch in patches))
        else:
            yield Patch(row.start, row.opened, tag)
            yield from patches

    def new_row(self, number: int) -> bytes:
        cells = [
            self.new_cell(number, column, change, None)
            for column, change in self.rows[number].items()
            if not change.empties
        ]
        attributes = {"r": str(number), **self.height(number)}
        if not cells and not attributes.get("ht"):
            return b""
        tag = retagged(f"<{self.prefix}row>".encode(), attributes, empty=False)
        return tag + b"".join(cells) + f"</{self.prefix}row>".encode()

    def height(self, number: int) -> dict[str, str | None]:
        """The attributes of a row's height (18.3.1.73)."""
        if number not in self.heights:
            return {}
        points = self.heights[number]
        if points is None:
            return {"ht": None, "customHeight": None}
        return {"ht": _number(points), "customHeight": "1"}

    def new_cell(self, row: int, column: int, change: Change, element: Element | None) -> bytes:
        style = self.style(column, element)
        attributes = {"r": _a1(row, column), "s": style}
        kind, body = _content(self.prefix, change.value, formula=isinstance(change.formula, str))
        tag = retagged(f"<{self.prefix}c>".encode(), {**attributes, "t": kind}, empty=False)
        return tag + self.formula(self.prefix, change.formula) + body + f"</{self.prefix}c>".encode()

    def style(self, column: int, row: Element | None) -> str | None:
        """The format a new cell has: that of its row, else of its column."""
        if row and is_true(row.attributes.get("customFormat")):
            return row.attributes.get("s")
        for group in self.columns:
            first, last = (whole(group.attributes.get(key)) for key in ("min", "max"))
            if first <= column <= last:
                return group.attributes.get("style")
        return None

    def changed(self, cell: Element, change: Change) -> bytes:
        """A cell anew: attributes and unknown children stay; `cm` and `vm` tell of what is replaced (18.3.1.4)."""
        prefix = prefix_of(self.part, cell)
        formula = b"".join(self.part[child.start : child.end] for child in cell.named("f"))
        body = b"".join(self.part[child.start : child.end] for child in cell.named("v", "is"))
        own = cell.named("f", "v", "is")
        edges = [cell.opened, *(edge for child in own for edge in (child.start, child.end)), cell.closing]
        rest = b"".join(self.part[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True))
        attributes: dict[str, str | None] = {}
        if not isinstance(change.formula, Keep):
            formula = self.formula(prefix, change.formula)
            attributes["cm"] = None
        if not isinstance(change.value, Keep):
            attributes["t"], body = _content(prefix, change.value, formula=bool(formula))
            attributes["vm"] = None
        inside = formula + body + rest
        tag = retagged(self.part[cell.start : cell.opened], attributes, empty=not inside)
        return tag + inside + (f"</{prefix}c>".encode() if inside else b"")

    def formula(self, prefix: str, text: str | Keep | None) -> bytes:
        return f"<{prefix}f>{encoded(text)}</{prefix}f>".encode() if isinstance(text, str) else b""


def _placed(cells: list[Element]) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in cells:
        ref = cell.attributes.get("r")
        column = place_of(ref)[1] if ref else column + 1
        yield column, cell


def _a1(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _content(prefix: str, value: Raw | Keep, *, formula: bool) -> tuple[str | None, bytes]:
    """The type of a cell (18.18.11) and the elements of its value."""
    if value is None or isinstance(value, Keep) or (value == "" and not formula):
        return None, b""
    if isinstance(value, str):
        text = encoded(value)
        space = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        if formula:
            return "str", f"<{prefix}v{space}>{text}</{prefix}v>".encode()
        t = f'<{prefix}t xml:space="preserve">{text}</{prefix}t>'
        return "inlineStr", f"<{prefix}is>{t}</{prefix}is>".encode()
    if isinstance(value, bool):
        return "b", f"<{prefix}v>{int(value)}</{prefix}v>".encode()
    return None, f"<{prefix}v>{_number(value)}</{prefix}v>".encode()


def _number(value: float | Decimal) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(value)
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
