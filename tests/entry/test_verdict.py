"""The state of a report after a check, and the sentence that says it."""

from __future__ import annotations

from typing import Any

import pytest

from gxxl.checking.verdict import Status, Verdict
from gxxl.entry.digest import lines, not_checked, summary
from tests.conftest import findings_of
from tests.tables import FORM, empty_tables, report_of


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
    (line,) = lines(verdict)
    assert (line.problem, line.place) == ("表三有25格没有填写。", "三、依申请公开 I7:I31")


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
    assert not_checked(_verdict()) == ["上年衔接（没有上年数据）", "文字与表格是否一致"]
    assert empty_tables(FORM)["disclosure"]["fees"] == {"amount": "0"}
