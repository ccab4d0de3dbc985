"""What the check of one file comes to: its findings, the report if there is one, and the state they leave it in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gxxl.finding import Finding
from gxxl.form.rules import Severity
from gxxl.report import Kind, Report


class Status(StrEnum):
    """`ready`: no error and no unanswered doubt; `unchecked`: no cell was seen; `unreadable`: no report."""

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
        unseen = all(value.kind is Kind.UNSEEN for value in self.report.values)
        return Status.UNCHECKED if unseen else Status.READY

    def count(self, severity: Severity) -> int:
        """How many findings of one severity are open (notes: how many there are)."""
        return sum(f.severity is severity and (f.is_open or severity is Severity.NOTE) for f in self.findings)
