"""Documents put in ways nobody announced: every cell right, or in doubt and not read; never another number."""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gxxl.report import Report
from tests.conftest import corpus_report
from tests.intake import renders, unseen
from tests.intake.reading import assert_same, read, unread, words, wrong

REPORTS = ("suqian-2023", "shanghai-office-2019")
"""Big numbers; blank cells and the form of 2019."""

_RUN = r"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t>(\d\d+)</w:t></w:r>"


def _with(properties: str, text: str) -> str:
    return rf"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


WEB: dict[str, Callable[[Report], bytes]] = {
    "GBK that says it is Latin": lambda drawn: unseen.page(drawn, unseen.table_of, head="<meta charset=iso-8859-1>").encode("gb18030"),
    "UTF-8 that says it is GBK": lambda drawn: unseen.page(drawn, unseen.table_of, head="<meta charset=gb2312>").encode(),
    "each cell a table": lambda drawn: unseen.page(drawn, lambda r, t: unseen.table_of(r, t, lambda text: f"<table><tr><td>{text}</table>")).encode(),
    "blocks": lambda drawn: unseen.page(drawn, unseen.blocks("div", "div")).encode(),
    "lists": lambda drawn: unseen.page(drawn, unseen.blocks("ul", "li")).encode(),
    "notes raised": lambda drawn: unseen.page(drawn, lambda r, t: unseen.table_of(r, t, unseen.noted("<sup>1</sup>"))).encode(),
    "notes in brackets": lambda drawn: unseen.page(drawn, lambda r, t: unseen.table_of(r, t, unseen.noted("[1]"))).encode(),
    "notes in circles": lambda drawn: unseen.page(drawn, lambda r, t: unseen.table_of(r, t, unseen.noted("①"))).encode(),
    "struck out": lambda drawn: unseen.page(drawn, lambda r, t: unseen.table_of(r, t, lambda text: f"<del>7</del>{html.escape(text)}" if text else "")).encode(),
    "fields to fill": lambda drawn: unseen.page(drawn, lambda r, t: unseen.table_of(r, t, lambda text: f'<input value="{text}">')).encode(),
    "the total first": lambda drawn: unseen.page(drawn, unseen.reordered((6, 0, 1, 2, 3, 4, 5), "<tr><td>", "</td><td>", "</td></tr>")).encode(),
    "two columns exchanged": lambda drawn: unseen.page(drawn, unseen.reordered((0, 2, 1, 3, 4, 5, 6), "<tr><td>", "</td><td>", "</td></tr>")).encode(),
}  # fmt: skip

WORD: dict[str, Callable[[Report], bytes]] = {
    "tracked changes": lambda drawn: unseen.changed(drawn, _RUN, r'<w:del w:id="1"><w:r><w:delText>99</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>\2</w:t></w:r></w:ins>'),
    "hidden text": lambda drawn: unseen.changed(drawn, _RUN, _with("<w:vanish/>", "7") + r"<w:r><w:t>\2</w:t></w:r>"),
    "struck out": lambda drawn: unseen.changed(drawn, _RUN, _with("<w:strike/>", "8") + r"<w:r><w:t>\2</w:t></w:r>"),
    "notes raised": lambda drawn: unseen.changed(drawn, _RUN, r"<w:r><w:t>\2</w:t></w:r>" + _with('<w:vertAlign w:val="superscript"/>', "1")),
    "tabs for tables": unseen.in_lines,
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("how", WEB)
def test_web_pages(how: str, name: str) -> None:
    """Charsets stated wrongly, blocks for tables, marks beside numbers, columns in another order under their headings."""
    drawn = corpus_report(name)

    assert_same(WEB[how](drawn), drawn)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("how", WORD)
def test_word_files(how: str, name: str) -> None:
    """What is deleted, hidden, struck out or a note is no number."""
    drawn = corpus_report(name)

    assert_same(WORD[how](drawn), drawn)


@pytest.mark.parametrize("between", ["  ", "\n"])
@pytest.mark.parametrize("order", [(6, 0, 1, 2, 3, 4, 5), (0, 2, 1, 3, 4, 5, 6)])
def test_text_with_columns_in_another_order_is_not_read(order: tuple[int, ...], between: str) -> None:
    """W-07: where headings and values cannot be held against one another, nothing is taken for a number."""
    drawn = corpus_report("suqian-2023")
    got = read(renders.as_text(drawn, unseen.reordered(order, "", between, "\n")).encode())

    assert wrong(got.report, drawn) == []
    assert {ref.partition(".")[0] for ref in unread(got.report, drawn)} == {"requests"}
    assert "W-07" in {finding.rule.code for finding in got.findings}


@pytest.mark.parametrize("name", ["suqian-2023", "hotan-civil-affairs-2023", "pingtan-2020"])
@pytest.mark.parametrize("table", [unseen.barred_cells, unseen.bars_apart])
def test_text_with_bars_behind_its_cells(table: Callable[..., str], name: str) -> None:
    """As archives of web pages put tables: one cell a line, a bar behind it or on the next."""
    drawn = corpus_report(name)

    assert_same(renders.as_text(drawn, table).encode(), drawn)


@pytest.mark.parametrize("shows", ['<img src="5.png">', "<del>5</del>"])
def test_a_cell_that_shows_a_picture_is_not_blank(shows: str) -> None:
    """W-08: a number that is a picture, or nothing but struck out, was not seen."""
    drawn = corpus_report("suqian-2023")
    got = read(
        unseen.page(drawn, lambda r, t: unseen.table_of(r, t, lambda text: shows if text == "39" else text)).encode()
    )
    held = [str(ref) for ref, value in zip(drawn.form.index, drawn.values, strict=True) if value.raw == 39]

    assert wrong(got.report, drawn) == []
    assert unread(got.report, drawn) == held


def test_a_row_of_values_that_left_no_blank_is_not_placed_by_letters() -> None:
    """W-07: a space between values says nothing about the columns that were blank."""
    drawn = corpus_report("pingtan-2019")
    text = renders.as_text(
        drawn, lambda report, table: renders.tabbed(report, table).replace("\t0", "").replace("\t", " ")
    )

    assert wrong(read(text.encode()).report, drawn) == []


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A page printed by a browser."""
    folder = tmp_path_factory.mktemp("printing")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"

    def pdf(text: str) -> bytes:
        source, made = folder / "page.html", folder / "page.pdf"
        source.write_text(text, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--print-to-pdf={made}",
            source.as_uri(),
        ]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        return Path(made).read_bytes()

    return pdf


@pytest.mark.office
@pytest.mark.parametrize("look", unseen.PRINTS)
def test_prints_of_a_browser(printing: Callable[[str], bytes], look: str) -> None:
    """沭阳, 125 blank cells: with lines or without, each value under its heading."""
    drawn = corpus_report("shuyang-reform-2023")

    assert_same(printing(unseen.printed(drawn, unseen.PRINTS[look])), drawn)


@pytest.mark.office
@pytest.mark.parametrize("lines", ["", "td {border: 1px solid black}"])
@pytest.mark.parametrize("how", ["notes", "struck out"])
def test_marks_on_prints(printing: Callable[[str], bytes], how: str, lines: str) -> None:
    """Raised marks of notes and what a line runs through: no cell says another number."""
    drawn = corpus_report("suqian-2023")
    struck: unseen.Cell = lambda text: f"<s>8</s> {text}" if text.isdecimal() and len(text) > 1 else text  # noqa: E731
    got = read(
        printing(unseen.printed(drawn, lines, unseen.noted("<sup>1</sup>") if how == "notes" else struck))
    ).report

    assert wrong(got, drawn) == []
    assert words(got) == words(drawn)
    assert how == "struck out" or unread(got, drawn) == []
