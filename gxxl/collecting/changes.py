"""What corrections changed in the sums: for each organ and cell the number as reported, and why it is another now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from gxxl.collecting.collection import Collection, Member
from gxxl.collecting.correction_words import shown, words_of
from gxxl.collecting.register import Outcome, Settled
from gxxl.collecting.roll_up import RolledUp, roll_up
from gxxl.form.model import Ref
from gxxl.form.register_words import FOLLOWS, REMARK
from gxxl.report import Number, Report


class Change(NamedTuple):
    """The number an organ reported (None for none) where it counts with another, and the remark of 来源."""

    before: Number | None
    remark: str


Changes: TypeAlias = "Mapping[tuple[str, Ref], Change]"


def changes_of(collection: Collection, rolled: RolledUp) -> Changes:
    """Every cell of the roll-up in which an organ counts with another number than it reported."""
    reported = tuple(
        _with_report(member, collection.as_reported[member.organ.name])
        for member in collection.members
        if member.organ.name in collection.as_reported
    )
    if not reported:
        return {}
    before = roll_up(collection._replace(members=reported, register=(), as_reported={})).parts
    lines = {(one.organ, one.ref): one for one in collection.register if one.outcome is Outcome.APPLIED}
    found: dict[tuple[str, Ref], Change] = {}
    for ref, parts in rolled.parts.items():
        was = {part.organ: part.number for part in before[ref]}
        for part in parts:
            if part.organ in collection.as_reported and was.get(part.organ) != part.number:
                line = lines.get((part.organ, ref))
                remark = _remark(line, collection.as_reported[part.organ]) if line else FOLLOWS
                found[part.organ, ref] = Change(was.get(part.organ), remark)
    return found


def applied(collection: Collection, organ: str) -> tuple[Settled, ...]:
    """The corrections an organ counts with."""
    return tuple(one for one in collection.register if one.organ == organ and one.outcome is Outcome.APPLIED)


def _with_report(member: Member, report: Report) -> Member:
    counted = member.counted
    assert counted
    return member._replace(counted=counted._replace(verdict=replace(counted.verdict, report=report)))


def _remark(line: Settled, report: Report) -> str:
    entry, old = line.entry, words_of(report[line.ref]) if line.ref else ""
    return REMARK.format(row=entry.row, who=entry.who, when=entry.when, old=old, new=shown(entry.new))
