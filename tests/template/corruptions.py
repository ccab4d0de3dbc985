"""What can be wrong with a macro workbook, as a table: what is done to it, and which family of faults it belongs to.

Written before the check that must find them (`package_check.py`), which sees the spoiled file alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from gxxl.hosts.compound_file import streams
from gxxl.hosts.vba_modules import unpacked
from gxxl.template.compound import compound
from gxxl.template.vba_compression import compressed
from gxxl.template.vba_project import Module, vba_project
from gxxl.template.vba_sources import modules

Spoil: TypeAlias = Callable[[bytes], bytes]

BOOK, BOOK_RELS, TYPES, ROOT_RELS = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
)
SHEET, SHEET_RELS, VML = (
    "xl/worksheets/sheet4.xml",
    "xl/worksheets/_rels/sheet4.xml.rels",
    "xl/drawings/vmlDrawing4.vml",
)
RIBBON, OLD_RIBBON, PROJECT = "customUI/customUI14.xml", "customUI/customUI.xml", "xl/vbaProject.bin"


class Corruption(NamedTuple):
    """One way to spoil a workbook."""

    family: str
    name: str
    spoil: Spoil


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return held.getvalue()


def put(name: str, old: str, new: str) -> Spoil:
    """A text of a part replaced once; it must be there."""

    def spoil(data: bytes) -> bytes:
        parts = parts_of(data)
        assert old.encode() in parts[name], (name, old)
        return packed({**parts, name: parts[name].replace(old.encode(), new.encode(), 1)})

    return spoil


def both(old: str, new: str) -> Spoil:
    """The same change in both ribbon parts."""
    return lambda data: put(OLD_RIBBON, old, new)(put(RIBBON, old, new)(data))


def drop(name: str) -> Spoil:
    """A part left out."""
    return lambda data: packed({other: part for other, part in parts_of(data).items() if other != name})


def add(name: str, part: bytes) -> Spoil:
    """A part more, or in place of the one there was."""
    return lambda data: packed({**parts_of(data), name: part})


def project(change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> Spoil:
    """The streams of the VBA project changed, by their paths."""

    def spoil(data: bytes) -> bytes:
        changed = change(dict(streams(parts_of(data)[PROJECT])))
        storage = {name.partition("/")[2]: part for name, part in changed.items() if name.startswith("VBA/")}
        top = {name: part for name, part in changed.items() if "/" not in name}
        return add(PROJECT, compound({"VBA": storage, **top}))(data)

    return spoil


def stream(name: str, change: Spoil) -> Spoil:
    """One stream of the project changed."""
    return project(lambda found: {**found, name: change(found[name])})


def text(name: str, old: bytes, new: bytes) -> Spoil:
    """A text of a packed stream (a module, dir) replaced once."""

    def change(data: bytes) -> bytes:
        plain = unpacked(data)
        assert old in plain, (name, old)
        return compressed(plain.replace(old, new, 1))

    return stream(f"VBA/{name}", change)


def written(change: Callable[[list[Module]], list[Module]]) -> Spoil:
    """A project written from other modules."""
    return add(PROJECT, vba_project(change(list(modules()))))


def raw(change: Spoil) -> Spoil:
    """The bytes of the compound file changed."""
    return lambda data: add(PROJECT, change(parts_of(data)[PROJECT]))(data)


def at(place: int, new: bytes) -> Spoil:
    """Bytes overwritten."""
    return lambda data: data[:place] + new + data[place + len(new) :]


def entries(change: Callable[[list[bytes]], list[bytes]]) -> Spoil:
    """The directory entries changed ([MS-CFB] 2.6.1), which we write right before the mini FAT."""

    def spoil(data: bytes) -> bytes:
        start, end = (512 * (int.from_bytes(data[place : place + 4], "little") + 1) for place in (48, 60))
        found = [data[place : place + 128] for place in range(start, end, 128)]
        return data[:start] + b"".join(change(found)) + data[end:]

    return raw(spoil)


def _twice(data: bytes) -> bytes:
    held = io.BytesIO(data)
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("xl/STYLES.xml", b"<x/>")
    return held.getvalue()


def _circle(data: bytes) -> bytes:
    """The first sector of the directory comes after itself."""
    directory, fat = (int.from_bytes(data[place : place + 4], "little") for place in (48, 76))
    return at(512 * (fat + 1) + 4 * directory, directory.to_bytes(4, "little"))(data)


def _swapped(found: list[bytes]) -> list[bytes]:
    """Two streams whose names change places in the tree."""
    first, second = (
        next(n for n, e in enumerate(found) if e.startswith(name.encode("utf-16-le"))) for name in ("dir", "Sheet13")
    )
    found[first], found[second] = (
        found[second][:66] + found[first][66:],
        found[first][:66] + found[second][66:],
    )
    return found


def _red(found: list[bytes]) -> list[bytes]:
    return [entry[:67] + b"\0" + entry[68:] for entry in found]


def _flagged(data: bytes) -> bytes:
    """The first member said to be encrypted, in both of its records."""
    central = data.index(b"PK\1\2")
    return at(central + 8, b"\1")(at(6, b"\1")(data))


def _with_code(name: str, line: str) -> Spoil:
    return written(lambda found: [m._replace(code=m.code + line) if m.name == name else m for m in found])


CORRUPTIONS = (
    Corruption("zip", "a name twice but for its case", _twice),
    Corruption("zip", "cut off", lambda data: data[:-600]),
    Corruption("zip", "a byte changed", at(4_000, b"\0\0\0\0")),
    Corruption("zip", "backslash in a name", add("xl\\theme\\theme2.xml", b"<x/>")),
    Corruption("zip", "packed in a way Excel does not read", lambda data: packed(parts_of(data), zipfile.ZIP_BZIP2)),
    Corruption("zip", "said to be encrypted", _flagged),
    Corruption("xml", "a sheet that is not well-formed", put(SHEET, "</worksheet>", "")),
    Corruption("xml", "a document type", put(BOOK, "<workbook ", "<!DOCTYPE x><workbook ")),
    Corruption("xml", "a drawing that is not well-formed", put(VML, "</xml>", "<br></xml>")),
    Corruption("types", "no list of types", drop(TYPES)),
    Corruption("types", "a type for a part there is none of", drop("docProps/app.xml")),
    Corruption("types", "no type for drawings", put(TYPES, 'Extension="vml"', 'Extension="vmx"')),
    Corruption("types", "a type twice", put(TYPES, "<Override ", '<Override PartName="/xl/styles.xml" ContentType="x"/><Override ')),
    Corruption("types", "the type of a workbook without macros", put(TYPES, "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
    Corruption("types", "a project of another type", put(TYPES, "application/vnd.ms-office.vbaProject", "application/octet-stream")),
    Corruption("types", "a sheet of another type", put(TYPES, 'sheet4.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml', 'sheet4.xml" ContentType="application/xml')),
    Corruption("relations", "a drawing that is not there", drop(VML)),
    Corruption("relations", "an identifier twice", put(BOOK_RELS, 'Id="rId17"', 'Id="rId16"')),
    Corruption("relations", "a drawing nothing leads to", put(SHEET, '<legacyDrawing r:id="rId1"/>', '<legacyDrawing r:id="rId9"/>')),
    Corruption("relations", "a project nothing leads to", put(BOOK_RELS, "relationships/vbaProject", "relationships/other")),
    Corruption("relations", "relationships of nobody", add("xl/worksheets/_rels/sheet99.xml.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')),
    Corruption("relations", "a part nothing leads to", add("xl/drawings/vmlDrawing99.vml", b"<xml/>")),
    Corruption("relations", "a drawing of another kind", put(SHEET_RELS, "relationships/vmlDrawing", "relationships/drawing")),
    Corruption("names", "a name twice", put(BOOK, 'name="blanks"', 'name="CHANGES"')),
    Corruption("names", "a name that refers to nothing", put(BOOK, "'_gxxl'!$B$12", "#REF!")),
    Corruption("names", "a name like a cell", put(BOOK, 'name="blanks"', 'name="AB12"')),
    Corruption("names", "a name with a space", put(BOOK, 'name="blanks"', 'name="no blanks"')),
    Corruption("names", "a name on a sheet there is none of", put(BOOK, "'_gxxl'!$B$12", "'_gxx'!$B$10")),
    Corruption("names", "a name of a sheet beyond the last", put(BOOK, 'name="blanks"', 'name="blanks" localSheetId="13"')),
    Corruption("names", "the cells VBA reads its sentences from", put(BOOK, 'name="launcher_words"', 'name="launcher_word"')),
    Corruption("names", "the cells VBA reads the message from", put(BOOK, 'name="message"', 'name="massage"')),
    Corruption("sheets", "a sheet name twice", put(BOOK, 'name="句式"', 'name="封面"')),
    Corruption("sheets", "a sheet number twice", put(BOOK, 'sheetId="13"', 'sheetId="12"')),
    Corruption("sheets", "a name no sheet may have", put(BOOK, 'name="句式"', 'name="句/式"')),
    Corruption("sheets", "opens on a hidden sheet", put(BOOK, "<workbookView ", '<workbookView activeTab="12" ')),
    Corruption("sheets", "parts of the workbook out of order", put(BOOK, "<bookViews>", '<calcPr calcId="1"/><bookViews>')),
    Corruption("sheets", "rows out of order", put(SHEET, '<row r="2"', '<row r="200"')),
    Corruption("sheets", "a cell in the wrong row", put(SHEET, '<c r="B1"', '<c r="B2"')),
    Corruption("sheets", "cells out of order", put(SHEET, '<c r="B1"', '<c r="D1"')),
    Corruption("sheets", "a style there is none of", put(SHEET, '<c r="A1" s="10"', '<c r="A1" s="999"')),
    Corruption("sheets", "a shared text there is none of", put(SHEET, ' t="s"><v>', ' t="s"><v>99')),
    Corruption("sheets", "merged cells that overlap", put(SHEET, '<mergeCell ref="', '<mergeCell ref="A1:Z3"/><mergeCell ref="')),
    Corruption("sheets", "parts of a sheet out of order", put(SHEET, "<legacyDrawing ", '<sheetProtection sheet="1"/><legacyDrawing ')),
    Corruption("sheets", "a refusal that is too long", put(SHEET, 'error="', 'error="' + "长" * 256)),
    Corruption("sheets", "a prompt title that is too long", put(SHEET, 'promptTitle="', 'promptTitle="' + "长" * 33)),
    Corruption("sheets", "validations miscounted", put(SHEET, '<dataValidations count="', '<dataValidations count="9')),
    Corruption("sheets", "a format there is none of", put(SHEET, 'dxfId="', 'dxfId="99')),
    Corruption("sheets", "a formula with its sign", put(SHEET, "<f>", "<f>=")),
    Corruption("sheets", "a function without its prefix", put(SHEET, "<f>", "<f>XLOOKUP(1,1,1)+")),
    Corruption("vml", "a shape twice", put(VML, "_x0000_s4098", "_x0000_s4097")),
    Corruption("vml", "a shape outside its block", put(VML, "_x0000_s4098", "_x0000_s1026")),
    Corruption("vml", "an anchor of seven numbers", put(VML, "<x:Anchor>0, ", "<x:Anchor>")),
    Corruption("vml", "an anchor from right to left", put(VML, "<x:Anchor>0, ", "<x:Anchor>9, ")),
    Corruption("vml", "a button without a macro", put(VML, "<x:FmlaMacro>[0]!DoCheck</x:FmlaMacro>", "")),
    Corruption("vml", "a macro there is none of", put(VML, "[0]!DoCheck", "[0]!DoCheek")),
    Corruption("vml", "a macro that wants an argument", put(VML, "[0]!DoCheck", "[0]!OnCheck")),
    Corruption("vml", "a private macro", put(VML, "[0]!DoCheck", "[0]!Say")),
    Corruption("vml", "a macro of another workbook", put(VML, "[0]!DoCheck", "[1]!DoCheck")),
    Corruption("vml", "a block of shapes used twice", put(VML, '<o:idmap v:ext="edit" data="4"/>', '<o:idmap v:ext="edit" data="1"/>')),
    Corruption("vba", "no compound file", raw(at(0, b"PK"))),
    Corruption("vba", "cut off", raw(lambda data: data[:-1024])),
    Corruption("vba", "a chain that runs in a circle", raw(_circle)),
    Corruption("vba", "streams out of order", entries(_swapped)),
    Corruption("vba", "red below red", entries(_red)),
    Corruption("vba", "no list of modules", project(lambda f: {n: d for n, d in f.items() if n != "VBA/dir"})),
    Corruption("vba", "no project text", project(lambda f: {n: d for n, d in f.items() if n != "PROJECT"})),
    Corruption("vba", "a module without its stream", project(lambda f: {n: d for n, d in f.items() if n != "VBA/GxxlRibbon"})),
    Corruption("vba", "a source that begins elsewhere", text("dir", b"\x31\0\4\0\0\0\0\0\0\0", b"\x31\0\4\0\0\0\7\0\0\0")),
    Corruption("vba", "a damaged source", stream("VBA/GxxlMacros", at(9, b"\xff\xff\xff\xff\xff\xff"))),
    Corruption("vba", "another module's name", text("GxxlMacros", b'VB_Name = "GxxlMacros"', b'VB_Name = "GxxlMacro"')),
    Corruption("vba", "bare line ends", text("GxxlMacros", b"\r\n\r\n", b"\n\n")),
    Corruption("vba", "compiled code kept", stream("VBA/_VBA_PROJECT", lambda _: b"\xcc\x61\xb2\x00\x00\x00\x00" + bytes(900))),
    Corruption("vba", "a cache kept", project(lambda f: {**f, "VBA/__SRP_0": b"x" * 100})),
    Corruption("vba", "a module nobody lists", stream("PROJECT", lambda data: data.replace(b"Module=GxxlRibbon\r\n", b"", 1))),
    Corruption("vba", "a document listed as a plain module", stream("PROJECT", lambda data: data.replace(b"Document=Sheet3/&H00000000", b"Module=Sheet3"))),
    Corruption("vba", "names packed", stream("PROJECTwm", compressed)),
    Corruption("vba", "a name left out", stream("PROJECTwm", lambda data: data[data.index(b"Sheet1\0") :])),
    Corruption("vba", "a sheet without its module", written(lambda found: [m for m in found if m.name != "Sheet5"])),
    Corruption("vba", "a module without its sheet", put(BOOK, '<sheet name="_gxxl" sheetId="13" state="veryHidden" r:id="rId13"/>', "")),
    Corruption("vba", "a sheet of another code name", put(SHEET, 'codeName="Sheet4"', 'codeName="Sheet44"')),
    Corruption("vba", "two sheets of one code name", put(SHEET, 'codeName="Sheet4"', 'codeName="Sheet5"')),
    Corruption("vba", "a workbook without code name", put(BOOK, 'workbookPr codeName="ThisWorkbook" ', "workbookPr ")),
    Corruption("vba", "a macro that starts by itself", _with_code("GxxlMacros", "\nSub Auto_Open()\nEnd Sub\n")),
    Corruption("vba", "an event of the workbook", _with_code("ThisWorkbook", "\nPrivate Sub Workbook_Open()\nEnd Sub\n")),
    Corruption("vba", "a call into a library", _with_code("GxxlMacros", '\nPrivate Declare PtrSafe Sub Sleep Lib "kernel32" (ByVal ms As Long)\n')),
    Corruption("vba", "a Sub without its end", text("GxxlRibbon", b"End Sub", b"")),
    Corruption("vba", "a letter that is not ASCII", text("GxxlMacros", b"' The", b"\xba\xcb")),
    Corruption("ribbon", "not well-formed", put(RIBBON, "</customUI>", "")),
    Corruption("ribbon", "an identifier twice", both('id="gxxlFill"', 'id="gxxlCheck"')),
    Corruption("ribbon", "an element there is none of", both("<button ", "<knob ")),
    Corruption("ribbon", "a button outside a group", both("</group></tab>", '</group><button id="x" onAction="OnHelp"/></tab>')),
    Corruption("ribbon", "an attribute there is none of", both('screentip="', 'tooltip="')),
    Corruption("ribbon", "no identifier", both('id="gxxlFill" ', "")),
    Corruption("ribbon", "two identifiers", both('id="gxxlFill"', 'id="gxxlFill" idMso="AutoSum"')),
    Corruption("ribbon", "an icon Office does not have", both('imageMso="Undo"', 'imageMso="UndoLast"')),
    Corruption("ribbon", "an icon and a picture", both('imageMso="Undo"', 'imageMso="Undo" image="x"')),
    Corruption("ribbon", "a key tip of four letters", both('keytip="H"', 'keytip="HHHH"')),
    Corruption("ribbon", "a key tip twice", both('keytip="H"', 'keytip="T"')),
    Corruption("ribbon", "a size there is none of", both('size="large"', 'size="huge"')),
    Corruption("ribbon", "a text that is too long", both('supertip="', 'supertip="' + "长" * 1025)),
    Corruption("ribbon", "a callback there is none of", both('onAction="OnCheck"', 'onAction="OnChek"')),
    Corruption("ribbon", "a callback without its argument", both('onAction="OnCheck"', 'onAction="DoCheck"')),
    Corruption("ribbon", "the name space of another version", put(RIBBON, "2009/07/customui", "2006/01/customui")),
    Corruption("ribbon", "the two ribbons differ", put(OLD_RIBBON, 'label="核查"', 'label="检查"')),
    Corruption("ribbon", "a version left out", put(ROOT_RELS, "2006/relationships/ui/extensibility", "2006/relationships/other")),
)  # fmt: skip
"""Every corruption with the family in whose name the check must complain."""
