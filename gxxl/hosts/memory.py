"""The reference host: a workbook as a dictionary, for tests and for trying a macro without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gxxl.edit import Blank, Content, Deliver, Edit, Formula, Number, Show, Tell, Write
from gxxl.sheet import EMPTY, Address, Area, Held, Snapshot


class MemoryHost:
    """Cells by address under defined names; `told`, `shown` and `delivered` are what a person would have got."""

    def __init__(self, sheets: Sequence[str], names: Mapping[str, Area], cells: Mapping[Address, Held]) -> None:
        self.sheets, self.names, self.cells = tuple(sheets), dict(names), dict(cells)
        self.told: list[str] = []
        self.shown: list[Address] = []
        self.delivered: dict[str, bytes] = {}

    def read(self, names: Sequence[str]) -> Snapshot:
        """See Host."""
        blocks = {name: self._block(self.names[name]) for name in names if name in self.names}
        return Snapshot(self.sheets, dict(self.names), blocks)

    def apply(self, edits: Sequence[Edit]) -> None:
        """See Host."""
        for edit in edits:
            if isinstance(edit, Write):
                self._write(edit)
            elif isinstance(edit, Show):
                self.shown.append(edit.at)
            elif isinstance(edit, Tell):
                self.tell(edit.text)
            elif isinstance(edit, Deliver):
                self.delivered[edit.name] = edit.data

    def tell(self, text: str) -> None:
        """See Host."""
        self.told.append(text)

    def _block(self, area: Area) -> tuple[tuple[Held, ...], ...]:
        return tuple(
            tuple(self.cells.get(area.at(row, column), EMPTY) for column in range(area.width))
            for row in range(area.height)
        )

    def _write(self, write: Write) -> None:
        for down, row in enumerate(write.rows):
            for across, content in enumerate(row):
                at = Address(write.at.sheet, write.at.row + down, write.at.column + across)
                if content is not None:
                    self.cells[at] = held(content)


def held(content: Content) -> Held:
    """What a cell holds once a content is written into it."""
    match content:
        case Blank():
            return EMPTY
        case Number(number):
            return Held(int(number) if number == int(number) else number)
        case Formula(formula, value):
            return Held(value, formula)
        case _:
            return Held(content.text or None)
