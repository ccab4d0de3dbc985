"""What is wrong with the macros of a workbook, looked for in the file alone: buttons (VML), VBA streams.

From [MS-OFFMACRO2], [MS-OVBA] and [MS-CFB]; read with olefile and oletools, not with our own readers.
"""

from __future__ import annotations

import io
import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import olefile
from oletools.olevba import decompress_stream

from tests.template.package_check import MAIN, TYPES, Candidate, Element, opened, package_faults
from tests.template.ribbon_check import ribbon_faults
from tests.template.sheet_check import sheet_faults

SHAPE = "{urn:schemas-microsoft-com:vml}shape"
OFFICE, EXCEL = "{urn:schemas-microsoft-com:office:office}", "{urn:schemas-microsoft-com:office:excel}"
STARTS_BY_ITSELF = re.compile(
    r"(?im)\b(?:sub|function)\s+(auto_?(?:open|close|exec|exit|new)|(?:work\w+|document|app|chart)_\w+)\b"
)
PROCEDURE = re.compile(r"(?im)^[ \t]*(public |private |friend )?[ \t]*(?:sub|function)[ \t]+(\w+)[ \t]*\(([^)\n]*)\)")
OPENS, CLOSES = (
    re.compile(r"(?i)(?:(?:public|private) )?(sub|function|select|for)\b|(if)\b.*\bthen$"),
    re.compile(r"(?i)end (sub|function|select|if)\b|(next)\b"),
)


class Module(NamedTuple):
    """A module as dir lists it: its stream, where its source begins, whether it is a document or a class."""

    stream: str
    offset: int
    is_class: bool


def faults(data: bytes) -> list[str]:
    """Everything wrong with a macro workbook; nothing for a sound one."""
    found, told = opened(data)
    if found is None:
        return told
    if TYPES not in found.trees or "xl/workbook.xml" not in found.trees:
        return [*told, "types: no list of types, or no workbook"]
    told += [*package_faults(found), *sheet_faults(found)]
    projects = found.of_kind("xl/workbook.xml", "vbaProject")
    sources: Mapping[str, str] = {}
    for project in projects:
        if project in found.parts:
            sources = _sources(found.parts[project], told)
            told += [f"vba: {fault}" for fault in _documents(found, sources)]
            told += [f"names: VBA reads {name!r}, which is not defined" for name in _missing_names(found, sources)]
    told += [f"vml: {fault}" for fault in _buttons(found, sources)]
    told += [f"ribbon: {fault}" for fault in ribbon_faults(found, _procedures(sources))]
    return told


def _sources(project: bytes, told: list[str]) -> dict[str, str]:
    """The text of every module; what is wrong with the project is told."""
    try:
        file = olefile.OleFileIO(io.BytesIO(project), raise_defects=olefile.DEFECT_INCORRECT)
    except Exception as error:  # noqa: BLE001 - olefile raises what it likes
        told.append(f"vba: {error!r}")
        return {}
    with file:
        missing = [name for name in ("VBA/dir", "VBA/_VBA_PROJECT", "PROJECT") if not file.exists(name)]
        told += [f"vba: no {name}" for name in missing]
        told += [f"vba: {issue}" for issue in file.parsing_issues]
        told += [f"vba: {fault}" for fault in _tree(file)]
        if missing:
            return {}
        modules = dict(_listed(bytes(decompress_stream(bytearray(file.openstream("VBA/dir").read())))))
        told += [f"vba: {fault}" for fault in _lists(file, modules)]
        sources: dict[str, str] = {}
        for name, module in modules.items():
            try:
                held = file.openstream(f"VBA/{module.stream}").read()[module.offset :]
                sources[name] = bytes(decompress_stream(bytearray(held))).decode("latin-1")
            except Exception as error:  # noqa: BLE001 - neither olefile nor oletools says what it raises
                told.append(f"vba: {name} cannot be read: {error!r}")
    told += [f"vba: {name}: {fault}" for name, source in sources.items() for fault in _source_faults(name, source)]
    return sources


def _tree(file: olefile.OleFileIO) -> Iterator[str]:
    """[MS-CFB] 2.6.4: siblings in order, no red node below a red one."""

    def walk(number: int, above_red: bool) -> Iterator[tuple[str, bool]]:
        if number != olefile.NOSTREAM:
            entry = file.direntries[number] or file._load_direntry(number)
            red = entry.color == 0
            yield from walk(entry.sid_left, red)
            yield entry.name, red and above_red
            yield from walk(entry.sid_right, red)

    for storage in [entry for entry in file.direntries if entry and entry.entry_type in (1, 5)]:
        siblings = list(walk(storage.sid_child, above_red=False))
        names = [name for name, _ in siblings]
        if names != sorted(names, key=lambda name: (len(name), name.upper())):
            yield f"out of order: {names}"
        if any(red for _, red in siblings):
            yield "red below red"


def _listed(data: bytes) -> Iterator[tuple[str, Module]]:
    """The modules of the dir stream ([MS-OVBA] 2.3.4.2.3)."""
    at, name, stream, offset, is_class = 0, "", "", 0, False
    while at + 6 <= len(data):
        key, size = struct.unpack_from("<HI", data, at)
        size = 6 if key == 0x09 else size
        held = data[at + 6 : at + 6 + size]
        name = held.decode("latin-1") if key == 0x19 else name
        stream = held.decode("latin-1") if key == 0x1A else stream
        offset = int.from_bytes(held, "little") if key == 0x31 else offset
        is_class = key == 0x22 if key in (0x21, 0x22) else is_class
        if key == 0x2B:
            yield name, Module(stream, offset, is_class)
        at += 6 + size


def _lists(file: olefile.OleFileIO, modules: Mapping[str, Module]) -> Iterator[str]:
    """dir, PROJECT, PROJECTwm and the streams name the same modules; source alone, or source with what was compiled."""
    text = file.openstream("PROJECT").read().decode("latin-1")
    kinds = {
        m[2].partition("/")[0]: m[1] for m in re.finditer(r"(?m)^(Document|Module|Class|BaseClass)=(.*?)\r?$", text)
    }
    if set(kinds) != set(modules):
        yield f"PROJECT and dir differ: {sorted(set(kinds) ^ set(modules))}"
    yield from (
        f"{name} is a {kind}"
        for name, kind in kinds.items()
        if name in modules and modules[name].is_class == (kind == "Module")
    )
    if file.exists("PROJECTwm"):
        names = b"".join(n.encode("latin-1") + b"\0" + n.encode("utf-16-le") + b"\0\0" for n in modules) + b"\0\0"
        if sorted(file.openstream("PROJECTwm").read()) != sorted(names):
            yield "PROJECTwm does not list the modules"
    head = file.openstream("VBA/_VBA_PROJECT").read()
    compiled = head[:4] != b"\xcc\x61\xff\xff"
    cached = any("__SRP" in path[-1] for path in file.listdir()) or any(module.offset for module in modules.values())
    if head[:2] != b"\xcc\x61" or compiled != cached:
        yield "a cache of compiled code, half of it"


def _source_faults(name: str, source: str) -> Iterator[str]:
    if not source.startswith(f'Attribute VB_Name = "{name}"\r\n'):
        yield "another name"
    if re.search(r"(?<!\r)\n|\r(?!\n)", source):
        yield "bare line ends"
    if not source.isascii():
        yield "not ASCII"
    if STARTS_BY_ITSELF.search(source):
        yield "starts by itself"
    if re.search(r"(?im)^[ \t]*(?:(?:public|private)[ \t]+)?declare\b", source):
        yield "calls into a library"
    yield from _blocks(source)


def _blocks(source: str) -> Iterator[str]:
    """Blocks that end nothing, or never."""
    waiting: list[str] = []
    for line in (line.strip() for line in source.split("\r\n")):
        closes, opens = CLOSES.match(line), OPENS.match(line)
        if closes:
            wanted = (closes[1] or "for").lower()
            if not waiting or waiting.pop() != wanted:
                yield f"{line} ends nothing"
        elif opens and not line.lower().startswith("exit"):
            waiting.append((opens[1] or opens[2]).lower())
    if waiting:
        yield f"{waiting} without an end"


def _documents(found: Candidate, sources: Mapping[str, str]) -> Iterator[str]:
    """Each sheet and the workbook have a module of their code name, and no other document module is there."""
    heads = [found.trees["xl/workbook.xml"].find(f"{MAIN}workbookPr")]
    listed = {found.relations["xl/workbook.xml"][key].part for key in _sheet_keys(found)}
    heads += [sheet.find(f"{MAIN}sheetPr") for part, sheet in found.sheets.items() if part in listed]
    names = Counter(head.get("codeName", "") if head is not None else "" for head in heads)
    documents = {name for name, source in sources.items() if "\nAttribute VB_PredeclaredId = True" in source}
    if sources and (set(names) != documents or max(names.values()) > 1):
        yield f"code names and document modules differ: {sorted(set(names) ^ documents)}"


def _sheet_keys(found: Candidate) -> list[str]:
    sheets = found.trees["xl/workbook.xml"].iter(f"{MAIN}sheet")
    keys = [next((value for key, value in sheet.items() if key.endswith("}id")), "") for sheet in sheets]
    return [key for key in keys if key in found.relations["xl/workbook.xml"]]


def _missing_names(found: Candidate, sources: Mapping[str, str]) -> set[str]:
    defined = {name.get("name") for name in found.trees["xl/workbook.xml"].iter(f"{MAIN}definedName")}
    return {name for source in sources.values() for name in re.findall(r'CellText\("(\w+)"', source)} - defined


def _procedures(sources: Mapping[str, str]) -> dict[str, int]:
    """How many arguments each public procedure of a plain module wants."""
    plain = [source for source in sources.values() if "VB_PredeclaredId" not in source]
    found = [match for source in plain for match in PROCEDURE.finditer(source)]
    return {m[2]: len([a for a in m[3].split(",") if a.strip()]) for m in found if (m[1] or "").lower() != "private "}


def _buttons(found: Candidate, sources: Mapping[str, str]) -> Iterator[str]:
    wanted = _procedures(sources)
    blocks: Counter[str] = Counter()
    for name in (name for name in found.trees if name.endswith(".vml")):
        tree = found.trees[name]
        data = [block.get("data", "") for block in tree.iter(f"{OFFICE}idmap")]
        blocks.update(data)
        shapes = list(tree.iter(SHAPE))
        keys = Counter(shape.get("id", "") for shape in shapes)
        yield from (f"{name}: {key} twice" for key, count in keys.items() if count > 1)
        outside = [k for k in keys if k.startswith("_x0000_s") and str(int(k[8:]) >> 10) not in data]
        yield from (f"{name}: {key} outside its block" for key in outside)
        for held in tree.iter(f"{EXCEL}ClientData"):
            yield from (f"{name}: {fault}" for fault in _button(held, wanted))
    yield from (f"block {block} twice" for block, count in blocks.items() if count > 1)


def _button(held: Element, wanted: Mapping[str, int]) -> Iterator[str]:
    anchor = [int(number) for number in (held.findtext(f"{EXCEL}Anchor") or "0").split(",")]
    if (
        len(anchor) != 8
        or (anchor[0], anchor[1]) >= (anchor[4], anchor[5])
        or (anchor[2], anchor[3]) >= (anchor[6], anchor[7])
    ):
        yield f"anchor {anchor}"
    if held.get("ObjectType") == "Button":
        macro = held.findtext(f"{EXCEL}FmlaMacro") or ""
        if wanted.get(macro.removeprefix("[0]!").rpartition(".")[2]) != 0:
            yield f"no macro {macro!r}"
