"""The oracle itself: what LibreOffice and gnumeric say of a workbook whose answers are known."""

from __future__ import annotations

import os
import re
import signal
import zipfile
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

from tests.office import OfficeError, run, ssconvert, stored
from tests.office.calc import Actions, Calc

pytestmark = pytest.mark.office

REQUESTS, SUMS = "三、依申请公开", "合计 '检' 查"
FONTS = ("仿宋_GB2312", "仿宋", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体", "微软雅黑")
QUOTED = "'合计 ''检'' 查'"
ANSWERS = {
    REQUESTS: {"A1": "来源", "A2": "自然人", "A3": "法人", "B2": 2.0, "B3": 3.0, "B4": 5.0},
    SUMS: {"A1": 5.0, "A2": "对", "A3": "#ERR #DIV/0!", "A5": 10.0},
}
FORMULAS = {
    REQUESTS: {"B4": "=SUM(B2:B3)"},
    SUMS: {
        "A1": "='三、依申请公开'!B4",
        "A2": '=IF(A1=5,"对","错")',
        "A3": "=1/('三、依申请公开'!B2-2)",
        "A4": '=IF(A1=5,"","错")',
        "A5": "=二*5",
    },
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two protected sheets with formulas across them; every cached value is wrong."""
    path = tmp_path_factory.mktemp("book") / "年报 [甲].xlsx"
    with xlsxwriter.Workbook(path) as made:
        free = made.add_format({"locked": False, "font_name": "仿宋_GB2312"})
        for name, formulas in FORMULAS.items():
            sheet = made.add_worksheet(name)
            sheet.set_column("A:XFD", 12, free)
            for at, value in ANSWERS[name].items():
                if at not in formulas:
                    sheet.write(at, value, free)
            for at, text in formulas.items():
                sheet.write_formula(at, text, None, 77)
            sheet.protect()
        made.define_name("二", f"='{REQUESTS}'!$B$2")
        red = made.add_format({"bg_color": "#FF0000"})
        made.get_worksheet_by_name(REQUESTS).conditional_format(
            "B2:B3", {"type": "formula", "criteria": f'={QUOTED}!$A$2="错"', "format": red}
        )
        for row, font in enumerate(FONTS):
            made.get_worksheet_by_name(REQUESTS).write(row, 4, "政府信息公开", made.add_format({"font_name": font}))
    ANSWERS[REQUESTS] |= {f"E{row}": "政府信息公开" for row in range(1, len(FONTS) + 1)}
    return path


def reds(picture: Path) -> int:
    """How many pixels of a .ppm are pure red."""
    data = picture.read_bytes().split(b"\n", 3)[3]
    return sum(data[at : at + 3] == b"\xff\x00\x00" for at in range(0, len(data), 3))


def test_values_are_calculated_not_cached(calc: Calc, book: Path) -> None:
    """Numbers are numbers, texts texts, errors `#ERR`; an empty text is left out."""
    assert stored(book)[SUMS]["A1"] == 77
    assert calc.values(book) == ANSWERS
    assert calc.values(book, {SUMS: ["A2:B3", "A5"]}) == {
        REQUESTS: {},
        SUMS: {at: ANSWERS[SUMS][at] for at in ("A2", "A3", "A5")},
    }


def test_formulas_are_told_as_excel_writes_them(calc: Calc, book: Path) -> None:
    """Sheet names in quotes and with `!`, commas between arguments."""
    assert calc.formulas(book) == FORMULAS


def test_a_lock_left_behind_does_not_matter(calc: Calc, book: Path) -> None:
    """The file is copied first, and nothing is left beside it."""
    lock = book.with_name(f".~lock.{book.name}#")
    lock.write_text(",someone,elsewhere,01.01.2026 00:00,file:///tmp;", encoding="utf-8")

    assert calc.values(book) == ANSWERS
    lock.unlink()
    assert list(book.parent.iterdir()) == [book]


def test_resaving_writes_what_was_calculated(calc: Calc, book: Path, tmp_path: Path) -> None:
    """The new file holds the right values, the formulas and the protection."""
    out = calc.resave(book, tmp_path / "新.xlsx")

    assert stored(out) == ANSWERS
    assert calc.formulas(out) == FORMULAS
    with zipfile.ZipFile(out) as parts:
        assert b"<sheetProtection" in parts.read("xl/worksheets/sheet1.xml")


def test_gnumeric_agrees(book: Path, tmp_path: Path) -> None:
    """A second engine, the same answers."""
    assert ssconvert(book, tmp_path / "一.csv") == ANSWERS
    assert "自然人" in (tmp_path / "一.csv").read_text(encoding="utf-8")


CASES: dict[str, tuple[Actions, dict[str, float | str]]] = {
    "set": ([{"set": [REQUESTS, "B2", 4]}], {"A1": 7.0, "A2": "错", "A3": 0.5, "A4": "错", "A5": 20.0}),
    "set text": ([{"set": [REQUESTS, "B3", "3"]}], {"A1": 2.0}),
    "formula": ([{"formula": [SUMS, "A1", f"=SUM('{REQUESTS}'!B2:B3,1)"]}], {"A1": 6.0}),
    "clear": ([{"clear": [REQUESTS, "B2:B3"]}], {"A1": 0.0, "A3": -0.5, "A5": 0.0}),
    "move": ([{"move": [REQUESTS, "B2", REQUESTS, "D9"]}, {"set": [REQUESTS, "B2", 100]}], {"A3": "#ERR #DIV/0!"}),
    "move over": ([{"move": [REQUESTS, "B3", REQUESTS, "B2"]}], {"A1": 3.0, "A3": 1.0, "A5": 15.0}),
    "move to another sheet": ([{"move": [REQUESTS, "B2", SUMS, "D9"]}], {"A5": 10.0, "D9": 2.0}),
    "copy": ([{"copy": [REQUESTS, "B3", REQUESTS, "B2"]}], {"A1": 6.0, "A3": 1.0}),
    "foreign paste": ([{"paste_foreign": [REQUESTS, "A2", [["某", 8], ["乙", "9"]]]}], {"A1": 8.0, "A5": 40.0}),
    "insert rows": ([{"insert_rows": [REQUESTS, 3, 2]}, {"set": [REQUESTS, "B3", 10]}], {"A1": 15.0}),
    "unprotect": ([{"unprotect": [SUMS]}, {"set": [SUMS, "A1", 6]}], {"A1": 6.0, "A2": "错"}),
}


@pytest.mark.parametrize("name", CASES)
def test_edits_do_what_a_user_does(calc: Calc, book: Path, name: str) -> None:
    """Each action, on protected sheets, with the workbook loaded for it."""
    actions, expected = CASES[name]

    values = calc.edit(book, actions)

    assert expected.items() <= values[SUMS].items()


def test_many_edits_at_once_each_start_from_the_same_workbook(calc: Calc, book: Path) -> None:
    """Loaded once and undone in between, the answers are those of loading each time."""
    cases = [actions for actions, _ in CASES.values()] * 6

    answers = calc.edits(book, [*cases, ()])

    assert answers == [calc.edit(book, actions) for actions in cases[: len(CASES)]] * 6 + [ANSWERS]
    assert [answer[SUMS] for answer in calc.edits(book, cases[:2], {SUMS: ["A1"]})] == [{"A1": 7.0}, {"A1": 2.0}]


def test_an_edited_workbook_is_saved_without_scratch_and_protected_again(
    calc: Calc, book: Path, tmp_path: Path
) -> None:
    """A foreign paste locks the cell and brings its font; `unprotect` is for good."""
    out = tmp_path / "out.xlsx"
    paste = {"paste_foreign": [REQUESTS, "B2", [[8]]]}

    calc.edit(book, [paste, {"unprotect": [SUMS]}], out)

    assert list(stored(out)) == [REQUESTS, SUMS]
    with zipfile.ZipFile(out) as parts:
        assert b"<sheetProtection" in parts.read("xl/worksheets/sheet1.xml")
        assert b"<sheetProtection" not in parts.read("xl/worksheets/sheet2.xml")
        assert b"Comic Sans MS" in parts.read("xl/styles.xml")


def test_it_prints_in_the_fonts_of_official_documents(calc: Calc, book: Path, tmp_path: Path) -> None:
    """仿宋, 楷体, 黑体 and 宋体 have their substitutes; every page is a picture."""
    pages = calc.pictures(book, tmp_path)

    assert len(pages) == 2
    assert all(page.stat().st_size > 1000 for page in pages)
    fonts = set(re.findall(r"\+(\w+)", run("pdffonts", tmp_path / f"{book.stem}.pdf")))
    assert {"FandolFang", "FandolKai", "FandolHei", "FandolSong"} <= fonts


def test_a_sheet_shows_its_conditional_colours(calc: Calc, book: Path, tmp_path: Path) -> None:
    """Red only when the formula on the other sheet says so."""
    wrong = tmp_path / "wrong.xlsx"
    calc.edit(book, [{"set": [REQUESTS, "B2", 4]}], wrong)

    right_picture = calc.render_sheet(book, REQUESTS, tmp_path / "right.ppm")
    wrong_picture = calc.render_sheet(wrong, REQUESTS, tmp_path / "wrong.ppm")

    assert not reds(right_picture)
    assert reds(wrong_picture) > 500
    assert calc.render_sheet(wrong, SUMS, tmp_path / "sums.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_done_is_said(calc: Calc, book: Path, tmp_path: Path) -> None:
    """An unknown action or sheet, a file that is no workbook: an error, and the office lives on."""
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK")
    for actions in ([{"fly": [SUMS]}], [{"set": ["无", "A1", 1]}], [{"set": [SUMS, "不是", 1]}]):
        with pytest.raises(OfficeError):
            calc.edit(book, actions)
    with pytest.raises(OfficeError):
        calc.values(broken)

    assert calc.values(book) == ANSWERS


def test_an_office_that_dies_or_hangs_costs_one_call(book: Path) -> None:
    """Killed, it is started again; hanging, it is ended in time and the next call starts a new one."""
    with Calc() as calc:
        for many in (False, True):
            server = calc._server
            assert server
            office = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="utf-8")
            os.kill(int(office), signal.SIGKILL)
            assert (calc.edits(book, [()])[0] if many else calc.values(book)) == ANSWERS

        server, calc.timeout = calc._server, 1.0
        assert server
        os.killpg(server.process.pid, signal.SIGSTOP)
        with pytest.raises(OfficeError, match="no answer in 1 s"):
            calc.values(book)
        calc.timeout = 60.0
        assert calc.values(book) == ANSWERS
        server = calc._server
    assert server
    assert server.process.returncode == 0
