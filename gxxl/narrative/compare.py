"""The prose of a report against its tables: every claim with its verdict, and what is to be said about it."""

from __future__ import annotations

from typing import NamedTuple

from gxxl.finding import Finding
from gxxl.narrative.claims import Claim, claims_in
from gxxl.narrative.judging import judged
from gxxl.report import Report


class Compared(NamedTuple):
    """The claims of a report in order, and the findings about its prose."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def compare(report: Report, last: Report | None = None) -> Compared:
    """Hold every number of the prose against the tables of the report and of last year's."""
    claims = tuple(judged(claims_in(report), report, last))
    return Compared(claims, ())
