"""Tidy polars frames: a row is one cell or one balance of one report. One path for one report and for 100,000.

Rows are ordered by report and then as in the form, so the index of a failing row tells report and rule by arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import polars as pl

from gxxl.checking.organs import limits_of
from gxxl.form.balances import ORGAN_LIMITS
from gxxl.form.editions import balances_between
from gxxl.form.model import Balance, Form, Ref, Relation, Sum, Year
from gxxl.report import Kind, Number, Report

EXACT_BELOW = 10**14
"""Sums of numbers smaller than this are exact as floats."""

_DECIMALS = 6
"""Of a difference: what is smaller is float noise."""


class Case(NamedTuple):
    """A report and, where it is known, the same organ's report of the year before."""

    report: Report
    last: Report | None = None


class Plan(NamedTuple):
    """How the numbers of cases of one form (and one form of last year) become sums: columns and polars expressions.

    The first `equalities` balances are identities, the others bounds; `names` gives the column of a term.
    """

    form: Form
    balances: tuple[Balance, ...]
    equalities: int
    names: Mapping[tuple[Year, Ref], str]
    left: pl.Expr
    right: pl.Expr

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of numbers, in order."""
        return tuple(self.names.values())


@cache
def plan_for(form: Form, last: Form | None) -> Plan:
    """The plan for a form, with the balances between years where there is a last year."""
    between = balances_between(form, last) if last else ()
    balances = sorted(
        (*form.balances, *form.bounds, *between), key=lambda balance: balance.relation is not Relation.EQUAL
    )
    names = {(Year.THIS, ref): f"this.{ref}" for ref in form.index}
    names |= {(Year.LAST, ref): f"last.{ref}" for ref in (last.index if last else ())}
    names |= {(Year.ORGAN, ref): str(ref) for ref in ORGAN_LIMITS}

    def total(terms: Sum) -> pl.Expr:
        columns = [(pl.col(names[term.year, term.ref]), term.times) for term in terms]
        return pl.sum_horizontal(
            [column if times == 1 else column * times for column, times in columns], ignore_nulls=False
        )

    def left(balance: Balance) -> pl.Expr:
        value = total(balance.left)
        return pl.when(total(balance.floor.sum) >= balance.floor.least).then(value) if balance.floor else value

    return Plan(
        form,
        tuple(balances),
        sum(balance.relation is Relation.EQUAL for balance in balances),
        names,
        pl.concat_arr([left(balance) for balance in balances]),
        pl.concat_arr([total(balance.right) for balance in balances]),
    )


def frame_of(plan: Plan, cases: Sequence[Case]) -> pl.DataFrame:
    """The tidy frame of cases that share a plan: first every cell, then every balance.

    Columns: `report` and `row` (positions), `kind` (class of the cell; NUMBER for a balance), `left` and `right`
    (sums of a balance; null where a cell of it is no number), `excess` (how far the relation is missed; ≤ 0 is right).
    The numbers of a case that is beyond floats are left out: `exact` looks at its balances.
    """
    kinds = pl.Series([value.kind for case in cases for value in case.report.values], dtype=pl.UInt8)
    nulls: Sequence[None] = [None] * len(plan.columns)
    rows = (nulls if is_beyond_floats(case) else _floats(case) for case in cases)
    numbers = pl.Series(list(chain.from_iterable(rows)), dtype=pl.Float64)
    wide = numbers.reshape((len(cases), len(plan.columns))).arr.to_struct(plan.columns).struct.unnest()
    sums = wide.select(left=plan.left, right=plan.right)
    missed = (pl.col("left") - pl.col("right")).round(_DECIMALS)
    below = [at for at, balance in enumerate(plan.balances) if balance.relation is Relation.BELOW]
    row = _row(len(plan.balances))
    balances = pl.DataFrame([sums["left"].explode(), sums["right"].explode()]).select(
        *_positions(len(plan.balances)),
        pl.lit(int(Kind.NUMBER), dtype=pl.UInt8).alias("kind"),
        "left",
        "right",
        excess=pl.when(row < plan.equalities)
        .then(missed.abs())
        .when(row.is_in(below) & (missed == 0))
        .then(1.0)
        .otherwise(missed),
    )
    nothing = pl.lit(None, dtype=pl.Float64)
    cells = kinds.to_frame("kind").select(
        *_positions(len(plan.form.cells)), "kind", left=nothing, right=nothing, excess=nothing
    )
    return pl.concat([cells, balances])


def _positions(width: int) -> tuple[pl.Expr, pl.Expr]:
    """`report` and `row` of each row, where every report has `width` rows."""
    return (pl.int_range(pl.len()) // width).cast(pl.Int32).alias("report"), _row(width).alias("row")


def _row(width: int) -> pl.Expr:
    return (pl.int_range(pl.len()) % width).cast(pl.Int32)


_NOTHING_COUNTED = frozenset(Kind) - {Kind.NUMBER, Kind.HUGE, Kind.UNSEEN}


def is_beyond_floats(case: Case) -> bool:
    """Whether a number of the case is so large that sums of floats are not exact."""
    reports = (case.report, case.last) if case.last else (case.report,)
    return any(
        number is not None and not -EXACT_BELOW < number < EXACT_BELOW
        for report in reports
        for _, number, _ in report.values
    )


def numbers_of(case: Case) -> list[Number | None]:
    """The numbers behind `Plan.columns`: this year's cells, last year's, the organ's limits."""
    unfilled = _unfilled(case.report)
    this = [None if at in unfilled else value.counts for at, value in enumerate(case.report.values)]
    last = (value.counts for value in (case.last.values if case.last else ()))
    return [*this, *last, *limits_of(case.report)]


def _floats(case: Case) -> list[float | None]:
    this = _counts(case.report)
    for at in _unfilled(case.report):
        this[at] = None
    return [*this, *(_counts(case.last) if case.last else ()), *_limits(case.report)]


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


def _counts(report: Report) -> list[float | None]:
    in_sums = (Kind.NUMBER, Kind.HUGE)
    return [None if number is None or kind not in in_sums else float(number) for kind, number, _ in report.values]


def _limits(report: Report) -> list[float | None]:
    return [None if limit is None else float(limit) for limit in limits_of(report)]
