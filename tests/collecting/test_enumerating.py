"""The draft of a roll-up lists its parts from the numbers of its organs, and the list is held against them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gxxl.collecting.roll_up import RolledUp, roll_up
from gxxl.collecting.statutory_book import write_statutory
from gxxl.intake.files import open_report
from gxxl.narrative.compare import compare
from gxxl.narrative.writing import write
from gxxl.report import Report
from tests.books import typed
from tests.collecting.collections import collection_of, member_of
from tests.tables import report_of


def applied(new: int, carried_in: int = 0) -> Report:
    """A report with so many requests of natural persons, all granted."""
    done = new + carried_in
    rows = {"new": new, "carried_in": carried_in, "granted": done, "handled": done}
    cells: dict[str, Any] = {f"requests.{row}.{column}": count for row, count in rows.items() for column in ("natural_person", "total")}  # fmt: skip
    return report_of(cells, year=2023)


def rolled_up(reports: dict[str, Report], kinds: str = "government") -> RolledUp:
    """The roll-up of organs of one kind."""
    members = [member_of(name, report) for name, report in reports.items()]
    members = [member._replace(organ=member.organ._replace(kind=kinds)) for member in members]
    return roll_up(collection_of(members))


@pytest.mark.parametrize(
    ("reports", "sentence"),
    [
        ({"甲县": applied(30, 2), "乙县": applied(5), "丙县": applied(0)}, "两项合计37件，其中甲县32件、乙县5件。"),
        ({"甲县": applied(30), "乙县": applied(5)}, "新收的申请35件，其中甲县30件、乙县5件。"),
    ],
)
def test_the_draft_lists_what_each_organ_received(reports: dict[str, Report], sentence: str) -> None:
    """Season §7: parts of what was received, zeros left out; the list is right, and a slip in it is N-03."""
    report = replace(rolled_up(reports).report, organ="某市人民政府")
    written = write(report)
    overview = written.prose["overview"] or ""

    assert sentence in overview
    assert not [f for f in compare(written).findings if f.rule.code in ("N-01", "N-02", "N-03")]
    wrong = replace(written, prose={**written.prose, "overview": overview.replace("乙县5件", "乙县6件")})
    assert "N-03" in {f.rule.code for f in compare(wrong).findings}


def test_departments_of_a_long_list_are_told_together() -> None:
    """Forty departments are one part, their sum; a single organ's requests are not listed."""
    many = {f"某市{number}局": applied(number) for number in range(1, 41)}
    counties = {"甲县": applied(9), "乙县": applied(8)}
    members = [member_of(name, report) for name, report in {**many, **counties}.items()]
    members = [m._replace(organ=m.organ._replace(kind="department" if m.organ.name in many else "government")) for m in members]  # fmt: skip

    extra: Any = roll_up(collection_of(members)).report.particulars["extra"]
    assert extra["received_parts"] == "各政府部门820件、甲县9件、乙县8件"
    assert extra["roll_parts"] == "40个政府部门、2个人民政府"
    alone: Any = rolled_up({"甲县": applied(9), "乙县": applied(0)}).report.particulars["extra"]
    assert "received_parts" not in alone


def test_a_list_the_officer_wrote_stays_while_it_adds_up(tmp_path: Path) -> None:
    """补充情况 of the 汇总年报: another grouping with the same sum is kept; once it no longer adds up it is drawn up anew."""
    before, book = rolled_up({"甲县": applied(30), "乙县": applied(5)}), tmp_path / "汇总.xlsx"
    write_statutory(before, book, earlier=None)
    parts = "两县35件"
    typed(book, {"补充情况!C29": parts})
    write_statutory(before, book, earlier=book)
    assert _parts(book) == parts

    write_statutory(rolled_up({"甲县": applied(31), "乙县": applied(5)}), book, earlier=book)
    assert _parts(book) == "甲县31件、乙县5件"


def test_a_bureau_and_those_below_it_are_a_system_and_no_area(tmp_path: Path) -> None:
    """A 条 is spoken of as 本系统, its sentences are believed; what the officer calls it instead stays; a 块 is an area."""
    members = [member_of(name, applied(*new)) for name, new in {"甲县民政局": (30, 2), "乙县民政局": (5,)}.items()]
    whole = collection_of(members, organ="某地区民政局")
    line, book = roll_up(whole._replace(line="条")), tmp_path / "汇总.xlsx"
    write_statutory(line, book, earlier=None)

    report = open_report(book).report
    assert report
    overview = report.prose["overview"] or ""
    assert overview.startswith("2023年，本系统各级行政机关认真落实")
    assert "本报告数据为本系统汇总数" in overview
    assert "本系统新收政府信息公开申请35件" in overview
    assert "本地区" not in "".join(filter(None, report.prose.values()))
    assert not [f for f in compare(report).findings if f.rule.code in ("N-01", "N-02", "N-03", "N-06", "N-14", "N-15")]

    typed(book, {"补充情况!C27": "全地区民政系统"})
    write_statutory(line, book, earlier=book)
    assert _extra(book)["region"] == "全地区民政系统"
    again = roll_up(whole._replace(line="块"))
    typed(book, {"补充情况!C27": "本系统"})
    write_statutory(again, book, earlier=book)
    assert "region" not in _extra(book)


def _parts(book: Path) -> object:
    return _extra(book)["received_parts"]


def _extra(book: Path) -> dict[str, Any]:
    report = open_report(book).report
    assert report
    extra = report.particulars["extra"]
    assert isinstance(extra, dict)
    return extra
