"""Percentages and steps: a share or a change of what was counted just before, the rate of what was done."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.claim import Nature
from gxxl.narrative.claims_beside import span_of
from gxxl.narrative.claims_state import Clause, State, add
from gxxl.narrative.claims_words import kinds
from gxxl.narrative.tokens import Token

_PARTS = frozenset(("OUT", "GIVEN", "APP", "CHANNEL", "DISP", "RES", "OTHER"))


def read_relative(state: State, clause: Clause, place: int, left: Sequence[Token]) -> None:
    """A share, a rate or a change, with the claim it belongs to."""
    number = clause.tokens[place]
    found = kinds(left)
    start, end = span_of(clause, place, number_first=False)
    latest = state.closed or len(state.found)
    before = state.found[latest - 1] if latest else None
    counted = before is not None and before.nature in (Nature.COUNT, Nature.ALL, Nature.SHARE, Nature.CHANGE)
    of = state.offset + latest - 1 if counted else None
    if before is not None and before.nature in (Nature.SHARE, Nature.CHANGE):
        of = before.of
    here = before is not None and before.sentence == state.sentence
    if _names_its_own(left):
        of = None
    facts = {"measure": number.measure, "places": number.places, "rough": number.rough}
    if "RATE" in found:
        add(state, number.value, start, end, nature=Nature.RATE, noun=_rate_of(state, left), **facts)
    elif found & {"UP", "DOWN"} and here:
        nature = Nature.CHANGE if number.measure == "%" else Nature.STEP
        add(state, number.value, start, end, nature=nature, of=of, falls="DOWN" in found, **facts)
    elif number.measure == "%" and here and ("SHARE" in found or (clause.opened == "（" and not left)):
        base = "handled" if any("HANDLE" in token.kinds for token in left) else "new" if "RECV" in found else ""
        add(state, number.value, start, end, nature=Nature.SHARE, of=of, noun=base, **facts)
    else:
        add(state, number.value, start, end, **facts)


def _names_its_own(left: Sequence[Token]) -> bool:
    """无法提供占比33.1%: a share whose own words say of what, so that no number before is its part."""
    share = next((place for place, token in enumerate(left) if "SHARE" in token.kinds), 0)
    return bool(kinds(left[:share]) & _PARTS)


def _rate_of(state: State, left: Sequence[Token]) -> str:
    rate = next(token.text for token in left if "RATE" in token.kinds)
    timely = "TIMELY" in kinds(left) or rate.startswith("按")
    return rate if state.context.domain == "requests" and not timely and rate in ("办结率", "办理率") else ""
