"""The labels of the form as documents print them: exactly, with slips of the pen, shortened, or in fragments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from gxxl.form.edition2021 import OUTCOME, STUB
from gxxl.form.editions import EDITIONS, compose
from gxxl.form.model import Block, Column, Row, Table
from gxxl.intake.strips import plain

ALIKE = 0.8
"""Labels alike by this much are the same, if no other is nearly as much alike."""

_MARGIN = 0.08
_SIGNS = r"\([一二三四五六七]\)?|[\d.()、:,]"
_NUMBERED = re.compile(r"\d\.")
_UPRIGHT = frozenset(OUTCOME)
"""Signs of the heading that stands upright beside table three, one a line."""

_FRAGMENT = 4
"""Characters of a label broken over lines by which it is still known."""

TABLES = ("disclosure", "requests", "disputes")


class Match(NamedTuple):
    """The row a text names, and whether all of its label is there."""

    row: str
    whole: bool


@cache
def forms_of(table: str) -> tuple[Table, ...]:
    """A table in every edition, newest first."""
    tables = (compose(edition, edition).table(table) for edition in EDITIONS)
    return tuple(dict.fromkeys(tables))


@cache
def spellings(table: str) -> Mapping[str, str]:
    """Every way to write a row label of a table, to the key of the row."""
    found: dict[str, str] = {}
    for form in forms_of(table):
        for row in form.rows:
            for text in _written(row):
                found.setdefault(text, row.key)
    return found


def _written(row: Row) -> Iterable[str]:
    label = plain(row.label)
    yield label
    yield re.sub(r"\([^()]{6,}\)$", "", label)
    without = re.sub(r"^(\d\.|\([一-十]\)|[一-十]、)", "", label)
    if len(without) >= _FRAGMENT:
        yield without
    if row.short:
        yield plain(row.short)
        yield re.sub(r"^\([一-十]\)(?=\d)", "", plain(row.short))


@cache
def match_row(text: str, table: str) -> Match | None:
    """The row a text names; None where it names none, or might name two."""
    found = plain(text)
    known = spellings(table)
    if found in known:
        return Match(known[found], whole=True)
    if len(found) < _FRAGMENT or not re.search("[一-龥]", found):
        return None
    ranked = sorted(((_alike(found, label), row) for label, row in known.items()), reverse=True)
    best, row = ranked[0]
    second = next((score for score, other in ranked if other != row), 0.0)
    if best >= ALIKE and best - second >= _MARGIN:
        return Match(row, whole=True)
    holders = {row for label, row in known.items() if found in label}
    return Match(holders.pop(), whole=False) if len(holders) == 1 else None


def _alike(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def alike(one: str, other: str) -> float:
    """How much two texts are alike once spelled plainly, 0 to 1."""
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


def common(one: str, other: str) -> int:
    """How many signs in a row two texts share once spelled plainly."""
    one, other = plain(one), plain(other)
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


@cache
def belongs(text: str, row: str, table: str) -> bool:
    """Whether a text may stand beside a row: nothing, or pieces of its label and of the headings over it."""
    if not plain(text):
        return True
    labels = [(*line.groups, line.label) for form in forms_of(table) for line in form.rows if line.key == row]
    return any(_is_made_of(text, "|".join(plain(word) for word in words)) for words in labels)


@cache
def fits_beside(text: str, row: str, table: str) -> bool:
    """Whether a text may stand beside the numbers of a row whose label is above: no piece of the next label."""
    numbers = {found.group() for label in spellings_of(row, table) if (found := _NUMBERED.match(label))}
    own = _NUMBERED.search(plain(text))
    bare = not re.sub(_SIGNS, "", plain(text))
    return (bare or belongs(text, row, table)) and (own is None or own.group() in numbers)


@cache
def begins_as(text: str, row: str, table: str) -> bool:
    """Whether a text has the beginning of a row's label, and is not the rest of one broken over lines."""
    found = plain(text)
    blocks = (
        SequenceMatcher(None, found, label, autojunk=False).get_matching_blocks()[0]
        for label in spellings_of(row, table)
    )
    return any(block.size and block.b <= block.a for block in blocks)


def spellings_of(row: str, table: str) -> list[str]:
    """Every way to write the label of a row."""
    return [text for text, key in spellings(table).items() if key == row]


@cache
def vocabulary(table: str) -> str:
    """All words of a table's heading and labels in a row: what is part of it is no running text."""
    words: list[str] = []
    for form in forms_of(table):
        words.append(form.corner)
        for block in form.blocks:
            words += [block.title, STUB if block.title else ""]
            lines: list[Row | Column] = [*block.columns, *block.rows]
            for line in lines:
                words.extend((*line.groups, line.label))
    return "|".join(dict.fromkeys(plain(word) for word in words if word))


def in_vocabulary(text: str, table: str) -> bool:
    """Whether a text is made of labels of the table or fragments of them, and of nothing else."""
    return _is_made_of(text, vocabulary(table))


def is_heading(text: str, table: str) -> bool:
    """Whether a line is the title of a block or the labels of its columns, whole, and names no row."""
    found = plain(text)
    return len(found) >= _FRAGMENT and match_row(text, table) is None and bool(_headings(table).fullmatch(found))


@cache
def _headings(table: str) -> re.Pattern[str]:
    words = {STUB}
    for form in forms_of(table):
        for block in form.blocks:
            lines: list[Row | Column] = [*block.columns]
            words |= {block.title, *(word for line in lines for word in (line.label, *line.groups))}
    return re.compile(f"(?:{'|'.join(re.escape(plain(word)) for word in words if word)})+")


def _is_made_of(text: str, words: str) -> bool:
    left = re.sub(_SIGNS, "", plain(text))
    known = re.sub(_SIGNS, "", words)
    if not left or left in known:
        return bool(left)
    while left:
        size = next((size for size in range(len(left), 1, -1) if left[:size] in known), int(left[0] in _UPRIGHT))
        if size == 0:
            return False
        left = left[size:]
    return True


@cache
def width_of_row(row: str, table: str) -> int:
    """How many columns a row has."""
    blocks = (block for form in forms_of(table) for block in form.blocks)
    return next(len(block.columns) for block in blocks if any(line.key == row for line in block.rows))


@cache
def columns_of(block: Block) -> tuple[str, ...]:
    """The labels of a block's columns, spelled plainly."""
    return tuple(plain(column.label) for column in block.columns)


@cache
def is_column(text: str, label: str) -> bool:
    """Whether a text is a column label, perhaps with a slip."""
    found = plain(text)
    return found == label or (len(label) > _FRAGMENT and _alike(found, label) >= ALIKE)
