"""No number of the prose is passed over in silence (design §8): what no words claim is told to be so."""

from __future__ import annotations

import re

import pytest

from gxxl.claim import Verdict
from gxxl.narrative.claims import claims_of
from gxxl.narrative.claims_rest import TIME_AND_SIZE
from gxxl.narrative.compare import compare, coverage
from gxxl.narrative.flat import flatten
from gxxl.narrative.tokens import tokens_of
from tests.corpus.measure import pieces
from tests.tables import report_of

NOT_UNDERSTOOD, NOT_IN_TABLES = Verdict.NOT_UNDERSTOOD, Verdict.NOT_IN_TABLES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公众号粉丝突破5.5万，其中12。", [("公众号粉丝突破5.5万", 55000, NOT_UNDERSTOOD), ("其中12", 12, NOT_UNDERSTOOD)]),
        ("公示不少于30天。", [("公示不少于30天", 30, NOT_IN_TABLES)]),
        ("热线接听11通，办结率高。", [("热线接听11", 11, NOT_UNDERSTOOD)]),
        ("1.推进公开。2、加强培训。（3）用好12345热线、A4纸和“110”宣传日，邮箱gk@126.com，1至12月受理。", []),
    ],
)  # fmt: skip
def test_a_number_without_a_reading_is_said_to_be_so(text: str, told: list[tuple[str, int, Verdict]]) -> None:
    """未识别 for a bare number, 非表内数字 for a duration; ordinals, names and addresses are no numbers."""
    assert [(claim.text, claim.value, claim.verdict) for claim in claims_of({"overview": text})] == told


_NAMES = re.compile(r"\n\d+\.|（\d+）|12345|@126|@163|“100”|“1\+|※2035）|H5作品")


def test_every_number_of_the_corpus_has_a_verdict() -> None:
    """Each number of every text of the corpus stands in a claim of its value, but for ordinals and names."""
    passed, count = [], 0
    for piece in pieces():
        flat = flatten(piece.text)
        spans = {(claim.value, place) for claim in claims_of({"overview": piece.text}) for place in range(*claim.span)}
        numbers = [token for token in tokens_of(flat.text) if token.kind == "number"]
        count += len(numbers)
        passed += [
            flat.text[token.start - 3 : token.end + 3]
            for token in numbers
            if (token.value, flat.at[token.end - 1]) not in spans
        ]

    assert count > 500
    assert [words for words in passed if not _NAMES.search(words)] == []


def test_what_was_not_understood_is_counted_in_the_coverage() -> None:
    """核查 says how many numbers could not be read, whatever their measure; a duration is no figure of the tables."""
    claims = compare(report_of(year=2023, prose={"overview": "粉丝数5437，公示30天。"})).claims

    assert coverage(claims) == "文字中有2个数字，1个不是表内数字（已列出），1个未能识别（已列出）。"
    assert "天" in TIME_AND_SIZE
