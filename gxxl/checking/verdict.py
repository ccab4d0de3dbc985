"""What the check of one file comes to: its findings, the report if there is one, and the state they leave it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gxxl.claim import Claim
from gxxl.finding import Finding
from gxxl.form.rules import Severity
from gxxl.report import Kind, Report


class Status(StrEnum):
    """What a report is after a check.

    `ready`: finished, every cell seen, no error, no unanswered doubt; `unchecked`: nothing wrong so far, but some cells
    were not seen or the workbook is not finished; `unreadable`: no report.
    """

    READY = "ready"
    NOT_READY = "not_ready"
    UNCHECKED = "unchecked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome for one file; `last` is the report of the year before it was held against, if any.

    `last_disputed`: there were two different ones of the year before, and neither was used.
    `finished` is 填报完毕 of a workbook; every other file counts as finished.
    """

    file: str
    report: Report | None
    last: Report | None = None
    last_disputed: bool = False
    finished: bool = True
    findings: Sequence[Finding] = ()
    claims: Sequence[Claim] = ()

    @property
    def status(self) -> Status:
        """The state of the report."""
        if self.report is None:
            return Status.UNREADABLE
        if any(finding.is_open for finding in self.findings):
            return Status.NOT_READY
        return Status.UNCHECKED if self.unseen or not self.finished else Status.READY

    @property
    def blanks(self) -> int:
        """How many cells are still blank."""
        return sum(value.kind is Kind.BLANK for value in self.report.values) if self.report else 0

    @property
    def unseen(self) -> int:
        """How many cells of the report were not seen."""
        return sum(value.kind is Kind.UNSEEN for value in self.report.values) if self.report else 0

    def count(self, severity: Severity) -> int:
        """How many findings of one severity are open (notes: how many there are)."""
        return sum(f.severity is severity and (f.is_open or severity is Severity.NOTE) for f in self.findings)
