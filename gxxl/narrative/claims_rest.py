"""Numbers nobody's words claimed: durations are no figures of the tables, a bare number is one that was not understood.

Dates, document numbers and titles never become numbers (`flat`); ordinals of a list and parts of a name are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxxl.claim import Claim, Verdict
from gxxl.narrative.claims_state import State
from gxxl.narrative.flat import MASK
from gxxl.narrative.tokens import Token

TIME_AND_SIZE = frozenset(
    ("年", "天", "小时", "分钟", "秒", "工作日", "个工作日", "个自然日", "个小时", "个月", "岁", "层", "页", "字", "‰")
)
"""Measures of what no table counts."""

_WORDS_BEFORE = 8
"""So many signs before a number are quoted with it."""

_BEGINS, _ORDINAL_ENDS = "（\n。；：“”", "）、.．"
_JOINS = "-—－~～至"
_BREAK = re.compile(r"[，。；：！？（）、,“”\n※]")
_CALLED = re.compile(r"[”\"]|(?:政务|市民|便民|公共|服务|政府)*(?:热线|平台)")


def rest_of(state: State) -> Iterator[Claim]:
    """A claim without cells for each number that was passed over, with the words right before it."""
    for number, sentence in state.passed:
        timed = number.measure in TIME_AND_SIZE
        if not timed and _is_name(state.flat.text, number):
            continue
        before = _BREAK.split(state.flat.text[max(0, number.start - _WORDS_BEFORE) : number.start])[-1]
        span = state.flat.span(number.start - len(before), number.end)
        yield Claim(
            section=state.section,
            span=span,
            text=state.text[span[0] : span[1]],
            value=number.value,
            verdict=Verdict.NOT_IN_TABLES if timed else Verdict.NOT_UNDERSTOOD,
            measure=number.measure,
            places=number.places,
            rough=number.rough,
            sentence=sentence,
        )


def _is_name(text: str, number: Token) -> bool:
    """1. 一点, （2）, 4G, A4, 5A级景区, “12345”, 12345热线, @163.com, 1至12月: a number that counts nothing."""
    before, after = text[number.start - 1 : number.start] or "\n", text[number.end : number.end + 1]
    ordinal = before in _BEGINS and (after in _ORDINAL_ENDS or before == "（")
    latin = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    ranged = after in _JOINS and text[number.end + 1 : number.end + 2] in (MASK, *"0123456789")
    called = before in "“@+" or _CALLED.match(text, number.end) is not None
    return ordinal or latin or called or before in _JOINS + MASK or ranged or after == MASK
