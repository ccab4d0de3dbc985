"""What is wrong with the ribbon of a workbook, looked for in the file alone ([MS-CUSTOMUI] 2.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from tests.template.package_check import Candidate, Element, local

RIBBONS = {
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility": "http://schemas.microsoft.com/office/2006/01/customui",
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility": "http://schemas.microsoft.com/office/2009/07/customui",
}
INSIDE = {"customUI": "", "ribbon": "customUI", "tabs": "ribbon", "tab": "tabs", "group": "tab", "button": "group"}
_IDS = {"id", "idMso", "idQ"}
_SHOWN = {"label", "keytip", "tag", "visible", "insertAfterMso", "insertBeforeMso"}
ATTRIBUTES = {
    "tab": {*_IDS, *_SHOWN},
    "group": {*_IDS, *_SHOWN, "imageMso", "screentip", "supertip"},
    "button": {
        *_IDS,
        *_SHOWN,
        "imageMso",
        "image",
        "screentip",
        "supertip",
        "onAction",
        "size",
        "showLabel",
        "enabled",
    },
    "ribbon": {"startFromScratch"},
}
ICONS = {
    "AutoSum",
    "EditDocument",
    "ErrorChecking",
    "FileOpen",
    "FileSaveAsWordDocx",
    "FillDown",
    "HappyFace",
    "Help",
    "Undo",
}
"""Names of Office's icons that were seen in use."""


def ribbon_faults(found: Candidate, procedures: Mapping[str, int]) -> Iterator[str]:
    """Faults of both ribbon parts; `procedures` are the arguments each public procedure wants."""
    links = [link for link in found.relations.get("", {}).values() if link.kind == "extensibility"]
    if {link.type for link in links} not in (set(RIBBONS), set()):
        yield "a version left out"
    plain = set()
    for link in links:
        tree = found.trees.get(link.part)
        if tree is None:
            continue
        if tree.tag != f"{{{RIBBONS[link.type]}}}customUI":
            yield f"{link.part}: {tree.tag} behind {link.type}"
        plain.add(re.sub(r'xmlns(?::\w+)?="[^"]*"|\bns\d:', "", ET.tostring(tree, "unicode")))
        yield from (f"{link.part}: {fault}" for fault in _ribbon(tree, "", procedures))
        for key in ("id", "keytip"):
            counted = Counter(element.get(key) for element in tree.iter() if element.get(key))
            yield from (f"{link.part}: {key} {value} twice" for value, count in counted.items() if count > 1)
    if len(plain) > 1:
        yield "the two differ"


def _ribbon(element: Element, parent: str, procedures: Mapping[str, int]) -> Iterator[str]:
    """[MS-CUSTOMUI] 2.2: which element stands where, which attributes it may have, what they may say."""
    name, given = local(element), element.attrib
    if INSIDE.get(name) != parent:
        yield f"{name} in {parent}"
    yield from (f"{name}: attribute {key}" for key in set(given) - ATTRIBUTES.get(name, set()))
    if name in ("tab", "group", "button") and len(_IDS & set(given)) != 1:
        yield f"{name}: one identifier is wanted"
    if "image" in given and "imageMso" in given:
        yield f"{name}: two pictures"
    if given.get("imageMso", "Help") not in ICONS or given.get("size", "large") not in ("large", "normal"):
        yield f"{name}: no such icon or size"
    if not 1 <= len(given.get("keytip", "x")) <= 3 or any(len(value) > 1024 for value in given.values()):
        yield f"{name}: a text too long"
    if procedures.get(given.get("onAction", ""), 1) != 1 or (
        "onAction" in given and given["onAction"] not in procedures
    ):
        yield f"{name}: no callback {given['onAction']}"
    for child in element:
        yield from _ribbon(child, name, procedures)
