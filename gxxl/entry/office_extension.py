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
from gxxl.entry.oxt import IDENTIFIER, NAME, extension
from gxxl.form.told_by_doctor import LIBREOFFICE
from gxxl.hosts.package import save
from gxxl.template.buttons import TAB

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
_OPEN = 4
"""What `extension_manager.py` ends with where LibreOffice is open."""


def install() -> str:
    """The extension of this version in the place of any other, and settings that start this Python."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / NAME
        packed.write_bytes(extension())
        _manage("add", packed)
    save_settings()
    return LIBREOFFICE["installed"].format(menu=TAB)


def uninstall() -> str:
    """Neither extension nor settings are left."""
    _manage("remove", Path(NAME))
    (trusted_folder() / FILE).unlink(missing_ok=True)
    return LIBREOFFICE["removed"]


def save_settings() -> None:
    """What the extension starts: this Python, with the gxxl that is running now."""
    found = {"command": [sys.executable, "-m", "gxxl.entry.libreoffice"], "folder": str(Path(gxxl.__file__).parents[1])}
    trusted_folder().mkdir(parents=True, exist_ok=True)
    save(trusted_folder() / FILE, json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8"))


def _manage(verb: str, packed: Path) -> None:
    """Have the office's own extension manager do it. Raises a ClickException with what is to be done instead."""
    program = _program()
    if program is None:
        raise click.ClickException(LIBREOFFICE["absent"])
    python = next(filter(_speaks_uno, _pythons(program.parent)), None)
    if python is None:
        raise click.ClickException(LIBREOFFICE["no python"])
    script = Path(__file__).with_name("extension_manager.py")
    command = [str(part) for part in (python, "-I", script, program, verb, IDENTIFIER, packed)]
    try:
        done = subprocess.run(command, env=_environment(), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise click.ClickException(LIBREOFFICE["refused"]) from None
    if done.returncode:
        raise click.ClickException(LIBREOFFICE["open" if done.returncode == _OPEN else "refused"])


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
