"""What every host must do: the same tests for the file host and the reference host."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from gxxl.edit import Blank, Formula, Number, Show, Tell, Text, Write
from gxxl.form.editions import compose
from gxxl.hosts.files import FileHost
from gxxl.hosts.memory import MemoryHost
from gxxl.hosts.workbook_parts import Parts
from gxxl.macros.actions import check_action, fill_action, names_for, undo_action
from gxxl.macros.examine import examine
from gxxl.sheet import Address, Held, layout_of
from gxxl.template.places import SHEETS, places_of
from gxxl.template.placing import placed
from tests.books import as_read, blank_book, book_of
from tests.conftest import corpus_report, told
from tests.office.desk import Desk, DeskHost
from tests.tables import report_of

TestHost: TypeAlias = "FileHost | MemoryHost | DeskHost"
FORM = compose(2021, 2021)
TEXTS = ["=1+1", "2024-1-5", "007", "290件", "'引号", "+1", "a\nb", " 前后空格 ", "_x000D_", "𠮷野家", "<b>&\"'"]


def in_memory(path: Path) -> MemoryHost:
    """The reference host with what a file holds."""
    parts = Parts.open(path)
    cells = {Address(sheet, *place): held for sheet in parts.sheets for place, held in parts.grid(sheet).items()}
    return MemoryHost(parts.sheets, parts.names, cells)


@pytest.fixture(params=["files", "memory", pytest.param("libreoffice", marks=pytest.mark.office)])
def host_on(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], TestHost]]:
    """A host on a workbook file."""
    with contextlib.ExitStack() as opened:

        def on_desk(path: Path) -> DeskHost:
            desk: Desk = request.getfixturevalue("desk")
            return DeskHost(opened.enter_context(desk.opened(path, Hidden=True)))

        hosts: dict[str, Callable[[Path], TestHost]] = {
            "files": FileHost,
            "memory": in_memory,
            "libreoffice": on_desk,
        }
        yield hosts[request.param]


def test_reading_gives_names_sheets_and_the_blocks_asked_for(
    host_on: Callable[[Path], TestHost], tmp_path: Path
) -> None:
    """Areas of every name; blocks in their shape; a name there is none of is left out."""
    snapshot = host_on(blank_book(FORM, tmp_path / "a.xlsx")).read(["requests", "organ", "无此名"])

    assert snapshot.sheets == SHEETS
    assert dict(snapshot.names) == dict(places_of(FORM).names)
    assert set(snapshot.blocks) == {"requests", "organ"}
    assert [len(row) for row in snapshot.blocks["requests"]] == [7] * 25
    assert snapshot.blocks["requests"][23][0].formula is not None


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text(host_on: Callable[[Path], TestHost], text: str, tmp_path: Path) -> None:
    """A host never parses what it is given to write."""
    host = host_on(blank_book(FORM, tmp_path / "a.xlsx"))
    host.apply([Write(Address("一、总体情况", 5, 2), ((Text(text),),))])

    assert host.read(["overview"]).blocks["overview"][0][0] == Held(text)


def test_contents_of_all_kinds(host_on: Callable[[Path], TestHost], tmp_path: Path) -> None:
    """Numbers, decimals, blanks, formulas with their value; None leaves a cell alone."""
    host = host_on(blank_book(FORM, tmp_path / "a.xlsx"))
    at = layout_of(FORM)[next(iter(FORM.index))]
    host.apply([Write(at, ((Number(5), Number(985.7325), Formula("1+1", 2)),))])
    host.apply([Write(at, ((None, Blank(), None),))])

    row = host.read(["disclosure"]).blocks["disclosure"][0]
    assert row == (Held(5), Held(None), Held(2, "1+1"))


def test_words_reach_the_person(host_on: Callable[[Path], TestHost], tmp_path: Path) -> None:
    """Tell is said, Show changes no cell."""
    host = host_on(blank_book(FORM, tmp_path / "a.xlsx"))
    host.apply([Show(Address("封面", 5, 3)), Tell("核查完毕。")])

    assert host.told == ["核查完毕。"]


@pytest.mark.parametrize("name", ["hongze-2023", "shanghai-office-2019", "suqian-2023", "pingtan-2021"])
def test_a_report_placed_is_the_report_read(host_on: Callable[[Path], TestHost], name: str, tmp_path: Path) -> None:
    """read(place(report)) = report, with the same findings."""
    report = corpus_report(name)
    host = host_on(blank_book(report.form, tmp_path / "a.xlsx"))
    host.apply(placed(report, finished=True))
    found = examine(host.read(names_for(report.form)), report.form)

    assert as_read(found.taken.report) == as_read(report)


def test_the_same_click_writes_the_same_everywhere(tmp_path: Path) -> None:
    """核查, 填总计 and 撤销 on both hosts: the cells they write are equal."""
    path = book_of(report_of({"requests.new.total": 3, "disclosure.licences.decisions": "２９０"}), tmp_path / "a.xlsx")
    file, memory = FileHost(path), in_memory(path)
    written = [
        name for name in names_for(FORM) if name.startswith(("marks", "seen", "hints", "results", "result", "open"))
    ]
    for host in (file, memory):
        edits, found = check_action(host.read(names_for(FORM)), FORM)
        host.apply(edits)
        assert [rule for rule, *_ in told(found.findings)] == ["C-03", "T3-02", "T3-01"]
    assert file.read(written).blocks == memory.read(written).blocks
    for act in (fill_action, undo_action):
        for host in (file, memory):
            host.apply(act(host.read(names_for(FORM)), FORM))
        assert (
            file.read(["requests"]).blocks["requests"][0][6].formula
            == memory.read(["requests"]).blocks["requests"][0][6].formula
        )
