"""The state of a report after a check, and the sentence that says it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gxxl.checking.verdict import Status, Verdict
from gxxl.entry.page import as_page
from gxxl.entry.text import as_text
from gxxl.export.digest import count, lines, not_checked, summary
from gxxl.form.rules import SHEET_OF_BLANKS, Severity
from tests.conftest import findings_of
from tests.tables import FORM, report_of


def _verdict(cells: Any = "", **keys: Any) -> Verdict:
    report = report_of(cells, **keys)
    return Verdict(file="年报.json", report=report, findings=findings_of(report))


@pytest.mark.parametrize(
    ("cells", "status", "words"),
    [
        ({}, Status.READY, "核查完毕：三张表勾稽相符。"),
        ({"requests.new.total": 1}, Status.NOT_READY, "核查完毕：错误2处。请从第一条改起。"),
        ({"disclosure.regulations.in_force": 1}, Status.NOT_READY,
         "核查完毕：没有错误，疑点1处。请核对，如无误请写明原因。"),
        ({"disclosure.regulations.in_force": 1, "requests.new.business": ""}, Status.NOT_READY,
         "核查完毕：错误1处，疑点1处。请从第一条改起。"),
        ({"requests.new.business": None}, Status.UNCHECKED, "没有核查完：读到的格没有问题，还有1格没有读到。"),
        (dict.fromkeys(FORM.index), Status.UNCHECKED, "没有核查：三张表里没有读到数字。"),
    ],
)  # fmt: skip
def test_a_verdict_says_how_it_stands(cells: Any, status: Status, words: str) -> None:
    """Never 可以上报 for what was not seen; 疑点 alone ask for a reason."""
    verdict = _verdict({str(ref): value for ref, value in cells.items()})

    assert (verdict.status, summary(verdict)) == (status, words)


def test_blanks_are_one_line_a_table() -> None:
    """C-01 in every view for people (season gap 6); JSON keeps one for each cell."""
    blanks = [
        f"requests.{ref.row}.{ref.column}" for ref in FORM.index if ref.table == "requests" and ref.column == "other"
    ]
    verdict = _verdict(dict.fromkeys(blanks, ""))

    assert len(verdict.findings) == 25
    inputs, total = lines(verdict)
    assert (inputs.problem, inputs.place) == ("表三有24格没有填写。", "三、依申请公开 I7:I29、I31")
    assert inputs.remedy.endswith("按Ctrl＋Enter，可一次填完。")
    assert (total.problem, total.place) == ("表三“（七）总计·其他”没有填写。", "三、依申请公开 I30“（七）总计·其他”")
    assert total.remedy == "总计应为0，点“填总计”恢复公式，或直接填0。"


def test_blank_totals_are_a_line_of_their_own() -> None:
    """C-01: totals are not to be filled with 0; a fault between two blanks does not split their line."""
    verdict = _verdict(
        {"disputes.reconsideration.upheld": "", "disputes.reconsideration.corrected": "无",
         "disputes.reconsideration.total": "", "disputes.direct_litigation.other": "",
         "disputes.direct_litigation.total": ""}
    )  # fmt: skip

    assert [(line.problem, line.remedy) for line in lines(verdict) if line.rule.code == "C-01"] == [
        ("表四有2格没有填写。", SHEET_OF_BLANKS[1]),
        ("表四有2格总计没有填写。", "点“填总计”恢复公式，或填入相加各格之和。"),
    ]


def test_a_slip_is_told_once() -> None:
    """T3-01 of 总计 is left out where a column has missed it (season §4.7), and shown where none has."""
    told = [str(line.refs[0].column) for line in lines(_verdict({"requests.new.business": 1, "requests.new.total": 1}))]
    assert told == ["business"]

    alone = lines(_verdict({"requests.new.total": 1}))
    assert [(line.rule.code, line.refs[0].column) for line in alone] == [("T3-02", "total"), ("T3-01", "total")]


def test_repeats_are_counted() -> None:
    """Above eight lines of one rule the rest is a number."""
    rows = [
        f"{ref.table}.{ref.row}.{ref.column}" for ref in FORM.index if ref.table == "requests" and ref.column == "other"
    ]
    told = lines(_verdict(dict.fromkeys(rows, "无")))

    assert [line.problem for line in told][-1] == "另有17处同类问题。"
    assert len(told) == 9


def test_what_was_not_checked_is_said() -> None:
    """Nothing is passed over in silence."""
    assert not_checked(_verdict()) == ["上年衔接（没有上年数据）", "文字与表格是否一致（没有读到文字）"]
    assert not_checked(_verdict(year=None))[:2] == ["上年衔接（没有上年数据）", "表样与年度（没有填年度）"]
    disputed = replace(_verdict(), last_disputed=True)
    assert not_checked(disputed)[0] == "上年衔接（有两份不同的上年年报）"
    assert "未核对：上年衔接（有两份不同的上年年报）、" in as_text([disputed])
    assert "未核对：上年衔接（有两份不同的上年年报）、" in as_page([disputed])


def test_an_unknown_year_is_no_year() -> None:
    """The title says （年度未填） and nothing after it, as text and as a page."""
    verdict = _verdict(year=None)

    assert as_text([verdict]).startswith("年报.json  某县民政局 （年度未填）\n")
    assert "<h1>某县民政局 （年度未填）政府信息公开工作年度报告</h1>" in as_page([verdict])


def test_a_cause_stands_first() -> None:
    """A single likely cause begins the sentence (season §6.7), several follow the place."""
    one = as_text([_verdict({"disputes.reconsideration.upheld": 1, "disputes.reconsideration.total": 10})])
    assert "错误  “结果维持”填1、“结果纠正”填0，如是10则相符，可能是一个数拆在了两格。表四“行政复议”总计不符" in one

    cells = dict(zip(("upheld", "corrected", "other", "pending", "total"), (1, 9, 52, 5, 76), strict=True))
    several = as_text([_verdict({f"disputes.reconsideration.{key}": value for key, value in cells.items()})])
    assert "\n错误  表四“行政复议”总计不符" in several
    assert "相关 A7:D7\n可能  相差的9正好是“结果纠正”的数" in several


def test_a_place_is_quoted_in_the_words_of_the_form() -> None:
    """位置 of T3-01: sheet, cell, its name, the other cells, no brackets within brackets."""
    (line,) = lines(_verdict({"requests.new.natural_person": 1, "requests.new.total": 1}))

    assert line.place == "三、依申请公开 D30“（七）总计·自然人”，相关 D7:D8、D31"


def test_no_reason_settles_an_arithmetic_error() -> None:
    """T4-01 with a 核实说明 stays open; a 疑点 (T2-02) with one is settled."""
    cells = {"disputes.reconsideration.total": 1, "disclosure.regulations.in_force": 1}
    verdict = _verdict(cells)
    answered = replace(verdict, findings=tuple(f._replace(reason="经核实确为如此") for f in verdict.findings))

    assert [(f.rule.code, f.is_open) for f in answered.findings] == [("T2-02", False), ("T4-01", True)]
    assert (answered.status, count(answered, Severity.WARNING)) == (Status.NOT_READY, 0)


def test_the_sentence_counts_what_the_lines_show() -> None:
    """A T3-01 of 总计 that follows from a column is neither shown nor counted, for one file and for many."""
    verdict = _verdict({"requests.new.business": 1, "requests.new.total": 1})

    assert len(verdict.findings) == 2
    assert summary(verdict) == "核查完毕：错误1处。请从第一条改起。"
    unseen = _verdict({"requests.new.business": None})
    assert as_text([verdict, unseen]).endswith("共核查2个文件：0个没有问题，错误共1处，疑点共0处，1个没有核查完。\n")
    unread = replace(unseen, report=None)
    assert as_text([verdict, unseen, unread]).endswith("1个没有核查完，1个没有读到年报。\n")


def test_the_worst_mark_of_a_cell_wins() -> None:
    """HTML: a cell with T3-02 beside C-09 or Y-03 is 错, whichever comes first; values are shown as in sentences."""
    report, last = report_of({"requests.new.total": 40}), report_of(year=2022)
    both = Verdict(file="", report=report, last=last, findings=findings_of(report, last))
    assert [f.rule.code for f in both.findings] == ["T3-02", "Y-03", "T3-01"]
    assert '<td class="total error">40<small>错</small></td>' in as_page([both])

    page = as_page(
        [_verdict({"requests.new.total": 2_000_000, "requests.granted.business": True, "requests.granted.other": 3.5})]
    )

    assert '<td class="total error">2000000<small>错</small></td>' in page
    assert '<td class="error">TRUE<small>错</small></td>' in page
    assert '<td class="error">3.5<small>错</small></td>' in page
    assert page.count("2E+6") == 0
    money = as_page([_verdict({"disclosure.fees.amount": Decimal("1E+3")})])
    assert "<td>1000</td>" in money.replace(' class=""', "").replace(' colspan="3"', "")
