"""N-01 to N-16: what prose says against the tables, one small case each."""

from __future__ import annotations

from typing import Any

import pytest

from gxxl.claim import Verdict
from gxxl.form.editions import compose
from gxxl.form.rules import Severity
from gxxl.narrative.compare import compare, coverage
from gxxl.report import Report, Signature
from tests.conftest import corpus_names, corpus_report, gold
from tests.tables import PROSE, report_of

TABLES = {
    "requests.new.natural_person": 11,
    "requests.new.business": 1,
    "requests.new.total": 12,
    "requests.carried_in.natural_person": 2,
    "requests.carried_in.total": 2,
    "requests.granted.total": 9,
    "requests.unavailable.not_held.total": 4,
    "requests.handled.total": 13,
    "requests.carried_out.natural_person": 1,
    "requests.carried_out.total": 1,
    "requests.otherwise.unpaid.total": 0,
    "disputes.reconsideration.total": 3,
    "disputes.reconsideration.upheld": 2,
    "disputes.reconsideration.pending": 1,
    "disclosure.normative_documents.issued": 2,
    "disclosure.fees.amount": "36800",
}
E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def worded(sentence: str, part: str = "overview", **keys: Any) -> Report:
    """A report of `TABLES` whose words are in order but for this sentence added to one part."""
    return report_of(TABLES, prose={**PROSE, part: PROSE[part] + sentence}, **keys)


def found(report: Report, last: Report | None = None) -> list[tuple[str, Severity]]:
    """Rule and severity of each finding."""
    return [(finding.rule.code, finding.severity) for finding in compare(report, last).findings]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到政府信息公开申请12件，办结13件，结转下年度1件。", []),
        ("收到政府信息公开申请15件。", [("N-01", E)]),
        ("收到政府信息公开申请14件。", [("N-02", W)]),
        ("规范性文件公开信息5条。", []),
        ("其中规范性文件信息5条。", [("N-02", W)]),
        ("规范性文件类信息5条。", []),
        ("公开行政规范性文件3件。", [("N-02", W)]),
        ("共公布政府信息30条，其中动态类20条、公告类8条、其他信息3条。", [("N-03", E)]),
        ("共公布政府信息30条，其中网站公开20条、微信公众号公开15条。", [("N-03", W)]),
        ("共公布政府信息30条，其中动态类20条、公告类8条。", []),
        ("办结申请13件，其中予以公开9件，占69.23%。", []),
        ("办结申请13件，其中予以公开9件，占68.23%。", [("N-04", E)]),
        ("收到的政府信息公开申请均已办结。", [("N-06", E)]),
        ("结转下年度1件，收到的政府信息公开申请均已办结。", [("N-06", W)]),
        ("未收到政府信息公开申请。", [("N-06", E)]),
        ("行政复议3件，均获维持。", [("N-06", E)]),
        ("行政复议3件，其中维持1件，驳回1件，尚未审结1件。", []),
        ("办结的信息公开申请中，信息不存在3件，不属于本机关1件。", []),
        ("办结的信息公开申请中，信息不存在3件。", [("N-02", W)]),
        ("办结的信息公开申请中，信息不存在5件。", [("N-01", E)]),
        ("收到政府信息公开申请12条。", [("N-07", N)]),
        ("行政事业性收费36800元。", [("N-07", W)]),
        ("行政事业性收费36800万元。", []),
        ("行政事业性收费36810万元。", [("N-01", E)]),
        ("\n（一）主动公开。依法公开。\n（三）依申请公开。依法办理。", [("N-12", N)]),
        ("一是加强学习；二是加强管理；二是加强监督。", [("N-12", N)]),
        ("好" * 1000, [("N-16", N)]),
    ],
)
def test_a_sentence_and_what_is_said_of_it(sentence: str, expected: list[tuple[str, Severity]]) -> None:
    """N-01 N-02 N-03 N-04 N-06 N-07 N-12 N-16 in part one: right words draw nothing."""
    assert found(worded(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到政府信息公开申请12件，同比增长50%。", []),
        ("收到政府信息公开申请12件，同比增长40%。", [("N-05", E)]),
        ("收到政府信息公开申请12件，同比下降50%。", [("N-05", E)]),
        ("收到政府信息公开申请12件，比上年增加4件。", []),
        ("收到政府信息公开申请12件，比上年增加5件。", [("N-05", E)]),
    ],
)
def test_changes_against_last_year(sentence: str, expected: list[tuple[str, Severity]]) -> None:
    """N-05: worked out anew from last year's report; without it nothing is said."""
    last = report_of({"requests.new.total": 8}, year=2022)

    assert found(worded(sentence), last) == expected
    assert found(worded(sentence)) == []


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("overview", "", [("N-09", E)]),
        ("problems", "　", [("N-09", E)]),
        ("problems", "（文字描述）", [("N-09", E)]),
        ("problems", "无。", [("N-09", W)]),
        ("problems", None, []),
        ("overview", None, []),
        ("other_matters", None, []),
        ("other_matters", "无其他需要报告的事项。", [("N-10", E)]),
        ("overview", "全年公开政府信息5条，未收到政府信息依申请公开。", [("N-06", E), ("N-11", W)]),
        ("overview", "2022年，" + PROSE["overview"], [("N-08", W)]),
        ("preamble", "统计期限为2023年1月1日至2023年12月30日。", [("N-08", W)]),
        ("preamble", "统计期限为2023年1月1日至12月31日。", []),
        ("preamble", "根据《中华人民共和国政府信息公开条例》（国务院令第771号）编制。", [("N-08", W)]),
        ("preamble", "根据国办公开办函〔2019〕60号要求编制。", [("N-08", W)]),
        ("problems", "县发改局严格落实要求，但信息更新还不够及时，需要改进。", [("N-08", W)]),
        ("problems", "县民政局严格落实要求，但信息更新还不够及时，需要改进。", []),
        ("other_matters", "对3件申请收取信息处理费300元，其中甲局1件，收取100元；乙局2件，收取100元。", [("N-14", W)]),
        ("other_matters", "对3件申请收取信息处理费300元，其中甲局1件，收取100元；乙局2件，收取200元。", []),
    ],
)
def test_parts_missing_empty_or_of_another_report(part: str, text: str | None, expected: list[Any]) -> None:
    """N-08 to N-11, N-14: an empty part is one finding, an unknown part none."""
    report = report_of(TABLES, prose={**PROSE, part: text})

    assert found(report) == expected


def test_an_unpaid_notice_beside_no_notice() -> None:
    """N-14: 未发出收费通知 while （六）2 counts one."""
    prose = {**PROSE, "other_matters": "本年度未发出收费通知。"}

    assert found(report_of({"requests.otherwise.unpaid.total": 1}, prose=prose)) == [("N-14", W)]
    assert found(report_of({}, prose=prose)) == []


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        (None, []),
        (Signature("某县民政局", "2024-01-16")._asdict(), []),
        (Signature("民政局", "2024-01-16")._asdict(), []),
        (Signature("某县财政局", "2024-01-16")._asdict(), ["N-13"]),
        (Signature("某县民政局", None)._asdict(), ["N-13"]),
        (Signature(None, "2023-12-20")._asdict(), ["N-13", "N-13"]),
    ],
)
def test_signatures(signature: Any, expected: list[str]) -> None:
    """N-13: organ and date, where there is a signature at all; the form asks for none."""
    assert [rule for rule, _ in found(report_of({}, prose=PROSE, signature=signature))] == expected


def test_own_figures_beside_rolled_up_tables() -> None:
    """N-15: the government's office or a bureau writes of itself, the tables are the county's or 本系统's."""
    report = worded("县政府办公室收到政府信息公开申请3件。", organ="某县人民政府")
    text = report.prose["overview"] or ""

    assert found(report) == [("N-15", W)]
    assert compare(worded("全县收到政府信息公开申请12件。", organ="某县人民政府")).findings == ()
    assert "县政府办公室" in text
    line = worded(
        "本机关收到政府信息公开申请3件；本系统收到政府信息公开申请12件。", organ="某地区民政局", scope="rolled_up"
    )
    assert [(one.value, one.scope) for one in compare(line).claims if one.value] == [(3, "本机关"), (12, "本系统")]


def test_a_form_of_2019_asks_for_less() -> None:
    """N-10, N-11 and N-16 are of the notice of 2021."""
    report = report_of(
        {}, form=compose(2019, 2019), year=2020, prose={**PROSE, "overview": "好" * 1100, "other_matters": "无。"}
    )

    assert found(report) == []


def test_what_is_quoted_stands_at_its_span() -> None:
    """N-01: section, span and quotation are those of the words; both numbers are told."""
    report = worded("收到政府信息公开申请15件。")
    (finding,) = compare(report).findings
    text = report.prose["overview"] or ""
    assert finding.where.span

    assert text[slice(*finding.where.span)] == finding.quote == "收到政府信息公开申请15件"
    assert (finding.found, finding.expected) == (15, 12)
    assert finding.problem == "文字与表格不符：第1段写“收到政府信息公开申请15件”，表三“本年新收”总计为12件。"


def test_unknown_cells_are_named_and_not_checked() -> None:
    """Prose alone: the claim still names its cells."""
    report = report_of(
        {"requests.new.total": None, "requests.new.business": None}, prose={"overview": "收到政府信息公开申请15件。"}
    )
    (claim,) = compare(report).claims

    assert (claim.verdict, list(map(str, claim.refs))) == (Verdict.NOT_CHECKED, ["requests.new.total"])
    assert coverage([claim]) == "文字中有1个数字，1个没有核对（所指的格没有读到，或没有上年数据）。"


EXACT: dict[str, list[str]] = {
    "hotan-civil-affairs-2023": ["N-02"],
    "pingtan-2019": ["N-03"],
    "pingtan-2020": ["N-03"],
    "pingtan-2021": ["N-16"],
    "pingtan-2022": ["N-02", "N-02", "N-16"],
    "shanghai-office-2019": ["N-01", "N-04", "N-04", "N-02", "N-06", "N-06", "N-03"],
    "shanghai-science-2024": ["N-06", "N-03", "N-16", "N-12"],
    "suqian-2023": ["N-16"],
}
"""Judged one by one against the answers of the corpus: every prose finding there, and the length of part one."""


@pytest.mark.parametrize("name", corpus_names())
def test_exact_findings_about_the_prose_of_a_published_report(name: str) -> None:
    """Every certain answer about prose is found, and nothing the answers do not know but lengths and headings."""
    assert [finding.rule.code for finding in compare(corpus_report(name)).findings] == EXACT.get(name, [])
    certain = [f for f in gold(name)["findings"] if f["certain"] and f["kind"] == "prose_cell"]
    assert len(certain) <= sum(rule in ("N-01", "N-06") for rule in EXACT.get(name, []))
