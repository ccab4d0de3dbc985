"""The parts of a roll-up in words, from the numbers of its organs: who is in it, who received and took how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gxxl.checking.wording import plain
from gxxl.collecting.roster import Organ
from gxxl.form.model import Ref
from gxxl.form.organs import KINDS
from gxxl.report import JsonValue, Number

_SOME = "单位"
_RECEIVED = tuple(Ref("requests", row, "total") for row in ("new", "carried_in"))
_MOST_NAMED = 12
"""So many organs are named one by one; of more, those of a kind that has most of them are told together."""

_TOGETHER = "department"
_AMOUNT = re.compile(r"(\d+)件")


class Part(NamedTuple):
    """What one organ states for a cell."""

    organ: str
    number: Number


Stated: TypeAlias = "Collection[Part]"
"""What organs state for the same thing, in the order of the roster."""


class Column(Collection[Part]):
    """The parts of one cell: numbers beside the names of all organs, which its neighbours share; None is no part."""

    __slots__ = ("_numbers", "_organs")

    def __init__(self, organs: Sequence[str], numbers: Sequence[Number | None]) -> None:
        self._organs, self._numbers = organs, numbers

    def __iter__(self) -> Iterator[Part]:
        for organ, number in zip(self._organs, self._numbers, strict=True):
            if number is not None:
                yield Part(organ, number)

    def __len__(self) -> int:
        return len(self._numbers) - self._numbers.count(None)

    def __contains__(self, part: object) -> bool:
        return any(part == one for one in self)


def total(parts: Iterable[Part]) -> Number:
    """The sum of parts, exact: an int where all are, a Decimal else."""
    return sum((part.number for part in parts), 0)


def enumerated(
    organs: Sequence[Organ], parts: Mapping[Ref, Stated], extras: Mapping[str, Stated]
) -> dict[str, JsonValue]:
    """The lines of 补充情况 that list the organs counted; none that would be empty."""
    lines = {
        "roll_parts": roll_parts(organs),
        "received_parts": received_parts(organs, parts),
        "fee_parts": fee_parts(extras),
    }
    return {key: words for key, words in lines.items() if words}


def roll_parts(organs: Iterable[Organ]) -> str:
    """Whose numbers are in the roll-up: 42个政府部门、5个人民政府; empty where nobody's are."""
    kinds = Counter(KINDS.get(organ.kind, _SOME) for organ in organs)
    return "、".join(f"{kinds[kind]}个{kind}" for kind in (*KINDS.values(), _SOME) if kinds[kind])


def is_ours(said: str) -> bool:
    """Whether an answer is none, or one that `roll_parts` gives: then nobody changed it."""
    kinds = "|".join((*KINDS.values(), _SOME))
    return not said or re.fullmatch(rf"(?:\d+个(?:{kinds})、?)+", said) is not None


def received_parts(organs: Sequence[Organ], parts: Mapping[Ref, Stated]) -> str:
    """新收 and 上年结转 together, by organ: 市政府办公室349件、甲县477件; organs without any are left out.

    Departments of a long list are told as one: 各政府部门933件. Empty where a single organ received all there is.
    """
    counts: Counter[str] = Counter()
    for ref in _RECEIVED:
        for organ, number in parts.get(ref, ()):
            counts[organ] += int(number)
    having = [organ for organ in organs if counts[organ.name]]
    together = _TOGETHER if len(having) > _MOST_NAMED else ""
    listed: dict[str, int] = {}
    for one in having:
        name = f"各{KINDS[_TOGETHER]}" if together and one.kind == together else one.name
        listed[name] = listed.get(name, 0) + counts[one.name]
    return "、".join(f"{name}{count}件" for name, count in listed.items()) if 1 < len(listed) <= 2 * _MOST_NAMED else ""


def comes_to(said: str, received: Number) -> bool:
    """Whether a list of parts somebody wrote adds up to what was received: then it is kept as it is."""
    amounts = _AMOUNT.findall(said)
    return bool(amounts) and sum(map(int, amounts)) == received


def fee_parts(extras: Mapping[str, Stated]) -> str:
    """信息处理费 by organ in the words of section 六: 甲县1件，收取420元；乙县…; empty where nobody took any."""
    cases, yuan = (dict(extras.get(key, ())) for key in ("fee_cases", "fee_yuan"))
    names = [name for name in dict.fromkeys((*cases, *yuan)) if cases.get(name) or yuan.get(name)]
    return "；".join(f"{name}{plain(cases.get(name, 0))}件，收取{plain(yuan.get(name, 0))}元" for name in names)
