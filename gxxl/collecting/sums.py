"""R-03: a roll-up somebody typed, held against the sum of the returns below it; it is never added to anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gxxl.checking.wording import plain
from gxxl.collecting.choosing import choose
from gxxl.collecting.collection import Member, Received, State
from gxxl.collecting.roster import Roster, below
from gxxl.finding import Finding, Where
from gxxl.form.model import Ref
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_collecting import INCOMPLETE_SUM
from gxxl.report import Number, Report

Said = list[tuple[str, Finding]]


def against_sums(
    roster: Roster, members: Sequence[Member], rolled_up: Mapping[str, list[Received]]
) -> tuple[Said, list[Received]]:
    """What differs in each typed roll-up, by whose it is; and all their files, none of which counts."""
    found: Said = []
    for organ, files in sorted(rolled_up.items()):
        names = {one.name for one in below(roster, organ)}
        inside = [member for member in members if member.organ.name in names and member.state is not State.LEFT_OUT]
        choice = choose(organ, files, newest=False)
        found += [(organ, choice.finding)] if choice.finding else []
        if choice.counted.verdict.report:
            found += [(organ, finding) for finding in _against(organ, choice.counted.verdict.report, inside)]
    return found, [one for files in rolled_up.values() for one in files]


def _against(organ: str, typed: Report, members: Sequence[Member]) -> Iterator[Finding]:
    reports = [member.counted.verdict.report for member in members if member.counted]
    known = [report for report in reports if report]
    rule = RULES["R-03"]
    if len(known) < len(members):
        problem = INCOMPLETE_SUM.format(organ=organ, count=len(members) - len(known))
        yield Finding(rule=rule, severity=Severity.NOTE, where=Where(), problem=problem, remedy=rule.remedy)
        return
    totals = _totals(typed.form.index, known)
    for ref, value in zip(typed.form.index, typed.values, strict=True):
        total = totals.get(ref)
        if value.counts is None or total is None or value.counts == total:
            continue
        cell = typed.form.cell(ref)
        measure = cell.column.quantity.measure
        slots = {
            "organ": organ,
            "cell": f"{typed.form.table(ref.table).nickname}“{cell.name}”",
            "found": plain(value.counts) + measure,
            "expected": plain(total) + measure,
            "difference": plain(abs(Decimal(value.counts) - total)) + measure,
        }
        problem = rule.problem.format_map(slots)
        yield Finding(
            rule=rule,
            severity=rule.severity,
            where=Where(ref=ref),
            problem=problem,
            remedy=rule.remedy,
            found=value.counts,
            expected=total,
        )


def _totals(refs: Iterable[Ref], reports: Sequence[Report]) -> dict[Ref, Number]:
    """The sum of each cell that all reports have, one report after the other."""
    totals: dict[Ref, Number] = dict.fromkeys(refs, 0)
    for report in reports:
        values = dict(zip(report.form.index, report.values, strict=True))
        totals = {ref: total + (values[ref].counts or 0) for ref, total in totals.items() if ref in values}
    return totals
