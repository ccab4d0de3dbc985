"""`gxxl import --prose`: the signed text taken back into the workbook; tables untouched, one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from gxxl.entry.cli import gxxl
from gxxl.hosts.files import FileHost
from gxxl.intake.files import open_report
from gxxl.report import Report, Signature, dumps
from gxxl.sheet import Snapshot
from tests.books import as_read, book_of
from tests.conftest import corpus_report
from tests.tables import changed

NAME = "hotan-civil-affairs-2023"


def run(*arguments: object) -> Result:
    """A command of gxxl."""
    return CliRunner().invoke(gxxl, [str(argument) for argument in arguments])


def signed(folder: Path, report: Report, suffix: str) -> Path:
    """A document of a report, exported by the program."""
    source, out = folder / "定稿.json", folder / f"定稿.{suffix}"
    source.write_text(dumps(report), encoding="utf-8")
    assert run("export", source, "--to", suffix, "-o", out).exit_code == 0
    return out


def _tables(snapshot: Snapshot) -> object:
    return [snapshot.blocks[name] for name in ("disclosure", "requests", "disputes")]


def test_the_signed_text_comes_back_and_can_be_undone(tmp_path: Path) -> None:
    """Sentences counted and named, differing cells listed and left; undo restores the draft to the letter."""
    report = corpus_report(NAME)
    book = book_of(report, tmp_path / "表.xlsx", words=False)
    before = FileHost(book).read(["disclosure", "requests", "disputes"])
    words = (report.prose["problems"] or "").replace("。", "，已经领导审定。", 1)
    final = replace(
        changed(report, {"requests.new.natural_person": 9}),
        prose={**report.prose, "problems": words},
        signature=Signature("和田地区民政局", "2024-01-20"),
    )
    done = run("import", "--prose", signed(tmp_path, final, "docx"), "-o", book)

    assert done.exit_code == 0, done.output
    assert "文字与定稿不同的有1处，已改为定稿的文字" in done.output
    assert "　五、存在的主要问题及改进情况 第1句" in done.output
    assert "表格与定稿不同的有1格，没有改动，请核对：" in done.output
    assert "三、依申请公开 D7“" in done.output
    assert "定稿 9" in done.output
    again = open_report(book).report
    assert again
    assert again.prose["problems"] == words
    assert again.signature == Signature("和田地区民政局", "2024-01-20")
    assert _tables(FileHost(book).read(["disclosure", "requests", "disputes"])) == _tables(before)

    assert run("undo", book).exit_code == 0
    undone = open_report(book).report
    assert undone
    assert as_read(undone) == as_read(report)


def test_another_organs_text_is_refused(tmp_path: Path) -> None:
    """A document of another organ or year changes nothing; a missing part leaves the workbook's own."""
    report = corpus_report(NAME)
    book = book_of(report, tmp_path / "表.xlsx", words=False)
    held = book.read_bytes()
    other = run("import", "--prose", signed(tmp_path, replace(report, year=2022), "html"), "-o", book)
    assert (other.exit_code, book.read_bytes() == held) == (2, True)
    assert run("import", "-o", book).exit_code == 2

    short = tmp_path / "短.json"
    short.write_text(dumps(replace(report, prose={**report.prose, "problems": None})), encoding="utf-8")
    done = run("import", "--prose", short, "-o", book)
    assert "定稿中没有读到“五、存在的主要问题及改进情况”，表内原文保留。" in done.output
    again = open_report(book).report
    assert again
    assert again.prose["problems"] == report.prose["problems"]


def test_a_preamble_the_document_lacks_is_kept_and_not_counted_as_changed(tmp_path: Path) -> None:
    """文首说明 of the workbook stays, as any part the signed text does not have."""
    report = corpus_report(NAME)
    report = replace(report, prose={**report.prose, "preamble": "根据《条例》编制本报告。"})
    book = book_of(report, tmp_path / "表.xlsx", words=False)
    short = tmp_path / "短.json"
    short.write_text(dumps(replace(report, prose={**report.prose, "preamble": None})), encoding="utf-8")
    done = run("import", "--prose", short, "-o", book)

    assert "文字与定稿不同的有0处" in done.output
    assert "定稿中没有读到“文首说明”，表内原文保留。" in done.output
    again = open_report(book).report
    assert again
    assert again.prose["preamble"] == report.prose["preamble"]
