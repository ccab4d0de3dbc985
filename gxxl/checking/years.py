"""This year beside last year: every cell that holds a number in either, with its change, and how alike the prose is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gxxl.checking.wording import plain, typed
from gxxl.checking.words import how_alike, likeness
from gxxl.form.model import Ref
from gxxl.report import Kind, Report, Value


class Pair(NamedTuple):
    """A cell in both years; `change` is empty where one of the two is no number."""

    ref: Ref
    name: str
    last: str
    now: str
    change: str


class Likeness(NamedTuple):
    """A section and how much of its own words are last year's, as it is told; empty where either is missing."""

    title: str
    told: str


def pairs(report: Report, last: Report, table: str) -> Iterator[Pair]:
    """The cells of a table that both forms have and that are not 0 or empty in both years."""
    for cell in report.form.cells:
        ref = cell.ref
        if ref.table != table or ref not in last.form.index:
            continue
        before, now = last[ref], report[ref]
        if not (before.counts or now.counts or before.kind > Kind.BLANK or now.kind > Kind.BLANK):
            continue
        yield Pair(ref, cell.name, _shown(before), _shown(now), _change(before, now))


def _shown(value: Value) -> str:
    return "" if value.kind in (Kind.UNSEEN, Kind.BLANK) else typed(value)


def _change(before: Value, now: Value) -> str:
    if before.counts is None or now.counts is None:
        return ""
    change = Decimal(now.counts) - Decimal(before.counts)
    return "不变" if change == 0 else f"{'+' if change > 0 else '−'}{plain(abs(change))}"


def alike_sections(report: Report, last: Report) -> list[Likeness]:
    """How alike each section written in words is."""
    return [
        Likeness(section.title, "" if share is None else how_alike(share).alone)
        for section, share in likeness(report, last)
    ]
