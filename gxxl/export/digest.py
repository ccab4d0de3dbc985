"""Findings as people read them: blanks in one line a table, knock-on lines left out, repeats counted, places named.

Wording is the rules'; here it is only decided what stands in which line. JSON and the workbook list everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gxxl.checking.verdict import Status, Verdict
from gxxl.finding import Finding, Shown, paragraph
from gxxl.form.model import Form, Ref, Role
from gxxl.form.rules import MORE_OF_THE_SAME, SHEET_OF_BLANK_TOTALS, SHEET_OF_BLANKS, Rule, Severity
from gxxl.form.sections import SECTIONS
from gxxl.form.told import NO_ORGAN, NO_YEAR, checked
from gxxl.narrative.compare import coverage
from gxxl.report import Report
from gxxl.sheet import layout_of, ranges

REPEATS = 8
"""Lines of one rule before the rest is only counted."""


class Line(NamedTuple):
    """One line of a view for people: the `findings` it tells; `refs` are their cells, one or all blanks of a table."""

    rule: Rule
    severity: Severity
    problem: str
    place: str
    remedy: str
    causes: tuple[str, ...]
    refs: tuple[Ref, ...]
    found: Shown = None
    expected: Shown = None
    open: bool = True
    findings: tuple[Finding, ...] = ()


def lines(verdict: Verdict, *, capped: bool = True) -> list[Line]:
    """The findings of a verdict as lines, in order; repeats of one rule are only counted where `capped`."""
    report = verdict.report
    if report is None:
        return [_line(finding, None) for finding in verdict.findings]
    found: dict[object, list[Finding]] = {}
    for finding in kept(verdict):
        found.setdefault(_line_of(finding, report.form), []).append(finding)
    told = [_blanks(members, report) for members in found.values()]
    return list(_capped(told)) if capped else told


def kept(verdict: Verdict) -> list[Finding]:
    """The findings people are told and count: all but those that follow from another."""
    report, found = verdict.report, verdict.findings
    return [finding for finding in found if report is None or not _knock_on(finding, found, report.form)]


def count(verdict: Verdict, severity: Severity) -> int:
    """How many of the findings people are told are open, of one severity."""
    return sum(finding.severity is severity and finding.is_open for finding in kept(verdict))


def _line_of(finding: Finding, form: Form) -> object:
    """What shares a line: the blank inputs of a table, its blank totals; everything else has a line of its own."""
    if finding.rule.code != "C-01" or not finding.where.ref:
        return id(finding)
    return finding.where.ref.table, form.cell(finding.where.ref).role


def _blanks(findings: Sequence[Finding], report: Report) -> Line:
    """One finding, or all blank inputs or totals of one table, in one line."""
    first, refs = findings[0], tuple(finding.where.ref for finding in findings if finding.where.ref)
    if len(findings) == 1:
        return _line(first, report)
    table = report.form.table(refs[0].table)
    totals = report.form.cell(refs[0]).role is Role.TOTAL
    problem, remedy = SHEET_OF_BLANK_TOTALS if totals else SHEET_OF_BLANKS
    cells = ranges(layout_of(report.form)[ref] for ref in refs)
    problem = problem.format(table=table.nickname, count=len(refs))
    place = f"{table.sheet} {cells}"
    return Line(first.rule, first.severity, problem, place, remedy, (), refs, findings=tuple(findings))


def _knock_on(finding: Finding, all_findings: Sequence[Finding], form: Form) -> bool:
    """T3-01 of 总计 follows where a column has missed it already: each slip would be told twice."""
    if finding.rule.code != "T3-01" or not finding.where.ref or not _is_total(form, finding.where.ref):
        return False
    others = (f.where.ref for f in all_findings if f.rule.code == "T3-01" and f.where.ref)
    return any(not _is_total(form, ref) for ref in others)


def _is_total(form: Form, ref: Ref) -> bool:
    return form.cell(ref).column.role is Role.TOTAL


def _capped(found: Sequence[Line]) -> Iterator[Line]:
    total = Counter(line.rule.code for line in found)
    seen: Counter[str] = Counter()
    for line in found:
        code = line.rule.code
        seen[code] += 1
        rest = total[code] - REPEATS
        if seen[code] <= REPEATS or rest <= 1:
            yield line
        elif seen[code] == total[code]:
            more = MORE_OF_THE_SAME.format(count=rest)
            yield line._replace(problem=more, place="", remedy="", causes=(), found=None, expected=None)


def _line(finding: Finding, report: Report | None) -> Line:
    refs = (finding.where.ref,) if finding.where.ref else ()
    place = _place(finding, report) if report else ""
    said = finding.severity, finding.problem, place, finding.remedy
    numbers = _numbers(finding, report) if report else (finding.stood, finding.due)
    return Line(finding.rule, *said, finding.causes, refs, *numbers, finding.is_open, (finding,))


def _numbers(finding: Finding, report: Report) -> tuple[Shown, Shown]:
    """What stands in the cell a line names and what is due there: T3-01 holds it and another against two more."""
    stood, due, at = finding.stood, finding.due, finding.where.ref
    held = next((one for one in report.form.balances if (one.rule, one.at) == (finding.rule.code, at)), None)
    if at is None or held is None or len(held.right) == 1 or at not in [term.ref for term in held.right]:
        return stood, due
    number = report[at].counts
    if number is None or not isinstance(stood, int | Decimal) or not isinstance(due, int | Decimal):
        return stood, due
    rest = number + stood - due
    return number, rest if rest >= 0 else None


def _place(finding: Finding, report: Report) -> str:
    """Sheet and address, the cell in the form's words, and the other cells of the sum."""
    where, layout = finding.where, layout_of(report.form)
    if where.ref:
        address = layout[where.ref]
        name = report.form.cell(where.ref).name
        others = ranges(layout[ref] for ref in finding.related if ref.table == where.ref.table)
        return f"{address.sheet} {address.a1}“{name}”" + (f"，相关 {others}" if others else "")
    if where.at:
        return " ".join(where.at)
    key = where.section or (where.part or "").partition(".")[0]
    sheet = next((section.sheet for section in SECTIONS if section.key == key), "")
    text = report.prose.get(key) or ""
    return _paragraph(sheet, text, where.span) if where.span else sheet


def _paragraph(sheet: str, text: str, span: tuple[int, int]) -> str:
    """`一、总体情况 第2段`; the sheet alone where all of its text is meant."""
    return sheet if span == (0, len(text)) else f"{sheet} 第{paragraph(text, span[0])}段".strip()


def summary(verdict: Verdict) -> str:
    """The sentence that closes a check (season: 核查完毕)."""
    errors, doubts = count(verdict, Severity.ERROR), count(verdict, Severity.WARNING)
    if verdict.status is Status.UNREADABLE:
        return "没有核查：这个文件没有读到年报。"
    if verdict.status is Status.UNCHECKED:
        return _unchecked(verdict)
    told = checked(errors, doubts, "第一条")
    return told if errors or doubts else told + coverage(verdict.claims)


def _unchecked(verdict: Verdict) -> str:
    if verdict.report and verdict.unseen == len(verdict.report.values):
        return "没有核查：三张表里没有读到数字。"
    if not verdict.finished:
        return (
            f"未填完：还差{verdict.blanks}格。" if verdict.blanks else "未填完：表格已填满，请在封面选“填报完毕：是”。"
        )
    return f"没有核查完：读到的格没有问题，还有{verdict.unseen}格没有读到。"


def title(verdict: Verdict) -> str:
    """Whose report of which year."""
    report = verdict.report
    if report is None:
        return ""
    return f"{report.organ or NO_ORGAN} " + (f"{report.year}年度" if report.year else NO_YEAR)


def not_checked(verdict: Verdict) -> list[str]:
    """What was not looked at, so that nothing is passed over in silence."""
    if verdict.report is None:
        return []
    found = [] if verdict.last else [f"上年衔接（{_why_no_last(verdict)}）"]
    found += [] if verdict.report.year else ["表样与年度（没有填年度）"]
    if verdict.unseen:
        found.append(f"{verdict.unseen}个没有读到的格")
    if not any(verdict.report.prose.values()):
        found.append("文字与表格是否一致（没有读到文字）")
    return found


def _why_no_last(verdict: Verdict) -> str:
    return "有两份不同的上年年报" if verdict.last_disputed else "没有上年数据"
