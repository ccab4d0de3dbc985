"""The extension put into the LibreOffice of this user and taken out again, and the settings that name our Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

import gxxl
from gxxl.entry.extension.link import LEAKS
from gxxl.entry.extension.settings import FILE, trusted_folder
from gxxl.entry.oxt import IDENTIFIER, NAME, TITLE, extension
from gxxl.hosts.package import save

_BINARIES = ("soffice.bin", "soffice.exe", "soffice")
_PYTHONS = ("python", "python.exe", "../Resources/python")
_PLACES = (
    ("/usr", "lib*/libreoffice/program"),
    ("/opt", "libreoffice*/program"),
    ("/Applications", "LibreOffice.app/Contents/MacOS"),
    ("C:/", "Program Files*/LibreOffice/program"),
)
"""Where LibreOffice stands when it is not on the path."""

_SECONDS = 180
_ADDED = f"已装入 LibreOffice。请重新打开 LibreOffice：打开年报表，菜单和工具栏上有“{TITLE}”。\n"
_REMOVED = "已从 LibreOffice 移除。\n"
_ABSENT = "没有找到 LibreOffice，没有改动。请先安装 LibreOffice 7.0 或更新版本再运行；用 Excel、WPS 的不需要这一步。"
_NO_PYTHON = "LibreOffice 缺少 Python 支持，没有改动。请安装 python3-uno（有的系统叫 libreoffice-pyuno）再运行。"
_FAILURES = {4: "LibreOffice 正开着，没有改动。请关闭全部 LibreOffice 窗口再运行。"}
_REFUSED = "LibreOffice 没有回应，没有改动。请关闭全部 LibreOffice 窗口，稍候再运行；仍不行请联系技术人员。"


def install() -> str:
    """The extension of this version in the place of any other, and settings that start this Python."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / NAME
        packed.write_bytes(extension())
        _manage("add", packed)
    save_settings()
    return _ADDED


def uninstall() -> str:
    """Neither extension nor settings are left."""
    _manage("remove", Path(NAME))
    (trusted_folder() / FILE).unlink(missing_ok=True)
    return _REMOVED


def save_settings() -> None:
    """What the extension starts: this Python, with the gxxl that is running now."""
    found = {"command": [sys.executable, "-m", "gxxl.entry.libreoffice"], "folder": str(Path(gxxl.__file__).parents[1])}
    trusted_folder().mkdir(parents=True, exist_ok=True)
    save(trusted_folder() / FILE, json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8"))


def _manage(verb: str, packed: Path) -> None:
    """Have the office's own extension manager do it. Raises a ClickException with what is to be done instead."""
    program = _program()
    if program is None:
        raise click.ClickException(_ABSENT)
    python = next(filter(_speaks_uno, _pythons(program.parent)), None)
    if python is None:
        raise click.ClickException(_NO_PYTHON)
    script = Path(__file__).with_name("extension_manager.py")
    command = [str(part) for part in (python, "-I", script, program, verb, IDENTIFIER, packed)]
    try:
        done = subprocess.run(command, env=_environment(), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise click.ClickException(_REFUSED) from None
    if done.returncode:
        raise click.ClickException(_FAILURES.get(done.returncode, _REFUSED))


def _program() -> Path | None:
    """The office itself, not the script that starts it."""
    start = shutil.which("soffice") or shutil.which("libreoffice")
    folders = [Path(start).resolve().parent] if start else []
    folders += [folder for root, inside in _PLACES for folder in sorted(Path(root).glob(inside), reverse=True)]
    return next((folder / name for folder in folders for name in _BINARIES if (folder / name).is_file()), None)


def _pythons(folder: Path) -> Iterator[Path]:
    """The office's own Python, then those of the system."""
    yield from (folder / name for name in _PYTHONS if (folder / name).is_file())
    yield from (path for place in os.get_exec_path() if (path := Path(place) / "python3").is_file())


def _speaks_uno(python: Path) -> bool:
    tried = [str(python), "-I", "-c", "import uno"]
    return not subprocess.run(tried, env=_environment(), capture_output=True, check=False).returncode  # noqa: S603


def _environment() -> dict[str, str]:
    """Surroundings without our Python: the office's seeks its library beside the first `python3` on the path."""
    kept = {name: value for name, value in os.environ.items() if name not in LEAKS}
    path = [place for place in os.get_exec_path() if not (Path(place).parent / "pyvenv.cfg").is_file()]
    return kept | {"PATH": os.pathsep.join(path)}
