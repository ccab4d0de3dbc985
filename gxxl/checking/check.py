"""Check reports: cells, sums, years, form and words, all findings of each report in the order of the form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gxxl.checking.causes import with_causes
from gxxl.checking.form_year import form_year_finding
from gxxl.checking.frames import Case, Plan, plan_for
from gxxl.checking.schema import Failure, failures
from gxxl.checking.wording import balance_finding, cell_finding
from gxxl.checking.words import alike
from gxxl.finding import Finding
from gxxl.form.model import Form, Ref
from gxxl.form.sections import SECTIONS
from gxxl.report import Kind, Report


def check(cases: Sequence[Case]) -> list[tuple[Finding, ...]]:
    """The findings of each case, in the order of the cases; reports of one form are validated in one frame."""
    groups: dict[tuple[Form, Form | None], list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        groups[case.report.form, case.last.form if case.last else None].append(number)
    failed: dict[int, list[Failure]] = defaultdict(list)
    for (form, last), numbers in groups.items():
        for failure in failures(plan_for(form, last), [cases[number] for number in numbers]):
            failed[numbers[failure.case]].append(failure)
    return [_findings(case, failed.get(number, [])) for number, case in enumerate(cases)]


def _findings(case: Case, failed: Sequence[Failure]) -> tuple[Finding, ...]:
    report, last = case
    plan: Plan = plan_for(report.form, last.form if last else None)
    cells = [cell_finding(report, failure.cell) for failure in failed if failure.cell is not None]
    known = [plan.balance(failure.balance) for failure in failed if failure.balance is not None]
    broken = [balance for balance in known if balance.rule != "Y-03" or not _empty_sum(report, balance.at)]
    sums = with_causes(case, [(balance, balance_finding(case, balance)) for balance in broken])
    words = alike(report, last) if last else ()
    form_year = form_year_finding(report.form, report.year) if report.year else None
    whole = [form_year] if form_year else []
    return tuple(in_order(report.form, [*whole, *_once([*cells, *sums]), *words]))


def _empty_sum(report: Report, ref: Ref) -> bool:
    """Whether a total is 0 only because none of its cells has been filled in yet: that is no fall from last year."""
    terms = report.form.total_sums.get(ref, ())
    return (
        bool(terms)
        and not report[ref].counts
        and all(report[term.ref].kind is Kind.BLANK or _empty_sum(report, term.ref) for term in terms)
    )


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each rule and cell: the one with causes where two ways lead to the same."""
    kept: dict[tuple[str, Ref | None], Finding] = {}
    for finding in findings:
        key = finding.rule.code, finding.where.ref
        if key not in kept or finding.causes:
            kept[key] = finding
    return list(kept.values())


def in_order(form: Form, findings: Sequence[Finding]) -> list[Finding]:
    """Findings of the whole file first, then section by section, cell by cell and word by word, then by rule."""
    sections = [section.key for section in SECTIONS]

    def place(finding: Finding) -> tuple[int, int, int, str]:
        where = finding.where
        if where.ref:
            return sections.index(where.ref.table), form.index[where.ref], 0, finding.rule.code
        section = sections.index(where.section) if where.section in sections else -1
        return section, -1, where.span[0] if where.span else 0, finding.rule.code

    return sorted(findings, key=place)
