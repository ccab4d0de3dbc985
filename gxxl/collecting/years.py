"""Year on year: what the organs with a report of the year before stated then and now, and what changed most in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from gxxl.checking.wording import plain
from gxxl.collecting.collection import Collection, Member
from gxxl.form.editions import form_for
from gxxl.form.model import Form, Ref
from gxxl.narrative.facts import LITIGATION, OUTCOMES, sums_of
from gxxl.report import Number, Report

_REQUESTS = tuple(f"requests.{row}.total" for row in ("new", "handled", "carried_out"))
_DISPUTES = tuple(f"disputes.{row}.total" for row in ("reconsideration", LITIGATION))
_SHARES = tuple(f"requests.{row}.total" for row in OUTCOMES)
_HANDLED = "requests.handled.total"
_HANDLED_NAME, _LITIGATION_NAME = "办理结果总计", "行政诉讼"

MOST, LEAST_CHANGE = 3, 2
"""Of each organ so many changes are told, those that are larger than numbers of their size vary by themselves."""

REQUESTS, SHARES = "依申请公开和复议诉讼（件）", "办理结果占比（%）"


class Pair(NamedTuple):
    """One number of last year and of this year; shares are in percent with two decimals."""

    name: str
    last: Number
    this: Number


class Compared(NamedTuple):
    """A chart year on year: its title, how many organs it is about, its pairs; what is 0 in both years is left out."""

    title: str
    organs: int
    pairs: tuple[Pair, ...]


class Changed(NamedTuple):
    """A number of one organ that changed: its cells, what it is called, both values, its measure."""

    refs: tuple[Ref, ...]
    name: str
    last: Number
    this: Number
    measure: str


def compared(collection: Collection, results: Sequence[str]) -> tuple[Compared, ...]:
    """The charts, each over the organs that state all its numbers in both years; none where no organ does.

    `results` are the names of the results of table three, in the order of `OUTCOMES`.
    """
    known = [pair for member in collection.members if (pair := _reports(member))]
    form = form_for(collection.year)
    names = {key: form.cell(sums_of(form)[key][0]).row.name for key in (*_REQUESTS, *_DISPUTES)}
    names |= {_HANDLED: _HANDLED_NAME, _DISPUTES[-1]: _LITIGATION_NAME}
    found = [_counted(REQUESTS, names, known), _shared(results, known)]
    return tuple(one for one in found if one)


def changed_most(member: Member) -> tuple[Changed, ...]:
    """What changed most in an organ's numbers against the year before, the largest change first."""
    reports = _reports(member)
    if not reports:
        return ()
    last, this = reports
    found = sorted(_changes(last, this), key=lambda one: -_weight(one))
    return tuple(one for one in found if _weight(one) >= LEAST_CHANGE)[:MOST]


def direction(one: Changed) -> str:
    """增加9件, 减少3件."""
    size = abs(Decimal(one.this) - Decimal(one.last))
    word = "增加" if one.this > one.last else "减少"
    return f"{word}{plain(size)}{one.measure}"


def _reports(member: Member) -> tuple[Report, Report] | None:
    """Last year's report and this year's, where both are known."""
    verdict = member.counted.verdict if member.counted else None
    last, this = (verdict.last, verdict.report) if verdict else (None, None)
    if not last or not this or (last.year and this.year and last.year != this.year - 1):
        return None
    return last, this


def _number(report: Report, key: str) -> Number | None:
    """A sum of cells; None where one of them was not seen or is no number."""
    found = [report[ref].counts for ref in sums_of(report.form).get(key, ())]
    numbers = [number for number in found if number is not None]
    return sum(numbers, 0) if numbers and len(numbers) == len(found) else None


def _together(
    known: Sequence[tuple[Report, Report]], keys: Sequence[str]
) -> tuple[int, list[tuple[Number, Number]]] | None:
    """How many organs state all of these in both years, and the sums of last year and this year by key."""
    sums: list[tuple[Number, Number]] = [(0, 0)] * len(keys)
    organs = 0
    for last, this in known:
        before, now = ([number for key in keys if (number := _number(one, key)) is not None] for one in (last, this))
        if len(before) == len(now) == len(keys):
            organs += 1
            sums = [(one + then, other + here) for (one, other), then, here in zip(sums, before, now, strict=True)]
    return (organs, sums) if organs else None


def _counted(title: str, names: dict[str, str], known: Sequence[tuple[Report, Report]]) -> Compared | None:
    found = _together(known, tuple(names))
    if not found or not any(one or other for one, other in found[1]):
        return None
    pairs = (Pair(name, *numbers) for name, numbers in zip(names.values(), found[1], strict=True) if any(numbers))
    return Compared(title, found[0], tuple(pairs))


def _shared(labels: Sequence[str], known: Sequence[tuple[Report, Report]]) -> Compared | None:
    """办理结果 in percent of all results, where there were any in both years."""
    found = _together(known, _SHARES)
    if not found:
        return None
    organs, sums = found
    before, now = sum(one for one, _ in sums), sum(other for _, other in sums)
    if not (before and now):
        return None
    pairs = (
        Pair(label, _share(one, before), _share(other, now))
        for label, (one, other) in zip(labels, sums, strict=True)
        if one or other
    )
    return Compared(SHARES, organs, tuple(pairs))


def _share(part: Number, whole: Number) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _changes(last: Report, this: Report) -> Iterator[Changed]:
    """Each number an organ is asked about: the cells of table two, the totals of table three, those of table four."""
    for key, refs in _asked_about(this.form):
        if refs[0].table == "disclosure" and this.form.table("disclosure") is not last.form.table("disclosure"):
            continue
        before, now = _number(last, key), _number(this, key)
        if before is not None and now is not None and before != now:
            cell = this.form.cell(refs[0])
            name = cell.row.name if cell.column.key == "total" else cell.name
            yield Changed(refs, name, before, now, cell.column.quantity.measure)


def _asked_about(form: Form) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    for cell in form.cells:
        if cell.ref.table == "disclosure" or cell.column.key == "total":
            yield str(cell.ref), (cell.ref,)


def _weight(one: Changed) -> float:
    """The change in units of what a number of that size varies by itself (its square root)."""
    last, this = float(one.last), float(one.this)
    return abs(this - last) / max(last, this) ** 0.5 if max(last, this) > 0 else 0.0
