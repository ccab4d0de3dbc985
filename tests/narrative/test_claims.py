"""What prose states, sentence by sentence: kinds of phrase, none of them from a published report."""

from __future__ import annotations

import pytest

from gxxl.form.editions import compose
from gxxl.form.model import Ref
from gxxl.narrative import cells
from gxxl.narrative.claims import claims_of
from tests.narrative.sentences import SENTENCES

FORM = compose(2021, 2021)


def named(words: str) -> list[Ref]:
    """The cells of a shorthand of `sentences`."""
    found: list[Ref] = []
    words, _, column = words.partition("/")
    for head in words.split("+"):
        table, _, key = head.rpartition(":")
        if table == "disputes":
            found += cells.disputes([key], [column] if column else [])
        elif table:
            found.append(Ref("disclosure", {"documents": "normative_documents"}.get(table, table), key))
        elif head in ("licences", "penalties", "coercive_measures"):
            found.append(Ref("disclosure", head, "decisions"))
        elif head == "fees":
            found.append(Ref("disclosure", "fees", "amount"))
        else:
            found += cells.requests(FORM, [head], [column] if column else [])
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_names_these_cells(sentence: str) -> None:
    """Every number that states cells is found with exactly these cells, and no other number is."""
    claims = claims_of({"overview": sentence}, FORM, 2023)
    got = sorted((float(claim.value), sorted(claim.refs)) for claim in claims if claim.refs)

    parts = (part.strip().split(" ", 1) for part in SENTENCES[sentence].split(";") if part.strip())
    assert got == sorted((float(value), sorted(named(words))) for value, words in parts)
    assert all(claim.text == sentence[slice(*claim.span)] for claim in claims)
