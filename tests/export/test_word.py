"""The Word document: the official tables merge for merge, the report's own words and numbers, nobody's name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from gxxl.export.content import document_of, file_name_of
from gxxl.export.printing import as_pdf
from gxxl.export.word import as_word
from gxxl.form.editions import compose
from gxxl.form.printed import boxes
from gxxl.form.sections import PROSE_KEYS, title_of
from gxxl.report import Report
from tests.conftest import CORPUS, corpus_names, corpus_report, findings_of
from tests.office import run
from tests.tables import report_of


def exported(report: Report) -> Any:
    """The document, opened by another library than wrote its structure checks."""
    return docx.Document(io.BytesIO(as_word(document_of(report, findings_of(report)))))


def structure(table: Any) -> list[list[tuple[int, str | None]]]:
    """Each row's cells: how many columns each takes, and its part in a vertical merge."""
    return [[(cell.grid_span, cell.vMerge) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def words(table: Any) -> list[str]:
    """The labels of a table without white space, empty cells left out."""
    found = [
        "".join("".join(t.text or "" for t in cell.iter(qn("w:t"))).split()) for cell in table._tbl.iter(qn("w:tc"))
    ]
    return [text for text in found if text]


def test_tables_are_those_of_the_blank_official_form() -> None:
    """Rows, columns, merges and labels of the three tables, cell for cell as in the form that was issued."""
    official = docx.Document(str(CORPUS / "documents" / "official-form-2021.docx"))
    mine = exported(report_of({str(cell.ref): "" for cell in compose(2021, 2021).cells}))

    assert len(mine.tables) == len(official.tables) == 3
    for issued, drawn in zip(official.tables, mine.tables, strict=True):
        assert structure(drawn) == structure(issued)
        assert words(drawn) == words(issued)


@pytest.mark.parametrize("name", corpus_names())
def test_every_number_stands_in_its_cell(name: str) -> None:
    """Every value of every report, at the place its box has; prose paragraph for paragraph; nothing else."""
    report = corpus_report(name)
    word = exported(report)

    for table, drawn in zip(report.form.tables, word.tables, strict=True):
        for box in boxes(table):
            shown = drawn.cell(box.row, box.column).text
            if box.ref is None:
                assert shown == box.text
            else:
                raw = report[box.ref].raw
                assert shown == ("" if raw is None else str(raw).strip()), box.ref
    lines = [line.strip() for key in PROSE_KEYS for line in (report.prose[key] or "").split("\n") if line.strip()]
    assert [paragraph.text for paragraph in word.paragraphs if paragraph.text in set(lines)] == lines


def test_a_draft_says_so_and_lists_what_is_open() -> None:
    """送审稿 in the heading and a last page with each open finding; a clean report has neither."""
    faulty = exported(corpus_report("hongze-2023"))
    clean = exported(corpus_report("hotan-civil-affairs-2023"))

    lines = [paragraph.text for paragraph in faulty.paragraphs if paragraph.text.strip()]
    assert lines[0] == "送审稿"
    listed = lines[lines.index("公布前须处理的事项") + 1 :]
    assert [re.search(r"（([A-Z]\d?-\d\d)）$", line)[1] for line in listed] == [  # type: ignore[index]
        finding.rule.code for finding in findings_of(corpus_report("hongze-2023")) if finding.is_open
    ]
    assert "送审稿" not in [paragraph.text for paragraph in clean.paragraphs]


def test_header_rows_repeat_and_rows_hold_together() -> None:
    """Table three: three header rows on every page; no row is torn apart."""
    table = exported(report_of({})).tables[1]
    rows = list(table._tbl.tr_lst)

    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] * 3 + [False] * 25
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_nobody_and_no_time_is_named() -> None:
    """Properties without author, editor or date; contact and telephone of 封面 nowhere in the package."""
    report = report_of({}, contact="张三", phone="0903-1234567")
    data = as_word(document_of(report))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}

    assert not re.search(r"creator|lastModifiedBy|<dcterms|python", parts["docProps/core.xml"])
    assert not any("张三" in part or "1234567" in part for part in parts.values())


def test_fonts_are_those_of_official_documents_with_stand_ins() -> None:
    """小标宋 for the title, 黑体 and 楷体 for headings, 仿宋 for text; each font table entry names its stand-ins."""
    data = as_word(document_of(corpus_report("pingtan-2021")))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles, fonts = (package.read(f"word/{part}.xml").decode("utf-8") for part in ("styles", "fontTable"))

    used = set(re.findall(r'w:eastAsia="([^"]+)"', styles)) & {
        "方正小标宋简体",
        "黑体",
        "楷体_GB2312",
        "仿宋_GB2312",
        "宋体",
    }
    assert len(used) == 5
    assert all(re.search(rf'w:name="{font}"><w:altName w:val="[^"]+"', fonts) for font in used)


@pytest.mark.parametrize(
    ("organ", "year", "title", "file"),
    [
        (
            "民丰县民政局",
            2026,
            "民丰县民政局2026年政府信息公开工作年度报告",
            "民丰县民政局2026年度政府信息公开工作年度报告",
        ),
        ("某县A/B局", None, "某县A/B局政府信息公开工作年度报告", "某县A_B局政府信息公开工作年度报告"),
    ],
)
def test_titles_and_file_names(organ: str, year: int | None, title: str, file: str) -> None:
    """Organ, year, name of the report; nothing in a file name that a file system refuses."""
    report = Report(form=compose(2021, 2021), values=report_of({}).values, organ=organ, year=year)

    assert (title_of(organ, year), file_name_of(report)) == (title, file)


def pages(data: bytes, folder: Path) -> Iterator[str]:
    """The text of each page, as it prints."""
    pdf = folder / "a.pdf"
    pdf.write_bytes(as_pdf(data))
    run("pdftotext", "-layout", pdf, folder / "a.txt")
    yield from (folder / "a.txt").read_text(encoding="utf-8").split("\f")


@pytest.mark.office
def test_it_prints_page_by_page(tmp_path: Path) -> None:
    """Opened and printed by an office: table three whole on one page, page numbers in dashes, signature at the end."""
    report = corpus_report("hotan-civil-affairs-2023")
    printed = list(pages(as_word(document_of(report, findings_of(report))), tmp_path))
    three = next(page for page in printed if "三、收到和处理政府信息公开申请情况" in page)

    assert "四、结转下年度继续办理" in "".join(three.split())
    assert [number for number, page in enumerate(printed, 1) if f"—{number}—" in "".join(page.split())] == [
        1,
        2,
        3,
        4,
        5,
    ]
    assert "2024年1月16日" in "".join(printed[4].split())
