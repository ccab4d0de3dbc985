"""`gxxl doctor --install-excel` and back, over a registry of its own."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl

Keys = dict[tuple[str, str], dict[str, str]]
USER, TEXT = "HKEY_CURRENT_USER", 1


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    """What winreg would hold: the values of each key; a key that is not there raises as it does."""
    found: Keys = {}

    @contextmanager
    def create(root: str, path: str) -> Iterator[dict[str, str]]:
        yield found.setdefault((root, path), {})

    @contextmanager
    def opened(root: str, path: str) -> Iterator[dict[str, str]]:
        if (root, path) not in found:
            raise FileNotFoundError(2, path)
        yield found[root, path]

    def write(key: dict[str, str], name: str, _reserved: int, kind: int, value: str) -> None:
        assert kind == TEXT
        key[name] = value

    module = types.ModuleType("winreg")
    module.__dict__.update(
        HKEY_CURRENT_USER=USER,
        REG_SZ=TEXT,
        CreateKey=create,
        OpenKey=opened,
        SetValueEx=write,
        QueryValueEx=lambda key, name: (key[name], TEXT),
        DeleteKey=lambda root, path: found.pop((root, path)),
    )
    monkeypatch.setitem(sys.modules, "winreg", module)
    return found


def test_the_buttons_learn_which_program_to_start_and_forget_it(keys: Keys) -> None:
    """The value the launcher reads; macros that are blocked are explained; taking back leaves nothing behind."""
    run = CliRunner().invoke
    told = run(gxxl, ["doctor", "--install-excel"])

    assert keys == {(USER, r"Software\gxxl"): {"command": f'"{sys.executable}" -P -m gxxl.entry.excel'}}
    assert told.exit_code == 0
    for word in (sys.executable, "解除锁定", "Unblock-File", "受信任位置", "启用内容", "--uninstall-excel"):
        assert word in told.stdout
    assert sys.executable in run(gxxl, ["doctor"]).stdout.rpartition("Excel 按钮")[2]

    assert run(gxxl, ["doctor", "--uninstall-excel"]).stdout.startswith("已撤销登记")
    assert keys == {}
    assert run(gxxl, ["doctor", "--uninstall-excel"]).stdout.startswith("本来就没有登记")
    assert "没有登记：gxxl doctor --install-excel" in run(gxxl, ["doctor"]).stdout


def test_a_frozen_program_registers_itself(keys: Keys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The program of the buttons lies beside the one that was started."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "核查 程序" / "gxxl.exe"))
    CliRunner().invoke(gxxl, ["doctor", "--install-excel"])

    assert keys[USER, r"Software\gxxl"]["command"] == f'"{tmp_path / "核查 程序" / "gxxl-excel.exe"}"'


def test_what_is_missing_is_said(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without xlwings nothing is registered, and the sentence says how to get it."""
    monkeypatch.setattr("gxxl.entry.installing.find_spec", lambda _: None)
    refused = CliRunner().invoke(gxxl, ["doctor", "--install-excel"])

    assert (refused.exit_code, keys) == (2, {})
    assert 'pip install "gxxl[excel]"' in refused.stderr


@pytest.mark.parametrize("option", ["--install-excel", "--uninstall-excel"])
def test_elsewhere_it_is_said_what_to_do_instead(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Windows, no registry: exit code 2 and one Chinese sentence."""
    monkeypatch.setitem(sys.modules, "winreg", None)
    refused = CliRunner().invoke(gxxl, ["doctor", option])

    assert refused.exit_code == 2
    assert "这台电脑不是 Windows" in refused.stderr
    assert "gxxl mark" in refused.stderr
