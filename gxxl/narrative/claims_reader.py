"""Reading one section: sentence by sentence, clause by clause, with what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxxl.claim import Claim
from gxxl.form.model import Form
from gxxl.narrative.claims_labels import domain_of
from gxxl.narrative.claims_numbers import read_number, read_respectively
from gxxl.narrative.claims_rest import rest_of
from gxxl.narrative.claims_state import Clause, State, note_year
from gxxl.narrative.claims_statements import read_statement
from gxxl.narrative.claims_sums import settled
from gxxl.narrative.claims_words import Context, details, kinds, strong
from gxxl.narrative.flat import flatten
from gxxl.narrative.tokens import HARD, SEMI, Token, tokens_of

_HEADING = 22
_NOUN = 9
_DOCUMENTS = re.compile(r"(?:(规范性文件)|规章)(方面|清理|情况|结果)*$")
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
            state.earlier, state.before = state.before, clause
            state.closed = 0 if clause.tokens else state.closed
            if clause.numbers and state.covered:
                state.years, state.covered = "", False
    return [*settled(state), *rest_of(state)]


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
    if not any(clause.tokens for clause in clauses):
        return
    state.context.new_sentence()
    state.years, state.parent, state.before, state.earlier = "", None, None, None
    state.last_before, state.last = state.last, None
    state.scope = ""
    state.in_turn = []
    start, end = clauses[0].start, clauses[-1].end
    found = kinds(token for clause in clauses for token in clause.tokens)
    _outcomes_ahead(state, clauses, found)
    state.outside = None
    state.sentence = state.flat.span(start, min(end + 1, len(state.flat.text))) if end > start else (0, 0)
    if end - start <= _HEADING and not any(clause.numbers for clause in clauses):
        _heading(state, [token for clause in clauses for token in clause.tokens])


def _outcomes_ahead(state: State, clauses: Sequence[Clause], found: set[str]) -> None:
    """Whether a sentence lists what became of requests, which it then speaks of whatever was said before."""
    if "OUT" not in found:
        return
    tokens = [token for clause in clauses for token in clause.tokens if "OUT" in token.kinds]
    told = {meaning for token in tokens for meaning in token.details if meaning.startswith("OUT")}
    state.context.outcomes = len(told) > 1
    surely = bool(told & _OUTCOMES) and ("REQ" in found or not state.context.domain)
    if surely or (len(told) > 1 and (told & _OUTCOMES or "DISP" not in found)):
        state.context.domain = "requests"


def _heading(state: State, tokens: Sequence[Token]) -> None:
    """A short sentence without numbers says what the next ones are about."""
    found = kinds(tokens)
    if found & {"REQ", "DISP", "OTHER", "DOC", "DEC"} and "NEG" not in found and "ALL" not in found:
        domain = domain_of(tokens, state.context)
        state.context.domain = domain
        state.context.groups, state.context.together = details(tokens, "DISP"), ()
        state.context.disputes_near = 2


def _read(state: State, clause: Clause, after: Clause | None) -> None:
    found = kinds(clause.tokens)
    _brackets(state, clause)
    _surroundings(state, clause, found)
    if after and after.opened == "：" and not clause.numbers:
        _documents_ahead(state, clause)
    if "RESP" in found and read_respectively(state, clause):
        return
    if clause.numbers:
        for place in clause.numbers:
            read_number(state, clause, place)
    elif clause.tokens and not (after and after.numbers and _is_bare(after)):
        read_statement(state, clause, found)


def _documents_ahead(state: State, clause: Clause) -> None:
    """规章方面：, 规范性文件清理结果：what the numbers after a colon count."""
    ahead = _DOCUMENTS.search(state.flat.text, clause.start, clause.end)
    if ahead and (ahead.group(2) or clause.end - clause.start <= _NOUN):
        state.context.domain = "documents"
        state.context.document = "normative_documents" if ahead.group(1) else "regulations"


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
        state.context.groups, state.context.together = details(clause.tokens, "DISP"), ()
        state.context.disputes_near = 1
        state.counted = []
    elif any(map(strong, clause.tokens)) or ({"REQ", "RECV"} <= found and not found & _ELSE):
        state.context.domain = "requests"
        if "RECV" in found and any(map(strong, clause.tokens)):
            state.context.rows = ("new",)
        if "申请中" in state.flat.text[clause.start : clause.end]:
            state.context.rows = ("handled",) if "HANDLE" in found else ("new",)
    elif "TOPIC" in found:
        state.context.domain = "other"
