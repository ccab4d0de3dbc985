"""核查, 填总计, 补零, 撤销 on a file: marks that do not outlive a correction, reasons, nothing typed is lost."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gxxl.edit import Blank, Formula
from gxxl.form.editions import compose
from gxxl.form.rules import Severity
from gxxl.hosts.files import FileHost
from gxxl.macros.actions import check_action, fill_action, names_for, undo_action, zero_action
from gxxl.macros.reasons import counts
from gxxl.report import dumps
from gxxl.sheet import layout_of
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.places import FIXED_TOP, places_of
from gxxl.template.placing import placed_last
from tests.books import blank_book, book_of, examined, press_check, shown, typed
from tests.conftest import corpus_report
from tests.tables import PROSE, report_of

FORM = compose(2021, 2021)
FAULTY = {"requests.new.natural_person": 5, "requests.new.total": 5, "requests.granted.natural_person": 4,
          "requests.granted.total": 4, "requests.handled.natural_person": 4, "requests.handled.total": 4}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of a report with these cells."""
    return lambda cells=FAULTY: book_of(report_of(cells, prose=PROSE), tmp_path / "年报.xlsx")


def mark(path: Path, ref: str) -> str:
    """The mark a cell shows now."""
    table = ref.partition(".")[0]
    parts = FileHost(path).read([f"live_{table}"]).blocks[f"live_{table}"]
    grid, at = places_of(FORM).names[table], layout_of(FORM)[next(r for r in FORM.index if str(r) == ref)]
    return str(parts[at.row - grid.top][at.column - grid.left].raw or "")


def members(path: Path) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def action(path: Path, act: Callable[..., Any]) -> list[str]:
    """A button pressed; what was said."""
    host = FileHost(path)
    host.apply(act(host.read(names_for(FORM)), FORM))
    return host.told


def test_check_marks_cells_words_and_results(book: Any) -> None:
    """T3-01: the cell is red, the row says it, 核查结果 lists it with a link, 封面 asks to correct."""
    path = book()
    found = press_check(path)

    assert [f.rule.code for f in found.findings] == ["T3-01", "T3-01"]
    assert mark(path, "requests.handled.natural_person") == "错"
    assert "表三“自然人”列勾稽关系不符" in shown(path, "三、依申请公开!L30")
    top = places_of(FORM).names["results"].top
    assert [shown(path, f"核查结果!{column}{top}") for column in "ACDEG"] == ["错误", "T3-01", "5", "4", "D30"]
    assert shown(path, "封面!A2") == "✗ 请更正（2处）"
    assert shown(path, "三、依申请公开!A2") == "✗ 有误2处"


def test_no_mark_outlives_a_correction(book: Any) -> None:
    """Corrected: the red, the words and the count go with the fault; the status asks for another check."""
    path = book()
    press_check(path)
    typed(path, {"requests.carried_out.natural_person": 1})

    assert mark(path, "requests.handled.natural_person") == ""
    assert (shown(path, "三、依申请公开!L30") or "") == ""
    assert (shown(path, "核查结果!B6") or "") == ""
    assert shown(path, "封面!A2") == "！核查后有改动，请再核查一次"
    press_check(path)
    assert shown(path, "封面!A2") == "✓ 可以上报"


def test_a_doubt_of_the_program_ends_when_the_cell_changes(book: Any) -> None:
    """Y-03 is the program's mark alone: 疑 while the cell is as it was checked, gone once it is typed anew."""
    path = book({"disclosure.licences.decisions": 1284})
    last = report_of({"disclosure.licences.decisions": 12}, year=2022)
    FileHost(path).apply(placed_last(last, places_of(FORM)))
    found = press_check(path)
    assert [(f.rule.code, f.severity) for f in found.findings] == [("Y-03", Severity.WARNING)]
    assert mark(path, "disclosure.licences.decisions") == "疑"

    typed(path, {"disclosure.licences.decisions": 13})
    assert mark(path, "disclosure.licences.decisions") == ""


@pytest.mark.parametrize("old", ["", "5", 0])
@pytest.mark.parametrize("new", ["", "5", 5, 0, "#REF!"])
def test_seen_tells_blank_zero_text_and_number_apart(book: Any, old: Any, new: Any) -> None:
    """A blank is no 0, a text 5 no number 5: after such a change the cell counts as changed."""
    path = book({"requests.granted.business": old})
    press_check(path)
    typed(path, {"requests.granted.business": new})

    assert (FileHost(path).read(["changes"]).blocks["changes"][0][0].raw == 0) == (
        old == new and type(old) is type(new)
    )


def test_an_unfinished_form_has_no_blanks_to_complain_of(tmp_path: Path) -> None:
    """C-01 and N-09 only once 填报完毕 says 是 (season gap 6)."""
    path = blank_book(FORM, tmp_path / "空.xlsx")
    assert examined(path).findings == ()
    assert shown(path, "封面!A2") == "○ 未填完"

    typed(path, {"封面!C13": "是"})
    assert {f.rule.code for f in examined(path).findings} == {"C-01", "N-09"}
    assert shown(path, "三、依申请公开!A2") == "✗ 有误1处"
    assert shown(path, "核查结果!B6").startswith("表二有10格没有填写")


def test_formulas_and_typed_over_totals(book: Any) -> None:
    """C-07: a formula in an input cell, a total typed over rightly; wrongly, its T rule alone says it was typed over."""
    path = book({})
    typed(
        path,
        {
            "requests.granted.business": (Formula("3-3", 0.0)),
            "disclosure.licences.decisions": Formula("'[台账.xlsx]一'!A1", 4.0),
        },
    )
    found = {str(f.where.ref): (f.rule.code, f.severity) for f in examined(path).findings}
    assert found == {
        "disclosure.licences.decisions": ("C-07", Severity.WARNING), "requests.granted.business": ("C-07", Severity.NOTE),
    }  # fmt: skip

    path = book({})
    typed(path, {"requests.granted.total": 0, "requests.partly_granted.total": 2})
    found_over = {str(f.where.ref): f for f in examined(path).findings if f.rule.code != "T3-03"}
    assert found_over["requests.granted.total"].rule.code == "C-07"
    assert found_over["requests.partly_granted.total"].rule.code == "T3-02"
    assert found_over["requests.partly_granted.total"].remedy.endswith("此格公式已被改写，可点“填总计”恢复。")


def test_fill_restores_formulas_and_names_each_change(book: Any) -> None:
    """填总计: every total typed over or cleared gets its formula back, listed as 原 a 改 b; 撤销 takes it back."""
    path = book({"requests.granted.business": 3})
    typed(path, {"requests.granted.total": 9, "requests.handled.business": Blank()})
    before = members(path)
    (said,) = action(path, fill_action)
    assert said == "恢复总计公式2格：三、依申请公开 J9 原9改3；三、依申请公开 E30 原空白改3。" or "J9 原9改3" in said
    assert (shown(path, "三、依申请公开!J9"), shown(path, "三、依申请公开!E30")) == (3, 3)
    assert not [f for f in examined(path).findings if f.rule.code in ("T3-02", "T3-03", "C-07")]

    action(path, undo_action)
    assert (shown(path, "三、依申请公开!J9"), shown(path, "三、依申请公开!E30")) == (9, None)
    assert set(before) == set(members(path))


def test_zeros_fill_blanks_and_can_be_taken_back(tmp_path: Path) -> None:
    """补零: 166 blanks become 0; 撤销 empties them again, but keeps what was typed since."""
    path = blank_book(FORM, tmp_path / "空.xlsx")
    assert action(path, zero_action) == ["补零166格。"]
    typed(path, {"requests.new.business": 4})
    said = action(path, undo_action)

    assert said == ["已退回上一步操作。1格在操作之后又改过，没有动：三、依申请公开 E7。"]
    assert (shown(path, "三、依申请公开!E7"), shown(path, "三、依申请公开!D7")) == (4, None)
    assert action(path, undo_action) == ["没有可以撤销的操作。"]


def test_undo_of_a_check_leaves_the_workbook_as_it_was(book: Any) -> None:
    """撤销: every cell the check wrote holds again what it held; the report is the same all along."""
    path = book()
    host = FileHost(path)
    names = [name for name in names_for(FORM) if name != "undo"]
    before = host.read(names)
    press_check(path)
    assert FileHost(path).read(names).blocks != before.blocks
    action(path, undo_action)

    after = FileHost(path).read(names)
    assert after.blocks == before.blocks


def test_only_what_may_be_answered_is_answered(book: Any) -> None:
    """核实说明: Y-01 and 疑点 are settled by a reason of substance, an arithmetic 错误 never is."""
    cells = {f"requests.{row}.{column}": 2 for row in ("carried_in", "carried_out") for column in ("business", "total")}
    path = book({**cells, "requests.granted.total": 1})
    FileHost(path).apply(placed_last(report_of({}, year=2022), places_of(FORM)))
    found = press_check(path)
    top = places_of(FORM).names["reasons"].top
    reasons = {f"核查结果!H{top + row}": "上年误将2件计入结转，已于3月更正公布。" for row in range(len(found.findings))}
    typed(path, reasons)
    again = press_check(path)

    answered = {(f.rule.code, str(f.where.ref)): f.reason is not None for f in again.findings}
    assert answered[("Y-01", "requests.carried_in.business")]
    assert not answered[("T3-02", "requests.granted.total")]
    assert shown(path, f"核查结果!A{top}") in ("已说明", "错误")


def test_a_reason_belongs_to_its_numbers(book: Any) -> None:
    """Kept across re-checks, gone when the numbers change; typed beside a fixed row it counts too."""
    cells = {f"requests.{row}.{column}": 2 for row in ("carried_in", "carried_out") for column in ("business", "total")}
    path = book(cells)
    FileHost(path).apply(placed_last(report_of({}, year=2022), places_of(FORM)))
    row = next(n for n, r in enumerate(fixed_rows(FORM)) if r.rule == "Y-01" and str(r.ref).endswith("business"))
    typed(path, {f"核查结果!H{FIXED_TOP + row}": "上年误将2件计入结转，已于3月更正公布。"})
    assert shown(path, f"核查结果!F{FIXED_TOP + row}") == "已说明"
    for _ in range(2):
        found = press_check(path)
        assert [f.reason is not None for f in found.findings if str(f.where.ref).endswith("business")] == [True]

    typed(path, {"requests.carried_in.business": 3, "requests.carried_out.business": 3})
    found = press_check(path)
    assert [f.reason for f in found.findings if f.rule.code == "Y-01" and str(f.where.ref).endswith("business")] == [
        None
    ]


@pytest.mark.parametrize(
    ("reason", "good"),
    [
        ("", False),
        ("核实无误", False),
        ("已核实无误，情况属实。", False),
        ("没问题", False),
        ("上年误将1件计入结转，已更正公布", True),
    ],
)
def test_reasons_that_say_nothing_are_refused(reason: str, good: bool) -> None:
    """At least eight characters of substance (season §6.18)."""
    assert counts(reason) == good


def test_nothing_is_lost_by_any_action(book: Any) -> None:
    """Every part stays, every part that no action names is byte for byte the same; the report is untouched."""
    path = book()
    before = members(path)
    report = dumps(examined(path).taken.report)
    press_check(path)
    after = members(path)

    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert all(name.startswith("xl/worksheets/") or name == "xl/workbook.xml" for name in changed)
    assert dumps(examined(path).taken.report) == report
    assert json.loads(report)["organ"] == "某县民政局"


def test_a_real_report_is_marked(tmp_path: Path) -> None:
    """洪泽2023 in a workbook: two totals of table four red, W-01 listed, the others untouched."""
    path = book_of(corpus_report("hongze-2023"), tmp_path / "洪泽.xlsx")
    found = press_check(path)

    assert [f.rule.code for f in found.findings] == ["W-01", "T4-01", "T4-01"]
    block = FileHost(path).read(["live_disputes"]).blocks["live_disputes"][0]
    assert [column for column, held in enumerate(block) if held.raw] == [4, 14]


def test_the_numbers_of_the_words_are_counted_and_listed(tmp_path: Path) -> None:
    """核查结果 lists what was held against no cell; the closing sentence says how many agree (season §6.17)."""
    words = PROSE["overview"] + "公开信息30条。作出行政许可决定2件。"
    report = report_of({"disclosure.licences.decisions": 2}, prose={**PROSE, "overview": words})
    path = book_of(report, tmp_path / "年报.xlsx")
    host = FileHost(path)
    edits, found = check_action(host.read(names_for(FORM)), FORM)
    host.apply(edits)
    top = places_of(FORM).names["results"].top

    told = "文字中有3个数字，1个与表格一致，2个不是表内数字（已列出）。"
    assert found.findings == ()
    assert host.told == [f"核查完毕：三张表勾稽相符。{told}可以上报。"]
    assert [shown(path, f"核查结果!{column}{top}") for column in "AB"] == ["文字核对", told]
    assert [shown(path, f"核查结果!{column}{top + 1}") for column in "AB"] == ["不是表内数字", "第1段“公开信息30条”"]
    assert shown(path, f"核查结果!B{top + 2}") == "第1段“本机关未收取政府信息公开信息处理费”"
    assert shown(path, "封面!A2") == "✓ 可以上报"


def test_a_doubt_about_words_is_answered_for_these_words(tmp_path: Path) -> None:
    """N-02: a reason settles it; with another number in the sentence it no longer does."""
    words = PROSE["overview"] + "其中规范性文件信息5条。"
    path = book_of(report_of({}, prose={**PROSE, "overview": words}), tmp_path / "年报.xlsx")
    press_check(path)
    top = places_of(FORM).names["reasons"].top
    typed(path, {f"核查结果!H{top}": "5条是网上公开的信息条数，不是制发件数。"})
    assert [f.reason is not None for f in press_check(path).findings] == [True]

    typed(path, {"一、总体情况!B5": words.replace("5条", "6条")})
    assert [f.reason for f in press_check(path).findings] == [None]
