"""Real calculation engines as oracles: LibreOffice kept alive (`calc.py`), gnumeric beside it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

Values = dict[str, dict[str, float | str]]

HERE = Path(__file__).parent
FONTS = HERE / "fonts.conf"
USUAL_FONT = "FandolSong"
"""The font of Chinese text that names none, on every machine."""

LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "URE_BOOTSTRAP", "DISPLAY", "WAYLAND_DISPLAY")


class OfficeError(RuntimeError):
    """The office could not do what was asked, or not in time."""


def environment(fonts: Path = FONTS) -> dict[str, str]:
    """Surroundings in which neither this Python nor an office around it shows, with their fonts."""
    kept = {name: value for name, value in os.environ.items() if name not in LEAKS}
    return kept | {"LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": str(fonts), "GSETTINGS_BACKEND": "memory"}


def program(name: str) -> Path:
    """A program of the machine, or a word about what is missing."""
    found = shutil.which(name)
    if not found:
        raise OfficeError(f"{name} is not installed")
    return Path(found)


@functools.cache
def uno_python() -> Path:
    """An interpreter that can `import uno`: the office's own or one of the system."""
    folders = [program("soffice").resolve().parent, *map(Path, os.get_exec_path())]
    for candidate in (folder / name for folder in folders for name in ("python", "python3")):
        if candidate.is_file():
            tried = [str(candidate), "-I", "-c", "import uno"]
            if not subprocess.run(tried, env=environment(), capture_output=True, timeout=30, check=False).returncode:
                return candidate
    raise OfficeError("no Python can import uno: install python3-uno")


def fonts_in(family: str, folder: Path) -> Path:
    """The fonts of `FONTS` with another for Chinese text that names none."""
    made = folder / "fonts.conf"
    made.write_text(FONTS.read_text("utf-8").replace(USUAL_FONT, family), "utf-8")
    return made


def run(name: str, *arguments: object, fonts: Path = FONTS) -> str:
    """Run a program of the machine; what it said."""
    command = [str(program(name)), *map(str, arguments)]
    done = subprocess.run(command, env=environment(fonts), capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise OfficeError(f"{command} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def ssconvert(path: Path, out: Path | None = None) -> Values:
    """Every value as gnumeric calculates it, in the form of `Calc.values`; `out` keeps the result (.xlsx, .csv …)."""
    with tempfile.TemporaryDirectory(prefix="gnumeric-") as folder:
        made = Path(folder) / "calculated.xlsx"
        run("ssconvert", "--recalc", "-T", "Gnumeric_Excel:xlsx2", path, made)
        if out:
            run("ssconvert", "--recalc", path, out)
        return stored(made)


def stored(path: Path) -> Values:
    """The values that stand in an .xlsx, calculated by whoever saved it; in the form of `Calc.values`."""
    with zipfile.ZipFile(path) as parts:
        texts: list[str] = []
        if "xl/sharedStrings.xml" in parts.namelist():
            texts = [text_of(item) for item in ET.fromstring(parts.read("xl/sharedStrings.xml"))]
        targets = {
            link.attrib["Id"]: link.attrib["Target"].removeprefix("/xl/")
            for link in ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
        }
        values: Values = {}
        for sheet in ET.fromstring(parts.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet"):
            link = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
            cells = ET.fromstring(parts.read(f"xl/{targets[link]}")).iterfind(".//{*}c")
            found = {cell.attrib["r"]: value_of(cell, texts) for cell in cells}
            values[sheet.attrib["name"]] = {at: value for at, value in found.items() if value != ""}
        return values


def text_of(item: ET.Element) -> str:
    """The text of a string with or without runs, without its reading aids."""
    return "".join(part.text or "" for part in (*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")))


def value_of(cell: ET.Element, texts: Sequence[str]) -> float | str:
    """What a cell of an .xlsx says; nothing is an empty text."""
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    if kind == "inlineStr":
        return "".join(map(text_of, cell.iterfind("{*}is")))
    if kind == "s" and value:
        return texts[int(value)]
    if kind == "e":
        return f"#ERR {value}"
    return value if kind == "str" or not value else float(value)
