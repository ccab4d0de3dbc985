"""三版核对: every cell and sentence in which versions of one report differ, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from gxxl.checking.versions import differences
from gxxl.form.editions import compose
from gxxl.reading import report_from_json
from gxxl.report import Report, to_json
from tests.conftest import corpus_names, corpus_report
from tests.tables import changed, report_of


def told(*reports: Report) -> list[tuple[Any, ...]]:
    """Differences as (place, what each says)."""
    return [(str(d.ref) if d.ref else d.place, *d.said) for d in differences(reports)]


def saying(overview: str) -> Report:
    """A report with this section 一."""
    return report_of({}, prose={"overview": overview})


@pytest.mark.parametrize("name", corpus_names())
def test_a_report_does_not_differ_from_itself(name: str) -> None:
    """Every report of the corpus, read twice."""
    again, _ = report_from_json(to_json(corpus_report(name)))

    assert told(corpus_report(name), again) == []


def test_three_versions_side_by_side() -> None:
    """A cell that only the page has wrong, a blank, a date: each once, with what all three say."""
    table, page = report_of({"requests.new.total": 5}), report_of({"requests.new.total": 4})
    paper = changed(table, {"disclosure.licences.decisions": ""})
    signed = report_from_json({**to_json(paper), "signature": {"organ": "某县民政局", "date": "2024-01-16"}})[0]

    assert told(table, signed, page) == [
        ("落款单位", "（没有）", "某县民政局", "（没有）"),
        ("落款日期", "（没有）", "2024-01-16", "（没有）"),
        ("disclosure.licences.decisions", "0", "空白", "0"),
        ("requests.new.total", "5", "5", "4"),
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("收到5件。均已办结。", "收到5件。\n均已办结。", []),
        ("收到５件。", "收到5 件。", []),
        ("收到5件。均已办结。", "收到4件。均已办结。", [("一、总体情况 第1句", "收到5件。", "收到4件。")]),
        (
            "收到5件。培训3次。均已办结。",
            "收到5件。均已办结。",
            [("一、总体情况 第2句", "培训3次。", "（没有这一句）")],
        ),
        ("收到5件。", "收到5件。培训3次。", [("一、总体情况 第2句", "（没有这一句）", "培训3次。")]),
        ("", "收到5件。", [("一、总体情况 第1句", "（没有这一句）", "收到5件。")]),
    ],
)
def test_sentences_that_differ_are_quoted(mine: str, theirs: str, expected: list[Any]) -> None:
    """White space, line ends and full width are no difference; every other sentence stands beside its counterpart."""
    assert told(saying(mine), saying(theirs)) == expected


def test_money_is_compared_as_a_number_and_other_forms_by_cell() -> None:
    """36.80 is 36.8; a cell the other form does not have is said to be missing."""
    assert told(report_of({"disclosure.fees.amount": "36.80"}), report_of({"disclosure.fees.amount": "36.8"})) == []
    mixed = told(report_of({}), report_of({}, form=compose(2021, 2019)))
    assert ("requests.otherwise.other.total", "0", "没有这一格") in mixed
    assert ("requests.otherwise.total", "没有这一格", "0") in mixed
    assert len(mixed) == 28
