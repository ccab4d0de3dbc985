"""The rows of a worksheet part read by pattern, each once: a row that stands in many workbooks is known by its bytes.

The pattern must account for every character of a row, and expat for the well-formedness of what is new. What a row
means by itself is kept; what it means only together with the rest of its workbook (shared strings, formulas shared or
of arrays) is said anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from gxxl.hosts.cells import COLUMNS, Place, Start, checked, judged
from gxxl.hosts.formulas import LAST_ROW
from gxxl.hosts.markup import decoded, plain_parser, run, unescaped, whole
from gxxl.sheet import Held

MOST_ROWS = 4_096
"""Rows remembered; a template has six hundred."""

LONGEST_ROW = 4_096
"""Bytes of a row that is remembered: longer ones hold prose, which no other workbook has."""

MOST_FORMULAS = 4_096
"""Formulas remembered; a template has three thousand."""

MARK = b"<row "
"""What separates the rows."""

_START = re.compile(r'r="([1-9][0-9]{0,6})"[^<>]*+>')
_END = "</row>"
_ATTRIBUTE = re.compile(r'([a-z][A-Za-z0-9]*)="([^"]*)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(?:/>|>'
    r'(?:<f((?: [a-z][A-Za-z0-9]*="[^"<>&]*")*+)(?:/>|>([^<]*+)</f>))?'
    r'(?:<v>([^<]*+)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>)?</c>)'
    r"|(.)",
    re.DOTALL,
)


class Bound(NamedTuple):
    """A cell with a formula, as a `Collector` takes it: start tag, value, the text of `f` and its attributes."""

    start: Start
    value: str
    formula: str
    tag: Mapping[str, str]


class Row(NamedTuple):
    """A row read: its number, how many cells it has, and those that are not empty.

    `plain` are the cells that mean what they say, `shared` point to a shared string, `bound` are formulas that mean
    something only among the others of the sheet.
    """

    number: int
    count: int
    plain: Mapping[Place, Held]
    shared: Sequence[tuple[Place, int]]
    bound: Sequence[Bound]


class Rows:
    """The rows read so far, by their bytes, where the same cell styles show dates."""

    def __init__(self, dates: frozenset[str]) -> None:
        self._dates = dates
        self._known: dict[bytes, Row] = {}

    def read(self, pieces: Sequence[bytes]) -> list[Row] | None:
        """The rows of a sheet, given without `MARK`; None where one is spelled as the pattern does not expect."""
        known, rows = self._known, list[Row]()
        new: dict[bytes, Row] = {}
        for piece in pieces:
            row = known.get(piece) or read_row(piece, self._dates)
            if row is None:
                return None
            if piece not in known:
                new[piece] = row
            rows.append(row)
        if new:
            run(plain_parser(), b"".join((b"<sheetData>", MARK, MARK.join(new), b"</sheetData>")))
            self._remember(new)
        return rows

    def _remember(self, new: Mapping[bytes, Row]) -> None:
        if len(self._known) + len(new) > MOST_ROWS:
            self._known.clear()
        short = (piece for piece in islice(new, MOST_ROWS) if len(piece) <= LONGEST_ROW)
        self._known.update((piece, new[piece]) for piece in short)


@lru_cache(maxsize=8)
def rows_where(dates: frozenset[str]) -> Rows:
    """The rows read so far in workbooks whose dates have these styles."""
    return Rows(dates)


def read_row(piece: bytes, dates: frozenset[str]) -> Row | None:
    """A row without `MARK`, or None where the pattern does not account for it; it may still not be well-formed."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return None
    start = _START.match(text)
    if not start or int(start[1]) > LAST_ROW or "\r" in text or "xmlns" in text:
        return None
    if start[0].endswith("/>"):
        return Row(int(start[1]), 1, {}, (), ()) if start.end() == len(text) else None
    return _filled(text, start, dates) if text.endswith(_END) else None


@lru_cache(maxsize=MOST_FORMULAS)
def _formula(text: str) -> str:
    return checked(decoded(unescaped(text)))


def _filled(text: str, start: re.Match[str], dates: frozenset[str]) -> Row | None:
    row, column, count = int(start[1]), 0, 1
    plain: dict[Place, Held] = {}
    shared: list[tuple[Place, int]] = []
    bound: list[Bound] = []
    for cell in _CELL.finditer(text, start.end(), len(text) - len(_END)):
        letters, number, style, kind, attributes, formula, value, inline, other = cell.groups()
        if other or number != start[1] or COLUMNS[letters] <= column:
            return None
        column, count = COLUMNS[letters], count + 1
        held = unescaped(value or inline or "")
        if attributes is not None:
            tag = dict(_ATTRIBUTE.findall(attributes))
            said = _formula(formula or "")
            if "t" in tag or kind == "s":
                bound.append(Bound(Start((row, column), style, kind), held, said, tag))
            else:
                raw, is_date = judged(held, kind, shows_date=style in dates)
                plain[row, column] = Held(raw, said, is_date)
        elif kind == "s" and held.strip():
            shared.append(((row, column), whole(held.strip())))
        elif held:
            raw, is_date = judged(held, kind, shows_date=style in dates)
            if raw is not None and raw != "":
                plain[row, column] = Held(raw, None, is_date)
    return Row(row, count, plain, shared, bound)
