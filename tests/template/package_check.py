"""What makes Excel offer to repair a workbook, looked for in the file alone: container, types, relations, names.

Written from ECMA-376 parts 1 and 2, with other readers than the program's own. Every fault is a line that begins with
its family; `sheet_check`, `macro_check` and `ribbon_check` add theirs.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

Element = ET.Element

TYPES = "[Content_Types].xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
KINDS: Mapping[str, str] = {
    "officeDocument": MACRO_BOOK,
    "worksheet": SHEET_TYPE,
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "vbaProject": "application/vnd.ms-office.vbaProject",
}
"""The content type behind a relationship of some kind."""

BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "extLst",
)  # fmt: skip
LED_TO = {"legacyDrawing": "vmlDrawing", "drawing": "drawing", "sheet": "worksheet"}


class Relation(NamedTuple):
    """A relationship: the last word of its type, the whole type, the part it leads to."""

    kind: str
    type: str
    part: str


@dataclass
class Candidate:
    """A workbook taken apart."""

    parts: Mapping[str, bytes]
    trees: Mapping[str, Element]
    relations: Mapping[str, Mapping[str, Relation]]

    def of_kind(self, source: str, kind: str) -> list[str]:
        """The parts a part leads to by relationships of one kind."""
        return [relation.part for relation in self.relations.get(source, {}).values() if relation.kind == kind]

    @property
    def sheets(self) -> dict[str, Element]:
        """Each worksheet by its part."""
        return {part: self.trees[part] for part in self.of_kind("xl/workbook.xml", "worksheet") if part in self.trees}


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def opened(data: bytes) -> tuple[Candidate | None, list[str]]:
    """The workbook taken apart, and what is wrong with its container and its XML."""
    faults = list(_container(data))
    if faults:
        return None, faults
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
    trees: dict[str, Element] = {}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                trees[name] = ET.fromstring(part)
            except ET.ParseError as error:
                faults.append(f"{'ribbon' if 'customUI' in name else 'xml'}: {name}: {error}")
            if b"<!DOCTYPE" in part:
                faults.append(f"xml: {name}: a document type")
    relations = {_source(name): dict(_relations(name, tree)) for name, tree in trees.items() if name.endswith(".rels")}
    return Candidate(parts, trees, relations), faults


def package_faults(found: Candidate) -> Iterator[str]:
    """Faults of types, relations, names and the list of sheets."""
    yield from _types(found)
    yield from _links(found)
    book = found.trees["xl/workbook.xml"]
    yield from _names(book)
    yield from _book(book)


def _container(data: bytes) -> Iterator[str]:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        yield f"zip: {error}"
        return
    members = package.infolist()
    if len({member.filename.casefold() for member in members}) < len(members):
        yield "zip: a name twice"
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & 1:
            yield f"zip: {member.filename} cannot be unpacked"
            return
        if "\\" in member.orig_filename or member.filename.startswith("/"):
            yield f"zip: {member.filename} is no part name"
    try:
        broken = package.testzip()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        broken = str(error)
    except Exception as error:  # noqa: BLE001 - zlib.error and whatever else a damaged stream makes of it
        broken = repr(error)
    if broken:
        yield f"zip: {broken}"


def _source(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(name: str, tree: Element) -> Iterator[tuple[str, Relation]]:
    folder = "/" + posixpath.dirname(_source(name))
    for number, element in enumerate(tree):
        target = unquote(element.get("Target", ""))
        part = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        external = element.get("TargetMode") == "External" or target.startswith("#")
        kind = element.get("Type", "")
        key = element.get("Id", "")
        yield (
            key if all(other.get("Id") != key for other in list(tree)[:number]) else f"twice {key}",
            Relation(kind.rpartition("/")[2], kind, "" if external else part),
        )


def _type_of(found: Candidate) -> dict[str, str]:
    types = found.trees[TYPES]
    defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in types if local(e) == "Default"}
    given = {e.get("PartName", "")[1:]: e.get("ContentType", "") for e in types if local(e) == "Override"}
    return {name: given.get(name) or defaults.get(name.rpartition(".")[2].lower(), "") for name in found.parts}


def _types(found: Candidate) -> Iterator[str]:
    types = found.trees[TYPES]
    named = Counter(element.get("PartName", "")[1:] for element in types if local(element) == "Override")
    yield from (f"types: {name} twice" for name, count in named.items() if count > 1)
    yield from (f"types: no part {name}" for name in named if name not in found.parts)
    kinds = _type_of(found)
    yield from (f"types: none for {name}" for name, kind in kinds.items() if not kind and name != TYPES)
    for relation in (relation for links in found.relations.values() for relation in links.values()):
        wanted = KINDS.get(relation.kind)
        if wanted and relation.part in kinds and kinds[relation.part] != wanted:
            yield f"types: {relation.part} is no {relation.kind}"


def _links(found: Candidate) -> Iterator[str]:
    for source, links in found.relations.items():
        if source and source not in found.parts:
            yield f"relations: of {source}, which is not there"
        for key, relation in links.items():
            if key.startswith("twice ") or (relation.part and relation.part not in found.parts):
                yield f"relations: {source}: {key} leads to nothing"
    for name, tree in found.trees.items():
        for element in tree.iter():
            link, kind = element.get(f"{LINK}id"), LED_TO.get(local(element))
            held = found.relations.get(name, {}).get(link or "")
            if link and (held is None or (kind and held.kind != kind)):
                yield f"relations: {name}: {local(element)} {link} leads nowhere"
    yield from _loose(found)


def _loose(found: Candidate) -> Iterator[str]:
    """Parts nothing leads to, or nothing of the kind they are for."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        if source not in reached:
            reached.add(source)
            waiting += [link.part for link in found.relations.get(source, {}).values() if link.part]
    loose = {name for name in found.parts if not name.endswith(".rels") and name != TYPES} - reached
    yield from (f"relations: nothing leads to {name}" for name in sorted(loose))
    kinds = {(link.part, link.kind) for links in found.relations.values() for link in links.values()}
    for name, held in _type_of(found).items():
        wanted = next((kind for kind, type_ in KINDS.items() if type_ == held), None)
        if wanted and (name, wanted) not in kinds:
            yield f"relations: nothing leads to {name} as {wanted}"


def _names(book: Element) -> Iterator[str]:
    sheets = [sheet.get("name", "") for sheet in book.iter(f"{MAIN}sheet")]
    names = [(e.get("name", ""), e.get("localSheetId"), e.text or "") for e in book.iter(f"{MAIN}definedName")]
    counted = Counter((name.casefold(), home) for name, home, _ in names)
    yield from (f"names: {key} twice" for key, count in counted.items() if count > 1)
    for name, home, text in names:
        plain = name.removeprefix("_xlnm.")
        like_cell = re.fullmatch(r"(?i)[A-Z]{1,3}[0-9]+|r[0-9]*c?[0-9]*|c[0-9]*", plain)
        if like_cell or not re.fullmatch(r"[^\W\d][\w.\\?]{0,254}", plain):
            yield f"names: {name!r} is no name"
        if home is not None and int(home) >= len(sheets):
            yield f"names: {name} belongs to no sheet"
        meant = re.findall(r"'((?:[^']|'')+)'!|(?<![\w'])([^\W\d][\w.]*)!", text)
        unknown = [one or other for one, other in meant if (one or other).replace("''", "'") not in sheets]
        if not text.strip() or "#REF!" in text or unknown:
            yield f"names: {name} refers to {text!r}"


def _book(book: Element) -> Iterator[str]:
    sheets = list(book.iter(f"{MAIN}sheet"))
    for key in ("name", "sheetId"):
        values = [sheet.get(key, "").casefold() for sheet in sheets]
        if len(set(values)) < len(values):
            yield f"sheets: {key} twice"
    for name in (sheet.get("name", "") for sheet in sheets):
        if not 1 <= len(name) <= 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name):
            yield f"sheets: {name!r} is no name"
    shown = [sheet.get("state", "visible") == "visible" for sheet in sheets]
    active = [int(view.get("activeTab", "0")) for view in book.iter(f"{MAIN}workbookView")]
    if any(number >= len(shown) or not shown[number] for number in active or [0]):
        yield "sheets: opens on a sheet that is not shown"
    if out_of_order(book, BOOK_ORDER):
        yield "sheets: parts of the workbook out of order"


def out_of_order(parent: Element, order: Sequence[str]) -> bool:
    """Whether children stand in another order than the schema's."""
    places = [order.index(local(child)) for child in parent if local(child) in order]
    return places != sorted(places)
