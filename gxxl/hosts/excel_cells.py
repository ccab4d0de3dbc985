"""Cells as Excel's objects give and take them: values of every kind, read block by block where no copy can be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

import xlwings as xw

from gxxl.edit import Blank, Content, Formula, Number, Text
from gxxl.hosts.cells import Place
from gxxl.hosts.patience import patiently
from gxxl.hosts.protection import ALLOWANCES, Protection
from gxxl.hosts.workbook import area_of
from gxxl.report import Raw
from gxxl.sheet import EMPTY, Area, Held

ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip
"""Error values by the numbers of XlCVError; a variant holds 0x800A0000 + the number."""

_MANUAL = -4135
"""xlCalculationManual."""

_FIRST_ERROR = 0x800A0000 - 2**32
_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - the day OLE automation counts from; a cell has no time zone


class LiveCells:
    """The sheets, names and cells of an open workbook, a sheet read in one block when first asked for."""

    def __init__(self, book: xw.Book) -> None:
        """See Parts."""
        self._book = book
        self._read: dict[str, dict[Place, Held]] = {}
        self.sheets: tuple[str, ...] = patiently(lambda: tuple(sheet.name for sheet in book.sheets))

    @cached_property
    def names(self) -> Mapping[str, Area]:
        """See Parts."""
        stated = patiently(lambda: [(name.name, name.refers_to) for name in self._book.names])
        areas = {name: area_of(text or "") for name, text in stated if "!" not in name}
        return {name: area for name, area in areas.items() if area and area.sheet in self.sheets}

    @property
    def manual(self) -> bool:
        """See Parts."""
        return patiently(lambda: bool(self._book.api.Application.Calculation == _MANUAL))

    def grid(self, sheet: str) -> Mapping[Place, Held]:
        """See Parts."""
        if sheet not in self._read:
            self._read[sheet] = patiently(lambda: _used(self._book.sheets[sheet]))
        return self._read[sheet]

    def block(self, area: Area) -> tuple[tuple[Held, ...], ...]:
        """See Parts."""
        cells = self.grid(area.sheet)
        rows, columns = range(area.top, area.top + area.height), range(area.left, area.left + area.width)
        return tuple(tuple(cells.get((row, column), EMPTY) for column in columns) for row in rows)

    def protection(self, sheet: str) -> Protection | None:
        """See Parts."""
        return patiently(lambda: _protection(self._book.sheets[sheet].api))


def raw_of(content: Content) -> str | float:
    """What Excel is given so that a cell holds a content: a text behind an apostrophe, which it never parses."""
    match content:
        case Text(text):
            return "'" + text if text else ""
        case Number(number):
            return number
        case Formula(formula, _):
            return "=" + formula
        case Blank():
            return ""


def raw_again(held: Held) -> Raw:
    """What Excel is given so that a cell holds again what it held."""
    if held.formula is not None:
        return "=" + held.formula
    if isinstance(held.raw, str) and held.raw and held.raw not in ERRORS.values():
        return "'" + held.raw
    return "" if held.raw is None else held.raw


def held_of(value: Any, exact: Any, formula: str) -> Held:
    """A cell from its `Value`, which knows dates, its `Value2`, which keeps every digit, and its `Formula`."""
    has_formula = isinstance(formula, str) and formula.startswith("=") and value != formula
    if isinstance(value, dt.datetime):
        days = (value.replace(tzinfo=None) - _DAY_ZERO) / dt.timedelta(days=1)
        value, is_date = days, True
    else:
        value, is_date = exact if isinstance(value, Decimal) else value, False
    raw = _raw(value)
    if not has_formula and raw == "":
        return EMPTY
    return Held(raw, formula[1:] if has_formula else None, is_date)


def _raw(value: Any) -> Raw:
    if isinstance(value, int) and not isinstance(value, bool):
        return ERRORS.get(value - _FIRST_ERROR, "#UNKNOWN!")
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    found: Raw = value
    return found


def _used(sheet: xw.Sheet) -> dict[Place, Held]:
    """Every cell of a sheet that is not empty. Value2 is asked for only where money may have lost digits."""
    used = sheet.used_range
    top, left = used.row, used.column
    values = _square(used.raw_value)
    money = any(isinstance(value, Decimal) for row in values for value in row)
    exact = _square(used.api.Value2) if money else values
    formulas = _square(used.formula)
    found: dict[Place, Held] = {}
    for down, row in enumerate(values):
        for across, value in enumerate(row):
            held = held_of(value, exact[down][across], formulas[down][across])
            if held != EMPTY:
                found[top + down, left + across] = held
    return found


def _square(block: Any) -> tuple[tuple[Any, ...], ...]:
    """A single cell comes without its two brackets."""
    return block if isinstance(block, tuple) else ((block,),)


def _protection(sheet: Any) -> Protection | None:
    if not sheet.ProtectContents:
        return None
    options = sheet.Protection
    allowed = tuple(bool(getattr(options, name)) for _, name in ALLOWANCES)
    return Protection(bool(sheet.ProtectDrawingObjects), bool(sheet.ProtectScenarios), allowed)
