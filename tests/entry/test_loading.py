"""What a click waits for: one that loads what it does not need is a slow one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gxxl as gxxl_package
from gxxl.entry.cli import gxxl
from gxxl.entry.loaded_first import CHECKING
from tests.books import book_of
from tests.tables import report_of

NEEDLESS = (
    "xlsxwriter",
    "openpyxl",
    "lxml",
    "docx",
    "pypdfium2",
    "jinja2",
    "hypothesis",
    "xlwings",
    "gxxl.intake.files",
    "gxxl.form.sheet_words",
    "gxxl.form.told_by_commands",
    "gxxl.form.told_of_usage",
)
"""Writers of templates, readers of documents, words of other commands or for trouble, and what only tests or other commands want."""


def test_a_library_that_does_not_load_is_told_in_one_sentence(tmp_path: Path) -> None:
    """An old system refuses to load polars: no traceback, whatever loads it first."""
    (tmp_path / "polars.py").write_text("raise ImportError('DLL load failed')", encoding="utf-8")
    places = os.pathsep.join([str(tmp_path), str(Path(gxxl_package.__file__).parents[1])])
    done = subprocess.run(
        [sys.executable, "-m", "gxxl", "check", "a.json"],
        capture_output=True, encoding="utf-8", check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": places, "PYTHONUTF8": "1", "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
    )  # fmt: skip

    assert done.returncode == 3
    assert "Traceback" not in done.stdout + done.stderr
    assert "程序出错，没有完成" in done.stderr


def _loaded(*arguments: str, program: str = "gxxl") -> list[str]:
    """The modules a program of ours loads, in the order in which they are done."""
    command = [sys.executable, "-X", "importtime", "-m", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE)


def test_a_click_loads_only_what_it_needs_and_the_large_libraries_first(tmp_path: Path) -> None:
    """`gxxl mark` reads and edits one workbook; from deep down the chain of imports polars would load slowly."""
    loaded = _loaded("mark", str(book_of(report_of(), tmp_path / "a.xlsx")))

    assert loaded.index("pandera.polars") < loaded.index("click") < loaded.index("gxxl.hosts.pressing")
    assert not set(loaded) & set(NEEDLESS)


def test_a_click_in_excel_loads_the_large_libraries_first() -> None:
    """The launcher's program, which every button starts."""
    loaded = _loaded(program="gxxl.entry.excel")

    assert loaded.index("pandera.polars") < loaded.index("gxxl.checking.check") < loaded.index("gxxl.hosts.pressing")


@pytest.mark.parametrize("command", sorted(gxxl.commands))
def test_only_a_command_that_checks_loads_pandera_at_once(command: str) -> None:
    """Each of `CHECKING` is a command; the usage of another comes without waiting for it."""
    assert set(gxxl.commands) >= CHECKING
    assert ("pandera" in _loaded(command, "--help")) is (command in CHECKING)
