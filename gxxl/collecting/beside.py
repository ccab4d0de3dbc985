"""三版核对 in a collection: Word files and pages that came beside an organ's workbook, held against it (R-10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gxxl.checking.versions import NO_ENTRY, NO_SENTENCE, NOT_READ, Difference, differences
from gxxl.collecting.choosing import Choice, choose
from gxxl.collecting.collection import Received
from gxxl.finding import Finding, Where
from gxxl.form.rules import RULES
from gxxl.form.rules_collecting import MORE_DIFFERENCES, NOT_COUNTED
from gxxl.report import Report

MOST = 30
"""Differences of one document that are told one by one."""


class Versions(NamedTuple):
    """The return that counts, and what is to be said of the documents beside it."""

    choice: Choice
    findings: tuple[Finding, ...]


def versions(organ: str, received: Sequence[Received], *, newest: bool) -> Versions:
    """Choose among readable returns; a document that differs from the workbook counts as another version of it.

    Documents that say the same, or that came without a workbook, are returns like others (R-02).
    """
    books = [one for one in received if not one.is_document]
    if not books:
        return Versions(choose(organ, received, newest=newest), ())
    counted = choose(organ, books, newest=newest).counted
    told = {one: tuple(_held_against(organ, counted, one)) for one in received if one.is_document}
    alike = [one for one in received if not told.get(one)]
    choice = choose(organ, alike, newest=newest)
    why = NOT_COUNTED["another version"].format(counted=choice.counted.name)
    others = (*choice.others, *(one._replace(why_not=why) for one, found in told.items() if found))
    return Versions(choice._replace(others=others), tuple(finding for found in told.values() for finding in found))


def _held_against(organ: str, counted: Received, document: Received) -> Iterator[Finding]:
    mine, theirs = counted.verdict.report, document.verdict.report
    assert mine
    assert theirs
    found = [one for one in differences([_shared(mine, theirs), _shared(theirs, mine)]) if _is_said(one)]
    for one in found[:MOST]:
        slots = {
            "place": one.place,
            "book": counted.name,
            "file": document.name,
            "mine": one.said[0],
            "theirs": one.said[1],
        }
        yield _finding(slots, organ, one)
    if len(found) > MOST:
        rule = RULES["R-10"]
        problem = MORE_DIFFERENCES.format(file=document.name, count=len(found) - MOST)
        remedy = rule.remedy.format(organ=organ)
        yield Finding(rule=rule, severity=rule.severity, where=Where(), problem=problem, remedy=remedy)


def _finding(slots: dict[str, str], organ: str, one: Difference) -> Finding:
    rule = RULES["R-10"]
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(ref=one.ref),
        problem=rule.problem.format_map(slots),
        remedy=rule.remedy.format(organ=organ),
        found=one.said[0] if one.ref else None,
        quote=slots["file"],
    )


def _shared(report: Report, other: Report) -> Report:
    """The report without the parts in words that only one of two has: numbers here, words there is no difference."""
    return replace(report, prose={key: text if other.prose.get(key) else None for key, text in report.prose.items()})


def _is_said(one: Difference) -> bool:
    """Whether both versions say something of the place: what one lacks or could not be read is no difference."""
    lacking = (NOT_READ, NO_ENTRY) if one.ref or NO_SENTENCE not in one.said else ()
    return not set(one.said) & set(lacking)
