"""What goes back with a 退回单 where a workbook is not of today's template: what was filled in is never typed again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import openpyxl
from click.testing import CliRunner

from gxxl.collecting.outputs import MARKED, SLIPS
from gxxl.entry.cli import gxxl
from gxxl.hosts.files import FileHost
from gxxl.hosts.package import Package
from gxxl.intake.files import open_report
from gxxl.report import Report
from tests.books import book_of, older_book_of, worded
from tests.tables import report_of

STRINGS = "xl/sharedStrings.xml"
ROSTER = (
    "单位名称,上级单位,类型\n示例县人民政府,,\n示例县教育局,示例县人民政府,部门\n示例县司法局,示例县人民政府,部门\n"
)
CELLS = {"requests.new.natural_person": 5, "requests.new.total": 5, "requests.granted.natural_person": 4,
         "requests.granted.total": 4, "requests.handled.natural_person": 4, "requests.handled.total": 4}  # fmt: skip


def _report(organ: str) -> Report:
    """T3-01: five came in, four were handled, none carried over."""
    return worded(report_of(CELLS, organ=organ))


def _relabelled(path: Path, report: Report) -> None:
    """A workbook in which somebody changed the words of a row."""
    book_of(report, path)
    package = Package.open(path)
    words = package.part(STRINGS).replace("<t>1.属于国家秘密".encode(), "<t>1.涉密的".encode())
    path.write_bytes(package.replaced({STRINGS: words}))


def _collected(folder: Path) -> str:
    returns, roster = folder / "报送", folder / "名单.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    command = ["collect", str(returns), "--roster", str(roster), "--year", "2023", "-o", str(folder / "汇总")]
    return CliRunner().invoke(gxxl, command).output


def _letter(folder: Path, organ: str) -> str:
    letter = docx.Document(str(folder / "汇总" / SLIPS / f"{organ}_退回单.docx"))
    cells = (cell.text for table in letter.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])


def test_a_workbook_of_an_earlier_template_counts_and_its_copy_is_of_today(tmp_path: Path) -> None:
    """W-04 is a 提示: the numbers count, T3-01 goes back with 退改1, which is a workbook of today's template."""
    (tmp_path / "报送").mkdir()
    older_book_of(_report("示例县教育局"), tmp_path / "报送" / "示例县教育局.xlsm")

    said = _collected(tmp_path)

    assert "应报3家，已计入1家" in said
    copy = tmp_path / "汇总" / MARKED / "示例县教育局_退改1.xlsx"
    opened = open_report(copy)
    assert opened.report
    assert not [finding for finding in opened.findings if finding.rule.code == "W-04"]
    results = FileHost(copy).read(["results"]).blocks["results"]
    assert [row[2].raw for row in results if row[0].raw == "错误"] == ["T3-01", "T3-01"]
    assert "更正请直接在随附的“退改1”文件上进行" in _letter(tmp_path, "示例县教育局")


def test_a_workbook_of_changed_labels_goes_back_as_a_new_one(tmp_path: Path) -> None:
    """W-02: the return does not count; 换新表 has all that was filled in, and both the letter and the message name it."""
    (tmp_path / "报送").mkdir()
    _relabelled(tmp_path / "报送" / "示例县司法局.xlsx", _report("示例县司法局"))

    said = _collected(tmp_path)

    assert "应报3家，已计入0家" in said
    opened = open_report(tmp_path / "汇总" / MARKED / "示例县司法局_换新表.xlsx")
    assert opened.report
    assert opened.report.organ == "示例县司法局"
    assert [value.number for value in opened.report.values] == [v.number for v in _report("示例县司法局").values]
    letter = _letter(tmp_path, "示例县司法局")
    assert letter.count("已填的数字不用重填，请在随附的“换新表”文件中核对后报送。") == 2
    assert "gxxl" not in letter
    message = (tmp_path / "汇总" / "催报.txt").read_text(encoding="utf-8")
    assert "退回单和换新表（文件名“示例县司法局_换新表.xlsx”）已发。已填的不用重填，请在换新表上核对，" in message


def test_what_a_new_workbook_lacks_is_named(tmp_path: Path) -> None:
    """A remark typed beside the table has no place in the template: the letter says so, in which cell it stood."""
    (tmp_path / "报送").mkdir()
    path = tmp_path / "报送" / "示例县司法局.xlsx"
    _relabelled(path, _report("示例县司法局"))
    book = openpyxl.load_workbook(path)
    book["三、依申请公开"]["R9"] = "另有口头咨询3件"
    book.save(path)

    _collected(tmp_path)

    assert "随附的表里还缺下列内容，请对照原表补上：“三、依申请公开”R9“另有口头咨询3件”。" in _letter(
        tmp_path, "示例县司法局"
    )
    assert zipfile.is_zipfile(tmp_path / "汇总" / MARKED / "示例县司法局_换新表.xlsx")
