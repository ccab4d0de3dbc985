"""Workbooks on the command line: new, import, export, mark, fill, undo, check; hostile and broken files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.styles import Border, Font, Protection, Side

from gxxl.edit import Text, Write
from gxxl.entry.batch import check_all, open_all
from gxxl.entry.cli import gxxl
from gxxl.form.editions import compose
from gxxl.hosts.files import FileHost
from gxxl.intake.files import open_report
from gxxl.report import Kind, dumps
from gxxl.sheet import Address
from tests.books import as_read, blank_book, book_of, shown, typed
from tests.conftest import CORPUS, corpus_names, corpus_report, gold, told, whole_findings_of
from tests.tables import report_of

FORM = compose(2021, 2021)
REPORTS = CORPUS / "reports"
WHOLE = [name for name in corpus_names() if all(value.kind is not Kind.UNSEEN for value in corpus_report(name).values)]


def run(*arguments: Any) -> Any:
    """A command; what it printed and its exit code."""
    return CliRunner().invoke(gxxl, [str(argument) for argument in arguments])


def checked(path: Path) -> dict[str, Any]:
    """`check --format json` of one file."""
    (file,) = json.loads(run("check", path, "--format", "json").stdout)["files"]
    return dict(file)


@pytest.mark.parametrize("name", WHOLE)
def test_every_whole_report_goes_into_a_workbook_and_back(name: str, tmp_path: Path) -> None:
    """Import → check → export: organ year edition tables prose signature unchanged, the same findings."""
    book, out = tmp_path / "年报.xlsx", tmp_path / "年报.json"
    assert run("import", REPORTS / f"{name}.json", "-o", book).exit_code == 0
    assert run("export", book, "--to", "json", "-o", out).exit_code == 0

    report = open_report(out).report
    assert report
    assert as_read(report) == as_read(corpus_report(name))
    expected = [(rule, place) for rule, place, *_ in told(whole_findings_of(corpus_report(name)))]
    assert [(f["rule"], f["ref"] or f["section"]) for f in checked(book)["findings"]] == expected
    assert len(WHOLE) >= 11
    assert gold(name)["complete"]


def test_an_unseen_cell_becomes_a_blank_one(tmp_path: Path) -> None:
    """A workbook knows no `not seen`."""
    book = tmp_path / "a.xlsx"
    run("import", REPORTS / "shanghai-science-2024.json", "-o", book)

    report = open_report(book).report
    assert report
    assert (
        report.values[
            -0 or report.form.index[next(r for r in report.form.index if str(r) == "requests.new.business")]
        ].kind
        is Kind.NUMBER
    )
    assert all(value.kind is not Kind.UNSEEN for value in report.values)


def test_new_is_prefilled_from_last_year(tmp_path: Path) -> None:
    """`new --last`: name, year, 上年结转, 上年数据, and still calm; the check then holds both years together."""
    book = tmp_path / "平潭.xlsx"
    done = run("new", "--organ", "平潭综合实验区", "--year", 2022, "--last", REPORTS / "pingtan-2021.json", "-o", book)
    assert done.exit_code == 0

    assert (shown(book, "封面!C5"), shown(book, "封面!C6")) == ("平潭综合实验区", 2022)
    assert shown(book, "三、依申请公开!D8") == 1
    assert "请更正" not in str(shown(book, "封面!A2"))
    assert checked(book)["findings"] == []
    typed(book, {"requests.carried_in.natural_person": 2})
    assert "Y-01" in {finding["rule"] for finding in checked(book)["findings"]}
    wrong = run("new", "--organ", "某局", "--year", 2022, "--last", REPORTS / "pingtan-2021.json", "-o", book)
    assert wrong.exit_code == 2


def test_a_fresh_form_is_not_finished(tmp_path: Path) -> None:
    """An empty form: no finding, status unchecked, exit 0, and the words say how many cells are missing."""
    book = blank_book(FORM, tmp_path / "空.xlsx")
    file = checked(book)
    result = run("check", book)

    assert (file["status"], file["findings"], result.exit_code) == ("unchecked", [], 0)
    assert "未填完：还差166格。" in result.stdout


def test_fill_and_undo_in_place_and_to_another_file(tmp_path: Path) -> None:
    """`fill` names 原 a 改 b; `-o` leaves the original alone; `undo` takes it back."""
    book = book_of(report_of({"requests.new.total": 3}), tmp_path / "a.xlsx")
    original = book.read_bytes()
    other = tmp_path / "b.xlsx"
    assert "三、依申请公开 J7 原3改0" in run("fill", book, "-o", other).stdout
    assert book.read_bytes() == original

    run("fill", book)
    assert shown(book, "三、依申请公开!J7") == 0
    assert "已退回上一步操作。" in run("undo", book).stdout
    assert shown(book, "三、依申请公开!J7") == 3


def test_values_come_from_the_cells(tmp_path: Path) -> None:
    """A cell changed by another program shows in the export; nothing hidden is believed instead."""
    book = book_of(corpus_report("hotan-civil-affairs-2023"), tmp_path / "a.xlsx")
    other = openpyxl.load_workbook(book)
    other["二、主动公开"]["B10"] = 77
    other.save(book)

    report = open_report(book).report
    assert report
    assert (
        report.values[
            report.form.index[next(r for r in report.form.index if str(r) == "disclosure.licences.decisions")]
        ].number
        == 77
    )


@pytest.mark.parametrize(
    ("typed_value", "rule"),
    [("", "C-01"), ("/", "C-02"), ("TRUE", "C-02"), ("22（其中修订16件）", "C-02"), ("1e999", "C-02"), ("２９０", "C-03"),
     ("1,200", "C-03"), ("290件", "C-03"), ("290", "C-03"), ("-1", "C-04"), (-1, "C-04"), (3.5, "C-05"), ("３.5", "C-05"),
     ("#REF!", "C-06"), ("2024-01-05", "C-08")],
)  # fmt: skip
@pytest.mark.parametrize(
    "ref", ["requests.new.business", "disclosure.licences.decisions", "disputes.reconsideration.other"]
)
def test_raw_traps_in_a_workbook(typed_value: Any, rule: str, ref: str, tmp_path: Path) -> None:
    """C-01 … C-08 from a workbook: the one code at its own cell, and no other finding."""
    book = typed(book_of(report_of(), tmp_path / "a.xlsx"), {ref: typed_value})

    assert [(f["rule"], f["ref"]) for f in checked(book)["findings"]] == [(rule, ref)]


def test_a_real_date_and_a_real_error_in_a_workbook(tmp_path: Path) -> None:
    """C-08 for a number shown as a date, C-06 for an error value of a formula, C-07 for a formula without a value."""
    book = book_of(report_of(), tmp_path / "a.xlsx")
    other = openpyxl.load_workbook(book)
    sheet = other["三、依申请公开"]
    sheet["E7"] = 45296
    sheet["E7"].number_format = "yyyy-mm-dd"
    sheet["F7"] = "=1/0"
    other.save(book)

    found = {finding["ref"]: finding["rule"] for finding in checked(book)["findings"]}
    assert found["requests.new.business"] == "C-08"
    assert found["requests.new.research"] in ("C-07", "C-01")


def test_inserted_rows_are_noticed(tmp_path: Path) -> None:
    """W-02: a row inserted in table three moves every label; nothing is read from the wrong place."""
    book = book_of(report_of(), tmp_path / "a.xlsx")
    other = openpyxl.load_workbook(book)
    other["三、依申请公开"].insert_rows(12)
    other.save(book)

    file = checked(book)
    assert (file["status"], {finding["rule"] for finding in file["findings"]}) == ("unreadable", {"W-02"})


@pytest.mark.parametrize("length", [1, 300, 620, 621, 1240, 2000])
def test_prose_of_every_length_reads_back(length: int, tmp_path: Path) -> None:
    """A paragraph beyond Excel's tallest row goes on in the next, marked 接上段, and reads back as one."""
    text = ("政府信息公开工作情况说明。" * 200)[:length]
    report = report_of(prose={"overview": f"{text}\n第二段。", "problems": "", "other_matters": None})
    book = book_of(report, tmp_path / "a.xlsx")

    again = open_report(book).report
    assert again
    assert again.prose["overview"] == f"{text}\n第二段。"
    assert (shown(book, "一、总体情况!A6") == "接上段") == (length > 620)


def test_csv_opens_in_excel(tmp_path: Path) -> None:
    """`check --format csv`: byte order mark, Chinese heads, no cell that begins a formula."""
    book = typed(book_of(report_of(), tmp_path / "a.xlsx"), {"requests.new.business": "=1+1"})
    text = run("check", book, "--format", "csv").stdout
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))

    assert text.startswith("\ufeff文件,单位,年度,轻重")
    assert rows[1][3:5] == ["错误", "C-02"]
    assert rows[1][8] == "'=1+1"


def test_folders_of_workbooks_are_checked_together(tmp_path: Path) -> None:
    """Workbooks and data side by side; last year's report in the same folder is found."""
    book_of(report_of({"requests.carried_in.total": 0}), tmp_path / "今年.xlsx")
    last = report_of({"requests.carried_out.total": 1, "requests.carried_out.business": 1}, year=2022)
    (tmp_path / "上年.json").write_text(dumps(last), encoding="utf-8")
    files = json.loads(run("check", tmp_path, "--format", "json").stdout)["files"]

    assert {Path(file["file"]).name: [f["rule"] for f in file["findings"]] for file in files}["今年.xlsx"] == [
        "Y-01",
        "Y-01",
    ]


def test_a_reason_in_the_workbook_settles_a_doubt(tmp_path: Path) -> None:
    """核实说明 typed after 核查: `check` shows it and the report is ready."""
    report = report_of({"disclosure.regulations.in_force": 1}, prose={"other_matters": "未收取处理费。"})
    book = book_of(report, tmp_path / "a.xlsx")
    assert checked(book)["status"] == "not_ready"
    run("mark", book)
    area = FileHost(book).read([]).names["reasons"]
    FileHost(book).apply([Write(Address(area.sheet, area.top, area.left), ((Text("市政府委托本局起草并公布。"),),))])

    file = checked(book)
    assert (file["status"], file["findings"][0]["reason"]) == ("ready", "市政府委托本局起草并公布。")


def test_import_never_writes_over_its_source(tmp_path: Path) -> None:
    """`import a.xlsx -o a.xlsx` is refused with exit 2 and the file stays as it was."""
    book = book_of(report_of(), tmp_path / "a.xlsx")
    before = book.read_bytes()

    assert run("import", book, "-o", book).exit_code == 2
    assert book.read_bytes() == before


def _pasted(path: Path) -> Path:
    """Some numbers pasted from a Word table: another font, lines on one side, locked."""
    book = openpyxl.load_workbook(path)
    for row in book["三、依申请公开"]["D7:E9"]:
        for cell in row:
            cell.font, cell.protection = Font(name="仿宋", size=16), Protection(locked=True)
            cell.border = Border(top=Side("thin"))
    book["四、复议诉讼"]["A7"].style = "Normal"
    out = path.with_name("粘贴.xlsx")
    book.save(out)
    return out


def test_pasted_formats_are_named_and_harm_nothing(tmp_path: Path) -> None:
    """W-02 as a note with the cells of each table, in `check` and in 核查结果; nothing of an untouched book."""
    report = corpus_report("hotan-civil-affairs-2023")
    own = book_of(report, tmp_path / "年报.xlsx")
    pasted = _pasted(own)

    said = {str(path): told(check_all(open_all([path]))[0].findings) for path in (own, pasted)}
    assert "W-02" not in str(said[str(own)])
    opened = open_report(pasted)
    assert opened.report
    assert as_read(opened.report) == as_read(report)
    done = CliRunner().invoke(gxxl, ["check", str(pasted)])
    assert "“三、依申请公开”D7:E9的格式是从别处粘贴来的" in done.output
    assert "“四、复议诉讼”A7的格式是从别处粘贴来的" in done.output
    assert done.output.count("W-02") == 2
    assert "没有错误" in done.output
    assert CliRunner().invoke(gxxl, ["mark", str(pasted)]).exit_code == 0
    assert any("D7:E9的格式" in str(cell.value) for row in openpyxl.load_workbook(pasted)["核查结果"] for cell in row)
