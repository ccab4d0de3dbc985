"""The text of a phrase taken apart: words, slots, other phrases, lists of phrases.

`{requests.new.total}` prints a fact; `{requests.new.total:未收到}` says it in words; `{answer.management}` prints the
clerk's own words. `<disputes>` is another phrase, `<platform/prompt.platform>` the first of several that has something
to say; `<，其中|、|。|outcome.granted|outcome.refused>` is a list: what stands before it, between, after, and its
phrases: nothing at all where none of them applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias


class Words(NamedTuple):
    """Words printed as they are."""

    text: str


class Slot(NamedTuple):
    """A fact, printed as it is or (`words`) said in words."""

    fact: str
    words: str = ""


class Choice(NamedTuple):
    """The first of these phrases that has something to say."""

    ids: tuple[str, ...]


class Listing(NamedTuple):
    """The phrases that apply, with signs before, between and after them."""

    before: tuple[Node, ...]
    between: str
    after: str
    ids: tuple[str, ...]


Node: TypeAlias = "Words | Slot | Choice | Listing"
"""A piece of a phrase."""

_PIECE = re.compile(r"\{([^{}<>]*)\}|<([^<>]*)>|([^{}<>]+)|([{}<>])")
_ENDS = 3


class BadText(ValueError):
    """A brace without its fellow, a slot or a list without a name; the message is the piece."""


@cache
def nodes_in(text: str) -> tuple[Node, ...]:
    """The pieces of a phrase. Raises BadText."""
    return tuple(_nodes(text))


def _nodes(text: str) -> Iterator[Node]:
    for slot, phrases, words, stray in _PIECE.findall(text):
        if words:
            yield Words(words)
        elif slot:
            yield _slot(slot)
        elif phrases:
            yield _phrases(phrases)
        else:
            raise BadText(stray or text)


def _slot(text: str) -> Slot:
    fact, colon, words = text.partition(":")
    if not fact.strip() or (colon and not words):
        raise BadText(text)
    return Slot(fact.strip(), words)


def _phrases(text: str) -> Node:
    fields = text.split("|")
    if len(fields) == 1:
        return Choice(_ids(text.split("/"), text))
    if len(fields) <= _ENDS:
        raise BadText(text)
    before, between, after, *ids = fields
    return Listing(tuple(_nodes(before)), between, after, _ids(ids, text))


def _ids(ids: list[str], text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in ids)
    if not all(names):
        raise BadText(text)
    return names
