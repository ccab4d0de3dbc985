"""Published reports: every cell right and every word, whatever kind of document; what is in doubt stays unread."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from gxxl.form.model import Table
from gxxl.intake.files import open_report
from gxxl.intake.last_year import last_year_in
from gxxl.report import Kind, Report, Signature
from tests.conftest import CORPUS, corpus_report
from tests.intake import renders
from tests.intake.reading import assert_same, read, unread, words, wrong
from tests.strategies import valid_reports
from tests.tables import report_of

DOCUMENTS = CORPUS / "documents"
REPORTS = ("hotan-civil-affairs-2023", "suqian-2023", "shanghai-office-2019", "pingtan-2020", "shuyang-reform-2023")
"""Big numbers, blank cells, negative changes, three compositions of the form, with and without signature."""


@pytest.mark.parametrize(
    ("document", "gold", "organ", "unknown"),
    [
        ("hongze-2023.pdf", "hongze-2023", "洪泽区人民政府", []),
        ("hotan-civil-affairs-2023.txt", "hotan-civil-affairs-2023", "和田地区民政局", []),
        ("shanghai-science-2024.md", "shanghai-science-2024", "上海市科委", ["requests.carried_out.total"]),
    ],
)
def test_the_documents_of_the_corpus(document: str, gold: str, organ: str, unknown: list[str]) -> None:
    """W-07 only where the source has lost a cell; organs as the titles put them."""
    opened, drawn = open_report(DOCUMENTS / document), corpus_report(gold)

    got = opened.report
    assert got
    assert got.form is drawn.form
    assert (wrong(got, drawn), unread(got, drawn)) == ([], unknown)
    assert words(got) == words(drawn)
    assert (got.organ, got.year, got.signature) == (organ, drawn.year, drawn.signature)
    assert {ref for ref in got.form.index if got[ref].kind is not Kind.UNSEEN} == set(opened.places)
    assert {f.rule.code for f in opened.findings} == ({"W-07", "W-08"} if unknown else {"W-08"})


def test_every_value_keeps_where_it_was_read() -> None:
    """Page, table and row of a PDF; the line of a text."""
    printed = open_report(DOCUMENTS / "hongze-2023.pdf")
    typed = open_report(DOCUMENTS / "hotan-civil-affairs-2023.txt")
    assert printed.report
    assert typed.report

    fees = next(ref for ref in printed.places if ref.row == "fees")
    assert str(printed.places[fees]) == "第3页第2张表第6行"
    assert str(typed.places[fees]) == "第49行"
    assert dict(printed.report.particulars)["title"] == "洪泽区人民政府2023年政府信息公开工作年度报告"


def test_the_official_form_is_blank() -> None:
    """W-08: 200 cells seen, all blank, and nothing taken for text but what the form says."""
    opened = open_report(DOCUMENTS / "official-form-2021.docx")
    assert opened.report

    assert {value.kind for value in opened.report.values} == {Kind.BLANK}
    assert [finding.problem for finding in opened.findings] == [
        "从文稿读取：共200格，读到0格，原文空白200格，没有读到0格。"
    ]
    assert (opened.report.organ, opened.report.year, opened.report.prose["preamble"]) == (None, None, None)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("style", renders.STYLES)
def test_web_pages(style: str, name: str) -> None:
    """However a page is put, and in whatever charset, the report is the same."""
    drawn, (how, charset) = corpus_report(name), renders.STYLES[style]

    assert_same(renders.as_html(drawn, how).encode(charset), drawn)


@pytest.mark.parametrize("draw", [renders.as_mail, renders.as_word, renders.as_sheets])
@pytest.mark.parametrize("name", REPORTS[:4])
def test_mail_word_and_foreign_workbooks(name: str, draw: Callable[[Report], bytes]) -> None:
    """.mht, .docx with merged cells, an .xlsx with everything on one sheet."""
    drawn = corpus_report(name)

    assert_same(draw(drawn), drawn)


@pytest.mark.parametrize("name", ["hotan-civil-affairs-2023", "suqian-2023", "pingtan-2020"])
@pytest.mark.parametrize("how", renders.COPIED)
def test_copied_text(how: str, name: str) -> None:
    """Tabs, bars, one cell a line."""
    drawn = corpus_report(name)

    assert_same(renders.as_text(drawn, renders.COPIED[how]).encode("gb18030"), drawn)


@pytest.mark.parametrize("name", ["shanghai-office-2019", "shuyang-reform-2023", "shanghai-science-2024"])
def test_blank_cells_that_leave_no_trace_are_not_guessed(name: str) -> None:
    """W-07: a row with fewer numbers than columns is not read; no other row suffers."""
    drawn = corpus_report(name)
    got = read(renders.as_text(drawn, renders.stacked).encode()).report

    rows = {ref.rpartition(".")[0] for ref in unread(got, drawn)}
    assert wrong(got, drawn) == []
    assert all(row.startswith("requests.") or name.startswith("shanghai-office") for row in rows)
    assert words(got) == words(drawn)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("pingtan-2022", {"disclosure.normative_documents"}),
        ("jinhu-2023", {"disclosure.normative_documents"}),
        ("hotan-civil-affairs-2023", set()),
    ],
)
def test_digits_that_run_together_are_split_by_sums(name: str, rows: set[str]) -> None:
    """640020470 is 64·0·0·2·0·4·70; 8855698 of table two, where nothing adds up, stays unread."""
    drawn = corpus_report(name)
    first, _, rest = renders.as_text(drawn, renders.run_together).partition("\n")
    got = read(f"标题: {first}\n==== 正文 ====\n{rest.replace(chr(10), ' ')}".encode()).report

    assert wrong(got, drawn) == []
    assert {ref.rpartition(".")[0] for ref in unread(got, drawn)} == rows
    assert (words(got), got.organ, got.signature) == (words(drawn), drawn.organ, drawn.signature)


def test_digits_that_run_together_in_a_report_with_errors_stay_unread() -> None:
    """平潭2020: the columns do not add up, so no reading is confirmed."""
    drawn = corpus_report("pingtan-2020")
    first, _, rest = renders.as_text(drawn, renders.run_together).partition("\n")
    got = read(f"{first}\n{rest.replace(chr(10), ' ')}".encode()).report

    assert wrong(got, drawn) == []
    assert "requests.handled.total" in unread(got, drawn)


def _first_row(report: Report, table: Table) -> str:
    return renders.tabbed(report, table).replace("\n行政规范性文件", "\n其他主动公开文件\t3\t3\t3\n行政规范性文件")


def test_slips_in_labels_and_rows_of_provinces() -> None:
    """W-02 for a row the form does not have; half-width brackets, 1、, words left out do no harm."""
    drawn = corpus_report("suqian-2023")
    text = renders.as_text(drawn, _first_row)
    for right, slip in {
        "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
        "1.属于国家秘密": "1、属于国家 秘密",
        "（一）予以公开": "(一)予以公开",
        "（区分处理的，只计这一情形，不计其他情形）": "",
        "四、政府信息公开行政复议、行政诉讼情况": "四、政府信息公开行政法复议、行政诉讼情况",
        "五、存在的主要问题及改进情况": "五、政府信息公开工作存在的主要问题及整改措施",
        "行政规范性文件\t": "规范性文件\t",
    }.items():
        assert right in text
        text = text.replace(right, slip)
    found = read(text.encode())

    assert (wrong(found.report, drawn), unread(found.report, drawn)) == ([], [])
    assert words(found.report) == words(drawn)
    assert [(f.rule.code, f.found) for f in found.findings if f.rule.code != "W-08"] == [("W-02", "其他主动公开文件")]


def _broken(report: Report, table: Table) -> str:
    """Each number of several digits broken after the first, as narrow columns do."""
    page = renders.html_table(report, table, renders.Style())
    return re.sub(r">(\d)(\d+)</td>", r">\1<br>\2</td>", page)


def test_numbers_broken_over_lines_are_one_only_where_the_sums_say_so() -> None:
    """W-07: table three and four add up; in table two a broken number might be two."""
    drawn = corpus_report("suqian-2023")
    page = renders.as_html(drawn)
    for table in drawn.form.tables:
        page = page.replace(renders.html_table(drawn, table, renders.Style()), _broken(drawn, table))
    found = read(page.encode())

    assert wrong(found.report, drawn) == []
    assert {ref.partition(".")[0] for ref in unread(found.report, drawn)} == {"disclosure"}
    assert "W-07" in {finding.rule.code for finding in found.findings}


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (lambda t: t.replace("2.重复申请\t39", "1.信访举报投诉类申请\t39"), {"not_processed.petition", "not_processed.repeated"}),
        (lambda t: t.replace("2.重复申请\t39\t0", "2.重复申请\t39"), {"not_processed.repeated"}),
        (lambda t: t.replace("2.重复申请\t39", "39"), set()),
        (lambda t: t.replace("2.重复申请\t39", "\n8\n2.重复申请\t39"), set()),
    ],
    ids=["a label twice", "a number short", "a label missing", "a stray number"],
)  # fmt: skip
def test_rows_in_doubt_are_not_read(change: Callable[[str], str], missing: set[str]) -> None:
    """W-07: never the wrong row; what stands between two sure labels in the right number is sure too."""
    drawn = corpus_report("suqian-2023")
    text = renders.as_text(drawn, renders.tabbed)
    assert change(text) != text
    got = read(change(text).encode()).report

    assert wrong(got, drawn) == []
    assert {ref.rpartition(".")[0] for ref in unread(got, drawn)} == {f"requests.{row}" for row in missing}


@hypothesis.given(valid_reports())
@hypothesis.settings(max_examples=8, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_random_reports_come_back(drawn: Report) -> None:
    """Report → page, Word, text → the same report."""
    prose = {"overview": "全年主动公开政府信息12条。", "problems": "无。", "other_matters": "未收取信息处理费。"}
    drawn = report_of(
        {str(ref): value.raw for ref, value in zip(drawn.form.index, drawn.values, strict=True)},
        form=drawn.form, organ="某市人民政府", prose=prose, signature={"organ": "某市人民政府", "date": "2024-01-05"},
    )  # fmt: skip
    for data in (
        renders.as_html(drawn, renders.STYLES["broken over pages, headings repeated"][0]).encode(),
        renders.as_word(drawn),
        renders.as_text(drawn, renders.tabbed).encode(),
    ):
        assert_same(data, drawn)
    assert drawn.signature == Signature("某市人民政府", "2024-01-05")


def test_check_import_and_last_take_any_document(tmp_path: Path) -> None:
    """A folder of mixed kinds; last year from a page; a PDF into the workbook and out as data."""
    folder, last = tmp_path / "报送", tmp_path / "上年"
    folder.mkdir()
    last.mkdir()
    this = corpus_report("suqian-2023")
    (folder / "宿迁.docx").write_bytes(renders.as_word(this))
    (folder / "和田.txt").write_bytes((DOCUMENTS / "hotan-civil-affairs-2023.txt").read_bytes())
    (folder / "洪泽_files").mkdir()
    (folder / "洪泽_files" / "a.html").write_text("<p>政府信息公开</p>", encoding="utf-8")
    (last / "和田.html").write_text(renders.as_html(report_of(organ="和田地区民政局", year=2022)), encoding="utf-8")
    result = CliRunner().invoke(gxxl, ["check", str(folder), "--last", str(last)])
    assert "共核查2个文件" in result.stdout
    assert "未核对" not in result.stdout.partition("宿迁.docx")[0]

    book, data = tmp_path / "洪泽.xlsx", tmp_path / "洪泽.json"
    for out in (book, data):
        assert CliRunner().invoke(gxxl, ["import", str(DOCUMENTS / "hongze-2023.pdf"), "-o", str(out)]).exit_code == 0
    drawn = corpus_report("hongze-2023")
    for out in (book, data):
        got = open_report(out).report
        assert got
        assert wrong(got, drawn) == []
    source = str(last / "和田.html")
    made = CliRunner().invoke(
        gxxl, ["new", "--organ", "和田地区民政局", "--year", "2023", "--last", source, "-o", str(book)]
    )
    assert (made.exit_code, last_year_in(last).disputed(corpus_report("hotan-civil-affairs-2023"))) == (0, False)
