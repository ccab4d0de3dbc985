"""Report JSON: in and out without loss, blank ≠ 0 ≠ not seen, and clear refusals."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from gxxl.finding import shown
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
    tables = {"requests": {"new": {"natural": 1}, "refsued": {"total": 1}}, "disclosures": {"x": {"y": 0}}}
    _, strangers = report_from_json({"tables": tables})

    assert strangers == (("requests.new", "natural"), ("requests", "refsued"), ("disclosures", "x"))


def test_where_nothing_stands_nothing_is_strange() -> None:
    """W-02 is silent on unknown columns that are null and unknown rows that hold nothing."""
    tables = {"requests": {"new": {"natural": None}, "refsued": {"total": None}}, "disclosures": {"x": {}}}

    assert report_from_json({"tables": tables})[1] == ()


@pytest.mark.parametrize(
    ("year", "edition"), [(2023, 2021), ("2023", "2021"), (2023.0, 2021.0), (Decimal("2023.0"), 2021)]
)
def test_a_year_is_a_year_however_it_is_written(year: Any, edition: Any) -> None:
    """2023, "2023" and 2023.0 are the same year (W-05 only for what is none)."""
    report, _ = report_from_json({"year": year, "edition": edition, "tables": {}})

    assert (report.year, report.form) == (2023, compose(2021, 2021))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "没有“tables”和“prose”两部分"),
        ({"name": 1}, "没有“tables”和“prose”两部分"),
        ({"tables": [1]}, "“tables”不是按行和列组成的数据"),
        ({"tables": {"requests": [1]}}, "“tables”不是按行和列组成的数据"),
        ({"tables": {"requests": {"new": 5}}}, "“new”不是按行和列组成的数据"),
        ({"tables": {"requests": {"new": {"total": [5]}}}}, "表三“本年新收·总计”填的不是数字也不是文字"),
        ({"tables": {"disclosure": {"fees": {"amount": {}}}}}, "表二“行政事业性收费”填的不是数字也不是文字"),
        ({"tables": {}, "edition": 2020}, "“edition”应为2021或2019，现为“2020”"),
        ({"tables": {}, "edition": [2021]}, "“edition”应为2021或2019，现为“[2021]”"),
        ({"tables": {}, "edition": "新版"}, "“edition”应为数字，不加引号，现为“新版”"),
        ({"tables": {}, "year": "二〇二三"}, "“year”应为数字，不加引号，现为“二〇二三”"),
        ({"tables": {}, "year": 2023.5}, "“year”应为四位年份，现为“2023.5”"),
        ({"tables": {}, "year": True}, "“year”应为四位年份，现为“True”"),
        ({"tables": {}, "prose": ["很好"]}, "“prose”应为第一、五、六部分的文字，现为“['很好']”"),
        ({"tables": {}, "signature": "某局"}, "“signature”应为落款的单位和日期，现为“某局”"),
        ({"tables": {}, "level": 3}, "“level”应为文字，现为“3”"),
        ({"tables": {}, "extra": 3}, "“extra”应为补充情况的各项，现为“3”"),
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


@pytest.mark.parametrize("raw", ["1e99999999", "1e-99999999", "1e-999", "1e300"])
@pytest.mark.parametrize("ref", ["disclosure.fees.amount", "requests.new.total"])
def test_absurd_exponents_go_through_without_being_written_out(raw: str, ref: str) -> None:
    """C-02, C-05, C-09: a number with millions of digits stays short in JSON and keeps its class."""
    report = report_of({ref: Decimal(raw)})
    again, _ = report_from_json(json.loads(dumps(report), parse_float=Decimal))

    assert len(dumps(report)) < 20_000
    assert again[Ref.parse(ref)][:2] == report[Ref.parse(ref)][:2]
    assert len(str(shown(Decimal(raw)))) < 400
