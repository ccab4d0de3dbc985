"""Findings about a whole file: it holds no report, cannot be read, or has what no form has."""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.finding import Finding, Where
from gxxl.form.model import Form
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_workbook import FILE_TROUBLES, NOT_A_REPORT, STRUCTURE
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


def stranger(form: Form, where: str, name: str) -> Finding:
    """W-02 for a row or column of data that the form does not have."""
    rule = RULES["W-02"]
    reason = STRUCTURE["stranger"].format(where=_named(form, where), text=name)
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        where=Where(part=where),
        problem=rule.problem.format(reason=reason),
        remedy=rule.remedy_over,
        found=name,
    )


def _named(form: Form, where: str) -> str:
    """A table or row in the words of the form, as far as it has them."""
    key, _, rest = where.partition(".")
    table = next((table for table in form.tables if table.key == key), None)
    row = next((row for row in table.rows if row.key == rest), None) if table else None
    return f"“{where}”" if table is None else f"{table.nickname}“{row.name}”" if row else table.nickname
