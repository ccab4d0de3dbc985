"""Many files at once: open each, find last year's report of each, check all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from gxxl.checking.check import in_order
from gxxl.checking.frames import Case
from gxxl.checking.verdict import Verdict
from gxxl.entry.guard import attempt
from gxxl.intake.archives import opened_in
from gxxl.intake.files import Opened, unreadable
from gxxl.intake.last_year import Archive, InTurn, LastYear, OneFile
from gxxl.narrative.whole import check_whole
from gxxl.report import Report

CHUNK = 1000
"""Reports checked in one frame: enough to be fast, few enough to keep memory flat."""


def open_all(paths: Iterable[Path]) -> list[Opened]:
    """Every file opened, those of archives too; one that fails in a way nobody foresaw is a finding like any other."""
    return [opened for path in paths for opened in attempt(partial(opened_in, path), partial(_unreadable, path))]


def _unreadable(path: Path) -> list[Opened]:
    return [unreadable(path)]


def check_all(opened: Sequence[Opened], last: LastYear | None = None) -> list[Verdict]:
    """A verdict for each file in order. What `last` does not know, reports of one organ among the files tell another.

    The one file named as last year's stands alone.
    """
    source: LastYear = Archive(file.report for file in opened if file.report)
    if last:
        source = last if isinstance(last, OneFile) else InTurn(last, source)
    verdicts: list[Verdict] = []
    for start in range(0, len(opened), CHUNK):
        verdicts += check_chunk(opened[start : start + CHUNK], source)
    return verdicts


def check_chunk(opened: Sequence[Opened], source: LastYear) -> list[Verdict]:
    """A verdict for each file in order, all reports in one frame; what `source` does not know the workbook may tell."""
    cases = [Case(file.report, source.before(file.report) or _own_last(file)) for file in opened if file.report]
    checked = iter(zip(cases, check_whole(cases), strict=True))
    verdicts: list[Verdict] = []
    for file in opened:
        if file.report is None:
            verdicts.append(Verdict(file=str(file.path), report=None, findings=file.findings))
            continue
        case, (findings, claims) = next(checked)
        said = file.workbook.settle(findings) if file.workbook else findings
        ordered = tuple(in_order(file.report.form, [*file.findings, *said, *source.said(file.report)]))
        finished = file.workbook is None or file.workbook.finished
        verdicts.append(
            Verdict(
                file=str(file.path),
                report=file.report,
                last=case.last,
                last_disputed=source.disputed(file.report),
                findings=ordered,
                claims=claims,
                finished=finished,
            )
        )
    return verdicts


def _own_last(file: Opened) -> Report | None:
    """What the workbook itself says of last year."""
    return file.workbook.last if file.workbook else None
