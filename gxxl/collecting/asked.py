"""加报项目 collected: what each organ answered, what the numbers add up to, who left something out (R-13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from gxxl.collecting.collection import Member
from gxxl.collecting.roll_up import Part
from gxxl.collecting.saying import said
from gxxl.finding import Finding
from gxxl.form.rules_collecting import ASKED_TROUBLES
from gxxl.report import Number
from gxxl.template.issue import ASKED

_UNIT_ENDS = "）"
_MOST_DIGITS = 15


class Answer(NamedTuple):
    """What one organ answered: as typed ("" for nothing), and the number where one is asked for and given."""

    said: str
    number: Number | None = None


class Item(NamedTuple):
    """One thing asked for, with the answers by organ; `unit` is "" where words are asked for."""

    name: str
    unit: str
    answers: Mapping[str, Answer]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The numbers with their organs."""
        return tuple(Part(organ, answer.number) for organ, answer in self.answers.items() if answer.number is not None)


def items_of(members: Sequence[Member]) -> tuple[Item, ...]:
    """Everything asked for in any return that counts, in the order it is asked; organs not asked have no answer."""
    found: dict[str, dict[str, Answer]] = {}
    for member in members:
        for name, raw in _answers(member).items():
            found.setdefault(name, {})[member.organ.name] = _answer(name, raw)
    return tuple(Item(name, _unit(name), answers) for name, answers in found.items())


def not_answered(members: Sequence[Member]) -> Iterator[tuple[str, Finding]]:
    """R-13 for each organ that says it has finished and left something of it out, or gave no number."""
    for member in members:
        if member.counted is None or not member.counted.verdict.finished:
            continue
        told = [words for name, raw in _answers(member).items() if (words := _trouble(name, _answer(name, raw)))]
        if told:
            slots = {"organ": member.organ.name, "count": str(len(told)), "items": "；".join(told)}
            yield member.organ.name, said("R-13", slots)


def _answers(member: Member) -> Mapping[str, object]:
    report = member.counted.verdict.report if member.counted else None
    found = report.particulars.get(ASKED) if report else None
    return found if isinstance(found, dict) else {}


def _unit(name: str) -> str:
    return name.rpartition("（")[2].removesuffix(_UNIT_ENDS) if name.endswith(_UNIT_ENDS) else ""


def _trouble(name: str, answer: Answer) -> str:
    if not answer.said:
        return ASKED_TROUBLES["blank"].format(item=name)
    if _unit(name) and answer.number is None:
        return ASKED_TROUBLES["number"].format(item=name, said=answer.said)
    return ""


def _answer(name: str, raw: object) -> Answer:
    words = "" if raw is None else str(raw).strip()
    if not _unit(name) or not words or isinstance(raw, bool):
        return Answer(words)
    try:
        number = Decimal(words)
    except InvalidOperation:
        return Answer(words)
    if not number.is_finite() or number < 0 or abs(number.adjusted()) > _MOST_DIGITS:
        return Answer(words)
    return Answer(words, int(number) if number == int(number) else number)
