"""`gxxl export` and the button 导出: Word, page, PDF and data from any report; drafts say so."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from gxxl.export import printing
from gxxl.export.printing import NoOffice
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.intake.files import open_report
from gxxl.report import dumps
from tests.books import book_of
from tests.conftest import CORPUS, corpus_report
from tests.tables import changed, report_of

REPORTS = CORPUS / "reports"


def run(*arguments: Any) -> Any:
    """A command; what it printed and its exit code."""
    return CliRunner().invoke(gxxl, [str(argument) for argument in arguments])


@pytest.mark.parametrize("style", ["docx", "html"])
def test_a_draft_is_exported_and_said(style: str, tmp_path: Path) -> None:
    """Export always works: with errors left it says 送审稿 and exits 0; a clean report says nothing of the kind."""
    faulty = run("export", REPORTS / "hongze-2023.json", "--to", style, "-o", tmp_path / f"a.{style}")
    clean = run("export", REPORTS / "hotan-civil-affairs-2023.json", "--to", style, "-o", tmp_path / f"b.{style}")

    assert (faulty.exit_code, clean.exit_code) == (0, 0)
    assert "送审稿" in faulty.stdout
    assert "送审稿" not in clean.stdout
    data = (tmp_path / f"a.{style}").read_bytes()
    text = "".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs) if style == "docx" else data.decode()
    assert "送审稿" in text
    assert "公布前须处理的事项" in text


def test_without_an_office_pdf_is_answered_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice: one sentence that says what to do instead, and no file."""

    def none(_word: bytes) -> bytes:
        raise NoOffice

    monkeypatch.setattr(printing, "as_pdf", none)
    done = run("export", REPORTS / "hotan-civil-affairs-2023.json", "--to", "pdf", "-o", tmp_path / "a.pdf")

    assert done.exit_code == 2
    assert "另存为 PDF" in done.output
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.office
def test_pdf_is_printed_by_the_office(tmp_path: Path) -> None:
    """A PDF where LibreOffice is present; read back, page numbers and 校验码 are no part of the text."""
    done = run("export", REPORTS / "hotan-civil-affairs-2023.json", "--to", "pdf", "-o", tmp_path / "a.pdf")

    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    back, source = (
        open_report(path).report for path in (tmp_path / "a.pdf", REPORTS / "hotan-civil-affairs-2023.json")
    )
    assert back
    assert source
    for key in ("overview", "problems", "other_matters"):
        assert "".join((back.prose[key] or "").split()) == "".join((source.prose[key] or "").split())


def test_the_button_puts_word_and_page_beside_the_workbook(tmp_path: Path) -> None:
    """导出: two files named 单位＋年度＋政府信息公开工作年度报告; 核查 has marked the workbook; contacts stay inside."""
    path = book_of(report_of({"requests.new.total": 1}, contact="张三"), tmp_path / "表.xlsx")
    host = FileHost(path)
    press("export", host)

    names = {file.name for file in tmp_path.iterdir()}
    stem = "某县民政局2023年度政府信息公开工作年度报告"
    assert names == {"表.xlsx", f"{stem}.docx", f"{stem}.html"}
    assert "送审稿" in host.told[-1]
    assert "张三" not in (tmp_path / f"{stem}.html").read_text(encoding="utf-8")
    assert FileHost(path).read(["checked"]).blocks["checked"][0][0].raw == "是"


def test_export_never_writes_over_its_source(tmp_path: Path) -> None:
    """The report that is exported stays."""
    path = book_of(corpus_report("hotan-civil-affairs-2023"), tmp_path / "a.xlsx")
    before = path.read_bytes()
    done = run("export", path, "--to", "docx", "-o", path)

    assert done.exit_code == 2
    assert path.read_bytes() == before


def test_versions_are_compared_on_the_command_line(tmp_path: Path) -> None:
    """Exit 0 where nothing differs, 1 with each difference named, 2 for a single file."""
    report = corpus_report("hotan-civil-affairs-2023")
    table = book_of(report, tmp_path / "表.xlsx")
    page = tmp_path / "网页.json"
    page.write_text(dumps(changed(report, {"disclosure.licences.decisions": 6})), encoding="utf-8")

    same = run("compare", table, REPORTS / "hotan-civil-affairs-2023.json")
    other = run("compare", table, page)

    assert (same.exit_code, other.exit_code, run("compare", table).exit_code) == (0, 1, 2)
    assert "各版一致" in same.stdout
    assert "二、主动公开 B10“行政许可”　A 5　B 6" in other.stdout
    assert other.stdout.endswith("共有不同：单元格1处，文字和其他0处。\n")
