"""Findings about a whole file: it holds no report, or cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.finding import Finding, Where
from gxxl.form.rules import RULES
from gxxl.form.rules_workbook import FILE_TROUBLES, NOT_A_REPORT
from gxxl.hosts.refused import Refused


def file_finding(code: str, slots: Mapping[str, str]) -> Finding:
    """The finding of a rule about a file, with its slots filled."""
    rule = RULES[code]
    problem, remedy = rule.problem.format_map(slots), rule.remedy.format_map(slots)
    return Finding(rule=rule, severity=rule.severity, where=Where(), problem=problem, remedy=remedy)


def refusal(refused: Refused) -> Finding:
    """W-05 for a file of another kind, W-06 for one that is damaged."""
    if refused.key == "not a workbook":
        reason = NOT_A_REPORT["other"].format_map(refused.slots)
        return file_finding("W-05", {"reason": reason})
    reason, advice = (text.format_map(refused.slots) for text in FILE_TROUBLES[refused.key])
    return file_finding("W-06", {"reason": reason, "advice": advice})
