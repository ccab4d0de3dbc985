"""Facts and phrases become sentences, title to section 六: what no cell and no answer says is not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from gxxl.form.sections import PROSE_KEYS
from gxxl.narrative.conditions import holds
from gxxl.narrative.facts import Fact, Facts
from gxxl.narrative.phrase import Phrase
from gxxl.narrative.phrase_text import Choice, Listing, Node, Slot, Words
from gxxl.narrative.phrases import Book, Row, own_book
from gxxl.report import Report, Signature

TITLE = "title"
"""The key of the report's title, in a draft as among a report's particulars."""

DRAFTED = (TITLE, *PROSE_KEYS)
"""What is written, in the order of the report."""

_MOST_ASKED = 20_000
"""So many phrases are looked up for one part; a book that asks for more was made to hang whoever opens it."""

_IN_ANSWER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")


class Piece(NamedTuple):
    """A run of text and the fact it states; `fact` is empty for words that state none."""

    text: str
    fact: str = ""


class Draft(NamedTuple):
    """What was written, by key of DRAFTED, and the phrases used for it."""

    parts: Mapping[str, tuple[Piece, ...]]
    used: frozenset[Phrase]

    def text(self, key: str) -> str:
        """The text of a part; paragraphs are lines."""
        return "".join(piece.text for piece in self.parts[key])

    @property
    def stated(self) -> frozenset[str]:
        """Every fact that is stated, in numbers or in words."""
        return frozenset(piece.fact for pieces in self.parts.values() for piece in pieces if piece.fact)


def draft(report: Report, last: Report | None = None, book: Book | None = None) -> Draft:
    """The words of a report whose tables are in order; `last` is last year's where it is known."""
    writer = _Writer(Facts(report, last), book or own_book())
    parts = {key: tuple(_joined(writer.part(key))) for key in DRAFTED}
    return Draft(MappingProxyType(parts), frozenset(writer.used))


def write(report: Report, last: Report | None = None, book: Book | None = None) -> Report:
    """The report with its words written anew, whatever stood there; the signature keeps its date."""
    return with_words(report, {key: draft(report, last, book).text(key) for key in DRAFTED})


def with_words(report: Report, words: Mapping[str, str]) -> Report:
    """The report with these words, by key of DRAFTED, and signed by its organ where nobody signed."""
    prose = {**report.prose, **{key: words[key] for key in PROSE_KEYS}}
    particulars = {**report.particulars, **({TITLE: words[TITLE]} if words[TITLE] else {})}
    signature = report.signature or Signature(None, None)
    signed = signature._replace(organ=signature.organ or report.organ)
    return replace(
        report,
        prose=MappingProxyType(prose),
        particulars=MappingProxyType(particulars),
        signature=signed if any(signed) else None,
    )


class _Writer:
    """Looks phrases up and fills them; a phrase within itself says nothing."""

    def __init__(self, facts: Facts, book: Book) -> None:
        self._facts, self._book = facts, book
        self._open: list[str] = []
        self._asked = 0
        self.used: set[Phrase] = set()

    def part(self, key: str) -> list[Piece]:
        """A part of the report as a whole."""
        self._asked = 0
        return self.phrase(key)

    def phrase(self, id_: str) -> list[Piece]:
        """What the first applicable phrase of an id says; nothing where none applies."""
        self._asked += 1
        if id_ in self._open or self._asked > _MOST_ASKED:
            return []
        self._open.append(id_)
        found = next(filter(None, map(self._row, self._book[id_])), [])
        self._open.pop()
        return found

    def _row(self, row: Row) -> list[Piece] | None:
        if not holds(row.condition, self._facts) or not all(map(self._has_value, row.nodes)):
            return None
        found = [piece for node in row.nodes for piece in self._node(node)]
        if found:
            self.used.add(row.phrase)
        return found

    def _has_value(self, node: Node) -> bool:
        return not isinstance(node, Slot) or self._fact(node.fact).value is not None

    def _fact(self, key: str) -> Fact:
        return self._facts.get(key) or Fact(key, None)

    def _node(self, node: Node) -> Sequence[Piece]:
        match node:
            case Words(text):
                return [Piece(text)]
            case Slot(key, words):
                return [Piece(words, key)] if words else list(self._printed(self._fact(key)))
            case Choice(ids):
                return next(filter(None, map(self.phrase, ids)), [])
            case Listing():
                return self._listed(node)

    def _listed(self, listing: Listing) -> list[Piece]:
        items = [item for item in map(self.phrase, listing.ids) if item]
        if not items:
            return []
        found = [piece for node in listing.before for piece in self._node(node)]
        for place, item in enumerate(items):
            found += [*([Piece(listing.between)] if place and listing.between else []), *item]
        return [*found, *([Piece(listing.after)] if listing.after else [])]

    def _printed(self, fact: Fact) -> Iterator[Piece]:
        """A fact as it is printed; facts named in an answer are filled in, everything else of it is as given."""
        if not fact.key.startswith("answer."):
            yield Piece(fact.text, fact.key)
            return
        end = 0
        for slot in _IN_ANSWER.finditer(fact.text):
            named = self._fact(slot.group(1))
            if named.number is not None:
                yield Piece(fact.text[end : slot.start()], fact.key)
                yield Piece(named.text, named.key)
                end = slot.end()
        yield Piece(fact.text[end:], fact.key)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring words that state nothing as one piece; empty ones left out."""
    pending = ""
    for piece in pieces:
        if piece.fact:
            yield from [Piece(pending)] if pending else []
            yield from [piece] if piece.text else []
            pending = ""
        else:
            pending += piece.text
    yield from [Piece(pending)] if pending else []


__all__ = ["DRAFTED", "TITLE", "Draft", "Piece", "draft", "with_words", "write"]
