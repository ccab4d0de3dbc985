"""The rows of a worksheet part read by pattern, each once: a row that stands in many workbooks is known by its bytes.

The pattern must account for every character. A row read says what it means by itself, and what it means only together
with the rest of its workbook: shared strings, formulas that are shared or of arrays.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple

from gxxl.hosts.cells import COLUMNS, Place, Start, checked, judged
from gxxl.hosts.formulas import LAST_ROW
from gxxl.hosts.known import Pieces
from gxxl.hosts.markup import decoded, unescaped, whole
from gxxl.sheet import Held

MOST_FORMULAS = 4_096
"""Formulas remembered; a template has three thousand."""

_START = re.compile(r'r="([1-9][0-9]{0,6})"[^<>]*+>')
_END = "</row>"
_NO_TAG: Mapping[str, str] = MappingProxyType({})
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
    """A row read: its number, its size in cells, itself counted as one, and the cells that are not empty.

    `plain` are the cells that mean what they say, `shared` point to a shared string, `bound` are formulas that mean
    something only among the others of the sheet.
    """

    number: int
    size: int
    plain: Mapping[Place, Held]
    shared: Sequence[tuple[Place, int]]
    bound: Sequence[Bound]


@lru_cache(maxsize=8)
def rows_where(dates: frozenset[str]) -> Pieces[Row]:
    """The rows of workbooks in which these cell styles show dates."""
    return Pieces(b"<row ", partial(read_row, dates=dates))


def read_row(piece: bytes, dates: frozenset[str]) -> Row | None:
    """What follows `<row ` up to the next; None where the pattern does not account for it."""
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
        before, column, count = column, COLUMNS[letters or "A"], count + 1
        if other or number != start[1] or column <= before:
            return None
        held = unescaped(value or inline or "")
        if attributes is not None:
            tag = dict(_ATTRIBUTE.findall(attributes)) if attributes else _NO_TAG
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
