"""Workbooks with macros on the command line: built by name, edited without touching VBA and buttons, W-03."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from gxxl.form.editions import compose
from gxxl.hosts.files import FileHost
from gxxl.hosts.package import Package
from gxxl.hosts.vba_modules import module_sources
from gxxl.template.vba_project import WORKBOOK_CLASS, Module, vba_project
from gxxl.template.vba_sources import code_names, modules, strangers
from tests.books import book_of, template
from tests.conftest import CORPUS
from tests.office.calc import Calc
from tests.tables import report_of

ROOT = Path(__file__).parents[2]
FORM = compose(2021, 2021)
PROJECT = "xl/vbaProject.bin"


def run(*arguments: Any) -> Any:
    """A command; what it printed and its exit code."""
    return CliRunner().invoke(gxxl, [str(argument) for argument in arguments])


def rules_of(path: Path) -> list[tuple[str, str]]:
    """Rule and problem of each finding of `check`."""
    (file,) = json.loads(run("check", path, "--format", "json").stdout)["files"]
    return [(finding["rule"], finding["problem"]) for finding in file["findings"]]


def macro_book(path: Path, parts: Mapping[str, bytes] | None = None) -> Path:
    """A whole report in the workbook with macros, with parts changed or added."""
    book_of(report_of(), path, macros=True)
    if parts:
        path.write_bytes(Package(path.read_bytes()).replaced(parts))
    return path


def changed(change: Callable[[str], str]) -> bytes:
    """Our project with the text of its main module changed."""
    return vba_project([m._replace(code=change(m.code)) if m.name == "GxxlMacros" else m for m in modules()])


def rewritten(code: str) -> str:
    """The text as an editor may write it back."""
    return code.replace("Public Sub", "public  sub").replace("\r\n", "\n").replace("system", "System") + "\n\n"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["import", CORPUS / "reports" / "hongze-2023.json"], "a.xlsm"),
        (["import", CORPUS / "reports" / "hongze-2023.json"], "a.xlsx"),
        (["new", "--organ", "某县民政局", "--year", "2024"], "a.xlsm"),
        (["new", "--organ", "某县民政局", "--year", "2020"], "a.XLSM"),
    ],
)
def test_the_name_says_which_template_is_meant(arguments: list[Any], name: str, tmp_path: Path) -> None:
    """`-o x.xlsm` is the workbook with buttons; read by `check` and `export` like the other."""
    out = tmp_path / name
    assert run(*arguments, "-o", out).exit_code == 0

    with zipfile.ZipFile(out) as package:
        assert (PROJECT in package.namelist()) == (out.suffix.lower() == ".xlsm")
    assert "W-03" not in [rule for rule, _ in rules_of(out)]
    assert run("export", out, "--to", "json", "-o", tmp_path / "a.json").exit_code == 0


@pytest.mark.parametrize("command", ["fill", "mark"])
def test_an_action_keeps_the_kind_of_file(command: str, tmp_path: Path) -> None:
    """Excel opens no macros under .xlsx and no .xlsm without: another suffix is refused, with the way to do it."""
    book, other = macro_book(tmp_path / "a.xlsm"), tmp_path / "b.xlsx"
    refused = run(command, book, "-o", other)

    assert (refused.exit_code, other.exists()) == (2, False)
    assert "gxxl import" in refused.stderr
    assert run(command, book, "-o", tmp_path / "b.xlsm").exit_code == 0


@pytest.mark.parametrize("command", ["fill", "mark", "undo"])
def test_editing_leaves_macros_buttons_and_ribbon_as_they_are(command: str, tmp_path: Path) -> None:
    """VBA, VML and ribbon byte for byte, code names and drawings still named by every sheet."""
    book = macro_book(tmp_path / "a.xlsm")
    assert run("mark", book).exit_code == 0
    assert run(command, book).exit_code == 0

    issued, edited = Package(template(FORM, macros=True)), Package(book.read_bytes())
    kept = [name for name in issued.names() if "sheet" not in name.rpartition("/")[2] and name != "xl/workbook.xml"]
    assert issued.names() == edited.names()
    assert {PROJECT, "customUI/customUI14.xml", "xl/drawings/vmlDrawing10.vml", "_rels/.rels"} <= set(kept)
    assert [name for name in kept if issued.part(name) != edited.part(name)] == []
    for number, code_name in enumerate(code_names().values(), 1):
        part = edited.part(f"xl/worksheets/sheet{number}.xml").decode("utf-8")
        assert f'codeName="{code_name}"' in part
        assert part.count("<legacyDrawing ") == (number <= 10)


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (vba_project(modules()), None),
        (changed(rewritten), None),
        (vba_project(modules()[:-2]), None),
        (vba_project([*modules(), Module("Sheet14", "\nOption Explicit\n", WORKBOOK_CLASS)]), None),
        (changed(lambda code: code.replace("-P", "")), "“GxxlMacros”的内容被改动"),
        (changed(lambda code: code + "Sub More()\nEnd Sub\n"), "“GxxlMacros”的内容被改动"),
        (vba_project([*modules(), Module("Module1", "Sub A()\nEnd Sub")]), "“Module1”不是模板里的宏"),
        (
            vba_project(
                [Module("ThisWorkbook", "Private Sub Workbook_Open()\nEnd Sub", WORKBOOK_CLASS), *modules()[1:]]
            ),
            "“ThisWorkbook”不是模板里的宏",
        ),
        (b"", "宏读不出来"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "宏读不出来"),
    ],
    ids=[
        "issued",
        "respelled",
        "removed",
        "an empty one",
        "letter",
        "added",
        "foreign",
        "at opening",
        "empty",
        "damaged",
    ],
)
def test_altered_and_foreign_macros_are_named(project: bytes, words: str | None, tmp_path: Path) -> None:
    """W-03: by module and in one finding; the numbers are checked all the same. Spelling is no alteration."""
    book = macro_book(tmp_path / "a.xlsm", {PROJECT: project})

    found = [problem for rule, problem in rules_of(book) if rule == "W-03"]
    assert len(found) == (words is not None)
    assert words is None or words in found[0]
    assert rules_of(macro_book(tmp_path / "b.xlsm")) == [pair for pair in rules_of(book) if pair[0] != "W-03"]


def test_macros_in_a_workbook_of_an_earlier_template_are_looked_at(tmp_path: Path) -> None:
    """W-04 as a note and W-03 beside it: what stays behind when the workbook is read is named all the same."""
    strings = "xl/sharedStrings.xml"
    older = Package(template(FORM, macros=True)).part(strings).replace(b"<t>2021.1</t>", b"<t>2020.9</t>")
    book = macro_book(tmp_path / "a.xlsm", {strings: older, PROJECT: vba_project([*modules(), Module("A", "x")])})

    assert [rule for rule, _ in rules_of(book) if rule.startswith("W")] == ["W-03", "W-04"]


def test_all_strangers_are_one_finding_and_mark_says_so_too(tmp_path: Path) -> None:
    """W-03 of two modules is one sentence; `mark` prints it, since it is about the file and no cell."""
    book = macro_book(
        tmp_path / "a.xlsm", {PROJECT: vba_project([*modules()[:-2], Module("A", "x"), Module("B", "y")])}
    )

    ((_, problem),) = [pair for pair in rules_of(book) if pair[0] == "W-03"]
    assert ("“A”" in problem, "“B”" in problem) == (True, True)
    assert problem in run("mark", book).stdout


def test_a_sheet_of_old_macros_is_named(tmp_path: Path) -> None:
    """W-03 for an Excel 4.0 macro sheet, which needs no VBA, in a workbook said to be without macros."""
    path = book_of(report_of(), tmp_path / "a.xlsx")
    name = "xl/_rels/workbook.xml.rels"
    relation = b'<Relationship Id="x4" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="m.xml"/>'
    package = Package(path.read_bytes())
    parts = {name: package.part(name).replace(b"</Relationships>", relation + b"</Relationships>"), "xl/m.xml": b"<m/>"}
    path.write_bytes(package.replaced(parts))

    assert [problem for rule, problem in rules_of(path) if rule == "W-03"] == [
        "文件里的宏与下发的模板不同：有 Excel 4.0 宏表。"
    ]


@pytest.mark.office
def test_libreoffice_saves_our_macros_as_they_were(calc: Calc, tmp_path: Path) -> None:
    """The project LibreOffice writes anew holds the same modules: no W-03 for whoever works in Calc."""
    saved = calc.resave(macro_book(tmp_path / "a.xlsm"), tmp_path / "b.xlsm")
    project = FileHost(saved).macros

    assert project
    assert project != vba_project(modules())
    assert {"GxxlMacros", "GxxlRibbon"} <= set(module_sources(project))
    assert list(strangers(module_sources(project))) == []


def test_the_sources_are_ascii_lines_of_the_working_tree() -> None:
    """`workbook/src` holds exactly the modules of the project, CRLF at every line's end."""
    files = sorted((ROOT / "workbook" / "src").glob("*.bas"))

    assert [path.stem for path in files] == [module.name for module in modules() if module.document is None]
    for path in files:
        data = path.read_bytes()
        assert data.isascii()
        assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
