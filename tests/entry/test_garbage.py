"""Cycles are left alone for one click and collected among many files."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from gxxl.entry import garbage
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


@pytest.mark.usefixtures("left")
def test_what_is_left_goes_with_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end nothing is looked for either."""
    at_the_end: list[object] = []
    monkeypatch.setattr("atexit.register", at_the_end.append)
    gc.enable()
    garbage.leave()

    assert (gc.isenabled(), at_the_end) == (False, [gc.freeze])
