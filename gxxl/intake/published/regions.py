"""Where the three tables stand among the strips of a document; whatever is outside them is running text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gxxl.form.edition2021 import DISCLOSURE, DISPUTES, STUB
from gxxl.form.sections import SECTIONS
from gxxl.intake.published.groups import is_value, with_units
from gxxl.intake.published.labels import in_vocabulary, match_row
from gxxl.intake.strips import Strip, plain, squeezed

_LEAST_ROWS = 3
"""Rows of table three that must be named before it is taken for one."""

_PATIENCE = 4
"""Strips of other text (notes, headings of pages) between the headings of table four and its numbers."""

_LONGEST_LABEL = 60
_BLOCK = plain(DISCLOSURE.blocks[0].title)[:5]
_OUTCOMES = tuple(plain(column.label) for column in DISPUTES.blocks[0].columns[:-1])
_SUITS = tuple(plain(row.label) for row in DISPUTES.rows)
_TITLES = tuple(plain(section.title) for section in SECTIONS)


class Regions(NamedTuple):
    """The strips of each table; an empty range where a table was not found."""

    disclosure: range
    requests: range
    disputes: range

    def hold(self, index: int) -> bool:
        """Whether a strip belongs to a table."""
        return any(index in region for region in self)


def regions_of(strips: Sequence[Strip]) -> Regions:
    """Find table three by its rows, table two before it by its headings and rows, table four after it."""
    three = _requests(strips)
    two = _disclosure(strips, three.start if three else len(strips))
    after = three.stop if three else two.stop if two else 0
    four = _disputes(strips, after)
    return Regions(two, three, four)


def _requests(strips: Sequence[Strip]) -> range:
    named = {index: row for index, strip in enumerate(strips) if (row := row_named(strip, "requests"))}
    if len(set(named.values())) < _LEAST_ROWS:
        return range(0)
    first, last = min(named), max(named)
    return range(_back(strips, first, "requests"), _on(strips, last, "requests"))


def _disclosure(strips: Sequence[Strip], end: int) -> range:
    marks = [index for index in range(end) if _is_mark(strips[index])]
    if not marks:
        return range(0)
    rows = [index for index in range(marks[0], end) if row_named(strips[index], "disclosure")]
    if not rows:
        return range(0)
    last = max(rows)
    stop = _on(strips[:end], last, "disclosure")
    return range(_back(strips, marks[0], "disclosure"), stop)


def _disputes(strips: Sequence[Strip], start: int) -> range:
    first = next((i for i in range(start, len(strips)) if _is_dispute_heading(strips[i])), None)
    if first is None:
        return range(0)
    stop, odd = first, 0
    for index in range(first, len(strips)):
        strip = strips[index]
        if is_numbers(strip):
            stop, odd = index + 1, 0
        elif _is_blank(strip) or in_vocabulary(strip.text, "disputes"):
            continue
        elif _is_title(strip) or odd == _PATIENCE or (stop > first and len(plain(strip.text)) > 1):
            break
        else:
            odd += 1
    while stop > first and stop < len(strips) and _is_blank_cell(strips[stop]):
        stop += 1
    grids = {strips[index].grid for index in range(first, max(stop, first + 1))} - {None}
    while stop < len(strips) and strips[stop].grid in grids and _may_belong(strips[stop]):
        stop += 1
    return range(_back(strips, first, "disputes"), max(stop, first + 1))


def row_named(strip: Strip, table: str) -> str | None:
    """The row a strip names with a whole label: in a cell, or at the beginning of a line of nothing but numbers."""
    if strip.grid is not None or strip.fixed:
        texts = [piece.text for piece in strip.pieces if not is_value(piece.text)]
    else:
        texts = ["".join(_before_numbers(strip))]
        texts.append(texts[0].rstrip("0123456789."))
    for text in reversed(texts):
        found = match_row(text, table) if squeezed(text) and len(text) <= _LONGEST_LABEL * 2 else None
        if found and found.whole:
            return found.row
    return None


def _before_numbers(strip: Strip) -> list[str]:
    """The words of a line without the numbers at its end."""
    words = [piece.text for piece in with_units(strip.pieces)]
    while words and is_value(words[-1]):
        words.pop()
    return words


def is_numbers(strip: Strip) -> bool:
    """Whether a strip holds values and blanks, and nothing else."""
    texts = [piece.text for piece in with_units(strip.pieces) if squeezed(piece.text)]
    return bool(texts) and all(is_value(text) for text in texts)


def _is_blank(strip: Strip) -> bool:
    return not squeezed(strip.text)


def _may_belong(strip: Strip) -> bool:
    return _is_blank(strip) or in_vocabulary(strip.text, "disputes")


def _is_blank_cell(strip: Strip) -> bool:
    """A line that is one blank cell of a table laid out a cell a line."""
    return strip.fixed and strip.grid is None and bool(strip.pieces) and _is_blank(strip)


def _is_mark(strip: Strip) -> bool:
    """A heading of a block of table two, or the heading over its row labels."""
    texts = [strip.text] if strip.grid is None else [piece.text for piece in strip.pieces]
    found = [plain(text) for text in texts if squeezed(text)]
    return any(
        (text.startswith(_BLOCK) and len(text) <= len(_BLOCK) + 6) or (text.startswith(STUB) and len(text) < 30)
        for text in found
    )


def _is_dispute_heading(strip: Strip) -> bool:
    text = plain(strip.text)
    marks = [mark for mark in (*_OUTCOMES, *_SUITS) if mark in text]
    return bool(marks) and (in_vocabulary(strip.text, "disputes") or strip.grid is not None)


def _is_title(strip: Strip) -> bool:
    """One of the six headings, word for word."""
    return plain(strip.text) in _TITLES


def _back(strips: Sequence[Strip], index: int, table: str) -> int:
    """The first strip of the headings over a row."""

    def heads(strip: Strip) -> bool:
        full = [piece.text for piece in strip.pieces if squeezed(piece.text)]
        return in_vocabulary(strip.text, table) or (bool(full) and all(in_vocabulary(text, table) for text in full))

    return _stretch(strips, index, range(index - 1, -1, -1), heads)


def _on(strips: Sequence[Strip], index: int, table: str) -> int:
    """Past the last strip of values and fragments of labels that follow a row."""

    def follows(strip: Strip) -> bool:
        words = strip.text if strip.grid is not None else "".join(_before_numbers(strip))
        counted = strip.grid is None and len(squeezed(words)) < len(squeezed(strip.text))
        mine = in_vocabulary(words, table) and (counted or not in_vocabulary(words, "disputes"))
        return is_numbers(strip) or mine

    return _stretch(strips, index, range(index + 1, len(strips)), follows) + 1


def _stretch(strips: Sequence[Strip], start: int, way: range, wanted: Callable[[Strip], bool]) -> int:
    found = start
    for index in way:
        if wanted(strips[index]) or (way.step > 0 and _is_blank_cell(strips[index])):
            found = index
        elif not _is_blank(strips[index]):
            break
    return found
