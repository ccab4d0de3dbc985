"""`gxxl doctor --install-excel`: tells the buttons of workbooks, for this user alone, which program they start.

The launcher reads the value `command` of the key below, of the current user: all of the command line before the
action. Only that user can write there, so no workbook chooses what runs.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gxxl.form.told_by_doctor import EXCEL

KEY, VALUE = r"Software\gxxl", "command"
PROGRAM = "gxxl-excel.exe"
"""The frozen program behind the buttons, beside `gxxl.exe`."""


class NotPossible(Exception):
    """Why nothing was registered, as one Chinese sentence."""


def install() -> str:
    """Register this program for the buttons; what to say about it. Raises NotPossible."""
    registry = _registry()
    if not _frozen() and find_spec("xlwings") is None:
        raise NotPossible(EXCEL["no xlwings"])
    with registry.CreateKey(registry.HKEY_CURRENT_USER, KEY) as key:
        registry.SetValueEx(key, VALUE, 0, registry.REG_SZ, command())
    return EXCEL["installed"].format(command=command())


def uninstall() -> str:
    """Take the registration back; what to say about it. Raises NotPossible."""
    registry = _registry()
    if registered() is None:
        return EXCEL["nothing"]
    registry.DeleteKey(registry.HKEY_CURRENT_USER, KEY)
    return EXCEL["removed"]


def registered() -> str | None:
    """What the buttons start; None where nothing is registered. Raises NotPossible."""
    registry = _registry()
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, KEY) as key:
            return str(registry.QueryValueEx(key, VALUE)[0])
    except OSError:
        return None


def command() -> str:
    """The command line of this very program; -P keeps Python from importing what lies beside a workbook."""
    if _frozen():
        return f'"{Path(sys.executable).with_name(PROGRAM)}"'
    return f'"{sys.executable}" -P -m gxxl.entry.excel'


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _registry() -> Any:
    try:
        return importlib.import_module("winreg")
    except ImportError:
        raise NotPossible(EXCEL["not windows"]) from None
