"""The buttons of a workbook open in Excel: `python -P -m gxxl.entry.excel ACTION --wb=… --from_xl=1 --app=… --hwnd=…`.

The launcher in the workbook starts one action, waits, and shows what then stands in the cells named `message`. It ends
with 0 where the sentence stands there, with 3 where it could not be put there. The add-in of xlwings calls the same
actions by name: `RunPython("from gxxl.entry.excel import check; check()")`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import gxxl.checking.schema  # noqa: F401 - see loaded_first
from gxxl.entry import console
from gxxl.entry.collect_button import KEY, press_collect
from gxxl.entry.guard import attempt
from gxxl.form.told import (
    CHECK_ON_MAC,
    CLOSED,
    COLLECT_ON_MAC,
    FAILED,
    ONLY_ACTIONS,
    SAID_IN_EXCEL,
    THIS_FILE,
    UNDELIVERED,
    WHO_COLLECTS,
)
from gxxl.hosts.pressing import press
from gxxl.hosts.refused import Refused
from gxxl.template.buttons import BUTTONS

ACTIONS = tuple(button.key for button in BUTTONS)
"""What may be asked for; nothing else is ever run."""

NAME = "GXXL_WORKBOOK"
"""The environment variable in which the launcher hands over the workbook's name, which no command line keeps whole."""

TROUBLES = {**SAID_IN_EXCEL, **UNDELIVERED}
"""Sentences about an open workbook, by the key of `Refused`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """One action for the launcher; the exit code says whether the sentence stands in the workbook."""
    console.prepare()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in ACTIONS:
        console.complain(ONLY_ACTIONS.format(actions="、".join(ACTIONS)))
        return 2
    options = dict(option.split("=", 1) for option in given[1:] if option.startswith("--") and "=" in option)
    name = os.environ.get(NAME) or options.get("--wb", "")
    window = options.get("--hwnd", "")
    told = _pressed(given[0], name, int(window) if window.isdecimal() else 0)
    return 3 if told is None else 0


def check() -> None:
    """核查, for RunPython."""
    _run("check")


def fill() -> None:
    """填总计, for RunPython."""
    _run("fill")


def zero() -> None:
    """补零, for RunPython."""
    _run("zero")


def write() -> None:
    """写文字, for RunPython."""
    _run("write")


def undo() -> None:
    """撤销, for RunPython."""
    _run("undo")


def export() -> None:
    """导出, for RunPython."""
    _run("export")


def collect() -> None:
    """汇总, for RunPython."""
    _run("collect")


def help() -> None:  # noqa: A001 - the button is called so
    """帮助, for RunPython."""
    _run("help")


def _run(key: str) -> None:
    """An action called by the add-in, which shows nothing itself: what was said appears in a box."""
    if sys.platform == "darwin":
        _alert(COLLECT_ON_MAC if key == KEY else CHECK_ON_MAC)
        return
    told = _pressed(key, "", 0)
    _alert(CLOSED if told is None else "".join(told))


def _alert(text: str) -> None:
    from gxxl.hosts.excel import alert

    if text:
        attempt(lambda: alert(text), lambda: None)


def _pressed(key: str, name: str, window: int) -> list[str] | None:
    """What was said to the person, perhaps nothing; None where nothing could be said in the workbook."""
    from gxxl.hosts.excel import ExcelHost, caller

    host: ExcelHost | None = None

    def action() -> list[str]:
        nonlocal host
        host = ExcelHost(caller(name, window))
        try:
            if key == KEY:
                press_collect(host)
            else:
                press(key, host)
        except Refused as refused:
            if refused.key not in TROUBLES:
                raise
            return _told(host, TROUBLES[refused.key].format_map(refused.slots))
        return host.told or _told(host, "")

    def otherwise() -> list[str] | None:
        found = host
        return attempt(lambda: _told(found, _failed(found, name)), lambda: None) if found else None

    return attempt(action, otherwise)


def _told(host: Any, text: str) -> list[str]:
    host.tell(text)
    told: list[str] = host.told
    return told


def _failed(host: Any, name: str) -> str:
    """The apology, with whom to turn to: the contact 封面 names, as far as it can still be read."""
    file = name or attempt(lambda: str(host.name), lambda: THIS_FILE)
    return FAILED["Excel"].format(file=file, contact=attempt(lambda: _contact(host), lambda: WHO_COLLECTS))


def _contact(host: Any) -> str:
    blocks = host.read(["contact", "phone"]).blocks
    person, phone = (str(blocks[key][0][0].raw or "") if key in blocks else "" for key in ("contact", "phone"))
    return (person or WHO_COLLECTS) + (f"（{phone}）" if phone else "")


def run() -> None:
    """One action as a program of its own: whatever goes wrong ends in exit code 3."""
    sys.exit(attempt(main, lambda: 3))


if __name__ == "__main__":
    run()
