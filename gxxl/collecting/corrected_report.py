"""A report with corrected numbers: totals follow, and the whole is checked anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gxxl.checking.check import in_order
from gxxl.checking.frames import Case
from gxxl.checking.verdict import Verdict
from gxxl.form.model import Form, Ref
from gxxl.macros.reasons import key_of
from gxxl.narrative.whole import check_whole
from gxxl.report import Kind, Number, Report, Value


def with_numbers(report: Report, numbers: Mapping[Ref, Number]) -> Report:
    """The report with these numbers; a total that was the sum of its cells stays their sum, any other stays."""
    form = report.form
    values = list(report.values)
    for ref, number in numbers.items():
        values[form.index[ref]] = Value(Kind.NUMBER, number, number)
    sums = {ref: terms for ref, terms in form.total_sums.items() if ref not in numbers}
    following = [ref for ref in sums if report[ref].counts == _sum(form, report.values, ref)]
    for _ in form.tables:
        for ref in following:
            total = _sum(form, values, ref)
            if total is not None and values[form.index[ref]].counts != total:
                values[form.index[ref]] = Value(Kind.NUMBER, total, total)
    return replace(report, values=tuple(values))


def _sum(form: Form, values: Sequence[Value], ref: Ref) -> Number | None:
    """The sum of a total's cells; None where one of them is no number."""
    found = [values[form.index[term.ref]].counts for term in form.total_sums[ref]]
    numbers = [number for number in found if number is not None]
    return sum(numbers, 0) if len(numbers) == len(found) else None


def checked_again(verdict: Verdict, report: Report) -> Verdict:
    """The verdict on the corrected report: what the file alone tells stays, reasons stay for the same numbers.

    What a workbook that is not finished was not told of before is not told of now.
    """
    assert verdict.report
    ((mine, _), (theirs, claims)) = check_whole([Case(verdict.report, verdict.last), Case(report, verdict.last)])
    checked, known = {key_of(one) for one in mine}, {key_of(one): one for one in verdict.findings}
    skipped = checked - set(known)
    own = [one for one in verdict.findings if key_of(one) not in checked]
    again = [known.get(key_of(one), one) for one in theirs if key_of(one) not in skipped]
    findings = tuple(in_order(report.form, [*own, *again]))
    return replace(verdict, report=report, findings=findings, claims=claims)
