"""Workbooks for reading: endless sheets leave memory row by row, and are as any other once they lie there."""

from __future__ import annotations

import errno
import gc
import io
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gxxl.form.printed import Box
from gxxl.template import plain_book
from gxxl.template.plain_book import Book, Computed, Entry, Link, Style

STYLES: dict[str, Style] = {"text": {"text_wrap": True}, "date": {"num_format": "yyyy-mm-dd"}, "head": {"bold": True}}
ROWS: list[tuple[Entry, ...]] = [
    ("=1+1", Computed("=1+1", 2), 7),
    (" 前后空格 ", Link("external:旧表.xlsx#'表'!A1", "打开"), Decimal("0.1")),
    (None, date(2024, 1, 20), "a\nb<&>"),
]


def _cells(path: Path, folder: Path | None, *, endless: bool) -> list[Any]:
    """A heading over all columns and three rows, the second of them high, as another program reads them."""
    with Book("书", STYLES, folder) as book:
        page = book.sheet("表", (10, 10, 10), endless=endless)
        page.span(Box(0, 0, 1, 3), "题", "head")
        page.height(0, 30)
        for row, entries in enumerate(ROWS, 1):
            page.row(row, entries, ("text", "date" if row == 3 else "text", "text"), 40 if row == 2 else None)
        page.filter(0, 3, 3)
        page.freeze(1)
        path.write_bytes(book.file().read())
    sheet = load_workbook(path)["表"]
    cells = [(cell.coordinate, cell.value, cell.data_type, cell.number_format, bool(cell.hyperlink), cell.font.b)
             for row in sheet.iter_rows() for cell in row]  # fmt: skip
    heights = [sheet.row_dimensions[row].height for row in range(1, 5)]
    return [cells, heights, sheet.merged_cells.ranges, sheet.auto_filter.ref, sheet.freeze_panes]


def test_an_endless_sheet_is_like_any_other(tmp_path: Path) -> None:
    """Texts, formulas, links, dates, heights, headings over several columns: the same cells either way, and the same bytes again."""
    endless, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"

    cells = _cells(endless, tmp_path, endless=True)
    first = endless.read_bytes()
    assert cells == _cells(endless, tmp_path, endless=True)
    assert endless.read_bytes() == first
    assert cells == _cells(other, tmp_path, endless=False) == _cells(other, None, endless=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_what_excel_takes_no_more_of_stays_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the links Excel takes on one sheet the words stand without one, and nobody is warned in English."""
    monkeypatch.setattr(plain_book, "MOST_LINKS", 2)
    with Book("书", STYLES, tmp_path) as book, warnings.catch_warnings():
        warnings.simplefilter("error")
        page = book.sheet("表", (10,), endless=True)
        for row in range(4):
            page.put(row, 0, Link(f"external:{row}.xlsx", f"打开{row}"), "text")
        (tmp_path / "a.xlsx").write_bytes(book.file().read())
    cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx")["表"].iter_rows()]

    assert [(cell.value, bool(cell.hyperlink)) for cell in cells] == [
        ("打开0", True), ("打开1", True), ("打开2", False), ("打开3", False)
    ]  # fmt: skip


def test_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    """What an organ typed between <r> and </r> would reach the file as it is, and no program could open it."""
    said = ["<r></b></r>", "<r>x</r>", "<r>"]
    for folder in (tmp_path, None):
        with Book("书", STYLES, folder) as book:
            page = book.sheet("表", (10, 10), endless=True)
            for row, text in enumerate(said):
                page.row(row, (text, Link("external:a.xlsx", text)), ("text", "text"))
            (tmp_path / "a.xlsx").write_bytes(book.file().read())
        rows = [
            [str(cell.value).strip() for cell in row] for row in load_workbook(tmp_path / "a.xlsx")["表"].iter_rows()
        ]
        assert rows == [[text, text] for text in said]


def test_rows_of_an_endless_sheet_come_in_order(tmp_path: Path) -> None:
    """A cell or a height above a row that was begun would be lost: that is our mistake, and is not silent."""
    with Book("书", STYLES, tmp_path) as book:
        page = book.sheet("表", (10,), endless=True)
        page.put(2, 0, "后", "text")
        with pytest.raises(ValueError, match="1"):
            page.put(1, 0, "前", "text")
        with pytest.raises(ValueError, match="0"):
            page.height(0, 30)


class _Full(io.BytesIO):
    """A file on a disk with room for so many bytes."""

    room = 1000

    def write(self, data: Any, /) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "full")
        return super().write(data)

    def truncate(self, size: int | None = None, /) -> int:
        self.room = _Full.room
        return super().truncate(size)


def test_a_full_disk_is_an_error_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes results hears of an OSError, nothing is said by what is taken apart after it, nothing is left."""
    monkeypatch.setattr("gxxl.template.plain_book.tempfile.TemporaryFile", lambda **_: _Full())
    unraised: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", unraised.append)

    def write() -> None:
        with Book("书", STYLES, tmp_path) as book:
            page = book.sheet("表", (10,), endless=True)
            page.put(0, 0, "字", "text")
            page.put(1, 0, "字", "text")
            book.file()

    with pytest.raises(OSError, match="full"):
        write()
    gc.collect()

    assert unraised == []
    assert list(tmp_path.iterdir()) == []
