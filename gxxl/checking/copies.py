"""R-06: which of many texts nearly repeat an earlier one, without holding every one against every other.

Two texts of which 85 % is equal share more than half of their pairs of neighbouring characters. Put the rarest pairs
first, and they share some among the first of either: only texts that meet there are compared (prefix filtering:
Chaudhuri, Ganti, Kaushik 2006). Nothing is missed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import TypeAlias

from gxxl.checking.words import LEAST, NEARLY_THE_SAME, own_sentences, own_words

Pair: TypeAlias = int
"""Two neighbouring characters and which of their occurrences in the text it is, as one number."""

_Holding: TypeAlias = "dict[Pair, list[int]]"

_BITS = 21
"""Of a character of Unicode, and of a count in a text."""

MEET = 12
"""Only texts that share so many of their rarest pairs are compared; fewer than any two alike texts of `LEAST` share."""

_SHORTEST = NEARLY_THE_SAME / (2 - NEARLY_THE_SAME)
"""The length of the shorter of two alike texts, as a share of the longer."""


def copies_among(texts: Sequence[str | None]) -> Iterator[tuple[int, int, float]]:
    """For each text whose own sentences are nearly those of an earlier one: the first such, itself, how alike (0 to 1).

    A text that is no copy itself goes before one that is.
    """
    plain = {
        place: words
        for place, text in enumerate(texts)
        if len(words := own_words("".join(own_sentences(text)))) >= LEAST
    }
    first: dict[str, int] = {}
    for place, words in plain.items():
        first.setdefault(words, place)
    earlier = _Earlier(tuple(first))
    nearest = {words: earlier.alike(words, place) for words, place in first.items()}
    for place, words in plain.items():
        found = nearest[words]
        if found:
            yield found[0], place, found[1]
        elif first[words] != place:
            yield first[words], place, 1.0


class _Earlier:
    """The texts seen so far, found again by the rarest pairs they hold: originals first, then copies."""

    def __init__(self, every: Sequence[str]) -> None:
        self._seen: dict[int, str] = {}
        self._originals: _Holding = defaultdict(list)
        self._copies: _Holding = defaultdict(list)
        self._often = Counter(pair for words in every for pair in _pairs(words))

    def alike(self, words: str, place: int) -> tuple[int, float] | None:
        """The first earlier text nearly the same, and how alike they are; the text counts as seen from now on."""
        rarest = sorted(sorted(_pairs(words)), key=self._often.__getitem__)[: _prefix(len(words))]
        found = self._first(words, rarest, self._originals) or self._first(words, rarest, self._copies)
        for pair in rarest:
            (self._copies if found else self._originals)[pair].append(place)
        self._seen[place] = words
        return found

    def _first(self, words: str, rarest: Sequence[Pair], holding: _Holding) -> tuple[int, float] | None:
        from rapidfuzz import fuzz

        met = Counter(chain.from_iterable(holding.get(pair, ()) for pair in rarest))
        for other in sorted(other for other, count in met.items() if count >= MEET):
            share = fuzz.ratio(self._seen[other], words, score_cutoff=100 * NEARLY_THE_SAME) / 100
            if share:
                return other, share
        return None


def _pairs(words: str) -> list[Pair]:
    """The neighbouring characters of a text, each occurrence for itself."""
    counts: dict[int, int] = {}
    found = []
    for first, second in pairwise(map(ord, words)):
        pair = first << _BITS | second
        before = counts.get(pair, 0)
        counts[pair] = before + 1
        found.append(pair << _BITS | before)
    return found


@cache
def _prefix(length: int) -> int:
    """So many of the rarest pairs of a text hold `MEET` that any text alike holds among as many of its own.

    Of n and m characters with 85 % equal, at most 0.15 (n + m) are left out or put in. One left out takes two pairs
    away, one put in parts one. The other text is at most 1 / `_SHORTEST` as long.
    """
    fewest = math.inf
    for other in range(math.ceil(length * _SHORTEST), math.floor(length / _SHORTEST) + 1):
        common = math.ceil(NEARLY_THE_SAME * (length + other) / 2 - 1e-9)
        gone, new = length - common, other - common
        if gone >= 0 and new >= 0:
            fewest = min(fewest, length - 1 - 2 * gone - new)
    return length - 1 - int(fewest) + MEET
