"""What merging left for the clerk to decide: remembered beside what was generated, and told until it is decided."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gxxl.finding import Finding, Where
from gxxl.form.rules_narrative import CONFLICTS
from gxxl.narrative.remembered import GENERATED
from gxxl.narrative.telling import place, told
from gxxl.report import JsonValue, Report

LEFT = "left"
"""The key of `generated` under which the conflicts stand: section, their words, what is drafted now."""


_QUOTED = 60


class Conflict(NamedTuple):
    """A sentence of a section left alone: what stands there ("" for nothing), what is drafted now ("" for nothing)."""

    section: str
    theirs: str
    now: str


def remembered_conflicts(generated: Mapping[str, JsonValue]) -> tuple[Conflict, ...]:
    """The conflicts kept beside what was generated; what has another shape was not written by us."""
    kept = generated.get(LEFT)
    rows = [row for row in kept if isinstance(row, list)] if isinstance(kept, list) else []
    return tuple(Conflict(*map(str, row)) for row in rows if len(row) == len(Conflict._fields))


def is_open(conflict: Conflict, text: str) -> bool:
    """Whether nobody decided it yet: their sentence stands as it was, or nothing like the new one stands there."""
    if conflict.now and _plain(conflict.now) in _plain(text):
        return False
    if conflict.theirs:
        return _plain(conflict.theirs) in _plain(text)
    from gxxl.narrative.sentences import ALIKE, likeness, sentences_in
    from gxxl.narrative.writing import Piece

    return all(likeness(sentence.text, conflict.now) < ALIKE for sentence in sentences_in([Piece(text)]))


def conflict_findings(report: Report, found: Sequence[Finding]) -> Iterator[Finding]:
    """N-17 for each conflict nobody decided yet; none where its words are in a finding already."""
    generated = report.particulars.get(GENERATED)
    for conflict in remembered_conflicts(generated) if isinstance(generated, dict) else ():
        text = report.prose.get(conflict.section) or ""
        if not is_open(conflict, text):
            continue
        start = max(0, text.find(conflict.theirs))
        span = (start, start + len(conflict.theirs)) if conflict.theirs else None
        if span and any(_meets(finding.where, conflict.section, span) for finding in found):
            continue
        kind = "missing" if not conflict.theirs else "gone" if not conflict.now else "other"
        slots = {"place": place(report, conflict.section, start), "quote": _begun(conflict.theirs or conflict.now)}
        note = CONFLICTS[kind].format(now=_begun(conflict.now), **slots)
        yield told("N-17", Where(section=conflict.section, span=span), {**slots, "note": note})


def _meets(where: Where, section: str, span: tuple[int, int]) -> bool:
    return where.section == section and where.span is not None and where.span[0] < span[1] and span[0] < where.span[1]


def _begun(text: str) -> str:
    """A sentence short enough to be quoted in one: what it begins with tells it from the others."""
    plain = _plain(text)
    return plain if len(plain) <= _QUOTED else plain[:_QUOTED] + "…"


def _plain(text: str) -> str:
    return "".join(text.split())
