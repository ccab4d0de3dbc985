"""What an organ filled in for one year: immutable values by cell, prose by section, and the way out to JSON.

The way in is `reading.report_from_json`: raw values are judged at one door only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from gxxl.form.model import Form, Ref
from gxxl.form.sections import PROSE_KEYS

Raw: TypeAlias = "int | float | Decimal | str | bool | None"
"""A cell as a file held it; None is a cell that was not seen, "" a blank one."""

_MOST_DIGITS = 310
"""What is longer is written with an exponent."""

_LEAST = 5e-324
"""The smallest float: a fraction smaller than all floats is still no integer."""

Number: TypeAlias = "int | Decimal"
"""A count is an int, money a Decimal."""

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
"""What a JSON file can hold."""


class Kind(IntEnum):
    """What stands in a cell, in the classes of the C rules; the first three are no fault."""

    NUMBER = 0
    UNSEEN = 1
    BLANK = 2
    TEXT = 3
    NUMBER_AS_TEXT = 4
    NEGATIVE = 5
    FRACTION = 6
    ERROR_VALUE = 7
    DATE = 8
    HUGE = 9


class Value(NamedTuple):
    """One filled cell: what it is, the number it states (or offers, for NUMBER_AS_TEXT), and what was typed."""

    kind: Kind
    number: Number | None
    raw: Raw

    @property
    def counts(self) -> Number | None:
        """The number that takes part in sums: none where the cell is blank, unseen or faulty."""
        return self.number if self.kind in (Kind.NUMBER, Kind.HUGE) else None


UNSEEN = Value(Kind.UNSEEN, None, None)
BLANK = Value(Kind.BLANK, None, "")


class Signature(NamedTuple):
    """落款: the organ that signs and the ISO date; either may be missing."""

    organ: str | None
    date: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One organ's report for one year.

    `values` follow `form.cells`; `prose` has every key of `PROSE_KEYS`, None where a part was not seen;
    `year` is None where unknown; `particulars` are further keys of the file (`level`, `kind`, `scope`, `extra` …).
    """

    form: Form
    values: Sequence[Value]
    organ: str | None = None
    year: int | None = None
    prose: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType(dict.fromkeys(PROSE_KEYS)))
    signature: Signature | None = None
    particulars: Mapping[str, JsonValue] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, ref: Ref) -> Value:
        return self.values[self.form.index[ref]]

    def particular(self, key: str) -> str | None:
        """A further key of the file, where it holds a text."""
        value = self.particulars.get(key)
        return value if isinstance(value, str) else None


def has_words(report: Report) -> bool:
    """Whether any part in words was seen."""
    return any(text is not None for text in report.prose.values())


def to_json(report: Report) -> dict[str, JsonValue]:
    """The report in the corpus format: counts are numbers, money text, blank "", not seen null, the rest as typed."""
    tables: dict[str, JsonValue] = {}
    for table in report.form.tables:
        rows: dict[str, JsonValue] = {}
        for cell in table.cells():
            row = rows.setdefault(cell.ref.row, {})
            assert isinstance(row, dict)
            row[cell.ref.column] = _out(report[cell.ref], decimal=cell.column.quantity.decimal)
        tables[table.key] = rows
    signature: JsonValue = dict(report.signature._asdict()) if report.signature else None
    return {
        "organ": report.organ,
        "year": report.year,
        "edition": report.form.edition.year,
        "tables": tables,
        "prose": dict(report.prose),
        "signature": signature,
        **report.particulars,
    }


def dumps(report: Report) -> str:
    """The JSON text of a report, as it is written to a file."""
    return json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n"


def _out(value: Value, *, decimal: bool) -> JsonValue:
    raw = value.raw
    if raw is None or isinstance(raw, str | bool):
        return raw
    if not isinstance(raw, int) and not math.isfinite(raw):
        return str(raw)
    if decimal:
        return digits(Decimal(str(raw)))
    if isinstance(value.number, int):
        return value.number
    return raw if isinstance(raw, int) else float(raw) or math.copysign(_LEAST, raw)


def digits(number: Decimal) -> str:
    """A decimal with all its digits, unless there are absurdly many: then with an exponent, which is no number here."""
    return f"{number:f}" if not number.is_finite() or abs(number.adjusted()) <= _MOST_DIGITS else str(number)
