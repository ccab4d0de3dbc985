"""A worker that goes wrong: one sentence above the sheet, the workbook as it was, the office alive, the next click works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxxl.entry.libreoffice import APOLOGY
from gxxl.form.told import SAID_IN_LIBREOFFICE
from gxxl.template.places import SHEETS
from tests.books import book_of
from tests.office.desk import Book, Desk
from tests.tables import report_of

pytestmark = pytest.mark.office

FILLED = "恢复总计公式1格：三、依申请公开 J7 原3改0。"


@pytest.fixture(scope="module")
def mode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says what goes wrong."""
    return tmp_path_factory.mktemp("mode") / "mode.txt"


@pytest.fixture(scope="module")
def desk(mode: Path) -> Iterator[Desk]:
    """An office whose worker does what the file says."""
    command = [sys.executable, "-m", "tests.office.faulty_worker", str(mode)]
    with Desk({"command": command, "patience": 6}) as started:
        yield started


@pytest.fixture
def book(desk: Desk, tmp_path: Path, mode: Path) -> Iterator[Book]:
    """A workbook with one total typed over."""
    mode.unlink(missing_ok=True)
    with desk.opened(book_of(report_of({"requests.new.total": 3}), tmp_path / "a.xlsx")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("raise", APOLOGY),
        ("half", SAID_IN_LIBREOFFICE["unwritten"]),
        ("nonsense", SAID_IN_LIBREOFFICE["unwritten"]),
        ("abort", SAID_IN_LIBREOFFICE["gone"]),
        ("hang", SAID_IN_LIBREOFFICE["late"]),
    ],
)
def test_a_fault_is_one_sentence_and_nothing_else(book: Book, mode: Path, fault: str, sentence: str) -> None:
    """Exception, half of the edits impossible, abort, no answer: nothing is changed, and the click after it works."""
    mode.write_text(fault, encoding="utf-8")
    before = book.state, book.cells("封面", "C5:C34"), book.cells("三、依申请公开", "D7:J31")

    assert book.press("填总计") == sentence

    assert (
        book.state | {"infobar": False},
        book.cells("封面", "C5:C34"),
        book.cells("三、依申请公开", "D7:J31"),
    ) == before
    assert book.ask("undo") == []
    mode.unlink()
    assert book.press("填总计") == FILLED
    assert book.state["protected"] == list(SHEETS)


def test_stray_output_does_not_break_the_link(book: Book, mode: Path) -> None:
    """What a library prints goes elsewhere."""
    mode.write_text("talk", encoding="utf-8")

    assert book.press("填总计") == FILLED


def test_an_extension_that_was_never_set_up_says_what_to_do(desk: Desk, book: Book, mode: Path) -> None:
    """No settings: the person learns which command is missing, not that a file is."""
    written = desk.settings_file.read_text(encoding="utf-8")
    mode.write_text("abort", encoding="utf-8")
    book.press("填总计")
    desk.settings_file.unlink()
    try:
        assert book.press("填总计") == SAID_IN_LIBREOFFICE["missing"]
    finally:
        desk.settings_file.write_text(written, encoding="utf-8")
