"""The project about itself: said once, named, documented, small, in step."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import requires, version
from operator import attrgetter
from pathlib import Path
from pkgutil import resolve_name
from types import SimpleNamespace as Namespace

import pytest
from click.testing import CliRunner

import gxxl
from gxxl.entry.cli import gxxl as commands
from gxxl.form.editions import compose
from gxxl.form.model import Table
from gxxl.form.rules import RULES
from tests.entry.test_cli import MISUSES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "gxxl").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_named_in_a_test_and_complete(code: str) -> None:
    """A rule has title, problem, remedy and basis, and a test says what it does."""
    rule = RULES[code]

    assert all((rule.title, rule.problem, rule.remedy, rule.basis))
    assert any(code in path.read_text(encoding="utf-8") for path in TESTS)


def test_every_label_is_said_once() -> None:
    """A row or column label of four characters or more is a literal of one module of form/ only."""
    tables: list[Table] = [table for edition in (2021, 2019) for table in compose(edition, edition).tables]
    labels = {row.label for table in tables for row in table.rows} | {
        column.label for table in tables for block in table.blocks for column in block.columns
    }
    literals = {
        path: [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        for path in SOURCES
    }
    for label in sorted(label for label in labels if len(label) > 4):
        places = [path.name for path, texts in literals.items() for text in texts if text == label]
        assert len(places) <= 2, (label, places)
        assert all(place.startswith("edition") for place in places), (label, places)


OWN_WORDS = {"cli.py", "usage.py", "buttons.py", "plain_book.py"}
"""Help stands beside its option, a hint beside its button, the count of pages in the foot of a page."""

PLACING = [path for path in SOURCES if path.parent.name in ("entry", "template") and path.name not in OWN_WORDS]


@pytest.mark.parametrize("path", PLACING, ids=lambda path: path.name)
def test_commands_and_builders_place_the_words_of_form(path: Path) -> None:
    """No module of entry/ or template/ has a sentence of its own."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [str(node.value) for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs]

    assert [text for text in texts if re.search("[一-龥].*[，。；：！？]", text)] == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name != "form"], ids=lambda path: path.name)
def test_every_sentence_asked_for_is_said(path: Path) -> None:
    """`NAMED["key"]` of a mapping that comes from form/ has this key: no clerk is the first to find out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = [
        (f"{node.module}.{name.name}", name.asname or name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gxxl.form")
        for name in node.names
    ]
    said = {short: resolve_name(full) for full, short in imported}
    asked = [(ast.unparse(node.value), node.slice) for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    named = [
        (name, key) for name, key in asked if re.fullmatch(r"(\w+\.)?[A-Z_]+", name) and name.split(".")[0] in said
    ]
    found = [(attrgetter(name)(Namespace(**said)), name, key) for name, key in named]

    assert [
        (name, key.value)
        for mapping, name, key in found
        if isinstance(mapping, Mapping) and isinstance(key, ast.Constant) and key.value not in mapping
    ] == []


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_help_an_example_and_a_place_in_the_readme(name: str) -> None:
    """`--help` ends with a runnable example; the README shows the command."""
    command = commands.commands[name]

    assert command.help
    assert command.epilog
    assert f"gxxl {name}" in command.epilog
    assert f"gxxl {name}" in README


def _english(text: str) -> set[str]:
    """Words of four letters and more that no clerk knows: not options, commands, files or formats."""
    known = {"gxxl", "text", "json", "html", "xlsx", "xlsm", "csv", "docx", "word", *commands.commands}
    options = [
        opt for command in (commands, *commands.commands.values()) for param in command.params for opt in param.opts
    ]
    known |= {word for option in options for word in re.findall(r"[a-z]+", option)} | {"help", "excel", "libreoffice"}
    words = re.findall(r"[A-Za-z]{4,}", re.sub(r"[\w./-]+\.(?:json|xlsx|xlsm|html|docx)|gxxl-demo", "", text))
    return {word for word in words if word.lower() not in known}


@pytest.mark.parametrize("name", [*sorted(commands.commands), ""])
def test_help_is_chinese(name: str) -> None:
    """用法, 选项, 命令, 默认: no English word but names."""
    help_text = CliRunner().invoke(commands, [name, "--help"] if name else ["--help"]).stdout

    assert help_text.startswith("用法：")
    assert ("选项：" in help_text, "显示用法。" in help_text) == (True, True)
    assert _english(help_text) == set()


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in MISUSES])
def test_usage_errors_are_chinese(arguments: list[str]) -> None:
    """What click says in English never reaches a clerk."""
    typed = {word for argument in arguments for word in re.findall(r"[A-Za-z]{4,}", argument)}

    assert _english(CliRunner().invoke(commands, arguments).stderr) - typed == set()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `gxxl demo` leaves behind: the README works on it."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, "-m", "gxxl", "demo"], cwd=folder, check=True, capture_output=True)
    return folder / "gxxl-demo"


def _readme_commands() -> list[str]:
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("gxxl ")]


@pytest.mark.parametrize("line", _readme_commands())
def test_every_command_of_the_readme_runs(line: str, demo: Path, tmp_path: Path) -> None:
    """The README is not ahead of the program: each `gxxl …` line in it runs (0 clean, 1 findings)."""
    shutil.copytree(demo, tmp_path / "gxxl-demo")
    (tmp_path / "报送").symlink_to(tmp_path / "gxxl-demo")
    (tmp_path / "上年").mkdir()
    command = line.partition("#")[0].replace("gxxl ", f'"{sys.executable}" -m gxxl ', 1)
    result = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)

    assert result.returncode in (0, 1), result.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_files_and_functions_are_small(path: Path) -> None:
    """Files under 300 lines, functions under 40."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def test_rooms_have_one_way_doors() -> None:
    """import-linter: lower rooms never import higher ones, each library enters by one room."""
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout


def test_the_top_level_holds_what_was_agreed() -> None:
    """pyproject.toml, workbook/, gxxl/, tests/, README.md and dot-files."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    top = {name.partition("/")[0] for name in listed.decode("utf-8").split("\0") if name}
    assert {name for name in top if not name.startswith(".")} <= {
        "pyproject.toml",
        "workbook",
        "gxxl",
        "tests",
        "README.md",
    }


def test_changelog_and_version_agree() -> None:
    """The newest entry of the changelog is the version of the package."""
    newest = re.search(r"^## (\S+)", (ROOT / "gxxl" / "CHANGES.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert newest
    assert newest.group(1) == gxxl.__version__ == version("gxxl")


def test_ci_pins_every_dependency() -> None:
    """Lower bounds in pyproject, exact pins in .ci/constraints.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    pins = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").lower()

    for requirement in wanted:
        name = re.split(r"[\[>=]", requirement)[0]
        assert ">=" in requirement
        assert re.search(rf"^{name.lower()}==", pins, re.MULTILINE), name
    assert len(requires("gxxl") or []) == len(wanted)
