"""Many files at once: open each, find last year's report of each, check all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from gxxl.checking.check import check, in_order
from gxxl.checking.frames import Case
from gxxl.checking.verdict import Verdict
from gxxl.entry.guard import attempt
from gxxl.intake.files import Opened, open_report, unreadable
from gxxl.intake.last_year import Archive
from gxxl.report import Report

CHUNK = 1000
"""Reports checked in one frame: enough to be fast, few enough to keep memory flat."""


class LastYear(Protocol):
    """Whatever can name last year's report of a report."""

    def before(self, report: Report) -> Report | None:
        """The same organ's report for the year before, where there is one."""


def open_all(paths: Iterable[Path]) -> list[Opened]:
    """Every file opened; one that fails in a way nobody foresaw is a finding like any other."""
    return [attempt(partial(open_report, path), partial(unreadable, path)) for path in paths]


def check_all(opened: Sequence[Opened], last: LastYear | None = None) -> list[Verdict]:
    """A verdict for each file in order. Without `last`, reports of one organ among the files serve one another."""
    source = last or Archive(file.report for file in opened if file.report)
    verdicts: list[Verdict] = []
    for start in range(0, len(opened), CHUNK):
        verdicts += _check_chunk(opened[start : start + CHUNK], source.before)
    return verdicts


def _check_chunk(opened: Sequence[Opened], before: Callable[[Report], Report | None]) -> list[Verdict]:
    cases = [Case(file.report, before(file.report)) for file in opened if file.report]
    checked = iter(zip(cases, check(cases), strict=True))
    verdicts: list[Verdict] = []
    for file in opened:
        if file.report is None:
            verdicts.append(Verdict(file=str(file.path), report=None, findings=file.findings))
            continue
        case, findings = next(checked)
        ordered = tuple(in_order(file.report.form, [*file.findings, *findings]))
        verdicts.append(Verdict(file=str(file.path), report=file.report, last=case.last, findings=ordered))
    return verdicts
