"""Real reports against their hand-made answers: exact counts, each at its cell with its two numbers."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.finding import shown
from gxxl.form.rules import Severity
from tests.conftest import corpus_names, corpus_report, gold

RULE_OF_KIND = {
    "row_total": {"T3-02", "C-01"},
    "handled_total": {"T3-03"},
    "balance": {"T3-01"},
    "dispute_total": {"T4-01"},
    "blank": {"C-01"},
    "type": {"C-02", "C-03", "C-04", "C-05", "C-06", "C-08"},
    "edition": {"W-01"},
    "carry_over": {"Y-01"},
    "in_force": {"Y-02"},
}

EXACT: dict[str, dict[str, int]] = {
    "beijing-street-2020": {"C-03": 1},
    "changtu-2021": {"W-01": 1},
    "hanyang-office-2022": {"C-01": 1},
    "hongze-2023": {"W-01": 1, "T4-01": 2},
    "pingtan-2019": {"C-03": 1},
    "pingtan-2020": {"C-03": 1, "T3-03": 2},
    "shanghai-office-2019": {"C-01": 135, "C-03": 1},
    "shanghai-science-2024": {"Y-04": 1},
    "shuyang-reform-2023": {"C-01": 125},
    "unnamed-civil-affairs-2023": {"W-01": 1},
}


@pytest.mark.parametrize("name", corpus_names())
def test_exact_findings_of_a_published_report(name: str) -> None:
    """Without last year's report: this many of each rule, nothing else."""
    (found,) = check([Case(corpus_report(name))])

    assert Counter(f.rule.code for f in found) == EXACT.get(name, {})


@pytest.mark.parametrize("name", corpus_names())
def test_every_certain_answer_is_found_at_its_cell(name: str) -> None:
    """Each certain arithmetic answer of the corpus, with the number found and the number expected."""
    data = gold(name)
    last = corpus_report(data["previous"]) if data.get("previous") else None
    (found,) = check([Case(corpus_report(name), last)])
    told = {(f.where.path, f.rule.code): (shown(f.found), shown(f.expected)) for f in found}

    for answer in data["findings"]:
        rules = RULE_OF_KIND.get(answer["kind"], set())
        if not answer["certain"] or not rules:
            continue
        hits = [told[".".join(answer["where"]), rule] for rule in rules if (".".join(answer["where"]), rule) in told]
        assert hits, answer
        if answer["kind"] != "edition":
            assert _same(hits[0], (answer["found"], answer["expected"])), answer


def _same(got: tuple[Any, Any], answer: tuple[Any, Any]) -> bool:
    return [_number(value) for value in got] == [_number(value) for value in answer]


def _number(value: Any) -> Any:
    return "" if value == "" else Decimal(str(value))


@pytest.mark.parametrize(
    "name", [name for name in corpus_names() if gold(name)["complete"] and not gold(name)["findings"]]
)
def test_a_complete_report_without_findings_has_no_error(name: str) -> None:
    """What the answers call right is never called 错误."""
    (found,) = check([Case(corpus_report(name))])

    assert [f for f in found if f.severity is Severity.ERROR] == []
