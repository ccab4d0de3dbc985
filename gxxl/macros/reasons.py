"""核实说明: which reasons count, to which finding they belong, and when they no longer do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gxxl.finding import Finding, shown
from gxxl.form.rules_workbook import LEAST_REASON, REFUSED_REASONS


def key_of(finding: Finding) -> str:
    """What a reason belongs to: rule, place (in prose: the words) and both numbers; other numbers, another reason."""
    place = finding.where.path or "".join(finding.where.at or ()) or f"{finding.where.section or ''}{finding.quote}"
    return f"{finding.rule.code}|{place}|{shown(finding.found)}|{shown(finding.expected)}"


def place_of(key: str) -> str:
    """The rule and the place of a key, without the numbers."""
    return "|".join(key.split("|", 2)[:2])


def outdated(key: str, reasons: Mapping[str, str]) -> frozenset[str]:
    """Reasons given at the same place for other numbers."""
    return frozenset(text for other, text in reasons.items() if other != key and place_of(other) == place_of(key))


def counts(reason: str) -> bool:
    """At least eight characters of substance, and none of the phrases that say nothing."""
    text = "".join(reason.split())
    return len(text) >= LEAST_REASON and not any(phrase in text for phrase in REFUSED_REASONS)


def answered(findings: Sequence[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings with the reasons that settle them: only 疑点 and Y-01 can be answered, never an arithmetic 错误."""
    return tuple(
        finding._replace(reason=reasons[key])
        if finding.answerable and counts(reasons.get(key := key_of(finding), ""))
        else finding
        for finding in findings
    )
