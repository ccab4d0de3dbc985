"""The rules of one report: a small table in, findings out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gxxl.form.editions import compose
from gxxl.form.model import Form, Ref
from tests.conftest import findings_of, told
from tests.tables import FORM, changed, report_of


def test_an_unfinished_request_must_be_carried_out(findings: Any) -> None:
    """T3-01: 新收＋上年结转 differs from 总计＋结转下年度; the column and both sums are named."""
    got = findings("""
        | requests | natural_person | total |
        | new      | 5              | 5     |
        | granted  | 4              | 4     |
        | handled  | 4              | 4     |
    """)

    assert got == [("T3-01", "requests.handled.natural_person", 5, 4), ("T3-01", "requests.handled.total", 5, 4)]


def test_the_sentence_of_a_missed_carry_says_what_where_and_how() -> None:
    """T3-01 reads as season §6.7 wrote it; where too much was handled, the remedy looks at the results first."""
    report = report_of("""
        | requests | natural_person | total |
        | new      | 5              | 5     |
        | granted  | 4              | 4     |
        | handled  | 4              | 4     |
    """)
    first = findings_of(report)[0]
    assert (
        first.problem == "表三“自然人”列勾稽关系不符：本年新收5＋上年结转0＝5，（七）总计4＋结转下年度0＝4，相差1件。"
    )
    assert first.remedy == "尚未办结的，请填入“四、结转下年度继续办理”（D31）；已经办结的，请补填办理结果（D9至D29）。"
    assert [str(ref) for ref in first.related] == [
        "requests.new.natural_person", "requests.carried_in.natural_person", "requests.carried_out.natural_person",
    ]  # fmt: skip

    over = findings_of(changed(report, {"requests.new.natural_person": 3, "requests.new.total": 3}))[0]
    assert over.remedy.startswith("办理结果和结转多出1件。请核对办理结果（D9至D29）")


def test_a_row_total_is_the_sum_of_the_applicants(findings: Any) -> None:
    """T3-02: 总计 of a row; found is what stands there, expected the sum."""
    got = findings("""
        | requests             | business | total |
        | new                  | 12       | 12    |
        | unavailable.not_held | 12       | 11    |
        | handled              | 12       | 12    |
    """)

    assert got == [
        ("T3-02", "requests.unavailable.not_held.total", 11, 12),
        ("T3-03", "requests.handled.total", 12, 11),
    ]


def test_a_column_total_is_the_sum_of_the_results(findings: Any) -> None:
    """T3-03: （七）总计 of a column."""
    got = findings("""
        | requests       | other | total |
        | new            | 3     | 3     |
        | granted        | 1     | 1     |
        | partly_granted | 1     | 1     |
        | handled        | 3     | 3     |
    """)

    assert got == [("T3-03", "requests.handled.other", 3, 2), ("T3-03", "requests.handled.total", 3, 2)]


def test_a_group_of_table_four_adds_up(findings: Any) -> None:
    """T4-01: 总计 of 行政复议, 洪泽2023 left it 0."""
    got = findings("""
        | disputes        | upheld | corrected | total |
        | reconsideration | 10     | 1         | 0     |
    """)

    assert got == [("T4-01", "disputes.reconsideration.total", 0, 11)]


_TRAPS: list[tuple[Any, str, Any]] = [
    ("", "C-01", 0),
    ("/", "C-02", None),
    ("无", "C-02", None),
    ("减4", "C-02", None),
    (True, "C-02", None),
    ("TRUE", "C-02", None),
    (Decimal("1e999"), "C-02", None),
    ("22（其中修订16件）", "C-02", None),
    ("２９０", "C-03", 290),
    ("1,200", "C-03", 1200),
    ("290件", "C-03", 290),
    ("'290", "C-03", 290),
    ("290", "C-03", 290),
    (-1, "C-04", None),
    (3.5, "C-05", None),
    ("３.5", "C-05", None),
    ("#REF!", "C-06", None),
    ("2024-01-05", "C-08", None),
]

_CELLS = [
    ("requests.new.business", FORM),
    ("requests.granted.total", FORM),
    ("disputes.reconsideration.other", FORM),
    ("disputes.litigation_after_reconsideration.total", FORM),
    ("disclosure.fees.amount", FORM),
    ("disclosure.licences.previous_items", compose(2019, 2019)),
    ("requests.otherwise.total", compose(2019, 2019)),
    ("disclosure.procurement.amount", compose(2019, 2019)),
]

_RIGHT_AS_MONEY = (3.5, "３.5", "290", "290件")
"""Money has decimals, is text in JSON, and its unit is no 件."""


@pytest.mark.parametrize(
    ("typed", "rule", "expected", "ref", "form"),
    [
        (*trap, *cell)
        for trap in _TRAPS
        for cell in _CELLS
        if not (cell[0].endswith("amount") and trap[0] in _RIGHT_AS_MONEY)
    ],
)
def test_a_raw_trap_is_one_finding_at_its_own_cell(typed: Any, rule: str, expected: Any, ref: str, form: Form) -> None:
    """C-01 … C-08: a faulty cell takes part in no balance, so nothing else is told."""
    found = findings_of(report_of({ref: typed}, form=form, year=form.edition.year))

    assert [(f.rule.code, f.where.path, f.expected) for f in found] == [(rule, ref, expected)]


def test_a_blank_total_is_told_its_sum() -> None:
    """C-01 of a 总计: expected is the sum of its cells, blanks counted as 0 (上海2019)."""
    report = report_of({"requests.granted.business": 3, "requests.granted.research": "", "requests.granted.total": ""})

    blanks = [(f.expected, f.remedy) for f in findings_of(report) if f.rule.code == "C-01"]
    assert blanks == [
        (0, "没有的请填“0”，不要留空，也不要填“/”“—”“无”。"),
        (3, "总计应为3，点“填总计”恢复公式，或直接填3。"),
    ]


@pytest.mark.parametrize("typed", ["无", "3件", None, -1])
def test_a_blank_total_of_faulty_cells_has_no_sum_yet(typed: Any) -> None:
    """C-01 of a 总计: no number is expected where a summand is faulty or was not seen."""
    report = report_of({"disputes.reconsideration.other": typed, "disputes.reconsideration.total": ""})

    (blank,) = (f for f in findings_of(report) if f.rule.code == "C-01")
    assert (blank.expected, blank.remedy) == (None, "请先改好相加的各格，再点“填总计”恢复公式。")


def test_a_blank_total_of_blank_totals_is_the_sum_below_them() -> None:
    """C-01 of （七）总计·总计 where every column's is blank too."""
    blanks = [ref for ref in FORM.index if ref.row == "handled"]
    report = report_of({"requests.granted.business": 3, **dict.fromkeys(map(str, blanks), "")})

    found = {f.where.ref.column: f.expected for f in findings_of(report) if f.rule.code == "C-01" and f.where.ref}
    assert (found["business"], found["other"], found["total"]) == (3, 0, 3)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("２９０", "填的是全角的“２９０”，请切换到英文半角重新输入290。"),
        ("1,200", "请去掉逗号，填1200。"),
        ("290件", "只填数字，应为290。请改为290，单位不用写。"),
        ("'290", "看上去是290，但按文字存放。请删除后重新输入290。"),
        ("290\ufeff", "看上去是290，但按文字存放。请删除后重新输入290。"),
    ],
)
def test_a_number_as_text_is_mended_by_what_makes_it_text(typed: str, remedy: str) -> None:
    """C-03: full width, comma, unit, plain text (season §6.10)."""
    (finding,) = findings_of(report_of({"requests.new.business": typed}))

    assert finding.remedy == remedy


def test_numbers_beyond_floats_are_added_exactly() -> None:
    """C-09, T3-02: one more than 10^20 is seen, where floats would see no difference; the right total is silent."""
    cells = {"requests.new.business": 10**20, "requests.new.other": 1, "requests.carried_out.business": 10**20,
             "requests.carried_out.other": 1, "requests.carried_out.total": 10**20 + 1}  # fmt: skip

    right = told(findings_of(report_of({**cells, "requests.new.total": 10**20 + 1})))
    assert {code for code, *_ in right} == {"C-09"}
    wrong = [
        found for found in told(findings_of(report_of({**cells, "requests.new.total": 10**20}))) if found[0] != "C-09"
    ]
    assert wrong == [
        ("T3-02", "requests.new.total", 10**20, 10**20 + 1),
        ("T3-01", "requests.handled.total", 10**20, 10**20 + 1),
    ]


def test_the_largest_numbers_have_their_sentences() -> None:
    """C-09, Y-03, Y-04 with 10^300 in every row: no number is too large to be told."""
    report = report_of({"requests.otherwise.other.total": 10**300, "requests.handled.total": 20,
                        "disclosure.fees.amount": "1" + "0" * 300})  # fmt: skip
    codes = {f.rule.code for f in findings_of(report, report_of({"disclosure.fees.amount": 1}, year=2022))}

    assert {"C-09", "Y-03", "Y-04"} <= codes


def test_a_cell_not_seen_is_no_finding() -> None:
    """`null` is never a finding and takes its balances out."""
    assert findings_of(report_of({"requests.new.business": None, "disputes.reconsideration.total": None})) == ()


def test_an_implausible_number_is_a_doubt_and_still_counts() -> None:
    """C-09: beyond a million requests of one row; the sums are still checked."""
    got = told(findings_of(report_of({"requests.new.business": 2_000_000, "requests.new.total": 2_000_000})))

    assert [(code, ref) for code, ref, *_ in got] == [
        ("C-09", "requests.new.business"),
        ("C-09", "requests.new.total"),
        ("T3-01", "requests.handled.business"),
        ("T3-01", "requests.handled.total"),
    ]


def test_a_single_organ_with_a_billion_in_fees_probably_typed_yuan() -> None:
    """C-09 with its cause: 36800000元 under 万元; a roll-up may have such a sum."""
    (finding,) = findings_of(report_of({"disclosure.fees.amount": "36800000"}))
    assert (finding.rule.code, finding.where.path) == ("C-09", "disclosure.fees.amount")
    assert finding.causes == ("可能是按“元”填的：36800000元是3680万元。",)
    assert finding.problem == "表二“行政事业性收费”填的是36800000万元，达到或超过100000万元，大得少见。"

    assert findings_of(report_of({"disclosure.fees.amount": "36800000"}, organ="某市人民政府")) == ()
    assert findings_of(report_of({"disclosure.fees.amount": "36800000"}, scope="rolled_up")) == ()


@pytest.mark.parametrize(
    ("amount", "keys", "told_off"),
    [
        ("100000", {}, True),
        ("99999.9999", {}, False),
        ("100000", {"scope": "own", "organ": "某市人民政府"}, True),
        ("100000", {"scope": "全市", "organ": "某县民政局"}, True),
        ("100000", {"scope": "全市", "organ": "某市人民政府"}, False),
        ("100000", {"organ": "某县政府办"}, False),
        ("100000", {"organ": "某县民政局（本级）"}, True),
        ("100000", {"organ": "某 县 民 政 局"}, True),
        ("100000", {"organ": "国家税务总局"}, False),
        ("100000", {"organ": "市场监管总局", "scope": "own"}, False),
    ],
)
def test_the_fee_bound_is_for_single_organs(amount: str, keys: dict[str, Any], told_off: bool) -> None:
    """C-09 from 100,000 万元 on: as `scope` says, else by the name; silent for the State Council's."""
    codes = [f.rule.code for f in findings_of(report_of({"disclosure.fees.amount": amount}, **keys))]

    assert codes == (["C-09"] if told_off else [])


@pytest.mark.parametrize(
    ("organ", "keys", "told_off"),
    [
        ("某县民政局", {}, True),
        ("和田地区行政公署", {}, True),
        ("尼勒克县某镇人民政府", {}, True),
        ("阎良区人民政府", {}, True),
        ("国家税务总局", {}, False),
        ("新疆维吾尔自治区人民政府", {}, False),
        ("宿迁市人民政府", {}, False),
        ("长春市人民政府办公厅", {}, False),
        ("义乌市人民政府", {"level": "county", "kind": "government"}, True),
        ("某市人民政府", {"level": "prefecture", "kind": "government"}, False),
        ("某直属机构", {"kind": "department"}, True),
        ("平潭综合实验区", {}, False),
        ("和田地区行署", {}, True),
        ("和田地区行署", {"level": "prefecture", "kind": "government"}, True),
        ("和田地区行署办", {}, True),
        ("某县政府", {}, True),
        ("某市某区政府办", {}, True),
        ("某旗人民政府办公室", {}, True),
        ("某县某镇", {}, True),
        ("某县某乡（汇总）", {}, True),
        ("某区某街道", {}, True),
        ("某市政府", {}, False),
        ("某市政府办公室", {}, False),
        ("宁夏回族自治区政府办公厅", {}, False),
        ("某市人民政府", {"level": "市级", "kind": "government"}, False),
        ("市场监管总局", {}, False),
        ("国家发展和改革委员会", {"kind": "department"}, False),
        ("中国人民银行某中心支行办公室", {}, False),
        ("某县税务局", {"kind": "vertical"}, False),
        ("某县税务局", {"kind": "vertical", "level": "county"}, False),
        ("某县税务局", {"kind": "department"}, True),
        ("某县税务局", {"kind": "机关"}, True),
    ],
)
def test_regulations_are_made_by_few(organ: str, keys: dict[str, Any], told_off: bool) -> None:
    """T2-02: 规章 at an organ that cannot make them; silent where the name leaves it open."""
    report = report_of({"disclosure.regulations.in_force": 6}, organ=organ, **keys)

    expected = [("T2-02", "disclosure.regulations.in_force", 6, 0)] if told_off else []
    assert [(code, ref, found, int(limit)) for code, ref, found, limit in told(findings_of(report))] == expected


def test_other_results_should_be_few(findings: Any) -> None:
    """Y-04: （六）3.其他 above 10 % of （七）总计, from 20 on."""
    table = """
        | requests        | natural_person | total |
        | new             | {0}            | {0}   |
        | granted         | {1}            | {1}   |
        | otherwise.other | {2}            | {2}   |
        | handled         | {0}            | {0}   |
    """
    assert findings(table.format(20, 17, 3)) == [("Y-04", "requests.otherwise.other.total", 3, None)]
    assert findings(table.format(20, 18, 2)) == []
    assert findings(table.format(19, 10, 9)) == []


@pytest.mark.parametrize(
    ("form", "year", "where"),
    [
        (compose(2019, 2019), 2021, "disclosure"),
        (compose(2019, 2019), 2023, "disclosure"),
        (compose(2021, 2019), 2023, "requests.otherwise"),
        (compose(2021, 2021), 2020, "disclosure"),
        (compose(2019, 2019), 2017, "disclosure"),
        (compose(2019, 2019), 2020, None),
        (compose(2021, 2021), 2024, None),
        (compose(2019, 2019), None, None),
    ],
)
def test_the_form_must_be_the_one_due(form: Any, year: int | None, where: str | None) -> None:
    """W-01: table by table, once; an unknown year is no finding."""
    found = [f.where.path for f in findings_of(report_of(form=form, year=year)) if f.rule.code == "W-01"]

    assert found == ([where] if where else [])


def test_the_sentence_of_a_wrong_form_names_its_marks() -> None:
    """W-01 says by which labels the old form is known and what can be copied (season §6.14)."""
    (finding,) = findings_of(report_of(form=compose(2019, 2019), year=2021))

    assert finding.problem == (
        "表样与年度不符：2021年度报告使用了2019年（试行）表样（表二有“本年新制作数量”“对外公开总数量”等栏）。"
        "自2021年度起，应使用国办公开办函〔2021〕30号表样。"
    )
    assert finding.remedy.startswith("请换用新表样填报。“处理决定数量”可以照转；")


def test_a_form_from_the_future_is_not_called_an_old_one() -> None:
    """W-01 of a 2020 report on the form of 2021."""
    (finding,) = findings_of(report_of(year=2020))

    assert finding.problem.endswith("“现行有效件数”等栏）。2020年度应使用国办公开办函〔2019〕60号表样。")
    assert finding.remedy == "请换用该年度的表样填报。"


def test_findings_follow_the_form() -> None:
    """The whole file first, then section by section, cell by cell."""
    report = report_of(
        {"disputes.reconsideration.other": "", "requests.new.business": "", "disclosure.fees.amount": ""},
        form=compose(2021, 2019),
    )

    assert [f.where.path for f in findings_of(report)] == [
        "requests.otherwise", "disclosure.fees.amount", "requests.new.business", "disputes.reconsideration.other",
    ]  # fmt: skip


def test_an_address_belongs_to_the_form_of_the_report() -> None:
    """The row of （七）总计 is 30 in the new form and 28 in the old one."""
    for form, cell in ((compose(2021, 2021), "D30"), (compose(2021, 2019), "D28")):
        report = report_of({"requests.handled.natural_person": 1, "requests.handled.total": 1}, form=form)
        finding = next(f for f in findings_of(report) if f.rule.code == "T3-03")
        assert f"将{cell}改为0" in finding.remedy
        assert finding.where.ref == Ref("requests", "handled", "natural_person")
