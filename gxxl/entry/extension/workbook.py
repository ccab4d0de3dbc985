"""A workbook open in LibreOffice: blocks read, steps carried out as one action that one Ctrl+Z takes back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uno

EXCEL_A1 = 3
"""com.sun.star.sheet.AddressConvention.XL_OOX."""

ANY_RESULT, DATES = 7, 2
"""com.sun.star.sheet.FormulaResult VALUE, STRING and ERROR; com.sun.star.sheet.CellFlags.DATETIME."""

CONTENTS = 1 | 2 | 4 | 16
"""com.sun.star.sheet.CellFlags VALUE, DATETIME, STRING and FORMULA."""

DATE_FORMAT, TRUTH_FORMAT = 2 | 4, 1024
"""com.sun.star.util.NumberFormat DATE and TIME; LOGICAL."""

ERRORS = {502: "#VALUE!", 503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!"}
"""Error numbers of Calc as Excel words them; every other one is `#N/A`, as in files Calc saves."""


class Locked(Exception):
    """A sheet whose protection has a password; its name is the argument."""


class Workbook:
    """The document of one window."""

    def __init__(self, document: Any) -> None:
        self.document, self.sheets = document, document.Sheets
        self.parser = document.createInstance("com.sun.star.sheet.FormulaParser")
        self.parser.CompileEnglish, self.parser.FormulaConvention = True, EXCEL_A1

    def read(self, names: Iterable[str]) -> dict[str, Any]:
        """Sheets, the area of every name that means one rectangle, and the blocks asked for."""
        listed = self.document.NamedRanges
        areas, blocks = {}, {}
        order = self.sheets.ElementNames
        for name in listed.ElementNames:
            cells = listed.getByName(name).getReferredCells()
            if cells is not None:
                at = cells.RangeAddress
                size = [at.EndRow - at.StartRow + 1, at.EndColumn - at.StartColumn + 1]
                areas[name] = [order[at.Sheet], at.StartRow + 1, at.StartColumn + 1, *size]
                if name in names:
                    blocks[name] = self.block(cells)
        return {"sheets": list(order), "areas": areas, "blocks": blocks}

    def block(self, cells: Any) -> dict[str, Any]:
        """Values row by row, errors as texts; by offset the formulas as Excel writes them, the dates and the truths."""
        rows = [list(row) for row in cells.getDataArray()]
        dates: list[Any] = []
        truths: list[Any] = []
        formulas: list[Any] = []
        with_formulas, with_dates = self._special(cells)
        dates += [list(at) for at in with_dates]
        for row, column in with_formulas:
            cell = cells.getCellByPosition(column, row)
            formulas.append([row, column, self.parser.printFormula(cell.getTokens(), cell.CellAddress)])
            if cell.getError():
                rows[row][column] = ERRORS.get(cell.getError(), "#N/A")
            elif self._format(cell) & DATE_FORMAT and isinstance(rows[row][column], float):
                dates.append([row, column])
        for ranges in self._truths(cells):
            truths += [at for at in map(list, _offsets(cells, ranges)) if isinstance(rows[at[0]][at[1]], float)]
        return {"rows": rows, "formulas": formulas, "dates": dates, "truths": truths}

    def _special(self, cells: Any) -> tuple[Iterable[Any], Iterable[Any]]:
        """Offsets of cells with formulas, and of those with dates typed in. Asked of one cell, Calc answers for all."""
        at = cells.RangeAddress
        if (at.StartRow, at.StartColumn) != (at.EndRow, at.EndColumn):
            special = (cells.queryFormulaCells(ANY_RESULT), cells.queryContentCells(DATES))
            return _offsets(cells, special[0]), _offsets(cells, special[1])
        cell = cells.getCellByPosition(0, 0)
        date = cell.Type.value == "VALUE" and self._format(cell) & DATE_FORMAT
        return [(0, 0)] * (cell.Type.value == "FORMULA"), [(0, 0)] * bool(date)

    def _truths(self, cells: Any) -> list[Any]:
        """The parts of a block whose format shows TRUE and FALSE."""
        kinds = cells.getUniqueCellFormatRanges()
        groups = [kinds.getByIndex(index) for index in range(kinds.Count)]
        return [group for group in groups if self._format(group) & TRUTH_FORMAT]

    def _format(self, cells: Any) -> int:
        kind: int = self.document.NumberFormats.getByKey(cells.NumberFormat).Type
        return kind

    def apply(self, title: str, steps: Iterable[list[Any]]) -> None:
        """Carry out steps in one undo context, protection lifted and put back; all or nothing. Raises Locked."""
        lifted: dict[str, Any] = {}
        undo = self.document.UndoManager
        before, modified = undo.getAllUndoActionTitles(), self.document.isModified()
        undo.enterUndoContext(title)
        self.document.lockControllers()
        self.document.addActionLock()
        failed = True
        try:
            for kind, sheet, *rest in steps:
                self._lift(sheet, lifted)
                getattr(self, "_" + kind)(self.sheets.getByName(sheet), *rest)
            failed = False
        finally:
            for sheet in lifted.values():
                sheet.protect("")
            self.document.removeActionLock()
            self.document.unlockControllers()
            undo.leaveUndoContext()
            if failed and undo.getAllUndoActionTitles() != before:
                self._take_back(undo, modified)

    def _take_back(self, undo: Any, modified: bool) -> None:
        """Leave no trace of an action that failed: neither in the cells nor in what can be done again."""
        controller = self.document.CurrentController
        view = None if controller is None else (controller.ActiveSheet, controller.Selection)
        undo.undo()
        undo.clearRedo()
        self.document.setModified(modified)
        if view is not None:
            controller.setActiveSheet(view[0])
            controller.select(view[1])

    def _lift(self, name: str, lifted: dict[str, Any]) -> None:
        sheet = self.sheets.getByName(name)
        if name in lifted or not sheet.isProtected():
            return
        try:
            sheet.unprotect("")
        except Exception:  # noqa: BLE001 - IllegalArgumentException, which pyuno makes at run time: a password
            raise Locked(name) from None
        if sheet.isProtected():
            raise Locked(name)
        lifted[name] = sheet

    def _fill(self, sheet: Any, top: int, left: int, rows: list[list[Any]]) -> None:
        """Texts, numbers and empty cells, where they are not so already; a text is never parsed.

        Cell by cell, because Calc does not undo what `setDataArray` writes.
        """
        block = sheet.getCellRangeByPosition(left - 1, top - 1, left + len(rows[0]) - 2, top + len(rows) - 2)
        now, formulas = block.getDataArray(), set(self._special(block)[0])
        for down, row in enumerate(rows):
            for across, new in enumerate(row):
                if now[down][across] == ("" if new is None else new) and (down, across) not in formulas:
                    continue
                cell = block.getCellByPosition(across, down)
                if new is None:
                    cell.clearContents(CONTENTS)
                elif isinstance(new, str):
                    cell.setString(new)
                else:
                    cell.setValue(new)

    def _formula(self, sheet: Any, row: int, column: int, text: str) -> None:
        """A formula as Excel writes it, without `=`."""
        cell = sheet.getCellByPosition(column - 1, row - 1)
        cell.setTokens(self.parser.parseFormula(text, cell.CellAddress))

    def _fit(self, sheet: Any, top: int, bottom: int) -> None:
        """Rows as high as their text needs."""
        sheet.getCellRangeByPosition(0, top - 1, 0, bottom - 1).Rows.OptimalHeight = True

    def folder(self) -> str:
        """The folder the workbook was saved in; "" where it never was, or lies on the network."""
        url = str(self.document.URL)
        return str(Path(uno.fileUrlToSystemPath(url)).parent) if url.startswith("file:") else ""

    def show(self, sheet: str, row: int, column: int) -> None:
        """Put the cursor into a cell, where the workbook has a window and the sheet can be seen."""
        controller, found = self.document.CurrentController, self.sheets.getByName(sheet)
        if controller is not None and found.IsVisible:
            controller.setActiveSheet(found)
            cursor = found.createCursorByRange(found.getCellByPosition(column - 1, row - 1))
            cursor.collapseToMergedArea()
            controller.select(cursor)


def _offsets(block: Any, ranges: Any) -> Iterable[Any]:
    """The cells of some ranges that lie in a block, as (row, column) from its top left corner."""
    corner = block.RangeAddress
    for at in ranges.RangeAddresses:
        top, bottom = max(at.StartRow, corner.StartRow), min(at.EndRow, corner.EndRow)
        left, right = max(at.StartColumn, corner.StartColumn), min(at.EndColumn, corner.EndColumn)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield row - corner.StartRow, column - corner.StartColumn
