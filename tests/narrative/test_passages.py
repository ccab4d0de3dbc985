"""Passages in the manner of many places: read right, and never called wrong where the tables agree (N-01 to N-07)."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from gxxl.claim import Claim, Verdict
from gxxl.form.model import Ref
from gxxl.form.rules import Severity
from gxxl.narrative.claims import claims_of
from gxxl.narrative.compare import compare
from gxxl.reading import report_from_json
from gxxl.report import Report
from tests.narrative import passages
from tests.narrative.passages import FIFTH
from tests.narrative.passages_later import LATER
from tests.narrative.test_claims import FORM, named

PASSAGES = {**passages.PASSAGES, **LATER}

Stated = list[tuple[float, list[Ref]]]


def stated(passage: str) -> Stated:
    """The numbers a passage states with their cells, in order of number and cell."""
    parts = (part.strip().split(" ", 1) for part in PASSAGES[passage].split(";") if part.strip())
    return sorted((float(value), sorted(named(words))) for value, words in parts)


def read(claims: Sequence[Claim]) -> Stated:
    """The same of what was read."""
    return sorted((float(claim.value), sorted(claim.refs)) for claim in claims if claim.refs)


def agreeing(passage: str) -> Report:
    """A report whose tables say what the passage says, and 0 wherever it says nothing."""
    wholes: dict[tuple[Ref, ...], set[float]] = defaultdict(set)
    for value, refs in stated(passage):
        wholes[tuple(refs)].add(value)
    values: dict[Ref, float] = {}
    for cells, numbers in sorted(wholes.items(), key=lambda item: len(item[0])):
        free = [ref for ref in cells if ref not in values]
        rest = sum(numbers) - sum(values.get(ref, 0) for ref in cells)
        values |= dict.fromkeys(free, 0) | {ref: max(rest, 0) for ref in free[-1:]}
    tables: dict[str, dict[str, dict[str, int | str]]] = defaultdict(lambda: defaultdict(dict))
    for ref in FORM.index:
        value = values.get(ref, 0)
        tables[ref.table][ref.row][ref.column] = str(value) if ref.row == "fees" else int(value)
    return report_from_json(
        {"edition": 2021, "year": 2023, "organ": "某县某局", "tables": tables, "prose": {"overview": passage}}
    )[0]


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_names_these_cells(passage: str) -> None:
    """Every number of a passage that states cells is found with exactly these cells, and no other number is."""
    assert read(claims_of({"overview": passage}, FORM, 2023)) == stated(passage)


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_true_passage_is_not_called_wrong(passage: str) -> None:
    """Against tables that agree no statement is an error (N-01 to N-07), and nearly all are found to agree."""
    compared = compare(agreeing(passage))

    errors = [finding for finding in compared.findings if finding.severity is Severity.ERROR and finding.where.span]
    doubtful = [claim for claim in compared.claims if claim.refs and claim.verdict is not Verdict.AGREES]
    assert not errors
    assert len(doubtful) <= 1


def test_a_passage_is_read_alike_after_any_other() -> None:
    """What was said before may hide a number that names nothing itself, and never lends it the cells of a dispute."""
    drawn = random.Random(20230101)
    for passage in FIFTH:
        alone = [cells for _, cells in stated(passage)]
        for before in drawn.sample(list(PASSAGES), 20):
            claims = claims_of({"overview": f"{before}\n{passage}"}, FORM, 2023)
            after = [claim for claim in claims if claim.refs and claim.span[0] > len(before)]
            assert all(sorted(claim.refs) in alone for claim in after if claim.refs[0].table == "disputes")
