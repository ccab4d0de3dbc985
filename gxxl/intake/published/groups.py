"""The numbers of a table gathered row by row, from rows of cells, lines of words, or cells one below another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gxxl.intake.published.labels import Match, in_vocabulary, is_heading, match_row, width_of_row
from gxxl.intake.published.turns import Standing, in_doubt, named_before
from gxxl.intake.published.values import without_note
from gxxl.intake.strips import OUT_OF_SIGHT, Piece, Place, Strip, plain, squeezed

_NUMBER = r"[+\-−–]?\d[\d,]*(?:\.\d+)?(?:万元|元|万|[件条份宗起项个次])?"
_VALUE = re.compile(rf"{_NUMBER}|[-−–—/]+|无|不适用")
_UNITS = ("元", "万元", "件", "条", "项")
_ORDINAL = re.compile(r"[（(][一二三四五六七][）)]|(?<!\d)\d\s*[.．、](?!\d)")
_GLUED = re.compile(r"(.*[^\d.])(\d[\d.,]*)", re.DOTALL)


class Group(NamedTuple):
    """Values that belong together, and what was printed beside or before them.

    `own` is the row named in the same strip, `before` the one named by the label line above. `blanks`: blank pieces
    were seen to be blank cells. `stacked`: the cells stood one below another.
    `tail` is a shorter line of numbers below, which may be the rest of these; of that line itself, `is_tail`.
    `in_doubt`: the numbers may belong to another label than the one before them.
    """

    label: str
    own: Match | None
    before: Match | None
    pieces: tuple[Piece, ...]
    place: Place
    grid: int | None
    blanks: bool
    stacked: bool = False
    tail: tuple[Piece, ...] = ()
    is_tail: bool = False
    in_doubt: bool = False

    @property
    def named(self) -> Match | None:
        """The row these values are surely those of, as far as labels tell."""
        return self.own or (None if self.in_doubt else self.before)

    @property
    def filled(self) -> int:
        """How many of the values are not blank."""
        return sum(bool(squeezed(piece.text)) for piece in self.pieces)


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a text stands for a number in a table: digits, perhaps with a unit, or a sign for nothing."""
    whole = without_note(squeezed(text.replace(OUT_OF_SIGHT, "")))
    if not whole and OUT_OF_SIGHT in text:
        return True
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", whole)) is not None


def named(text: str, table: str) -> Match | None:
    """The row a label names, if need be without the heading that stands in the same line before it."""
    found = match_row(text, table)
    if found and found.whole:
        return found
    at = max((match.start() for match in _ORDINAL.finditer(text)), default=0)
    inner = match_row(text[at:], table) if at else None
    return inner or found


def gather(strips: Sequence[Strip], table: str, width: int) -> list[Group]:
    """The groups of a region in reading order; `width` is how many values the widest row has."""
    gathering = _Gathering(table, width)
    for strip in strips:
        gathering.take(strip)
    gathering.flush()
    standings = [_standing(group, table, width) for group in gathering.groups]
    doubts = in_doubt(standings, [*gathering.lines, gathering.labels], table)
    return [group._replace(in_doubt=doubt) for group, doubt in zip(gathering.groups, doubts, strict=True)]


def _standing(group: Group, table: str, width: int) -> Standing:
    if group.is_tail:
        return Standing.TAIL
    if group.grid is not None or group.blanks:
        return Standing.BESIDE
    if not group.label:
        return Standing.APART
    whole = width_of_row(group.own.row, table) if group.own else width
    return Standing.BESIDE if len(group.pieces) >= whole else Standing.PARTLY


def _goes_on(last: Group, group: Group, width: int) -> bool:
    """Whether a line of fewer numbers below a full one may hold their last digits."""
    lines = not (last.blanks or last.stacked or last.is_tail or group.blanks) and last.grid is None
    whole = any(match and match.whole for match in (group.own, group.before))
    other = group.own and last.own and group.own.row != last.own.row
    longer = len(group.pieces) == len(last.pieces) and any(
        len(squeezed(below.text)) > len(squeezed(above.text))
        for above, below in zip(last.pieces, group.pieces, strict=True)
    )
    return (
        lines
        and not whole
        and not other
        and not longer
        and len(group.pieces) <= len(last.pieces)
        and len(group.pieces) < width
    )


def with_units(pieces: Sequence[Piece]) -> list[Piece]:
    """A unit set apart from its number by a space belongs to it."""
    found: list[Piece] = []
    for piece in pieces:
        if found and squeezed(piece.text) in _UNITS and is_value(found[-1].text):
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text, right=piece.right)
        else:
            found.append(piece)
    return found


class _Gathering:
    """Cells one below another are collected until a label, a row of its own, or the end of a row comes."""

    def __init__(self, table: str, width: int) -> None:
        self.groups: list[Group] = []
        self.lines: list[list[str]] = []
        self.labels: list[str] = []
        self._table, self._width = table, width
        self._cells: list[Piece] = []
        self._first: Strip | None = None
        self._stacked = False

    def take(self, strip: Strip) -> None:
        label, pieces, bare = self._parted(strip)
        if not strip.pieces:
            if self._first and self._first.fixed:
                self.flush()
        elif not pieces and not label:
            pass
        elif not pieces or (label and not any(squeezed(p.text) for p in pieces) and not named(bare, self._table)):
            self.flush()
            self.labels.append(label)
        elif len(pieces) == 1 and not label and strip.grid is None:
            self._stacked = self._first is not None
            self._first = self._first or strip
            self._cells += pieces
        elif not label and strip.grid is None and self._continues(pieces):
            self._cells += pieces
        else:
            self.flush()
            if not label and strip.grid is None and len(pieces) < self._width and not strip.fixed:
                self._first, self._cells, self._stacked = strip, list(pieces), False
                return
            own = named(bare, self._table) if bare else None
            self._add(label, own, pieces, strip)

    def _continues(self, pieces: Sequence[Piece]) -> bool:
        """Whether a line goes on with the row the line before began (the fifteen values of table four on two lines)."""
        return bool(self._cells) and len(self._cells) + len(pieces) <= self._width

    def flush(self) -> None:
        """Close the row of cells collected so far."""
        cells, first = self._cells, self._first
        self._cells, self._first = [], None
        if not cells or first is None or not (self.labels or any(squeezed(cell.text) for cell in cells)):
            return
        self._add("", None, cells, first, stacked=self._stacked)

    def _add(
        self, label: str, own: Match | None, pieces: Sequence[Piece], strip: Strip, *, stacked: bool = False
    ) -> None:
        before = None if own else named_before(self.labels, label, self._table)
        group = Group(label, own, before, tuple(pieces), strip.place, strip.grid, strip.fixed, stacked)
        last = self.groups[-1] if self.groups else None
        headed = any(is_heading(line, self._table) for line in self.labels)
        if last and not headed and _goes_on(last, group, self._width):
            self.groups[-1] = last._replace(tail=last.tail + group.pieces)
            group = group._replace(is_tail=True)
        self.groups.append(group)
        self.lines.append(self.labels)
        self.labels = []

    def _parted(self, strip: Strip) -> tuple[str, list[Piece], str]:
        """The label of a strip, its values, and the innermost label alone."""
        if strip.grid is not None or (strip.fixed and len(strip.pieces) > 1):
            return self._row(strip.pieces)
        return self._words(strip)

    def _row(self, pieces: Sequence[Piece]) -> tuple[str, list[Piece], str]:
        """Of a row of cells: everything right of the last label is a value, whatever it says."""
        at = max((i for i, piece in enumerate(pieces) if self._is_label(piece)), default=-1)
        values = list(pieces[at + 1 :])
        labels = [piece.text for piece in pieces[: at + 1] if piece.begins and squeezed(piece.text)]
        if at < 0:
            start = next((i for i, piece in enumerate(pieces) if is_value(piece.text)), len(pieces))
            labels = [piece.text for piece in pieces[:start] if squeezed(piece.text)]
            values = list(pieces[start:])
            if not labels and not values and len(pieces) == self._width:
                values = list(pieces)
        return "".join(labels), values, pieces[at].text if at >= 0 else "".join(labels)

    def _is_label(self, piece: Piece) -> bool:
        text = squeezed(piece.text)
        if not text or is_value(text):
            return False
        return match_row(piece.text, self._table) is not None or in_vocabulary(piece.text, self._table)

    def _words(self, strip: Strip) -> tuple[str, list[Piece], str]:
        """Of a line of words: those that are values, if they stand together at its end."""
        pieces = [part for piece in strip.pieces for part in self._unglued(piece, fixed=strip.fixed)]
        pieces = with_units(pieces)
        if strip.fixed and all(not squeezed(piece.text) for piece in pieces):
            return "", pieces[:1], ""
        kinds = [is_value(piece.text) for piece in pieces]
        start = kinds.index(True) if True in kinds else len(pieces)
        if not all(kinds[start:]):
            start = len(pieces)
        label = "".join(piece.text for piece in pieces[:start])
        return label, pieces[start:], label

    def _unglued(self, piece: Piece, *, fixed: bool) -> Iterator[Piece]:
        """A label and the number that follows it without a space, apart."""
        found = None if fixed else _GLUED.fullmatch(piece.text)
        named = match_row(found.group(1), self._table) if found else None
        if found and named and named.whole and plain(found.group(1)):
            middle = piece.left + len(found.group(1))
            yield piece._replace(text=found.group(1), right=middle)
            yield piece._replace(text=found.group(2), left=middle)
        else:
            yield piece
