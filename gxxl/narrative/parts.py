"""N-03: parts that the prose lists for a total, added up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxxl.checking.wording import plain
from gxxl.claim import Claim, Nature, Verdict
from gxxl.finding import Finding, Where
from gxxl.form.rules import Severity
from gxxl.narrative.judging import is_outcome
from gxxl.narrative.telling import place, quote, told
from gxxl.report import Number, Report

_REST = ("其他", "其它", "其余")
_CHANNELS = ("网站", "微信", "微博", "新媒体", "公众号", "公报", "平台", "渠道", "客户端", "报刊", "电视", "专栏")
_GROUPS = ("granted", "partly_granted", "refused", "unavailable", "not_processed", "otherwise")
_SWEEPING = re.compile(r"\s*\d+.*(?:均|全部|都)")
"""61件有效申请全部按期答复: said of a part once more, not another part."""
_RESULTS = 4
_FOLLOWING = 2
"""Sentences after a total in which its outcomes may still be listed."""


def part_findings(claims: Sequence[Claim], report: Report) -> Iterator[Finding]:
    """A finding for each total whose listed parts come to another sum."""
    for number, total in enumerate(claims):
        if total.nature is not Nature.COUNT or not total.value or total.rough:
            continue
        parts = [
            claim
            for claim in claims
            if claim.total == number and claim.nature is Nature.COUNT and not _SWEEPING.match(claim.text)
        ]
        if not total.refs or (parts and not any(part.refs for part in parts)):
            found = _listed(total, parts, report)
        elif total.refs[0].table == "requests":
            found = _applicants(total, parts) or _outcomes(total, number, claims)
        else:
            found = _results(total, parts, claims[number + 1 :])
        if found:
            yield _finding(total, *found, report=report)


Found = tuple[Number, Severity | None, Claim]
"""The sum of the parts, a milder severity, the last part."""


def _listed(total: Claim, parts: Sequence[Claim], report: Report) -> Found | None:
    """Parts that are no table figures: more than the total, or less where the list ends with the rest."""
    if len(parts) < 2 or any(part.refs or part.rough or part.measure != total.measure for part in parts):
        return None
    listed = sum(part.value for part in parts)
    text = (report.prose.get(total.section) or "")[total.span[1] : parts[-1].span[1] + 2]
    if listed == total.value or "等" in text[-3:]:
        return None
    if listed > total.value:
        channels = sum(any(word in part.text for word in _CHANNELS) for part in parts) >= 2
        doubtful = channels or "条次" in total.measure or any(part.value > total.value for part in parts)
        return listed, Severity.WARNING if doubtful else None, parts[-1]
    complete = any(word in parts[-1].text for word in _REST)
    return (listed, None, parts[-1]) if complete else None


def _applicants(total: Claim, parts: Sequence[Claim]) -> Found | None:
    columns = {ref.column for part in parts for ref in part.refs if ref.table == "requests"}
    of_row = [
        part for part in parts if part.refs and part.refs[0].column != "total" and part.refs[0].row == total.refs[0].row
    ]
    if len(of_row) < 2 or total.refs[0].column != "total" or _verified([total, *of_row]):
        return None
    listed = sum(part.value for part in of_row)
    complete = {"natural_person", "business", "research", "public_interest", "legal_service", "other"} <= columns
    if listed > total.value or (complete and listed != total.value):
        return listed, _doubt(total, of_row), of_row[-1]
    return None


def _outcomes(total: Claim, number: int, claims: Sequence[Claim]) -> Found | None:
    """The six outcomes under （七）, in the sentence of the total and the next."""
    if [(ref.row, ref.column) for ref in total.refs] != [("handled", "total")]:
        return None
    outcomes: list[Claim] = []
    sentences = {total.sentence}
    for claim in claims[number + 1 :]:
        if claim.section != total.section or any(ref.row in ("new", "handled") for ref in claim.refs):
            break
        sentences.add(claim.sentence)
        if len(sentences) > 1 + _FOLLOWING:
            break
        if is_outcome(claim) and claim.nature is Nature.COUNT:
            outcomes.append(claim)
    whole = [claim for claim in outcomes if not _within(claim, outcomes)]
    listed = sum(claim.value for claim in whole)
    groups = {ref.row.partition(".")[0] for claim in whole for ref in claim.refs}
    if not whole or listed == total.value or _verified([total, *whole]):
        return None
    if listed > total.value and len(whole) > 1:
        return listed, _doubt(total, whole), whole[-1]
    return (listed, None, whole[-1]) if set(_GROUPS) <= groups else None


def _doubt(total: Claim, parts: Sequence[Claim]) -> Severity | None:
    """A part of another sentence larger than the total is hardly a part of it."""
    aside = any(part.sentence != total.sentence and part.value > total.value for part in parts)
    return Severity.WARNING if aside else None


def _within(claim: Claim, others: Sequence[Claim]) -> bool:
    """A reason counted again under its group."""
    return any(other is not claim and set(claim.refs) < set(other.refs) for other in others)


def _results(total: Claim, parts: Sequence[Claim], following: Sequence[Claim]) -> Found | None:
    if total.refs[0].table != "disputes" or total.refs[0].column != "total":
        return None
    rows = {ref.row for ref in total.refs}
    results = [
        part
        for part in (parts or following[:_RESULTS])
        if part.nature is Nature.COUNT
        and part.sentence == total.sentence
        and {ref.row for ref in part.refs} == rows
        and all(ref.table == "disputes" and ref.column != "total" for ref in part.refs)
    ]
    listed = sum(part.value for part in results)
    columns = {ref.column for part in results for ref in part.refs}
    if not results or listed == total.value or _verified([total, *results]):
        return None
    return (listed, None, results[-1]) if listed > total.value or len(columns) == _RESULTS else None


def _verified(claims: Sequence[Claim]) -> bool:
    """All of them agree with the tables, which then do not add up themselves."""
    return all(claim.verdict is Verdict.AGREES for claim in claims)


def _finding(total: Claim, listed: Number, severity: Severity | None, end: Claim, *, report: Report) -> Finding:
    slots = {
        "place": place(report, total.section, total.span[0]),
        "quote": quote(total.text),
        "sum": plain(listed),
        "measure": total.measure,
        "difference": plain(max(listed - total.value, total.value - listed)),
    }
    where = Where(section=total.section, span=(total.span[0], end.span[1]))
    return told("N-03", where, slots, severity=severity, found=total.value, expected=listed)
