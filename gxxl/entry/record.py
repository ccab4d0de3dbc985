"""Findings as JSON: the contract other programs read (`gxxl check --format json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gxxl.checking.verdict import Verdict
from gxxl.claim import Claim
from gxxl.finding import Finding, Where, shown
from gxxl.form.sections import SECTIONS
from gxxl.report import JsonValue, Number, Report
from gxxl.sheet import layout_of


def as_json(verdicts: Sequence[Verdict]) -> str:
    """All verdicts as one JSON text, one line."""
    return json.dumps({"files": [_file(verdict) for verdict in verdicts]}, ensure_ascii=False)


def _file(verdict: Verdict) -> dict[str, JsonValue]:
    report = verdict.report
    return {
        "file": verdict.file,
        "organ": report.organ if report else None,
        "year": report.year if report else None,
        "edition": report.form.edition.year if report else None,
        "status": str(verdict.status),
        "findings": [_finding(finding, report) for finding in verdict.findings],
        "claims": [_claim(claim) for claim in verdict.claims],
    }


def _claim(claim: Claim) -> dict[str, JsonValue]:
    return {
        "section": claim.section,
        "span": list(claim.span),
        "text": claim.text,
        "value": _number(claim.value),
        "refs": [str(ref) for ref in claim.refs],
        "alternatives": [str(ref) for ref in claim.alternatives],
        "ratio": [_number(number) for number in claim.ratio] if claim.ratio else None,
        "verdict": claim.verdict.value,
    }


def _number(number: Number) -> int | float:
    return number if isinstance(number, int) else float(number)


def _finding(finding: Finding, report: Report | None) -> dict[str, JsonValue]:
    where = finding.where
    sheet, cell = address_of(where, report)
    return {
        "rule": finding.rule.code,
        "severity": finding.severity.value,
        "sheet": sheet,
        "cell": cell,
        "ref": where.path,
        "section": where.section,
        "span": list(where.span) if where.span else None,
        "problem": finding.problem,
        "remedy": finding.remedy,
        "found": shown(finding.found),
        "expected": shown(finding.expected),
        "related": [str(ref) for ref in finding.related],
        "causes": list(finding.causes),
        "basis": finding.rule.basis,
        "reason": finding.reason,
    }


def address_of(where: Where, report: Report | None) -> tuple[str | None, str | None]:
    """Sheet and cell of a place; a section or a whole table has no cell."""
    if where.ref and report:
        address = layout_of(report.form)[where.ref]
        return address.sheet, address.a1
    if where.at:
        return where.at
    key = where.section or (where.part or "").partition(".")[0]
    return next((section.sheet for section in SECTIONS if section.key == key), None), None
