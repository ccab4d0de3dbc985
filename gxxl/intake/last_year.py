"""Finding last year's report of an organ: in a folder by name and year, or the one file that was named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from gxxl.finding import Finding
from gxxl.form.spelling import even
from gxxl.intake.archives import opened_in
from gxxl.intake.files import files_in, open_report
from gxxl.intake.paths import is_folder
from gxxl.report import Report


class WrongLastYear(ValueError):
    """The file named as last year's is of another organ or year; `mine` is the report it does not fit."""

    def __init__(self, last: Report, mine: Report) -> None:
        super().__init__()
        self.last, self.mine = last, mine


class NoLastYear(ValueError):
    """The file named as last year's holds no report."""


class LastYear(Protocol):
    """Whatever can name last year's report of a report."""

    def before(self, report: Report) -> Report | None:
        """The same organ's report for the year before, where there is one."""

    def disputed(self, report: Report) -> bool:
        """Whether there are two different ones, so that neither is used."""

    def said(self, report: Report) -> tuple[Finding, ...]:
        """What is to be said of the file last year's report was read from."""


class Archive:
    """Reports by organ and year. Equal ones count once; of two different ones neither is used.

    `said` tells by the identity of a report what is to be said of its file.
    """

    def __init__(
        self, reports: Iterable[Report], said: Mapping[int, tuple[Finding, ...]] = MappingProxyType({})
    ) -> None:
        self._said = said
        self._reports: dict[tuple[str, int], list[Report]] = {}
        self._unlike: dict[tuple[str, int], list[Report]] = {}
        for report in reports:
            if report.organ and report.year:
                self._reports.setdefault((even(report.organ), report.year), []).append(report)

    def before(self, report: Report) -> Report | None:
        """The report of the same organ for the year before."""
        found = self._of(report)
        return found[0] if len(found) == 1 else None

    def disputed(self, report: Report) -> bool:
        """Whether there are two different ones."""
        return len(self._of(report)) > 1

    def said(self, report: Report) -> tuple[Finding, ...]:
        """See LastYear."""
        last = self.before(report)
        return self._said.get(id(last), ()) if last else ()

    def _of(self, report: Report) -> list[Report]:
        if not (report.organ and report.year):
            return []
        key = even(report.organ), report.year - 1
        if key in self._reports and key not in self._unlike:
            self._unlike[key] = _unlike(self._reports[key])
        return self._unlike.get(key, [])


class InTurn:
    """One source, and where it knows nothing of the organ another."""

    def __init__(self, first: LastYear, then: LastYear) -> None:
        self._first, self._then = first, then

    def before(self, report: Report) -> Report | None:
        """What the first source says, else the other."""
        return self._source(report).before(report)

    def disputed(self, report: Report) -> bool:
        """Whether the source that is asked holds two different ones."""
        return self._source(report).disputed(report)

    def said(self, report: Report) -> tuple[Finding, ...]:
        """What the source that is asked has to say."""
        return self._source(report).said(report)

    def _source(self, report: Report) -> LastYear:
        first = self._first
        return first if first.before(report) or first.disputed(report) else self._then


class OneFile:
    """The one report named as last year's, for every report it is asked for."""

    def __init__(self, last: Report, said: tuple[Finding, ...] = ()) -> None:
        self._last, self._said = last, said

    def before(self, report: Report) -> Report:
        """Last year's report. Raises WrongLastYear where organ or year are known and do not fit."""
        last = self._last
        same = not (last.organ and report.organ) or even(last.organ) == even(report.organ)
        if not same or (last.year and report.year and last.year != report.year - 1):
            raise WrongLastYear(last, report)
        return last

    def disputed(self, _report: Report) -> bool:
        """Never: there is one."""
        return False

    def said(self, _report: Report) -> tuple[Finding, ...]:
        """See LastYear."""
        return self._said


def last_year_in(path: Path) -> Archive | OneFile:
    """A folder as an archive, a file as the one report. Raises NoLastYear where a file holds none.

    Older and damaged workbooks of ours count as they move into today's template.
    """
    if is_folder(path):
        reports = [pair for file in files_in([path]) for pair in reports_in(file)]
        return Archive((report for report, _ in reports), {id(report): said for report, said in reports})
    from gxxl.intake.moving.files import open_mended

    found, said = open_mended(open_report(path), path)
    if found.report is None:
        raise NoLastYear(path.name)
    return OneFile(found.report, said)


def reports_in(path: Path) -> list[tuple[Report, tuple[Finding, ...]]]:
    """The reports of a file or archive, older and damaged workbooks included, and what is to be said of each."""
    from gxxl.intake.moving.files import open_mended

    opened = (open_mended(found, path) for found in opened_in(path))
    return [(found.report, said) for found, said in opened if found.report]


def _unlike(reports: Iterable[Report]) -> list[Report]:
    """One of each; they are compared only where somebody asks for them, as that takes a look into all of them."""
    found: list[Report] = []
    for report in reports:
        found += [] if any(_same(report, other) for other in found) else [report]
    return found


def _same(one: Report, other: Report) -> bool:
    """The same form, numbers and words, whatever files they come from."""
    words = ({key: text for key, text in report.prose.items() if text} for report in (one, other))
    return one.form is other.form and _stated(one) == _stated(other) and next(words) == next(words)


def _stated(report: Report) -> list[object]:
    return [value[:2] if value.number is not None else (value.kind, str(value.raw)) for value in report.values]
