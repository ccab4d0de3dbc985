"""Numbers of a clause: what each counts, and what is remembered of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxxl.narrative import cells
from gxxl.narrative.claims_beside import counts_bare, span_of, words_left, words_of, words_right
from gxxl.narrative.claims_labels import domain_of, label
from gxxl.narrative.claims_rest import TIME_AND_SIZE
from gxxl.narrative.claims_shares import read_relative
from gxxl.narrative.claims_state import Clause, State, add, is_carried_in, note_groups, note_year, of_last_year
from gxxl.narrative.claims_statements import read_statement
from gxxl.narrative.claims_words import NOTHING, Label, details, has_label, is_relative, kinds, strong
from gxxl.narrative.tokens import Token

_SHARED = frozenset(("DOC", "DISP"))
_ALL_TOLD = frozenset(("共", "共计", "一共", "总共"))
_EACH = frozenset(("均", "都", "皆"))
_EACH_ONE = "各"
_OF_SOME = re.compile(r"[两二三四五六七八九十]+个?(?:部门|单位|家|局|乡镇|街道)(?:共|合)计?$")
_TOTALS = frozenset(("new", "handled"))


def read_number(state: State, clause: Clause, place: int) -> None:
    """One number and whatever 均 says of it."""
    number = clause.tokens[place]
    if number.measure in TIME_AND_SIZE or (not number.measure and not counts_bare(state, clause, place)):
        state.passed.append((number, state.sentence))
        return
    left = words_left(clause, place)
    if is_relative(number, left):
        read_relative(state, clause, place, left)
        return
    note_year(state, left)
    words = words_of(state, clause, place, left)
    if "TO" in kinds(left) and not has_label(left):
        words = [*state.compared, *left]
    state.compared = [token for token in words if not token.kinds & {"LAST", "FROM", "TO", "YEAR"}]
    said = _said(state, clause, place, words)
    number_first = bool(words) and words[0].start > number.start
    _count(state, number, said, words, span_of(clause, place, number_first=number_first))
    right = words_right(clause, place)
    if right and right[-1] not in words and number.value == 1 and kinds(right) & {"OUT", "APP"}:
        state.last = state.offset + len(state.found) - 1
        read_statement(state, Clause(tuple(right), "", number.end, clause.end), kinds(right) - {"REQ"})
    elif not number_first and "TRIAL" not in kinds(left) and kinds(right) & {"ALL", "CORRECTNEG"}:
        rest = Clause(tuple(right), "", number.end, right[-1].end)
        read_statement(state, rest, kinds(right))


def _said(state: State, clause: Clause, place: int, words: list[Token]) -> Label:
    """What the words of a number name; nothing where they speak of another year, an instance, a channel of many."""
    number, context = clause.tokens[place], state.context
    left = words_left(clause, place)
    if is_carried_in(state, words):
        return Label("requests", cells.requests(context.form, ["carried_in"], ()), rows=("carried_in",))
    years = {meaning for token in left for meaning in token.details if "YEAR" in token.kinds}
    if of_last_year(state, words) or kinds(left) & {"TRIAL", "PERIOD"} or len(years) > 1 or _is_start(clause, place):
        return NOTHING
    if _is_of_own_level(state, left) or _OF_SOME.search(state.flat.text, clause.start, number.start):
        return Label("requests")
    if "CHANNEL" in kinds(left) and any(
        "CHANNEL" in kinds(words_left(clause, other)) for other in clause.numbers if other != place
    ):
        context.channels = context.channels or "RECV" in kinds(left)
        return Label("requests") if domain_of(words, context) == "requests" else NOTHING
    if context.channels and not left and state.flat.text[clause.start : number.start] in _ALL_TOLD:
        context.channels = False
        return Label("requests", cells.requests(context.form, ["new"], ()), rows=("new",))
    beside = len(left) == 1 and strong(left[0]) and left[0].end == number.start
    counted = beside and (number.measure != "条" or not number.value)
    free = not number.value and "FEES" in kinds(left) and number.text in ("零", "0")
    said = label(words, "万元" if free else "件" if counted else number.measure or "件", context)
    swept = "ALL" in kinds(words) and words[0].start > number.start
    return said._replace(soft=True) if swept else said


def _is_start(clause: Clause, place: int) -> bool:
    """由112件增加到147件: the first of two numbers is that of before."""
    left, right = words_left(clause, place), words_right(clause, place)
    start = next((token for token in reversed(left) if not token.kinds & {"YEAR", "LAST"}), None)
    return start is not None and "FROM" in start.kinds and "TO" in kinds(right)


def _is_of_own_level(state: State, left: Sequence[Token]) -> bool:
    """全区受理800件，结转39件，区政府本级受理206件，结转6件: what a region counted is counted again for its organ."""
    told = [
        claim for claim in state.found if claim.sentence == state.sentence and claim.refs and not claim.scope_is_own
    ]
    return (
        state.own
        and state.scope.endswith("本级")
        and bool(told)
        and told[0].scope != ""
        and "REGION" not in kinds(left)
    )


def _read_of_years(state: State, clause: Clause, at: int, places: Sequence[int]) -> bool:
    """2022年、2023年分别收到43件、57件，分别办结42件、55件: only the number of this year is read."""
    years = [int(name) for name in details(clause.tokens[:at], "YEAR")]
    state.in_turn = years or state.in_turn
    if len(state.in_turn) != len(places) or len(places) < 2 or state.year not in state.in_turn:
        return False
    words = [token for token in clause.tokens[: places[0]] if not token.kinds & {"YEAR", "RESP"} and token.text != "、"]
    for year, place in zip(state.in_turn, places, strict=True):
        number = clause.tokens[place]
        said = label(words, number.measure or "件", state.context) if year == state.year else NOTHING
        _count(state, number, said, words, span_of(clause, place, number_first=False))
    return True


def read_respectively(state: State, clause: Clause) -> bool:
    """`行政复议、行政诉讼分别为2件、1件`: labels and numbers one to one."""
    at = next(place for place, token in enumerate(clause.tokens) if "RESP" in token.kinds)
    places = [place for place in clause.numbers if place > at]
    if _read_of_years(state, clause, at, places):
        return True
    tokens = list(clause.tokens[:at])
    if not has_label(tokens) and state.before:
        tokens = [*state.before.tokens, *tokens]
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "、" or "CONJ" in token.kinds:
            pieces.append([])
        else:
            pieces[-1].append(token)
    pieces = [piece for piece in pieces if has_label(piece)]
    if len(pieces) != len(places) or len(places) < 2:
        return False
    state.passed += [(clause.tokens[place], state.sentence) for place in clause.numbers if place < at]
    for piece, place in zip(pieces, places, strict=True):
        number = clause.tokens[place]
        has_own = kinds(piece) & _SHARED
        shared = [] if has_own else [token for token in tokens if token.kinds & _SHARED]
        said = label([*shared[-1:], *piece], number.measure or "件", state.context)
        _count(state, number, said, [*shared[-1:], *piece], span_of(clause, place, number_first=False))
    return True


def _count(state: State, number: Token, said: Label, words: Sequence[Token], span: tuple[int, int]) -> None:
    context = state.context
    domain = domain_of(words, context)
    each = bool(words) and (words[-1].text == _EACH_ONE or any(token.text in _EACH for token in words))
    each = each and bool(number.value) and not said.results
    groups = ("reconsideration", "litigation") if said.groups == ("both",) else said.groups
    if each and said.kind == "disputes" and len(groups) > 1:
        for group in groups:
            add(state, number.value, *span, refs=cells.disputes([group], ()), measure=number.measure)
        return
    claim = add(
        state,
        number.value,
        *span,
        refs=said.refs,
        alternatives=said.alternatives,
        soft=said.soft,
        measure=number.measure,
        places=number.places,
        rough=number.rough,
    )
    context.domain = domain
    context.decided = (details(words, "DEC") or [context.decided])[-1]
    if "documents" in (said.kind, domain):
        context.document = (details(words, "DOC") or [context.document])[-1]
        context.verb = next((verb for verb in ("INFORCE", "ISSUED", "PUB") if verb in kinds(words)), context.verb)
    _remember(state, said, claim)


def _remember(state: State, said: Label, claim: int) -> None:
    """What later words lean on: rows, disputes, and the total whose parts may follow."""
    context = state.context
    if said.rows:
        context.said |= {*said.rows}
        context.rows = said.rows if said.rows[0] in _TOTALS or not context.rows else context.rows
        context.applicants = said.refs[0].column != "total"
    if said.groups:
        note_groups(state, said, claim)
    whole = bool(said.rows) and said.rows[0] in ("new", "handled")
    if not context.among or whole or (said.kind == "disputes" and not said.results):
        state.last = claim
    if not context.among:
        state.parent = None
