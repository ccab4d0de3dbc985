"""What an exported report says, in order: the document that Word and the page for the portal both draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gxxl.checking.wording import typed
from gxxl.finding import Finding
from gxxl.form.model import Role, Table
from gxxl.form.printed import Box, boxes, header_height, size
from gxxl.form.rules import Severity
from gxxl.form.sections import PREAMBLE, REPORT_NAME, SECTIONS, title_of
from gxxl.form.spelling import fit_for_a_file
from gxxl.report import Kind, Report, Signature
from gxxl.template.checksum import code_of

OPEN_TITLE = "公布前须处理的事项"
"""The heading of the last page of a draft."""

_LEADING = re.compile(r"（[一二三四五六七八九十]+）[^。：；，\n]{1,25}。?")
"""A heading of the second level at the start of a paragraph: （一）主动公开情况。"""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Square(NamedTuple):
    """A box of a table with the words it shows; `head` of a label is what it stands over: `col` or `row`."""

    box: Box
    text: str
    head: str = ""
    total: bool = False


class Grid(NamedTuple):
    """A table as printed, row by row; `header` rows are repeated where it breaks over pages."""

    title: str
    rows: tuple[tuple[Square, ...], ...]
    header: int
    width: int


class Paragraph(NamedTuple):
    """One paragraph of prose; `heading` is the piece at its start that is set as a heading of the second level."""

    heading: str
    text: str


class Part(NamedTuple):
    """One of the six parts: its heading, and its prose or its table."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Grid | None = None


class Document(NamedTuple):
    """A whole report as it is handed out; `open` are the findings a draft lists on its last page."""

    title: str
    preamble: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    signature: Signature
    code: str
    draft: bool
    open: tuple[Finding, ...]


def document_of(report: Report, findings: Sequence[Finding] = ()) -> Document:
    """The document of a report; with an error open among `findings` it is a draft."""
    left = tuple(finding for finding in findings if finding.is_open)
    parts = [
        Part(section.title, _paragraphs(report.prose[section.key]))
        if section.prose
        else Part(section.title, table=grid_of(report, report.form.table(section.key)))
        for section in SECTIONS
    ]
    return Document(
        title=title_of(report.organ, report.year),
        preamble=_paragraphs(report.prose[PREAMBLE]),
        parts=tuple(parts),
        signature=report.signature or Signature(None, None),
        code=code_of(report),
        draft=any(finding.severity is Severity.ERROR for finding in left),
        open=left,
    )


def file_name_of(report: Report) -> str:
    """The name of an exported file without its suffix: organ, year, what it is."""
    year = f"{report.year}年度" if report.year else ""
    return fit_for_a_file(f"{report.organ or ''}{year}{REPORT_NAME}")


def grid_of(report: Report, table: Table) -> Grid:
    """A table with its labels and values, cell for cell as printed; what was not seen stays empty."""
    height, width = size(table)
    header = header_height(table)
    with_cells = {box.row for box in boxes(table) if box.ref}
    rows: list[list[Square]] = [[] for _ in range(height)]
    for box in boxes(table):
        rows[box.row].append(_square(report, box, "row" if box.row in with_cells else "col"))
    return Grid(table.title, tuple(map(tuple, rows)), 0 if table.blocks[0].title else header, width)


def _square(report: Report, box: Box, head: str) -> Square:
    if not box.ref:
        return Square(box, box.text, head)
    value = report[box.ref]
    shown = "" if value.kind in (Kind.UNSEEN, Kind.BLANK) else typed(value)
    return Square(box, shown, total=report.form.cell(box.ref).role is Role.TOTAL)


def _paragraphs(text: str | None) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(line.strip()) for line in (text or "").split("\n") if line.strip())


def _paragraph(line: str) -> Paragraph:
    found = _LEADING.match(line)
    ends = found is not None and (found.end() == len(line) or found[0].endswith("。"))
    return Paragraph(line[: found.end()], line[found.end() :]) if found and ends else Paragraph("", line)


def chinese_date(date: str) -> str:
    """`2024-01-16` as 2024年1月16日, no leading zeros (GB/T 9704—2012, 7.3.5.4); anything else as it is."""
    found = _ISO.fullmatch(date)
    return "{}年{}月{}日".format(*map(int, found.groups())) if found else date
