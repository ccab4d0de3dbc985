"""Findings as CSV with a byte order mark, so that Excel opens the Chinese right."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from gxxl.checking.verdict import Verdict
from gxxl.entry.record import address_of
from gxxl.finding import shown
from gxxl.form.told_by_commands import LISTED_HEADS


def as_csv(verdicts: Sequence[Verdict]) -> str:
    """One row a finding; texts that a spreadsheet would take for formulas are kept texts."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(LISTED_HEADS)
    for verdict in verdicts:
        report = verdict.report
        for finding in verdict.findings:
            sheet, cell = address_of(finding.where, report)
            who = (verdict.file, report.organ if report else None, report.year if report else None)
            numbers = (shown(finding.stood), shown(finding.due))
            told = (finding.severity.label, finding.rule.code, sheet, cell, finding.problem, *numbers, finding.remedy)
            writer.writerow([_safe(value) for value in (*who, *told, finding.reason)])
    return out.getvalue()


def _safe(value: object) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text
