"""The extension of LibreOffice: packed alike everywhere, fit for the office's own Python, put in and taken out."""

from __future__ import annotations

import ast
import json
import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest
from click.testing import CliRunner

import gxxl
from gxxl.entry import office_extension
from gxxl.entry.cli import gxxl as commands
from gxxl.entry.collect_button import KEY
from gxxl.entry.extension.link import LEAKS, Gone, Link
from gxxl.entry.oxt import NAME, PACKAGE, extension
from gxxl.form.told import SAID_IN_LIBREOFFICE
from gxxl.macros.buttons import ACTIONS
from gxxl.template.buttons import BUTTONS
from tests.office.desk import doctor

VALUE = "{http://openoffice.org/2001/registry}name"


def members() -> dict[str, bytes]:
    """The files of the extension."""
    with zipfile.ZipFile(BytesIO(extension())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_command_packs_the_same_bytes_every_time(tmp_path: Path) -> None:
    """`gxxl template --oxt`: reproducible, every part of the manifest there."""
    done = CliRunner().invoke(commands, ["template", "--oxt", "-o", str(tmp_path / "新")])
    found = members()
    listed = ET.fromstring(found["META-INF/manifest.xml"])
    paths = [value for entry in listed for key, value in entry.attrib.items() if key.endswith("full-path")]

    assert (done.exit_code, (tmp_path / "新" / NAME).read_bytes()) == (0, extension())
    assert set(paths) <= set(found)
    assert {info.date_time for info in zipfile.ZipFile(BytesIO(extension())).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_toolbar_and_menu_have_every_button_with_its_words() -> None:
    """Captions come from the one list of buttons; every command names an action."""
    items = [
        {prop.get(VALUE): prop.findtext("value") for prop in node}
        for node in ET.fromstring(members()["Addons.xcu"]).iter("node")
        if any(prop.get(VALUE) == "URL" for prop in node)
    ]
    captions = [(f"vnd.gxxl:{button.key}", button.caption) for button in BUTTONS]

    assert [(item["URL"], item["Title"]) for item in items] == captions * 2
    assert {button.key for button in BUTTONS} == {*ACTIONS, KEY}
    assert json.loads(members()[f"{PACKAGE}/words.json"])["said"] == SAID_IN_LIBREOFFICE


@pytest.mark.parametrize("name", [name for name in members() if name.endswith(".py")])
def test_it_runs_in_an_old_python_without_packages(name: str) -> None:
    """Syntax of Python 3.7; only the standard library, UNO and the package itself are imported."""
    tree = ast.parse(members()[name], feature_version=(3, 7))
    imported = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if isinstance(node, ast.Import) or not node.level
    }

    assert imported <= {*sys.stdlib_module_names, "uno", "unohelper", "com", "gxxl_office"}


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "missing"),
        ({"command": ["/nowhere/python"], "folder": "/"}, "missing"),
        ({"command": [sys.executable, "-c", ""], "folder": "/"}, "gone"),
        ({"command": [sys.executable, "-c", "import time; time.sleep(60)"], "folder": "/", "patience": 0.3}, "late"),
    ],
)
def test_a_worker_that_is_not_there_is_told_by_its_kind(settings: dict[str, object], reason: str) -> None:
    """Not set up, gone, silent: each has a Chinese sentence."""
    with pytest.raises(Gone, match=reason):
        Link(settings).run("check", lambda _: None)
    assert SAID_IN_LIBREOFFICE[reason]


def test_the_worker_sees_nothing_of_the_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the office sets for its own Python does not reach ours; a folder of a workbook is never where it starts."""
    for leak in LEAKS:
        monkeypatch.setenv(leak, "/tmp")
    told = "import json, os, sys; sys.stdin.readline(); print(json.dumps({'done': json.dumps([os.getcwd(), *os.environ])}))"
    link = Link({"command": [sys.executable, "-c", told], "folder": str(tmp_path)})

    folder, *names = json.loads(link.run("check", lambda _: None) or "")
    link.end()

    assert (folder, set(names) & set(LEAKS)) == (os.path.realpath(tmp_path), set())


@pytest.mark.office
def test_it_is_put_in_again_and_taken_out(tmp_path: Path) -> None:
    """`gxxl doctor --install-libreoffice` twice, then `--uninstall-libreoffice`: nothing is left."""
    settings = tmp_path / "gxxl" / "libreoffice.json"
    listed = tmp_path / "libreoffice" / "4" / "user" / "uno_packages" / "cache" / "uno_packages.pmap"
    for _ in range(2):
        done = doctor(tmp_path, "--install-libreoffice")
    written = json.loads(settings.read_text(encoding="utf-8"))

    assert done.stdout.startswith("已装入 LibreOffice。")
    assert written["command"] == [sys.executable, "-m", "gxxl.entry.libreoffice"]
    assert written["folder"] == str(Path(gxxl.__file__).parents[1])
    assert NAME.encode() in listed.read_bytes()
    assert doctor(tmp_path, "--uninstall-libreoffice").stdout == "已从 LibreOffice 移除。\n"
    assert (settings.exists(), NAME.encode() in listed.read_bytes()) == (False, False)


def test_without_an_office_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No LibreOffice: nothing is written, and whoever has Excel or WPS learns that it is not needed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office_extension, "_PLACES", ())

    with pytest.raises(click.ClickException, match="没有找到 LibreOffice，没有改动。"):
        office_extension.install()
    assert list(tmp_path.iterdir()) == []
