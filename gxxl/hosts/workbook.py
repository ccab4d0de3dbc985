"""The workbook part: which sheets it names, where their parts are, which names it defines, how it is recalculated."""

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from gxxl.hosts.cells import span_of
from gxxl.hosts.known import known
from gxxl.hosts.markup import Element, Patch, decoded, is_true, patched, prefix_of, retagged, tree, utf8
from gxxl.hosts.package import CONTENT_TYPES, Package
from gxxl.hosts.refused import Refused
from gxxl.sheet import Area

_AREA = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!\[\]]+))!(\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)")
LONGEST_AREA = 100
"""Characters: 31 of a sheet's name, all of them doubled quotes, and two corners."""

_BEFORE_CALC = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip
"""What stands before calcPr (ECMA-376 part 1, 18.2.27)."""


class Relation(NamedTuple):
    """A relationship of a part (ECMA-376 part 2, 9.3): id, the last word of its type, the member it leads to."""

    key: str
    kind: str
    member: str


def relations_of(package: Package, source: str) -> tuple[Relation, ...]:
    """The relationships of a part, or of the package itself where `source` is empty."""
    name = package.spelled(_relations_name(source))
    if name is None:
        return ()
    return _relations(package.part(name), "/" + posixpath.dirname(source))


@known(most=32)
def _relations(part: bytes, folder: str) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for element in tree(utf8(part)).children:
        attributes = element.attributes
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, unquote(attributes.get("Target", ""))))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append(Relation(attributes.get("Id", ""), kind, target.lstrip("/")))
    return tuple(found)


class Said(NamedTuple):
    """What a workbook part says by itself: `sheets` has the id of each one's relationship by the sheet's name.

    `names` are those of the whole workbook that mean one rectangle of a sheet.
    """

    data: bytes
    root: Element
    sheets: Mapping[str, str]
    names: Mapping[str, Area]


@known(most=16)
def said_in(part: bytes) -> Said:
    """Read a workbook part. Raises Refused where it is none."""
    data = utf8(part)
    root = tree(data)
    if root.name != "workbook":
        raise Refused("not a workbook", seems="其他格式的文件")
    sheets = _sheets(root)
    return Said(data, root, sheets, _names(root, sheets))


def _sheets(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for sheets in root.named("sheets"):
        for sheet in sheets.named("sheet"):
            name = decoded(sheet.attributes.get("name", ""))
            if name in found:
                raise Refused("damaged")
            keys = (value for key, value in sheet.attributes.items() if key.endswith("relationships id"))
            found[name] = next(keys, "")
    if not found:
        raise Refused("damaged")
    return found


def _names(root: Element, sheets: Mapping[str, str]) -> dict[str, Area]:
    """18.2.5 definedName."""
    found: dict[str, Area] = {}
    for group in root.named("definedNames"):
        for element in group.named("definedName"):
            area = area_of(decoded(element.text).strip())
            if area and area.sheet in sheets and "localSheetId" not in element.attributes:
                found[decoded(element.attributes.get("name", ""))] = area
    return found


def area_of(text: str) -> Area | None:
    """The rectangle a defined name means, `=Sheet!$A$1:$B$2` or without `=`; None where it means something else."""
    return _area_said(text) if len(text) <= LONGEST_AREA else None


@lru_cache(maxsize=1024)
def _area_said(text: str) -> Area | None:
    match = _AREA.fullmatch(text)
    if not match:
        return None
    try:
        span = span_of(match[3].replace("$", ""))
    except Refused:
        return None
    sheet = (match[1] or match[2]).replace("''", "'")
    rows, columns = sorted((span.top, span.bottom)), sorted((span.left, span.right))
    return Area(sheet, rows[0], columns[0], rows[1] - rows[0] + 1, columns[1] - columns[0] + 1)


class Workbook:
    """What the workbook part says, and its two changes."""

    def __init__(self, package: Package) -> None:
        """Raise Refused where the package is no workbook."""
        self._package = package
        main = (relation.member for relation in relations_of(package, "") if relation.kind == "officeDocument")
        name = package.spelled(next(main, ""))
        if name is None:
            raise Refused("not a workbook", seems="压缩包")
        self.part = name
        self._data, self._root, sheets, self.names = said_in(package.part(name))
        self.relations = relations_of(package, name)
        self.members = self._members(sheets)

    def member(self, kind: str) -> str | None:
        """The member of the workbook's first relationship of a kind, where there is one."""
        members = (relation.member for relation in self.relations if relation.kind == kind)
        return self._package.spelled(next(members, ""))

    def _members(self, sheets: Mapping[str, str]) -> dict[str, str]:
        """The part of each sheet."""
        targets = {relation.key: relation.member for relation in self.relations}
        found: dict[str, str] = {}
        for name, key in sheets.items():
            member = self._package.spelled(targets.get(key, ""))
            if member is None:
                raise Refused("damaged")
            found[name] = member
        return found

    @property
    def recalculates(self) -> bool:
        """Whether every formula is computed on loading as it is."""
        return any(is_true(element.attributes.get("fullCalcOnLoad")) for element in self._root.named("calcPr"))

    @property
    def manual(self) -> bool:
        """Whether nothing is computed until it is asked for (18.18.3 ST_CalcMode)."""
        return any(element.attributes.get("calcMode") == "manual" for element in self._root.named("calcPr"))

    def recalculated(self) -> bytes:
        """The part with `fullCalcOnLoad` set (18.2.2 calcPr)."""
        for element in self._root.named("calcPr"):
            tag = self._data[element.start : element.opened]
            tag = retagged(tag, {"fullCalcOnLoad": "1"}, empty=element.empty)
            return patched(self._data, [Patch(element.start, element.opened, tag)])
        at = max(child.end for child in self._root.named(*_BEFORE_CALC))
        element_name = f"<{prefix_of(self._data, self._root)}calcPr"
        return patched(self._data, [Patch(at, at, f'{element_name} fullCalcOnLoad="1"/>'.encode())])

    def without_calculation_chain(self) -> tuple[dict[str, bytes], set[str]]:
        """The parts that name the calculation chain, without it, and the member to drop.

        The chain lists every formula cell (18.6.1); a stale one is damage to Excel, a missing one is made anew.
        """
        chain = self.member("calcChain")
        if chain is None:
            return {}, set()
        relations = self._package.spelled(_relations_name(self.part))
        assert relations
        parts = {
            relations: self._without(relations, lambda e: e.attributes.get("Type", "").endswith("/calcChain")),
            CONTENT_TYPES: self._without(
                CONTENT_TYPES, lambda e: e.attributes.get("PartName", "").casefold() == f"/{chain}".casefold()
            ),
        }
        return parts, {chain}

    def _without(self, name: str, unwanted: Callable[[Element], bool]) -> bytes:
        data = utf8(self._package.part(name))
        return patched(data, [Patch(e.start, e.end, b"") for e in tree(data).children if unwanted(e)])


def _relations_name(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")
