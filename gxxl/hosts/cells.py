"""What the cells of a worksheet part say (ECMA-376 part 1, 18.3.1.4), however the part was read."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from gxxl.hosts.formulas import LAST_COLUMN, LAST_ROW, Shared, column_number
from gxxl.hosts.markup import decoded, is_true, whole
from gxxl.hosts.refused import Refused
from gxxl.report import Raw
from gxxl.sheet import Held

MOST_CELLS = 200_000
"""Cells of one sheet, and rows of one sheet."""

LONGEST_FORMULA = 8_192
"""Characters Excel allows in a formula."""

LONGEST_NUMBER = 400

MOST_SHARED = 1_000_000
"""Characters of shared formulas of one sheet, said in full."""

Place = tuple[int, int]
"""Row and column, counted from 1."""

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII)


class Span(NamedTuple):
    """A rectangle as the attribute `ref` says it; both corners belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, place: Place) -> bool:
        """Whether a cell lies within."""
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    def places(self) -> Iterator[Place]:
        """Every cell, row by row."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class Sheet(NamedTuple):
    """What a worksheet part holds: cells, the children of shared formulas by master, what array formulas cover."""

    cells: dict[Place, Held]
    families: dict[Place, list[Place]]
    arrays: dict[Place, Span]


class Columns(dict[str, int]):
    """The numbers of column letters, found once each."""

    def __missing__(self, letters: str) -> int:
        number = place_of(f"{letters}1")[1]
        self[letters] = number
        return number


COLUMNS = Columns()


def place_of(text: str) -> Place:
    """The row and column of `D7`."""
    match = _PLACE.fullmatch(text)
    if not match:
        raise Refused("damaged")
    row, column = int(match[2]), column_number(match[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise Refused("damaged")
    return row, column


def span_of(text: str) -> Span:
    """The corners of `A1:O31`, or of a single cell."""
    first, _, last = text.partition(":")
    start = place_of(first)
    return Span(*start, *(place_of(last) if last else start))


def number_of(text: str) -> int | float:
    """A number as files write it: `5.0` and `1E3` are whole; what is no finite number is damage."""
    if len(text) < 16 and text.isascii() and text.isdigit():
        return int(text)
    number = float(text) if len(text) < LONGEST_NUMBER and _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise Refused("damaged")
    return int(number) if number.is_integer() else number


def judged(value: str, kind: str | None, *, shows_date: bool) -> tuple[Raw, bool]:
    """The value of a cell of type `t` (18.18.11 ST_CellType) that points to no shared string; whether it is a date."""
    if (kind is None or kind == "n") and value:
        return number_of(value), shows_date
    if kind in ("str", "inlineStr", "e", "d"):
        return decoded(value), kind == "d"
    if not value.strip():
        return None, False
    if kind == "b":
        return is_true(value.strip()), False
    raise Refused("damaged")


def checked(formula: str) -> str:
    """A formula no longer than Excel allows."""
    if len(formula) > LONGEST_FORMULA:
        raise Refused("damaged")
    return formula


class Start(NamedTuple):
    """The start tag of a cell: where it is, its `s` and its `t`."""

    place: Place
    style: str | None
    kind: str | None


class Collector:
    """Cells taken one by one, each once, as either way of reading finds them, and the sheet they make."""

    __slots__ = ("dates", "left", "masters", "sheet", "strings", "table")

    def __init__(self, strings: Callable[[], Sequence[str]], dates: frozenset[str]) -> None:
        """`strings` is asked once a cell needs a shared string; `dates` are the styles that show a date."""
        self.strings, self.dates = strings, dates
        self.table: Sequence[str] | None = None
        self.sheet = Sheet({}, {}, {})
        self.masters: dict[str, tuple[Place, Shared]] = {}
        self.left = MOST_SHARED

    def take(self, place: Place, style: str | None, kind: str | None, value: str) -> None:
        """A cell without a formula: its `s`, its `t` and what stands in it."""
        if value:
            raw, is_date = self.judged(value, kind, style)
            if raw is not None and raw != "":
                self.sheet.cells[place] = Held(raw, None, is_date)

    def take_shared(self, place: Place, index: int) -> None:
        """A cell that holds a shared string and no formula."""
        text = self.shared(index)
        if text:
            self.sheet.cells[place] = Held(text)

    def take_formula(self, start: Start, value: str, formula: str, tag: Mapping[str, str]) -> None:
        """A cell with a formula: also the text of `f` and its attributes."""
        raw, is_date = self.judged(value, start.kind, start.style)
        self.sheet.cells[start.place] = Held(raw, self.said(start.place, formula, tag), is_date)

    def judged(self, value: str, kind: str | None, style: str | None) -> tuple[Raw, bool]:
        """The value of a cell of type `t`, and whether it is a date."""
        if kind == "s" and value.strip():
            return self.shared(whole(value.strip())), False
        return judged(value, kind, shows_date=style in self.dates)

    def shared(self, index: int) -> str:
        """A shared string."""
        if self.table is None:
            self.table = self.strings()
        if index >= len(self.table):
            raise Refused("damaged")
        return self.table[index]

    def said(self, place: Place, text: str, tag: Mapping[str, str]) -> str:
        """The formula of a cell."""
        kind = tag.get("t")
        if kind == "array" and ":" in tag.get("ref", ""):
            self.sheet.arrays[place] = span_of(tag["ref"])
        elif kind == "shared":
            return self.said_shared(place, checked(text), tag)
        return checked(text)

    def said_shared(self, place: Place, text: str, tag: Mapping[str, str]) -> str:
        """The formula of a master as it stands; that of a child as its master, which comes first, has it said there."""
        key = tag.get("si", "")
        if "ref" in tag:
            self.masters[key] = (place, Shared(text))
        elif not text and key in self.masters:
            master, shared = self.masters[key]
            self.sheet.families.setdefault(master, []).append(place)
            self.left -= shared.length
            if self.left < 0:
                raise Refused("hostile")
            return shared.moved(place[0] - master[0], place[1] - master[1])
        return text

    def say_arrays(self) -> None:
        """Every cell an array formula covers shows that formula, as in Excel."""
        left = MOST_SHARED
        cells = self.sheet.cells
        for master, span in self.sheet.arrays.items():
            covered = list(filter(span.covers, cells) if span.size > len(cells) else span.places())
            left -= min(span.size, len(cells))
            if left < 0:
                raise Refused("hostile")
            for place in covered:
                if place in cells and cells[place].formula is None:
                    cells[place] = cells[place]._replace(formula=cells[master].formula)
