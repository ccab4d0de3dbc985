"""Rows (or columns) that ought to be there against those that are, by their labels: never guessed.

A label that stands once on both sides decides, wherever it stands. Between two such rows the same number of rows on
both sides are each other's (a label was overwritten); empty rows in between were inserted. What is left over where two
would fit is doubtful and pairs with nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple, TypeAlias

Key: TypeAlias = "tuple[str, ...]"
"""The labels of a row from left to right; none where it has no label."""


class Line(NamedTuple):
    """A row that is there: its labels, whether it holds anything at all, whether it holds more than labels."""

    key: Key
    filled: bool
    typed: bool


class Matched(NamedTuple):
    """Which line each wanted one is (both counted from 0), and for those in doubt the lines it might be.

    `sure` are the wanted ones paired because their labels are equal and stand nowhere else.
    """

    pairs: Mapping[int, int]
    doubtful: Mapping[int, tuple[int, ...]]
    sure: frozenset[int]


def matched(wanted: Sequence[Key], found: Sequence[Line], needed: frozenset[int]) -> Matched:
    """Pair what is wanted with what is found; `needed` are the wanted ones that hold cells."""
    doubtful, barred = _repeated(wanted, found)
    counts = Counter(wanted)
    places = {line.key: at for at, line in enumerate(found) if line.key and at not in barred}
    times = Counter(line.key for at, line in enumerate(found) if at not in barred)
    pairs = {
        at: places[key]
        for at, key in enumerate(wanted)
        if key and counts[key] == times[key] == 1 and at not in doubtful
    }
    sure = frozenset(pairs)
    anchors = [-1, *sorted(pairs), len(wanted)]
    used = set(pairs.values()) | barred
    for before, after in pairwise(anchors):
        rows = [at for at in range(before + 1, after) if at not in doubtful]
        low, high = pairs.get(before, -1), pairs.get(after, len(found))
        lines = [at for at in range(low + 1, high) if at not in used]
        pairs |= dict(_between(wanted, found, rows, lines))
        unsure = [row for row in rows if row in needed and row not in pairs]
        left = tuple(at for at in lines if found[at].typed and at not in pairs.values())
        doubtful |= {row: left for row in unsure if left}
    return Matched(pairs, doubtful, sure)


def _repeated(wanted: Sequence[Key], found: Sequence[Line]) -> tuple[dict[int, tuple[int, ...]], set[int]]:
    """Labels that stand more often than they should: copies with nothing typed beside them do not count."""
    doubtful: dict[int, tuple[int, ...]] = {}
    barred: set[int] = set()
    for key, count in Counter(wanted).items():
        at = [place for place, line in enumerate(found) if line.key == key and key]
        if len(at) <= count:
            continue
        typed = [place for place in at if found[place].typed]
        if len(typed) > count:
            doubtful |= {row: tuple(typed) for row, own in enumerate(wanted) if own == key}
            barred |= set(at)
        else:
            blank = [place for place in at if place not in typed]
            barred |= set(blank[count - len(typed) :])
    return doubtful, barred


def _between(
    wanted: Sequence[Key], found: Sequence[Line], rows: Sequence[int], lines: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs between two anchors."""
    if len(rows) == len(lines):
        yield from zip(rows, lines, strict=True)
        return
    keys = [wanted[row] or f"row {row}" for row in rows]
    theirs = [found[line].key or f"line {line}" for line in lines]
    blocks = SequenceMatcher(None, keys, theirs, autojunk=False).get_matching_blocks()
    low = left = 0
    for block in blocks:
        yield from _gap(found, rows[low : block.a], lines[left : block.b])
        yield from zip(rows[block.a : block.a + block.size], lines[block.b : block.b + block.size], strict=True)
        low, left = block.a + block.size, block.b + block.size


def _gap(found: Sequence[Line], rows: Sequence[int], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """As many on both sides, empty lines apart, are each other's."""
    for some in (lines, [line for line in lines if found[line].filled], [line for line in lines if found[line].typed]):
        if len(some) == len(rows):
            yield from zip(rows, some, strict=True)
            return
