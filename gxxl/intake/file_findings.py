"""Findings about a whole file: it holds no report, or cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.finding import Finding, Where
from gxxl.form.rules import RULES


def file_finding(code: str, slots: Mapping[str, str]) -> Finding:
    """The finding of a rule about a file, with its slots filled."""
    rule = RULES[code]
    problem, remedy = rule.problem.format_map(slots), rule.remedy.format_map(slots)
    return Finding(rule=rule, severity=rule.severity, where=Where(), problem=problem, remedy=remedy)
