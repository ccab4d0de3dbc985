"""Facts: sums by the form, changes and shares half-up, answers as given, nothing known of what was not seen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gxxl.form.editions import compose
from gxxl.narrative.facts import Facts, known_facts, meaning_of, sums_of
from tests.narrative.drawn import FORMS
from tests.narrative.samples import city
from tests.tables import report_of


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("requests.refused.total", "142"),
        ("requests.unavailable.total", "1078"),
        ("requests.new.organizations", "109"),
        ("requests.received.total", "3607"),
        ("disputes.litigation.total", "113"),
        ("disputes.litigation.upheld", "14"),
        ("disputes.all.total", "553"),
        ("disclosure.fees.amount", "59237.2449"),
        ("change.requests.new.total", "72.02%"),
        ("change.disputes.litigation.total", "11.72%"),
        ("difference.requests.carried_out.total", "25"),
        ("share.requests.granted.total", "34.17%"),
        ("share.requests.new.natural_person", "96.90%"),
        ("last.requests.carried_out.total", "96"),
        ("report.next_year", "2024"),
        ("region.name", "全市"),
        ("extra.channels", "183264"),
    ],
)
def test_facts_of_a_city(key: str, value: str) -> None:
    """Groups over their rows, 法人或其他组织 over five columns, 诉讼 over both rows; two decimals, half-up."""
    assert Facts(*city())[key].text == value


def test_a_fact_knows_its_cells() -> None:
    """不予公开 is eight cells; 其他处理 is three in 2021 and one in 2019 and in the mixed form."""
    assert len(Facts(*city())["requests.refused.total"].refs) == 8
    assert [len(sums_of(form)["requests.otherwise.total"]) for form in FORMS] == [3, 1, 1]


@pytest.mark.parametrize(
    ("this", "last", "change"), [(1, 8, "87.50%"), (2001, 2000, "0.05%"), (3, 0, ""), (3, None, "")]
)
def test_no_rate_without_last_years_number(this: int, last: int | None, change: str) -> None:
    """同比 of 0 or of an unseen number there is none."""
    before = report_of({"requests.new.total": last}, year=2022)
    assert Facts(report_of({"requests.new.total": this}), before)["change.requests.new.total"].text == change


def test_what_was_not_seen_is_not_known() -> None:
    """A sum with an unseen, blank or faulty cell is no fact; another year's report is not last year's."""
    for typed in (None, "", "无"):
        facts = Facts(report_of({"requests.refused.third_party.total": typed}))
        assert facts["requests.refused.total"].value is None
        assert facts["requests.granted.total"].value == 0
    assert Facts(report_of(year=2023), report_of(year=2021))["last.requests.new.total"].value is None


def test_tables_of_different_columns_are_not_compared() -> None:
    """Table two of 2019 counts otherwise than that of 2021; tables three and four are the same."""
    facts = Facts(report_of(year=2021), report_of(form=compose(2019, 2019), year=2020))
    assert facts["disclosure.licences.decisions"].last is None
    assert facts["requests.otherwise.total"].last == 0


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (7, 7),
        ("7", 7),
        (7.0, 7),
        (380.5, Decimal("380.5")),
        ("约60", None),
        (-1, None),
        (True, None),
        ("", None),
        ("NaN", None),
    ],
)
def test_numbers_of_extras(typed: Any, value: object) -> None:
    """补充情况: numbers of at least 0, also typed as text; anything else is not stated."""
    assert Facts(report_of(extra={"fee_yuan": typed}))["extra.fee_yuan"].value == value


def test_problems_are_closed_up() -> None:
    """Problem 2 left blank: the third is the second, with its own measure."""
    extra = {"problem_1": "甲。", "problem_3": " 丙\n丁 ", "measure.3": "戊"}
    facts = Facts(report_of(extra=extra))
    assert [facts[f"answer.{key}"].text for key in ("problem_1", "problem_2", "problem_3", "measure_1", "measure_2")] == [
        "甲", "丙丁", "", "", "戊",
    ]  # fmt: skip


def test_every_fact_has_a_meaning_for_whoever_edits_the_phrases() -> None:
    """The legend of sheet 句式 names each fact of a form in Chinese."""
    for form in FORMS:
        facts = Facts(report_of(form=form))
        assert set(facts) <= known_facts()
        assert all(any("一" <= sign <= "龥" for sign in meaning_of(key, form)) for key in facts)
