"""Glyphs of a printed page put together to lines, words and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gxxl.intake.formats.words import CODE
from gxxl.intake.published.groups import is_value
from gxxl.intake.strips import OUT_OF_SIGHT, Piece, Place, Strip

_PAGE_NUMBER = re.compile(rf"{CODE}[-—–―•·\s]*\d{{1,3}}[-—–―•·\s]*{CODE}|第\d+页(共\d+页)?")
_EDGE = 0.11
"""The part of a page at its top and bottom where page numbers stand."""

_WORD, _BETWEEN_NUMBERS, _BETWEEN_SIGNS = 0.9, 0.36, 0.2
"""Widths of a letter between word groups, between numbers, and between Chinese signs, which have their space inside."""

_INDENT = 1.3
_SHORT = 2.2
"""Letters by which a line ends early before a new paragraph."""


class Glyph(NamedTuple):
    """A sign, the box it stands in, and the base line it stands on."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    base: float

    @property
    def x(self) -> float:
        """The middle across."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle in height."""
        return (self.bottom + self.top) / 2

    @property
    def size(self) -> float:
        """The size of the letter: its box in height holds the space between lines too."""
        return max((self.top - self.bottom) / 1.25, 1.0)


class Line(NamedTuple):
    """A line of a page before it is known whether it begins a paragraph."""

    left: float
    right: float
    size: float
    page_width: float


class Lines:
    """The lines of all pages; at the end it is known where the text has its edges."""

    def __init__(self) -> None:
        self._lines: dict[Place, Line] = {}
        self._count = 0

    def of_page(self, glyphs: Sequence[Glyph], page: int, size: tuple[float, float]) -> list[tuple[float, list[Strip]]]:
        """The lines of a page outside its tables, each with its height; page numbers left out."""
        found: list[tuple[float, list[Strip]]] = []
        for glyph_line in in_lines(glyphs):
            text, middle = shown(glyph_line), glyph_line[0].y
            outer = middle < size[1] * _EDGE or middle > size[1] * (1 - _EDGE)
            if outer and _PAGE_NUMBER.fullmatch(text.strip()):
                continue
            self._count += 1
            place = Place(page=page, row=self._count)
            height = sorted(glyph.size for glyph in glyph_line)[len(glyph_line) // 2]
            self._lines[place] = Line(glyph_line[0].left, glyph_line[-1].right, height, size[0])
            found.append((middle, [Strip(text.replace(OUT_OF_SIGHT, ""), tuple(_pieces(glyph_line)), place)]))
        return found

    def paragraphs(self, strips: Sequence[Strip]) -> list[Strip]:
        """The strips with what is known of their paragraphs: indented, or after a short line."""
        lines = list(self._lines.values())
        if not lines:
            return list(strips)
        left = Counter(round(line.left / 4) for line in lines).most_common(1)[0][0] * 4
        right = max(Counter(round(line.right / 6) for line in lines).most_common(3), key=lambda item: item[0])[0] * 6
        found: list[Strip] = []
        before: Line | None = None
        for strip in strips:
            line = self._lines.get(strip.place) if strip.grid is None else None
            if line is None:
                found.append(strip)
                before = None
                continue
            indented = line.left > left + _INDENT * line.size
            begins = before is None or indented or before.right < right - _SHORT * line.size
            centred = indented and abs((line.left + line.right) - line.page_width) < 4 * line.size
            found.append(strip._replace(begins=begins, centred=centred))
            before = line
        return found


def in_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand beside one another, top line first, each from left to right; doubled glyphs once."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        home = next((line for line in reversed(lines[-3:]) if _beside(line, glyph)), None)
        if home is None:
            lines.append([glyph])
        else:
            home.append(glyph)
    return [_once(sorted(line, key=lambda glyph: glyph.left)) for line in lines]


def _beside(line: Sequence[Glyph], glyph: Glyph) -> bool:
    near = min(line, key=lambda other: abs(other.x - glyph.x))
    if abs(near.x - glyph.x) < min(near.right - near.left, glyph.right - glyph.left) * 0.4 and near.sign != glyph.sign:
        return False
    return abs(near.base - glyph.base) < 0.45 * min(near.size, glyph.size)


def _once(line: list[Glyph]) -> list[Glyph]:
    """Bold text is sometimes printed twice, a hair apart."""
    kept = line[:1]
    for glyph in line[1:]:
        same = glyph.sign == kept[-1].sign and abs(glyph.left - kept[-1].left) < 0.15 * glyph.size
        if not same:
            kept.append(glyph)
    return kept


def shown(line: Sequence[Glyph]) -> str:
    """The text of a line; a gap beside a letter or digit of the Latin kind is a space."""
    text = line[0].sign if line else ""
    for before, glyph in pairwise(line):
        gap = glyph.left - before.right
        latin = before.sign.isascii() or glyph.sign.isascii()
        text += (" " if latin and gap > 0.18 * glyph.size else "") + glyph.sign
    return text


def _pieces(line: Sequence[Glyph]) -> list[Piece]:
    """Word groups of a line: a wide gap ends one, between numbers a narrow one."""
    runs: list[list[Glyph]] = [[line[0]]]
    for before, glyph in pairwise(line):
        gap, numbers = glyph.left - before.right, before.sign.isdecimal() and glyph.sign.isdecimal()
        chinese = _is_chinese(before) and _is_chinese(glyph)
        if gap > glyph.size * (_BETWEEN_NUMBERS if numbers else _BETWEEN_SIGNS if chinese else _WORD):
            runs.append([])
        runs[-1].append(glyph)
    return [piece for run in runs for piece in _parts(run)]


def _is_chinese(glyph: Glyph) -> bool:
    return "一" <= glyph.sign <= "龥"


def _parts(run: Sequence[Glyph]) -> list[Piece]:
    """A run of glyphs, a number at its end apart where a space stands before it."""
    text = shown(run)
    head, _, tail = text.rpartition(" ")
    if head and is_value(tail) and not is_value(head):
        at = len(run) - len(tail)
        if at > 0:
            return [*_parts(run[:at]), *_parts(run[at:])]
    return [Piece(text, run[0].left, run[-1].right)]


def joined(lines: Sequence[Sequence[Glyph]], left: float, right: float) -> str:
    """The text of a cell: lines one below another; a number that fills its line goes on in the next."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before:
            broken = before[-1].sign in "0123456789.," and line[0].sign in "0123456789.,"
            full = right - before[-1].right < 1.6 * before[-1].size and before[0].left - left < 1.6 * before[0].size
            text += "\n" if broken and not full else ""
        text += shown(line)
    return text
