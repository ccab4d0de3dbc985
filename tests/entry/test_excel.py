"""The buttons pressed from Excel: a fixed list of actions, one sentence in the workbook, never a traceback."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gxxl.entry import excel, guard
from gxxl.entry.collect_button import shortened
from gxxl.entry.excel import main
from gxxl.form.editions import compose
from gxxl.form.told import CHECK_ON_MAC, CLOSED, COLLECT_ON_MAC
from gxxl.hosts import excel as host_room
from gxxl.hosts import patience
from gxxl.hosts.refused import Refused
from gxxl.template.buttons import BUTTONS
from gxxl.template.places import places_of
from tests.books import book_of, typed, worded
from tests.hosts.fake_com import ALERTS, CALLS, ComError, windows
from tests.hosts.fake_excel import FAILED, Workbook, opened
from tests.tables import report_of

FORM = compose(2021, 2021)
WRONG = {"requests.new.total": 3}
APOLOGY = "这次核查没有完成，您填的内容没有改动。请把“{name}”发给张三（0903-2023）。"
DONE = "核查完毕：错误2处。请从“核查结果”第一条改起。"


@pytest.fixture(autouse=True)
def _excel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Excel is there, nobody waits, failures are written down elsewhere."""
    monkeypatch.setattr(patience, "PAUSE", 0)
    monkeypatch.setattr(guard, "LOG", tmp_path / "gxxl.log")
    monkeypatch.delenv("GXXL_WORKBOOK", raising=False)
    with windows():
        yield
    CALLS.refuse = lambda _number, _what: None


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """A workbook with two findings and a contact, open in Excel."""
    path = typed(book_of(report_of(WRONG), tmp_path / "年报.xlsx"), {"封面!C10": "张三", "封面!C11": "0903-2023"})
    return opened(path)[1]


def message(workbook: Workbook) -> str:
    """What the button will show."""
    rows = workbook.parts.block(places_of(FORM).names["message"])
    return "".join(str(held.raw or "") for (held,) in rows)


def launched(monkeypatch: pytest.MonkeyPatch, workbook: Workbook, action: str = "check", name: str = "") -> int:
    """What the launcher of a workbook starts."""
    name = name or workbook.p["Name"]
    arguments = [action, f"--wb={name}", "--from_xl=1", "--app=C:\\EXCEL.EXE", f"--hwnd={workbook.app.handle}"]
    monkeypatch.setattr(sys, "argv", ["-m", *arguments])
    return main(arguments)


def test_each_button_has_its_function_and_no_other_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """RunPython and the launcher know the eight buttons; anything else is refused without looking at a workbook."""
    functions = {
        name for name, member in vars(excel).items() if inspect.isfunction(member) and not name.startswith("_")
    }

    assert {button.key for button in BUTTONS} <= functions
    for wrong in ([], ["os.system"], ["main"], ["--wb=a.xlsx"]):
        assert main(wrong) == 2
    assert "只接受以下操作之一：check、fill" in capsys.readouterr().err


def test_a_press_leaves_its_sentence_in_the_workbook(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """核查, then 撤销, each with its own sentence; exit code 0."""
    assert launched(monkeypatch, workbook) == 0
    assert message(workbook) == DONE
    assert launched(monkeypatch, workbook, "undo") == 0
    assert message(workbook).startswith("已退回上一步操作。")
    assert launched(monkeypatch, workbook, "help") == 0
    assert message(workbook) == "", "an older sentence is not shown again"


def test_the_name_in_the_environment_counts(
    workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with = or % reaches the program whole, whatever the command line made of it."""
    odd = opened(tmp_path / "年报.xlsx", name="年报=100%PATH%.xlsx")[1]
    monkeypatch.setenv("GXXL_WORKBOOK", "年报=100%PATH%.xlsx")
    assert launched(monkeypatch, odd, name="年报") == 0

    assert message(odd) == DONE
    assert message(workbook) == ""


def test_collect_asks_for_a_folder_and_opens_the_result(
    workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """汇总: Excel's own dialog; 汇总.xlsx opens in the same Excel; the sentence names who has not reported."""
    folder = tmp_path / "报送"
    folder.mkdir()
    book_of(worded(report_of(organ="某县教育局")), folder / "教育局.xlsx")
    (folder / "名单.csv").write_text("单位名称\n某县教育局\n某县水利局\n", encoding="utf-8")
    before = workbook.parts.grid("三、依申请公开")

    assert launched(monkeypatch, workbook, "collect") == 0
    assert message(workbook) == "没有选文件夹，什么都没有做。"
    workbook.app.__dict__["chosen"] = str(folder)
    assert launched(monkeypatch, workbook, "collect") == 0

    assert workbook.app.asked == ["选择存放各单位报送文件的文件夹"] * 2
    assert workbook.app.started == [str(tmp_path / "报送_汇总结果" / "汇总.xlsx")]
    assert message(workbook) == (
        "2023年度：应报2家，已计入1家。\n未报1家：某县水利局\n结果已打开；全部文件在“报送_汇总结果”。"
    )
    assert workbook.parts.grid("三、依申请公开") == before


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"名单1.csv": "单位\n甲", "名单2.csv": "单位\n甲"}, "请只留一份，再来一次。"),
        ({}, "没有应报单位名单，也没有读出单位的年报。"),
    ],
)
def test_what_stands_in_the_way_of_collecting_is_said(
    lists: dict[str, str], said: str, workbook: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two lists, an empty folder: one sentence in Excel, nothing opens."""
    folder = tmp_path / "报送"
    folder.mkdir()
    for name, text in lists.items():
        (folder / name).write_text(text, encoding="utf-8")
    workbook.app.__dict__["chosen"] = str(folder)

    assert launched(monkeypatch, workbook, "collect") == 0
    assert said in message(workbook)
    assert workbook.app.started == []


def test_a_long_summary_is_cut_at_a_line() -> None:
    """A box holds no hundred names: whole lines as far as they go, the rest stands in the table."""
    told = "应报99家，已计入1家。\n未报98家：" + "、".join(f"某县第{n}局" for n in range(98)) + "\n"

    assert shortened(told) == "应报99家，已计入1家。\n其余见打开的表。\n"
    assert shortened("短。\n") == "短。\n"


@pytest.mark.parametrize("phase", ["Unprotect()", "Value =", "AutoFit()", "Goto()", "Path", "Protect()"])
@pytest.mark.parametrize("lasting", [False, True])
def test_a_failure_ends_in_one_sentence(
    phase: str, workbook: Workbook, monkeypatch: pytest.MonkeyPatch, *, lasting: bool
) -> None:
    """Whatever fails in Excel, once or always: the contact is named, nothing has changed but the message."""
    before = {sheet: dict(workbook.parts.grid(sheet)) for sheet in workbook.parts.sheets}
    left = iter(range(10_000 if lasting else 1))

    def refuse(_number: int, what: str) -> None:
        if what.partition(".")[2] == phase and next(left, None) is not None:
            raise ComError(-2147352567, FAILED)

    CALLS.refuse = refuse
    code = launched(monkeypatch, workbook)
    CALLS.refuse = lambda _number, _what: None
    said = message(workbook)

    if phase == "Protect()" and not lasting:
        assert (code, said) == (0, DONE), "what must be put back is tried twice"
    elif lasting and phase not in ("AutoFit()", "Goto()", "Path"):
        assert code == 3, "where nothing can be written, the launcher has a sentence of its own"
    else:
        assert (code, said) == (0, APOLOGY.format(name="年报.xlsx"))
    if phase != "Protect()":
        area = places_of(FORM).names["message"]
        after = {sheet: dict(workbook.parts.grid(sheet)) for sheet in workbook.parts.sheets}
        after[area.sheet].pop((area.top, area.left), None)
        assert after == before
        assert all(workbook.protected.values())


@pytest.mark.parametrize("error", [ZeroDivisionError(), KeyError("edition"), Refused("hostile")])
def test_a_bug_ends_in_one_sentence_and_a_log(
    error: Exception, workbook: Workbook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An action that raises changes nothing; what happened is written down for us, not shown."""

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(excel, "press", broken)
    assert launched(monkeypatch, workbook) == 0

    assert message(workbook) == APOLOGY.format(name="年报.xlsx")
    assert type(error).__name__ in guard.LOG.read_text(encoding="utf-8")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [(Refused("busy"), "Excel 正忙"), (Refused("protected", sheet="核查结果"), "工作表“核查结果”的保护加了密码")],
)
def test_troubles_of_an_open_workbook_are_named(
    refused: Refused, sentence: str, workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell being edited, a password: the sentence says what to do."""

    def troubled(*_: object) -> None:
        raise refused

    monkeypatch.setattr(excel, "press", troubled)
    assert launched(monkeypatch, workbook) == 0
    assert message(workbook).startswith(sentence)


@pytest.mark.parametrize("name", ["别的.xlsx", "别=的.xlsx"])
def test_a_workbook_that_was_closed_is_said_by_the_launcher(
    name: str, workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3: there is nowhere to write a sentence, the launcher has its own."""
    assert launched(monkeypatch, workbook, name=name) == 3
    assert message(workbook) == ""


def test_run_python_shows_what_was_said(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The add-in calls a function by name and shows nothing itself: a box does; on a Mac it says what works there."""
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=年报.xlsx", "--from_xl=1", f"--hwnd={workbook.app.handle}"])
    excel.check()
    excel.help()
    assert ALERTS == [DONE], "帮助 says nothing"

    monkeypatch.setattr(sys, "argv", ["-c"])
    excel.check()
    assert ALERTS == [DONE, CLOSED]

    def used(*_: object) -> Any:
        raise AssertionError

    monkeypatch.setattr(host_room, "caller", used)
    monkeypatch.setattr(sys, "platform", "darwin")
    excel.fill()
    excel.collect()
    assert ALERTS[-2:] == [CHECK_ON_MAC, COLLECT_ON_MAC]
