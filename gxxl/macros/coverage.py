"""What 核查 says of the numbers in prose beyond findings: how many agree, and which were held against no cell."""

from __future__ import annotations

from gxxl.claim import Claim, Verdict
from gxxl.edit import Blank, Content, Formula, Text
from gxxl.finding import Where, paragraph
from gxxl.form.rules_narrative import VERDICTS, VERDICTS_TITLE
from gxxl.macros.examine import Examined
from gxxl.narrative.compare import coverage
from gxxl.report import Report
from gxxl.sheet import layout_of
from gxxl.template.expressions import quoted
from gxxl.template.places import Places

_LISTED = (Verdict.NOT_IN_TABLES, Verdict.NOT_UNDERSTOOD, Verdict.NOT_CHECKED)
_COLUMNS = 7


def coverage_rows(places: Places, examined: Examined) -> list[tuple[Content, ...]]:
    """Rows of 核查结果 below the findings: the count, then every number that was held against no cell, quoted."""
    if not examined.claims:
        return []
    report = examined.taken.report
    unread = [_row(places, report, claim) for claim in examined.claims if claim.verdict in _LISTED]
    blank: Content = Blank()
    return [(Text(VERDICTS_TITLE), Text(coverage(examined.claims)), *[blank] * (_COLUMNS - 2)), *unread]


def _row(places: Places, report: Report, claim: Claim) -> tuple[Content, ...]:
    place = paragraph(report.prose.get(claim.section) or "", claim.span[0])
    words = Text(f"第{place}段“{''.join(claim.text.split())}”")
    blank: Content = Blank()
    title = Text(VERDICTS[claim.verdict.value])
    return (title, words, *[blank] * (_COLUMNS - 3), link(places, Where(section=claim.section)))


def link(places: Places, where: Where) -> Content:
    """The cell a row of 核查结果 leads to: that of the finding, or the first of its section."""
    if where.at:
        sheet, cell = where.at
    elif where.ref:
        sheet, cell = (at := layout_of(places.form)[where.ref]).sheet, at.a1
    elif where.section and where.section in places.names:
        sheet, cell = (at := places.names[where.section].at(0, 0)).sheet, at.a1
    else:
        return Blank()
    return Formula(f'HYPERLINK("#{quoted(sheet)}!{cell}","{cell}")', cell)
