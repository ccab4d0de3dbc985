"""What reading one section remembers: the claims found, and what was said before that later words lean on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gxxl.claim import Claim
from gxxl.narrative.claims_words import Context, Label, kinds
from gxxl.narrative.flat import Flat
from gxxl.narrative.tokens import Token
from gxxl.report import Number

_YEARS = frozenset(("YEAR", "LAST", "TO", "THISYEAR"))


class Clause(NamedTuple):
    """Words and numbers between two marks of punctuation; `opened` is the mark before, `before` the clause before."""

    tokens: tuple[Token, ...]
    opened: str
    start: int
    end: int
    numbers: tuple[int, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class State:
    """Where the reader stands in a section.

    `offset`: claims before this section; `years`: "other" while another year is spoken of; `parent`: the total whose
    parts are listed; `last`: the newest total, `last_before` that of the sentence before; `counted`: disputes and their
    claims; `before`: the clause before, `earlier` the one before it; `scope`: the last word that bounds a count, `own`
    whether it means the organ; `covered`: 以来 was said; `compared`: the words of the number before; `in_turn`: the
    years that numbers are told for; `outside`: what held before a bracket, `inside` the claims before it, `closed` the
    same in the words right after it; `passed`: numbers that were not read, with their sentences.
    """

    section: str
    text: str
    flat: Flat
    year: int | None
    context: Context
    offset: int = 0
    found: list[Claim] = field(default_factory=list)
    sentence: tuple[int, int] = (0, 0)
    years: str = ""
    parent: int | None = None
    last: int | None = None
    last_before: int | None = None
    counted: list[tuple[tuple[str, ...], int]] = field(default_factory=list)
    before: Clause | None = None
    earlier: Clause | None = None
    scope: str = ""
    own: bool = False
    covered: bool = False
    compared: list[Token] = field(default_factory=list)
    in_turn: list[int] = field(default_factory=list)
    passed: list[tuple[Token, tuple[int, int]]] = field(default_factory=list)
    inside: int = 0
    closed: int = 0
    outside: tuple[Clause | None, bool, int | None, int | None] | None = None


def add(state: State, value: Number, start: int, end: int, **more: Any) -> int:
    """One more claim; its place among all claims of the report."""
    while start < end and state.flat.text[start] in "，。；：（）、\n":
        start += 1
    span = state.flat.span(start, end)
    text = state.text[span[0] : span[1]]
    claim = Claim(
        section=state.section,
        span=span,
        text=text,
        value=value,
        sentence=state.sentence,
        scope=state.scope,
        scope_is_own=state.own,
        total=state.parent,
        **more,
    )
    state.found.append(claim)
    return state.offset + len(state.found) - 1


def note_groups(state: State, said: Label, claim: int) -> None:
    """Which disputes are spoken of; a count after results begins anew."""
    context = state.context
    context.disputes_near = max(1, context.disputes_near)
    if state.counted and state.found[state.counted[-1][1] - state.offset].sentence != state.sentence:
        state.counted, context.groups = [], context.groups if said.results else []
    if said.results:
        context.results_said = True
        context.of_results = list(said.groups) if said.named else context.of_results
        return
    context.of_results = []
    if context.results_said:
        context.groups, state.counted, context.results_said = [], [], False
    before = [name for name in context.groups if name != "both"] if state.counted else []
    context.groups, context.together = [*dict.fromkeys([*before, *said.groups])], said.groups
    state.counted.append((said.groups, claim))


def _is_compared(state: State, tokens: Sequence[Token], place: int) -> bool:
    """与2022年相比, 较2022年有所增加: a year named only to be compared with."""
    before = state.flat.text[max(0, tokens[place].start - 1) : tokens[place].start]
    return before in ("与", "较", "比", "同") and bool(kinds(tokens[place + 1 :]) & {"YOY", "UP", "DOWN", "SAME"})


def note_year(state: State, tokens: Sequence[Token]) -> None:
    """Whose year the words speak of from here on."""
    for place, token in enumerate(tokens):
        if not token.kinds & _YEARS or _is_compared(state, tokens, place):
            continue
        for meaning in token.details:
            kind, _, detail = meaning.partition(":")
            if kind == "YEAR" and state.year:
                state.years = "" if int(detail) == state.year else "other"
            elif kind == "LAST":
                state.years = "other"
            elif kind in ("TO", "THISYEAR"):
                state.years = ""


def is_carried_in(state: State, words: Sequence[Token]) -> bool:
    """`2022年全区结转14件` in the report of 2023: 结转 with the year before named."""
    found = kinds(words)
    if "CARRY" not in found or found & {"CIN", "COUT", "TO", "UP", "DOWN"}:
        return False
    last = any(meaning == f"YEAR:{(state.year or 0) - 1}" for token in words for meaning in token.details)
    return last or "LAST" in found


def of_last_year(state: State, words: Sequence[Token]) -> bool:
    """Whether a number is not of the report's year."""
    if "LAST" in kinds(words[-1:]):
        return True
    return state.years == "other" and not kinds(words) & {"CIN", "COUT"}
