"""Numbers of a clause: the words beside each say what it counts; shares and changes belong to what was counted."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.claim import Nature
from gxxl.narrative import cells
from gxxl.narrative.claims_labels import domain_of, label
from gxxl.narrative.claims_state import Clause, State, add, note_groups, note_year, of_last_year
from gxxl.narrative.claims_statements import read_statement
from gxxl.narrative.claims_words import NOTHING, Label, details, has_label, has_object, kinds
from gxxl.narrative.tokens import Token

_NOT_COUNTED = frozenset(("年", "天", "小时", "分钟", "秒", "工作日", "岁", "层", "页", "字", "‰"))
_DIRECT = frozenset(("件", "起", "宗", "份", "例", "封", "单", "桩"))
_NEAR = 3
"""How many signs may stand between a label and the bracket or colon before its number."""


def read_number(state: State, clause: Clause, place: int) -> None:
    number = clause.tokens[place]
    if number.measure in _NOT_COUNTED or (not number.measure and not _is_counted(state, clause, place)):
        return
    left = _words_left(state, clause, place)
    note_year(state, left)
    if (
        number.measure in ("%", "个百分点", "百分点", "倍")
        or {"UP", "DOWN"} & kinds(left)
        and _is_compared(state, left)
    ):
        _percentage(state, clause, place, left)
        return
    words = _words_of(state, clause, place, left)
    if "TO" in kinds(left) and not has_label(left):
        words = [*state.compared, *left]
    state.compared = [token for token in words if not kinds([token]) & {"LAST", "FROM", "TO", "YEAR"}]
    said = NOTHING if of_last_year(state, words) else label(words, number.measure or "件", state.context)
    number_first = bool(words) and words[0].start > number.start
    start, end = _span_of(state, clause, place, number_first=number_first)
    _count(state, number, said, words, start, end)
    right = _words_right(state, clause, place)
    if not number_first and kinds(right) & {"ALL", "CORRECTNEG"}:
        rest = Clause(tuple(right), "", number.end, right[-1].end)
        read_statement(state, rest, kinds(right))


def read_respectively(state: State, clause: Clause) -> bool:
    """`行政复议、行政诉讼分别为2件、1件`: labels and numbers one to one."""
    at = next(place for place, token in enumerate(clause.tokens) if "RESP" in token.details)
    places = [place for place in clause.numbers if place > at]
    tokens = list(clause.tokens[:at])
    if not has_label(tokens) and state.before:
        tokens = [*state.before.tokens, *tokens]
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "、" or "CONJ" in token.details:
            pieces.append([])
        else:
            pieces[-1].append(token)
    pieces = [piece for piece in pieces if has_label(piece)]
    if len(pieces) != len(places) or len(places) < 2:
        return False
    for piece, place in zip(pieces, places, strict=True):
        number = clause.tokens[place]
        shared = (
            [token for token in tokens if {"DOC", "DISP"} & kinds([token])]
            if not kinds(piece) & {"DOC", "DISP"}
            else []
        )
        said = label([*shared[-1:], *piece], number.measure or "件", state.context)
        start, end = _span_of(state, clause, place, number_first=False)
        _count(state, number, said, [*shared[-1:], *piece], start, end)
    return True


# none and all


def _is_counted(state: State, clause: Clause, place: int) -> bool:
    """A number without a measure counts where a label with 数 or 量 stands right before it."""
    number = clause.tokens[place]
    before = state.flat.text[max(0, number.start - 3) : number.start]
    after = state.flat.text[number.end : number.end + 1]
    named = before.rstrip("为是共：").endswith(("数", "量", "申请", "公开", "提供", "处理", "结转"))
    return named and after in "，。；、）\n," and has_label(_words_left(state, clause, place))


def _words_left(state: State, clause: Clause, place: int) -> list[Token]:
    left: list[Token] = []
    for token in reversed(clause.tokens[:place]):
        if token.kind == "number":
            break
        left.insert(0, token)
    return left


def _words_right(state: State, clause: Clause, place: int) -> list[Token]:
    right: list[Token] = []
    for token in clause.tokens[place + 1 :]:
        if token.kind == "number" or token.text == "、":
            break
        right.append(token)
    return right


def _words_of(state: State, clause: Clause, place: int, left: list[Token]) -> list[Token]:
    """The words that say what a number counts: those before it, else those after it."""
    number = clause.tokens[place]
    right = _words_right(state, clause, place)
    first = place == clause.numbers[0]
    if not has_label(left) and first and number.start - clause.start <= 2:
        left = [*_standing_before(state, clause), *left]
    if has_label(left) and has_object(left):
        return left
    if not right or (number.measure not in _DIRECT and right[0].start - number.end > 1):
        return left
    if has_object(right) or has_label(right):
        return [*left, *right] if has_label(left) else right
    return left


def _standing_before(state: State, clause: Clause) -> list[Token]:
    """The words right before a bracket or colon that a number stands behind: 予以公开（12件）."""
    if not state.before or clause.opened not in ("（", "：", "）"):
        return []
    tokens = list(state.before.tokens)
    if state.before.numbers:
        tokens = tokens[state.before.numbers[-1] + 1 :]
    labels = [token for token in tokens if has_label([token])]
    near = labels and state.before.end - labels[-1].end <= _NEAR
    return tokens if near else []


def _span_of(state: State, clause: Clause, place: int, *, number_first: bool) -> tuple[int, int]:
    number = clause.tokens[place]
    start = clause.start
    for token in clause.tokens[:place]:
        if token.kind == "number" or token.text == "、":
            start = token.end
    end = number.end
    if number_first:
        end = clause.end
        for token in clause.tokens[place + 1 :]:
            if token.kind == "number" or token.text == "、":
                end = token.start if token.text == "、" else number.end
                break
    return start, end


def _is_compared(state: State, left: Sequence[Token]) -> bool:
    return bool({"YOY", "LAST"} & kinds(left)) or any(token.text in ("同比增加", "同比减少") for token in left)


def _count(state: State, number: Token, said: Label, words: Sequence[Token], start: int, end: int) -> None:
    context = state.context
    domain = domain_of(words, context)
    if (
        any(token.text in ("均", "都", "皆") for token in words)
        and number.value
        and said.kind == "disputes"
        and not said.results
        and len(said.groups) > 1
    ):
        for group in said.groups:
            add(state, number.value, start, end, refs=cells.disputes([group], ()), measure=number.measure)
        return
    claim = add(
        state,
        number.value,
        start,
        end,
        refs=said.refs,
        alternatives=said.alternatives,
        soft=said.soft,
        measure=number.measure,
        places=number.places,
        rough=number.rough,
    )
    context.domain = domain
    if said.kind == "documents" or domain == "documents":
        context.document = (details(words, "DOC") or [context.document])[-1]
        verbs = [verb for verb in ("ISSUED", "PUB") if verb in kinds(words)]
        context.verb = verbs[0] if verbs else context.verb
    if said.rows:
        context.said |= {*said.rows}
        context.rows = said.rows if said.rows[0] in ("new", "handled", "carried_in", "carried_out") else context.rows
    if said.groups:
        note_groups(state, said, claim)
    if (
        not context.among
        or said.rows
        and said.rows[0] in ("new", "handled")
        or said.kind == "disputes"
        and not said.results
    ):
        state.last = claim
        if not context.among:
            state.parent = None


def _percentage(state: State, clause: Clause, place: int, left: Sequence[Token]) -> None:
    number = clause.tokens[place]
    found = kinds(left)
    start, end = _span_of(state, clause, place, number_first=False)
    before = state.found[-1] if state.found else None
    counted = before is not None and before.nature in (Nature.COUNT, Nature.ALL, Nature.SHARE, Nature.CHANGE)
    of = state.offset + len(state.found) - 1 if counted else None
    if before is not None and before.nature in (Nature.SHARE, Nature.CHANGE):
        of = before.of
    here = before is not None and before.sentence == state.sentence
    facts = {"measure": number.measure, "places": number.places, "rough": number.rough}
    if "RATE" in found:
        add(state, number.value, start, end, nature=Nature.RATE, noun=_rate_of(state, left), **facts)
    elif found & {"UP", "DOWN"} and here:
        nature = Nature.CHANGE if number.measure == "%" else Nature.STEP
        add(state, number.value, start, end, nature=nature, of=of, falls="DOWN" in found, **facts)
    elif number.measure == "%" and here and ("SHARE" in found or clause.opened == "（" and not left):
        base = "handled" if any("HANDLE" in token.details for token in left) else "new" if "RECV" in found else ""
        add(state, number.value, start, end, nature=Nature.SHARE, of=of, noun=base, **facts)
    else:
        add(state, number.value, start, end, **facts)


def _rate_of(state: State, left: Sequence[Token]) -> str:
    rate = next(token.text for token in left if "RATE" in token.details)
    timely = "TIMELY" in kinds(left) or rate.startswith("按")
    return rate if state.context.domain == "requests" and not timely and rate in ("办结率", "办理率") else ""


# 分别为
