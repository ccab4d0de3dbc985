"""The Excel host over Excel's objects: few calls, nothing half done, nothing lost, everything put back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gxxl.edit import Blank, Content, Formula, Number, Show, Tell, Text, Write
from gxxl.form.editions import compose
from gxxl.form.told import READ_ONLY, UNSAVED, WORKING
from gxxl.hosts import patience
from gxxl.hosts.excel import ExcelHost, caller
from gxxl.hosts.excel_cells import LiveCells
from gxxl.hosts.pressing import press
from gxxl.hosts.protection import Protection
from gxxl.hosts.refused import Refused
from gxxl.macros.actions import names_for
from gxxl.macros.buttons import ACTIONS
from gxxl.sheet import Address, Held
from gxxl.template.places import STORE, places_of
from tests.books import blank_book, book_of
from tests.hosts.books import filled
from tests.hosts.fake_com import CALLS, ComError, windows
from tests.hosts.fake_excel import FAILED, MANUAL, Workbook, opened
from tests.tables import report_of

FORM = compose(2021, 2021)
PLACES = places_of(FORM)
WRONG = {"requests.new.total": 3, "disclosure.licences.decisions": "２９０"}
"""C-03, T3-02, T3-01: three findings."""

BUDGET = 40
"""Calls to Excel a click may take (design §10)."""

BUSY = sorted(patience.TURNED_AWAY)


@pytest.fixture(autouse=True)
def _excel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Excel is there, and nobody waits for it."""
    monkeypatch.setattr(patience, "PAUSE", 0)
    with windows():
        yield
    CALLS.refuse = lambda _number, _what: None


@pytest.fixture
def book(tmp_path: Path) -> tuple[Any, Workbook]:
    """A workbook with three findings, as its button finds it, and the object behind."""
    return opened(book_of(report_of(WRONG), tmp_path / "年报.xlsx"))


def cells(workbook: Workbook) -> dict[str, dict[tuple[int, int], Held]]:
    """Everything that stands in a workbook."""
    return {sheet: dict(workbook.parts.grid(sheet)) for sheet in workbook.parts.sheets}


def state(workbook: Workbook) -> Any:
    """What must be the same before and after: how sheets are protected, whether the screen moves, what the bar says."""
    return dict(workbook.protected), workbook.app.p["ScreenUpdating"], workbook.app.p["StatusBar"]


def refusing(number: int, error: Exception) -> Callable[[int, str], None]:
    """Excel refuses one call."""

    def refuse(made: int, _what: str) -> None:
        if made == number:
            raise error

    return refuse


def test_a_click_takes_few_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """核查 with three findings, from finding the workbook to the last thing put back."""
    opened(book_of(report_of(WRONG), tmp_path / "年报.xlsx"))
    monkeypatch.setattr(sys, "argv", ["-m", "check", "--wb=年报.xlsx", "--from_xl=1", "--hwnd=100"])
    CALLS.made.clear()
    host = ExcelHost(caller("年报.xlsx", 100))
    press("check", host)

    assert host.told == ["核查完毕：错误3处。请从“核查结果”第一条改起。"]
    assert len(CALLS.made) <= BUDGET, CALLS.made


def test_a_failure_at_any_call_leaves_everything_as_it_was(book: tuple[Any, Workbook]) -> None:
    """Whichever call fails, once: the action is done whole or not at all; screen and protection are as before."""
    found, workbook = book
    data, before, quiet = workbook.data, cells(workbook), state(workbook)
    names = names_for(FORM)
    edits = list(ACTIONS["check"](ExcelHost(found).read(names), FORM))
    CALLS.made.clear()
    host = ExcelHost(found)
    host.read(names)
    host.apply(edits)
    calls, after = list(CALLS.made), cells(workbook)
    outcomes = []
    for number in range(1, len(calls) + 1):
        workbook.again(data)
        CALLS.made.clear()
        CALLS.refuse = refusing(number, ComError(-2147352567, FAILED))
        try:
            host = ExcelHost(found)
            host.read(names)
            host.apply(edits)
            outcomes.append("done")
        except ComError:
            outcomes.append("failed")
        CALLS.refuse = refusing(0, ComError(0))
        assert cells(workbook) == (after if outcomes[-1] == "done" else before), calls[number - 1]
        assert state(workbook) == quiet, calls[number - 1]

    assert before != after
    assert outcomes.count("failed") > 25
    assert outcomes[-4:] == ["done"] * 4, "protecting and the screen are tried twice"


@pytest.mark.parametrize("code", BUSY)
@pytest.mark.parametrize("inner", [False, True])
def test_a_busy_excel_is_asked_again(book: tuple[Any, Workbook], code: int, *, inner: bool) -> None:
    """A cell being edited turns calls away for a moment: the click waits, and then does its work."""
    found, workbook = book
    error = ComError(-2147352567, code) if inner else ComError(code)

    def refuse(made: int, _what: str) -> None:
        if made % 3 == 0:
            raise error

    CALLS.made.clear()
    CALLS.refuse = refuse
    host = ExcelHost(found)
    press("check", host)

    assert host.told == ["核查完毕：错误3处。请从“核查结果”第一条改起。"]
    assert workbook.protected["核查结果"]


def test_an_excel_that_stays_busy_is_left_alone(book: tuple[Any, Workbook]) -> None:
    """After a few seconds the click gives up, with nothing written."""
    found, workbook = book
    before, host = cells(workbook), ExcelHost(found)

    def refuse(_made: int, _what: str) -> None:
        raise ComError(BUSY[0])

    CALLS.refuse = refuse
    with pytest.raises(Refused, match="busy"):
        press("check", host)
    CALLS.refuse = refusing(0, ComError(0))

    assert cells(workbook) == before


def test_protection_comes_back_with_its_own_options(book: tuple[Any, Workbook]) -> None:
    """What a sheet leaves allowed stays allowed; a sheet somebody unprotected stays so; read either way."""
    found, workbook = book
    own = Protection(False, True, tuple(number % 2 == 0 for number in range(11)))
    for copies in (True, False):
        workbook.__dict__["copies"] = copies
        if not copies:
            workbook.protected.update({"核查结果": own, STORE: None})
        quiet = state(workbook)
        press("check", ExcelHost(found))
        assert state(workbook) == quiet


def test_a_password_is_named(tmp_path: Path) -> None:
    """A sheet protected by a password is not written to, and the sentence can say which."""
    path = blank_book(FORM, tmp_path / "a.xlsx")
    found, workbook = opened(path)
    tag = b'<sheetProtection sheet="1"'
    name = "xl/worksheets/sheet13.xml"
    part = workbook.parts._package.part(name)
    assert tag in part
    workbook.__dict__.update(
        data=workbook.parts._package.replaced({name: part.replace(tag, tag + b' password="CC1A"')}, set()), read=None
    )

    with pytest.raises(Refused) as refused:
        press("zero", ExcelHost(found))
    assert (refused.value.key, refused.value.slots) == ("protected", {"sheet": STORE})


def test_values_of_every_kind_mean_the_same_as_in_a_file(tmp_path: Path) -> None:
    """Dates are numbers that are dates, money keeps every digit, errors their text, booleans stay booleans."""
    (tmp_path / "a.xlsx").write_bytes(filled())
    found, workbook = opened(tmp_path / "a.xlsx")
    contents: tuple[Content, ...] = (
        *(Text(text) for text in ("#REF!", "TRUE", "=1+1", "290", "'a")),
        *(Number(985.7325123), Number(10**14), Formula("1+1", 2), Blank()),
    )
    ExcelHost(found).apply([Write(Address("甲", 7, 1), (contents,))])
    workbook.money.add(Address("甲", 7, 6))

    assert LiveCells(found).grid("甲") == workbook.parts.grid("甲")
    assert Held(45296, None, is_date=True) in workbook.parts.grid("甲").values()


def test_the_person_sees_where_to_begin(book: tuple[Any, Workbook]) -> None:
    """The cursor goes to the first finding, the status bar says that work is going on, and is given back."""
    found, workbook = book
    press("check", ExcelHost(found))

    assert [at.a1 for at in workbook.app.shown] == ["B10"]
    assert workbook.app.bars == [WORKING, False]
    assert workbook.app.computed == 0
    assert [sheet for sheet, *_ in workbook.fitted] == ["核查结果"]


def test_rows_of_prose_are_fitted(tmp_path: Path) -> None:
    """A write into a section refits its rows, and a write elsewhere does not."""
    found, workbook = opened(blank_book(FORM, tmp_path / "a.xlsx"))
    area = PLACES.names["overview"]
    host = ExcelHost(found)
    host.apply([Write(area.at(2, 0), ((Text("段"),), (Text("落"),))), Write(Address("封面", 5, 3), ((Text("某局"),),))])

    assert workbook.fitted == [(area.sheet, area.top + 2, 2)]


@pytest.mark.parametrize("copies", [True, False])
def test_where_nothing_is_computed_by_itself_it_is_asked_to(book: tuple[Any, Workbook], *, copies: bool) -> None:
    """Manual calculation, which the first workbook opened brings along: totals and states follow all the same."""
    found, workbook = book
    workbook.__dict__["copies"] = copies
    workbook.app.p["Calculation"] = MANUAL
    press("check", ExcelHost(found))

    assert workbook.app.computed == 1


@pytest.mark.parametrize(
    ("properties", "warning"),
    [({"ReadOnly": True}, READ_ONLY), ({"Path": ""}, UNSAVED), ({"ReadOnly": True, "Path": ""}, READ_ONLY)],
)
def test_what_could_be_lost_is_said(properties: dict[str, Any], warning: str, tmp_path: Path) -> None:
    """A file opened read-only (somebody else has it open), a workbook never saved: the click works, and says so."""
    found, workbook = opened(book_of(report_of(WRONG), tmp_path / "a.xlsx"), **properties)
    host = ExcelHost(found)
    press("check", host)

    message = workbook.parts.block(PLACES.names["message"])
    assert message == ((Held("".join(host.told)),), (Held(None),))
    assert host.told == ["核查完毕：错误3处。请从“核查结果”第一条改起。", warning]


@pytest.mark.parametrize("name", ["年报=终稿.xlsx", "a=b=c.xlsx", "民政局 (1).xlsx", "工作簿1"])
def test_the_workbook_pressed_is_the_one_found(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workbooks of ours in two Excels, names with signs, one never saved: the caller's is marked, the other not."""
    path = book_of(report_of(WRONG), tmp_path / "a.xlsx")
    _, other = opened(path, name="年报.xlsx")
    _, mine = opened(path, name=name)
    Workbook(mine.app, path, "年报.xlsx")
    handle = mine.app.handle
    monkeypatch.setattr(sys, "argv", ["-m", "check", f"--wb={name}", "--from_xl=1", f"--hwnd={handle}"])
    press("check", ExcelHost(caller(name, handle)))

    assert cells(mine) != cells(other)
    assert mine.parts.block(PLACES.names["checked"]) == ((Held("是"),),)
    assert other.parts.block(PLACES.names["checked"]) == ((Held(None),),)


def test_a_strange_workbook_is_told_of_in_the_status_bar(tmp_path: Path) -> None:
    """There is no cell to say it in: W-05 stands in the status bar, and no cell has changed."""
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as stranger:
        stranger.add_worksheet("甲").write("A1", 1)
    found, workbook = opened(tmp_path / "a.xlsx")
    before = cells(workbook)
    press("check", ExcelHost(found))

    assert "不是" in str(workbook.app.p["StatusBar"])
    assert cells(workbook) == before


def test_showing_and_telling_write_no_cell_but_the_message(book: tuple[Any, Workbook]) -> None:
    """帮助 moves the cursor; a sentence stands in `message` alone."""
    found, workbook = book
    before = cells(workbook)
    ExcelHost(found).apply([Show(Address("填报说明", 1, 1)), Tell("您好。")])
    after = cells(workbook)
    message = PLACES.names["message"]

    assert workbook.app.shown == [Address("填报说明", 1, 1)]
    assert after[STORE].pop((message.top, message.left)) == Held("您好。")
    assert after == before


@pytest.mark.parametrize("name", ["a=b.xlsx", "a.xlsx"])
def test_no_other_workbook_takes_the_place_of_one_that_was_closed(
    name: str, book: tuple[Any, Workbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook pressed is not open any more: an error, though another of ours is open."""
    handle = book[1].app.handle
    monkeypatch.setattr(sys, "argv", ["-m", f"--wb={name}", "--from_xl=1", f"--hwnd={handle}"])
    with pytest.raises(LookupError):
        caller(name, handle)


def test_the_part_of_xlwings_that_needs_a_licence_is_not_needed(
    book: tuple[Any, Workbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click without `xlwings.pro`, which the offline package leaves out."""
    for module in [name for name in sys.modules if name.startswith("xlwings.pro")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "xlwings.pro", None)
    host = ExcelHost(book[0])
    press("check", host)

    assert host.told == ["核查完毕：错误3处。请从“核查结果”第一条改起。"]
