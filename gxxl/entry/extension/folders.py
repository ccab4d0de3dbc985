"""What the button 汇总 needs of the office: a folder chosen by a person, a result opened for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uno

CHOSEN = 1
"""com.sun.star.ui.dialogs.ExecutableDialogResults.OK."""

LIST = (("FilterName", "Text - txt - csv (StarCalc)"), ("FilterOptions", "44,34,76,1"))
"""The filter of a .csv, and its options: comma, quotation mark, UTF-8, from line 1 on; without them a dialog asks."""


def choose_folder(context: Any, title: str) -> str:
    """The folder a person chooses; "" where the dialog was left without one."""
    picker = context.ServiceManager.createInstanceWithContext("com.sun.star.ui.dialogs.FolderPicker", context)
    picker.setTitle(title)
    return str(uno.fileUrlToSystemPath(picker.getDirectory())) if picker.execute() == CHOSEN else ""


def show_book(context: Any, path: str) -> None:
    """A workbook or a list in a window of its own."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    how = LIST if path.lower().endswith(".csv") else ()
    desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, tuple(value(*pair) for pair in how))


def value(name: str, content: Any) -> Any:
    """A property as UNO wants it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made
