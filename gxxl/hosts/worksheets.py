"""A worksheet part read row by row as the usual programs write it, or the long way where it is spelled otherwise.

Both ways say the same. Reading is nearly all the time a folder of workbooks takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gxxl.hosts.cells import MOST_CELLS, Collector, Sheet
from gxxl.hosts.known import known
from gxxl.hosts.long_way import read_long
from gxxl.hosts.markup import MAIN, plain_parser, run
from gxxl.hosts.rows import Row, rows_where
from gxxl.sheet import Area, column_letters

LARGEST_SHELL = 256 * 1024
"""Bytes around sheetData within which no nesting is dangerous."""

FIRST, LAST = b"<sheetData>", b"</sheetData>"
_CELL = b'<c r="'
_ROOT = re.compile(rb'<worksheet xmlns="([^"]*)"')
_NAMESPACE = re.compile(rb"xmlns\s*=")


def read_sheet(part: bytes, strings: Callable[[], Sequence[str]], dates: frozenset[str]) -> Sheet:
    """Every cell of a part in UTF-8 that is not empty. `strings` is asked once a cell needs a shared string."""
    into = Collector(strings, dates)
    body = usual(part)
    rows = None if body is None else rows_where(dates).read(body)
    if rows is None or not _in_order(rows):
        read_long(part, into)
    else:
        _collect(rows, into)
    into.say_arrays()
    return into.sheet


def usual(part: bytes) -> bytes | None:
    """What stands in sheetData, where nothing around it could give it another meaning."""
    begin, end = part.find(FIRST) + len(FIRST), part.find(LAST)
    usual = len(FIRST) <= begin <= end and _is_usual(part[:begin] + part[end:])
    return part[begin:end] if usual else None


def seems_blank(part: bytes, area: Area) -> bool:
    """Whether one look at the tags, without reading, shows that nothing stands in a rectangle; if in doubt, False."""
    body = usual(part)
    if body is None or b"<!" in body or body.count(b"<c") != body.count(_CELL):
        return False
    for column in range(area.left, area.left + area.width):
        filled = re.finditer(_CELL + column_letters(column).encode() + rb'([0-9]+)"[^<>]*+(?<!/)>', body)
        if any(area.top <= int(cell[1]) < area.top + area.height for cell in filled):
            return False
    return True


@known(most=128)
def _is_usual(shell: bytes) -> bool:
    """Whether a worksheet without its rows is one as the pattern expects; damage where it is not well-formed."""
    head, _, tail = shell.partition(FIRST + LAST)
    root = _ROOT.search(head)
    usual = (
        len(shell) <= LARGEST_SHELL
        and b"sheetData" not in head + tail
        and b"<!" not in shell
        and root is not None
        and root[1].decode(errors="replace") in MAIN
        and len(_NAMESPACE.findall(head)) == 1
    )
    if usual:
        run(plain_parser(), shell)
    return usual


def _in_order(rows: Sequence[Row]) -> bool:
    """Whether each row comes once and after those above, and they are not too many; the long way names the fault."""
    last = 0
    for row in rows:
        if row.number <= last:
            return False
        last = row.number
    return sum(row.size for row in rows) <= MOST_CELLS


def _collect(rows: Sequence[Row], into: Collector) -> None:
    for row in rows:
        into.sheet.cells.update(row.plain)
        for place, index in row.shared:
            into.take_shared(place, index)
        for start, value, formula, tag in row.bound:
            into.take_formula(start, value, formula, tag)
