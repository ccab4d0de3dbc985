"""Printed and old formats, made by LibreOffice: PDF with page breaks, text copied from it, .doc, .rtf, .xls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from gxxl.entry.batch import check_all, open_all
from gxxl.hosts.files import FileHost
from gxxl.intake.files import open_report
from gxxl.report import Report
from tests.books import book_of
from tests.conftest import corpus_report
from tests.intake import renders
from tests.intake.reading import assert_same, read, unread, words, wrong
from tests.office import FONTS, USUAL_FONT, fonts_in, run

pytestmark = pytest.mark.office

REPORTS = ("hotan-civil-affairs-2023", "suqian-2023", "pingtan-2020", "shuyang-reform-2023")
LOOKS = {
    "ruled": "table {border-collapse: collapse; width: 100%} td {border: 1px solid black; font-size: 9pt}",
    "narrow": "table {border-collapse: collapse; width: 65%} td {border: 1px solid black; font-size: 12pt}",
    "unruled": "table {width: 100%} td {font-size: 9pt}",
}

BRUSHED = "AR PL KaitiM GB"
"""A font whose lines are low beside those of the digits: copied text has numbers above their labels."""

BRUSHED_LOOKS = {f"brushed-{look}": style for look, style in LOOKS.items()}
SIZES = {"small": 9.0, "usual": 10.5, "wide": 12.0, "large": 16.0}
"""Letters in the cells of the Word files: the larger, the more labels and rows break."""


def _page(report: Report, look: str) -> bytes:
    css = f"p {{text-indent: 2em}} {(LOOKS | BRUSHED_LOOKS)[look]}"
    style = renders.Style(
        page=lambda _title, body: f"<html><head><meta charset=utf-8><style>{css}</style></head>{body}</html>"
    )
    page = renders.as_html(report, style)
    return (page.replace("border=1", "border=0") if look.endswith("unruled") else page).encode()


def _makers() -> Iterator[tuple[str, Callable[[Report], bytes]]]:
    for look in [*LOOKS, *BRUSHED_LOOKS]:
        yield f"{look}.html", partial(_page, look=look)
    for name, size in SIZES.items():
        yield f"{name}.docx", partial(renders.as_word, font=size)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Files converted, in one profile; the results stand beside them."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(files: list[Path], target: str, *more: str, fonts: Path = FONTS) -> None:
        run("soffice", f"-env:UserInstallation={profile}", "--headless", *more, "--convert-to", target, "--outdir",
            files[0].parent, *files, fonts=fonts)  # fmt: skip

    return convert


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory, office: Callable[..., None]) -> Path:
    """Every report in every look as PDF, named report-look.pdf."""
    folder = tmp_path_factory.mktemp("prints")
    for name in REPORTS:
        for look, make in _makers():
            (folder / f"{name}-{look}").write_bytes(make(corpus_report(name)))
    office(sorted(folder.glob("*.docx")), "pdf")
    brushed = set(folder.glob("*-brushed-*.html"))
    usual = set(folder.glob("*.html")) - brushed
    for pages, fonts in ((usual, FONTS), (brushed, fonts_in(BRUSHED, folder))):
        office(sorted(pages), "pdf:writer_pdf_Export", "--infilter=HTML (StarWriter)", fonts=fonts)
    return folder


@pytest.mark.parametrize(
    ("look", "font"), [("ruled", USUAL_FONT), ("usual", USUAL_FONT), ("brushed-ruled", "GBZenKai")]
)
def test_a_print_has_the_same_font_on_every_machine(prints: Path, look: str, font: str) -> None:
    """Pages and Word files that name no Chinese font; where rows and lines break depends on it."""
    assert font in run("pdffonts", prints / f"{REPORTS[0]}-{look}.pdf")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("look", ["ruled", "narrow", "brushed-ruled", "brushed-narrow", *SIZES])
def test_ruled_tables(prints: Path, look: str, name: str) -> None:
    """Rows broken over pages, labels and numbers broken over lines: every cell and every word."""
    assert_same((prints / f"{name}-{look}.pdf").read_bytes(), corpus_report(name))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("look", ["unruled", "brushed-unruled"])
def test_tables_without_rules(prints: Path, look: str, name: str) -> None:
    """What stands where is known by labels and places; a table full of blanks stays unread (W-07)."""
    drawn, path = corpus_report(name), prints / f"{name}-{look}.pdf"
    got = read(path.read_bytes()).report

    assert wrong(got, drawn) == []
    assert words(got) == words(drawn)
    assert bool(unread(got, drawn)) == name.startswith("shuyang")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("look", [*LOOKS, *BRUSHED_LOOKS, *SIZES])
def test_text_copied_from_print(prints: Path, look: str, name: str) -> None:
    """Whatever order the text comes in: no cell is wrong (W-07 for those in doubt)."""
    drawn, path = corpus_report(name), prints / f"{name}-{look}.pdf"
    laid_out = read(run("pdftotext", "-layout", path, "-").encode()).report
    raw = read(run("pdftotext", path, "-").encode()).report

    assert (wrong(laid_out, drawn), wrong(raw, drawn)) == ([], [])
    if look in LOOKS and not name.startswith("shuyang"):
        assert unread(laid_out, drawn) == []


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".odt"])
def test_old_word_files(tmp_path: Path, office: Callable[..., None], suffix: str) -> None:
    """.doc and .wps, .rtf, .odt are turned into .docx first."""
    drawn = corpus_report("hotan-civil-affairs-2023")
    (tmp_path / "a.docx").write_bytes(renders.as_word(drawn))
    office([tmp_path / "a.docx"], suffix[1:])

    assert_same((tmp_path / f"a{suffix}").read_bytes(), drawn)


def test_old_workbooks(tmp_path: Path, office: Callable[..., None]) -> None:
    """.xls and .et by a child process."""
    drawn = corpus_report("suqian-2023")
    (tmp_path / "a.xlsx").write_bytes(renders.as_sheets(drawn))
    office([tmp_path / "a.xlsx"], "xls")
    (tmp_path / "a.xls").rename(tmp_path / "宿迁.et")

    assert_same((tmp_path / "宿迁.et").read_bytes(), drawn)


def test_a_locked_pdf(tmp_path: Path, office: Callable[..., None]) -> None:
    """R-08: a password to open."""
    (tmp_path / "a.docx").write_bytes(renders.as_word(corpus_report("hotan-civil-affairs-2023")))
    lock = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"a"}}'
    office([tmp_path / "a.docx"], f"pdf:writer_pdf_Export:{lock}")
    (finding,) = open_report(tmp_path / "a.pdf").findings

    assert (finding.rule.code, bool(re.search("打开密码", finding.problem))) == ("R-08", True)


def test_a_book_another_program_saved_is_not_taken_for_a_pasted_one(
    tmp_path: Path, office: Callable[..., None]
) -> None:
    """W-02 says nothing of a workbook LibreOffice saved, whatever it made of the styles."""
    tables = ["requests", "disclosure", "disputes"]
    path = book_of(corpus_report("hotan-civil-affairs-2023"), tmp_path / "年报.xlsx")
    mine = FileHost(path).read(tables).pasted
    office([path], "ods")
    path.unlink()
    office([path.with_suffix(".ods")], "xlsx:Calc MS Excel 2007 XML")

    assert mine
    assert FileHost(path).read(tables).pasted == mine
    assert "W-02" not in {finding.rule.code for finding in check_all(open_all([path]))[0].findings}
