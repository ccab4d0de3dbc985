"""The tidy frame of reports: a row is one cell or one balance of one report. One path for one report and for 100,000.

Rows are ordered by report and then as in the form, so the position of a failing row tells report and rule.
Sums are taken exactly, of whole numbers and decimals as they were typed.
"""

import math
from collections.abc import Callable, Sequence
from decimal import localcontext
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

import polars as pl

from gxxl.checking.organs import limits_of
from gxxl.form.balances import ORGAN_LIMITS
from gxxl.form.editions import balances_between
from gxxl.form.model import Balance, Form, Relation, Sum, Year
from gxxl.report import Kind, Number, Report

_MOST_DIGITS = 1_000
"""Of a sum of money: more than any two numbers of a file need together."""

Numbers: TypeAlias = "list[Number | None]"
"""What takes part in sums, in the order of a plan: this year's cells, last year's, the organ's limits."""

Total: TypeAlias = Callable[[Numbers], Any]
"""Adds up some of the numbers, to a Number; TypeError where one of them is none."""


class Case(NamedTuple):
    """A report and, where it is known, the same organ's report of the year before."""

    report: Report
    last: Report | None = None


class Sides(NamedTuple):
    """A balance made ready to be computed: its two sums, and the one it is bounded by from below, if any."""

    balance: Balance
    left: Total
    right: Total
    floor: Total | None

    def excess(self, numbers: Numbers) -> float | None:
        """How far the relation is missed (≤ 0 is right); None where it says nothing: too little, or no number."""
        relation, bound = self.balance.relation, self.balance.floor
        try:
            if self.floor and bound and self.floor(numbers) < bound.least:
                return None
            missed = self.left(numbers) - self.right(numbers)
        except TypeError:
            return None
        if relation is Relation.EQUAL:
            return _float(abs(missed))
        return 1.0 if relation is Relation.BELOW and missed == 0 else _float(missed)


class Plan(NamedTuple):
    """How the numbers of cases of one form (and one form of last year) become sums."""

    form: Form
    sides: tuple[Sides, ...]

    def balance(self, position: int) -> Balance:
        """The balance of a row of the frame."""
        return self.sides[position].balance


@cache
def plan_for(form: Form, last: Form | None) -> Plan:
    """The plan for a form, with the balances between years where there is a last year."""
    between = balances_between(form, last) if last else ()
    balances = sorted(
        (*form.balances, *form.bounds, *between), key=lambda balance: balance.relation is not Relation.EQUAL
    )
    cells = [(Year.THIS, form), (Year.LAST, last)]
    named = [(year, ref) for year, known in cells if known for ref in known.index]
    positions = {name: at for at, name in enumerate([*named, *((Year.ORGAN, ref) for ref in ORGAN_LIMITS)])}

    def total(terms: Sum) -> Total:
        return _total(tuple((positions[term.year, term.ref], term.times) for term in terms))

    def sides(balance: Balance) -> Sides:
        return Sides(
            balance, total(balance.left), total(balance.right), total(balance.floor.sum) if balance.floor else None
        )

    return Plan(form, tuple(map(sides, balances)))


def _total(terms: tuple[tuple[int, int], ...]) -> Total:
    """Adds up multiples of numbers at some positions."""
    if any(times != 1 for _, times in terms):
        return lambda numbers: sum(numbers[at] * times for at, times in terms)  # type: ignore[operator, misc]
    chosen: Callable[[Numbers], Any] = itemgetter(*(at for at, _ in terms))
    return chosen if len(terms) == 1 else lambda numbers: sum(chosen(numbers))


def _float(missed: Number) -> float:
    """A difference as a float: too large for one it is infinite, too small its sign."""
    try:
        return float(missed) or float((missed > 0) - (missed < 0))
    except OverflowError:
        return math.inf if missed > 0 else -math.inf


def frame_of(plan: Plan, cases: Sequence[Case]) -> pl.DataFrame:
    """The tidy frame of cases that share a plan: first every cell, then every balance, report by report.

    Columns: `kind` (class of the cell; NUMBER for a balance), `excess` (of a balance; null for a cell).
    """
    kinds = [value.kind for case in cases for value in case.report.values]
    with localcontext(prec=_MOST_DIGITS):
        excess = [sides.excess(numbers) for numbers in map(_numbers, cases) for sides in plan.sides]
    cells, balances = len(kinds), len(excess)
    return pl.DataFrame(
        {
            "kind": pl.Series(kinds, dtype=pl.UInt8).extend_constant(int(Kind.NUMBER), balances),
            "excess": pl.Series([None] * cells + excess, dtype=pl.Float64),
        }
    )


_NOTHING_COUNTED = frozenset(Kind) - {Kind.NUMBER, Kind.HUGE, Kind.UNSEEN}


def _numbers(case: Case) -> Numbers:
    this = _counts(case.report)
    for at in _unfilled(case.report):
        this[at] = None
    return [*this, *(_counts(case.last) if case.last else ()), *limits_of(case.report)]


def _unfilled(report: Report) -> frozenset[int]:
    """Where a total is 0 only because nothing has been filled in beneath it yet: it says nothing, as a blank does."""
    values = report.values
    return frozenset(
        at
        for at, terms in _sums_of_inputs(report.form)
        if values[at].number == 0 and all(values[term].kind in _NOTHING_COUNTED for term in terms)
    )


@cache
def _sums_of_inputs(form: Form) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Totals of cells that are filled in, by position in the form."""
    return tuple(
        (form.index[ref], tuple(form.index[term.ref] for term in terms)) for ref, terms in form.sums_of_inputs.items()
    )


def _counts(report: Report) -> Numbers:
    in_sums = (Kind.NUMBER, Kind.HUGE)
    return [number if kind in in_sums else None for kind, number, _ in report.values]
