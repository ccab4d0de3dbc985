"""What a click costs: calls to Excel's process, and the start of the frozen program."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from gxxl.hosts.pressing import press
from gxxl.report import Report
from tests.books import book_of
from tests.hosts.fake_com import CALLS, windows
from tests.hosts.fake_excel import opened


def excel_calls(report: Report) -> None:
    """Print how often 核查 calls Excel, reading from a copy and reading sheet by sheet."""
    for copies, way in ((True, "from a copy"), (False, "sheet by sheet")):
        with tempfile.TemporaryDirectory() as folder, windows():
            from gxxl.hosts.excel import ExcelHost

            opened(book_of(report, Path(folder) / "a.xlsx"), copies=copies)
            import xlwings as xw

            CALLS.made.clear()
            press("check", ExcelHost(xw.apps[100].books["a.xlsx"]))
        kinds = Counter("write" if call == "Range.Value =" else "other" for call in CALLS.made)
        target = "; target ≤ 40" if copies else ""
        print(
            f"COM calls of one click, read {way:<15} {len(CALLS.made):4}, {kinds['write']} of them blocks written{target}"
        )


def frozen_start(timed: Callable[[Callable[[], object]], float], process: Callable[..., Callable[[], object]]) -> None:
    """Print how long the frozen program takes from start to end, where GXXL_FROZEN says where it is."""
    if "GXXL_FROZEN" not in os.environ:
        return
    program = Path(os.environ["GXXL_FROZEN"]) / "gxxl" / "gxxl"
    for arguments in (("--version",), ("doctor",)):
        run = process(str(program), *arguments)
        run()
        print(f"frozen gxxl {arguments[0]:<12} {min(timed(run) for _ in range(10)) * 1e3:7.0f} ms")
