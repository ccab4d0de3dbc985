"""The pandera schema of the tidy frame, and the failures it finds, as positions in cases, cells and balances."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import pandera.polars as pa
import polars as pl

from gxxl.checking.frames import Case, Plan, frame_of
from gxxl.report import Kind


class Failure(NamedTuple):
    """A row that fails: which case, and which cell or which balance of its plan (the other is None)."""

    case: int
    cell: int | None
    balance: int | None


@cache
def schema() -> pa.DataFrameSchema:
    """Every cell a number or not seen, every balance kept; nulls (operands that are no numbers) pass.

    `kind` is made without nulls: not asking for that again saves time.
    """
    return pa.DataFrameSchema(
        {
            "kind": pa.Column(pl.UInt8, pa.Check.isin([int(Kind.NUMBER), int(Kind.UNSEEN)], name="C"), nullable=True),
            "excess": pa.Column(pl.Float64, pa.Check.le(0, name="T"), nullable=True),
        }
    )


def failures(plan: Plan, cases: Sequence[Case]) -> list[Failure]:
    """Validate cases of one plan in one frame and say what fails."""
    try:
        with _without_test_data():
            schema().validate(frame_of(plan, cases), lazy=True)
    except pa.errors.SchemaErrors as errors:
        rows = sorted(set(errors.failure_cases["index"].to_list()))
    else:
        return []
    cells, balances = len(plan.form.cells), len(plan.sides)
    last_cell = cells * len(cases)
    return [
        Failure(row // cells, row % cells, None)
        if row < last_cell
        else Failure((row - last_cell) // balances, None, (row - last_cell) % balances)
        for row in rows
    ]


@contextmanager
def _without_test_data() -> Iterator[None]:
    """Keep pandera's first validation from loading hypothesis, which only its test data needs and costs 60 ms."""
    hidden = "hypothesis" not in sys.modules
    if hidden:
        sys.modules["hypothesis"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["hypothesis"]
