"""The office's side of `Calc`: starts one soffice and answers JSON lines about workbooks.

Run by an interpreter that can `import uno` (not the one of the tests): `python -I server.py soffice.bin profile`.
An answer is `{"result": …}` or `{"error": …}`; an end without an answer means that the office is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
import uuid
from pathlib import Path
from typing import Any

uno: Any = importlib.import_module("uno")

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}
CONTENT, FORMULA = 1 | 2 | 4 | 16, 16  # com.sun.star.sheet.CellFlags
EXCEL = 3  # com.sun.star.sheet.AddressConvention.XL_OOX
SCRATCH = "scratch of a foreign paste"


def die_with_parent() -> None:
    """PR_SET_PDEATHSIG: nobody outlives the tests."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def struct(name: str, **values: Any) -> Any:
    """Make a UNO structure with these fields."""
    made = uno.createUnoStruct(f"com.sun.star.{name}")
    for field, value in values.items():
        setattr(made, field, value)
    return made


def properties(**values: Any) -> tuple[Any, ...]:
    """Name and value pairs as UNO wants them."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


class Office:
    """One soffice of our own: its profile, its pipe."""

    def __init__(self, binary: str, profile: str) -> None:
        self.pipe = f"pipe,name=calc{uuid.uuid4().hex[:12]};urp;"
        flags = ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck"]
        self.command = [binary, f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept={self.pipe}", *flags]
        self.process = self.start()
        self.context = self.connect(time.monotonic() + 60)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the program itself, not its shell script, in the group of this process."""
        return subprocess.Popen(self.command, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)  # noqa: PLW1509

    def connect(self, end: float) -> Any:
        """Wait for the pipe to answer; start once more when soffice asks for it."""
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        again = [79, 81]
        while time.monotonic() < end:
            if self.process.poll() in again:
                again, self.process = [], self.start()
            if self.process.poll() is not None:
                raise SystemExit(f"soffice ended with {self.process.returncode} while starting")
            try:
                return resolver.resolve(f"uno:{self.pipe}StarOffice.ComponentContext")
            except Exception:  # noqa: BLE001 not there yet: NoConnectException or DisposedException
                time.sleep(0.02)
        raise SystemExit("soffice did not answer")

    def create(self, service: str) -> Any:
        """Make a UNO service."""
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{service}", self.context)

    def end(self) -> None:
        """Ask it to end, from a thread that may never come back; the tests kill what is left."""
        threading.Thread(target=lambda: self.create("frame.Desktop").terminate(), daemon=True).start()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)


class Book:
    """A workbook loaded without a window."""

    def __init__(self, office: Office, path: str) -> None:
        self.model = office.create("comp.Calc.SpreadsheetDocument")
        kind = FILTERS[Path(path).suffix.lower()]
        self.model.load(properties(URL=Path(path).as_uri(), FilterName=kind, Hidden=True, MacroExecutionMode=0))
        self.sheets = self.model.Sheets
        self.names = list(self.sheets.ElementNames)
        self.lifted: dict[str, Any] = {}
        self.parser = self.model.createInstance("com.sun.star.sheet.FormulaParser")
        self.parser.CompileEnglish, self.parser.FormulaConvention = True, EXCEL

    def close(self) -> None:
        """Forget it, changed or not."""
        self.model.setModified(False)
        self.model.close(True)

    def lift(self, name: str, what: Any, password: str = "") -> None:
        """Take off a protection; saving puts it back."""
        if what.isProtected():
            try:
                what.unprotect(password)
            except Exception:  # noqa: BLE001 a wrong password
                raise PermissionError(f"{name or 'the workbook'} is protected by another password") from None
            self.lifted[name] = what

    def scratch(self) -> Any:
        """Open a sheet at the end, for what comes from elsewhere."""
        if not self.sheets.hasByName(SCRATCH):
            self.lift("", self.model)
            self.sheets.insertNewByName(SCRATCH, self.sheets.Count)
        return self.sheets.getByName(SCRATCH)

    def range(self, sheet: str, at: str) -> Any:
        """Cells that can be edited."""
        if sheet not in self.names:
            raise KeyError(f"no sheet {sheet}, there are {self.names}")
        self.lift(sheet, self.sheets.getByName(sheet))
        return self.sheets.getByName(sheet).getCellRangeByName(at)

    def set(self, sheet: str, at: str, value: str | float) -> None:
        """Type a text or a number."""
        cell = self.range(sheet, at)
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = float(value)

    def formula(self, sheet: str, at: str, text: str) -> None:
        """Enter a formula written as Excel writes it."""
        cell = self.range(sheet, at)
        cell.setTokens(self.parser.parseFormula(text.removeprefix("="), cell.CellAddress))

    def clear(self, sheet: str, at: str) -> None:
        """Press Delete."""
        self.range(sheet, at).clearContents(CONTENT)

    def move(self, sheet: str, source: str, target_sheet: str, target: str) -> None:
        """Cut and paste: references follow."""
        block, place = self.range(sheet, source), self.range(target_sheet, target).getCellByPosition(0, 0)
        block.Spreadsheet.moveRange(place.CellAddress, block.RangeAddress)

    def copy(self, sheet: str, source: str, target_sheet: str, target: str) -> None:
        """Copy and paste, formats and all."""
        block, place = self.range(sheet, source), self.range(target_sheet, target).getCellByPosition(0, 0)
        block.Spreadsheet.copyRange(place.CellAddress, block.RangeAddress)

    def paste_foreign(self, sheet: str, at: str, rows: list[list[str | float]]) -> None:
        """Paste a block of another workbook: its font, borders and lock come along."""
        place = self.range(sheet, at).getCellByPosition(0, 0)
        block = self.scratch().getCellRangeByPosition(0, 0, len(rows[0]) - 1, len(rows) - 1)
        block.setDataArray(tuple(tuple(v if isinstance(v, str) else float(v) for v in row) for row in rows))
        block.CellStyle, block.CellProtection = "Default", struct("util.CellProtection", IsLocked=True)
        block.CharFontName = block.CharFontNameAsian = "Comic Sans MS"
        block.CharHeight = block.CharHeightAsian = 17.0
        line = struct("table.BorderLine2", Color=0x00AA00, OuterLineWidth=70, LineWidth=70)
        block.TopBorder = block.BottomBorder = block.LeftBorder = block.RightBorder = line
        block.Spreadsheet.copyRange(place.CellAddress, block.RangeAddress)

    def insert_rows(self, sheet: str, row: int, count: int) -> None:
        """Insert rows above a row counted from 1."""
        self.range(sheet, "A1").Spreadsheet.Rows.insertByIndex(row - 1, count)

    def unprotect(self, sheet: str, password: str = "") -> None:
        """Take off the protection of a sheet for good."""
        self.lift(sheet, self.sheets.getByName(sheet), password)
        self.lifted.pop(sheet, None)

    def act(self, actions: list[dict[str, list[Any]]]) -> None:
        """Do what a user would do, in order, and calculate."""
        for name, arguments in (item for action in actions for item in action.items()):
            getattr(self, name)(*arguments)
        self.model.calculateAll()

    def used(self) -> list[Any]:
        """Of each sheet the block that holds all its content."""
        blocks = []
        for sheet in map(self.sheets.getByName, self.names):
            if found := sheet.queryContentCells(CONTENT).RangeAddresses:
                left, top = min(b.StartColumn for b in found), min(b.StartRow for b in found)
                right, bottom = max(b.EndColumn for b in found), max(b.EndRow for b in found)
                blocks.append(sheet.getCellRangeByPosition(left, top, right, bottom))
        return blocks

    def values(self, cells: Any) -> list[Any]:
        """Blocks of values, all or of some ranges: sheet, column, row, rows; an error is `#ERR` and how it shows."""
        asked = (self.sheets.getByName(name).getCellRangeByName(at) for name in cells or () for at in cells[name])
        found = []
        for block in self.used() if cells is None else asked:
            at, rows = block.RangeAddress, [list(row) for row in block.getDataArray()]
            for y, x in [(y, x) for y, row in enumerate(rows) for x, value in enumerate(row) if value is None]:
                rows[y][x] = f"#ERR {block.getCellByPosition(x, y).String}"
            found.append([self.names[at.Sheet], at.StartColumn, at.StartRow, rows])
        return found

    def formulas(self) -> list[Any]:
        """Formulas as Excel writes them, as blocks of one cell."""
        found = []
        for name in self.names:
            for cell in self.sheets.getByName(name).queryContentCells(FORMULA).Cells:
                at, text = cell.CellAddress, self.parser.printFormula(cell.getTokens(), cell.CellAddress)
                found.append([name, at.Column, at.Row, [[f"={text}"]]])
        return found

    def state(self) -> list[Any]:
        """What undoing must bring back."""
        return [(block.AbsoluteName, block.getFormulaArray(), block.getDataArray()) for block in self.used()]

    def single(self, name: str) -> None:
        """Let one sheet be all that is printed, whole, on one page."""
        self.lift("", self.model)
        for each in (name, *(each for each in self.names if each != name)):
            self.sheets.getByName(each).IsVisible = each == name
        style = self.model.StyleFamilies.getByName("PageStyles").getByName(self.sheets.getByName(name).PageStyle)
        style.ScaleToPagesX = style.ScaleToPagesY = 1

    def store(self, out: str) -> None:
        """Save in the format of the suffix."""
        if self.sheets.hasByName(SCRATCH):
            self.sheets.removeByName(SCRATCH)
        for what in self.lifted.values():
            what.protect("")
        kind = FILTERS.get(Path(out).suffix.lower(), "calc_pdf_Export")
        self.model.storeToURL(Path(out).as_uri(), properties(FilterName=kind))


def edit(office: Office, question: dict[str, Any]) -> Any:
    """Load, act, calculate, read, perhaps save (one sheet of it)."""
    with contextlib.closing(Book(office, question["path"])) as book:
        book.act(question.get("actions", []))
        answer = book.formulas() if question.get("formulas") else book.values(question.get("cells"))
        if "sheet" in question:
            book.single(question["sheet"])
        if "out" in question:
            book.store(question["out"])
        return [book.names, answer]


def edits(office: Office, question: dict[str, Any]) -> Any:
    """Load once and undo each case; load a quicker twin for moves, whose undoing forgets references elsewhere."""
    path, cases = question["path"], question["cases"]
    twin = path + ".ods" if any("move" in action for actions in cases for action in actions) else path
    if twin != path:  # a workbook of its own: saving makes it slow
        edit(office, {"path": path, "out": twin, "cells": {}})
    with contextlib.closing(Book(office, path)) as book, contextlib.closing(Book(office, twin)) as other:
        book.scratch()  # undoing the insertion of a sheet without a window is a crash
        book.act([])
        other.act([])
        before, answers, undo = book.state(), [], book.model.UndoManager
        undo.clear()
        for actions in cases:
            if any("move" in action for action in actions):
                answers.append(edit(office, {**question, "path": twin, "actions": actions}))
            else:
                book.act(actions)
                answers.append([book.names, book.values(question.get("cells"))])
                while undo.isUndoPossible():
                    undo.undo()
        book.model.calculateAll()
        if before == book.state() == other.state():
            return answers
    return [edit(office, {**question, "actions": actions}) for actions in cases]


def main() -> None:
    """Answer until the questions end."""
    answers, sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8"), sys.stderr
    os.dup2(2, 1)  # what others print does not get between the answers
    die_with_parent()
    office = Office(*sys.argv[1:])
    try:
        print('{"result": "ready"}', file=answers, flush=True)
        for line in sys.stdin.buffer:
            question, answer = json.loads(line), {}
            try:
                answer["result"] = edits(office, question) if "cases" in question else edit(office, question)
            except Exception as error:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    raise SystemExit(f"soffice ended with {office.process.wait(0.5)}") from error
                answer["error"] = traceback.format_exc()
            print(json.dumps(answer), file=answers, flush=True)
    finally:
        office.end()


if __name__ == "__main__":
    main()
