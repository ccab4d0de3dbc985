"""The prose of a report against its tables: every claim with its verdict, and what is to be said about it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gxxl.claim import Claim
from gxxl.finding import Finding
from gxxl.form.rules_narrative import COVERAGE, COVERAGE_OF
from gxxl.narrative.claims import claims_in
from gxxl.report import Report, has_words


class Compared(NamedTuple):
    """The claims of a report in order, and the findings about its prose."""

    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()


def compare(report: Report, last: Report | None = None) -> Compared:
    """Hold every number of the prose against the tables of the report and of last year's.

    A report without prose costs nothing.
    """
    if not has_words(report):
        return Compared()
    from gxxl.narrative.claim_findings import claim_findings
    from gxxl.narrative.completeness import completeness
    from gxxl.narrative.conflicts import conflict_findings
    from gxxl.narrative.consistency import consistency
    from gxxl.narrative.judging import judged
    from gxxl.narrative.parts import part_findings
    from gxxl.narrative.remembered import GENERATED

    claims = tuple(judged(claims_in(report), report, last))
    findings = (
        *claim_findings(claims, report),
        *part_findings(claims, report),
        *completeness(claims, report),
        *consistency(report),
    )
    if GENERATED in report.particulars:
        findings += tuple(conflict_findings(report, findings))
    return Compared(claims, findings)


def coverage(claims: Sequence[Claim]) -> str:
    """What became of the numbers of the prose, in one sentence; empty where there is none (season §6.17)."""
    if not claims:
        return ""
    count = Counter(claim.verdict.value for claim in claims)
    told = [words.format(count=count[verdict]) for verdict, words in COVERAGE_OF.items() if count[verdict]]
    return "，".join([COVERAGE.format(count=len(claims)), *told]) + "。"
