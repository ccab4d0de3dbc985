"""Conditions of phrases: named tests of facts, and named kinds of report. Data in words; nothing is evaluated.

A condition is a list of terms joined by ；, all of which must hold: `requests.new.total 有；汇总`. An unknown name is
a `BadCondition`, which becomes a finding at its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from gxxl.narrative.facts import Fact, Facts, is_known
from gxxl.narrative.organ_words import DEPARTMENT, GOVERNMENT, OWN, ROLLED_UP
from gxxl.report import Number

WORTH_A_SHARE = 50
"""Season §7: no percentages of fewer results than this."""

WORTH_A_RATE = 20
"""Season §7: changes are given in percent where the larger of both numbers is at least this."""

ONE_PARAGRAPH = "一段式"
"""What answers 第一、五部分怎样分段 for 一是…五是… in one paragraph; anything else is （一）…（五）."""


class BadCondition(ValueError):
    """A term that names no test or no fact; the message is the term."""


class Term(NamedTuple):
    """One test: of a fact, of a fact against another, or (`fact` empty) of the report."""

    test: str
    fact: str = ""
    other: str = ""


class Aspect(Enum):
    """What of a fact is looked at."""

    VALUE = "value"
    LAST = "last"
    RATE = "difference to last year's, where it is said in percent"
    STEP = "difference to last year's, where it is said in numbers"
    SAME = "difference to last year's, where that is above 0"


class Test(NamedTuple):
    """Whether an aspect lies between two bounds, both included; `meaning` is for whoever edits the phrases."""

    aspect: Aspect
    least: float
    most: float
    meaning: str


_MANY = float("inf")
_ONE = 1

TESTS: Mapping[str, Test] = MappingProxyType(
    {
        "为零": Test(Aspect.VALUE, 0, 0, "填的是0"),
        "有": Test(Aspect.VALUE, 1e-20, _MANY, "大于0"),
        "为一": Test(Aspect.VALUE, 1, 1, "正好是1"),
        "多于一": Test(Aspect.VALUE, 1 + 1e-9, _MANY, "大于1"),
        "可算占比": Test(Aspect.VALUE, WORTH_A_SHARE, _MANY, f"不少于{WORTH_A_SHARE}，写占比"),
        "同比增长": Test(Aspect.RATE, _ONE, _MANY, f"比上年多，且较大的数不少于{WORTH_A_RATE}，写百分比"),
        "同比下降": Test(Aspect.RATE, -_MANY, -_ONE, f"比上年少，且较大的数不少于{WORTH_A_RATE}，写百分比"),
        "比上年多": Test(Aspect.STEP, _ONE, _MANY, f"比上年多，两个数都少于{WORTH_A_RATE}，写件数"),
        "比上年少": Test(Aspect.STEP, -_MANY, -_ONE, f"比上年少，两个数都少于{WORTH_A_RATE}，写件数"),
        "与上年持平": Test(Aspect.SAME, 0, 0, "与上年相等，且不是0"),
        "上年为零": Test(Aspect.LAST, 0, 0, "上年是0"),
    }
)
"""Every test of the number of a fact."""

GIVEN: Mapping[str, bool] = MappingProxyType({"已填": True, "未填": False})
"""Tests of whether there is a number or an answer at all."""

EQUALS, BELOW = "等于", "少于"
"""The tests of a fact against another."""

REPORTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "政府": ("report.kind", GOVERNMENT),
        "部门": ("report.kind", DEPARTMENT),
        "汇总": ("report.scope", ROLLED_UP),
        "本级": ("report.scope", OWN),
        ONE_PARAGRAPH: ("answer.style", ONE_PARAGRAPH),
        "现行表样": ("form.edition", "2021"),
        "试行表样": ("form.edition", "2019"),
    }
)
"""Every test of the report itself: the fact that tells, and what it says."""


@cache
def conditions_in(text: str) -> tuple[Term, ...]:
    """The terms of a condition; none where it is empty. Raises BadCondition."""
    return tuple(_term(part.split()) for part in text.replace(";", "；").split("；") if part.strip())


def _term(words: list[str]) -> Term:
    match words:
        case [test] if test in REPORTS:
            return Term(test)
        case [fact, test] if (test in TESTS or test in GIVEN) and is_known(fact):
            return Term(test, fact)
        case [fact, test, other] if test in (EQUALS, BELOW) and is_known(fact) and is_known(other):
            return Term(test, fact, other)
    raise BadCondition(" ".join(words))


def holds(condition: tuple[Term, ...], facts: Facts) -> bool:
    """Whether every term holds; a fact this report's form does not have holds nothing but 未填."""
    return all(_holds(term, facts) for term in condition)


def _holds(term: Term, facts: Facts) -> bool:
    if term.test in REPORTS:
        key, text = REPORTS[term.test]
        return facts[key].value == text
    fact = facts.get(term.fact) or Fact(term.fact, None)
    if term.test in GIVEN:
        return (fact.value is not None) == GIVEN[term.test]
    if term.other:
        return _compares(term.test, fact.number, facts.get(term.other))
    test = TESTS[term.test]
    number = _looked_at(test.aspect, fact)
    return number is not None and test.least <= number <= test.most


def _compares(test: str, number: Number | None, other: Fact | None) -> bool:
    if number is None or other is None or other.number is None:
        return False
    return number == other.number if test == EQUALS else number < other.number


def _looked_at(aspect: Aspect, fact: Fact) -> Number | None:
    if aspect is Aspect.VALUE:
        return fact.number
    if aspect is Aspect.LAST:
        return fact.last if fact.number is not None else None
    if not fact.last or fact.number is None:
        return None
    by_rate = max(fact.number, fact.last) >= WORTH_A_RATE
    fits = {Aspect.RATE: by_rate, Aspect.STEP: not by_rate, Aspect.SAME: True}[aspect]
    return fact.number - fact.last if fits else None
