"""Findings as one HTML page: verdict, findings, and the three tables as printed with the marked cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.verdict import Verdict
from gxxl.checking.wording import typed
from gxxl.checking.years import Likeness, Pair, alike_sections, pairs
from gxxl.export.digest import Line, lines, not_checked, summary, title
from gxxl.export.pages import drawn_page
from gxxl.form.model import Ref, Role, Table
from gxxl.form.printed import Box, boxes, size
from gxxl.form.rules import Severity
from gxxl.form.told_by_commands import UNSEEN, VIEW
from gxxl.report import Kind, Report


class Square(NamedTuple):
    """One cell of an HTML table: a label or a value, with its mark."""

    box: Box
    text: str
    scope: str = ""
    style: str = ""
    mark: Severity | None = None


class Drawn(NamedTuple):
    """A table ready to be drawn, row by row."""

    title: str
    rows: list[list[Square]]


class Sheet(NamedTuple):
    """One file on the page."""

    name: str
    title: str
    verdict: Verdict
    summary: str
    lines: list[Line]
    missing: str
    tables: list[Drawn]
    years: list[tuple[str, list[Pair]]]
    alike: list[Likeness]


def as_page(verdicts: Sequence[Verdict]) -> str:
    """The page, complete in one file, without script."""
    return drawn_page("gxxl.entry", "page.html.j2", sheets=[_sheet(verdict) for verdict in verdicts])


def _sheet(verdict: Verdict) -> Sheet:
    report = verdict.report
    marks = _marks(verdict)
    tables = [_drawn(report, table, marks) for table in report.form.tables] if report else []
    missing = VIEW["not checked"].format(what="、".join(not_checked(verdict))) if not_checked(verdict) else ""
    told = (summary(verdict), lines(verdict), missing)
    last = verdict.last
    years = (
        [(table.title, list(pairs(report, last, table.key))) for table in report.form.tables] if report and last else []
    )
    alike = alike_sections(report, last) if report and last else []
    return Sheet(Path(verdict.file).name, title(verdict), verdict, *told, tables, years, alike)


def _marks(verdict: Verdict) -> dict[Ref, Severity]:
    """The worst of what is said of each cell."""
    order = list(Severity)
    marks: dict[Ref, Severity] = {}
    for finding in verdict.findings:
        ref = finding.where.ref
        if ref and (ref not in marks or order.index(finding.severity) < order.index(marks[ref])):
            marks[ref] = finding.severity
    return marks


def _drawn(report: Report, table: Table, marks: dict[Ref, Severity]) -> Drawn:
    rows: list[list[Square]] = [[] for _ in range(size(table)[0])]
    with_cells = {box.row for box in boxes(table) if box.ref}
    for box in boxes(table):
        rows[box.row].append(
            _square(report, box, marks) if box.ref else Square(box, box.text, "row" if box.row in with_cells else "col")
        )
    return Drawn(table.title, rows)


def _square(report: Report, box: Box, marks: dict[Ref, Severity]) -> Square:
    assert box.ref
    value, cell, mark = report[box.ref], report.form.cell(box.ref), marks.get(box.ref)
    unseen = value.kind is Kind.UNSEEN
    styles = {"total": cell.role is Role.TOTAL, "unseen": unseen, "blank": value.kind is Kind.BLANK}
    style = " ".join([*(name for name, holds in styles.items() if holds), *([mark.value] if mark else [])])
    return Square(box, UNSEEN if unseen else typed(value), style=style, mark=mark)
