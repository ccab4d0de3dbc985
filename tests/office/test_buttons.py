"""LibreOffice as a clerk meets it: a workbook in a window, real mouse and keys, the extension as `gxxl doctor` put it.

GXXL_ARTEFACTS names a folder in which the pictures of the screen are kept.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest

from gxxl.form.editions import compose
from gxxl.form.told import SAID_IN_LIBREOFFICE
from gxxl.hosts.files import FileHost
from gxxl.sheet import layout_of
from gxxl.template.looks import RED_BACK
from gxxl.template.places import SHEETS, places_of
from gxxl.template.placing import placed
from tests.books import book_of, worded
from tests.office.desk import ON_SHEET, ON_TOOLBAR, Book, Desk, waited
from tests.tables import report_of

pytestmark = pytest.mark.office

REQUESTS, RESULTS, DISCLOSURE = "三、依申请公开", "核查结果", "二、主动公开"
FORM = compose(2021, 2021)
FINDINGS_TOP = places_of(FORM).names["results"].top
ROOT = Path(__file__).parents[2]
WRONG = {
    "requests.new.natural_person": 5,
    "requests.new.total": 5,
    "requests.granted.natural_person": 2,
    "requests.granted.total": 3,
    "requests.handled.natural_person": 2,
    "requests.handled.total": 3,
}
"""自然人: 5 new, 2 handled (T3-01); its 予以公开 has a 总计 typed over with 3 (T3-02), and so on down the columns."""


@pytest.fixture
def artefacts(tmp_path: Path) -> Path:
    """Where pictures go."""
    return Path(os.environ.get("GXXL_ARTEFACTS") or tmp_path)


def wrong_book(path: Path) -> Path:
    """The committed workbook with known errors in its tables, with or without macros as its name says."""
    data = (ROOT / "workbook" / f"政府信息公开年报模板-2021{path.suffix}").read_bytes()
    FileHost(path, path, data=data).apply(placed(worded(report_of(WRONG)), finished=True))
    return path


def reds(book: Book, sheet: str) -> set[str]:
    """The cells of a table that are red on the screen; all of them can be seen."""
    book.go(sheet, "A2")
    places = {(at.row, at.column): at.a1 for at in layout_of(FORM).values() if at.sheet == sheet}
    boxes, picture = book.boxes(places), book.picture()
    assert set(boxes) == set(places)
    red = tuple(int(RED_BACK[start : start + 2], 16) for start in (1, 3, 5))
    return {places[place] for place, box in boxes.items() if picture.colour(box.x + 4, box.y + 4) == red}


def results(book: Book) -> list[tuple[str, str]]:
    """Rule and place of every finding in 核查结果."""
    rows = book.cells(RESULTS, f"A{FINDINGS_TOP}:G{FINDINGS_TOP + 20}")
    return [(row[2], row[6]) for row in rows if row[2]]


@pytest.mark.parametrize(("suffix", "where"), [(".xlsx", ON_TOOLBAR), (".xlsm", ON_SHEET)])
def test_a_click_checks_fills_and_takes_back(
    desk: Desk, suffix: str, where: int, tmp_path: Path, artefacts: Path
) -> None:
    """核查, a link, 填总计, 撤销, Ctrl+Z: by the toolbar of the extension, and by the workbook's own buttons.

    A date in 表二 (C-08) is known to the program only; sums (T3-01, T3-02) are red by formula before.
    """
    path = wrong_book(tmp_path / f"某县 年报[1]={suffix}")
    with desk.opened(path) as book:
        book.ask("date", sheet=DISCLOSURE, area="B10", day="2024-1-5")
        protected = book.state["protected"]
        assert (reds(book, DISCLOSURE), reds(book, REQUESTS)) == (set(), {"J9", "D30", "J30"})

        assert book.press("核查", where) == "核查完毕：错误5处。请从“核查结果”第一条改起。"

        assert book.state["cursor"] == [DISCLOSURE, 10, 2]
        assert results(book) == [
            ("C-08", "B10"), ("T3-02", "J9"), ("T3-01", "D30"), ("T3-01", "J30"), ("T3-02", "J30"),
        ]  # fmt: skip
        assert (reds(book, DISCLOSURE), reds(book, REQUESTS)) == ({"B10"}, {"J9", "D30", "J30"})
        assert "日期" in book.cells(DISCLOSURE, "F10")[0][0]
        assert book.cells(REQUESTS, "L9")[0][0].startswith("表三“（一）予以公开”行总计不符")
        book.picture().save(artefacts / f"calc-checked-{suffix[1:]}.png")
        follow_link(book, desk, artefacts / f"calc-results-{suffix[1:]}.png")

        told = book.press("填总计", where)

        assert told == f"恢复总计公式2格：{REQUESTS} J9 原3改2；{REQUESTS} J30 原3改2。"
        assert book.cells(REQUESTS, "J9") == [[2.0]]
        assert book.press("撤销", where) == "已退回上一步操作。"
        assert book.cells(REQUESTS, "J9") == [[3.0]]
        assert book.ask("undo")[:3] == ["撤销", "填总计", "核查"]
        for left, value in ((2, 2.0), (1, 3.0), (0, 3.0)):
            desk.screen.do("key", "ctrl+z")
            waited(functools.partial(book.has_left_to_undo, left))
            assert book.cells(REQUESTS, "J9") == [[value]]
        assert (results(book), reds(book, DISCLOSURE)) == ([], set())
        assert book.state["protected"] == protected == list(SHEETS)


def test_with_macros_switched_on_a_click_is_one_action(desk: Desk, tmp_path: Path) -> None:
    """Calc runs the workbook's own Sub too: what is done is done once."""
    with desk.opened(wrong_book(tmp_path / "a.xlsm"), MacroExecutionMode=4) as book:
        book.turn(REQUESTS)

        assert book.press("核查", ON_SHEET).startswith("核查完毕：错误4处。")
        assert book.ask("undo") == ["核查"]


def follow_link(book: Book, desk: Desk, picture: Path) -> None:
    """Ctrl and click on the link of the second finding."""
    row = FINDINGS_TOP + 1
    book.go(RESULTS, f"A{row}")
    book.picture().save(picture)
    box = waited(lambda: book.boxes([(row, 7)]))[row, 7]
    desk.screen.do("keydown", "ctrl")
    desk.screen.click(box)
    desk.screen.do("keyup", "ctrl")
    waited(lambda: book.state["cursor"] == [REQUESTS, 9, 10])


def test_undo_after_saving_and_opening_again(desk: Desk, tmp_path: Path) -> None:
    """撤销 takes back what was done before the workbook was saved; protection survives."""
    path, saved = wrong_book(tmp_path / "甲.xlsx"), tmp_path / "乙.xlsx"
    with desk.opened(path) as book:
        book.press("填总计")
        book.ask("store", out=str(saved))
    with desk.opened(saved) as book:
        assert book.cells(REQUESTS, "J9") == [[2.0]]
        assert book.press("撤销") == "已退回上一步操作。"
        assert book.cells(REQUESTS, "J9") == [[3.0]]
        assert book.state["protected"] == list(SHEETS)


def test_what_is_being_typed_counts(desk: Desk, tmp_path: Path) -> None:
    """A cell in edit mode: what stands in it is entered before anything is checked."""
    with desk.opened(book_of(report_of(), tmp_path / "a.xlsx")) as book:
        book.go(REQUESTS, "D7")
        desk.screen.click(book.boxes([(7, 4)])[7, 4])
        desk.screen.type("12")

        book.press("核查")

        assert book.cells(REQUESTS, "D7") == [[12.0]]
        assert results(book) == [("T3-01", "D30"), ("T3-01", "J30")]


def test_two_workbooks_are_not_mixed_up(desk: Desk, tmp_path: Path) -> None:
    """A button works on the workbook in whose window it stands; one that was never saved is no different."""
    first, second = book_of(report_of(), tmp_path / "a.xlsx"), wrong_book(tmp_path / "b.xlsx")
    with desk.opened(first) as right, desk.opened(second, AsTemplate=True) as wrong:
        assert wrong.press("核查").startswith("核查完毕：错误4处。")
        right.front()
        assert right.press("核查").startswith("核查完毕：三张表勾稽相符。")
        assert (len(results(wrong)), results(right)) == (4, [])


def test_what_cannot_be_done_is_said_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    """Read-only (as a file locked by another program opens too), a foreign workbook, a password: nothing is changed."""
    path = wrong_book(tmp_path / "a.xlsx")
    with desk.opened(path, ReadOnly=True) as book:
        assert book.press("核查") == SAID_IN_LIBREOFFICE["readonly"]
        assert results(book) == []
    with desk.opened("private:factory/scalc") as book:
        assert book.press("填总计") == SAID_IN_LIBREOFFICE["strange"]
    with desk.opened(path) as book:
        book.ask("lock", sheet=RESULTS, password="密")
        assert book.press("核查") == SAID_IN_LIBREOFFICE["password"].format(sheet=RESULTS)
        assert (results(book), book.cells("_gxxl", "B5"), book.ask("undo")) == ([], [[""]], [])
        assert book.state["protected"] == list(SHEETS)
