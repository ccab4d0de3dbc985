"""`vbaProject.bin` from module texts, in the form [MS-OVBA] asks writers for: source only, nothing compiled.

`_VBA_PROJECT` says version 0xFFFF (2.3.4.1), so every host compiles the source anew; module streams hold nothing but
the compressed source (offset 0), there are no `__SRP_*` streams, and PROJECTwm lists the modules uncompressed.
"""

from __future__ import annotations

import re
import struct
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from gxxl.template.compound import compound
from gxxl.template.vba_compression import compressed

PROJECT_NAME = "GxxlReport"
CODE_PAGE, _CODEC = 1252, "cp1252"
"""Sources are ASCII; the code page is one every Windows has (2.3.4.2.1.5)."""

WORKBOOK_CLASS = "0{00020819-0000-0000-C000-000000000046}"
SHEET_CLASS = "0{00020820-0000-0000-C000-000000000046}"
"""VB_Base of the workbook's and of a sheet's document module."""

MOST_IN_LINE = 1023
"""Characters the editor allows in a line of source."""

_LIBRARY = r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": rf"*\G{{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}}#2.0#0#{_LIBRARY}",
}
"""Type libraries (2.3.4.2.2.5): Office finds them by identifier and version, wherever they are installed."""

_SYSTEM, _LANGUAGE = 3, 0x409
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_UNLOCKED, _NO_PASSWORD, _VISIBLE = bytes(4), bytes(1), b"\xff"
_SEEDS = (0x9D, 0x3A, 0xD7)


class Module(NamedTuple):
    """A module: its name, its source without attribute lines, and the class behind it where it is a document's."""

    name: str
    code: str
    document: str | None = None

    @property
    def source(self) -> bytes:
        """The text as it is stored: attribute lines first, CRLF at every line's end. ValueError for what is no VBA."""
        attributes = [f'Attribute VB_Name = "{self.name}"']
        if self.document:
            attributes += [
                f'Attribute VB_Base = "{self.document}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                "Attribute VB_PredeclaredId = True",
                "Attribute VB_Exposed = True",
                "Attribute VB_TemplateDerived = False",
                "Attribute VB_Customizable = True",
            ]
        lines = [*attributes, *self.code.splitlines()]
        if any(len(line) > MOST_IN_LINE or not line.isascii() for line in lines):
            raise ValueError(self.name)
        return "".join(f"{line}\r\n" for line in lines).encode(_CODEC)


def vba_project(modules: Sequence[Module]) -> bytes:
    """The project's bytes, the same for the same modules. ValueError for names VBA does not allow or knows twice."""
    names = [module.name.casefold() for module in modules]
    if len({*names, PROJECT_NAME.casefold()}) <= len(names) or not all(_NAME.fullmatch(name) for name in names):
        raise ValueError(names)
    streams = {module.name: compressed(module.source) for module in modules}
    streams |= {"_VBA_PROJECT": bytes.fromhex("CC61FFFF000000"), "dir": compressed(_dir(modules))}
    return compound({"VBA": streams, "PROJECT": _project(modules), "PROJECTwm": _names(modules)})


def _record(key: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", key, len(data)) + data


def _twice(text: str, key: int, wide_key: int) -> bytes:
    """A text in the code page, and again in UTF-16."""
    return _record(key, text.encode(_CODEC)) + _record(wide_key, text.encode("utf-16-le"))


def _dir(modules: Sequence[Module]) -> bytes:
    """The dir stream (2.3.4.2): what the project is, what it refers to, which modules it has."""
    number = struct.Struct("<I").pack
    information = [
        _record(0x01, number(_SYSTEM)),
        _record(0x02, number(_LANGUAGE)),
        _record(0x14, number(_LANGUAGE)),
        _record(0x03, struct.pack("<H", CODE_PAGE)),
        _record(0x04, PROJECT_NAME.encode(_CODEC)),
        _twice("", 0x05, 0x40),
        _twice("", 0x06, 0x3D),
        _record(0x07, number(0)),
        _record(0x08, number(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1),
        _twice("", 0x0C, 0x3C),
    ]
    references = []
    for name, library in _REFERENCES.items():
        held = library.encode(_CODEC)
        references += [_twice(name, 0x16, 0x3E), _record(0x0D, number(len(held)) + held + bytes(6))]
    heads = [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, b"\xff\xff")]
    return b"".join([*information, *references, *heads, *map(_module_record, modules), _record(0x10)])


def _module_record(module: Module) -> bytes:
    """A MODULE record (2.3.4.2.3.2): the source begins at offset 0 of its stream."""
    return b"".join(
        [
            _twice(module.name, 0x19, 0x47),
            _twice(module.name, 0x1A, 0x32),
            _twice("", 0x1C, 0x48),
            _record(0x31, bytes(4)),
            _record(0x1E, bytes(4)),
            _record(0x2C, b"\xff\xff"),
            _record(0x22 if module.document else 0x21),
            _record(0x2B),
        ]
    )


def _project(modules: Sequence[Module]) -> bytes:
    """The PROJECT stream (2.3.1): the same modules as text, no protection, no password, visible."""
    names = ",".join(module.name for module in modules)
    key = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'gxxl:{names}')}}}".upper()
    states = [_veiled(key, *pair) for pair in zip((_UNLOCKED, _NO_PASSWORD, _VISIBLE), _SEEDS, strict=True)]
    lines = [
        f'ID="{key}"',
        *(f"Document={m.name}/&H00000000" if m.document else f"Module={m.name}" for m in modules),
        f'Name="{PROJECT_NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *(f'{name}="{state}"' for name, state in zip(("CMG", "DPB", "GC"), states, strict=True)),
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(_CODEC)


def _names(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream (2.3.3): every module's name in the code page and in UTF-16."""
    pairs = (module.name.encode(_CODEC) + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"


def _veiled(project: str, data: bytes, seed: int) -> str:
    """Data Encryption (2.4.3.2) with a fixed seed, as hexadecimal digits."""
    key = sum(project.encode("ascii")) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    before = key
    for plain in [*[0x07] * ((seed & 6) // 2), *struct.pack("<I", len(data)), *data]:
        out.append(plain ^ ((out[-2] + before) & 0xFF))
        before = plain
    return bytes(out).hex().upper()
