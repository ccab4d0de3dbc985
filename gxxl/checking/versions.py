"""三版核对: versions of one report (workbook, signed Word, published page) held against each other.

Every cell, entry and sentence in which any two differ, in the order of the report. Prose is compared sentence by
sentence after NFKC and without white space: line ends and half-width signs are no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from gxxl.checking.wording import typed
from gxxl.form.model import Ref
from gxxl.form.sections import PREAMBLE, SECTIONS
from gxxl.form.spelling import even
from gxxl.report import Kind, Report

SIGNATURE = ("落款单位", "落款日期")
"""The entries of a signature, as places of differences."""

_ENTRIES = ("单位", "年度", *SIGNATURE)
NOT_READ, NO_ENTRY, NO_SENTENCE = "没有读到", "（没有）", "（没有这一句）"
"""What a version says of what it lacks."""

_NO_VALUE = {Kind.UNSEEN: NOT_READ, Kind.BLANK: "空白"}
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


class Difference(NamedTuple):
    """One place where versions differ: a cell, or words for any other place; `said` has what each version says.

    `part` is the key of the part in words a sentence is of.
    """

    place: str
    said: tuple[str, ...]
    ref: Ref | None = None
    part: str = ""


def differences(reports: Sequence[Report]) -> Iterator[Difference]:
    """Where two or more versions differ; a part nobody has is no difference, a part only some have is."""
    entries = zip(_ENTRIES, zip(*(_entries(report) for report in reports), strict=True), strict=True)
    yield from (Difference(name, said) for name, said in entries if len(set(said)) > 1)
    yield from _prose(reports, PREAMBLE, "引言")
    for section in SECTIONS:
        if section.prose:
            yield from _prose(reports, section.key, section.title)
        else:
            yield from _cells(reports, section.key)


def _entries(report: Report) -> tuple[str, ...]:
    signature = report.signature
    found = (report.organ, report.year, signature.organ if signature else None, signature.date if signature else None)
    return tuple(NO_ENTRY if entry is None else str(entry) for entry in found)


def _cells(reports: Sequence[Report], table: str) -> Iterator[Difference]:
    """By cell; one that a version's form does not have is 没有这一格."""
    refs = dict.fromkeys(ref for report in reports for ref in report.form.index if ref.table == table)
    for ref in refs:
        said = tuple(_cell(report, ref) for report in reports)
        if len({text for text, _ in said}) > 1 and len({number for _, number in said}) > 1:
            form = next(report.form for report in reports if ref in report.form.index)
            yield Difference(form.cell(ref).name, tuple(text for text, _ in said), ref)


def _cell(report: Report, ref: Ref) -> tuple[str, object]:
    """What a cell says, and what it counts as: money is equal as a number."""
    if ref not in report.form.index:
        return "没有这一格", "no cell"
    value = report[ref]
    text = _NO_VALUE.get(value.kind) or typed(value)
    return text, text if value.counts is None else value.counts


def _prose(reports: Sequence[Report], key: str, name: str) -> Iterator[Difference]:
    """Each version against the first; what the others say stands beside the same sentence of the first."""
    texts = [_sentences(report.prose[key]) for report in reports]
    told: dict[tuple[int, int], list[str]] = {}
    for place, other in enumerate(texts[1:], 1):
        for (start, end), theirs in _changes(texts[0], other):
            mine = "".join(texts[0][start:end]) or NO_SENTENCE
            said = told.setdefault((start, end), [mine] * len(texts))
            said[place] = "".join(theirs) or NO_SENTENCE
    for (start, _), said in sorted(told.items()):
        yield Difference(f"{name} 第{start + 1}句", tuple(said), part=key)


def _changes(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[tuple[int, int], Sequence[str]]]:
    """Runs of sentences that differ; as many on both sides stand one beside the other."""
    matcher = SequenceMatcher(None, [even(text) for text in mine], [even(text) for text in theirs], autojunk=False)
    for tag, start, end, left, right in matcher.get_opcodes():
        if tag == "equal":
            continue
        if end - start == right - left:
            yield from (((start + n, start + n + 1), theirs[left + n : left + n + 1]) for n in range(end - start))
        else:
            yield (start, end), theirs[left:right]


def _sentences(text: str | None) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(text or "") if found.strip()]
