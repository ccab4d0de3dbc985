"""A worksheet part read by pattern, as the usual programs write it, or the long way where it is spelled otherwise.

The pattern must account for every character between the sheetData tags, and expat for the well-formedness of the
whole; then both ways say the same. Reading is nearly all the time a folder of workbooks takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gxxl.hosts.cells import COLUMNS, MOST_CELLS, Collector, Sheet, Start, number_of
from gxxl.hosts.formulas import LAST_ROW
from gxxl.hosts.long_way import read_long
from gxxl.hosts.markup import MAIN, decoded, plain_parser, run, unescaped
from gxxl.sheet import Held

LARGEST_REST = 256 * 1024
"""Bytes around sheetData within which no nesting is dangerous."""

FIRST, LAST = b"<sheetData>", b"</sheetData>"
_ROOT = re.compile(rb'<worksheet xmlns="([^"]*)"')
_NAMESPACE = re.compile(rb"xmlns\s*=")
_ATTRIBUTE = re.compile(r'([a-z][A-Za-z0-9]*)="([^"]*)"')
_TOKEN = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(?:/>|>'
    r'(?:<f((?: [a-z][A-Za-z0-9]*="[^"<>&]*")*+)(?:/>|>([^<]*+)</f>))?'
    r'(?:<v>([^<]*+)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>)?</c>)'
    r'|<row r="([1-9][0-9]{0,6})"[^<>]*+>|</row>|(.)',
    re.DOTALL,
)


def read_sheet(part: bytes, strings: Callable[[], Sequence[str]], dates: frozenset[str]) -> Sheet:
    """Every cell of a part in UTF-8 that is not empty. `strings` is asked once a cell needs a shared string."""
    into = Collector(strings, dates)
    text = usual(part)
    if text is None or not _read_usual(text, into):
        into = Collector(strings, dates)
        read_long(part, into)
    else:
        run(plain_parser(), part)
    into.say_arrays()
    return into.sheet


def usual(part: bytes) -> str | None:
    """What stands in sheetData, where nothing in the part could give it another meaning."""
    begin, end = part.find(FIRST), part.rfind(LAST)
    head = part[: max(begin, 0)]
    root = _ROOT.search(head)
    if (
        not 0 < begin < end
        or len(part) - (end - begin) > LARGEST_REST
        or part.find(b"<sheetData", begin + 1) > 0
        or b"<!" in part
        or not root
        or root[1].decode(errors="replace") not in MAIN
        or len(_NAMESPACE.findall(head)) != 1
    ):
        return None
    try:
        text = part[begin + len(FIRST) : end].decode()
    except UnicodeDecodeError:
        return None
    return None if "\r" in text or "xmlns" in text else text


def _read_usual(text: str, into: Collector) -> bool:
    """Whether the pattern accounted for all of it, in order; faults are left to the long way to name."""
    row = column = 0
    row_text = ""
    left = MOST_CELLS
    cells, dates = into.sheet.cells, into.dates
    for token in _TOKEN.finditer(text):
        letters, number, style, kind, attributes, formula, value, inline, new_row, other = token.groups()
        left -= 1
        if letters:
            last, column = column, COLUMNS[letters]
            if number != row_text or column <= last or left < 0:
                return False
            if value and kind is None and attributes is None and "&" not in value:
                cells[row, column] = Held(number_of(value), None, style in dates)
                continue
            held = unescaped(value or inline or "")
            if attributes is None:
                into.take((row, column), style, kind, held)
            else:
                tag = dict(_ATTRIBUTE.findall(attributes))
                into.take_formula(Start((row, column), style, kind), held, decoded(unescaped(formula or "")), tag)
        elif new_row:
            last, row, row_text, column = row, int(new_row), new_row, 0
            if not last < row <= LAST_ROW:
                return False
        elif other:
            return False
    return True
