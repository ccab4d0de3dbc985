"""The roll-up: every cell of the tables as the sum of the counted reports, and which organ states which amount.

Each cell is added as reported, totals too; nothing is guessed: what no number could be read of is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from gxxl.collecting.collection import Collection, Member, State
from gxxl.collecting.enumerating import Column, Part, Stated, enumerated, total
from gxxl.collecting.roster import LINE
from gxxl.form.editions import form_for
from gxxl.form.extras import NUMBERS
from gxxl.form.model import Form, Ref, Table
from gxxl.form.organs import LINE_REGION
from gxxl.narrative.answers import numbers_in
from gxxl.reading import report_from_json
from gxxl.report import JsonValue, Kind, Number, Report, digits

OPEN = (State.MISSING, State.UNREAD, State.FAULTY, State.UNDECIDED)
"""While an organ stands so, no total is final (season §3.4)."""


__all__ = ["Part", "RolledUp", "Stated", "Why", "roll_up", "tally_of", "total"]


class Why(Enum):
    """Why a cell of a counted report is in no sum."""

    BLANK = "没有填写"
    UNSEEN = "没有读到"
    FAULTY = "填的不是规定的数字"
    EDITION = "用的是另一版表样，栏目不同"


class Gap(NamedTuple):
    """Cells of one table of one counted report that are in no sum."""

    organ: str
    table: Table
    refs: tuple[Ref, ...]
    why: Why


class Assumed(NamedTuple):
    """A number of an older form counted under `ref` because that form does not divide it further."""

    organ: str
    ref: Ref
    number: Number


class Tally(NamedTuple):
    """How many organs are due and how they stand."""

    due: int
    counted: int
    states: Mapping[State, int]

    @property
    def is_open(self) -> bool:
        """Whether a total may still change."""
        return any(self.states[state] for state in OPEN)


class RolledUp(NamedTuple):
    """A roll-up: its report, the parts of every cell and of every number of 补充情况, and what is not in it."""

    report: Report
    parts: Mapping[Ref, Stated]
    extras: Mapping[str, Stated]
    gaps: tuple[Gap, ...]
    assumed: tuple[Assumed, ...]
    tally: Tally


class _Taken(NamedTuple):
    """A cell of the roll-up as one report states it: a number, or why there is none."""

    number: Number | None
    why: Why | None = None
    assumed: bool = False


def roll_up(collection: Collection) -> RolledUp:
    """The sum of all counted reports in the form due for the year. Raises LookupError for years before any form."""
    form = form_for(collection.year)
    organs: list[str] = []
    numbers: dict[Ref, list[Number | None]] = {ref: [] for ref in form.index}
    gaps: list[Gap] = []
    assumed: list[Assumed] = []
    for name, report in _counted(collection.members):
        organs.append(name)
        missing: dict[tuple[str, Why], list[Ref]] = {}
        for ref in form.index:
            taken = _taken(report, form, ref)
            numbers[ref].append(taken.number)
            if taken.why:
                missing.setdefault((ref.table, taken.why), []).append(ref)
            if taken.assumed and taken.number:
                assumed.append(Assumed(name, ref, taken.number))
        gaps += [Gap(name, form.table(table), tuple(refs), why) for (table, why), refs in missing.items()]
    parts = {ref: Column(organs, found) for ref, found in numbers.items()}
    extras = _extras(collection.members)
    report = _report(collection, form, parts, extras)
    return RolledUp(report, parts, extras, tuple(gaps), tuple(assumed), tally_of(collection.members))


def tally_of(members: Sequence[Member]) -> Tally:
    """How many organs are due (those left out are not), how many count, how many stand how."""
    states = {state: sum(member.state is state for member in members) for state in State}
    return Tally(len(members) - states[State.LEFT_OUT], sum(1 for _ in _counted(members)), states)


def _counted(members: Iterable[Member]) -> Iterator[tuple[str, Report]]:
    for member in members:
        report = member.counted.verdict.report if member.counted else None
        if report is not None:
            yield member.organ.name, report


def _taken(report: Report, form: Form, ref: Ref) -> _Taken:
    table = form.table(ref.table)
    if not _same_meaning(report.form, form, ref.table):
        return _Taken(None, Why.EDITION)
    if ref in report.form.index:
        return _value(report, ref)
    return _divided(report, ref) if ref in _finer(table, report.form.table(ref.table)) else _gathered(report, ref)


def _value(report: Report, ref: Ref) -> _Taken:
    value = report[ref]
    if value.counts is not None:
        return _Taken(value.counts)
    return _Taken(None, {Kind.BLANK: Why.BLANK, Kind.UNSEEN: Why.UNSEEN}.get(value.kind, Why.FAULTY))


def _same_meaning(theirs: Form, ours: Form, table: str) -> bool:
    """Whether numbers of two editions of a table may be added: those of table two count other things."""
    return theirs.table(table) is ours.table(table) or table == "requests"


@cache
def _finer(ours: Table, theirs: Table) -> frozenset[Ref]:
    """Cells of rows that the other edition holds as one row of their group (（六）其他处理)."""
    coarse = {row.key for row in theirs.rows}
    return frozenset(cell.ref for cell in ours.cells() if cell.ref.row.rpartition(".")[0] in coarse)


def _divided(report: Report, ref: Ref) -> _Taken:
    """The single row of an older form: all of it under the last row of its group, which is said; 0 is 0 in each."""
    group = ref.row.rpartition(".")[0]
    whole = _value(report, Ref(ref.table, group, ref.column))
    is_rest = ref.row.endswith(".other")
    return _Taken(whole.number if is_rest or not whole.number else 0, whole.why, assumed=is_rest)


def _gathered(report: Report, ref: Ref) -> _Taken:
    """A row that the newer form divides: the sum of its rows."""
    rows = [row.key for row in report.form.table(ref.table).rows if row.key.startswith(f"{ref.row}.")]
    found = [_value(report, Ref(ref.table, row, ref.column)) for row in rows]
    why = next((taken.why for taken in found if taken.why), None)
    return _Taken(None, why) if why else _Taken(sum(taken.number or 0 for taken in found))


def _extras(members: Iterable[Member]) -> dict[str, Stated]:
    """The numbers of 补充情况 by their key, each with its organs; what nobody states has no key."""
    found: dict[str, list[Part]] = {}
    for name, report in _counted(members):
        for key, number in numbers_in(report).items():
            found.setdefault(key, []).append(Part(name, number))
    return {extra.key: tuple(found[extra.key]) for extra in NUMBERS if extra.key in found}


def _report(collection: Collection, form: Form, parts: Mapping[Ref, Stated], extras: Mapping[str, Stated]) -> Report:
    """The report of the roll-up; a cell nobody states a number for is not seen, never 0."""
    tables: dict[str, Any] = {}
    for cell in form.cells:
        found = parts[cell.ref]
        amount = total(found) if found else None
        if amount is not None and cell.column.quantity.decimal:
            amount = digits(Decimal(amount))  # type: ignore[assignment]
        tables.setdefault(cell.ref.table, {}).setdefault(cell.ref.row, {})[cell.ref.column] = amount
    extra: dict[str, JsonValue] = {key: _stated(total(found)) for key, found in extras.items()}
    counted = dict(_counted(collection.members))
    organs = [member.organ for member in collection.members if member.organ.name in counted]
    extra |= enumerated(organs, parts, extras) | ({"region": LINE_REGION} if collection.line == LINE else {})
    whose = next((organ for organ in collection.roster.organs if organ.name == collection.organ), None)
    told = {"level": whose.level, "kind": whose.kind} if whose else {}
    data = {
        "organ": collection.organ or None,
        "year": collection.year,
        "edition": form.edition.year,
        "tables": tables,
        "scope": "rolled_up",
        "extra": extra,
        **{key: value for key, value in told.items() if value},
    }
    return report_from_json(data)[0]


def _stated(number: Number) -> JsonValue:
    return number if isinstance(number, int) else digits(number)
