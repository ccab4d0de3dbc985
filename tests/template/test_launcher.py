"""The VBA of the workbook, run on an interpreter: what it starts, where it looks, what it says. Never in Excel."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import pyvbaanalysis
from oletools.mraptor import MacroRaptor

from gxxl.form.editions import compose
from gxxl.template.buttons import BUTTONS, TAB, Button
from gxxl.template.macro_book import LAUNCHER_WORDS
from gxxl.template.vba_sources import code_print, issued_code, modules
from tests.books import template
from tests.template.vba_stage import HOME, WINDOWS, Stage

PY, MODULE = r"C:\Windows\py.exe", " -P -m gxxl.entry.excel "
COMMAND = r"HKCU\Software\gxxl\command"
_, NO_PROGRAM, FAILED, NOT_STARTED = LAUNCHER_WORDS
SOURCES = {module.name: module.source.decode("ascii") for module in modules() if module.document is None}


def box(text: str) -> list[tuple[str, str, str, int]]:
    """One box with the tab's name as its title."""
    return [("MsgBox", text, TAB, 64)]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.key)
def test_every_button_starts_its_action_and_shows_what_it_said(button: Button) -> None:
    """The Sub on the sheet and the one of the ribbon do the same; Excel waits for a hidden window."""
    started = []
    for procedure in (button.procedure, button.callback):
        stage = Stage(files=(PY,), message=("有2处错误。", "请更正。"))
        if procedure == button.callback:
            stage.press_with_control(procedure)
        else:
            assert stage.press(procedure) == box("有2处错误。请更正。")
        started += stage.started
    line = f'"{PY}" -3{MODULE}{button.key} --wb="年报.xlsm" --from_xl=1 --app="C:\\Office\\Microsoft Excel" --hwnd=4711'
    assert started == [(line, 0, True)] * 2


@pytest.mark.parametrize(
    ("stage", "start"),
    [
        (Stage(registry={COMMAND: '"D:\\p y\\python.exe" -P -m gxxl.entry.excel'}, files=(PY,)), '"D:\\p y\\python.exe"' + MODULE),
        (Stage(files=(PY, rf"{HOME}\gxxl\gxxl-excel.exe", rf"{HOME}\gxxl\Scripts\python.exe")), rf'"{HOME}\gxxl\gxxl-excel.exe" '),
        (Stage(files=(PY, rf"{HOME}\gxxl\Scripts\python.exe")), rf'"{HOME}\gxxl\Scripts\python.exe"' + MODULE),
        (Stage(files=(PY, r"E:\python.exe"), environment={"GXXL_PYTHON": r"E:\python.exe"}), r'"E:\python.exe"' + MODULE),
        (Stage(files=(rf"{HOME}\Programs\Python\Launcher\py.exe",)), rf'"{HOME}\Programs\Python\Launcher\py.exe" -3' + MODULE),
        (Stage(files=(rf"{HOME}\Microsoft\WindowsApps\py.exe",)), rf'"{HOME}\Microsoft\WindowsApps\py.exe" -3' + MODULE),
        (Stage(files=("python.exe", "py.exe"), environment={"GXXL_PYTHON": "python.exe"}), None),
        (Stage(files=(r".\gxxl\gxxl-excel.exe", r"\gxxl\gxxl-excel.exe"), environment={"LOCALAPPDATA": "."}), None),
        (Stage(), None),
    ],
    ids=["registry", "own folder", "own Python", "environment", "launcher 2", "launcher 3", "no path", "no home", "nothing"],
)  # fmt: skip
def test_the_program_is_looked_for_in_trusted_places_in_order(stage: Stage, start: str | None) -> None:
    """Registry, own folder, GXXL_PYTHON, py: full paths only, so nothing beside the workbook is ever started."""
    shown = stage.press("DoCheck")

    assert [line.startswith(f"{start}check --wb=") for line, *_ in stage.started] == ([True] if start else [])
    assert shown == box("核查完毕。" if start else NO_PROGRAM)


@pytest.mark.parametrize(
    ("ends", "message", "shown"),
    [
        (0, ("核查完毕。", ""), box("核查完毕。")),
        (0, ("", ""), []),
        (3, ("old", ""), box(FAILED)),
        (1, ("old", ""), box(NO_PROGRAM)),
        (103, ("old", ""), box(NO_PROGRAM)),
        ("系统找不到指定的文件。", ("old", ""), box(NOT_STARTED + "系统找不到指定的文件。")),
    ],
)
def test_every_end_is_one_chinese_sentence(ends: int | str, message: tuple[str, str], shown: list[object]) -> None:
    """Done, done in silence, failed, no gxxl in that Python, no Python, not even started: never an old message."""
    assert Stage(files=(PY,), ends=ends, message=message).press("DoCheck") == shown


@pytest.mark.parametrize(
    "name", ["年报 (1).xlsm", "a=b=c.xlsm", "100%PATH%.xlsm", "[一]{二}&三^.xlsm", "政府信息公开年报1"]
)
def test_every_name_arrives_whole(name: str) -> None:
    """Spaces, =, %, brackets, & and an unsaved workbook: in the environment as it is, and quoted for xlwings."""
    stage = Stage(files=(PY,), workbook=name)
    stage.press("DoCheck")

    assert stage.process.written == {("item", "GXXL_WORKBOOK"): name}
    assert f' --wb="{name}" ' in stage.started[0][0]


def test_other_systems() -> None:
    """A Mac asks the add-in of xlwings, which waits for nothing; elsewhere the office's extension listens itself."""
    mac, linux = Stage(system="Macintosh (Intel) 14.5"), Stage(system="Unix")

    assert (mac.press("DoUndo"), linux.press("DoUndo")) == ([], [])
    assert mac.ran == [("xlwings.xlam!RunPython", "from gxxl.entry.excel import undo; undo()")]
    assert mac.started + linux.started == []
    assert WINDOWS.startswith("Windows")


def test_one_sub_a_button_one_a_callback_one_private_runner() -> None:
    """Nothing else is public; nothing is declared, starts by itself, swallows an error or is said in VBA."""
    heads = {name: re.findall(r"(?m)^(Public|Private) (?:Sub|Function) (\w+)", text) for name, text in SOURCES.items()}

    assert [name for kind, name in heads["GxxlMacros"] if kind == "Public"] == [button.procedure for button in BUTTONS]
    assert heads["GxxlRibbon"] == [("Public", button.callback) for button in BUTTONS]
    assert [text for text in SOURCES.values() if not text.isascii() or max(map(len, text.splitlines())) > 200] == []
    for text in SOURCES.values():
        assert not re.search(
            r"(?im)^[^'\n]*\b(?:Declare|Resume Next|Auto_?Open|Workbook_\w+|Evaluate|Shell)\b(?!\")", text
        )
        assert text.splitlines()[1] == "Option Explicit"
    assert sum(map(len, SOURCES.values())) < 7_000


def test_the_gates_of_others_stay_quiet(tmp_path: Path) -> None:
    """A static analysis of the whole workbook finds nothing; mraptor: no macro starts by itself, none writes files."""
    path = tmp_path / "a.xlsm"
    path.write_bytes(template(compose(2021, 2021), macros=True))
    said = pyvbaanalysis.analyze_office_file(path)
    verdict = MacroRaptor("\n".join(SOURCES.values()))
    verdict.scan()

    assert set(SOURCES) < set(said)
    assert [diagnostic for diagnostics in said.values() for diagnostic in diagnostics] == []
    assert (verdict.suspicious, verdict.autoexec, verdict.write) == (False, False, False)


def test_issued_texts_are_never_forgotten() -> None:
    """`issued_code.json` ends with today's text of each module: whoever changes one adds a print and keeps the old."""
    assert {name: prints[-1] for name, prints in issued_code().items()} == {
        name: code_print(text) for name, text in SOURCES.items()
    }
