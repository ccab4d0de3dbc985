"""Numbers of changed facts put into a sentence the clerk edited, where it is certain which number is which."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from gxxl.narrative.sentences import NUMBER, TOKEN, Sentence

_CONTEXT = 4
"""Characters before a number by which it is known again in another sentence."""


class Unclear(Exception):
    """Some of it could not be updated; `text` is the sentence with what could."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Spot(NamedTuple):
    """A fact in the old sentence: the tokens it takes, what it said."""

    fact: str
    first: int
    text: str


def updated(old: Sentence, text: str, new: Sentence) -> str:
    """`text`, an edited `old`, with the numbers of facts that are otherwise in `new`. Raises Unclear."""
    tokens = TOKEN.findall(text)
    places = _places(TOKEN.findall(old.text), tokens)
    now, before = new.facts, old.facts
    unclear = any(fact not in before for fact in now)
    turned: set[str] = set()
    for spot in _spots(old):
        said = now.get(spot.fact)
        if said == spot.text:
            continue
        at = None if _base(spot.fact) in turned else _place_of(spot, places, tokens, old)
        if at is not None and said is not None and _same_kind(spot.text, said) and _is(tokens, at, spot.text):
            tokens[at : at + _length(spot.text)] = [said, *[""] * (_length(spot.text) - 1)]
        elif at is None or said is None or not _is(tokens, at, said):
            unclear = unclear or at is not None or spot.text in text
            turned |= {_base(spot.fact)} if spot.fact.startswith("dir.") else set()
    result = "".join(tokens)
    if unclear:
        raise Unclear(result)
    return result


def _base(fact: str) -> str:
    """What a change is a change of: a direction that cannot be turned keeps its number."""
    head, _, rest = fact.partition(".")
    return rest if head in ("dir", "change", "difference") else fact


def located(old: Sentence, text: str, new: Sentence) -> str:
    """`text`, another sentence, with the changed numbers of `old` that stand in it in the same words."""
    for piece, left in _with_left(old):
        said = new.facts.get(piece.fact)
        wanted = left + piece.text
        known = NUMBER.fullmatch(piece.text) and said and NUMBER.fullmatch(said) and said != piece.text
        if known and len(left) == _CONTEXT and text.count(wanted) == 1:
            text = text.replace(wanted, left + (said or ""))
    return text


def _with_left(sentence: Sentence) -> Iterator[tuple[_Spot, str]]:
    before = ""
    for piece in sentence.pieces:
        if piece.fact:
            yield _Spot(piece.fact, 0, piece.text), before[-_CONTEXT:]
        before += piece.text


def _spots(sentence: Sentence) -> Iterator[_Spot]:
    """Every fact of a sentence with the place of its first token."""
    at = 0
    for piece in sentence.pieces:
        if piece.fact in sentence.facts:
            yield _Spot(piece.fact, at, piece.text)
        at += _length(piece.text)


def _length(text: str) -> int:
    return len(TOKEN.findall(text))


def _places(old: list[str], tokens: list[str]) -> dict[int, int]:
    """For each token of the old sentence its place in the edited one, numbers standing for one another."""
    masked = [["0" if NUMBER.fullmatch(token) else token for token in found] for found in (old, tokens)]
    blocks = SequenceMatcher(None, masked[0], masked[1], autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _place_of(spot: _Spot, places: dict[int, int], tokens: list[str], old: Sentence) -> int | None:
    """Where a fact stands in the edited sentence: by its neighbours, else by its number where there is one such."""
    at = places.get(spot.first)
    beside = (places.get(spot.first - 1), places.get(spot.first + _length(spot.text)))
    if at is not None and (beside[0] == at - 1 or beside[1] == at + _length(spot.text)):
        return at
    alone = [place for place in range(len(tokens)) if _is(tokens, place, spot.text)]
    same = [said for said in old.facts.values() if said == spot.text]
    return alone[0] if len(alone) == 1 and len(same) == 1 else None


def _is(tokens: list[str], at: int, text: str) -> bool:
    return tokens[at : at + _length(text)] == TOKEN.findall(text)


def _same_kind(one: str, other: str) -> bool:
    """Both numbers, or both words."""
    return bool(NUMBER.fullmatch(one)) == bool(NUMBER.fullmatch(other))
