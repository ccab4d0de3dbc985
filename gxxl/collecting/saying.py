"""Findings about organs and their files, in the words of `rules_collecting`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gxxl.checking.verdict import Verdict
from gxxl.collecting.collection import Received
from gxxl.collecting.roster import Organ, Roster
from gxxl.export.digest import count
from gxxl.finding import Finding, Where
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_collecting import FAULTS, UNREAD, UNREAD_BESIDE, UNREAD_YEAR


def said(code: str, slots: Mapping[str, str], quote: str = "") -> Finding:
    """The finding of a rule about a collection, with its slots filled; `quote` names the file it is about."""
    rule = RULES[code]
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(),
        problem=rule.problem.format_map(slots),
        remedy=rule.remedy.format_map(slots),
        quote=quote,
    )


def missing(organ: Organ, year: int) -> Finding:
    """R-01."""
    day = organ.deadline
    deadline = f"（截止{day.year}年{day.month}月{day.day}日）" if day else ""
    return said("R-01", {"organ": organ.name, "year": str(year), "deadline": deadline})


def left_out_finding(organ: Organ) -> Finding:
    """R-04."""
    return said("R-04", {"organ": organ.name})


def listed_twice(roster: Roster, organs: Sequence[Organ]) -> list[tuple[str, Finding]]:
    """R-07 for each organ listed more than once."""
    names = {organ.name for organ in organs}
    return [(name, said("R-07", {"organ": name, "count": str(count)})) for name, count in roster.twice if name in names]


def unread(organ: Organ, received: Received) -> Finding:
    """R-08 with the reason of the file, and the sentence to send back."""
    rule, findings = RULES["R-08"], received.verdict.findings
    reason, advice = (reason_of(received), findings[0].remedy) if received.verdict.report is None else UNREAD_YEAR
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(),
        problem=UNREAD.format(organ=organ.name, file=received.name, reason=reason),
        remedy=advice,
        quote=received.name,
    )


def unread_beside(organ: Organ, received: Received, counted: Received) -> Finding:
    """R-08 as a note: another file of the organ counts, this one could not be read and is named."""
    finding = unread(organ, received)
    remedy = UNREAD_BESIDE.format(counted=counted.name)
    return finding._replace(severity=Severity.NOTE, remedy=remedy)


def reason_of(received: Received) -> str:
    """Why a file holds no report, without the words round it."""
    finding = received.verdict.findings[0]
    before, _, after = finding.rule.problem.partition("{reason}")
    return finding.problem.removeprefix(before).removesuffix(after).rstrip("。")


def faults_of(verdict: Verdict) -> str:
    """What is wrong with a return that counts, "" where nothing is: errors, or blanks and not said to be finished."""
    errors = count(verdict, Severity.ERROR)
    if errors:
        return FAULTS["errors"].format(count=errors)
    unfinished = not verdict.finished and verdict.blanks
    return FAULTS["unfinished"].format(count=verdict.blanks) if unfinished else ""


def with_errors(organ: Organ, received: Received, what: str) -> Finding:
    """R-05."""
    return said("R-05", {"organ": organ.name, "what": what}, quote=received.name)
