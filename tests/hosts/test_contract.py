"""What every host must do: the same tests for the reference host, the file host, and Excel read either way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gxxl.edit import Blank, Formula, Number, Show, Tell, Text, Write
from gxxl.form.editions import compose
from gxxl.hosts.excel import ExcelHost
from gxxl.hosts.files import FileHost
from gxxl.hosts.memory import MemoryHost
from gxxl.hosts.pressing import press
from gxxl.hosts.workbook_parts import Parts
from gxxl.macros.actions import check_action, names_for
from gxxl.macros.buttons import ACTIONS
from gxxl.macros.examine import examine
from gxxl.sheet import Address, Held, layout_of
from gxxl.template.places import SHEETS, places_of
from gxxl.template.placing import placed
from tests.books import as_read, blank_book, book_of
from tests.conftest import corpus_names, corpus_report, told
from tests.hosts.fake_com import windows
from tests.hosts.fake_excel import opened
from tests.office.desk import Desk, DeskHost
from tests.tables import report_of

FORM = compose(2021, 2021)
TEXTS = ["=1+1", "2024-1-5", "007", "290件", "'引号", "+1", "a\nb", " 前后空格 ", "_x000D_", "𠮷野家", "<b>&\"'"]


class Files:
    """Workbooks as files."""

    def open(self, path: Path) -> FileHost:
        """A host on a workbook file."""
        return FileHost(path)

    def again(self, _host: Any, path: Path) -> FileHost:
        """The workbook saved to its file and opened anew."""
        return FileHost(path)


class Memory:
    """The reference host with what a file holds."""

    def open(self, path: Path) -> MemoryHost:
        """A host on what a workbook file holds."""
        parts = Parts.open(path)
        cells = {Address(sheet, *place): held for sheet in parts.sheets for place, held in parts.grid(sheet).items()}
        return MemoryHost(parts.sheets, parts.names, cells)

    def again(self, host: MemoryHost, _path: Path) -> MemoryHost:
        """The same cells in a new host."""
        return MemoryHost(host.sheets, host.names, host.cells)


class Excel:
    """Workbooks open in Excel, read from a copy or sheet by sheet."""

    def __init__(self, *, copies: bool) -> None:
        self.copies = copies
        self.books: dict[Path, Any] = {}

    def open(self, path: Path) -> ExcelHost:
        """A host on a workbook opened in an Excel of its own."""
        book, self.books[path] = opened(path, copies=self.copies)
        return ExcelHost(book)

    def again(self, _host: ExcelHost, path: Path) -> ExcelHost:
        """The workbook saved, closed and opened in another Excel."""
        self.books[path].save(path)
        return self.open(path)


class LibreOffice:
    """Workbooks open on a desk with LibreOffice."""

    def __init__(self, desk: Desk, opened: contextlib.ExitStack) -> None:
        self.desk, self.stack = desk, opened
        self.books: dict[Path, Any] = {}

    def open(self, path: Path) -> DeskHost:
        """A host on a workbook in a window of its own."""
        self.books[path] = self.stack.enter_context(self.desk.opened(path, Hidden=True))
        return DeskHost(self.books[path])

    def again(self, _host: DeskHost, path: Path) -> DeskHost:
        """The workbook saved under another name by LibreOffice, and that one opened."""
        saved = path.with_name(f"again-{len(self.books)}.xlsx")
        list(self.books.values())[-1].ask("store", out=str(saved))
        return self.open(saved)


OPENERS = ["files", "memory", "excel", "blocks", pytest.param("libreoffice", marks=pytest.mark.office)]


@pytest.fixture
def excel() -> Iterator[None]:
    """Excel is there."""
    with windows():
        yield


@pytest.fixture(params=OPENERS)
def hosts(request: pytest.FixtureRequest) -> Iterator[Any]:
    """One kind of host: how to open a workbook with it, and how to open it again once it was saved."""
    with contextlib.ExitStack() as opened:
        if request.param == "libreoffice":
            yield LibreOffice(request.getfixturevalue("desk"), opened)
        else:
            request.getfixturevalue("excel")
            openers: dict[str, Callable[[], Any]] = {
                "files": Files,
                "memory": Memory,
                "excel": lambda: Excel(copies=True),
                "blocks": lambda: Excel(copies=False),
            }
            yield openers[request.param]()


def test_reading_gives_names_sheets_and_the_blocks_asked_for(hosts: Any, tmp_path: Path) -> None:
    """Areas of every name; blocks in their shape; a name there is none of is left out."""
    snapshot = hosts.open(blank_book(FORM, tmp_path / "a.xlsx")).read(["requests", "organ", "无此名"])

    assert snapshot.sheets == SHEETS
    assert dict(snapshot.names) == dict(places_of(FORM).names)
    assert set(snapshot.blocks) == {"requests", "organ"}
    assert [len(row) for row in snapshot.blocks["requests"]] == [7] * 25
    assert snapshot.blocks["requests"][23][0].formula is not None


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text(hosts: Any, text: str, tmp_path: Path) -> None:
    """A host never parses what it is given to write."""
    host = hosts.open(blank_book(FORM, tmp_path / "a.xlsx"))
    host.apply([Write(Address("一、总体情况", 5, 2), ((Text(text),),))])

    assert host.read(["overview"]).blocks["overview"][0][0] == Held(text)


def test_contents_of_all_kinds(hosts: Any, tmp_path: Path) -> None:
    """Numbers, decimals, blanks, formulas with their value; None leaves a cell alone."""
    host = hosts.open(blank_book(FORM, tmp_path / "a.xlsx"))
    at = layout_of(FORM)[next(iter(FORM.index))]
    host.apply([Write(at, ((Number(5), Number(985.7325), Formula("1+1", 2)),))])
    host.apply([Write(at, ((None, Blank(), None),))])

    row = host.read(["disclosure"]).blocks["disclosure"][0]
    assert row == (Held(5), Held(None), Held(2, "1+1"))


def test_words_reach_the_person(hosts: Any, tmp_path: Path) -> None:
    """Tell is said, Show changes no cell."""
    host = hosts.open(blank_book(FORM, tmp_path / "a.xlsx"))
    host.apply([Show(Address("封面", 5, 3)), Tell("核查完毕。")])

    assert host.told == ["核查完毕。"]


@pytest.mark.parametrize("name", ["hongze-2023", "shanghai-office-2019", "suqian-2023", "pingtan-2021"])
def test_a_report_placed_is_the_report_read(hosts: Any, name: str, tmp_path: Path) -> None:
    """read(place(report)) = report, with the same findings."""
    report = corpus_report(name)
    host = hosts.open(blank_book(report.form, tmp_path / "a.xlsx"))
    host.apply(placed(report, finished=True))
    found = examine(host.read(names_for(report.form)), report.form)

    assert as_read(found.taken.report) == as_read(report)


def _written(form: Any) -> list[str]:
    """Names of the blocks 核查 writes into, but for those of undo."""
    return [
        name for name in names_for(form) if name.startswith(("marks", "seen", "hints", "result", "open", "checked"))
    ]


def test_the_same_click_writes_the_same_everywhere(hosts: Any, tmp_path: Path) -> None:
    """核查 as on the reference host: the cells written are equal, C-03, T3-01 and T3-02 found."""
    path = book_of(report_of({"requests.new.total": 3, "disclosure.licences.decisions": "２９０"}), tmp_path / "a.xlsx")
    reference, host = Memory().open(path), hosts.open(path)
    for one in (reference, host):
        edits, found = check_action(one.read(names_for(FORM)), FORM)
        one.apply(edits)
        assert [rule for rule, *_ in told(found.findings)] == ["C-03", "T3-02", "T3-01"]

    assert host.read(_written(FORM)).blocks == reference.read(_written(FORM)).blocks
    assert host.told == reference.told


@pytest.mark.usefixtures("excel")
@pytest.mark.parametrize("name", corpus_names())
def test_every_action_decides_the_same_on_every_host(name: str, tmp_path: Path) -> None:
    """Equal edits for every report of the corpus, whichever host the workbook is open in."""
    report = corpus_report(name)
    path = book_of(report, tmp_path / "a.xlsx")
    names = names_for(report.form)
    openers = (Files(), Memory(), Excel(copies=True), Excel(copies=False))
    snapshots = [opener.open(path).read(names) for opener in openers]

    for key in ("check", "fill", "zero", "undo"):
        first, *others = [list(ACTIONS[key](snapshot, report.form)) for snapshot in snapshots]
        assert all(edits == first for edits in others), key


@pytest.mark.parametrize("key", ["check", "fill", "zero"])
def test_undo_takes_the_last_action_back_after_saving_and_reopening(hosts: Any, key: str, tmp_path: Path) -> None:
    """Every block is as before the action; a second 撤销 has nothing to do."""
    wrong = {"requests.new.total": 3, "disclosure.licences.decisions": "", "requests.granted.business": "=1+1"}
    path = book_of(report_of(wrong), tmp_path / "a.xlsx", finished=True)
    names = [name for name in names_for(FORM) if name != "undo"]
    host = hosts.open(path)
    before = host.read(names).blocks
    press(key, host)
    assert host.read(names).blocks != before

    host = hosts.again(host, path)
    press("undo", host)
    host = hosts.again(host, path)
    assert host.read(names).blocks == before
    press("undo", host)
    assert host.told == ["没有可以撤销的操作。"]
