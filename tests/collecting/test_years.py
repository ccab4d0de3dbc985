"""Year on year: charts beside those of this year, and in 文字汇编 the numbers that changed most in each organ."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from gxxl.checking.frames import Case
from gxxl.collecting.collection import Member
from gxxl.collecting.outputs import write_all
from gxxl.collecting.roll_up import roll_up
from gxxl.collecting.years import REQUESTS, SHARES, changed_most, compared
from gxxl.narrative.whole import check_whole
from gxxl.report import UNSEEN, Report
from tests.books import worded
from tests.collecting.collections import NOW, collection_of, member_of
from tests.tables import report_of

NAMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
LAST = {"requests.new.total": 4, "requests.handled.total": 4, "requests.granted.total": 3,
        "requests.refused.petition.total": None, "requests.refused.third_party.total": 1}  # fmt: skip


def _report(cells: Mapping[str, Any], year: int, **keys: Any) -> Report:
    return report_of({key: value for key, value in cells.items() if value is not None}, year=year, **keys)


def _member(name: str, this: Mapping[str, Any], last: Report | None, **keys: Any) -> Member:
    """An organ with a report of this year, checked with its words, and one of the year before."""
    report = worded(_report(this, 2023, organ=name, **keys))
    member = member_of(name, report)
    ((findings, claims),) = check_whole([Case(report, last)])
    assert member.counted
    verdict = replace(member.counted.verdict, last=last, findings=findings, claims=claims)
    counted = member.counted._replace(verdict=verdict)
    return member._replace(counted=counted, received=(counted,))


THIS = {"requests.new.total": 12, "requests.handled.total": 10, "requests.granted.total": 10,
        "requests.carried_out.total": 2, "disputes.reconsideration.total": 1}  # fmt: skip


def test_charts_compare_only_organs_that_state_both_years() -> None:
    """Sums over organs with every number of a chart in both years; shares are of those sums, in percent."""
    last = _report(LAST, 2022)
    partly = _report({"requests.carried_out.total": 1}, 2022)
    partly = replace(partly, values=tuple(value if value.counts else UNSEEN for value in partly.values))
    members = [
        _member("甲局", THIS, last),
        _member("乙局", THIS, None),
        _member("丙局", THIS, partly),
        _member("丁局", THIS, _report(LAST, 2020)),
    ]
    requests, shares = compared(collection_of(members), NAMES)

    assert (requests.title, requests.organs, shares.title, shares.organs) == (REQUESTS, 1, SHARES, 1)
    assert [tuple(pair) for pair in requests.pairs] == [
        ("本年新收", 4, 12), ("办理结果总计", 4, 10), ("结转下年度", 0, 2), ("行政复议", 0, 1),
    ]  # fmt: skip
    assert [(pair.last, pair.this) for pair in shares.pairs] == [
        (Decimal("75.00"), Decimal("100.00")), (Decimal("25.00"), Decimal("0.00")),
    ]  # fmt: skip
    assert compared(collection_of(members[1:2]), NAMES) == ()


def test_pages_show_both_years_in_words_and_pictures(tmp_path: Path) -> None:
    """report.html: four charts without script, every number in the label a reader hears; 汇总.xlsx has them as its own."""
    members = [_member(f"{number}局", THIS, _report(LAST, 2022)) for number in range(16)]
    collection = collection_of(members)
    write_all(collection, roll_up(collection), tmp_path, NOW)

    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    labels = [svg.get("aria-label") for svg in etree.HTML(page).iter("svg")]
    assert len(labels) == 4
    assert labels[2] == (
        "依申请公开和复议诉讼（件），应报16家，两年的数都有的16家相比；两年都为0的不列：本年新收2022年64、2023年192；"
        "办理结果总计2022年64、2023年160；结转下年度2022年0、2023年32；行政复议2022年0、2023年16"
    )
    assert "予以公开2022年75%、2023年100%" in labels[3]
    names = zipfile.ZipFile(tmp_path / "汇总.xlsx").namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) == 4


def test_numbers_that_changed_most_stand_out(tmp_path: Path) -> None:
    """Three at most, none that vary by chance; told under the organ's name, and bold where its words state them."""
    overview = "（二）依申请公开情况。2023年新收政府信息公开申请12件，办结10件，结转下年度继续办理2件。"
    cells = {**THIS, "disclosure.licences.decisions": 2244, "disclosure.penalties.decisions": 11}
    last = _report({**LAST, "disclosure.licences.decisions": 1284, "disclosure.penalties.decisions": 10}, 2022)
    mine = _member("甲局", cells, last, prose={"overview": overview})
    other = _member("乙局", THIS, None)

    assert [(one.name, one.last, one.this) for one in changed_most(mine)] == [
        ("行政许可", 1284, 2244), ("本年新收", 4, 12), ("（一）予以公开", 3, 10),
    ]  # fmt: skip
    assert changed_most(other) == ()
    collection = collection_of([mine, other])
    write_all(collection, roll_up(collection), tmp_path, NOW)
    lines = docx.Document(str(tmp_path / "文字汇编.docx")).paragraphs
    texts = [line.text for line in lines]
    assert texts[texts.index("甲局") + 1] == (
        "与2022年相比变化最大：行政许可1284→2244件（增加960件）；本年新收4→12件（增加8件）；（一）予以公开3→10件（增加7件）。"
    )
    assert not texts[texts.index("乙局") + 1].startswith("与2022年相比")
    assert overview in texts
    bold = [run.text for line in lines for run in line.runs if run.bold]
    assert bold == ["12"]
