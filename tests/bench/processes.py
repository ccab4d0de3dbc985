"""Whole processes, as a person who clicks meets them, beside the bare imports of the same libraries.

What counts is the time on the processor, the least of several runs: other work on the machine is not ours.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.report import Report
from tests.books import book_of

BARE = "import xlwings, pandera.polars"
OURS = "from gxxl.__main__ import main; main()"
"""What the installed program does."""

_ENVIRONMENT = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As after an installation: bytecode is kept."""


def processor_time(action: Callable[[], object], who: int) -> float:
    """The seconds an action spent on the processor, in this process or in its children."""
    before = resource.getrusage(who)
    action()
    after = resource.getrusage(who)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def against_bare(name: str, prepare: Callable[[], object], *arguments: str, times: int = 15) -> None:
    """Print one command's time as a ratio to the bare imports, interleaved so that both meet the same machine."""

    def run(*command: str) -> float:
        prepare()
        process = [sys.executable, *command]
        return processor_time(
            lambda: subprocess.run(process, capture_output=True, check=False, env=_ENVIRONMENT),
            resource.RUSAGE_CHILDREN,
        )

    ours, bare = ("-c", OURS, *arguments), ("-c", BARE)
    run(*ours), run(*bare)
    pairs = [(run(*ours), run(*bare)) for _ in range(times)]
    least, theirs = (min(pair[side] for pair in pairs) for side in (0, 1))
    ratio = f"{least / theirs:.2f} × “{BARE}” ({theirs * 1e3:.0f} ms)"
    print(f"{name:<26}{least * 1e3:7.0f} ms = {ratio}; target < 1.3")


def check_process(report: Path) -> None:
    """`gxxl check` of one report."""
    against_bare("process of one check", lambda: None, "check", str(report))


def clicks(report: Report) -> None:
    """核查 on the files host: a workbook never checked, the same once more, and both in a process that goes on."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = book_of(report, Path(folder) / "fresh.xlsx")
        book = Path(folder) / "book.xlsx"
        against_bare("first click, process", lambda: shutil.copyfile(fresh, book), "mark", str(book))
        against_bare("next click, process", lambda: None, "mark", str(book))
        for name, prepare in (("first", lambda: shutil.copyfile(fresh, book)), ("next", lambda: None)):
            spent = []
            for _ in range(15):
                prepare()
                spent.append(processor_time(lambda: press("check", FileHost(book)), resource.RUSAGE_SELF))
            print(f"{name + ' click, warm':<26}{min(spent) * 1e3:7.1f} ms")
