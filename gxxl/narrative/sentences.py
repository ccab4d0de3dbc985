"""Texts cut into sentences, and sentences of two texts told to be the same whatever became of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from gxxl.narrative.writing import Piece

ALIKE = 0.5
"""From this share of equal characters on, numbers masked, a sentence is another one edited."""

_END = re.compile(r"[^。；\n]*[。；]?")
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
TOKEN = re.compile(r"\d+(?:\.\d+)?%?|.", re.DOTALL)


class Sentence(NamedTuple):
    """Text up to 。 or ；; `lead` is the line break before it; `pieces` say which facts it states."""

    lead: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words without the line break."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def facts(self) -> Mapping[str, str]:
        """What is stated, as printed, by fact; the clerk's own words are none."""
        return {piece.fact: piece.text for piece in self.pieces if piece.fact and not piece.fact.startswith("answer.")}


def sentences_in(pieces: Iterable[Piece]) -> list[Sentence]:
    """Sentences of a text, in order; blank lines are no sentences of their own."""
    found: list[Sentence] = []
    open_: list[Piece] = []
    lead = ""
    for text, fact in _runs(pieces):
        if text == "\n":
            found += [Sentence(lead, tuple(open_))] if open_ else []
            lead, open_ = (lead if not open_ else "") + "\n", []
            continue
        open_.append(Piece(text, fact))
        if text[-1] in "。；":
            found.append(Sentence(lead, tuple(open_)))
            lead, open_ = "", []
    return [*found, *([Sentence(lead, tuple(open_))] if open_ or lead else [])]


def _runs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces cut so that each ends where a sentence or a line ends, or goes on."""
    for piece in pieces:
        for line in re.split(r"(\n)", piece.text):
            for part in ("\n",) if line == "\n" else _END.findall(line):
                if part:
                    yield Piece(part, piece.fact)


def whole(sentences: Iterable[Sentence]) -> str:
    """The text sentences make together."""
    return "".join(sentence.lead + sentence.text for sentence in sentences)


def matched(ones: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """For each sentence the other it became: the same wherever it stands now, else the most alike; each once."""
    free = list(range(len(others)))
    found: dict[int, int] = {}
    for place, text in enumerate(ones):
        same = next((number for number in free if others[number] == text), None)
        if same is not None:
            found[place] = same
            free.remove(same)
    shares = [
        (share, place, number)
        for place, text in enumerate(ones)
        if place not in found
        for number in free
        if (share := likeness(text, others[number])) >= ALIKE
    ]
    for _, place, number in sorted(shares, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if place not in found and number not in found.values():
            found[place] = number
    return found


def likeness(one: str, other: str) -> float:
    """How alike two sentences are whatever their numbers: 0 to 1."""
    matcher = SequenceMatcher(None, NUMBER.sub("0", one), NUMBER.sub("0", other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
