"""Changing cells in a worksheet part by patches: every byte that is no part of a changed cell or row tag stays.

Here a part is changed however it is spelled, from its tree; `usual_splice` is the quick way for most.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping

from gxxl.hosts.cells import Place, place_of
from gxxl.hosts.changes import Asked, Change, Keep, content, formula_of, new_cell, style_of
from gxxl.hosts.markup import Attributes, Element, Patch, patched, prefix_of, retagged, tree, whole
from gxxl.hosts.refused import Refused
from gxxl.hosts.usual_splice import spliced_usual


def spliced(part: bytes, cells: Mapping[Place, Change], heights: Mapping[int, float | None]) -> bytes:
    """A worksheet part with cells changed and rows made so many points high; None lets a height go."""
    asked = Asked.of(cells, heights)
    return spliced_usual(part, asked) or spliced_long(part, asked)


def spliced_long(part: bytes, asked: Asked) -> bytes:
    """The same for a part spelled in any way."""
    return patched(part, _Splicer(part, asked).patches())


class _Splicer:
    """The patches of one part, found from its rows and the cells of the rows that change."""

    def __init__(self, part: bytes, asked: Asked) -> None:
        self.part, self.asked = part, asked
        self.row = 0
        self.root = tree(part, self.wanted)
        self.columns = [column.attributes for group in self.root.named("cols") for column in group.named("col")]

    def wanted(self, name: str, attributes: Attributes) -> bool:
        if name == "row":
            self.row = whole(attributes.get("r"), self.row + 1)
        return name in ("worksheet", "dimension", "cols", "col", "sheetData", "row") or (
            name in ("c", "f", "v", "is", "extLst") and self.row in self.asked.rows
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
        for number in self.asked.rows:
            if number in found:
                yield from self.old_row(number, found[number])
            elif row_bytes := self.asked.new_row(number, self.columns, self.prefix).encode():
                after = bisect(order, number)
                at = found[order[after]].start if after < len(order) else data.closing
                new.append(Patch(at, at, row_bytes))
        if data.empty and new:
            rows = b"".join(patch.new for patch in new)
            yield self.opened(data, self.part[data.start : data.opened], rows)
        else:
            yield from new

    def dimension(self) -> Iterator[Patch]:
        """The used range, widened where a cell is written outside."""
        for element in self.root.named("dimension"):
            if ref := self.asked.widened(element.attributes.get("ref", "")):
                tag = self.part[element.start : element.opened]
                yield Patch(element.start, element.opened, retagged(tag, {"ref": ref}, empty=element.empty))

    def opened(self, element: Element, tag: bytes, body: bytes) -> Patch:
        """An empty element with something in it."""
        name = tag[1:].split(b"/")[0].split()[0]
        return Patch(element.start, element.end, retagged(tag, {}, empty=False) + body + b"</" + name + b">")

    def old_row(self, number: int, row: Element) -> Iterator[Patch]:
        found = dict(_placed(row.named("c")))
        order = sorted(found)
        patches: list[Patch] = []
        attributes: dict[str, str | None] = dict(self.asked.height(number))
        for column, change in self.asked.rows[number].items():
            if column in found:
                cell = found[column]
                patches.append(Patch(cell.start, cell.end, self.changed(cell, change)))
            elif not change.empties:
                after = bisect(order, column)
                at = found[order[after]].start if after < len(order) else row.closing
                attributes["spans"] = None
                style = style_of(column, row.attributes, self.columns)
                patches.append(Patch(at, at, new_cell(number, column, change, style, self.prefix).encode()))
        tag = self.part[row.start : row.opened]
        if attributes.keys() & row.attributes.keys() or any(attributes.values()):
            tag = retagged(tag, attributes, empty=row.empty)
        if row.empty and patches:
            yield self.opened(row, tag, b"".join(patch.new for patch in patches))
        else:
            yield Patch(row.start, row.opened, tag)
            yield from patches

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
            formula = formula_of(change.formula, prefix).encode()
            attributes["cm"] = None
        if not isinstance(change.value, Keep):
            attributes["t"], text = content(change.value, prefix, formula=bool(formula))
            body = text.encode()
            attributes["vm"] = None
        inside = formula + body + rest
        tag = retagged(self.part[cell.start : cell.opened], attributes, empty=not inside)
        return tag + inside + (f"</{prefix}c>".encode() if inside else b"")


def _placed(cells: list[Element]) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in cells:
        ref = cell.attributes.get("r")
        column = place_of(ref)[1] if ref else column + 1
        yield column, cell
