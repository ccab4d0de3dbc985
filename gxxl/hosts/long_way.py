"""A worksheet part read element by element with expat: every spelling XML allows, at three times the cost.

expat, not lxml: as fast, no tree of a hostile part in memory, a stop at any cell, and no library to install.
"""

from __future__ import annotations

from gxxl.hosts.cells import COLUMNS, MOST_CELLS, Collector, Place, Start
from gxxl.hosts.formulas import LAST_COLUMN, LAST_ROW
from gxxl.hosts.markup import DEEPEST, Attributes, decoded, main_names, parser_of, run, whole
from gxxl.hosts.refused import Refused

_KINDS = main_names("sheetData", "row", "c", "v", "f", "t", "rPh")
_LEVELS = {"v": 1, "f": 1, "t": 3}
"""How deep in its cell an element of that name is the cell's own, and none of an extension."""


def read_long(part: bytes, into: Collector) -> None:
    """Give every cell of a part to the collector."""
    reader = _Reader(into)
    parser = parser_of(reader.start, reader.end)
    parser.CharacterDataHandler = reader.data
    run(parser, part)


class _Reader:
    """The handlers; a cell is put together from its start tag, `f`, `v` or `is`, and handed over at its end tag."""

    __slots__ = (
        "attributes", "column", "depth", "formula", "inside", "into", "listening", "phonetic", "pieces", "place",
        "places", "row", "row_text", "rows", "tag", "within",
    )  # fmt: skip

    def __init__(self, into: Collector) -> None:
        self.into = into
        self.places: set[Place] = set()
        self.rows: set[int] = set()
        self.depth = self.inside = self.row = self.column = 0
        self.row_text = "0"
        self.place: Place | None = None
        self.attributes: Attributes = {}
        self.tag: Attributes | None = None
        self.formula = ""
        self.pieces: list[str] = []
        self.within = self.listening = self.phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("hostile")
        kind = _KINDS.get(name)
        if kind == "sheetData":
            self.within = True
        elif kind is None or not self.within:
            return
        elif kind == "c":
            self.start_cell(attributes)
        elif kind == "row":
            self.start_row(attributes)
        elif kind == "rPh":
            self.phonetic = True
        elif self.place and not self.phonetic and self.depth <= self.inside + _LEVELS[kind]:
            self.listening = True
            if kind == "f":
                if self.pieces:
                    raise Refused("damaged")
                self.tag = attributes
                self.formula = ""

    def data(self, text: str) -> None:
        if self.listening:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        kind = _KINDS.get(name)
        if kind == "sheetData":
            self.within = False
        elif kind is None or not self.place:
            return
        elif kind == "c":
            self.end_cell(self.place)
            self.place = None
        elif kind == "rPh":
            self.phonetic = False
        elif self.listening:
            self.listening = False
            if kind == "f":
                self.formula = decoded("".join(self.pieces))
                self.pieces.clear()

    def start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self.row = whole(number) if number else self.row + 1
        self.row_text = str(self.row)
        self.column = 0
        if not 1 <= self.row <= LAST_ROW or self.row in self.rows:
            raise Refused("damaged")
        self.rows.add(self.row)
        if len(self.rows) > MOST_CELLS:
            raise Refused("hostile")

    def start_cell(self, attributes: Attributes) -> None:
        ref = attributes.get("r")
        if ref is None:
            column = self.column + 1
        elif ref.endswith(self.row_text):
            column = COLUMNS[ref[: -len(self.row_text)]]
        else:
            raise Refused("damaged")
        place = (self.row, column)
        if column > LAST_COLUMN or not self.row or place in self.places:
            raise Refused("damaged")
        self.places.add(place)
        if len(self.places) > MOST_CELLS:
            raise Refused("hostile")
        self.place, self.column, self.attributes, self.tag = place, column, attributes, None
        self.inside = self.depth
        self.pieces.clear()

    def end_cell(self, place: Place) -> None:
        value = "".join(self.pieces)
        style, kind = self.attributes.get("s"), self.attributes.get("t")
        if self.tag is None:
            self.into.take(place, style, kind, value)
        else:
            self.into.take_formula(Start(place, style, kind), value, self.formula, self.tag)
