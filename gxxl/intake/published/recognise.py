"""A document of any kind as a report: tables, text, organ and year, with findings for what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from gxxl.finding import Finding, Where
from gxxl.form.model import Ref
from gxxl.form.rules import RULES
from gxxl.form.rules_workbook import NOT_A_REPORT, READING_DOUBTS
from gxxl.form.sections import SECTIONS
from gxxl.intake.published.naming import named_in, year_stated
from gxxl.intake.published.outline import Outline, outline_of
from gxxl.intake.published.regions import regions_of
from gxxl.intake.published.stitching import stitched
from gxxl.intake.published.tables import Doubt, Found, nothing, read_disclosure, read_disputes, read_requests
from gxxl.intake.strips import Document, Place
from gxxl.reading import NotAReport, report_from_json
from gxxl.report import Kind, Report


class Recognised(NamedTuple):
    """A report, where each of its cells was read, and what could not be read."""

    report: Report
    places: Mapping[Ref, Place]
    findings: tuple[Finding, ...]


def recognise(document: Document) -> Recognised:
    """Read a document. Raises NotAReport where it is none."""
    document = document._replace(strips=stitched(document.strips))
    regions = regions_of(document.strips)
    outline = outline_of(document, regions)
    organ, year = named_in(outline.title)
    year = year or year_stated(outline.parts["preamble"]) or year_stated(outline.parts["overview"])
    cut = [document.strips[region.start : region.stop] for region in regions]
    two = read_disclosure(cut[0], year) if cut[0] else nothing()
    three = read_requests(cut[1], year) if cut[1] else nothing()
    four = read_disputes(cut[2]) if cut[2] else nothing()
    found = {"disclosure": two, "requests": three, "disputes": four}
    if not any(table.cells for table in found.values()) and not _has_sections(outline):
        raise NotAReport(NOT_A_REPORT["document"])
    report, _ = report_from_json(_data(outline, organ or outline.signer, year, found))
    places = {
        ref: found[ref.table].places[ref.row]
        for ref in report.form.index
        if ref.row in found[ref.table].places and report[ref].kind is not Kind.UNSEEN
    }
    return Recognised(report, places, tuple(_findings(report, found)))


def _has_sections(outline: Outline) -> bool:
    """Whether enough of the six headings stand in the text to call it a report."""
    return sum(outline.parts[section.key] is not None for section in SECTIONS if section.prose) >= 2


def _data(outline: Outline, organ: str | None, year: int | None, found: Mapping[str, Found]) -> dict[str, Any]:
    signature = {"organ": outline.signer, "date": outline.date} if outline.signer or outline.date else None
    read_from = {
        f"{table}.{row}": str(place)
        for table, read in found.items()
        for row, place in read.places.items()
        if str(place)
    }
    return {
        "organ": organ,
        "year": year,
        "edition": found["disclosure"].edition,
        "tables": {table: read.cells for table, read in found.items()},
        "prose": outline.parts,
        "signature": signature,
        "title": outline.title,
        "read_from": read_from,
    }


def _findings(report: Report, found: Mapping[str, Found]) -> Iterator[Finding]:
    for table in report.form.tables:
        read = found[table.key]
        if not any(report[cell.ref].kind is not Kind.UNSEEN for cell in table.cells()) and not read.doubts:
            yield _finding("W-07", table.key, {"what": READING_DOUBTS["table"].format(table=table.nickname)})
        for doubt in read.doubts:
            yield _doubt(report, doubt)
    kinds = [value.kind for value in report.values]
    blank, unseen = kinds.count(Kind.BLANK), kinds.count(Kind.UNSEEN)
    counts = {"cells": len(kinds), "read": len(kinds) - blank - unseen, "blank": blank, "unseen": unseen}
    slots = {name: str(number) for name, number in counts.items()}
    yield _finding("W-08", None, slots)


def _doubt(report: Report, doubt: Doubt) -> Finding:
    table = report.form.table(doubt.table)
    row = next((row.name for row in table.rows if row.key == doubt.row), "")
    slots = {"table": table.nickname, "row": row, "place": str(doubt.place), "text": doubt.text}
    part = f"{doubt.table}.{doubt.row}" if doubt.row else doubt.table
    if doubt.key == "stranger":
        rule = RULES["W-02"]
        reason = READING_DOUBTS["stranger"].format_map(slots)
        return Finding(
            rule=rule, severity=rule.severity, where=Where(part=part), problem=rule.problem.format(reason=reason),
            remedy=rule.remedy_over, found=doubt.text,
        )  # fmt: skip
    return _finding("W-07", part, {"what": READING_DOUBTS[doubt.key].format_map(slots)})


def _finding(code: str, part: str | None, slots: Mapping[str, str]) -> Finding:
    rule = RULES[code]
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(part=part),
        problem=rule.problem.format_map(slots),
        remedy=rule.remedy.format_map(slots),
    )
