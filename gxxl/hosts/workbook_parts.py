"""A workbook by its parts: cells read, written and given back as a package in which only what changed has changed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from gxxl.edit import Blank, Content, Formula, Number, Text
from gxxl.hosts.cells import COLUMNS, LONGEST_FORMULA, MOST_CELLS, Place, Sheet
from gxxl.hosts.changes import Change, Keep
from gxxl.hosts.formulas import LAST_COLUMN, LAST_ROW
from gxxl.hosts.markup import utf8
from gxxl.hosts.package import Package
from gxxl.hosts.protection import Protection, protection_of
from gxxl.hosts.refused import Refused
from gxxl.hosts.splice import spliced
from gxxl.hosts.strings import shared_strings
from gxxl.hosts.styles import date_styles, input_styles
from gxxl.hosts.workbook import Workbook
from gxxl.hosts.worksheets import read_sheet, seems_blank
from gxxl.report import Raw
from gxxl.sheet import EMPTY, Address, Area, Held, column_letters

LONGEST_TEXT = 32_767
"""Characters Excel keeps in a cell, counted as UTF-16 does."""

TALLEST_ROW = 409.5
"""Points Excel allows."""

_Bytes: TypeAlias = bytes
_PROTECTION = re.compile(rb"<(?:[\w.-]+:)?sheetProtection\s[^<>]*>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")


class Parts:
    """The sheets, names and cells of a package, and what is to be changed in them.

    Reading after writing sees what was written. Raises Refused where a part is damaged or hostile.
    """

    def __init__(self, package: Package) -> None:
        """Read the workbook part; the sheets are read when asked for."""
        self._package = package
        self._workbook = Workbook(package)
        self.sheets: tuple[str, ...] = tuple(self._workbook.members)
        self.names: Mapping[str, Area] = MappingProxyType(self._workbook.names)
        self._parts: dict[str, bytes] = {}
        self._read: dict[str, Sheet] = {}
        self._changes: dict[str, dict[Place, Change]] = {}
        self._heights: dict[str, dict[int, float | None]] = {}
        self._recalculate = self._formulas_changed = False

    @classmethod
    def open(cls, path: Path) -> Parts:
        """The workbook in a file, read once."""
        return cls(Package.open(path))

    @property
    def manual(self) -> bool:
        """Whether formulas stand still until somebody has them computed."""
        return self._workbook.manual

    @property
    def macros(self) -> _Bytes | None:
        """The VBA project, where there is one."""
        member = self._workbook.member("vbaProject")
        return self._package.part(member) if member else None

    @property
    def macro_sheets(self) -> int:
        """How many Excel 4.0 macro sheets there are ([MS-OFFMACRO2] 2.1.2)."""
        return sum(relation.kind in ("xlMacrosheet", "xlIntlMacrosheet") for relation in self._workbook.relations)

    def checksums(self, sheet: str) -> tuple[tuple[int, int], ...]:
        """What the parts of a sheet and of the shared strings state of themselves: the same ones say the same."""
        members = (self._workbook.members.get(sheet), self._workbook.member("sharedStrings"))
        return tuple(self._package.checksum(member) for member in members if member)

    def grid(self, sheet: str) -> Mapping[Place, Held]:
        """The cells of a sheet that are not empty, by row and column counted from 1; KeyError for no such sheet.

        A constant text of no characters counts as empty.
        """
        return MappingProxyType(self._settled(sheet).cells)

    def block(self, area: Area) -> tuple[tuple[Held, ...], ...]:
        """A rectangle of cells, row by row."""
        if area.height * area.width > MOST_CELLS:
            raise Refused("hostile")
        look = self._settled(area.sheet).cells.get
        rows, columns = range(area.top, area.top + area.height), range(area.left, area.left + area.width)
        return tuple([tuple([look((row, column), EMPTY) for column in columns]) for row in rows])

    def seems_blank(self, area: Area) -> bool:
        """Whether nothing stands in a rectangle, as far as one look tells; a sheet that was written to is not asked."""
        return area.sheet not in self._changes and seems_blank(self._part(area.sheet), area)

    def protection(self, sheet: str) -> Protection | None:
        """How a sheet is protected; None where it is not."""
        tag = _PROTECTION.search(self._part(sheet))
        return protection_of(dict(_ATTRIBUTE.findall(tag[0].decode()))) if tag else None

    def pasted(self, area: Area) -> tuple[Address, ...]:
        """The cells of an area that do not look like inputs of ours, as far as the part is spelled the usual way."""
        part, unlike = self._part(area.sheet), _unlike(area.left, area.width, self._inputs)
        return _within(area, tuple(unlike.findall(part)))

    def write(self, at: Address, content: Content) -> None:
        """Put something in a cell; its format stays. ValueError for what no cell can hold."""
        change = _change(content)
        self._release(at)
        self._add(at, change)

    def set_value(self, at: Address, value: Raw) -> None:
        """Give the formula in a cell the value it has now; ValueError where there is no formula."""
        pending = self._changes.get(at.sheet, {}).get((at.row, at.column))
        if pending is None or isinstance(pending.formula, Keep):
            held = self._sheet(at.sheet).cells.get((at.row, at.column), EMPTY)
            formula = held.formula
        else:
            formula = pending.formula
        if formula is None:
            raise ValueError(at)
        _require_value(value)
        self._add(at, Change(Keep.KEEP, value))

    def row_height(self, sheet: str, row: int, points: float | None) -> None:
        """Make a row so many points high; None leaves it to the spreadsheet."""
        _require(Address(sheet, row, 1))
        if points is not None and not 0 <= points <= TALLEST_ROW:
            raise ValueError(points)
        self._sheet(sheet)
        self._heights.setdefault(sheet, {})[row] = points

    def full_calc_on_load(self) -> None:
        """Have every formula computed when the file is next opened."""
        self._recalculate = True

    def bytes(self) -> _Bytes:
        """The package with all changes; the very same bytes where nothing was changed."""
        for sheet in {*self._changes, *self._heights}:
            self._settle(sheet)
        parts = {name: part for name, part in self._parts.items() if part != self._package.part(name)}
        drop: set[str] = set()
        if self._recalculate and not self._workbook.recalculates:
            parts[self._workbook.part] = self._workbook.recalculated()
        if self._formulas_changed:
            more, drop = self._workbook.without_calculation_chain()
            parts.update(more)
        return self._package.replaced(parts, drop)

    def _release(self, at: Address) -> None:
        """Let the formulas that hang on a cell stand alone: children of a shared one, cells of an array."""
        place = (at.row, at.column)
        read = self._sheet(at.sheet)
        for child in read.families.get(place, ()):
            self._add_if_kept(at.sheet, child, Change(read.cells[child].formula, Keep.KEEP))
        for master, span in read.arrays.items():
            if span.covers(place):
                self._add_if_kept(at.sheet, master, Change(None, Keep.KEEP))
        held = read.cells.get(place, EMPTY)
        self._formulas_changed |= held.formula is not None

    def _add_if_kept(self, sheet: str, place: Place, change: Change) -> None:
        pending = self._changes.get(sheet, {}).get(place)
        if pending is None or isinstance(pending.formula, Keep):
            self._formulas_changed = True
            self._add(Address(sheet, *place), change)

    def _add(self, at: Address, change: Change) -> None:
        _require(at)
        self._formulas_changed |= isinstance(change.formula, str)
        changes = self._changes.setdefault(at.sheet, {})
        changes[at.row, at.column] = change.over(changes.get((at.row, at.column)))

    def _settle(self, sheet: str) -> None:
        """Carry out what was asked of a sheet; it is read anew when next looked at."""
        changes, heights = self._changes.pop(sheet, {}), self._heights.pop(sheet, {})
        if changes or heights:
            self._parts[self._workbook.members[sheet]] = spliced(self._part(sheet), changes, heights)
            self._read.pop(sheet, None)

    def _settled(self, sheet: str) -> Sheet:
        self._settle(sheet)
        return self._sheet(sheet)

    def _sheet(self, sheet: str) -> Sheet:
        """The sheet as last settled."""
        if sheet not in self._read:
            self._read[sheet] = read_sheet(self._part(sheet), lambda: self._strings, self._dates)
        return self._read[sheet]

    def _part(self, sheet: str) -> _Bytes:
        member = self._workbook.members[sheet]
        return self._parts.get(member) or utf8(self._package.part(member))

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        member = self._workbook.member("sharedStrings")
        return shared_strings(self._package.part(member)) if member else ()

    @cached_property
    def _inputs(self) -> frozenset[str]:
        member = self._workbook.member("styles")
        return input_styles(self._package.part(member)) if member else frozenset()

    @cached_property
    def _dates(self) -> frozenset[str]:
        member = self._workbook.member("styles")
        return date_styles(self._package.part(member)) if member else frozenset()


@lru_cache(maxsize=32)
def _within(area: Area, cells: tuple[tuple[_Bytes, _Bytes], ...]) -> tuple[Address, ...]:
    """The cells of an area among these; in most workbooks they are the same: its totals."""
    found = [(int(number), COLUMNS[letters.decode()]) for letters, number in cells]
    return tuple(Address(area.sheet, *at) for at in found if area.top <= at[0] < area.top + area.height)


@lru_cache(maxsize=32)
def _unlike(left: int, width: int, styles: frozenset[str]) -> re.Pattern[bytes]:
    """The cells of some columns that have none of these styles: letters and row."""
    names = [column_letters(left + across) for across in range(width)]
    letters = f"[{''.join(names)}]" if max(map(len, names)) == 1 else "|".join(names)
    none = "|".join(sorted(styles)) or "x"
    return re.compile(rf'<c r="({letters})([1-9][0-9]{{0,6}})"(?! s="(?:{none})")'.encode())


def _change(content: Content) -> Change:
    match content:
        case Text(text):
            change = Change(None, text)
        case Number(number):
            change = Change(None, number)
        case Formula(formula, value):
            if not formula or len(formula) > LONGEST_FORMULA:
                raise ValueError(formula)
            change = Change(formula, value)
        case Blank():
            change = Change(None, None)
    assert not isinstance(change.value, Keep)
    _require_value(change.value)
    return change


def _require_value(value: Raw) -> None:
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT:
            raise ValueError(value)
    elif value is not None and not math.isfinite(value):
        raise ValueError(value)


def _require(at: Address) -> None:
    if not (1 <= at.row <= LAST_ROW and 1 <= at.column <= LAST_COLUMN):
        raise ValueError(at)
