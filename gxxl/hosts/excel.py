"""A workbook open in Excel, by the free part of xlwings: read in one call, written in blocks, all of it or nothing.

Reading is one `SaveCopyAs` into a private folder: the copy holds what is open now, saved or not, and is read as files
are, so that dates, money, errors and names mean the same on both hosts, at the price of one call to another process.
Where no copy can be had (an encrypted disk, a password), the cells are read sheet by sheet by `raw_value`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import xlwings as xw

from gxxl.edit import Deliver, Edit, Show, Tell, Text, Write
from gxxl.form.told import READ_ONLY, UNSAVED, WORKING
from gxxl.hosts.covering import Contents, contents_of, covering
from gxxl.hosts.delivery import deliver
from gxxl.hosts.excel_cells import LiveCells, raw_again, raw_of
from gxxl.hosts.patience import failures, patiently, surely
from gxxl.hosts.refused import Refused
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import Area, Snapshot, column_letters
from gxxl.template.places import STORE, TEXT_ROWS

_FOLDER_PICKER, _CHOSEN = 4, -1
"""MsoFileDialogType msoFileDialogFolderPicker; what FileDialog.Show answers to its first button."""


def caller(name: str = "", window: int = 0) -> xw.Book:
    """The workbook whose button was pressed; its name and window where Excel's launcher told them.

    A name with `=` does not survive the command line xlwings reads. Raises LookupError for a book that is not open.
    """
    if not name or ("=" not in name and f"--wb={name}" in sys.argv):
        return patiently(xw.Book.caller)
    for app in sorted(xw.apps, key=lambda app: app.hwnd != window):
        if name in [book.name for book in app.books]:
            return app.books[name]
    raise LookupError(name)


def alert(text: str) -> None:
    """Show a sentence in a box of the Excel in front, where there is one."""
    if xw.apps.active:
        xw.apps.active.alert(text)


class ExcelHost:
    """One open workbook; `told` is what was said. Raises Refused where Excel keeps turning calls away."""

    def __init__(self, book: xw.Book) -> None:
        self._book, self._sheets = book, patiently(lambda: book.sheets)
        self._app: Any = patiently(lambda: book.api.Application)
        self._cells: Parts | LiveCells | None = None
        self.told: list[str] = []

    @property
    def name(self) -> str:
        """The file's name as the title bar has it."""
        return patiently(lambda: self._book.name)

    def read(self, names: Sequence[str]) -> Snapshot:
        """See Host."""
        cells = self._known()
        found = cells.names
        return Snapshot(cells.sheets, dict(found), {name: cells.block(found[name]) for name in names if name in found})

    def apply(self, edits: Sequence[Edit]) -> None:
        """See Host: where anything fails, every cell is written back, and screen and protection are as they were."""
        if files := [edit for edit in edits if isinstance(edit, Deliver)]:
            deliver(files, patiently(lambda: self._book.api.Path))
        texts = [edit.text for edit in edits if isinstance(edit, Tell)]
        writes = [edit for edit in edits if isinstance(edit, Write)]
        if writes and texts:
            texts += self._warnings()
        said = list(self._said("".join(texts))) if texts else []
        with ExitStack() as after:
            self._quieten(after, False if said else "".join(texts) or False)
            self._write([*writes, *said], after)
            for edit in edits:
                if isinstance(edit, Show):
                    self._go_to(edit)
        self._cells = None
        self.told += texts

    def tell(self, text: str) -> None:
        """See Host."""
        self.apply([Tell(text)])

    def choose_folder(self, title: str) -> str:
        """The folder the person chooses in Excel's own dialog; "" where it was left without one."""
        dialog = patiently(lambda: self._app.FileDialog(_FOLDER_PICKER))
        patiently(lambda: setattr(dialog, "Title", title))
        if patiently(lambda: dialog.Show()) != _CHOSEN:  # noqa: PLW0108 - looked up anew at each try
            return ""
        return str(patiently(lambda: dialog.SelectedItems.Item(1)))

    def show_book(self, path: Path) -> None:
        """Open another workbook or list in the same Excel."""
        patiently(lambda: self._app.Workbooks.Open(os.fspath(path)))

    def _known(self) -> Parts | LiveCells:
        """The cells as they are now, read once until something is written."""
        if self._cells is None:
            self._cells = self._copy() or LiveCells(self._book)
        return self._cells

    def _copy(self) -> Parts | None:
        with tempfile.TemporaryDirectory(prefix="gxxl-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "copy.xlsx"
            try:
                patiently(lambda: self._book.api.SaveCopyAs(os.fspath(path)))
                return Parts.open(path)
            except failures():
                return None

    def _warnings(self) -> list[str]:
        """Why what is written now could be lost."""
        if patiently(lambda: self._book.api.ReadOnly):
            return [READ_ONLY]
        return [] if patiently(lambda: self._book.api.Path) else [UNSAVED]

    def _said(self, text: str) -> list[Write]:
        """The sentence as a write into the cells named `message`, from which the button shows it."""
        area = self._known().names.get("message")
        if area is None or area.sheet != STORE:
            return []
        rows = [(Text(text),), *[(Text(""),)] * (area.height - 1)]
        return [Write(area.at(0, 0), tuple(rows))]

    def _quieten(self, after: ExitStack, bar: str | bool) -> None:
        """Nothing flickers while cells are written; then the screen is as it was, the status bar as `bar` says."""
        app = self._app
        updating = patiently(lambda: app.ScreenUpdating)
        after.callback(surely, lambda: setattr(app, "ScreenUpdating", updating))
        patiently(lambda: setattr(app, "ScreenUpdating", False))
        after.callback(surely, lambda: setattr(app, "StatusBar", bar))
        patiently(lambda: setattr(app, "StatusBar", WORKING))

    def _write(self, writes: Sequence[Write], after: ExitStack) -> None:
        """The blocks written under lifted protection; `after` protects again, and writes back where anything fails."""
        cells, new = self._known(), contents_of(writes)
        areas = covering(writes, {write.at.sheet: cells.grid(write.at.sheet) for write in writes})
        sheets = {name: self._lifted(name, after) for name in dict.fromkeys(area.sheet for area in areas)}
        touched: list[Area] = []

        def undone(failure: type[BaseException] | None, *_: object) -> None:
            for area in touched if failure else ():
                surely(partial(_put, sheets[area.sheet], area, _again(cells, area)))

        after.push(undone)
        for area in areas:
            touched.append(area)
            patiently(partial(_put, sheets[area.sheet], area, _block(area, new)))
            if any(name in cells.names and area.meets(cells.names[name]) for name in TEXT_ROWS):
                patiently(partial(_fit, sheets[area.sheet], area))
        if areas and cells.manual:
            patiently(self._app.Calculate)

    def _lifted(self, name: str, after: ExitStack) -> xw.Sheet:
        """A sheet without its protection, which comes back with the options it had."""
        sheet = patiently(lambda: self._sheets[name])
        kept = self._known().protection(name)
        if kept and kept.password:
            raise Refused("protected", sheet=name)
        if kept:
            options = ("", kept.objects, True, kept.scenarios, False, *kept.allowed)
            after.callback(surely, lambda: sheet.api.Protect(*options))
            patiently(lambda: sheet.api.Unprotect(""))
        return sheet

    def _go_to(self, show: Show) -> None:
        sheet = patiently(lambda: self._sheets[show.at.sheet])
        patiently(lambda: self._app.Goto(sheet.range(show.at.a1).api))


def _block(area: Area, new: Contents) -> list[list[str | float]]:
    rows, columns = range(area.height), range(area.width)
    return [[raw_of(new[at]) if (at := area.at(row, column)) in new else "" for column in columns] for row in rows]


def _again(cells: Parts | LiveCells, area: Area) -> list[list[Any]]:
    return [[raw_again(held) for held in row] for row in cells.block(area)]


def _put(sheet: xw.Sheet, area: Area, block: list[list[Any]]) -> None:
    """One block written in one call."""
    first = f"{column_letters(area.left)}{area.top}"
    last = f"{column_letters(area.left + area.width - 1)}{area.top + area.height - 1}"
    sheet.range(f"{first}:{last}").raw_value = block


def _fit(sheet: xw.Sheet, area: Area) -> None:
    """Rows as high as their texts need."""
    sheet.range(f"{area.top}:{area.top + area.height - 1}").api.AutoFit()
