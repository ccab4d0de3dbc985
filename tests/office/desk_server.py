"""The office's side of `Desk`: starts one visible soffice and answers JSON lines about its windows.

Run by an interpreter that can `import uno`: `python -I desk_server.py soffice.bin`. What the extension does is never
done here: workbooks are opened, looked at and closed; buttons are found, and pressed by the mouse.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import itertools
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
sys.path.insert(0, str(Path(__file__).parents[2] / "gxxl" / "entry"))
pressing: Any = importlib.import_module("extension.pressing")

BAR = "gxxl"
DATE = 2
"""com.sun.star.util.NumberFormat.DATE."""

LEAVES = (12, 32, 33, 34, 36, 53)
"""com.sun.star.accessibility.AccessibleRole of boxes, lists, menus and their items: nobody looks into them."""

LABEL = 86
"""com.sun.star.accessibility.AccessibleRole of words that stand by themselves."""
MOST_CHILDREN = 400


def die_with_parent() -> None:
    """PR_SET_PDEATHSIG: nobody outlives the tests."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def value(name: str, content: Any) -> Any:
    """A property as UNO wants it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made


class Office:
    """One soffice with windows."""

    def __init__(self, binary: str) -> None:
        pipe = f"pipe,name=desk{uuid.uuid4().hex[:12]};urp;"
        self.command = [binary, f"--accept={pipe}", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
        self.process = self.start()
        self.context = self.connect(f"uno:{pipe}StarOffice.ComponentContext")
        self.desktop = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.documents: dict[str, Any] = {}

    def start(self) -> subprocess.Popen[bytes]:
        """Start the program itself, in the group of this process."""
        return subprocess.Popen(self.command, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)  # noqa: PLW1509

    def connect(self, url: str) -> Any:
        """Wait for the pipe to answer; start again when soffice asks for it."""
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() in (79, 81):
                self.process = self.start()
            if self.process.poll() is not None:
                raise SystemExit(f"soffice ended with {self.process.returncode} while starting")
            try:
                return resolver.resolve(url)
            except Exception:  # noqa: BLE001 not there yet
                time.sleep(0.02)
        raise SystemExit("soffice did not answer")

    def begin(self, path: str, **options: Any) -> None:
        """Begin to open a workbook; a warning may come first."""
        arguments = tuple(value(name, content) for name, content in options.items())
        url = path if path.startswith("private:") else Path(path).as_uri()

        def load() -> None:
            self.documents[path] = self.desktop.loadComponentFromURL(url, "_blank", 0, arguments)

        threading.Thread(target=load, daemon=True).start()

    def opening(self, path: str) -> list[Any]:
        """Whether a workbook is open by now, and the buttons OK of what stands before it."""
        if path in self.documents:
            if self.documents[path] is None:
                raise RuntimeError(f"{path} was not opened")
            return [True, []]
        return [False, self.asked("OK")]

    def asked(self, name: str) -> list[list[int]]:
        """The boxes of everything with that name in any window, dialogs too."""
        toolkit = self.context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", self.context)
        windows = [toolkit.getTopWindow(index) for index in range(toolkit.getTopWindowCount())]
        return [box for window in windows for box in self.named(window, None, name)]

    def front(self, path: str, width: int, height: int) -> None:
        """Bring a window to the front."""
        window = self.documents[path].CurrentController.Frame.ContainerWindow
        window.setPosSize(0, 0, width, height, 15)
        window.toFront()
        window.setFocus()

    def date(self, path: str, sheet: str, area: str, day: str) -> None:
        """Put a date into a cell as a paste does, past validation and with its format."""
        document = self.documents[path]
        found = document.Sheets.getByName(sheet)
        cell = found.getCellRangeByName(area).getCellByPosition(0, 0)
        found.unprotect("")
        cell.setFormula(day)
        cell.NumberFormat = document.NumberFormats.getStandardFormat(DATE, cell.CharLocale)
        found.protect("")
        document.UndoManager.clear()

    def lock(self, path: str, sheet: str, password: str) -> None:
        """Protect a sheet by a password, where there was none."""
        found = self.documents[path].Sheets.getByName(sheet)
        found.unprotect("")
        found.protect(password)
        self.documents[path].UndoManager.clear()

    def store(self, path: str, out: str) -> None:
        """Save a copy as Excel's format."""
        kind = value("FilterName", "Calc MS Excel 2007 XML")
        self.documents[path].storeToURL(Path(out).as_uri(), (kind,))

    def close(self, path: str) -> None:
        """Close a workbook, whatever became of it."""
        document = self.documents.pop(path)
        document.setModified(False)
        document.close(True)

    def undo(self, path: str) -> list[str]:
        """The titles of what can be undone, the last first."""
        return list(self.documents[path].UndoManager.getAllUndoActionTitles())

    def sheet(self, path: str, name: str) -> None:
        """Turn to a sheet."""
        document = self.documents[path]
        document.CurrentController.setActiveSheet(document.Sheets.getByName(name))

    def go(self, path: str, sheet: str, area: str) -> None:
        """Put the cursor on an area and bring it into view."""
        document = self.documents[path]
        found = document.Sheets.getByName(sheet)
        document.CurrentController.setActiveSheet(found)
        document.CurrentController.select(found.getCellRangeByName(area))

    def state(self, path: str) -> dict[str, Any]:
        """Where the cursor is, which sheets are protected, every filled cell of every sheet as it shows."""
        document = self.documents[path]
        controller = document.CurrentController
        at = controller.Selection.RangeAddress
        sheets = [document.Sheets.getByIndex(index) for index in range(document.Sheets.Count)]
        return {
            "cursor": [document.Sheets.getByIndex(at.Sheet).Name, at.StartRow + 1, at.StartColumn + 1],
            "protected": [sheet.Name for sheet in sheets if sheet.isProtected()],
            "infobar": controller.hasInfobar(BAR),
            "modified": document.isModified(),
        }

    def cells(self, path: str, sheet: str, area: str) -> list[list[Any]]:
        """Values of an area."""
        found = self.documents[path].Sheets.getByName(sheet).getCellRangeByName(area)
        return [list(row) for row in found.getDataArray()]

    def find(self, path: str, role: int | None, name: str) -> list[list[int]]:
        """The boxes of everything that can be seen in a window with that name (and that role)."""
        return self.named(self.documents[path].CurrentController.Frame.ContainerWindow, role, name)

    def named(self, window: Any, role: int | None, name: str, deep: int = 24) -> list[list[int]]:
        """The same of any window."""
        found: list[list[int]] = []

        def look(thing: Any, left: int) -> None:
            with contextlib.suppress(Exception):
                context = thing.getAccessibleContext()
                if context.getAccessibleName() == name and role in (None, context.getAccessibleRole()):
                    at, size = context.getLocationOnScreen(), context.getSize()
                    if size.Width and size.Height:
                        found.append([at.X, at.Y, size.Width, size.Height])
                if left and context.getAccessibleRole() not in LEAVES and not hasattr(context, "getAccessibleCellAt"):
                    for index in range(min(context.getAccessibleChildCount(), MOST_CHILDREN)):
                        look(context.getAccessibleChild(index), left - 1)

        look(window, deep)
        return found

    def said(self, path: str, captions: list[str]) -> str:
        """What stands in the bar above the sheet, after one of these captions; nothing where there is none."""
        if not self.documents[path].CurrentController.hasInfobar(BAR):
            return ""
        texts = [name for role, name in self.tree(path) if role == LABEL and name]
        return next((text for caption, text in itertools.pairwise(texts) if caption in captions), "")

    def forget(self, path: str) -> None:
        """Close the bar above the sheet."""
        controller = self.documents[path].CurrentController
        if controller.hasInfobar(BAR):
            controller.removeInfobar(BAR)

    def call(self, path: str, call: dict[str, Any]) -> Any:
        """One call of a worker, carried out by the code of the extension, from outside the office."""
        said = {"password": "{sheet}", "unwritten": "unwritten"}
        errand = pressing.Errand(self.context, self.documents[path], "试", said)
        answer = errand.answer(call)
        return {"answer": answer, "refused": errand.refused}

    def tree(self, path: str) -> list[list[Any]]:
        """Roles and names of everything accessible in a window."""
        found: list[list[Any]] = []

        def look(thing: Any, left: int) -> None:
            with contextlib.suppress(Exception):
                context = thing.getAccessibleContext()
                found.append([context.getAccessibleRole(), context.getAccessibleName()])
                if left and context.getAccessibleRole() not in LEAVES and not hasattr(context, "getAccessibleCellAt"):
                    for index in range(min(context.getAccessibleChildCount(), MOST_CHILDREN)):
                        look(context.getAccessibleChild(index), left - 1)

        look(self.documents[path].CurrentController.Frame.ContainerWindow, 24)
        return found

    def boxes(self, path: str, places: list[list[int]]) -> list[list[int] | None]:
        """Where cells (row, column) of the active sheet are on the screen, in the pane that shows them."""
        tables: list[Any] = []

        def look(thing: Any, left: int) -> None:
            with contextlib.suppress(Exception):
                context = thing.getAccessibleContext()
                if hasattr(context, "getAccessibleCellAt"):
                    tables.append(context)
                elif left:
                    for index in range(min(context.getAccessibleChildCount(), 40)):
                        look(context.getAccessibleChild(index), left - 1)

        look(self.documents[path].CurrentController.Frame.ContainerWindow, 24)
        return [next((box for table in tables if (box := _box(table, row, column))), None) for row, column in places]

    def end(self) -> None:
        """Close everything, ask the office to end, from a thread that may never come back."""

        def ask() -> None:
            for path in list(self.documents):
                with contextlib.suppress(Exception):
                    self.close(path)
            self.desktop.terminate()

        threading.Thread(target=ask, daemon=True).start()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)


def _box(table: Any, row: int, column: int) -> list[int] | None:
    """The box of a cell, where all of it can be seen in this pane."""
    cell = table.getAccessibleCellAt(row - 1, column - 1).getAccessibleContext()
    at, size = cell.getLocationOnScreen(), cell.getSize()
    pane, room = table.getLocationOnScreen(), table.getSize()
    inside = pane.X <= at.X and at.X + size.Width <= pane.X + room.Width
    seen = inside and pane.Y <= at.Y and at.Y + size.Height <= pane.Y + room.Height
    return [at.X, at.Y, size.Width, size.Height] if seen and size.Width else None


def main() -> None:
    """Answer until the questions end."""
    answers, sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8"), sys.stderr
    os.dup2(2, 1)
    die_with_parent()
    office = Office(sys.argv[1])
    try:
        print('{"result": "ready"}', file=answers, flush=True)
        for line in sys.stdin.buffer:
            (verb, arguments), answer = next(iter(json.loads(line).items())), {}
            try:
                answer["result"] = getattr(office, verb)(**arguments)
            except Exception as error:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    raise SystemExit(f"soffice ended with {office.process.wait(0.5)}") from error
                answer["error"] = traceback.format_exc()
            print(json.dumps(answer), file=answers, flush=True)
    finally:
        office.end()


if __name__ == "__main__":
    main()
