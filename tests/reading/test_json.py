"""Report JSON: in and out without loss, blank ≠ 0 ≠ not seen, and clear refusals."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from gxxl.form.editions import compose
from gxxl.form.model import Ref
from gxxl.reading import NotAReport, report_from_json
from gxxl.report import Kind, dumps, to_json
from tests.conftest import corpus_names, gold
from tests.tables import report_of


@pytest.mark.parametrize("name", corpus_names())
def test_a_published_report_goes_through_unchanged(name: str) -> None:
    """Every report of the corpus comes out of JSON as it went in, but for its answers; rows not seen are null."""
    data = {key: value for key, value in gold(name).items() if key not in ("claims", "findings")}
    report, strangers = report_from_json(json.loads(json.dumps(data), parse_float=Decimal))

    assert strangers == ()
    assert json.loads(dumps(report)) == data


def test_blank_zero_and_not_seen_are_three_things() -> None:
    """A blank cell is "", a cell not seen null, and a missing row is not seen."""
    report, _ = report_from_json(
        {"tables": {"requests": {"new": {"natural_person": "", "business": 0, "research": None}}}}
    )

    kinds = [
        report[Ref("requests", "new", column)].kind for column in ("natural_person", "business", "research", "other")
    ]
    assert kinds == [Kind.BLANK, Kind.NUMBER, Kind.UNSEEN, Kind.UNSEEN]
    assert to_json(report)["tables"]["requests"]["new"]["natural_person"] == ""  # type: ignore[index,call-overload]


def test_money_keeps_all_its_digits() -> None:
    """24252.311082 万元 of 平潭2021 survives, as text and as a JSON number."""
    for raw in ("24252.311082", Decimal("24252.311082")):
        report = report_of({"disclosure.fees.amount": raw})
        assert report[Ref("disclosure", "fees", "amount")].number == Decimal("24252.311082")
        assert '"amount": "24252.311082"' in dumps(report)


@pytest.mark.parametrize(
    ("edition", "rows", "two", "three"),
    [
        (2021, {"otherwise": {}}, 2021, 2019),
        (2021, {"otherwise.other": {}}, 2021, 2021),
        (2019, {"otherwise": {}}, 2019, 2019),
        (2019, {}, 2019, 2019),
        (None, {}, 2021, 2021),
    ],
)
def test_table_three_is_known_by_its_rows(edition: int | None, rows: Any, two: int, three: int) -> None:
    """`edition` names table two; one row `otherwise` is the table three of 2019."""
    report, _ = report_from_json({"edition": edition, "tables": {"requests": rows}})

    assert report.form is compose(two, three)


def test_an_unstated_edition_is_told_by_the_columns_of_table_two() -> None:
    """`made` stands in the 2019 form only; without any column the year decides."""
    by_column, _ = report_from_json({"year": 2023, "tables": {"disclosure": {"regulations": {"made": 1}}}})
    by_year, _ = report_from_json({"year": 2020, "tables": {}})

    assert (by_column.form.edition.year, by_year.form.edition.year) == (2019, 2019)


def test_rows_the_form_does_not_have_are_named() -> None:
    """An unknown table, row or column is not dropped in silence."""
    tables = {"requests": {"new": {"natural": 1}, "refsued": {"total": 1}}, "disclosures": {"x": {}}}
    _, strangers = report_from_json({"tables": tables})

    assert strangers == (("requests.new", "natural"), ("requests", "refsued"), ("disclosures", "x"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "没有“tables”和“prose”两部分"),
        ({"name": 1}, "没有“tables”和“prose”两部分"),
        ({"tables": [1]}, "“tables”不是按行和列组成的数据"),
        ({"tables": {"requests": [1]}}, "“tables”不是按行和列组成的数据"),
        ({"tables": {"requests": {"new": 5}}}, "“new”不是按行和列组成的数据"),
        ({"tables": {"requests": {"new": {"total": [5]}}}}, "“tables”里有的格不是数字也不是文字"),
        ({"tables": {}, "edition": 2020}, "“edition”应为2021或2019，现为“2020”"),
        ({"tables": {}, "edition": [2021]}, "“edition”应为2021或2019，现为“[2021]”"),
        ({"tables": {}, "year": "2023"}, "“year”应为四位年份，现为“2023”"),
        ({"tables": {}, "year": 23}, "“year”应为四位年份，现为“23”"),
        ({"tables": {}, "prose": {"overview": 5}}, "“overview”应为文字，现为“5”"),
        ({"tables": {}, "organ": {"name": "很长" * 40}}, "“organ”应为文字，现为“{'name': '很长很长很长很长很…”"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(data: Any, reason: str) -> None:
    """W-05: the message says in Chinese which part is not as it should be."""
    with pytest.raises(NotAReport) as refused:
        report_from_json(data)
    assert str(refused.value) == reason
