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

KEY, VALUE = r"Software\gxxl", "command"
PROGRAM = "gxxl-excel.exe"
"""The frozen program behind the buttons, beside `gxxl.exe`."""

NOT_WINDOWS = (
    "这台电脑不是 Windows，没有可以登记的地方。Excel 按钮只在 Windows 上使用；这里请用命令行“gxxl mark 文件名”。"
)
NO_XLWINGS = '还没有安装与 Excel 连接的组件。请先运行：pip install "gxxl[excel]"，再登记一次。'
INSTALLED = """已登记，只对当前用户有效。年报表（.xlsm）里的按钮将启动：
{command}

按钮没有反应，或提示宏已被禁用：
1. 文件是收来、下载的：关闭文件，在文件上按右键，点“属性”，勾选“解除锁定”，点“确定”，再打开。
   技术人员可在 PowerShell 里运行：Unblock-File -Path "文件名"
2. 打开时有黄色的“安全警告”条：点“启用内容”。
3. 每次都被拦：在 Excel 里点“文件—选项—信任中心—信任中心设置—受信任位置—添加新位置”，
   选一个只放年报表的文件夹，以后从这个文件夹打开。
4. 单位不准用宏，或用的是 WPS：不用按钮，表内公式照样自动核对；也可以用命令行“gxxl mark 文件名”。

撤销登记：gxxl doctor --uninstall-excel
"""
REMOVED = "已撤销登记，年报表里的按钮不再启动本程序。\n"
NOTHING = "本来就没有登记，没有改动。\n"


class NotPossible(Exception):
    """Why nothing was registered, as one Chinese sentence."""


def install() -> str:
    """Register this program for the buttons; what to say about it. Raises NotPossible."""
    registry = _registry()
    if not _frozen() and find_spec("xlwings") is None:
        raise NotPossible(NO_XLWINGS)
    with registry.CreateKey(registry.HKEY_CURRENT_USER, KEY) as key:
        registry.SetValueEx(key, VALUE, 0, registry.REG_SZ, command())
    return INSTALLED.format(command=command())


def uninstall() -> str:
    """Take the registration back; what to say about it. Raises NotPossible."""
    registry = _registry()
    if registered() is None:
        return NOTHING
    registry.DeleteKey(registry.HKEY_CURRENT_USER, KEY)
    return REMOVED


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
        raise NotPossible(NOT_WINDOWS) from None
