"""The only parser of raw cell values: each is classed once (C-01 … C-09), and behind this door nobody checks again.

The order of the classes is fixed: error value, date, no number, number as text, negative, not an integer, too large.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from gxxl.form.editions import EDITIONS, compose
from gxxl.form.model import Cell, Form, Measure, Quantity, Ref, Table
from gxxl.form.rules_workbook import NOT_A_REPORT
from gxxl.form.sections import PROSE_KEYS
from gxxl.report import BLANK, UNSEEN, Kind, Number, Raw, Report, Signature, Value, digits

_LARGEST = 10**300
"""What is larger is no number (C-02) but a slip of the keyboard."""

_TINY = Decimal("1e-20")
"""Smaller amounts of money than this are none either."""

_DAY = r"(?:19|20)\d\d(?:[-/]\d{1,2}(?:[-/]\d{1,2})?|\.\d{1,2}\.\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?)"
_DATE = "(?a)" + _DAY + r"(?:T?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?)?|\d{1,2}月\d{1,2}日"
_NUMBER = r"(?a)[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"
_YEAR = r"(?a)\d{4}(?:\.0+)?"
_PLAIN = r"(?a)\d+(?:\.\d+)?"
_COUNTERS = "件条份宗起项个次"
_SMALL = tuple(Value(Kind.NUMBER, number, number) for number in range(1000))
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SIGNS = _HALF_WIDTH | str.maketrans({"−": "-", "–": "-", "—": "-"})
_UNSEEN_SIGNS = dict.fromkeys((0x200B, 0xFEFF, 0x200E, 0x200F))


def read_cell(raw: Raw, quantity: Quantity, *, is_date: bool = False) -> Value:
    """Class one raw value; `is_date` says that the file shows the number as a date.

    Text is kept as typed. A number as text carries the number it offers; other faults carry none.
    """
    if type(raw) is int and 0 <= raw < len(_SMALL) and not quantity.decimal and not is_date:
        return _SMALL[raw]
    if raw is None:
        return UNSEEN
    if isinstance(raw, str):
        return _read_text(raw, quantity)
    if is_date:
        return Value(Kind.DATE, None, raw)
    if isinstance(raw, bool):
        return Value(Kind.TEXT, None, raw)
    number: Number = Decimal(str(raw)) if isinstance(raw, float) else raw
    return _judge(number, quantity, raw)


def _read_json(raw: object, cell: Cell, table: Table) -> Value:
    """A cell of a JSON report, where plain digits as text are the right way to state money."""
    quantity = cell.column.quantity
    if raw is not None and not isinstance(raw, int | float | Decimal | str):
        raise NotAReport(NOT_A_REPORT["cell"].format(table=table.nickname, cell=cell.name))
    if isinstance(raw, str) and quantity.decimal and re.fullmatch(_PLAIN, raw):
        return _judge(Decimal(raw), quantity, raw)
    return read_cell(raw, quantity)


def _read_text(raw: str, quantity: Quantity) -> Value:
    seen = raw.translate(_UNSEEN_SIGNS)
    text = "".join(seen.translate(_SIGNS).split()).lstrip("'")
    if not text:
        return Value(Kind.TEXT, None, raw) if seen.strip() else BLANK._replace(raw=raw)
    if text.startswith("#"):
        return Value(Kind.ERROR_VALUE, None, raw)
    if re.fullmatch(_DATE, text):
        return Value(Kind.DATE, None, raw)
    number = _number_in(text, quantity)
    if number is None:
        return Value(Kind.TEXT, None, raw)
    judged = _judge(number, quantity, raw)
    return judged if judged.number is None else Value(Kind.NUMBER_AS_TEXT, judged.number, raw)


def _number_in(text: str, quantity: Quantity) -> Decimal | None:
    """The number a text states once commas and one fitting unit are taken away."""
    digits, scale = text, Decimal(1)
    if quantity.measure is Measure.TEN_THOUSAND_YUAN:
        digits, scale = _without_money_unit(text)
    elif quantity.measure is Measure.MONEY:
        digits = text.removesuffix("元").removesuffix("万")
    elif text[-1] in _COUNTERS:
        digits = text[:-1]
    if not re.fullmatch(_NUMBER, digits):
        return None
    try:
        number = Decimal(digits.replace(",", ""))
        return number if scale == 1 else number * scale
    except InvalidOperation:
        return None


def _without_money_unit(text: str) -> tuple[str, Decimal]:
    """Digits and factor to 万元: a cell asked for 万元 may have been typed in 元."""
    if text.endswith("元") and not text.endswith("万元"):
        return text[:-1], Decimal("0.0001")
    return text.removesuffix("万元").removesuffix("万"), Decimal(1)


def _judge(number: Number, quantity: Quantity, raw: Raw) -> Value:
    """Class a number: none at all, negative, not an integer, too large, or right."""
    size = abs(number) if isinstance(number, int) else number.copy_abs()
    if not _is_number(number, quantity):
        return Value(Kind.TEXT, None, raw)
    if number < 0 and not quantity.signed:
        return Value(Kind.NEGATIVE, None, raw)
    if number != int(number) and not quantity.decimal:
        return Value(Kind.FRACTION, None, raw)
    value = Decimal(number) if quantity.decimal else int(number)
    return Value(Kind.HUGE if size > quantity.ceiling else Kind.NUMBER, value, raw)


def _is_number(number: Number, quantity: Quantity) -> bool:
    """Whether it is finite, not endlessly large, and for money not endlessly small."""
    if isinstance(number, int):
        return -_LARGEST <= number <= _LARGEST
    if not number.is_finite() or not number:
        return number.is_finite()
    return number.copy_abs() <= _LARGEST and (not quantity.decimal or number.copy_abs() >= _TINY)


class NotAReport(ValueError):
    """The data is no annual report; the message says why, in Chinese."""


_KNOWN = ("organ", "year", "edition", "tables", "prose", "signature")
_GOLD = ("claims", "findings")


def report_from_json(data: Any) -> tuple[Report, tuple[tuple[str, str], ...]]:
    """A report from the corpus format, and the (where, name) of every row or column the form does not have.

    Missing keys mean not seen. Raises NotAReport where the data has not the shape of a report.
    """
    if not isinstance(data, Mapping) or not ("tables" in data or "prose" in data):
        raise NotAReport(NOT_A_REPORT["parts"])
    year = _whole(data, "year")
    if year is not None and not 1900 <= year <= 2999:
        raise NotAReport(NOT_A_REPORT["year"].format(name="year", value=_short(year)))
    tables = {key: _rows(rows) for key, rows in _mapping(data, "tables").items()}
    form = _form_of(_whole(data, "edition"), year, tables)
    prose_in, signature_in = _mapping(data, "prose", "prose"), _mapping(data, "signature", "signature")
    signature = Signature(_text(signature_in, "organ"), _text(signature_in, "date"))
    _mapping(data, "extra", "extra")
    report = Report(
        form=form,
        values=tuple(
            _read_json(tables.get(table.key, {}).get(cell.ref.row, {}).get(cell.ref.column), cell, table)
            for table in form.tables
            for cell in table.cells()
        ),
        organ=_text(data, "organ"),
        year=year,
        prose=MappingProxyType({key: _text(prose_in, key) for key in PROSE_KEYS}),
        signature=signature if data.get("signature") else None,
        particulars=MappingProxyType(_particulars(data)),
    )
    return report, _strangers(form, tables)


def _particulars(data: Mapping[str, Any]) -> dict[str, Any]:
    """The further keys of a report; those we read must be texts."""
    for key in ("level", "kind", "scope"):
        _text(data, key)
    return {key: _held(value) for key, value in data.items() if key not in _KNOWN + _GOLD}


def _held(value: Any) -> Any:
    """A JSON value that can be written again: a fraction is a float, as text where a float has not all its digits."""
    if isinstance(value, Decimal):
        number = float(value)
        return number if Decimal(repr(number)) == value else digits(value)
    if isinstance(value, Mapping):
        return {key: _held(held) for key, held in value.items()}
    return [_held(held) for held in value] if isinstance(value, list) else value


def _form_of(edition: int | None, year: int | None, tables: Mapping[str, Mapping[str, Any]]) -> Form:
    """Table two by the stated edition, else by its columns; table three by its rows."""
    if edition is not None and edition not in EDITIONS:
        raise NotAReport(NOT_A_REPORT["edition"].format(value=_short(edition)))
    two = edition if edition is not None else _by_columns(tables.get("disclosure", {}), year)
    rows = tables.get("requests", {})
    if any(key.startswith("otherwise.") for key in rows):
        return compose(two, 2021)
    return compose(two, 2019 if "otherwise" in rows else two)


def _by_columns(rows: Mapping[str, Mapping[str, Any]], year: int | None) -> int:
    """The one edition whose table two has all these cells; what is due in the year where several have."""
    refs = [Ref("disclosure", row, column) for row, columns in rows.items() for column in columns]
    fitting = [edition for edition in EDITIONS if all(ref in compose(edition, edition).index for ref in refs)]
    if len(fitting) == 1:
        return fitting[0]
    return next((edition for edition in EDITIONS if year is None or edition <= year), min(EDITIONS))


def _strangers(form: Form, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> tuple[tuple[str, str], ...]:
    """Tables, rows and columns the form does not have, where anything stands in them; null is nothing."""
    known = {table.key: {ref.row for ref in form.index if ref.table == table.key} for table in form.tables}
    found: list[tuple[str, str]] = []
    for table, rows in tables.items():
        for row, columns in rows.items():
            held = [column for column, value in columns.items() if value is not None]
            if row not in known.get(table, set()):
                found += [(table, row)] if held else []
                continue
            found += [(f"{table}.{row}", column) for column in held if Ref(table, row, column) not in form.index]
    return tuple(found)


def _rows(rows: object) -> Mapping[str, Mapping[str, Any]]:
    if rows is None:
        return {}
    if not isinstance(rows, Mapping):
        raise NotAReport(NOT_A_REPORT["grid"].format(name="tables"))
    return {key: _mapping(rows, key) for key in rows}


def _mapping(data: Mapping[str, Any], key: str, sentence: str = "grid") -> Mapping[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise NotAReport(NOT_A_REPORT[sentence].format(name=key, value=_short(value)))
    return value


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    raise NotAReport(NOT_A_REPORT["text"].format(name=key, value=_short(value)))


def _whole(data: Mapping[str, Any], key: str) -> int | None:
    """A year: 2023, 2023.0 and "2023" are the same."""
    value = data.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    number = str(value).strip()
    if isinstance(value, str | float | Decimal) and re.fullmatch(_YEAR, number):
        return int(number[:4])
    raise NotAReport(NOT_A_REPORT["quoted" if isinstance(value, str) else key].format(name=key, value=_short(value)))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 20 else text[:19] + "…"
