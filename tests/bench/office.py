"""LibreOffice, from the click to the answer above the sheet: by a real mouse, in a window."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.books import book_of
from tests.conftest import corpus_report
from tests.office.desk import PUSH_BUTTON, Book, Desk, waited


def office_clicks() -> None:
    """The first click after opening, and the best of several after it."""
    with tempfile.TemporaryDirectory() as folder, Desk() as desk:
        path = book_of(corpus_report("suqian-2023"), Path(folder) / "a.xlsx")
        with desk.opened(path) as book:
            first, *others = (_click(book) for _ in range(6))
    print(f"LibreOffice, click to done {first * 1e3:6.0f} ms first, {min(others) * 1e3:4.0f} ms then")


def _click(book: Book) -> float:
    """Seconds from the mouse button going up to the bar that says what came of it."""
    button = waited(lambda: book.find("核查", PUSH_BUTTON))[0]
    book.ask("forget")
    book.desk.screen.click(button)
    start = time.perf_counter()
    waited(lambda: book.state["infobar"])
    return time.perf_counter() - start
