"""The VBA of the macro workbook: its sources, and the normal form in which a module is known again.

The sources stand in `workbook/src/`; an installed package carries them as `gxxl/template/vba/`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from gxxl.template.places import SHEETS
from gxxl.template.vba_project import SHEET_CLASS, WORKBOOK_CLASS, Module

WORKBOOK_CODE_NAME = "ThisWorkbook"

_SUFFIX = ".bas"
_EXPLICIT = "option explicit"
"""What the editor puts into a new module by itself."""

_NAME = re.compile(r'Attribute VB_Name = "(\w+)"')
_TOKEN = re.compile(r'"(?:[^"\n]|"")*"|\'[^\n]*|\w+|[^\w\s]|\n')
_ATTRIBUTE = re.compile(r'(?im)^[ \t]*attribute[ \t]+[\w.]+[ \t]*=[ \t]*(?:"[^"\n]*"|-?\w+)[ \t]*$')


def code_names() -> Mapping[str, str]:
    """The code name of each sheet, which is that of its document module ([MS-OVBA] 2.3.4.2.3.2.3)."""
    return {name: f"Sheet{number}" for number, name in enumerate(SHEETS, 1)}


def modules() -> tuple[Module, ...]:
    """Every module of the project: the empty ones of workbook and sheets, then those of `workbook/src`."""
    sheets = [Module(name, "", SHEET_CLASS) for name in code_names().values()]
    return (Module(WORKBOOK_CODE_NAME, "", WORKBOOK_CLASS), *sheets, *_written())


@cache
def _written() -> tuple[Module, ...]:
    texts = (found.read_text(encoding="ascii") for found in sorted(_sources(), key=lambda found: found.name))
    return tuple(_module(text) for text in texts)


def _sources() -> Sequence[Traversable]:
    """The .bas files: in the package where it was installed, else in the tree it is developed in."""
    installed = files("gxxl.template") / "vba"
    folder = installed if installed.is_dir() else Path(__file__).parents[2] / "workbook" / "src"
    return [found for found in folder.iterdir() if found.name.endswith(_SUFFIX)]


def _module(text: str) -> Module:
    first, _, code = text.partition("\n")
    named = _NAME.fullmatch(first.strip())
    if not named:
        raise ValueError(first)
    return Module(named[1], code)


def plain_code(source: str) -> str:
    """What a module does, however an editor spelled it: no attributes, one way of case, spaces and line ends.

    The editor rewrites the case of names, the spaces round operators and the ends of lines; never what stands in
    quotes.
    """
    text = _ATTRIBUTE.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    tokens = [token if token.startswith('"') else token.casefold().rstrip() for token in _TOKEN.findall(text)]
    lines = " ".join(token or "\n" for token in tokens).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def code_print(source: str) -> str:
    """The SHA-256 of the normal form of a module."""
    return hashlib.sha256(plain_code(source).encode("utf-8")).hexdigest()


def strangers(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Modules that are not as issued: ("foreign" or "altered", name). One without code is none, one missing is none."""
    for name, source in sources.items():
        if plain_code(source) in ("", _EXPLICIT) or code_print(source) in issued_code().get(name, ()):
            continue
        yield "altered" if name in issued_code() else "foreign", name


@cache
def issued_code() -> Mapping[str, Sequence[str]]:
    """The prints of every text ever issued of each module, by its name."""
    text = (files("gxxl.template") / "issued_code.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found
