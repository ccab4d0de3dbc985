"""Laws of checking: what must hold for every report, whatever is typed."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.checking.totals import with_totals
from gxxl.checking.verdict import Status, Verdict
from gxxl.form.editions import compose
from gxxl.form.model import Form, Role
from gxxl.form.rules import Severity
from gxxl.reading import report_from_json
from gxxl.report import Report, dumps
from tests.conftest import corpus_report, findings_of
from tests.strategies import FORMS, TYPED, valid_reports
from tests.tables import changed, report_of

IDENTITIES = {"T3-01", "T3-02", "T3-03", "T4-01"}
TOTAL_RULES = IDENTITIES - {"T3-01"}


def _errors(report: Report) -> set[str]:
    return {f.rule.code for f in findings_of(report) if f.severity is Severity.ERROR} - {"W-01"}


@given(valid_reports())
@settings(max_examples=40, deadline=None)
def test_a_valid_report_has_no_error(report: Report) -> None:
    """Numbers that satisfy the identities of the form raise no 错误."""
    assert _errors(report) == set()


@given(valid_reports(), st.data())
@settings(max_examples=150, deadline=None)
def test_every_single_change_is_found_unless_the_cell_is_free(report: Report, data: st.DataObject) -> None:
    """One cell of table three or four typed anew never goes unnoticed; table two is free where a number stands."""
    ref = data.draw(st.sampled_from([cell.ref for cell in report.form.cells]))
    typed = data.draw(TYPED)
    after = changed(report, {str(ref): typed})
    same = after[ref].counts is not None and after[ref].counts == report[ref].counts
    free = ref.table == "disclosure" and after[ref].counts is not None

    assert bool(_errors(after)) == (not same and not free)


@given(FORMS, st.data())
@settings(max_examples=30, deadline=None)
def test_valid_plus_valid_is_valid(form: Form, data: st.DataObject) -> None:
    """Sums of valid reports are valid, in any order: what a roll-up relies on."""
    one, other = (data.draw(valid_reports(st.just(form))) for _ in range(2))

    def added(first: Report, second: Report) -> Report:
        cells: dict[str, Any] = {}
        for ref, a, b in zip(form.index, first.values, second.values, strict=True):
            total = (a.counts or 0) + (b.counts or 0)
            cells[str(ref)] = str(total) if isinstance(total, Decimal) else total
        return report_of(cells, form=form, organ="某市人民政府")

    assert _errors(added(one, other)) == set()
    assert dumps(added(one, other)) == dumps(added(other, one))


@given(FORMS, st.data())
@settings(max_examples=80, deadline=None)
def test_filling_totals_is_idempotent_and_leaves_no_total_finding(form: Form, data: st.DataObject) -> None:
    """填总计 over whatever was typed: twice is once, and no total is wrong afterwards (T3-02, T3-03, T4-01, C-01)."""
    refs = data.draw(st.lists(st.sampled_from([cell.ref for cell in form.cells]), max_size=6, unique=True))
    typed = {str(ref): data.draw(TYPED) for ref in refs}
    filled = with_totals(report_of(typed, form=form))

    assert dumps(with_totals(filled)) == dumps(filled)
    wrong = [f for f in findings_of(filled) if f.where.ref and form.cell(f.where.ref).role is Role.TOTAL]
    assert {f.rule.code for f in wrong} <= {"T3-01", "Y-04"}


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_an_arithmetic_error_cannot_be_typed_away(data: st.DataObject) -> None:
    """Whatever is typed into one cell of 洪泽2023, whose two totals are wrong: it never becomes ready."""
    report = corpus_report("hongze-2023")
    ref = data.draw(st.sampled_from([cell.ref for cell in report.form.cells]))
    after = changed(report, {str(ref): data.draw(TYPED)})

    verdict = Verdict(file="", report=after, findings=findings_of(after))
    assert verdict.status is Status.NOT_READY
    assert not any(f.rule.answerable for f in verdict.findings if f.rule.code in IDENTITIES)


@given(
    st.lists(valid_reports() | st.builds(corpus_report, st.sampled_from(["hongze-2023", "pingtan-2020"])), max_size=5)
)
@settings(max_examples=25, deadline=None)
def test_many_reports_are_checked_as_each_alone(reports: list[Report]) -> None:
    """One frame for all gives each report the findings it has by itself, whatever stands beside it."""
    together = check([Case(report) for report in reports])

    assert together == [findings_of(report) for report in reports]


@given(FORMS, st.data())
@settings(max_examples=100, deadline=None)
def test_what_was_typed_survives_json(form: Form, data: st.DataObject) -> None:
    """A report written and read again has the same classes, numbers and texts in every cell."""
    ref = data.draw(st.sampled_from([cell.ref for cell in form.cells]))
    report = report_of({str(ref): data.draw(TYPED.filter(_json_can_carry))}, form=form)
    again, _ = report_from_json(json.loads(dumps(report), parse_float=Decimal))

    assert [value[:2] for value in again.values] == [value[:2] for value in report.values]
    assert dumps(again) == dumps(report)


def _json_can_carry(value: Any) -> bool:
    return not (isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value))


@pytest.mark.parametrize("ref", ["requests.granted.total", "requests.handled.other", "disputes.reconsideration.total"])
def test_only_the_right_number_ends_a_total_finding(ref: str) -> None:
    """T3-02, T3-03, T4-01: of all numbers up to 30 only the sum itself is silent."""
    silent = [number for number in range(30) if not _errors(report_of({ref: number})) & TOTAL_RULES]

    assert silent == [0]


@given(FORMS, st.data())
@settings(max_examples=60, deadline=None)
def test_numbers_beyond_floats_obey_the_same_laws(form: Form, data: st.DataObject) -> None:
    """A valid report multiplied by up to 10^280 has no 错误, and one more in any cell of a sum is found."""
    report, times = data.draw(valid_reports(st.just(form))), data.draw(st.integers(10**16, 10**280))
    counted = {str(ref): (value.counts or 0) * times for ref, value in zip(form.index, report.values, strict=True)
               if ref.table != "disclosure"}  # fmt: skip
    large = report_of(counted, form=form, organ="某市人民政府")
    ref = data.draw(st.sampled_from(sorted(counted)))

    assert _errors(large) == set()
    assert _errors(changed(large, {ref: counted[ref] + 1}))


@pytest.mark.parametrize("form", [compose(2021, 2021), compose(2019, 2019)])
def test_a_total_nobody_saw_is_left_alone(form: Form) -> None:
    """填总计 keeps a total none of whose cells was seen, and adds up one where some were."""
    unseen = {str(ref): None for ref in form.index if ref.row == "new" or ref.table == "disputes"}
    filled = with_totals(
        report_of({**unseen, "requests.new.business": 3, "disputes.reconsideration.total": 7}, form=form)
    )

    kinds = {str(ref): value for ref, value in zip(form.index, filled.values, strict=True)}
    assert kinds["requests.new.total"].number == 3
    assert kinds["disputes.reconsideration.total"].number == 7
    assert kinds["disputes.direct_litigation.total"].number is None
