"""Cycles are left alone for one click and collected among many files."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from tests.books import book_of
from tests.conftest import CORPUS
from tests.tables import report_of


@pytest.fixture
def left() -> Iterator[None]:
    """A command that has just begun, as `main` begins it."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize(("command", "collects"), [("mark", False), ("check", True)])
def test_cycles_are_collected_among_many_files_only(command: str, collects: bool, tmp_path: Path) -> None:
    """`mark` ends before they count; `check` may read thousands."""
    book = book_of(report_of(), tmp_path / "a.xlsx")
    CliRunner().invoke(gxxl, [command, str(book)])

    assert gc.isenabled() is collects


@pytest.mark.usefixtures("left")
def test_last_years_folder_may_hold_thousands_too(tmp_path: Path) -> None:
    """`new --last` reads every file of a folder."""
    arguments = ["--organ", "甲局", "--year", "2024", "--last", str(CORPUS / "reports"), "-o", str(tmp_path / "a.xlsx")]
    CliRunner().invoke(gxxl, ["new", *arguments])

    assert gc.isenabled()


ENDING = """
import atexit, threading, time
from gxxl.entry import garbage
def late():
    time.sleep(0.2)
    print("waited")
atexit.register(print, "left")
garbage.leave()
print("said")
{thread}
garbage.end(3)
"""


@pytest.mark.parametrize(
    ("thread", "said"),
    [("", "said left"), ("threading.Thread(target=late).start()", "said waited left")],
)
def test_a_process_ends_as_it_is(thread: str, said: str) -> None:
    """Words are out and what was to be done at exit is done; another thread is waited for."""
    command = [sys.executable, "-c", ENDING.format(thread=thread)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.split()) == (3, said.split())
