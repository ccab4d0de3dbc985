"""N-09 to N-11, N-13, N-14, N-16: what the parts in words must contain, and what they contradict among themselves.

A part that was not seen (None) is never a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gxxl.checking.wording import plain
from gxxl.claim import Claim
from gxxl.finding import Finding, Where
from gxxl.form.model import Ref
from gxxl.form.rules import Severity
from gxxl.form.rules_narrative import ASPECTS, FEE_WORDS, GOVERNMENT_ASPECTS, NO_NOTICE, NOTES, PLACEHOLDERS
from gxxl.form.sections import SECTIONS
from gxxl.narrative.judging import amount
from gxxl.narrative.telling import place, quote, told
from gxxl.report import Report

MOST_SIGNS = 1000
_LEAST_PROBLEMS = 15
_PROMPT = re.compile(r"〔请填写[^〔〕\n]*〕")
_WORDS = re.compile(r"[A-Za-z0-9.,:/@_\-]+|[^\s]")


def completeness(claims: Sequence[Claim], report: Report) -> Iterator[Finding]:
    """Everything that is missing, left over or contradictory."""
    current = report.form.edition.year >= 2021
    yield from _unwritten(report)
    overview = report.prose.get("overview") or ""
    if overview.strip() and current:
        yield from _aspects(overview, report)
        count = len(_WORDS.findall(overview))
        if count > MOST_SIGNS:
            yield told("N-16", Where(section="overview"), {"count": str(count)}, found=count, expected=MOST_SIGNS)
    other = report.prose.get("other_matters") or ""
    if other.strip() and current:
        yield from _fees(claims, other, report)
    yield from _signature(report)


def _unwritten(report: Report) -> Iterator[Finding]:
    for section in SECTIONS:
        text = report.prose.get(section.key) if section.prose else None
        if text is None:
            continue
        where = Where(section=section.key)
        bare = "".join(text.split()).rstrip("。.")
        prompts = _PROMPT.findall(text)
        left = prompts[0] if prompts else next((word for word in PLACEHOLDERS if word in text), None)
        if not bare:
            yield told("N-09", where, {"section": section.title, "note": NOTES["empty"].problem})
        elif left:
            at = text.index(left)
            kind = "placeholders" if len(prompts) > 1 else "placeholder"
            note = NOTES[kind].problem.format(quote=left, count=len(prompts))
            slots = {"section": section.title, "note": note, "quote": left}
            yield told("N-09", Where(section=section.key, span=(at, at + len(left))), slots)
        elif section.key == "problems" and len(bare) < _LEAST_PROBLEMS:
            slots = {"section": section.title, "note": NOTES["short"].problem.format(quote=bare), "quote": bare}
            yield told("N-09", Where(section=section.key, span=(0, len(text))), slots, severity=Severity.WARNING)


def _aspects(overview: str, report: Report) -> Iterator[Finding]:
    asked: Mapping[str, tuple[str, ...]] = ASPECTS
    if report.particular("kind") == "government":
        asked = {**ASPECTS, **GOVERNMENT_ASPECTS}
    missing = [name for name, words in asked.items() if not any(word in overview for word in words)]
    if missing:
        slots = {"missing": "、".join(f"“{name}”" for name in missing)}
        yield told("N-11", Where(section="overview"), slots, found="、".join(missing))


def _fees(claims: Sequence[Claim], text: str, report: Report) -> Iterator[Finding]:
    if not any(word in text for word in FEE_WORDS):
        year = str(report.year) if report.year else "本"
        yield told("N-10", Where(section="other_matters", span=(0, len(text))), {"year": year})
        return
    yield from _fee_parts([claim for claim in claims if claim.section == "other_matters"], report)
    said = next((word for word in NO_NOTICE if word in text), None)
    unpaid = amount(report, Ref("requests", "otherwise.unpaid", "total"))
    if said and unpaid:
        at = text.index(said)
        words = {"place": place(report, "other_matters", at), "quote": said, "count": plain(unpaid)}
        slots = {"note": NOTES["unpaid"].problem.format_map(words), "quote": said}
        yield told(
            "N-14", Where(section="other_matters", span=(at, at + len(said))), slots, found=said, expected=unpaid
        )


def _fee_parts(claims: Sequence[Claim], report: Report) -> Iterator[Finding]:
    """对25件…收取2950元。其中，甲县1件，收取420元；…: the parts of each measure add up to the first number."""
    for measure in ("件", "元"):
        counted = [claim for claim in claims if claim.measure == measure and claim.value]
        if len(counted) < 3 or any(claim.rough for claim in counted):
            continue
        total, *parts = counted
        listed = sum(claim.value for claim in parts)
        if listed != total.value and all(claim.value < total.value for claim in parts):
            words = {
                "place": place(report, total.section, total.span[0]),
                "total": plain(total.value),
                "measure": measure,
                "sum": plain(listed),
            }
            slots = {"note": NOTES["fee parts"].problem.format_map(words), "quote": quote(total.text)}
            yield told("N-14", Where(section=total.section, span=total.span), slots, found=total.value, expected=listed)


def _signature(report: Report) -> Iterator[Finding]:
    signature, year = report.signature, report.year
    if signature is None or not any(signature):
        return
    next_year = str(year + 1) if year else "次"
    notes: list[str] = []
    if not signature.organ:
        notes.append(NOTES["no signing organ"].problem)
    elif report.organ and not _same(signature.organ, report.organ):
        notes.append(NOTES["other organ"].problem.format(organ=signature.organ, expected=report.organ))
    if not signature.date:
        notes.append(NOTES["no date"].problem)
    elif year and not f"{year + 1}-01-01" <= signature.date <= f"{year + 1}-03-31":
        notes.append(NOTES["late"].problem.format(date=signature.date, next_year=next_year))
    for note in notes:
        yield told("N-13", Where(section="other_matters"), {"note": note, "next_year": next_year}, found=signature.date)


def _same(signed: str, organ: str) -> bool:
    """One name is within the other: 省、市 are often left out."""
    mine, theirs = "".join(signed.split()), "".join(organ.split())
    return mine in theirs or theirs in mine
