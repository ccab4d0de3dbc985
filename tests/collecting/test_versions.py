"""三版核对 when an organ sends its workbook and a document: every difference named, on the slip too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from click.testing import CliRunner

from gxxl.collecting.assembling import assemble
from gxxl.collecting.beside import MOST
from gxxl.collecting.collection import Collection, State
from gxxl.collecting.gathering import listed
from gxxl.collecting.outputs import write_all
from gxxl.collecting.roll_up import roll_up
from gxxl.collecting.roster import roster_of
from gxxl.entry.arriving import arrived
from gxxl.entry.cli import gxxl
from gxxl.export.digest import count, lines
from gxxl.form.rules import Severity
from gxxl.report import Report
from tests.collecting.collections import NOW
from tests.collecting.returned import WORDS, YEAR, Folder, report_for
from tests.intake.renders import as_html, as_word
from tests.tables import changed

BUREAUS = [["单位", "联系人"], ["乙县教育局", ""]]
JPEG = b"\xff\xd8\xff\xe0" + bytes(400)
ORGAN = "乙县教育局"


def _collected(folder: Path) -> Collection:
    return assemble(roster_of(BUREAUS, "名单.csv"), arrived(listed(folder)), folder, YEAR)


def _signed(report: Report, cells: dict[str, Any], problems: str) -> Report:
    signed = changed(report, cells)
    prose = {**report.prose, "problems": problems}
    return replace(signed, prose=prose, organ=report.organ, particulars=report.particulars)


def test_a_signed_document_is_a_version_of_the_workbook(tmp_path: Path) -> None:
    """R-10: cell and sentence, both values, the workbook counts, no R-02; the slip says what the organ is to do."""
    folder, report = Folder(tmp_path / "报送", tmp_path / "made"), report_for(ORGAN)
    folder.put("教育局.xlsx", folder.book(report))
    signed = _signed(report, {"disclosure.licences.decisions": 777}, "公开不够及时，已改进。")
    folder.put("乙县教育局定稿.docx", as_word(signed))
    found = _collected(folder.path)

    (member,) = found.members
    assert [finding.rule.code for _, finding in found.findings] == ["R-10", "R-10"]
    number, words = [finding.problem for _, finding in found.findings]
    was = next(report[ref].raw for ref in report.form.index if str(ref) == "disclosure.licences.decisions")
    assert number == (f"三版核对：行政许可，年报表（教育局.xlsx）为“{was}”，文稿（乙县教育局定稿.docx）为“777”。")
    assert WORDS["problems"] in words
    assert "公开不够及时，已改进。" in words
    assert (member.state, member.counted.name if member.counted else "") == (State.GOOD, "教育局.xlsx")
    assert [one.why_not[:16] for one in member.received[1:]] == ["文稿与计入的年报表（教育局.xl"]

    (tmp_path / "名单.csv").write_text("单位名称\n乙县教育局\n", encoding="utf-8")
    run = ["collect", str(folder.path), "--roster", str(tmp_path / "名单.csv"), "--year", str(YEAR)]
    done = CliRunner().invoke(gxxl, [*run, "-o", str(tmp_path / "汇总")])
    assert done.exit_code == 1, done.output
    slip = docx.Document(str(tmp_path / "汇总" / "退回单" / "乙县教育局_退回单.docx"))
    rows = [[cell.text for cell in row.cells] for row in slip.tables[0].rows][1:]
    assert [row[2] for row in rows[:2]] == [number, words]
    assert rows[0][1].startswith("二、主动公开 B10")
    assert rows[0][5] == "请核对以哪一份为准，把不对的一份改过来，一并重报。"


def test_what_a_document_lacks_is_no_difference(tmp_path: Path) -> None:
    """R-02 as a note where both say the same; a part in words only one has, and a blank signature, are passed over."""
    folder, report = Folder(tmp_path / "报送", tmp_path / "made"), report_for(ORGAN)
    bare = replace(report, prose={**report.prose, "overview": None})
    folder.put("教育局.xlsx", folder.book(report))
    folder.put("教育局.html", as_html(bare).encode())
    found = _collected(folder.path)

    assert [(f.rule.code, f.problem) for _, f in found.findings] == [
        ("R-02", "收到乙县教育局2份，内容相同，只计入一份。")
    ]


def test_another_report_altogether_is_told_shortly(tmp_path: Path) -> None:
    """R-10: so many lines and how many more there are."""
    folder, report = Folder(tmp_path / "报送", tmp_path / "made"), report_for(ORGAN)
    folder.put("教育局.xlsx", folder.book(report))
    cells = {str(ref): 9 for ref in report.form.index if ref.table == "requests"}
    folder.put("乙县教育局.docx", as_word(_signed(report, cells, WORDS["problems"])))
    found = _collected(folder.path)

    told = [finding.problem for _, finding in found.findings if finding.rule.code == "R-10"]
    assert len(told) == MOST + 1
    assert told[-1].startswith("三版核对：文稿（乙县教育局.docx）与年报表还有")


def test_a_scan_beside_the_workbook_is_named_and_the_workbook_counts(tmp_path: Path) -> None:
    """R-08 as a note: the organ is 已报."""
    folder = Folder(tmp_path / "报送", tmp_path / "made")
    folder.put("教育局.xlsx", folder.book(report_for(ORGAN)))
    folder.put("乙县教育局盖章件.jpg", JPEG)
    found = _collected(folder.path)

    (member,) = found.members
    assert member.state is State.GOOD
    assert [
        (finding.rule.code, finding.severity.label, finding.problem, finding.remedy) for _, finding in found.findings
    ] == [
        (
            "R-08",
            "提示",
            "已收到乙县教育局文件“乙县教育局盖章件.jpg”，但读不了（图片）。",
            "无需处理；已按教育局.xlsx计入，这份没有参加核对。",
        )
    ]


def test_a_scan_alone_goes_back_in_words_for_the_organ(tmp_path: Path) -> None:
    """R-08: neither the slip nor the message says that anything was checked, and both speak to the organ."""
    folder = Folder(tmp_path / "报送", tmp_path / "made")
    folder.put("乙县教育局盖章件.jpg", JPEG)
    out = tmp_path / "结果"
    found = _collected(folder.path)
    write_all(found, roll_up(found), out, NOW)

    word = docx.Document(str(out / "退回单" / "乙县教育局_退回单.docx"))
    assert word.tables[0].rows[1].cells[5].text == "请发填好的年报表（.xlsx）；扫描件、照片里的数字读不出来。"
    told = (out / "催报.txt").read_text(encoding="utf-8-sig")
    assert "乙县教育局：收到的文件读不了，还不能核对，退回单已发。请按退回单办理，1月22日（星期一）18时前发回。" in told
    assert "有疑问请与我们联系。" in told


def test_every_paper_counts_the_errors_of_a_return_alike(tmp_path: Path) -> None:
    """C-01 of several cells told in few lines: 进度, R-05, slip and message all say so many, as the check of the file does."""
    folder = Folder(tmp_path / "报送", tmp_path / "made")
    blanks = {
        f"requests.{row}.{column}": None for row in ("new", "granted") for column in ("business", "other", "total")
    }
    folder.put("教育局.xlsx", folder.book(changed(report_for(ORGAN), blanks)))
    out = tmp_path / "结果"
    found = _collected(folder.path)
    write_all(found, roll_up(found), out, NOW)

    (counted,) = (member.counted for member in found.members)
    assert counted
    errors = count(counted.verdict, Severity.ERROR)
    assert errors > len([one for one in lines(counted.verdict) if one.severity is Severity.ERROR])
    told = (out / "催报.txt").read_text(encoding="utf-8-sig")
    word = docx.Document(str(out / "退回单" / "乙县教育局_退回单.docx"))
    assert f"年报已核对，错误{errors}处" in told
    assert f"有错误{errors}处" in word.paragraphs[2].text
    assert f"有错误{errors}处" in next(f.problem for _, f in found.findings if f.rule.code == "R-05")
