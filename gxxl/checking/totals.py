"""Totals as the form defines them: what 填总计 puts into every total cell."""

from __future__ import annotations

from dataclasses import replace

from gxxl.report import Kind, Report, Value


def with_totals(report: Report) -> Report:
    """The report with every total the sum of its cells, as SUM adds them: blanks and texts count for nothing.

    A total none of whose cells was seen stays as it is.
    """
    form, values = report.form, list(report.values)
    for cell in form.cells:
        terms = form.total_sums.get(cell.ref, ())
        parts = [values[form.index[term.ref]] for term in terms]
        if any(part.kind is not Kind.UNSEEN for part in parts):
            total = sum(part.counts or 0 for part in parts)
            values[form.index[cell.ref]] = Value(Kind.NUMBER, total, total)
    return replace(report, values=tuple(values))
