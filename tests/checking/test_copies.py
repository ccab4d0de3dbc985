"""R-06: copies among many texts are those that holding every one against every other would find."""

from __future__ import annotations

import json
import random
from itertools import combinations

from rapidfuzz import fuzz

from gxxl.checking.copies import copies_among
from gxxl.checking.words import LEAST, NEARLY_THE_SAME, own_sentences, own_words
from tests.conftest import CORPUS


def _sentences() -> list[str]:
    reports = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "reports").glob("*.json")))
    return [one for report in reports for text in report["prose"].values() for one in own_sentences(text)]


def _texts(count: int, dice: random.Random) -> list[str | None]:
    """Texts of real sentences; of four one copies an earlier one, with more or less of it changed."""
    sentences = _sentences()
    texts: list[str] = []
    for _ in range(count):
        signs = list(dice.choice(texts)) if texts and dice.random() < 0.25 else []
        for _ in range(dice.randrange(0, len(signs) // 4 + 1)):
            signs[dice.randrange(len(signs))] = dice.choice(("", "新", "镇里"))
        texts.append("".join(signs) or "".join(dice.sample(sentences, dice.randint(1, 5))))
    return [None, *texts]


def test_nothing_is_missed_and_nothing_is_made_up() -> None:
    """R-06: the same texts as by comparing all pairs, each beside one it is as alike as is said, an original first."""
    texts = _texts(400, random.Random(6))
    words = [own_words("".join(own_sentences(text))) for text in texts]
    alike = {
        (one, other): share
        for one, other in combinations(range(len(texts)), 2)
        if min(len(words[one]), len(words[other])) >= LEAST
        and (share := fuzz.ratio(words[one], words[other]) / 100) >= NEARLY_THE_SAME
    }
    copies = {other for _, other in alike}
    found = list(copies_among(texts))

    assert [other for _, other, _ in found] == sorted(copies)
    assert len(copies) > 50
    for one, other, share in found:
        assert alike[one, other] == share
        earlier = [first for first, second in alike if second == other]
        assert one == min(earlier, key=lambda first: (first in copies, first))
