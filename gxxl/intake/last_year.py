"""Finding last year's report of an organ: in a folder by name and year, or the one file that was named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from gxxl.intake.files import files_in, open_report
from gxxl.report import Report


class WrongLastYear(ValueError):
    """The file named as last year's is of another organ or year; `mine` is the report it does not fit."""

    def __init__(self, last: Report, mine: Report) -> None:
        super().__init__()
        self.last, self.mine = last, mine


class NoLastYear(ValueError):
    """The file named as last year's holds no report."""


class Archive:
    """Reports by organ and year. Two different ones of one organ and year: neither is used."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports: dict[tuple[str, int], Report | None] = {}
        for report in reports:
            if report.organ and report.year:
                key = _name(report.organ), report.year
                self._reports[key] = None if key in self._reports else report

    def before(self, report: Report) -> Report | None:
        """The report of the same organ for the year before."""
        if not (report.organ and report.year):
            return None
        return self._reports.get((_name(report.organ), report.year - 1))


class OneFile:
    """The one report named as last year's, for every report it is asked for."""

    def __init__(self, last: Report) -> None:
        self._last = last

    def before(self, report: Report) -> Report:
        """Last year's report. Raises WrongLastYear where organ or year are known and do not fit."""
        last = self._last
        same = not (last.organ and report.organ) or _name(last.organ) == _name(report.organ)
        if not same or (last.year and report.year and last.year != report.year - 1):
            raise WrongLastYear(last, report)
        return last


def last_year_in(path: Path) -> Archive | OneFile:
    """A folder as an archive, a file as the one report. Raises NoLastYear where a file holds none."""
    if path.is_dir():
        opened = (open_report(file) for file in files_in([path]))
        return Archive(found.report for found in opened if found.report)
    report = open_report(path).report
    if report is None:
        raise NoLastYear(path.name)
    return OneFile(report)


def _name(organ: str) -> str:
    return "".join(unicodedata.normalize("NFKC", organ).split())
