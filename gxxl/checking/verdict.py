"""What the check of one file comes to: its findings, the report if there is one, and the state they leave it in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gxxl.finding import Finding
from gxxl.form.rules import Severity
from gxxl.report import Kind, Report


class Status(StrEnum):
    """What a report is after a check.

    `ready`: every cell seen, no error, no unanswered doubt; `unchecked`: nothing wrong in what was seen, but some
    cells were not; `unreadable`: no report.
    """

    READY = "ready"
    NOT_READY = "not_ready"
    UNCHECKED = "unchecked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome for one file; `last` is the report of the year before it was held against, if any."""

    file: str
    report: Report | None
    last: Report | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> Status:
        """The state of the report."""
        if self.report is None:
            return Status.UNREADABLE
        if any(finding.is_open for finding in self.findings):
            return Status.NOT_READY
        return Status.UNCHECKED if self.unseen else Status.READY

    @property
    def unseen(self) -> int:
        """How many cells of the report were not seen."""
        return sum(value.kind is Kind.UNSEEN for value in self.report.values) if self.report else 0

    def count(self, severity: Severity) -> int:
        """How many findings of one severity are open (notes: how many there are)."""
        return sum(f.severity is severity and (f.is_open or severity is Severity.NOTE) for f in self.findings)
