"""The form as data: labels, units, roles, editions as differences, nothing callable."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest

from gxxl.form import edition2019, edition2021
from gxxl.form.editions import EDITIONS, balances_between, compose, form_for
from gxxl.form.model import Form, Ref, Role
from gxxl.form.prints import form_text, rules_text
from gxxl.form.rules import RULES


def test_the_2021_form_has_200_cells_and_42_identities() -> None:
    """166 cells are typed, 34 are totals; 7 columns balance, 25 rows, 7 columns and 3 groups add up."""
    form = compose(2021, 2021)

    assert Counter(cell.role for cell in form.cells) == {Role.INPUT: 166, Role.TOTAL: 34}
    assert Counter(b.rule for b in form.balances) == {"T3-01": 7, "T3-02": 25, "T3-03": 7, "T4-01": 3}


def test_the_2019_form_differs_where_it_differs() -> None:
    """Table four is the very same object; table three has one row （六）其他处理; table two has its own columns."""
    assert edition2019.DISPUTES is edition2021.DISPUTES
    old, new = (table.rows for table in (edition2019.REQUESTS, edition2021.REQUESTS))
    assert [row.label for row in old if row not in new] == ["（六）其他处理"]
    assert [row.key for row in new if row not in old] == [
        "otherwise.uncorrected",
        "otherwise.unpaid",
        "otherwise.other",
    ]
    assert len(compose(2019, 2019).cells) == 198


def test_every_total_has_one_sum_that_fills_it() -> None:
    """Each of the 34 totals is filled by a sum of other cells, （七）总计·总计 by its row."""
    form = compose(2021, 2021)

    assert set(form.total_sums) == {cell.ref for cell in form.cells if cell.role is Role.TOTAL}
    assert {term.ref.row for term in form.total_sums[Ref("requests", "handled", "total")]} == {"handled"}


@pytest.mark.parametrize(("year", "edition"), [(2019, 2019), (2020, 2019), (2021, 2021), (2022, 2021), (2035, 2021)])
def test_the_newest_edition_not_after_the_year_is_due(year: int, edition: int) -> None:
    """国办公开办函〔2021〕30号 from report year 2021, 〔2019〕60号 before."""
    assert form_for(year).edition.year == edition


def test_there_was_no_form_before_2019() -> None:
    """A year before the first edition has no form."""
    with pytest.raises(LookupError):
        form_for(2018)


def test_a_form_is_composed_table_by_table() -> None:
    """洪泽2023: table two of 2021 with table three of 2019; the same composition is the same object."""
    mixed = compose(2021, 2019)

    assert mixed.tables == (edition2021.DISCLOSURE, edition2019.REQUESTS, edition2021.DISPUTES)
    assert mixed is compose(2021, 2019)
    assert len(mixed.balances) == 40


def test_nothing_in_a_form_can_be_called() -> None:
    """Rules are data: what cannot be printed cannot become a formula, a column or a sentence."""

    def parts(thing: Any) -> list[Any]:
        if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
            return [part for field in dataclasses.fields(thing) for part in parts(getattr(thing, field.name))]
        if isinstance(thing, tuple):
            return [part for item in thing for part in parts(item)]
        return [thing]

    forms: list[Form] = [compose(two, three) for two in EDITIONS for three in EDITIONS]
    between = [balances_between(this, last) for this in forms for last in forms]
    leaves = [leaf for thing in (*forms, *between, *RULES.values()) for leaf in parts(thing)]
    assert len(leaves) > 10_000
    assert not [leaf for leaf in leaves if callable(leaf)]


def test_years_are_compared_only_where_columns_mean_the_same() -> None:
    """Y-01 holds across editions; Y-02, T2-01 and jumps of table two need the same table two."""
    new, old = compose(2021, 2021), compose(2019, 2019)

    assert Counter(b.rule for b in balances_between(new, old)) == {"Y-01": 7, "Y-03": 2 * (22 + 3)}
    assert Counter(b.rule for b in balances_between(new, new)) == {
        "Y-01": 7, "Y-02": 2, "T2-01": 2, "Y-03": 2 * (10 + 25 + 3),
    }  # fmt: skip


@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_printed_form_is_the_signed_one(edition: int, golden: Any) -> None:
    """`gxxl form` prints every label character for character (国办公开办函附件)."""
    golden(f"form-{edition}.txt", form_text(compose(edition, edition)))


def test_the_printed_rules_are_the_signed_ones(golden: Any) -> None:
    """`gxxl rules` prints code, severity, problem, remedy and basis of each rule."""
    golden("rules.txt", rules_text())
