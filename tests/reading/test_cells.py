"""Raw values at the door: each trap is one class, in the fixed order, with the value offered where it is readable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gxxl.form.edition2019 import CHANGE, PROCUREMENT
from gxxl.form.edition2021 import APPLICATIONS, CHARGES
from gxxl.form.model import Quantity
from gxxl.reading import read_cell
from gxxl.report import Kind


@pytest.mark.parametrize(
    ("raw", "kind", "number"),
    [
        (None, Kind.UNSEEN, None),
        ("", Kind.BLANK, None),
        (" \u3000\t", Kind.BLANK, None),
        (0, Kind.NUMBER, 0),
        (290, Kind.NUMBER, 290),
        (290.0, Kind.NUMBER, 290),
        (Decimal("1E+3"), Kind.NUMBER, 1000),
        ("#REF!", Kind.ERROR_VALUE, None),
        ("#DIV/0!", Kind.ERROR_VALUE, None),
        ("2024-1-5", Kind.DATE, None),
        ("2024-01-05", Kind.DATE, None),
        ("2024-01-05T00:00:00", Kind.DATE, None),
        ("2024/01/05 08:30:00", Kind.DATE, None),
        ("2024年1月5日", Kind.DATE, None),
        ("1月5日", Kind.DATE, None),
        (True, Kind.TEXT, None),
        ("TRUE", Kind.TEXT, None),
        (float("inf"), Kind.TEXT, None),
        (float("nan"), Kind.TEXT, None),
        (Decimal("1e999"), Kind.TEXT, None),
        (Decimal("1e99999999"), Kind.TEXT, None),
        ("3²", Kind.TEXT, None),
        ("5①", Kind.TEXT, None),
        ("⑩", Kind.TEXT, None),
        ("٣", Kind.TEXT, None),
        ("\u200b", Kind.BLANK, None),
        ("\ufeff\u200e \u200f", Kind.BLANK, None),
        ("5\ufeff", Kind.NUMBER_AS_TEXT, 5),
        ("\u200b'5", Kind.NUMBER_AS_TEXT, 5),
        ("1e999", Kind.TEXT, None),
        ("/", Kind.TEXT, None),
        ("—", Kind.TEXT, None),
        ("无", Kind.TEXT, None),
        ("减4", Kind.TEXT, None),
        ("22（其中修订16件）", Kind.TEXT, None),
        ("12 3件4", Kind.TEXT, None),
        ("1,20", Kind.TEXT, None),
        ("'", Kind.TEXT, None),
        ("290", Kind.NUMBER_AS_TEXT, 290),
        ("'290", Kind.NUMBER_AS_TEXT, 290),
        ("２９０", Kind.NUMBER_AS_TEXT, 290),
        ("1,200", Kind.NUMBER_AS_TEXT, 1200),
        ("1，200", Kind.NUMBER_AS_TEXT, 1200),
        (" 2 9 0 ", Kind.NUMBER_AS_TEXT, 290),
        ("290件", Kind.NUMBER_AS_TEXT, 290),
        ("+1", Kind.NUMBER_AS_TEXT, 1),
        ("290.0", Kind.NUMBER_AS_TEXT, 290),
        (-1, Kind.NEGATIVE, None),
        ("-1", Kind.NEGATIVE, None),
        ("－1", Kind.NEGATIVE, None),
        ("−1件", Kind.NEGATIVE, None),
        (-0.5, Kind.NEGATIVE, None),
        (1e-30, Kind.FRACTION, None),
        (Decimal("1e-999"), Kind.FRACTION, None),
        (Decimal("-1e-30"), Kind.NEGATIVE, None),
        (3.5, Kind.FRACTION, None),
        ("３.5", Kind.FRACTION, None),
        ("3.5", Kind.FRACTION, None),
        (1_000_001, Kind.HUGE, 1_000_001),
        (99_999_999_999, Kind.HUGE, 99_999_999_999),
        (10**14, Kind.HUGE, 10**14),
        (1e300, Kind.HUGE, 10**300),
        (10**300 + 1, Kind.TEXT, None),
        (10**400, Kind.TEXT, None),
        ("9" * 20, Kind.NUMBER_AS_TEXT, 10**20 - 1),
        ("9" * 40, Kind.NUMBER_AS_TEXT, 10**40 - 1),
        ("9" * 400, Kind.TEXT, None),
    ],
)
def test_a_count_is_one_class(raw: Any, kind: Kind, number: int | None) -> None:
    """C-01 … C-09 in the order error value, date, no number, number as text, negative, fraction, too large."""
    value = read_cell(raw, APPLICATIONS)

    assert (value.kind, value.number) == (kind, number)
    assert repr(value.raw) == repr(raw)


@pytest.mark.parametrize(
    ("raw", "quantity", "kind", "number"),
    [
        (985.7325, CHARGES, Kind.NUMBER, "985.7325"),
        (12, CHARGES, Kind.NUMBER, "12"),
        ("985.7325", CHARGES, Kind.NUMBER_AS_TEXT, "985.7325"),
        ("1985.73", CHARGES, Kind.NUMBER_AS_TEXT, "1985.73"),
        ("985.7325万元", CHARGES, Kind.NUMBER_AS_TEXT, "985.7325"),
        ("36800元", CHARGES, Kind.NUMBER_AS_TEXT, "3.68"),
        ("75394432.52元", PROCUREMENT, Kind.NUMBER_AS_TEXT, "75394432.52"),
        ("477.35万元", PROCUREMENT, Kind.NUMBER_AS_TEXT, "477.35"),
        (-0.01, CHARGES, Kind.NEGATIVE, None),
        (1e300, CHARGES, Kind.HUGE, "1e300"),
        (1e-30, CHARGES, Kind.TEXT, None),
        (-1e20, CHANGE, Kind.HUGE, "-1e20"),
        (-18, CHANGE, Kind.NUMBER, "-18"),
        ("-18", CHANGE, Kind.NUMBER_AS_TEXT, "-18"),
        ("减4", CHANGE, Kind.TEXT, None),
    ],
)
def test_money_and_changes_have_their_own_bounds(raw: Any, quantity: Quantity, kind: Kind, number: str | None) -> None:
    """Only 收费 and 采购金额 may have decimals, only 本年增/减 a minus sign; 元 in a 万元 cell is converted."""
    value = read_cell(raw, quantity)

    assert (value.kind, value.number) == (kind, None if number is None else Decimal(number))


def test_a_number_shown_as_a_date_is_a_date() -> None:
    """C-08: 45296 in a cell formatted as a date reads 2024-01-05 to the clerk."""
    assert read_cell(45296, APPLICATIONS, is_date=True).kind is Kind.DATE
    assert read_cell(3, APPLICATIONS, is_date=True).kind is Kind.DATE
