"""Merging: what was written last, what the clerk made of it, what would be written now.

Sentences the clerk left as they were are written anew. Sentences the clerk edited keep their words; in them only the
numbers of facts that changed are changed. What cannot be merged stays as it is and is told as a `Left`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from gxxl.narrative.numbers_updated import Unclear, located, updated
from gxxl.narrative.sentences import Sentence, matched, sentences_in, whole
from gxxl.narrative.writing import Piece


class Left(NamedTuple):
    """A sentence left alone: what stands in the text (empty where nothing does), what would be written now (or "")."""

    theirs: str
    now: str


class Merged(NamedTuple):
    """The text after merging, and what was left for the clerk to decide."""

    text: str
    left: tuple[Left, ...] = ()


class _Block(NamedTuple):
    """A run of sentences that is written otherwise now: pairs (before, now), those gone, those added."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    added: tuple[int, ...]


def merge(before: Sequence[Piece], theirs: str, now: Sequence[Piece]) -> Merged:
    """Three texts become one. Where nothing was written before, or it was not touched, there is nothing to merge."""
    old, new = "".join(piece.text for piece in before), "".join(piece.text for piece in now)
    if not theirs.strip() or _plain(theirs) == _plain(old):
        return Merged(new)
    if not old or _plain(old) == _plain(new) or _plain(theirs) == _plain(new):
        return Merged(theirs)
    return _Merge(sentences_in(before), sentences_in([Piece(theirs)]), sentences_in(now)).done()


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


class _Merge:
    """One merging; `_texts` are the sentences of the result, by their place in the clerk's text."""

    def __init__(self, before: list[Sentence], theirs: list[Sentence], now: list[Sentence]) -> None:
        self._before, self._theirs, self._now = before, theirs, now
        self._held = matched([s.text for s in before], [s.text for s in theirs])
        self._texts = [sentence.text for sentence in theirs]
        self._after: dict[int, list[Sentence]] = {}
        self._left: list[Left] = []

    def done(self) -> Merged:
        """Every block of the difference worked through."""
        for block in self._blocks():
            stuck = [not self._pair(self._before[old], self._now[new], old) for old, new in block.pairs]
            for old in block.gone:
                self._gone(old, stuck=bool(block.added))
            for new in block.added:
                self._add(new, stuck=any(stuck))
        sentences = []
        for place, sentence in enumerate(self._theirs):
            text = self._texts[place]
            sentences += [Sentence(sentence.lead, (Piece(text),))] if text or sentence.lead else []
            sentences += self._after.get(place, [])
        return Merged(whole(sentences), tuple(self._left))

    def _blocks(self) -> Iterator[_Block]:
        old, new = [s.text for s in self._before], [s.text for s in self._now]
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            pairs = {i1 + i: j1 + j for i, j in matched(old[i1:i2], new[j1:j2]).items()}
            if i2 - i1 == j2 - j1 == 1:
                pairs = {i1: j1}
            yield _Block(
                tuple(sorted(pairs.items())),
                tuple(i for i in range(i1, i2) if i not in pairs),
                tuple(j for j in range(j1, j2) if j not in pairs.values()),
            )

    def _pair(self, old: Sentence, new: Sentence, place: int) -> bool:
        """One sentence that is written otherwise now; whether nothing is left to decide."""
        at = self._held.get(place)
        if at is None:
            return self._elsewhere(old, new)
        if self._theirs[at].text == old.text:
            self._texts[at] = new.text
            return True
        try:
            self._texts[at] = updated(old, self._texts[at], new)
        except Unclear as unclear:
            self._texts[at] = unclear.text
            self._left.append(Left(unclear.text, new.text))
            return False
        return True

    def _elsewhere(self, old: Sentence, new: Sentence) -> bool:
        """A sentence that is gone as such: numbers the clerk moved into another are still followed there."""
        untouched = {at for place, at in self._held.items() if self._theirs[at].text == self._before[place].text}
        for at, text in enumerate(self._texts):
            if at not in untouched:
                self._texts[at] = located(old, text, new)
        return True

    def _gone(self, old: int, *, stuck: bool) -> None:
        """A sentence that would not be written any more: taken out where it is as it was."""
        at = self._held.get(old)
        if at is None:
            return
        if self._theirs[at].text == self._before[old].text:
            self._texts[at] = ""
        elif stuck or self._before[old].facts:
            self._left.append(Left(self._texts[at], ""))

    def _add(self, new: int, *, stuck: bool) -> None:
        """A sentence that was not written before: after the one it follows, where that still stands."""
        at = None if stuck or not new else self._at(self._now[new - 1])
        if at is None:
            self._left.append(Left("", self._now[new].text))
        else:
            self._after.setdefault(at, []).append(self._now[new])

    def _at(self, sentence: Sentence) -> int | None:
        """Where a sentence of the new text stands, itself or added behind another."""
        for place, text in enumerate(self._texts):
            if text == sentence.text or sentence in self._after.get(place, ()):
                return place
        return None
