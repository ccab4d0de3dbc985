"""What a click waits for: one that loads what it does not need is a slow one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

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
)
"""Writers of templates, readers of documents, and what only tests or other commands want."""


def test_a_click_loads_only_what_it_needs(tmp_path: Path) -> None:
    """`gxxl mark` reads and edits one workbook."""
    book = book_of(report_of(), tmp_path / "a.xlsx")
    command = [sys.executable, "-X", "importtime", "-m", "gxxl", "mark", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))

    assert "gxxl.hosts.pressing" in loaded
    assert not loaded & set(NEEDLESS)
