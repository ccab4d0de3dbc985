"""Y-05: whether a section's own words are nearly last year's: numbers masked, titles of laws and documents left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from gxxl.finding import Finding, Where
from gxxl.form.rules import PARTLY_ALIKE, RULES, SAME, WHOLLY_ALIKE, Severity
from gxxl.form.sections import SECTIONS, Section
from gxxl.report import Report

NEARLY_THE_SAME = 0.85
"""From this share of equal characters on a section counts as last year's (domain.md W10)."""

LEAST = 30
"""Sections with fewer characters of their own are not compared: a line saying that nothing happened is always alike."""

_QUOTED = re.compile(r"《[^》]*》(?:（[^）]*）)?|（?国\S{2,6}〔\d{4}〕\d+号）?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_STATED = re.compile(r"\d|未收到|未收取|未发生|没有收到|没有发生|均已")


def alike(report: Report, last: Report) -> Iterator[Finding]:
    """A finding for each section nearly the same as last year's; a note where neither year had a request."""
    rule = RULES["Y-05"]
    for section, share in likeness(report, last):
        if section.key != "other_matters" and share is not None and share >= NEARLY_THE_SAME:
            said = how_alike(share)
            yield Finding(
                rule=rule,
                severity=Severity.NOTE if _quiet(report) and _quiet(last) else rule.severity,
                where=Where(section=section.key, span=(0, len(report.prose[section.key] or ""))),
                problem=rule.problem.format(section=section.title, alike=said.slot),
                remedy=rule.remedy,
                found=said.alone,
            )


class HowAlike(NamedTuple):
    """How alike two texts are: as a sentence says it before 相同, and where it stands alone."""

    slot: str
    alone: str


def how_alike(share: float) -> HowAlike:
    """完全相同 for 1, else 有94.2%相同; the percent is rounded down, so that 100 means every word."""
    if share == 1:
        return HowAlike(WHOLLY_ALIKE, WHOLLY_ALIKE + SAME)
    percent = f"{(Decimal(str(share)) * 100).quantize(Decimal('0.1'), ROUND_DOWN)}%"
    return HowAlike(PARTLY_ALIKE.format(share=percent), percent)


def likeness(report: Report, last: Report) -> Iterator[tuple[Section, float | None]]:
    """Each section written in words and how alike it is, from 0 to 1; None where either has too little to compare."""
    from rapidfuzz import fuzz

    for section in SECTIONS:
        if section.prose:
            mine, theirs = own_words(report.prose.get(section.key)), own_words(last.prose.get(section.key))
            enough = min(len(mine), len(theirs)) >= LEAST
            yield section, fuzz.ratio(mine, theirs) / 100 if enough else None


def own_words(text: str | None) -> str:
    """The text without quotations, numbers and white space."""
    plain = unicodedata.normalize("NFKC", text or "")
    return "".join(_NUMBER.sub("0", _QUOTED.sub("", plain)).split())


def _quiet(report: Report) -> bool:
    """No request, new or carried over: such bureaus have little to tell."""
    requests = (cell for cell in zip(report.form.index, report.values, strict=True) if cell[0].table == "requests")
    return not any(value.counts for _, value in requests)


def own_sentences(text: str | None) -> list[str]:
    """The sentences that state no number and nothing that did not happen: what an organ says in its own words."""
    sentences = re.split(r"(?<=[。；！？])|\n", text or "")
    stripped = (sentence.strip() for sentence in sentences)
    return [one for one in stripped if one and not _STATED.search(unicodedata.normalize("NFKC", _QUOTED.sub("", one)))]
