"""What is wrong with the worksheets of a workbook, looked for in the file alone (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tests.template.package_check import MAIN, Candidate, Element, local, out_of_order

SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "AlternateContent", "controls", "tableParts", "extLst",
)  # fmt: skip
NEW_FUNCTIONS = re.compile(
    r"(?<![\w.])(?:XLOOKUP|FILTER|UNIQUE|SORT|LET|LAMBDA|IFS|SWITCH|TEXTJOIN|CONCAT|MAXIFS|MINIFS)\("
)
LONGEST = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")


def sheet_faults(found: Candidate) -> Iterator[str]:
    """Faults of every worksheet."""
    for part, sheet in found.sheets.items():
        yield from (f"sheets: {part}: {fault}" for fault in _sheet(found, sheet))


def _sheet(found: Candidate, sheet: Element) -> Iterator[str]:
    if out_of_order(sheet, SHEET_ORDER):
        yield "parts out of order"
    yield from _cells(found, sheet)
    for kind, item in (("mergeCells", "mergeCell"), ("dataValidations", "dataValidation")):
        for group in sheet.iter(f"{MAIN}{kind}"):
            if int(group.get("count", len(group))) != len(group) or not len(group):
                yield f"{kind} miscounted"
            refs = [ref for e in group if local(e) == item for ref in (e.get("ref") or e.get("sqref") or "?").split()]
            yield from (f"{item} {first} and {second} overlap" for first, second in _overlaps(refs))
    for rule in sheet.iter(f"{MAIN}dataValidation"):
        yield from (f"{key} too long" for key, most in LONGEST.items() if len(rule.get(key, "")) > most)
    formats = found.trees["xl/styles.xml"].find(f"{MAIN}dxfs")
    for rule in sheet.iter(f"{MAIN}cfRule"):
        if int(rule.get("dxfId", "0")) >= len(formats if formats is not None else ()):
            yield f"no format {rule.get('dxfId')}"


def _cells(found: Candidate, sheet: Element) -> Iterator[str]:
    records = found.trees["xl/styles.xml"].find(f"{MAIN}cellXfs")
    texts = found.trees.get("xl/sharedStrings.xml")
    styles, shared = len(records if records is not None else ()), len(texts if texts is not None else ())
    last = 0
    for row in sheet.iter(f"{MAIN}row"):
        number, column = int(row.get("r", "0")), 0
        if number <= last:
            yield f"row {number} out of order"
        last = number
        for cell in row:
            left, place = column, _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else 0
            if place is None or int(place[2]) != number or column <= left:
                yield f"cell {cell.get('r')} out of order"
            if int(cell.get("s", "0")) >= styles:
                yield f"{cell.get('r')}: no style {cell.get('s')}"
            yield from (f"{cell.get('r')}: {fault}" for fault in _content(cell, shared))


def _content(cell: Element, shared: int) -> Iterator[str]:
    value, formula = cell.findtext(f"{MAIN}v"), cell.findtext(f"{MAIN}f")
    if cell.get("t") == "s" and not (value and value.isdigit() and int(value) < shared):
        yield f"no shared text {value}"
    if cell.get("t", "n") == "n" and value and not re.fullmatch(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?", value):
        yield f"{value!r} is no number"
    if formula is not None:
        plain = re.sub(r'"[^"]*"', '""', formula)
        if formula.startswith("=") or len(formula) > 8192 or ";" in plain or plain.count("(") != plain.count(")"):
            yield "no formula"
        if NEW_FUNCTIONS.search(plain):
            yield "a function without its prefix"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _overlaps(refs: Iterable[str]) -> Iterator[tuple[str, str]]:
    taken: dict[tuple[int, int], str] = {}
    for ref in refs:
        corners = [_PLACE.fullmatch(corner) for corner in ref.split(":")]
        if not all(corners):
            yield ref, "no cells"
            continue
        (left, top), (right, bottom) = ((_column(c[1]), int(c[2])) for c in (corners[0], corners[-1]) if c)
        cells = [(row, column) for row in range(top, min(bottom, top + 2000) + 1) for column in range(left, right + 1)]
        other = next((taken[cell] for cell in cells if cell in taken), None)
        if other:
            yield other, ref
        taken |= dict.fromkeys(cells, ref)
