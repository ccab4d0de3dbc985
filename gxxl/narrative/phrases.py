"""The phrase book: the program's own, or the one of sheet 句式; what is wrong in a row, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from gxxl.narrative.conditions import BadCondition, Term, conditions_in
from gxxl.narrative.facts import is_known
from gxxl.narrative.phrase import Phrase
from gxxl.narrative.phrase_text import BadText, Choice, Listing, Node, Slot, nodes_in
from gxxl.narrative.phrases_overview import OVERVIEW
from gxxl.narrative.phrases_requests import DISPUTES, REQUESTS
from gxxl.narrative.phrases_words import WORDS

PHRASES: tuple[Phrase, ...] = (*OVERVIEW, *REQUESTS, *DISPUTES, *WORDS)
"""The program's own phrases, in the order of sheet 句式."""

IDS = frozenset(phrase.id for phrase in PHRASES)
"""Every id a phrase may have: wording can be changed, the plan of a report cannot."""


class Row(NamedTuple):
    """A phrase taken apart."""

    phrase: Phrase
    condition: tuple[Term, ...]
    nodes: tuple[Node, ...]


class Fault(NamedTuple):
    """What is wrong with a phrase: its place in the book, which of its three columns, a key of PHRASE_FAULTS, what."""

    row: int
    column: int
    key: str
    text: str


class Book:
    """Phrases by id. An id all of whose rows are faulty has the program's own."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = tuple(phrases)
        self.faults = tuple(_faults(self.phrases))
        bad = {fault.row for fault in self.faults}
        rows: dict[str, list[Row]] = {}
        for number, phrase in enumerate(self.phrases):
            if number not in bad and any(phrase):
                rows.setdefault(phrase.id, []).append(_row(phrase))
        self._rows = MappingProxyType({id_: tuple(rows.get(id_, ())) or _own_rows(id_) for id_ in IDS})

    def __getitem__(self, id_: str) -> tuple[Row, ...]:
        return self._rows[id_]


def _row(phrase: Phrase) -> Row:
    return Row(phrase, conditions_in(phrase.condition), nodes_in(phrase.text))


_OWN = MappingProxyType({id_: tuple(phrase for phrase in PHRASES if phrase.id == id_) for id_ in IDS})


def _own_rows(id_: str) -> tuple[Row, ...]:
    return tuple(_row(phrase) for phrase in _OWN[id_])


@cache
def own_book() -> Book:
    """The program's own phrases."""
    return Book(PHRASES)


def _faults(phrases: Sequence[Phrase]) -> Iterator[Fault]:
    for number, phrase in enumerate(phrases):
        if any(phrase):
            yield from (Fault(number, *fault) for fault in _faults_of(phrase))


def _faults_of(phrase: Phrase) -> Iterator[tuple[int, str, str]]:
    if phrase.id not in IDS:
        yield 0, "id", phrase.id
    try:
        conditions_in(phrase.condition)
    except BadCondition as bad:
        yield 1, "condition", str(bad)
    try:
        nodes = nodes_in(phrase.text)
    except BadText as bad:
        yield 2, "text", str(bad)
        return
    yield from ((2, "slot", fact) for fact in slots_in(nodes) if not is_known(fact))
    yield from ((2, "id", id_) for id_ in ids_in(nodes) if id_ not in IDS)


def slots_in(nodes: Sequence[Node]) -> Iterator[str]:
    """Every fact a phrase names."""
    for node in nodes:
        if isinstance(node, Slot):
            yield node.fact
        elif isinstance(node, Listing):
            yield from slots_in(node.before)


def ids_in(nodes: Sequence[Node]) -> Iterator[str]:
    """Every phrase a phrase names."""
    for node in nodes:
        if isinstance(node, Choice | Listing):
            yield from node.ids
