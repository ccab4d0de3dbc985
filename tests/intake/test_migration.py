"""Older and damaged workbooks of ours into today's template: nothing lost, what is ambiguous blank and named."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from gxxl.edit import Text, Write
from gxxl.entry.cli import gxxl
from gxxl.form.editions import compose
from gxxl.form.extras import EXTRAS
from gxxl.form.model import Form
from gxxl.form.rules import Severity
from gxxl.hosts.files import FileHost
from gxxl.hosts.workbook_parts import Parts
from gxxl.intake.files import open_report
from gxxl.narrative.phrases import PHRASES
from gxxl.report import Report, dumps, to_json
from gxxl.sheet import Address
from gxxl.template import places
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.places import places_of
from tests.books import as_read, book_of, older_book_of, press_check, shown, typed
from tests.conftest import corpus_report
from tests.tables import report_of

OLD = Path(__file__).parent / "old-template-2021.xlsx"
"""The first template ever issued, half filled: numbers, words, answers, reasons, a stray note."""

FORM = compose(2021, 2021)
REQUESTS, DISCLOSURE, COVER = "三、依申请公开", "二、主动公开", "封面"


def moved(source: Path, out: Path) -> Result:
    """`gxxl import source -o out`."""
    done = CliRunner().invoke(gxxl, ["import", str(source), "-o", str(out)])
    assert done.exit_code == 0, done.output
    return done


def constants(path: Path) -> dict[tuple[str, int, int], object]:
    """Every constant cell of a workbook."""
    parts = Parts.open(path)
    return {
        (sheet, *at): held.raw
        for sheet in parts.sheets
        for at, held in parts.grid(sheet).items()
        if held.formula is None and held.raw not in (None, "")
    }


def test_a_half_filled_workbook_of_the_first_template_moves_over_with_nothing_lost(tmp_path: Path) -> None:
    """Every constant of the old file stands in the new one (as often), but for texts of the template and one note."""
    new = tmp_path / "新.xlsx"
    done = moved(OLD, new)

    old_cells, new_cells = constants(OLD), constants(new)
    same_place = [at for at, raw in old_cells.items() if at[0] in places.SHEETS[:9] and at[0] != "补充情况"]
    differing = {at: old_cells[at] for at in same_place if new_cells.get(at) != old_cells[at]}
    assert differing == {(DISCLOSURE, 25, 2): "请科长核对收费"}
    assert "“二、主动公开”B25“请科长核对收费”" in done.output
    assert "已转入166格、文字9段、说明4条。" in done.output
    answers = {str(key): raw for at, raw in old_cells.items() if at[0] == "补充情况" and at[2] == 3
               for key in [old_cells[(at[0], at[1], 5)]]}  # fmt: skip
    answers["last_measure_1"] = answers.pop("last_improvement")
    area = places_of(FORM).names["extra"]
    now = {each.key: new_cells.get(area.at(row, 0)) for row, each in enumerate(EXTRAS)}
    assert {key: raw for key, raw in now.items() if raw is not None} == answers


def test_reasons_and_the_generated_draft_move_to_their_rows(tmp_path: Path) -> None:
    """核实说明 of fixed rows by rule and place, of findings by key; the draft; and both still count: Y-02 is settled."""
    new = tmp_path / "新.xlsx"
    moved(OLD, new)

    block = FileHost(new).read(["fixed_reasons", "kept_reasons", "generated"]).blocks
    rows = [
        (row.rule, held.raw) for row, (held,) in zip(fixed_rows(FORM), block["fixed_reasons"], strict=True) if held.raw
    ]
    assert rows == [
        ("Y-01", "上年误将1件计入结转，已于2023年3月更正公布。"),
        ("Y-02", "2023年开展规范性文件清理，集中废止一批。"),
    ]
    kept = {key.raw: reason.raw for key, reason in block["kept_reasons"] if key.raw}
    assert kept == {
        "Y-03|disclosure.licences.decisions|290|12": "集中换发社会组织登记证书，办件增加。",
        "T2-02|disclosure.regulations.in_force|1|None": "市政府委托本局起草并已公布。",
    }
    assert block["generated"][0][0].raw == '{"overview": "（一）主动公开。全年公开信息290条。"}'


def test_the_old_workbook_itself_is_refused_by_check_and_told_the_way(tmp_path: Path) -> None:
    """W-02 names what is broken and how it is healed; the healed one is read."""
    result = CliRunner().invoke(gxxl, ["check", str(OLD)])
    assert "W-02" in result.output
    assert "gxxl import 旧表 -o 新表" in result.output

    moved(OLD, tmp_path / "新.xlsx")
    report = open_report(tmp_path / "新.xlsx").report
    assert report
    assert (report.prose["overview"] or "").count("及时答复公众关切。") == 40
    data = CliRunner().invoke(gxxl, ["import", str(OLD), "-o", str(tmp_path / "新.json")])
    assert data.exit_code == 0
    again = open_report(tmp_path / "新.json").report
    assert again
    assert as_read(again) == as_read(report)


@pytest.mark.parametrize("form", [FORM, compose(2019, 2019), compose(2021, 2019)], ids=["2021", "2019", "mixed"])
def test_a_workbook_of_an_older_version_moves_whole(form: Form, tmp_path: Path) -> None:
    """W-04 as a note: an earlier version, every composition of the form, is read whole and comes over equal."""
    report = report_of({"requests.new.business": 2, "requests.new.total": 2}, form=form)
    book = older_book_of(report, tmp_path / "旧.xlsx")
    read = open_report(book)
    assert [(finding.rule.code, finding.severity) for finding in read.findings] == [("W-04", Severity.NOTE)]
    assert "模板版本是2020.9" in read.findings[0].problem
    assert read.report
    assert as_read(read.report) == as_read(report)

    moved(book, tmp_path / "新.xlsx")
    opened = open_report(tmp_path / "新.xlsx")
    assert opened.report
    assert opened.workbook
    assert opened.workbook.finished
    assert as_read(opened.report) == as_read(report)


@pytest.mark.parametrize("version", ["2099.1", "2021.x", "9" * 5000])
def test_a_version_that_is_not_earlier_is_not_read(version: str, tmp_path: Path) -> None:
    """W-04 as an error: a later template, or what is no version at all, however long, is not guessed at."""
    read = open_report(older_book_of(report_of({}), tmp_path / "a.xlsx", version))

    assert [(finding.rule.code, finding.severity) for finding in read.findings] == [("W-04", Severity.ERROR)]
    assert read.report is None


def test_what_of_an_older_workbook_did_not_move_is_said_once(tmp_path: Path) -> None:
    """`import` lists what has no place in today's template; W-07 of reading the same file does not repeat it."""
    path = older_book_of(report_of({}), tmp_path / "旧.xlsx")
    book = openpyxl.load_workbook(path)
    book[REQUESTS]["R9"] = "另有口头咨询3件"
    book.save(path)

    said = moved(path, tmp_path / "新.xlsx").output
    assert said.count("另有口头咨询3件") == 1
    assert said.endswith("没有转入：\n　“三、依申请公开”R9“另有口头咨询3件”\n")


def damaged(path: Path, damage: Callable[[Any], None]) -> Path:
    """The workbook of a real report, damaged by another program and saved by it."""
    book_of(corpus_report("hotan-civil-affairs-2023"), path, words=False)
    book = openpyxl.load_workbook(path)
    damage(book)
    book.save(path)
    return path


def _insert_row(book: Any) -> None:
    book[REQUESTS].insert_rows(12)


def _insert_column(book: Any) -> None:
    book[DISCLOSURE].insert_cols(3)


def _overwrite_labels(book: Any) -> None:
    sheet: Worksheet = book[REQUESTS]
    sheet["C12"], sheet["A7"], sheet["E5"] = "2.其他法律行政止公开", "新收", None
    book[DISCLOSURE]["A10"] = "许可"
    book["四、复议诉讼"]["B5"] = "?"


def _rename(book: Any) -> None:
    for number, name in enumerate((REQUESTS, "一、总体情况", COVER, "五、问题与改进")):
        book[name].title = f"表{number}"


def _lose_names(book: Any) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]


def _misplace_names(book: Any) -> None:
    for name, there in (("organ", "$C$16"), ("requests", "$D$9:$J$33"), ("overview", "$B$9:$B$40")):
        sheet = book.defined_names[name].attr_text.split("!")[0]
        book.defined_names[name].attr_text = f"{sheet}!{there}"


def _rename_and_lose(book: Any) -> None:
    _rename(book)
    _lose_names(book)


def _insert_on_cover(book: Any) -> None:
    book[COVER].insert_rows(4, 2)
    book["补充情况"].insert_rows(8)
    book["上年数据"].insert_rows(15, 3)


def _insert_in_prose(book: Any) -> None:
    book["一、总体情况"].insert_rows(4, 2)
    book["五、问题与改进"].insert_cols(2)
    book["六、其他事项"].delete_rows(2)


def _lock_inputs(book: Any) -> None:
    for row in book[REQUESTS]["D7:I31"]:
        for cell in row:
            cell.protection = Protection(locked=True)
    book[REQUESTS].data_validations.dataValidation = []


def _lose_labels(book: Any) -> None:
    for column in "ABC":
        for row in range(4, 32):
            if not isinstance(book[REQUESTS][f"{column}{row}"], MergedCell):
                book[REQUESTS][f"{column}{row}"] = None


def _swap_rows(book: Any) -> None:
    sheet: Worksheet = book[REQUESTS]
    for column in range(3, 11):
        one, other = sheet.cell(13, column), sheet.cell(14, column)
        one.value, other.value = other.value, one.value


DAMAGES = [
    _insert_row, _insert_column, _overwrite_labels, _rename, _lose_names, _misplace_names, _rename_and_lose,
    _insert_on_cover, _insert_in_prose, _swap_rows, _lose_labels,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_healed_where_it_is_unambiguous(damage: Callable[[Any], None], tmp_path: Path) -> None:
    """W-02 before; after the import the report is the one that was filled in, and nothing is left behind."""
    book = damaged(tmp_path / "坏.xlsx", damage)
    assert {finding.rule.code for finding in open_report(book).findings} <= {"W-02", "W-05", "W-07", "W-08"}

    done = moved(book, tmp_path / "新.xlsx")
    report = open_report(tmp_path / "新.xlsx").report
    assert report
    assert as_read(report) == as_read(corpus_report("hotan-civil-affairs-2023"))
    assert "没有转入：无。" in done.output


def test_overwritten_labels_are_named_cell_by_cell(tmp_path: Path) -> None:
    """Each label with its cell, what it is again and what stood there."""
    done = moved(damaged(tmp_path / "坏.xlsx", _overwrite_labels), tmp_path / "新.xlsx")

    assert (
        "“三、依申请公开”C12的栏目名称已恢复为“2.其他法律行政法规禁止公开”（原为“2.其他法律行政止公开”）" in done.output
    )
    assert "“三、依申请公开”E5的栏目名称已恢复" in done.output
    assert "“二、主动公开”A10的栏目名称已恢复为“行政许可”（原为“许可”）" in done.output
    assert "“四、复议诉讼”B5的栏目名称已恢复" in done.output


def _repeat_row(book: Any) -> None:
    sheet: Worksheet = book[REQUESTS]
    sheet["C13"] = sheet["C12"].value
    for column in range(4, 10):
        sheet.cell(12, column).value, sheet.cell(13, column).value = 1, 2


def _stranger_row(book: Any) -> None:
    sheet: Worksheet = book[REQUESTS]
    sheet.insert_rows(12)
    sheet["C12"], sheet["D12"] = "9.自编栏目", 7


def test_an_ambiguous_row_stays_blank_and_is_named(tmp_path: Path) -> None:
    """Two rows of one label, both filled: neither is taken, both are named, and so are their numbers."""
    done = moved(damaged(tmp_path / "坏.xlsx", _repeat_row), tmp_path / "新.xlsx")

    assert "“三、依申请公开”D12:J12：“" in done.output
    assert "对应原表第12、13行中的哪一行无法确定，没有转入" in done.output
    assert "D12“1”" in done.output
    assert "D13“2”" in done.output
    assert shown(tmp_path / "新.xlsx", f"{REQUESTS}!D12") is None


def test_a_row_of_a_strange_label_is_not_taken_for_one_of_ours(tmp_path: Path) -> None:
    """An inserted row with its own label and number: the others go where they belong, this one is named."""
    done = moved(damaged(tmp_path / "坏.xlsx", _stranger_row), tmp_path / "新.xlsx")

    report = open_report(tmp_path / "新.xlsx").report
    assert report
    assert as_read(report) == as_read(corpus_report("hotan-civil-affairs-2023"))
    assert "C12“9.自编栏目”、D12“7”" in done.output


def test_a_table_whose_labels_contradict_its_name_is_not_guessed(tmp_path: Path) -> None:
    """The column of labels deleted by a program that leaves the names where they were: blank, named with its cells."""

    def damage(book: Any) -> None:
        book[DISCLOSURE].delete_cols(1)

    done = moved(damaged(tmp_path / "坏.xlsx", damage), tmp_path / "新.xlsx")
    assert "“二、主动公开”的栏目名称和区域名称都认不出来，整张表没有转入" in done.output
    assert "A10“" in done.output
    assert shown(tmp_path / "新.xlsx", f"{DISCLOSURE}!B10") is None


def test_a_deleted_sheet_is_named_and_the_rest_moves(tmp_path: Path) -> None:
    """A missing sheet leaves its table blank; a sheet nobody knows is named with what it holds."""

    def damage(book: Any) -> None:
        del book["四、复议诉讼"]
        book.create_sheet("草稿")["A1"] = "待办"

    done = moved(damaged(tmp_path / "坏.xlsx", damage), tmp_path / "新.xlsx")
    report = open_report(tmp_path / "新.xlsx").report
    assert report
    want: Any = to_json(corpus_report("hotan-civil-affairs-2023"))
    got: Any = to_json(report)
    assert "缺少工作表“四、复议诉讼”，没有内容可转" in done.output
    assert "“草稿”A1“待办”" in done.output
    assert got["tables"]["requests"] == want["tables"]["requests"]


def _all_kept(report: Report, path: Path) -> Path:
    book = book_of(report, path)
    typed(book, {f"{COVER}!C10": "买买提", f"{COVER}!C11": "0903-6751234", f"{COVER}!C16": "张三"})
    return book


def test_todays_workbook_moves_with_contacts_reasons_and_edited_phrases(tmp_path: Path) -> None:
    """What no report holds comes along too; a phrase edited by whoever issued the template stays edited."""
    book = _all_kept(report_of({"disclosure.regulations.in_force": 1}), tmp_path / "旧.xlsx")
    press_check(book)
    names = places_of(FORM).names
    phrase = names["phrases"].at(3, 2)
    FileHost(book).apply(
        [
            Write(names["reasons"].at(0, 0), ((Text("市政府委托本局起草并公布。"),),)),
            Write(phrase, ((Text("改过的句式。"),),)),
        ]
    )
    done = moved(book, tmp_path / "新.xlsx")

    new = tmp_path / "新.xlsx"
    assert [shown(new, f"{COVER}!C{row}") for row in (10, 11, 16)] == ["买买提", "0903-6751234", "张三"]
    assert "说明1条" in done.output
    opened = open_report(new)
    assert opened.workbook
    assert press_check(new).findings[0].reason == "市政府委托本局起草并公布。"
    (row,) = [held for held in FileHost(new).read(["phrases"]).blocks["phrases"] if held[2].raw == "改过的句式。"]
    assert row[0].raw == PHRASES[3][0]
    assert f"句式与现行模板不同的1条照原表转入：{PHRASES[3][0]}" in done.output


def test_typed_traps_come_over_as_typed(tmp_path: Path) -> None:
    """A date stays a date, a text a text, a calculation a calculation; a wrong total is kept, a right one restored."""
    book = book_of(report_of(), tmp_path / "旧.xlsx")
    other = openpyxl.load_workbook(book)
    sheet = other[REQUESTS]
    sheet["D7"], sheet["E7"], sheet["J8"], sheet["J9"] = 45296, "3件", 5, 0
    sheet["D7"].number_format = "yyyy-mm-dd"
    other.save(book)
    FileHost(book).apply([Write(Address(REQUESTS, 7, 6), ((_formula("3+2", 5),),))])

    done = moved(book, tmp_path / "新.xlsx")
    new = Parts.open(tmp_path / "新.xlsx").grid(REQUESTS)
    assert new[7, 4].raw == "2024-01-05"
    assert new[7, 5].raw == "3件"
    assert new[7, 6][:2] == (5, "3+2")
    assert new[8, 10][:2] == (5, None)
    assert new[9, 10].formula
    assert "J8的总计填的是5，与各列之和0不同，照原样转入" in done.output
    assert "J9的总计公式已恢复" in done.output


def _formula(text: str, value: float) -> Any:
    from gxxl.edit import Formula

    return Formula(text, value)


def test_pasted_formats_are_healed(tmp_path: Path) -> None:
    """Input cells locked by a foreign paste, validations lost: unlocked and validated again, numbers as they were."""
    moved(damaged(tmp_path / "坏.xlsx", _lock_inputs), tmp_path / "新.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "新.xlsx")[REQUESTS]
    assert not any(cell.protection.locked for row in sheet["D7:I29"] for cell in row)
    assert len(sheet.data_validations.dataValidation) > 0
    report = open_report(tmp_path / "新.xlsx").report
    assert report
    assert as_read(report) == as_read(corpus_report("hotan-civil-affairs-2023"))


@pytest.mark.parametrize(("damage", "place"), [(None, "file"), (_insert_row, "folder"), (_overwrite_labels, "zip")])
def test_last_year_may_be_an_older_or_damaged_workbook(
    damage: Callable[[Any], None] | None, place: str, tmp_path: Path
) -> None:
    """W-07: `new --last` and `check --last` take what `import` takes and say what was put right or left."""
    report = corpus_report("hotan-civil-affairs-2023")
    book = tmp_path / "上年" / "坏.xlsx"
    book.parent.mkdir()
    damaged(book, damage) if damage else shutil.copyfile(OLD, book)
    organ = report.organ if damage else "民丰县民政局"
    data, out, packed = tmp_path / "今年.json", tmp_path / "新.xlsx", tmp_path / "上年.zip"
    data.write_text(dumps(replace(report, organ=organ, year=2024)), encoding="utf-8")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(book, "坏.xlsx")
    last = str({"file": book, "folder": book.parent, "zip": packed}[place])

    checked = CliRunner().invoke(gxxl, ["check", str(data), "--last", last, "--format", "json"]).output
    made = CliRunner().invoke(gxxl, ["new", "--organ", str(organ), "--year", "2024", "--last", last, "-o", str(out)])
    for told in (checked, made.output):
        assert "不是现行模板的样子，已按现行模板读取" in told
        assert ("请科长核对收费" in told) == (damage is None)
    new = open_report(out).workbook
    assert new
    assert new.last
    assert (new.last.organ, new.last.year) == (organ, 2023)
