"""What the findings of one report mean for the assessor's indicators: 不符合 only where it is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gxxl.checking.verdict import Verdict
from gxxl.collecting.collection import Received
from gxxl.export.digest import Line, lines
from gxxl.finding import Finding, Shown
from gxxl.form.model import Ref
from gxxl.form.rules import Severity
from gxxl.form.rules_assessing import (
    ALIKE,
    FEES,
    FORMAT,
    INDICATORS,
    ONE_CELL,
    PARTS,
    QUOTED_ONLY,
    SAID,
    SUMS,
    WORDS,
    YEARS,
    Indicator,
    Outcome,
)
from gxxl.form.sections import SECTIONS
from gxxl.intake.strips import Place
from gxxl.report import Kind, Report, has_words

_DOUBTFUL_READING = "W-07"
_LONGEST_QUOTE = 120
_ENDS = "。！？；\n"


class Evidence(NamedTuple):
    """What one outcome rests on: a sentence with both numbers, the words or cells it is about, and where they stand."""

    indicator: str
    outcome: Outcome
    said: str
    rule: str = ""
    quote: str = ""
    place: str = ""
    found: Shown | date = None
    expected: Shown | date = None
    received: Received | None = None

    def softened(self) -> Evidence:
        """The same for a file that may be somebody else's: nothing is certain."""
        return self._replace(outcome=Outcome.REVIEW) if self.outcome is Outcome.WRONG else self


def evidence_in(verdict: Verdict, places: Mapping[Ref, Place]) -> Iterator[Evidence]:
    """Everything a report gives to go by, but for its date of publication and its likeness to others."""
    report = verdict.report
    assert report
    sure = _Sureness(verdict, places)
    for line in lines(verdict, capped=False):
        indicator = next((one for one in INDICATORS if line.rule.code in (*one.certain, *one.doubtful)), None)
        if indicator and line.open:
            yield _of_line(line, indicator, report, sure)
    yield from _unseen(verdict, report)


def _of_line(line: Line, indicator: Indicator, report: Report, sure: _Sureness) -> Evidence:
    finding = line.findings[0]
    outcome = Outcome.WRONG if sure.of(line, indicator) else Outcome.REVIEW
    cause = line.causes[0] if len(line.causes) == 1 else ""
    where = "；".join(filter(None, (line.place, sure.place(line))))
    said = cause + line.problem
    return Evidence(
        indicator.name, outcome, said, line.rule.code, _quote(finding, report), where, line.found, line.expected
    )


class _Sureness:
    """Whether the cells a finding is about were surely read."""

    def __init__(self, verdict: Verdict, places: Mapping[Ref, Place]) -> None:
        self._report, self._places = verdict.report, places
        doubts = (finding.where.part or "" for finding in verdict.findings if finding.rule.code == _DOUBTFUL_READING)
        self._doubtful = frozenset(part.partition(".")[0] for part in doubts)

    def of(self, line: Line, indicator: Indicator) -> bool:
        """Whether nothing but the report itself explains what was found."""
        code, finding = line.rule.code, line.findings[0]
        if code not in indicator.certain or line.severity is not Severity.ERROR:
            return False
        if code in QUOTED_ONLY and finding.where.span is None:
            return False
        refs = (*line.refs, *finding.related)
        return all(self._read(ref) for ref in refs) and (code not in ONE_CELL or len(finding.related) == 1)

    def _read(self, ref: Ref) -> bool:
        """A cell of a grid, in a table all of which was understood; a workbook or data has no other."""
        report = self._report
        if report is None or ref not in report.form.index or ref.table in self._doubtful:
            return False
        place = self._places.get(ref)
        return report[ref].kind is not Kind.UNSEEN and (not self._places or bool(place and place.table))

    def place(self, line: Line) -> str:
        """Where in the document the first cell stands."""
        return next((str(self._places[ref]) for ref in line.refs if ref in self._places), "")


def _quote(finding: Finding, report: Report) -> str:
    """The words a finding is about, with the sentence around them."""
    where = finding.where
    text = report.prose.get(where.section or "") or ""
    if where.span and where.span != (0, len(text)):
        start = max(text.rfind(sign, 0, where.span[0]) for sign in _ENDS) + 1
        ends = [at for sign in _ENDS if (at := text.find(sign, where.span[1])) >= 0]
        return _short(text[start : min(ends, default=len(text)) + 1].strip())
    return _short(finding.quote)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def _unseen(verdict: Verdict, report: Report) -> Iterator[Evidence]:
    """What could not be looked at: it is never called missing."""
    if not report.year:
        yield Evidence(FORMAT.name, Outcome.REVIEW, SAID["no year"])
    no_tables = verdict.unseen == len(report.values)
    if no_tables:
        yield from (Evidence(one.name, Outcome.UNREAD, SAID["no table"]) for one in (SUMS, WORDS, YEARS))
    elif verdict.unseen:
        yield Evidence(SUMS.name, Outcome.REVIEW, SAID["some unseen"].format(count=verdict.unseen))
    if not verdict.last:
        key = "two last" if verdict.last_disputed else "no last"
        yield Evidence(YEARS.name, Outcome.UNREAD, SAID[key])
    if not has_words(report):
        yield from (Evidence(one.name, Outcome.UNREAD, SAID["no words"]) for one in (WORDS, FEES, ALIKE))
    yield from _parts(report)


def _parts(report: Report) -> Iterator[Evidence]:
    """六部分: parts nobody saw are looked for by hand."""
    values = zip(report.form.index, report.values, strict=True)
    seen = {ref.table for ref, value in values if value.kind is not Kind.UNSEEN}
    seen |= {key for key, text in report.prose.items() if text is not None}
    missing = [section for section in SECTIONS if section.key not in seen]
    if missing:
        outcome = Outcome.UNREAD if len(missing) == len(SECTIONS) else Outcome.REVIEW
        yield Evidence(PARTS.name, outcome, SAID["no part"].format(parts="”“".join(one.title for one in missing)))
    other = next((section for section in missing if section.key == "other_matters"), None)
    if other and has_words(report):
        yield Evidence(FEES.name, Outcome.UNREAD, SAID["no part"].format(parts=other.title))
