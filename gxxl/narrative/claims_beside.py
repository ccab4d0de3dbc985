"""The words beside a number: those before it, those after it, and the piece of text that is the claim."""

from __future__ import annotations

import re

from gxxl.narrative.claims_state import Clause, State
from gxxl.narrative.claims_words import has_label, has_object, is_relative, kinds, strong
from gxxl.narrative.lexicon import CASE_MEASURES
from gxxl.narrative.tokens import Token

_DIRECT = frozenset(("件", "起", "宗", "份", "例", "封", "单", "桩"))
"""After these the noun may stand at some distance: 1件涉及政府信息公开的行政复议."""

_PARTITIVE = re.compile(r"(?<![其当])中(?:共|还|另)?有$")
_COMPARING = frozenset(("YOY", "UP", "DOWN", "SAME", "LAST", "YEAR", "FROM"))
_ONLY_A_NUMBER = re.compile(r"(?:数量|总量|总数)?(?:仅有?|只有|共计?|一共|总共|合计|总计|达到?了?|为|增至|降至|升至)+")

_NEAR = 3
"""How many signs may stand between a label and the bracket or colon before its number."""


def words_left(clause: Clause, place: int) -> list[Token]:
    """The words between the number before and this one; none where a 、 ends those of the number before."""
    left: list[Token] = []
    for token in reversed(clause.tokens[:place]):
        if token.kind == "number":
            return [] if left and left[-1].text == "、" else left
        left.insert(0, token)
    return left


def words_right(clause: Clause, place: int) -> list[Token]:
    """The words between this number and the next one or a 、."""
    right: list[Token] = []
    for token in clause.tokens[place + 1 :]:
        if token.kind == "number" or token.text == "、":
            break
        right.append(token)
    return right


def words_of(state: State, clause: Clause, place: int, left: list[Token]) -> list[Token]:
    """The words that say what a number counts: those before it, else those after it."""
    number = clause.tokens[place]
    right = words_right(clause, place)
    first = place == clause.numbers[0]
    if first and clause.opened == "）" and state.before and not state.before.numbers and "OUT" in kinds(left):
        left = [*state.before.tokens, *left]
    if not has_label(left) and first and number.start - clause.start <= 2:
        left = [*_standing_before(state, clause), *left]
    if left and _PARTITIVE.search(state.flat.text, clause.start, number.start):
        state.context.domain = "requests" if any(map(strong, left)) else state.context.domain
        return right
    if not has_label(left) and first and _ONLY_A_NUMBER.fullmatch(state.flat.text, clause.start, number.start):
        left = [*_said_before(state, clause), *left]
    if has_label(left) and has_object(left):
        return left
    return _words_around(number, left, right)


def _words_around(number: Token, left: list[Token], right: list[Token]) -> list[Token]:
    """The words after a number where those before it do not say what it counts, or both."""
    if right and "RECV" in kinds(left) and "REQ" in right[-1].kinds and number.measure in CASE_MEASURES:
        return [*left, right[-1]]
    if kinds(left) == {"REST"} and kinds(right) == {"TIMELY"}:
        return [*left, *right]
    if not right or (number.measure not in _DIRECT and right[0].start - number.end > 1):
        return left
    received = kinds(left) & {"RECV", "HANDLE"} and kinds(right) & {"OUT", "APP"} and "REQ" in right[0].kinds
    if received:
        return [*left, right[0]]
    if has_object(right) or has_label(right):
        return [*left, *right] if has_label(left) else right
    return left


def _said_before(state: State, clause: Clause) -> list[Token]:
    """收到申请较少，仅3件; 新收申请同比增长12%，达到219件: the words of the clause before, its rates left out."""
    before = state.before
    if clause.opened != "，" or not before or "NEG" in kinds(before.tokens):
        return []
    if not all(is_relative(before.tokens[place], words_left(before, place)) for place in before.numbers):
        return []
    return [token for token in before.tokens if token.kind != "number" and not token.kinds & _COMPARING]


def _standing_before(state: State, clause: Clause) -> list[Token]:
    """The words right before a bracket or colon that a number stands behind: 予以公开（12件）."""
    if not state.before or clause.opened not in ("（", "：", "）"):
        return []
    tokens = list(state.before.tokens)
    shares = [tokens[place].measure == "%" for place in state.before.numbers]
    if state.earlier and shares and all(shares) and not has_label(tokens) and "OUT" in kinds(state.earlier.tokens):
        return [] if state.earlier.numbers else list(state.earlier.tokens)
    if state.before.numbers:
        tokens = tokens[state.before.numbers[-1] + 1 :]
    labels = [token for token in tokens if has_label([token])]
    near = labels and state.before.end - labels[-1].end <= _NEAR
    return tokens if near else []


def span_of(clause: Clause, place: int, *, number_first: bool) -> tuple[int, int]:
    """Where the claim of a number stands: up to its measure, or all of the piece where the number comes first."""
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


def counts_bare(state: State, clause: Clause, place: int) -> bool:
    """A number without a measure counts where a label with 数 or 量 stands right before it."""
    number = clause.tokens[place]
    before = state.flat.text[max(0, number.start - 3) : number.start]
    after = state.flat.text[number.end : number.end + 1]
    left = words_left(clause, place)
    if not number.value and before.endswith(("为", "是")) and after in "，。；、）\n":
        return has_label(left)
    named = before.rstrip("为是共：").endswith(("数", "量", "申请", "公开", "提供", "处理", "结转"))
    return named and after in "，。；、）\n," and has_label(left)
