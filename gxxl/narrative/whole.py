"""A report checked as a whole: its tables among themselves, and its words against them."""

from collections.abc import Sequence
from typing import NamedTuple

from gxxl.checking.check import check, in_order
from gxxl.checking.frames import Case
from gxxl.claim import Claim
from gxxl.finding import Finding
from gxxl.narrative.compare import compare


class Whole(NamedTuple):
    """All findings of a report in order, and the claims of its prose."""

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]


def check_whole(cases: Sequence[Case]) -> list[Whole]:
    """Check the tables of all reports in few frames, and the prose of each."""
    return [_whole(case, found) for case, found in zip(cases, check(cases), strict=True)]


def _whole(case: Case, found: tuple[Finding, ...]) -> Whole:
    claims, said = compare(case.report, case.last)
    return Whole(tuple(in_order(case.report.form, [*found, *said])) if said else found, claims)
