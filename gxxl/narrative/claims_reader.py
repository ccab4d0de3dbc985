"""Reading one section: clause by clause, each number with the words beside it and what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gxxl.form.model import Form, Ref
from gxxl.narrative import cells
from gxxl.claim import Claim, Nature
from gxxl.narrative.claims_labels import (
    NOTHING,
    Context,
    Label,
    details,
    domain_of,
    has_label,
    has_object,
    kinds,
    label,
    strong,
)
from gxxl.narrative.flat import flatten
from gxxl.narrative.tokens import HARD, SEMI, Token, tokens_of
from gxxl.report import Number


class Clause(NamedTuple):
    """Words and numbers between two marks of punctuation; `opened` is the mark before, `before` the clause before."""

    tokens: tuple[Token, ...]
    opened: str
    start: int
    end: int

    @property
    def numbers(self) -> list[int]:
        """The places of the numbers among the tokens."""
        return [place for place, token in enumerate(self.tokens) if token.kind == "number"]


_NOT_COUNTED = frozenset("年 天 小时 分钟 秒 工作日 岁 层 页 字 ‰".split())
_DIRECT = frozenset("件 起 宗 份 例 封 单 桩".split())
_HEADING = 22
_NEAR = 3
_OUTCOMES = frozenset(
    f"OUT:{name}" for name in ("granted", "partly_granted", "refused", "unavailable", "not_processed")
)


class Reader:
    """Reads one section; `claims` may be called once."""

    def __init__(self, form: Form, year: int | None, section: str, text: str, offset: int = 0) -> None:
        """`offset`: how many claims stand before those of this section."""
        self.text, self.section, self.year, self.offset = text, section, year, offset
        self.flat = flatten(text)
        self.context = Context(form)
        self.found: list[Claim] = []
        self.sentence = (0, 0)
        self.years: str = ""
        self.parent: int | None = None
        self.last: int | None = None
        self.counted: list[tuple[tuple[str, ...], int]] = []
        self.before: Clause | None = None
        self.scope, self.own = "", False
        self.covered = False
        self.compared: list[Token] = []
        self.outside: tuple[Clause | None, bool, int | None, int | None] | None = None

    def claims(self) -> list[Claim]:
        """All claims of the section, in order."""
        for clauses in self._sentences():
            self._start(clauses)
            for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
                self._read(clause, after)
                self.before = clause
                if clause.numbers and self.covered:
                    self.years, self.covered = "", False
        return [self._with_carried_in(place, claim) for place, claim in enumerate(self.found, self.offset)]

    def _with_carried_in(self, place: int, claim: Claim) -> Claim:
        """收到75件（含上年结转1件）: what was received names both rows."""
        new = cells.requests(self.context.form, ["new"], ())
        carried = cells.requests(self.context.form, ["carried_in"], ())
        if claim.refs == new and "新收" not in claim.text and any(part.total == place and part.refs == carried for part in self.found):
            return replace(claim, refs=(*new, *carried), alternatives=new)
        return claim

    def _sentences(self) -> Iterator[list[Clause]]:
        clauses: list[Clause] = []
        tokens: list[Token] = []
        opened, start = "", 0
        for token in (*tokens_of(self.flat.text), Token("stop", (), "\n", len(self.flat.text), len(self.flat.text))):
            if token.kind != "stop" or token.text == "、":
                tokens.append(token)
                continue
            clauses.append(Clause(tuple(tokens), opened, start, token.start))
            opened, start, tokens = token.text, token.end, []
            if token.text in HARD:
                yield clauses
                clauses = []

    def _start(self, clauses: Sequence[Clause]) -> None:
        self.context.new_sentence()
        self.years, self.parent, self.before, self.last = "", None, None, None
        self.scope = ""
        start, end = clauses[0].start, clauses[-1].end
        if not self.context.domain and any(self._outcome(clause) for clause in clauses):
            self.context.domain = "requests"
        self.outside = None
        self.sentence = self.flat.span(start, min(end + 1, len(self.flat.text))) if end > start else (0, 0)
        if end - start <= _HEADING and not any(clause.numbers for clause in clauses):
            self._heading([token for clause in clauses for token in clause.tokens])

    def _outcome(self, clause: Clause) -> bool:
        return any(meaning in _OUTCOMES for token in clause.tokens for meaning in token.details)

    def _heading(self, tokens: Sequence[Token]) -> None:
        """A short sentence without numbers says what the next ones are about."""
        found = kinds(tokens)
        if found & {"REQ", "DISP", "OTHER", "DOC", "DEC"} and "NEG" not in found and "ALL" not in found:
            domain = domain_of(tokens, self.context)
            self.context.domain = domain
            self.context.groups = details(tokens, "DISP")

    def _read(self, clause: Clause, after: Clause | None) -> None:
        found = kinds(clause.tokens)
        self._brackets(clause)
        self._surroundings(clause, found)
        if "RESP" in found and self._respectively(clause):
            return
        if clause.numbers:
            for place in clause.numbers:
                self._number(clause, place)
        elif clause.tokens and not (after and after.numbers and self._is_bare(after)):
            self._statement(clause, found)

    def _is_bare(self, clause: Clause) -> bool:
        """Whether a clause is a number alone after a colon or in brackets: what it counts stands before."""
        first = clause.tokens[clause.numbers[0]]
        return clause.opened in ("（", "：") and first.start - clause.start <= 2

    def _brackets(self, clause: Clause) -> None:
        """What is said in brackets ends with them."""
        if clause.opened == "（":
            self.outside = self.before, self.context.among, self.parent, self.last
            if clause.numbers and self.found and self.before and self.before.numbers and not self._is_bare(clause):
                self.context.among, self.parent = True, self.offset + len(self.found) - 1
        elif clause.opened == "）" and self.outside:
            self.before, self.context.among, self.parent, self.last = self.outside
            self.outside = None

    def _surroundings(self, clause: Clause, found: set[str]) -> None:
        """What a clause says of its sentence: a list begins, whose year, whose number."""
        if clause.opened == SEMI:
            self.years = ""
        if "COVER" in found:
            self.years, self.covered = "other", True
        if not clause.numbers and not found <= {"LAST", "NEG", "YOY", "SAME", "CONJ"}:
            self._year(clause.tokens)
        if "AMONG" in found and self.last is not None and not self.context.among:
            self.context.among, self.parent = True, self.last
        if "PUB" in found and "DOC" not in found and "DEC" not in found:
            self.context.published = True
        if "DISP" in found and not clause.numbers and not found & {"NEG", "RES", "CLOSED", "ALL"}:
            self.context.domain = "disputes"
            self.context.groups = details(clause.tokens, "DISP")
            self.counted = []
        elif any(map(strong, clause.tokens)) and not clause.numbers:
            self.context.domain = "requests"
        elif "TOPIC" in found and not clause.numbers:
            self.context.domain = "other"
        for token in clause.tokens:
            if "ORGAN" in token.details or "REGION" in token.details:
                self.scope, self.own = token.text, "ORGAN" in token.details

    # numbers

    def _number(self, clause: Clause, place: int) -> None:
        number = clause.tokens[place]
        if number.measure in _NOT_COUNTED or (not number.measure and not self._bare(clause, place)):
            return
        left = self._left(clause, place)
        self._year(left)
        if number.measure in ("%", "个百分点", "百分点", "倍") or {"UP", "DOWN"} & kinds(left) and self._compared(left):
            self._percentage(clause, place, left)
            return
        words = self._words(clause, place, left)
        if "TO" in kinds(left) and not has_label(left):
            words = [*self.compared, *left]
        self.compared = [token for token in words if not kinds([token]) & {"LAST", "FROM", "TO", "YEAR"}]
        said = NOTHING if self._last_year(words) else label(words, number.measure or "件", self.context)
        number_first = bool(words) and words[0].start > number.start
        start, end = self._span(clause, place, number_first=number_first)
        self._count(number, said, words, start, end)
        right = self._right(clause, place)
        if not number_first and kinds(right) & {"ALL", "CORRECTNEG"}:
            rest = Clause(tuple(right), "", number.end, right[-1].end)
            self._statement(rest, kinds(right))

    def _bare(self, clause: Clause, place: int) -> bool:
        """A number without a measure counts where a label with 数 or 量 stands right before it."""
        number = clause.tokens[place]
        before = self.flat.text[max(0, number.start - 3) : number.start]
        after = self.flat.text[number.end : number.end + 1]
        named = before.rstrip("为是共：").endswith(("数", "量", "申请", "公开", "提供", "处理", "结转"))
        return named and after in "，。；、）\n" and has_label(self._left(clause, place))

    def _left(self, clause: Clause, place: int) -> list[Token]:
        left: list[Token] = []
        for token in reversed(clause.tokens[:place]):
            if token.kind == "number":
                break
            left.insert(0, token)
        return left

    def _right(self, clause: Clause, place: int) -> list[Token]:
        right: list[Token] = []
        for token in clause.tokens[place + 1 :]:
            if token.kind == "number" or token.text == "、":
                break
            right.append(token)
        return right

    def _words(self, clause: Clause, place: int, left: list[Token]) -> list[Token]:
        """The words that say what a number counts: those before it, else those after it."""
        number = clause.tokens[place]
        right = self._right(clause, place)
        first = place == clause.numbers[0]
        if not has_label(left) and first and number.start - clause.start <= 2:
            left = [*self._standing_before(clause), *left]
        if has_label(left) and has_object(left):
            return left
        if not right or (number.measure not in _DIRECT and right[0].start - number.end > 1):
            return left
        if has_object(right) or has_label(right):
            return [*left, *right] if has_label(left) else right
        return left

    def _standing_before(self, clause: Clause) -> list[Token]:
        """The words right before a bracket or colon that a number stands behind: 予以公开（12件）."""
        if not self.before or clause.opened not in ("（", "：", "）"):
            return []
        tokens = list(self.before.tokens)
        if self.before.numbers:
            tokens = tokens[self.before.numbers[-1] + 1 :]
        labels = [token for token in tokens if has_label([token])]
        near = labels and self.before.end - labels[-1].end <= _NEAR
        return tokens if near else []

    def _span(self, clause: Clause, place: int, *, number_first: bool) -> tuple[int, int]:
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

    def _year(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            for meaning in token.details:
                kind, _, detail = meaning.partition(":")
                if kind == "YEAR" and self.year:
                    self.years = "" if int(detail) == self.year else "other"
                elif kind == "LAST":
                    self.years = "other"
                elif kind == "TO" or token.text in ("本年", "今年"):
                    self.years = ""

    def _last_year(self, words: Sequence[Token]) -> bool:
        if "LAST" in kinds(words[-1:]):
            return True
        return self.years == "other" and not kinds(words) & {"CIN", "COUT"}

    def _compared(self, left: Sequence[Token]) -> bool:
        return bool({"YOY", "LAST"} & kinds(left)) or any(token.text in ("同比增加", "同比减少") for token in left)

    def _count(self, number: Token, said: Label, words: Sequence[Token], start: int, end: int) -> None:
        context = self.context
        domain = domain_of(words, context)
        if (
            any(token.text in ("均", "都", "皆") for token in words)
            and number.value
            and said.kind == "disputes"
            and not said.results
            and len(said.groups) > 1
        ):
            for group in said.groups:
                self._add(number.value, start, end, refs=cells.disputes([group], ()), measure=number.measure)
            return
        claim = self._add(
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
            context.rows = (
                said.rows if said.rows[0] in ("new", "handled", "carried_in", "carried_out") else context.rows
            )
        if said.groups:
            self._groups(said, claim)
        if (
            not context.among
            or said.rows
            and said.rows[0] in ("new", "handled")
            or said.kind == "disputes"
            and not said.results
        ):
            self.last = claim
            if not context.among:
                self.parent = None

    def _groups(self, said: Label, claim: int) -> None:
        context = self.context
        if said.results:
            context.results_said = True
            return
        if context.results_said:
            context.groups, self.counted, context.results_said = [], [], False
        context.groups = [*dict.fromkeys([*context.groups, *said.groups])] if self.counted else list(said.groups)
        self.counted.append((said.groups, claim))

    def _add(self, value: Number, start: int, end: int, **more: object) -> int:
        """One more claim; its place among all claims of the report."""
        while start < end and self.flat.text[start] in "，。；：（）、\n":
            start += 1
        span = self.flat.span(start, end)
        text = self.text[span[0] : span[1]]
        claim = Claim(section=self.section, span=span, text=text, value=value, sentence=self.sentence)
        claim = replace(claim, scope=self.scope, scope_is_own=self.own)
        self.found.append(replace(claim, total=self.parent, **more))  # type: ignore[arg-type]
        return self.offset + len(self.found) - 1

    # shares and changes

    def _percentage(self, clause: Clause, place: int, left: Sequence[Token]) -> None:
        number = clause.tokens[place]
        found = kinds(left)
        start, end = self._span(clause, place, number_first=False)
        before = self.found[-1] if self.found else None
        counted = before is not None and before.nature in (Nature.COUNT, Nature.ALL, Nature.SHARE, Nature.CHANGE)
        of = self.offset + len(self.found) - 1 if counted else None
        if before is not None and before.nature in (Nature.SHARE, Nature.CHANGE):
            of = before.of
        here = before is not None and before.sentence == self.sentence
        facts = {"measure": number.measure, "places": number.places, "rough": number.rough}
        if "RATE" in found:
            self._add(number.value, start, end, nature=Nature.RATE, noun=self._rate(left), **facts)
        elif found & {"UP", "DOWN"} and here:
            nature = Nature.CHANGE if number.measure == "%" else Nature.STEP
            self._add(number.value, start, end, nature=nature, of=of, falls="DOWN" in found, **facts)
        elif number.measure == "%" and here and ("SHARE" in found or clause.opened == "（" and not left):
            base = "handled" if any("HANDLE" in token.details for token in left) else "new" if "RECV" in found else ""
            self._add(number.value, start, end, nature=Nature.SHARE, of=of, noun=base, **facts)
        else:
            self._add(number.value, start, end, **facts)

    def _rate(self, left: Sequence[Token]) -> str:
        rate = next(token.text for token in left if "RATE" in token.details)
        timely = "TIMELY" in kinds(left) or rate.startswith("按")
        return rate if self.context.domain == "requests" and not timely and rate in ("办结率", "办理率") else ""

    # 分别为

    def _respectively(self, clause: Clause) -> bool:
        """`行政复议、行政诉讼分别为2件、1件`: labels and numbers one to one."""
        at = next(place for place, token in enumerate(clause.tokens) if "RESP" in token.details)
        places = [place for place in clause.numbers if place > at]
        tokens = list(clause.tokens[:at])
        if not has_label(tokens) and self.before:
            tokens = [*self.before.tokens, *tokens]
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
            said = label([*shared[-1:], *piece], number.measure or "件", self.context)
            start, end = self._span(clause, place, number_first=False)
            self._count(number, said, [*shared[-1:], *piece], start, end)
        return True

    # none and all

    def _statement(self, clause: Clause, found: set[str]) -> None:
        if "CORRECTNEG" in found:
            groups = details(clause.tokens, "DISP") or self.context.groups or ["litigation"]
            if any("败诉" in token.text for token in clause.tokens) and not details(clause.tokens, "DISP"):
                groups = ["litigation"]
            self._zero(clause, cells.disputes(groups, ["corrected"]))
        elif "NEG" in found:
            self._none(clause)
        elif "ALL" in found:
            self._all(clause, found)
        elif self._one(clause):
            self._all(clause, found)

    def _zero(self, clause: Clause, refs: tuple[Ref, ...], *, soft: bool = False, **more: object) -> None:
        self._add(0, clause.start, clause.end, refs=refs, soft=soft, nature=Nature.NONE, **more)

    def _none(self, clause: Clause) -> None:
        at = next(place for place, token in enumerate(clause.tokens) if "NEG" in token.details)
        after = [token for token in clause.tokens[at + 1 :]]
        found = kinds(after)
        if "FEEINFO" in found:
            self._zero(clause, ())
            return
        if not has_label(after) or {"LAST", "YEAR"} & found or "TIMELY" in found:
            return
        if found & {"HANDLE"} and not found & {"REQ", "RECV", "CIN", "COUT"}:
            return
        if "RES" in found and not details(after, "DISP") and not self.context.groups:
            return
        said = label(after, "件", self.context, none=True)
        self.context.document = (details(after, "DOC") or [self.context.document])[-1]
        if said.refs:
            self._zero(clause, said.refs, soft=said.soft and said.kind != "requests")
            self.context.domain = said.kind
            if said.groups and not said.results:
                self.context.groups = list(said.groups)

    def _one(self, clause: Clause) -> bool:
        """The clause right after a single request or case: what became of it."""
        if self.last is None or not self.found:
            return False
        last = self.found[self.last - self.offset]
        counts = [claim for claim in self.found[-2:] if claim.nature not in (Nature.CHANGE, Nature.STEP)]
        return last.value == 1 and last.sentence == self.sentence and bool(last.refs) and counts[-1:] == [last]

    def _all(self, clause: Clause, found: set[str]) -> None:
        tokens, context = clause.tokens, self.context
        domain = domain_of(tokens, context)
        if "TIMELY" in found and found & {"HANDLE", "FINISHED"}:
            if "ALL" in found:
                self._add(0, clause.start, clause.end, nature=Nature.ALL)
            return
        if domain == "disputes":
            self._all_disputes(clause, found)
        elif domain == "requests":
            self._all_requests(clause, found)

    def _all_disputes(self, clause: Clause, found: set[str]) -> None:
        groups = details(clause.tokens, "DISP") or self.context.groups
        results = ["upheld" if name == "dismissed" else name for name in details(clause.tokens, "RES")]
        if "CLOSED" in found and not results and "ALL" in found:
            self._zero(clause, cells.disputes(groups, ["pending"]))
        elif results and len(set(results)) == 1:
            soft = "dismissed" in details(clause.tokens, "RES")
            for names, at in self.counted:
                value = self.found[at - self.offset].value
                if value and at >= self.offset:
                    refs = cells.disputes(names, results)
                    self._add(value, clause.start, clause.end, refs=refs, soft=soft, nature=Nature.ALL)
            self.context.results_said = True

    def _all_requests(self, clause: Clause, found: set[str]) -> None:
        outs, applicants = details(clause.tokens, "OUT"), details(clause.tokens, "APP")
        last = self.found[self.last - self.offset] if self.last is not None else None
        counted = last is not None and last.value and last.refs and last.refs[0].row in ("new", "handled")
        if outs or applicants:
            if counted and last is not None and (outs or "ALL" in found or "属" in clause.tokens[0].text):
                rows = outs or list(self.context.rows)
                refs = cells.requests(self.context.form, rows[-1:], applicants)
                self._add(last.value, clause.start, clause.end, refs=refs, nature=Nature.ALL)
        elif "ALL" in found and "FINISHED" in found and not self._of_carried_in(tokens=clause.tokens):
            soft = not any("办" in token.text for token in clause.tokens if "FINISHED" in token.details)
            self._zero(clause, cells.requests(self.context.form, ["carried_out"], ()), soft=soft)

    def _of_carried_in(self, tokens: Sequence[Token]) -> bool:
        """Whether 均已办结 speaks only of what was carried in, named just before."""
        last = self.found[-1] if self.found else None
        near = last is not None and last.sentence == self.sentence and bool(last.refs)
        return (
            near and last is not None and last.refs[0].row == "carried_in" and not any(t.text == "所有" for t in tokens)
        )
