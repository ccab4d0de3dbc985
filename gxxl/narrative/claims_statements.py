"""Statements of none and of all: 未收到, 无, 均已办结, 均获维持, and what became of a single case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gxxl.claim import Nature
from gxxl.form.model import Ref
from gxxl.narrative import cells
from gxxl.narrative.claims_labels import domain_of, label
from gxxl.narrative.claims_state import Clause, State, add
from gxxl.narrative.claims_words import details, has_label, is_pending, kinds
from gxxl.narrative.tokens import Token

_ENDED = frozenset(("CLOSED", "FINISHED"))
_NARROW = frozenset(("direct_litigation", "litigation_after_reconsideration"))
_BRIEF = 5
"""已审结, 已办结: a clause of no more signs says nothing else."""


def read_statement(state: State, clause: Clause, found: set[str]) -> None:
    """What a clause without numbers states of none or of all."""
    if "CORRECTNEG" in found:
        groups = details(clause.tokens, "DISP") or state.context.groups or ["litigation"]
        told = "".join(token.text for token in clause.tokens)
        if "败诉" in told and not details(clause.tokens, "DISP"):
            groups = ["both"] if "纠" in told or "撤销" in told else ["litigation"]
        _add_none(state, clause, cells.disputes(groups, ["corrected"]))
    elif "NEG" in found:
        _none(state, clause)
    elif _goes_on_denying(state, clause, found):
        _add_none(state, clause, cells.disputes(details(clause.tokens, "DISP"), ()))
    elif _goes_over(state, clause, found):
        last = state.found[-1]
        refs = cells.requests(state.context.form, ["carried_out"], ())
        add(state, last.value, clause.start, clause.end, refs=refs, soft=True, nature=Nature.ALL)
    elif "ALL" in found or _is_single(state) or _is_brief(state, clause, found):
        _all(state, clause, found)


def _add_none(state: State, clause: Clause, refs: tuple[Ref, ...], *, soft: bool = False) -> None:
    add(state, 0, clause.start, clause.end, refs=refs, soft=soft, nature=Nature.NONE)


def _none(state: State, clause: Clause) -> None:
    places = [place for place, token in enumerate(clause.tokens) if "NEG" in token.kinds]
    if len(places) > 1 and all(clause.tokens[place - 1].text == "、" for place in places[1:]):
        for first, last in pairwise([0, *places[1:], len(clause.tokens)]):
            tokens = clause.tokens[first : last if last == len(clause.tokens) else last - 1]
            start = tokens[0].start if first else clause.start
            end = clause.end if last == len(clause.tokens) else tokens[-1].end
            _none(state, Clause(tokens, clause.opened, start, end))
        return
    at = places[0]
    after = clause.tokens[at + 1 :]
    if not has_label(after):
        after = _denied_before(state, clause, at) or after
    after = _disputes_alone(after)
    found = kinds(after)
    if "POWER" in found:
        return
    if "FEEINFO" in found:
        _add_none(state, clause, ())
        return
    vague = found & {"HANDLE", "APP"} and not found & {"REQ", "RECV", "CIN", "COUT", "OUT"}
    unknown = "RES" in found and not details(after, "DISP") and not state.context.groups
    before = kinds(clause.tokens[:at])
    of_last = "LAST" in before or (state.years == "other" and "YEAR" in before)
    if of_last and found & {"CARRY", "CIN"}:
        _add_none(state, clause, cells.requests(state.context.form, ["carried_in"], ()))
        state.years = ""
        return
    if of_last or not has_label(after) or found & {"LAST", "YEAR", "TIMELY"} or vague or unknown:
        return
    said = label(after, "件", state.context, none=True)
    state.context.document = (details(after, "DOC") or [state.context.document])[-1]
    if said.refs:
        _add_none(state, clause, said.refs, soft=said.soft and said.kind != "requests")
        state.context.domain = said.kind
        if said.groups and not said.results:
            state.context.groups, state.context.together = list(said.groups), said.groups


def _disputes_alone(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """行政复议、行政诉讼和举报投诉: what is denied beside disputes is not what is counted."""
    last = max((place for place, token in enumerate(tokens) if "DISP" in token.kinds), default=len(tokens))
    return tuple(token for place, token in enumerate(tokens) if place <= last or token.kinds != {"OTHER"})


def _denied_before(state: State, clause: Clause, at: int) -> tuple[Token, ...]:
    """行政复议、诉讼：无, 申请受理为零: what is denied by a word that stands after it."""
    if clause.tokens[at].text == "零":
        return clause.tokens[:at] if at == len(clause.tokens) - 1 else ()
    alone = len(clause.tokens) == 1 and clause.opened == "："
    return state.before.tokens if alone and state.before and not state.before.numbers else ()


def _goes_over(state: State, clause: Clause, found: set[str]) -> bool:
    """另外1件申请公开某某信息，结转下年度办理: said of the number right before, which names no cell itself."""
    last = state.found[-1] if state.found else None
    near = last is not None and last.sentence == state.sentence and last.nature is Nature.COUNT and not last.refs
    return near and clause.opened == "，" and found == {"COUT"}


def _goes_on_denying(state: State, clause: Clause, found: set[str]) -> bool:
    """`无因政府信息公开申请行政复议，提起行政诉讼的情况`: one denial over two clauses."""
    last = state.found[-1] if state.found else None
    denied = last is not None and last.sentence == state.sentence and last.nature is Nature.NONE and bool(last.refs)
    before = state.before is not None and "NEG" in kinds(state.before.tokens)
    others = found - {"DISP", "OTHER", "CONJ"}
    return clause.opened == "，" and bool(denied and before) and "DISP" in found and not others


def _is_single(state: State) -> bool:
    """The clause right after a single request or case: what became of it."""
    if state.last is None or not state.found:
        return False
    last = state.found[state.last - state.offset]
    counts = [claim for claim in state.found[-2:] if claim.nature in (Nature.COUNT, Nature.NONE)]
    return last.value == 1 and last.sentence == state.sentence and bool(last.refs) and counts[-1:] == [last]


def _is_brief(state: State, clause: Clause, found: set[str]) -> bool:
    """`行政复议9件，已审结`: a few signs right after a count, said of all of it."""
    last = state.found[-1] if state.found else None
    near = last is not None and last.sentence == state.sentence and last.nature is Nature.COUNT and bool(last.refs)
    return near and bool(found & _ENDED) and clause.end - clause.start <= _BRIEF


def _all(state: State, clause: Clause, found: set[str]) -> None:
    tokens, context = clause.tokens, state.context
    domain = domain_of(tokens, context)
    if "TIMELY" in found and found & {"HANDLE", "FINISHED"}:
        if "ALL" in found:
            add(state, 0, clause.start, clause.end, nature=Nature.ALL)
        return
    if domain == "disputes" or _is_of_dispute(state, found):
        _all_disputes(state, clause, found)
    elif domain == "requests":
        _all_requests(state, clause, found)


def _is_of_dispute(state: State, found: set[str]) -> bool:
    """行政复议1件（申请人撤回）: what is said in brackets right after a single case."""
    last = state.found[state.last - state.offset] if state.last is not None else None
    return "RES" in found and last is not None and bool(last.refs) and last.refs[0].table == "disputes"


def _all_disputes(state: State, clause: Clause, found: set[str]) -> None:
    groups = details(clause.tokens, "DISP") or state.context.groups
    final = "未上诉" in state.text[slice(*state.sentence)] and _is_single(state)
    if "TRIAL" in found and not final:
        return
    results = ["upheld" if name == "dismissed" else name for name in details(clause.tokens, "RES")]
    if not results and _is_single(state):
        results = ["pending"] * any(map(is_pending, clause.tokens))
    if "CLOSED" in found and not results:
        _add_none(state, clause, cells.disputes(groups, ["pending"]))
    elif results and len(set(results)) == 1:
        soft = "dismissed" in details(clause.tokens, "RES")
        narrow = state.counted[-1:] if state.counted and set(state.counted[-1][0]) <= _NARROW else state.counted
        for names, at in narrow:
            value = state.found[at - state.offset].value
            if value and at >= state.offset:
                refs = cells.disputes(names, results)
                add(state, value, clause.start, clause.end, refs=refs, soft=soft, nature=Nature.ALL)
        state.context.results_said = True
    elif groups[-1:] and groups[-1] in ("direct_litigation", "litigation_after_reconsideration") and state.counted:
        value = state.found[state.counted[-1][1] - state.offset].value
        add(state, value, clause.start, clause.end, refs=cells.disputes(groups[-1:], ()), nature=Nature.ALL)


def _all_requests(state: State, clause: Clause, found: set[str]) -> None:
    outs, applicants = details(clause.tokens, "OUT"), details(clause.tokens, "APP")
    last = state.found[state.last - state.offset] if state.last is not None else None
    counted = last is not None and last.value and last.refs and last.refs[0].row in ("new", "handled")
    if outs or applicants:
        if "REST" in found:
            return
        named = any("APP" in token.kinds and _is_said_to_be(state, token) for token in clause.tokens)
        if counted and last is not None and (outs or "ALL" in found or "属" in clause.tokens[0].text or named):
            rows = _closest(outs) or list(state.context.rows)
            refs = cells.requests(state.context.form, rows[-1:], applicants)
            add(state, last.value, clause.start, clause.end, refs=refs, nature=Nature.ALL)
    elif "FINISHED" in found and "REST" not in found and not _of_carried_in(state, clause.tokens):
        if not any("办" in token.text for token in clause.tokens if "FINISHED" in token.kinds):
            add(state, 0, clause.start, clause.end, nature=Nature.ALL)
            return
        state.context.said.add("handled")
        _add_none(state, clause, cells.requests(state.context.form, ["carried_out"], ()))


def _closest(outs: list[str]) -> list[str]:
    """不掌握无法提供: a reason before its group is the row."""
    groups = {name for name in outs if "." not in name}
    return [name for name in outs if name.partition(".")[0] in groups and "." in name] or outs


def _is_said_to_be(state: State, token: Token) -> bool:
    """申请人为自然人."""
    return state.flat.text[token.start - 1 : token.start] in ("为", "是", "系")


def _of_carried_in(state: State, tokens: Sequence[Token]) -> bool:
    """Whether 均已办结 speaks only of what was carried in, named just before."""
    last = state.found[-1] if state.found else None
    near = last is not None and last.sentence == state.sentence and bool(last.refs)
    return near and last is not None and last.refs[0].row == "carried_in" and not any(t.text == "所有" for t in tokens)
