"""Values of a row given to the columns of a block: under their headings, by their number, or by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gxxl.form.model import Block
from gxxl.intake.published.groups import Group, is_value
from gxxl.intake.published.labels import columns_of, is_column
from gxxl.intake.published.regions import row_named
from gxxl.intake.published.splitting import Sums, adds_up
from gxxl.intake.published.standing import Columns, columns_under
from gxxl.intake.strips import Piece, Place, Strip, plain, squeezed

Texts = list[str | None]
"""The text of each column of a row, "" where it is blank, None where it was not seen."""

Header = tuple[tuple[float, float], ...]
"""The extent of each column, as its heading has it."""

Zones = tuple[tuple[Piece, ...], ...]
"""Heading cells above a row, nearest stretch first."""


class Headers(NamedTuple):
    """The headings above each row of a region, by the place of the row."""

    zones: Mapping[Place, Zones]
    strips: Sequence[Strip]
    groups: Sequence[Group]
    astray: frozenset[Sequence[str]]
    known: dict[tuple[int | None, tuple[str, ...]], Columns | None]

    def columns(self, group: Group, labels: Sequence[str]) -> Columns | None:
        """Where the columns of a block stand on the page of a row without rulings."""
        return self._on_page(group.place.page, labels) if group.grid is None else None

    def _on_page(self, page: int | None, labels: Sequence[str]) -> Columns | None:
        key = (page, tuple(labels))
        if key not in self.known:
            self.known[key] = columns_under(self.strips, self.groups, page, labels)
        return self.known[key]

    def bare(self, table: str, row: str, labels: Sequence[str]) -> Place | None:
        """Where the label of a row stands alone on a line of a page whose columns are known: the row is blank."""
        lines = [strip for strip in self.strips if strip.grid is None and row_named(strip, table) == row]
        at = [strip.place for strip in lines if not any(is_value(piece.text) for piece in strip.pieces)]
        if len(lines) != 1 or len(at) != 1 or not at[0].page or any(group.place == at[0] for group in self.groups):
            return None
        return at[0] if self._on_page(at[0].page, labels) else None

    def stands(self, group: Group, labels: Sequence[str]) -> bool:
        """Whether numbers of a printed page without a label stand exactly under headings."""
        columns = self.columns(group, labels) if group.place.page and not group.is_tail else None
        return columns is not None and columns.take(group.pieces) is not None

    def mislead(self, group: Group, labels: Sequence[str]) -> bool:
        """Whether the headings stand in another order and it cannot be told which value is under which."""
        return labels in self.astray and self.over(group, labels) is None

    def over(self, group: Group, labels: Sequence[str]) -> Header | None:
        """Where the columns of a block stand over a row, if all its headings were found in their order."""
        find = _header_by_name if labels in self.astray else _header_in_order
        tried = (find(zone, labels) for zone in self.zones.get(group.place, ()))
        return next((header for header in tried if header), None)


def headers(strips: Sequence[Strip], groups: Sequence[Group], blocks: Sequence[Block]) -> Headers:
    """Collect the heading cells above each row of numbers; a grid that goes on over pages inherits them."""
    labels = {columns_of(block) for block in blocks}
    astray = frozenset(block for block in labels if out_of_order(strips, block))
    rows = {group.place for group in groups}
    found: dict[Place, Zones] = {}
    zones: list[list[Piece]] = []
    width, in_rows = 0.0, True
    for strip in strips:
        if strip.grid is None:
            continue
        reach = max((piece.right for piece in strip.pieces), default=0)
        if reach != width:
            zones, width, in_rows = [], reach, True
        if strip.place in rows:
            found[strip.place] = tuple(tuple(zone) for zone in reversed(zones))
            in_rows = True
            continue
        titles = [piece for piece in strip.pieces if piece.begins and squeezed(piece.text)]
        if titles and in_rows:
            zones.append(titles)
        elif titles:
            zones[-1] += titles
        in_rows = in_rows and not titles
    return Headers(found, strips, groups, astray, {})


def out_of_order(strips: Sequence[Strip], labels: Sequence[str]) -> bool:
    """Whether the headings of a table follow one another otherwise than in the form.

    Read from top to bottom the last may come early, for it stands beside a group; it is never the first.
    """
    before, early = -1, False
    for strip in strips if len(labels) > 1 else ():
        texts = [plain(piece.text) for piece in strip.pieces if piece.begins]
        for at in (labels.index(text) for text in texts if text in labels):
            last = at == len(labels) - 1
            if (early and at == 0 and before < 0) or (not last and at and at < before):
                return True
            early = early or (last and before < 0)
            before = before if last else at
    return False


def _header_by_name(pieces: Sequence[Piece], labels: Sequence[str]) -> Header | None:
    """Headings in an order of their own, each there once and above nothing but its column."""
    named = [[piece for piece in pieces if is_column(piece.text, label)] for label in labels]
    if len(set(labels)) < len(labels) or any(len(found) != 1 for found in named):
        return None
    header = tuple((found[0].left, found[0].right) for found in named)
    apart = all(one[1] <= other[0] for one, other in pairwise(sorted(header)))
    return header if apart else None


def _header_in_order(pieces: Sequence[Piece], labels: Sequence[str]) -> Header | None:
    named = {piece.left: piece for piece in pieces if any(is_column(piece.text, label) for label in labels)}
    ordered = [named[left] for left in sorted(named)]
    if len(ordered) != len(labels):
        return None
    if not all(is_column(piece.text, label) for piece, label in zip(ordered, labels, strict=True)):
        return None
    if any(one.right > other.left for one, other in pairwise(ordered)):
        return None
    return tuple((piece.left, piece.right) for piece in ordered)


def placed(group: Group, header: Header | None, width: int, sums: Sums) -> Texts | None:
    """The text of each column of a row of cells; None where it cannot be told which is which.

    Without headings, a row with blank cells too many, or that begins with one, is read only if its sums are right.
    """
    pieces = group.pieces
    if header and list(header) != sorted(header):
        return _named(pieces, header)
    if header:
        under = _under(pieces, header)
        if under is not None and len(pieces) == width and under != [_text(piece) for piece in pieces]:
            return None
        if under is not None or len(pieces) != width:
            return under
    windows = [[_text(piece) for piece in part] for part in _windows(pieces, width)]
    if len(windows) != 1:
        return None
    shifted = len(pieces) > width or (group.filled and group.blanks and not squeezed(pieces[0].text))
    return None if shifted and sums and not adds_up(windows[0], sums) else windows[0]


def _named(pieces: Sequence[Piece], header: Header) -> Texts | None:
    """Values under headings in an order of their own: each exactly as wide as its heading."""
    at = {(piece.left, piece.right): piece for piece in pieces}
    return [_text(at[extent]) for extent in header] if all(extent in at for extent in header) else None


def _windows(pieces: Sequence[Piece], width: int) -> list[Sequence[Piece]]:
    """The stretches of a row that leave nothing but blank cells outside."""
    full = [index for index, piece in enumerate(pieces) if squeezed(piece.text)]
    starts = range(len(pieces) - width + 1)
    return [pieces[at : at + width] for at in starts if not full or (at <= full[0] and full[-1] < at + width)]


def _text(piece: Piece) -> str | None:
    """A cell that covers several rows with one number belongs to none of them."""
    return None if piece.tall and squeezed(piece.text) else piece.text


def _under(pieces: Sequence[Piece], header: Header) -> Texts | None:
    slots: list[list[Piece]] = [[] for _ in header]
    for piece in pieces:
        over = [i for i, (left, right) in enumerate(header) if min(right, piece.right) > max(left, piece.left)]
        if len(over) > 1 and squeezed(piece.text):
            return None
        for index in over:
            slots[index].append(piece)
        if not over and is_value(piece.text) and header[0][0] < piece.left < header[-1][1]:
            return None
    texts: Texts = []
    for slot in slots:
        full = [piece for piece in slot if squeezed(piece.text)]
        if len(full) > 1 or not slot:
            return None
        texts.append(_text(full[0]) if full else "")
    return texts


def by_position(group: Group, columns: Columns | None, width: int) -> Texts | None:
    """A row of words with fewer values than columns, by where they stand.

    On lines of text a row whose last columns are blank looks as one whose blanks left no trace.
    """
    taken = columns.take(group.pieces) if columns else None
    if taken is None or (not group.place.page and taken == list(range(len(taken)))):
        return None
    texts: Texts = [""] * width
    for column, piece in zip(taken, group.pieces, strict=True):
        texts[column] = piece.text
    return texts


def with_tail(group: Group) -> Texts | None:
    """The numbers of a full line with those of the line below put under them; None where one stands between two."""
    centres = [_centre(piece) for piece in group.pieces]
    if len(centres) < 2:
        return None
    half = min(right - left for left, right in pairwise(centres)) / 2
    texts: list[str] = [piece.text for piece in group.pieces]
    for piece in group.tail:
        column = min(range(len(centres)), key=lambda index: abs(centres[index] - _centre(piece)))
        if abs(centres[column] - _centre(piece)) >= half:
            return None
        texts[column] += piece.text
    return list(texts)


def _centre(piece: Piece) -> float:
    return (piece.left + piece.right) / 2
