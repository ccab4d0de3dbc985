"""The same macro gives equal edits wherever the cells live: files, memory, LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxxl.edit import Edit
from gxxl.hosts.files import FileHost
from gxxl.hosts.host import Host
from gxxl.macros.actions import check_action, fill_action, names_for, zero_action
from gxxl.report import Report
from tests.books import book_of
from tests.conftest import corpus_names, corpus_report
from tests.hosts.test_contract import Memory
from tests.office.desk import Desk, DeskHost


def edits_of(host: Host, report: Report) -> list[list[Edit]]:
    """What 核查, 填总计 and 补零 would write."""
    snapshot, form = host.read(names_for(report.form)), report.form
    return [check_action(snapshot, form)[0], fill_action(snapshot, form), zero_action(snapshot, form)]


@pytest.mark.office
@pytest.mark.parametrize("name", corpus_names())
def test_every_report_is_edited_alike_on_every_host(desk: Desk, name: str, tmp_path: Path) -> None:
    """核查, 填总计, 补零 on a real report: equal edits on all hosts."""
    report = corpus_report(name)
    path = book_of(report, tmp_path / "a.xlsx")
    expected = edits_of(FileHost(path), report)

    assert edits_of(Memory().open(path), report) == expected
    with desk.opened(path, Hidden=True) as book:
        assert edits_of(DeskHost(book), report) == expected
