"""Reading one section: sentence by sentence, clause by clause, with what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gxxl.claim import Claim, Nature
from gxxl.form.model import Form, Ref
from gxxl.narrative import cells
from gxxl.narrative.claims_labels import domain_of
from gxxl.narrative.claims_numbers import read_number, read_respectively
from gxxl.narrative.claims_state import Clause, State, note_year
from gxxl.narrative.claims_statements import read_statement
from gxxl.narrative.claims_words import Context, details, kinds, strong
from gxxl.narrative.flat import flatten
from gxxl.narrative.tokens import HARD, SEMI, Token, tokens_of

_HEADING = 22
_OUTCOMES = frozenset(
    f"OUT:{name}" for name in ("granted", "partly_granted", "refused", "unavailable", "not_processed")
)


def claims_in_section(form: Form, year: int | None, section: str, text: str, offset: int = 0) -> list[Claim]:
    """The claims of one section; `offset`: how many claims stand before them."""
    return _read_all(State(section, text, flatten(text), year, Context(form), offset))


def _read_all(state: State) -> list[Claim]:
    for clauses in _sentences(state):
        _start(state, clauses)
        for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
            _read(state, clause, after)
            state.before = clause
            state.closed = 0 if clause.tokens else state.closed
            if clause.numbers and state.covered:
                state.years, state.covered = "", False
    found = [_with_carried_in(state, place, claim) for place, claim in enumerate(state.found, state.offset)]
    return _of_disclosure(_of_sums(_of_new_alone(state, found)))


_ON_DISCLOSURE = re.compile(r"信息公开(?:工作|方面|事项|领域|案件|类)?的?(?:有|案件)?\d+[件起宗例]?$")


def _of_disclosure(found: list[Claim]) -> list[Claim]:
    """应诉案件46件，其中涉及政府信息公开3件: the part is what table four counts."""
    for place, total in enumerate(found):
        parts = [n for n in range(place + 1, len(found)) if found[n].sentence == total.sentence]
        if total.refs and total.refs[0].table == "disputes" and total.refs[0].column == "total":
            for part in parts[:1]:
                if found[part].refs in ((), total.refs) and found[part].value <= total.value and _ON_DISCLOSURE.search(found[part].text):
                    found[part] = replace(found[part], refs=total.refs, soft=True)
                    found[place] = replace(total, refs=(), alternatives=())
    return found


def _of_sums(found: list[Claim]) -> list[Claim]:
    """甲收到3件、乙收到4件，合计7件: the sum names the cells, its parts name none."""
    new, carried = (Ref("requests", "new", "total"),), (Ref("requests", "carried_in", "total"),)
    for place, total in enumerate(found):
        if total.refs or total.nature is not Nature.COUNT or not total.text.startswith(("合计", "共", "总计", "两者合计")):
            continue
        start = place
        while start and found[start - 1].sentence == total.sentence and found[start - 1].nature is Nature.COUNT:
            start -= 1
        parts = found[start:place]
        named = [part.refs for part in parts if part.refs]
        if len(parts) < 2 or sum(part.value for part in parts) != total.value:
            continue
        rows = {refs[0].row for refs in named}
        if named == [new, carried]:
            found[place] = replace(total, refs=(*new, *carried))
        elif len(named) == len(parts) and rows == {"new"} and all(refs[0].column != "total" for refs in named):
            found[place] = replace(total, refs=new)
        elif len(named) == 1 and parts[0].refs:
            found[place] = replace(total, refs=named[0])
            found[start] = replace(parts[0], refs=(), alternatives=(), soft=False)
    return found


def _of_new_alone(state: State, found: list[Claim]) -> list[Claim]:
    """合计360件, 其中自然人…: applicants that come to what was newly received are those of that row."""
    new, both = (cells.requests(state.context.form, rows, ()) for rows in (["new"], ["new", "carried_in"]))
    for place, total in enumerate(found, state.offset):
        if total.refs != both:
            continue
        listed = [claim for claim in found if claim.total == place and claim.refs and claim.refs[0].column != "total"]
        come_to = sum(claim.value for claim in listed)
        if come_to != total.value and any(claim.refs == new and claim.value == come_to for claim in found):
            found = [_in_row(claim, "new") if claim in listed else claim for claim in found]
    return found


def _in_row(claim: Claim, row: str) -> Claim:
    return replace(claim, refs=tuple(ref for ref in claim.refs if ref.row == row), alternatives=())


def _with_carried_in(state: State, place: int, claim: Claim) -> Claim:
    """收到75件（含上年结转1件）: what was received names both rows."""
    new = cells.requests(state.context.form, ["new"], ())
    carried = cells.requests(state.context.form, ["carried_in"], ())
    handled = cells.requests(state.context.form, ["handled"], ())
    here = [other for other in state.found if other.sentence == claim.sentence and other.value != claim.value]
    again = [other.value for other in here if other.refs == handled]
    twice = claim.refs == handled and bool(again)
    left = [other.value for other in here if other.refs == cells.requests(state.context.form, ["carried_out"], ())]
    if twice and any(done + rest == claim.value for done in again for rest in left):
        return replace(claim, refs=(*new, *carried), alternatives=claim.refs)
    if not (twice or claim.refs == new) or "新" in claim.text:
        return claim
    for part in state.found:
        if part.total == place and part.refs == carried and "；" not in state.text[claim.span[1] : part.span[0]]:
            return replace(claim, refs=(*new, *carried), alternatives=claim.refs)
    return claim


def _sentences(state: State) -> Iterator[list[Clause]]:
    clauses: list[Clause] = []
    tokens: list[Token] = []
    opened, start = "", 0
    for token in (*tokens_of(state.flat.text), Token("stop", (), "\n", len(state.flat.text), len(state.flat.text))):
        if token.kind != "stop" or token.text == "、":
            tokens.append(token)
            continue
        clauses.append(Clause(tuple(tokens), opened, start, token.start, _numbers(tokens)))
        opened, start, tokens = token.text, token.end, []
        if token.text in HARD:
            yield clauses
            clauses = []


def _numbers(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The places of the numbers among tokens."""
    return tuple(place for place, token in enumerate(tokens) if token.kind == "number")


def _start(state: State, clauses: Sequence[Clause]) -> None:
    state.context.new_sentence()
    state.years, state.parent, state.before = "", None, None
    state.last_before, state.last = state.last, None
    state.scope = ""
    start, end = clauses[0].start, clauses[-1].end
    named = any("REQ" in kinds(clause.tokens) for clause in clauses)
    if (named or not state.context.domain) and any(_names_outcome(clause) for clause in clauses):
        state.context.domain = "requests"
    state.outside = None
    state.sentence = state.flat.span(start, min(end + 1, len(state.flat.text))) if end > start else (0, 0)
    if end - start <= _HEADING and not any(clause.numbers for clause in clauses):
        _heading(state, [token for clause in clauses for token in clause.tokens])


def _names_outcome(clause: Clause) -> bool:
    return any(meaning in _OUTCOMES for token in clause.tokens for meaning in token.details)


def _heading(state: State, tokens: Sequence[Token]) -> None:
    """A short sentence without numbers says what the next ones are about."""
    found = kinds(tokens)
    if found & {"REQ", "DISP", "OTHER", "DOC", "DEC"} and "NEG" not in found and "ALL" not in found:
        domain = domain_of(tokens, state.context)
        state.context.domain = domain
        state.context.groups = details(tokens, "DISP")
        state.context.disputes_near = 2


def _read(state: State, clause: Clause, after: Clause | None) -> None:
    found = kinds(clause.tokens)
    _brackets(state, clause)
    _surroundings(state, clause, found)
    if "RESP" in found and read_respectively(state, clause):
        return
    if clause.numbers:
        for place in clause.numbers:
            read_number(state, clause, place)
    elif clause.tokens and not (after and after.numbers and _is_bare(after)):
        read_statement(state, clause, found)


def _is_bare(clause: Clause) -> bool:
    """Whether a clause is a number alone after a colon or in brackets: what it counts stands before."""
    first = clause.tokens[clause.numbers[0]]
    return clause.opened in ("（", "：") and first.start - clause.start <= 2


def _brackets(state: State, clause: Clause) -> None:
    """What is said in brackets ends with them."""
    if clause.opened == "（":
        state.outside = state.before, state.context.among, state.parent, state.last
        state.inside = len(state.found)
        if clause.numbers and state.found and state.before and state.before.numbers and not _is_bare(clause):
            state.context.among, state.parent = True, state.offset + len(state.found) - 1
    elif clause.opened == "）" and state.outside:
        state.closed = state.inside
        state.before, state.context.among, state.parent, state.last = state.outside
        state.outside = None


def _surroundings(state: State, clause: Clause, found: set[str]) -> None:
    """What a clause says of its sentence: a list begins, whose year, whose number."""
    if clause.opened == SEMI:
        state.years = ""
    if "COVER" in found:
        state.years, state.covered = "other", True
    state.context.outcomes = state.context.outcomes or "RESULTS" in found
    state.context.judging = state.context.judging or "JUDGE" in found
    if "AMONG" in found and not state.context.among:
        first = state.before is None and clause.tokens[0].text.startswith("其中")
        parent = state.last if state.last is not None else state.last_before if first else None
        if parent is not None:
            state.context.among, state.parent = True, parent
    if not clause.numbers:
        _subject(state, clause, found)
    for token in clause.tokens:
        if "ORGAN" in token.kinds or "REGION" in token.kinds:
            state.scope, state.own = token.text, "ORGAN" in token.kinds


_ELSE = frozenset({"OTHER", "NOREQ", "DISP", "DEC"})
_ASIDE = frozenset({"LAST", "NEG", "YOY", "SAME", "CONJ", "CARRY"})
"""上年无, 与上年持平: a word about last year that leaves the next numbers this year's."""


def _subject(state: State, clause: Clause, found: set[str]) -> None:
    """What a clause without numbers speaks of, for the numbers after it."""
    if not found <= _ASIDE:
        note_year(state, clause.tokens)
    if "DISP" in found and not found & {"NEG", "RES", "CLOSED", "ALL"}:
        state.context.domain = "disputes"
        state.context.groups = details(clause.tokens, "DISP")
        state.context.disputes_near = 1
        state.counted = []
    elif any(map(strong, clause.tokens)) or ({"REQ", "RECV"} <= found and not found & _ELSE):
        state.context.domain = "requests"
        if "申请中" in state.flat.text[clause.start : clause.end]:
            state.context.rows = ("handled",) if "HANDLE" in found else ("new",)
    elif "TOPIC" in found:
        state.context.domain = "other"
