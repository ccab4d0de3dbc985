"""R-06: organs of one roster whose own words are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gxxl.checking.copies import copies_among
from gxxl.checking.words import how_alike, own_sentences
from gxxl.collecting.collection import Member
from gxxl.finding import Finding, Where
from gxxl.form.rules import RULES
from gxxl.form.sections import SECTIONS, Section

_QUOTED = 40


def alike(members: Sequence[Member]) -> list[tuple[str, Finding]]:
    """A doubt for the later of two organs below one parent, for each section in words that is nearly the other's."""
    return [(mine.organ.name, finding) for mine, _, finding in alike_pairs(members)]


def alike_pairs(members: Sequence[Member]) -> list[tuple[Member, Member, Finding]]:
    """The same with both organs: the later one, the one its words are like, and what is said."""
    found: list[tuple[Member, Member, Finding]] = []
    key = lambda member: member.organ.parent  # noqa: E731 - said once, used twice
    for _, group in groupby(sorted(members, key=key), key=key):
        siblings = list(group)
        for section in SECTIONS:
            if section.prose and section.key != "other_matters":
                found += _alike_in(section, siblings)
    return found


def _alike_in(section: Section, siblings: Sequence[Member]) -> Iterator[tuple[Member, Member, Finding]]:
    texts = [_text(member, section) for member in siblings]
    for one, other, share in copies_among(texts):
        mine, theirs = siblings[other], siblings[one]
        quote, their_quote = _alike_quotes(texts[other], texts[one])
        said = how_alike(share)
        slots = {
            "organ": mine.organ.name,
            "other": theirs.organ.name,
            "section": section.title,
            "alike": said.slot,
            "quote": quote,
            "theirs": their_quote,
        }
        rule = RULES["R-06"]
        yield (
            mine,
            theirs,
            Finding(
                rule=rule,
                severity=rule.severity,
                where=Where(section=section.key),
                problem=rule.problem.format_map(slots),
                remedy=rule.remedy,
                found=said.alone,
                quote=quote,
            ),
        )


def _text(member: Member, section: Section) -> str | None:
    report = member.counted.verdict.report if member.counted else None
    return report.prose.get(section.key) if report else None


def _alike_quotes(mine: str | None, theirs: str | None) -> tuple[str, str]:
    """The longest sentence of one's own, and the one of the other that is most like it."""
    own, other = own_sentences(mine), own_sentences(theirs)
    longest = max(own, key=len)
    nearest = max(other, key=lambda sentence: len(set(sentence) & set(longest)) - abs(len(sentence) - len(longest)))
    return _short(longest), _short(nearest)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _QUOTED else sentence[:_QUOTED] + "…"
