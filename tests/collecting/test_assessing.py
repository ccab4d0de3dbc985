"""The assessor's sheet: who is put to which line, what is certain and what wants a second look, what changed since."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from gxxl.collecting import held_open
from gxxl.collecting.assessed_list import read_list
from gxxl.collecting.publishing import timely
from gxxl.collecting.roster import Organ
from gxxl.entry.cli import gxxl
from gxxl.form.rules_assessing import INDICATORS, Outcome
from gxxl.hosts.package import save
from gxxl.intake.formats.publication import Published, published
from tests.collecting import pages
from tests.collecting.sheets import cut_short
from tests.intake.renders import as_mail
from tests.tables import report_of

RIGHT, WRONG, REVIEW, UNREAD = "符合", "不符合", "待复核", "未能读取"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages, last year's pages and a list, and the sheet made of them."""
    place = tmp_path_factory.mktemp("评估")
    pages.fill(place / "网页", place / "上年")
    pages.listed(place / "名单.xlsx")
    result = check(place)
    assert result.exit_code == 1, result.stderr
    (place / "显示.txt").write_text(result.stdout, encoding="utf-8")
    return place


def check(place: Path, *more: str) -> Result:
    """The command in a folder."""
    paths = [str(place / name) for name in ("网页", "名单.xlsx", "上年", "核查表.xlsx")]
    arguments = ["check", paths[0], "--roster", paths[1], "--last", paths[2], "--format", "xlsx", "-o", paths[3]]
    return CliRunner().invoke(gxxl, [*arguments, *more])


def test_each_line_of_the_list_has_its_outcomes(made: Path) -> None:
    """By number, address and name; 不符合 only where certain (P-01, T3-01, N-01); a picture is 未能读取, never 缺."""
    assert pages.outcomes(made / "核查表.xlsx") == {
        "甲县民政局": (RIGHT, RIGHT, REVIEW, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT),
        "乙县教育局": (WRONG, RIGHT, REVIEW, WRONG, UNREAD, WRONG, RIGHT, REVIEW),
        "丙县财政局": (RIGHT, RIGHT, REVIEW, RIGHT, UNREAD, RIGHT, RIGHT, RIGHT),
        "丁县人民政府": (UNREAD, RIGHT, REVIEW, RIGHT, UNREAD, RIGHT, RIGHT, RIGHT),
        "戊县水利局": (UNREAD,) * 8,
        "己县司法局": (UNREAD,) * 8,
        "庚县审计局": (REVIEW, RIGHT, REVIEW, REVIEW, UNREAD, REVIEW, RIGHT, REVIEW),
    }
    told = (made / "显示.txt").read_text(encoding="utf-8")
    assert "未能读取2家：戊县水利局、己县司法局\n" in told
    assert "另有1个文件对不上名单：外地.html\n" in told


def test_the_evidence_names_both_numbers_the_words_and_the_place(made: Path) -> None:
    """P-01 quotes PubDate; T3-01 the cells and the row of the page; N-01 the sentence; all with file and time."""
    sheet = load_workbook(made / "核查表.xlsx")["依据"]
    heads, *rows = list(sheet.iter_rows(min_row=2, values_only=True))
    found = {(row[0], row[3]): dict(zip(heads, row, strict=True)) for row in rows if row[0] == "乙县教育局"}

    late, sum_, words = (found["乙县教育局", code] for code in ("P-01", "T3-01", "N-01"))
    assert (late["原填"], late["应为"], late["原文"]) == (
        "2024-02-05", "2024-01-31", "PubDate：2024/02/05；发布日期:2024-02-05 来源:办公室",
    )  # fmt: skip
    assert (
        late["问题"]
        == "乙县教育局2023年度年报2024年2月5日公布（网页标签 PubDate），期限是2024年1月31日（本机关年报），晚5天。"
    )
    assert (sum_["原填"], sum_["应为"], str(sum_["位置"]).endswith("；第2张表第27行")) == ("5", "4", True)
    assert (words["原填"], words["应为"], words["原文"]) == ("7", "5", "全年新收政府信息公开申请7件。")
    assert all(one["文件"] == "002 网页.html" and one["读取时间"] for one in found.values())


def test_the_lists_own_columns_are_kept_as_they_are(made: Path) -> None:
    """=1+1 of the list stays words; a click on an outcome leads to its evidence; no cell is a formula."""
    book = load_workbook(made / "核查表.xlsx")
    sheet = book["核查表"]
    heads = [cell.value for cell in sheet[5]]

    assert tuple(heads[:6]) == pages.HEADS
    assert sheet.cell(7, 6).value == "=1+1"
    assert not any(cell.data_type == "f" for one in book for row in one.iter_rows() for cell in row)
    link = sheet.cell(7, 7).hyperlink
    assert link is not None
    row = int(str(link.location).rpartition("C")[2])
    assert [cell.value for cell in book["依据"][row]][:4] == ["乙县教育局", "公布时间", WRONG, "P-01"]


def test_lines_of_a_list_may_be_longer_or_shorter_than_its_head(tmp_path: Path) -> None:
    """A remark beyond the last heading and a line that ends early: each cell stays in its column."""
    path = tmp_path / "名单.csv"
    path.write_text("序号,单位名称,备注\n1,甲县教育局\n2,乙县教育局,已电话  核对,另函\n", encoding="utf-8")

    listed = read_list(path)
    assert listed.heads == ("序号", "单位名称", "备注", "")
    assert [line.cells for line in listed.lines] == [
        ("1", "甲县教育局", "", ""),
        ("2", "乙县教育局", "已电话  核对", "另函"),
    ]


def test_every_text_of_the_sheet_finds_room(made: Path) -> None:
    """Names of files, addresses and remarks break in rows as high as they need; links are short words."""
    assert list(cut_short(made / "核查表.xlsx")) == []


def test_what_was_typed_beside_lines_called_alike_stays_at_its_line(tmp_path: Path) -> None:
    """A list without numbers that has an organ twice: each of its lines keeps its own 人工复核, number or date."""
    (tmp_path / "网页").mkdir()
    (tmp_path / "网页" / "甲县民政局.html").write_text(
        pages.page_of(pages.report_for("甲县民政局"), {}), encoding="utf-8"
    )
    (tmp_path / "名单.csv").write_text("单位名称\n甲县民政局\n甲县民政局\n", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("网页", "名单.csv", "核查表.xlsx")]
    arguments = ["check", names[0], "--roster", names[1], "--format", "xlsx", "-o", names[2]]
    CliRunner().invoke(gxxl, arguments)
    book = load_workbook(names[2])
    column = [cell.value for cell in book["核查表"][5]].index("人工复核") + 1
    for row, typed in ((6, 0), (7, date(2024, 3, 1))):
        book["核查表"].cell(row, column).value = typed
    book.save(names[2])

    told = CliRunner().invoke(gxxl, arguments).stdout

    again = load_workbook(names[2])["核查表"]
    assert [str(again.cell(row, column).value)[:10] for row in (6, 7)] == ["0", "2024-03-01"]
    assert "与上次相比没有变化。" in told


def test_a_second_run_names_what_changed_and_keeps_what_was_typed(made: Path, tmp_path: Path) -> None:
    """乙 mends date, table and words: each is named with 上次 and 本次; 人工复核 stays at its organ."""
    place = tmp_path / "再次"
    shutil.copytree(made, place)
    book = load_workbook(place / "核查表.xlsx")
    heads = [cell.value for cell in book["核查表"][5]]
    book["核查表"].cell(7, heads.index("人工复核") + 1).value = "扣2分"
    book.save(place / "核查表.xlsx")
    mended = pages.page_of(pages.report_for("乙县教育局"), {"PubDate": "2024-01-31"})
    (place / "网页" / "002 网页.html").write_text(mended, encoding="utf-8")
    pages.listed(place / "名单.xlsx", pages.LINES[::-1])

    told = check(place).stdout

    assert "与上次相比有3处变化：\n" in told
    assert "  乙县教育局　公布时间　不符合→符合\n" in told
    again = load_workbook(place / "核查表.xlsx")
    rows = [row[:4] for row in again["变化"].iter_rows(min_row=3, values_only=True)]
    assert ("乙县教育局", "表内勾稽", WRONG, RIGHT) in rows
    assert len(rows) == 3
    assert again["核查表"].cell(11, heads.index("人工复核") + 1).value == "扣2分", "the list was turned round"
    assert "第2次核查" in str(again["核查表"].cell(2, 1).value)
    assert "与上次相比没有变化。" in check(place).stdout


def test_a_sheet_held_open_is_written_beside(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel holds 核查表.xlsx: it stays, the new one lies beside it and is told; what is typed there is not lost."""
    place = tmp_path / "再次"
    shutil.copytree(made, place)
    before = (place / "核查表.xlsx").read_bytes()

    def held(path: Path, data: bytes) -> None:
        if path.name == "核查表.xlsx":
            raise PermissionError
        save(path, data)

    monkeypatch.setattr(held_open, "save", held)
    told = check(place).stdout

    (new,) = place.glob("核查表_????.xlsx")
    assert f"“核查表.xlsx”正被别的程序打开，没有改动；这次的结果写在旁边的“{new.name}”。\n结果已写入 {new}\n" in told
    assert (place / "核查表.xlsx").read_bytes() == before

    book = load_workbook(new)
    heads = [cell.value for cell in book["核查表"][5]]
    book["核查表"].cell(7, heads.index("人工复核") + 1).value = "扣3分"
    book.save(new)
    monkeypatch.undo()
    check(place)
    assert load_workbook(place / "核查表.xlsx")["核查表"].cell(7, heads.index("人工复核") + 1).value == "扣3分"


@pytest.mark.parametrize(
    ("name", "level", "when", "outcome"),
    [
        ("甲县民政局", "", date(2024, 1, 31), Outcome.RIGHT),
        ("甲县民政局", "", date(2024, 2, 1), Outcome.WRONG),
        ("甲县人民政府办公室", "county", date(2024, 2, 20), Outcome.WRONG),
        ("甲县人民政府", "", date(2024, 2, 20), Outcome.RIGHT),
        ("甲县人民政府", "", date(2024, 2, 21), Outcome.WRONG),
        ("和田地区行政公署", "", date(2024, 3, 10), Outcome.RIGHT),
        ("某省人民政府", "", date(2024, 4, 1), Outcome.REVIEW),
        ("某省人民政府", "", date(2024, 4, 2), Outcome.WRONG),
        ("某市人民政府", "", date(2024, 3, 10), Outcome.REVIEW),
        ("某市人民政府", "prefecture", date(2024, 3, 10), Outcome.RIGHT),
        ("某市人民政府", "", date(2024, 2, 19), Outcome.RIGHT),
        ("红旗镇人民政府", "", date(2024, 3, 1), Outcome.REVIEW),
        ("甲县民政局", "", date(2023, 6, 1), Outcome.REVIEW),
    ],
)
def test_the_deadline_is_that_of_whoever_publishes(name: str, level: str, when: date, outcome: Outcome) -> None:
    """P-01: departments and offices 31 January, governments by level; 31 March 2024 is a Sunday; 市 may be of any level."""
    assert timely(Organ(name, level=level), None, 2023, Published(labelled=when)).outcome is outcome


def test_dates_that_speak_against_each_other_are_looked_at_again() -> None:
    """P-01: a page sent again later bears a late PubDate; a list may state its own, earlier deadline."""
    organ, late = Organ("甲县民政局"), date(2024, 5, 30)
    both = Published(labelled=late, shown=date(2024, 1, 30), labelled_quote="PubDate：…", shown_quote="发布日期：…")
    assert timely(organ, None, 2023, both).outcome is Outcome.REVIEW
    assert timely(organ, None, 2023, Published(shown=late)).outcome is Outcome.WRONG
    early = organ._replace(deadline=date(2024, 1, 26))
    assert timely(early, None, 2023, Published(shown=date(2024, 1, 29))).outcome is Outcome.WRONG
    assert timely(organ, None, 2023, Published()).outcome is Outcome.UNREAD


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            (
                "<!-- saved from url=(0031)http://www.a.gov.cn/nb/1.html --><html><head><meta charset=utf-8>"
                '<META NAME="pubdate" CONTENT="2024年1月8日"><meta name="ContentSource" content="甲局">'
                '<meta name="ArticleTitle" content="年报"></head><body><p>时间：2024-01-09</p></body></html>'
            ),
            (date(2024, 1, 8), date(2024, 1, 9), "甲局", "年报", "http://www.a.gov.cn/nb/1.html"),
        ),
        (
            (
                '<html><head><meta charset=utf-8><link rel="canonical" href="https://b.gov.cn/2"></head><body>'
                "<table><tr><td>成文日期</td><td>2024-01-02</td></tr><tr><td>发布日期</td><td>20240131</td></tr></table></body>"
            ),
            (None, date(2024, 1, 31), "", "", "https://b.gov.cn/2"),
        ),
        (
            "<html><head><meta charset=utf-8><meta name=PubDate content='2024-13-45'></head><body>发布会2024年</body></html>",
            (None, None, "", "", ""),
        ),
    ],
)
def test_what_a_page_says_of_itself(page: str, expected: tuple[Any, ...]) -> None:
    """PubDate, the date a reader sees (never 成文日期), ContentSource, ArticleTitle, the address it was saved from."""
    found = published(page.encode())

    assert (found.labelled, found.shown, found.source, found.title, found.address) == expected


def test_other_documents_tell_their_date_too() -> None:
    """A .mht its address; text its 公布时间; a picture and rubbish nothing."""
    mail = as_mail(report_of()).replace(
        b"MIME-Version", b"Snapshot-Content-Location: http://c.gov.cn/3\nMIME-Version", 1
    )
    assert published(mail).address == "http://c.gov.cn/3"
    assert published("某局年报\n公布时间：2024/1/5\n一、总体情况".encode()).shown == date(2024, 1, 5)
    assert published(b"\xff\xd8\xff") == published(b"PK\x03\x04") == Published()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xlsx"], "--format xlsx 要写明名单和结果文件"),
        (["--roster", "{list}"], "--roster 只和 --format xlsx 一起用"),
        (["--roster", "{page}", "--format", "xlsx", "-o", "{out}"], "没有“单位名称”一列"),
        (["--roster", "{list}", "--format", "xlsx", "-o", "{list}"], "-o 不能写到要读的文件上"),
        (["--roster", "{list}", "--format", "xlsx", "-o", "{page}"], "-o 不能写到要读的文件上"),
    ],
)
def test_what_is_asked_for_wrong_is_told(arguments: list[str], words: str, made: Path) -> None:
    """Exit 2 and one sentence; neither list nor page is written over."""
    named = {"list": made / "名单.xlsx", "page": made / "网页" / "001.html", "out": made / "新.xlsx"}
    before = {key: path.read_bytes() for key, path in named.items() if path.exists()}
    done = CliRunner().invoke(gxxl, ["check", str(made / "网页"), *(one.format(**named) for one in arguments)])

    assert (done.exit_code, words in done.stderr) == (2, True), done.stderr
    assert {key: named[key].read_bytes() for key in before} == before


def test_every_rule_of_an_indicator_is_a_rule_once() -> None:
    """No rule speaks to two indicators, and each is one of the book (P-01 among them)."""
    from gxxl.form.rules import RULES

    codes = [code for one in INDICATORS for code in (*one.certain, *one.doubtful)]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(RULES)
