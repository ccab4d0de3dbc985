"""Findings of single claims: N-01, N-02, N-04 to N-07 and N-15, each at its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gxxl.checking.wording import percent, plain
from gxxl.claim import Claim, Nature, Verdict
from gxxl.finding import Finding, Where
from gxxl.form.model import Ref
from gxxl.form.rules import Severity
from gxxl.form.rules_narrative import CHANGES, NOTES
from gxxl.narrative.judging import MONEY, of_all, of_own_organ, percentage, rounded
from gxxl.narrative.telling import address, cells_in_words, measure_of, place, quote, told
from gxxl.report import Number, Report

_ISSUED = ("issued", "made", "newly_disclosed")
_WORDS = {Nature.NONE, Nature.ALL}


def claim_findings(claims: Sequence[Claim], report: Report) -> Iterator[Finding]:
    """What is to be said of each claim."""
    for claim in claims:
        if claim.nature is Nature.SHARE:
            yield from _share(claim, report)
        elif claim.nature in (Nature.CHANGE, Nature.STEP):
            yield from _change(claim, claims, report)
        elif claim.nature is not Nature.RATE:
            yield from _count(claim, report)


def _slots(claim: Claim, report: Report) -> dict[str, str]:
    return {"place": place(report, claim.section, claim.span[0]), "quote": quote(claim.text)}


def _where(claim: Claim) -> Where:
    return Where(section=claim.section, span=claim.span)


def _count(claim: Claim, report: Report) -> Iterator[Finding]:
    if claim.verdict is Verdict.AMBIGUOUS and not claim.refs:
        yield from _published(claim, report)
    elif claim.verdict in (Verdict.AMBIGUOUS, Verdict.DISAGREES):
        yield _against_cells(claim, report)
    if claim.measure == "条" and claim.refs and claim.refs[0].table in ("requests", "disputes"):
        said = NOTES["measure"]
        problem, remedy = said.problem, said.remedy
        yield told("N-07", _where(claim), _slots(claim, report), severity=Severity.NOTE, problem=problem, remedy=remedy)


def _against_cells(claim: Claim, report: Report) -> Finding:
    exact = of_all(report, claim.refs) or 0
    slots = {
        **_slots(claim, report),
        "cells": cells_in_words(report.form, claim.refs),
        "expected": plain(exact),
        "measure": measure_of(report.form, claim.refs),
        "scope": claim.scope,
        "note": "",
    }
    code, severity = _rule(claim, report, exact)
    if code == "N-02":
        slots["note"], remedy = _note(claim, report, slots)
    else:
        remedy = ""
    return told(
        code,
        _where(claim),
        slots,
        severity=severity,
        remedy=remedy,
        found=claim.value,
        expected=exact,
        related=claim.refs,
    )


def _rule(claim: Claim, report: Report, exact: Number) -> tuple[str, Severity | None]:
    doubtful = claim.verdict is Verdict.AMBIGUOUS
    if claim.nature in _WORDS:
        return "N-06", Severity.WARNING if doubtful else None
    if claim.measure in MONEY and Decimal(claim.value) == exact:
        return "N-07", None
    if doubtful and of_own_organ(claim, report):
        return "N-15", None
    return ("N-02", None) if doubtful else ("N-01", None)


def _note(claim: Claim, report: Report, slots: dict[str, str]) -> tuple[str, str]:
    """Why the number may be right all the same, and how to say so."""
    new, carried = (
        tuple(Ref("requests", row, ref.column) for ref in claim.refs if ref.row == "new")
        for row in ("new", "carried_in")
    )
    if claim.alternatives == (*new, *carried) and new:
        amounts = {"new": plain(of_all(report, new) or 0), "carried": plain(of_all(report, carried) or 0)}
        said = NOTES["received"]
        return said.problem.format(**amounts, quote=slots["quote"]), said.remedy.format(**amounts)
    if claim.alternatives and of_all(report, claim.alternatives) == claim.value:
        other = cells_in_words(report.form, claim.alternatives)
        return NOTES["reading"].problem.format(value=plain(claim.value), measure=claim.measure, other=other), ""
    return NOTES["soft"].problem, ""


def _published(claim: Claim, report: Report) -> Iterator[Finding]:
    """公开信息N条 beside another number of documents or decisions: two ways of counting (season §6.13)."""
    (ref,) = claim.alternatives[:1]
    exact = of_all(report, [ref])
    if exact is None:
        return
    said, cell = NOTES["published"], report.form.cell(ref)
    label = cell.column.label
    counted, issued = label.removeprefix("本年"), label.removesuffix("件数")
    words = {"counted": counted, "issued": issued, "value": plain(claim.value), "at": address(report.form, ref)}
    slots = {
        **_slots(claim, report),
        "cells": cells_in_words(report.form, [ref]),
        "expected": plain(exact),
        "measure": measure_of(report.form, [ref]),
        "note": said.problem.format_map(words),
    }
    severity = None if ref.column in _ISSUED else Severity.NOTE
    remedy = said.remedy.format_map(words)
    yield told(
        "N-02",
        _where(claim),
        slots,
        severity=severity,
        remedy=remedy,
        related=(ref,),
        found=claim.value,
        expected=exact,
    )


def _share(claim: Claim, report: Report) -> Iterator[Finding]:
    if claim.verdict is Verdict.DISAGREES and claim.ratio:
        part, whole = claim.ratio
        exact = f"{rounded(percentage(part, whole), claim.places)}%"
        slots = {**_slots(claim, report), "part": plain(part), "whole": plain(whole), "exact": exact}
        yield told("N-04", _where(claim), slots, found=f"{claim.value}%", expected=exact)


def _change(claim: Claim, claims: Sequence[Claim], report: Report) -> Iterator[Finding]:
    if claim.verdict is not Verdict.DISAGREES or not claim.ratio or claim.of is None:
        return
    difference, before = claim.ratio
    slots = {
        **_slots(claim, report),
        "this": plain(claims[claim.of].value),
        "last": plain(before),
        "exact": _as_change(claim, difference, before),
    }
    yield told("N-05", _where(claim), slots, found=claim.value, expected=slots["exact"])


def _as_change(claim: Claim, difference: Number, before: Number) -> str:
    if not difference:
        return CHANGES["same"]
    up, size = difference > 0, max(difference, -difference)
    if claim.nature is Nature.STEP:
        return CHANGES["more" if up else "fewer"].format(count=plain(size))
    return CHANGES["up" if up else "down"].format(share=percent(size, before))
