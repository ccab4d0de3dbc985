"""What a collection is written to: sums Calc agrees with, words that are never formulas, runs that repeat themselves."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import polars as pl
import pytest
from openpyxl import load_workbook

from gxxl.checking.frames import Case
from gxxl.collecting import held_open, outputs, slips, total_sheets
from gxxl.collecting.collection import Collection, Member, State
from gxxl.collecting.outputs import write_all
from gxxl.collecting.roll_up import roll_up
from gxxl.collecting.sent_back import SentBack, write_copy
from gxxl.collecting.total_sheets import SOURCE, TOTALS
from gxxl.edit import Text, Write
from gxxl.finding import Finding, Where
from gxxl.form.printed import boxes
from gxxl.form.rules import RULES
from gxxl.hosts.files import FileHost
from gxxl.hosts.package import save
from gxxl.intake.files import open_report
from gxxl.narrative.whole import check_whole
from gxxl.report import to_json
from gxxl.template.places import places_of
from tests.books import book_of, worded
from tests.collecting.collections import NOW, collection_of, member_of
from tests.collecting.sheets import cut_short, links
from tests.office.calc import Calc
from tests.tables import report_of

WICKED = '=HYPERLINK("http://x")局'
BALANCED = {"requests.new.natural_person": 5, "requests.new.total": 5, "requests.granted.natural_person": 5,
            "requests.granted.total": 5, "requests.handled.natural_person": 5, "requests.handled.total": 5}  # fmt: skip


def _returned(folder: Path, name: str, cells: dict[str, Any], **keys: Any) -> Member:
    """A workbook in a folder and the organ that sent it."""
    report = worded(report_of(cells, organ=name, **keys))
    path = folder / f"{name}.xlsx" if "=" not in name else folder / "坏名.xlsx"
    folder.mkdir(exist_ok=True)
    return member_of(name, report, book_of(report, path), contact="+8609030000000", kind="department")


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Three returns, one faulty, one with a wicked name; one organ that sent nothing."""
    folder = tmp_path_factory.mktemp("某地") / "报送"
    members = [
        _returned(
            folder,
            "甲县民政局",
            {**BALANCED, "disclosure.fees.amount": "985.7325"},
            extra={"fee_cases": 1, "fee_yuan": 420},
        ),
        _returned(
            folder,
            "乙县民政局",
            {**BALANCED, "requests.carried_out.natural_person": 1, "disclosure.fees.amount": "0.0001"},
        ),
        _returned(folder, WICKED, {"disclosure.licences.decisions": 7}),
        member_of("丙县民政局", None),
    ]
    return collection_of(members, line="条", organ="某地区民政局")


def _write(collection: Collection, out: Path) -> tuple[str, ...]:
    return write_all(collection, roll_up(collection), out, NOW)


@pytest.mark.office
@pytest.mark.parametrize("full", [(total_sheets.SOURCE_ROWS, [98]), (5, [33, 33, 33, 23])])
def test_calc_agrees_with_every_total(
    full: tuple[int, list[int]], some: Collection, calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice recalculates 汇总表 over 来源, on one sheet or several, and gets our numbers; 汇总年报 our totals."""
    rows, cells = full
    monkeypatch.setattr(total_sheets, "SOURCE_ROWS", rows)
    out, rolled = tmp_path / "结果", roll_up(some)
    _write(some, out)

    seen = calc.values(out / "汇总.xlsx")
    numbers = [value for value in seen[TOTALS].values() if isinstance(value, int | float)]
    expected = [
        float(rolled.report[box.ref].counts or 0)
        for table in rolled.report.form.tables
        for box in boxes(table)
        if box.ref
    ]
    assert sorted(numbers) == sorted(expected)
    sheets = [sheet for name, sheet in seen.items() if name.startswith(SOURCE)]
    assert [len(sheet) for sheet in sheets] == cells
    amounts = [value for sheet in sheets for at, value in sheet.items() if at.startswith("D") and at != "D3"]
    assert sum(Decimal(str(value)) for value in amounts) == sum(
        (Decimal(part.number) for parts in (*rolled.parts.values(), *rolled.extras.values()) for part in parts),
        Decimal(0),
    )
    statutory = open_report(out / "汇总年报（未定稿）.xlsm").report
    assert statutory is not None
    assert to_json(statutory)["tables"] == to_json(rolled.report)["tables"]


def test_a_total_leads_to_the_first_line_that_it_adds(
    some: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click on a total of 汇总表 opens 来源, or the sheet that goes on where one is full, at the key of its formula."""
    monkeypatch.setattr(total_sheets, "SOURCE_ROWS", 5)
    _write(some, tmp_path)

    book = load_workbook(tmp_path / "汇总.xlsx")
    places = [(str(cell.value), cell.hyperlink.location) for row in book[TOTALS] for cell in row if cell.hyperlink]
    assert {place.partition("!")[0] for _, place in places} == {"'来源'", "'来源2'", "'来源3'", "'来源4'"}
    for formula, place in places:
        sheet, _, cell = place.replace("'", "").partition("!")
        assert f'"{book[sheet][cell].value}"' in formula
        lines = [
            row[0] for name in book.sheetnames if name.startswith(SOURCE) for row in book[name].iter_rows(min_row=4)
        ]
        first = next(line for line in lines if line.value == book[sheet][cell].value)
        assert (first.parent.title, first.coordinate) == (sheet, cell)


def test_words_are_never_formulas(some: Collection, tmp_path: Path) -> None:
    """An organ called =HYPERLINK(…) and a telephone number that begins with + stay words, in books and in lists."""
    out = tmp_path / "结果"
    _write(some, out)

    book = load_workbook(out / "汇总.xlsx")
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(str(formula).startswith("=ROUND(SUMIFS(") for formula in formulas)
    assert any(cell.value == WICKED for row in book["进度"].iter_rows() for cell in row)
    with (out / "催报名单.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_run_repeats_itself_and_keeps_the_clerks_columns(some: Collection, tmp_path: Path) -> None:
    """A second run changes no byte; what the clerk typed on 进度 stands beside the same organ after the order changed."""
    out = tmp_path / "结果"
    _write(some, out)
    first = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    _write(some, out)
    assert {path: path.read_bytes() for path in first} == first

    book = load_workbook(out / "汇总.xlsx")
    sheet = book["进度"]
    place = {str(cell.value): (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value}
    row = place["丙县民政局"][0]
    for head, said in {
        "备注": "@王主任说周四报",
        "纸质件": "已收",
        "公布日期": date(2024, 1, 20),
        "联系记录": 3,
    }.items():
        sheet.cell(row, place[head][1]).value = said
    book.save(out / "汇总.xlsx")
    _write(some._replace(members=some.members[::-1]), out)

    again = load_workbook(out / "汇总.xlsx")["进度"]
    row = next(cell.row for line in again.iter_rows() for cell in line if cell.value == "丙县民政局")
    shown = {
        head: again.cell(row, place[head][1]).value for head in ("备注", "联系记录", "纸质件", "公布网址", "公布日期")
    }
    assert shown.pop("公布日期").date() == date(2024, 1, 20)
    assert shown == {"备注": "@王主任说周四报", "联系记录": 3, "纸质件": "已收", "公布网址": None}


def test_totals_say_that_they_are_not_final(some: Collection, tmp_path: Path) -> None:
    """While an organ is 未报 or 有误 every total says so, and the roll-up of a 条 that it is no annual report (R-01, R-05)."""
    out = tmp_path / "结果"
    _write(some, out)

    book = load_workbook(out / "汇总.xlsx")
    for name in ("汇总表", "补充情况", "进度"):
        said = [cell.value for row in book[name].iter_rows(max_row=5) for cell in row]
        assert "未定稿：应报4家，已计入3家，其中有误1家、两份未定0家" in said
        assert "系统内参考汇总，供业务指导使用，不作为年度报告对外公布。" in said

    done = some._replace(members=tuple(one for one in some.members if one.state is State.GOOD))
    _write(done, out)
    assert [path.name for path in out.glob("汇总年报*")] == ["汇总年报.xlsm"]
    assert "应报2家，已全部计入。" in [
        c.value for r in load_workbook(out / "汇总.xlsx")["汇总表"].iter_rows() for c in r
    ]


def test_every_text_finds_room_and_a_click_opens_the_cell(some: Collection, tmp_path: Path) -> None:
    """Long names of files and places break in rows as high as they need; 打开 beside a problem leads to its cell."""
    long = _returned(tmp_path / "报送", "丁县" + "民政局和退役军人事务局" * 4, {"requests.carried_out.other": 1})
    whole = some._replace(members=(*some.members, long._replace(received=(*long.received, *some.members[0].received))))
    _write(whole, tmp_path / "结果")

    book = tmp_path / "结果" / "汇总.xlsx"
    assert list(cut_short(book)) == []
    there = links(book, "问题")[long.organ.name]
    assert there.endswith(f"{long.organ.name}.xlsx#'三、依申请公开'!J31"), there


def test_the_slip_says_what_to_mend_and_goes_when_it_is_mended(some: Collection, tmp_path: Path) -> None:
    """T3-01 in a slip with place, both numbers and a date two working days on; the marked copy keeps every number typed."""
    out = tmp_path / "结果"
    _write(some, out)

    (path,) = (out / "退回单").iterdir()
    word = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert path.name == "乙县民政局_退回单.docx"
    assert "2023年度政府信息公开工作年度报告\n数据核对退回单" in text
    assert "你局报来的2023年度政府信息公开工作年度报告（乙县民政局.xlsx，1月12日保存，校验码" in text
    assert "于1月22日（星期一）18时前重新报送。更正请直接在随附的“退改1”文件上进行，你局原填内容均已保留" in text
    heads, *rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert heads == ["序号", "位置", "问题", "原填", "按勾稽关系应为", "请你局办理"]
    assert rows[0][1].startswith("三、依申请公开 D30“（七）总计·自然人”")
    assert rows[0][3:5] == ["5", "4"]
    marked = open_report(out / "标注" / "乙县民政局_退改1.xlsx").report
    counted = some.members[1].counted
    assert marked is not None
    assert counted is not None
    assert counted.verdict.report is not None
    assert to_json(marked)["tables"] == to_json(counted.verdict.report)["tables"]

    _write(some._replace(members=some.members[:1]), out)
    assert [*(out / "退回单").iterdir(), *(out / "标注").iterdir()] == []


def test_what_the_words_lack_is_not_told_as_filled_in(tmp_path: Path) -> None:
    """N-11: the slip's sentence names the aspects that are missing; 原填 says nothing of them."""
    report = worded(report_of(BALANCED, prose={"overview": "依法做好政府信息公开工作。"}))
    path = book_of(report, tmp_path / "甲.xlsx", words=False)
    one = collection_of([member_of("甲县民政局", open_report(path).report, path)])
    checked = one.members[0].counted
    assert checked
    findings = check_whole([Case(checked.verdict.report, None)])[0][0]  # type: ignore[arg-type]
    verdict = replace(checked.verdict, findings=findings)
    member = one.members[0]._replace(counted=checked._replace(verdict=verdict))
    alone = one._replace(members=(member,))
    ((_, problems),) = slips.with_slip(alone)

    lacking = next(problem for problem in problems if problem.rule == "N-11")
    assert "“政府信息管理”" in lacking.said
    assert (lacking.found, lacking.expected) == ("", "")


def test_reminders_are_ready_to_copy(some: Collection, tmp_path: Path) -> None:
    """The texts name who is missing; both files begin with a BOM."""
    out = tmp_path / "结果"
    _write(some, out)

    text = (out / "催报.txt").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff【逾期（单发）】\r\n丙县民政局：截至1月18日9时尚未收到你局年报。")
    rows = list(csv.reader(io.StringIO((out / "催报名单.csv").read_bytes().decode("utf-8").removeprefix("\ufeff"))))
    assert [row[:2] for row in rows] == [["单位", "状态"], ["丙县民政局", "未报"]]


def test_an_output_held_open_is_written_beside(
    some: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel holds 汇总.xlsx: it stays as it is, the new one lies beside it, and one sentence says so."""
    out = tmp_path / "结果"
    _write(some, out)
    before = (out / "汇总.xlsx").read_bytes()

    def held(path: Path, data: bytes) -> None:
        if path.name == "汇总.xlsx":
            raise PermissionError
        save(path, data)

    monkeypatch.setattr(held_open, "save", held)
    (told,) = _write(some._replace(members=some.members[:2]), out)

    (beside,) = out.glob("汇总_????.xlsx")
    assert told == f"“汇总.xlsx”正被别的程序打开，没有改动；这次的结果写在旁边的“{beside.name}”。"
    assert (out / "汇总.xlsx").read_bytes() == before
    assert beside.read_bytes() != before


def test_a_marked_copy_held_open_is_written_beside(
    some: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel holds a 退改 copy: the new one lies beside it when all is written, and the slip names that one."""
    out = tmp_path / "结果"
    _write(some, out)
    (copy,) = (out / "标注").iterdir()

    def held(sent: SentBack, path: Path) -> tuple[str, ...] | None:
        if path == copy:
            raise PermissionError
        return write_copy(sent, path)

    monkeypatch.setattr(outputs, "write_copy", held)
    (told,) = _write(some, out)

    (beside,) = (out / "标注").glob(f"{copy.stem}_????{copy.suffix}")
    assert beside.name in told
    assert beside.name in (out / "催报.txt").read_text(encoding="utf-8")
    (letter,) = (out / "退回单").iterdir()
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(letter)).paragraphs)
    assert "更正请直接在随附的“退改1”文件上进行" in text


def test_a_copy_that_can_no_longer_be_made_goes(
    some: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The return changed while it was collected: no copy of an earlier run is left for it, and the letter names none."""
    out = tmp_path / "结果"
    _write(some, out)
    assert list((out / "标注").iterdir())

    monkeypatch.setattr("gxxl.collecting.sent_back.data_of", lambda _: None)
    _write(some, out)
    assert list((out / "标注").iterdir()) == []
    assert "退改" not in (out / "催报.txt").read_text(encoding="utf-8")


def test_charts_stand_only_where_organs_are_many(tmp_path: Path) -> None:
    """Fifteen organs need no picture, sixteen do: 进度 and 办理结果构成."""

    def charts(count: int) -> int:
        members = [member_of(f"{number}局", report_of(BALANCED)) for number in range(count)]
        _write(collection_of(members), tmp_path / str(count))
        return sum(
            name.startswith("xl/charts/") for name in zipfile.ZipFile(tmp_path / str(count) / "汇总.xlsx").namelist()
        )

    assert (charts(15), charts(16)) == (0, 2)


def test_the_page_and_the_data_hold_every_finding(some: Collection, tmp_path: Path) -> None:
    """report.html needs no script and escapes names; findings.parquet has a row for each line of 问题."""
    out = tmp_path / "结果"
    _write(some, out)

    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<svg" in page
    assert WICKED.replace('"', "&#34;") in page
    table = pl.read_parquet(out / "数据" / "findings.parquet")
    assert ("乙县民政局", "T3-01") in table.select("organ", "rule").rows()


def test_own_words_are_black_and_written_ones_grey(tmp_path: Path, write_words: Callable[[Path], None]) -> None:
    """文字汇编: a sentence 写文字 drafted from the numbers is grey under its organ, the clerk's own is black."""
    folder = tmp_path / "报送"
    folder.mkdir()
    prose = {"problems": "个别科室报送不及时。"}
    path = book_of(report_of(BALANCED, organ="甲县民政局", prose=prose), folder / "甲.xlsx", words=False)
    write_words(path)
    done = member_of("甲县民政局", open_report(path).report, path)
    _write(collection_of([done]), tmp_path / "结果")

    runs = [run for line in docx.Document(str(tmp_path / "结果" / "文字汇编.docx")).paragraphs for run in line.runs]
    grey = {run.text for run in runs if run.font.color.rgb is not None}
    black = {run.text for run in runs if run.font.color.rgb is None}
    assert any("5件" in text for text in grey)
    assert "个别科室报送不及时。" in black


def test_the_officers_words_outlive_the_next_run(some: Collection, tmp_path: Path) -> None:
    """汇总年报 drafts its words from the sums (fees by organ too); what the officer changed stays, numbers follow."""
    out = tmp_path / "结果"
    _write(some._replace(members=some.members[:1]), out)
    path = out / "汇总年报.xlsm"
    first = open_report(path).report
    assert first is not None
    assert first.prose["preamble"] is not None
    assert first.prose["preamble"].startswith("系统内参考汇总，供业务指导使用，不作为年度报告对外公布。\n")
    assert "其中，甲县民政局1件，收取420元" in (first.prose["other_matters"] or "")
    assert "包括1个政府部门" in (first.prose["overview"] or "")
    host = FileHost(path)
    at = places_of(first.form).names["problems"].at(0, 0)
    host.apply([Write(at, ((Text("一是部分县报送不及时。"),),))])

    _write(some, out)

    report = open_report(out / "汇总年报（未定稿）.xlsm").report
    assert report is not None
    assert (report.prose["problems"] or "").startswith("一是部分县报送不及时。")
    assert "包括3个政府部门" in (report.prose["overview"] or "")
    assert (report.prose["preamble"] or "").count("系统内参考汇总") == 1
    assert not path.exists()


def test_two_returns_and_a_strangers_form_go_back_in_words_for_the_organ(tmp_path: Path) -> None:
    """R-02 stands in the slip of its organ with what the organ is to do; R-05, which is the officer's, does not."""
    member = member_of("甲县民政局", worded(report_of(BALANCED, organ="甲县民政局")))._replace(state=State.UNDECIDED)
    found = tuple(
        (
            "甲县民政局",
            Finding(
                rule=RULES[code], severity=RULES[code].severity, where=Where(), problem=f"{code} …", remedy="请核对。"
            ),
        )
        for code in ("R-02", "R-05")
    )
    _write(collection_of([member])._replace(findings=found), tmp_path)

    (path,) = (tmp_path / "退回单").iterdir()
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows][1:]
    assert [(row[1], row[2], row[5]) for row in rows] == [("整份报告", "R-02 …", "请确定以哪份为准，并只报这一份。")]
    assert not (tmp_path / "标注").exists() or not list((tmp_path / "标注").iterdir())
