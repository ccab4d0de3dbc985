"""Claims: every number of the prose and every statement of none or of all, with the cells its words name.

The words decide, not the tables: a claim is the same whether its cells are known or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gxxl.form.editions import compose
from gxxl.form.model import Form, Ref
from gxxl.form.sections import PROSE_KEYS
from gxxl.report import Number, Report


class Verdict(StrEnum):
    """How a claim stands to its cells (design §9)."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    AMBIGUOUS = "ambiguous"
    NOT_CHECKED = "not_checked"
    NOT_IN_TABLES = "not_in_tables"
    NOT_UNDERSTOOD = "not_understood"


class Nature(StrEnum):
    """What a claim says: a count, none, all of what was counted before, a share, a rate, a change, a change in count."""

    COUNT = "count"
    NONE = "none"
    ALL = "all"
    SHARE = "share"
    RATE = "rate"
    CHANGE = "change"
    STEP = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number or statement of the prose.

    `span` counts characters of the section; `refs` are the cells whose sum the words name, `alternatives` those of one
    other reading; `ratio` the two counts of a share or a change; `soft`: the words allow other readings;
    `rough`: 余、近、约; `total` is the place of the claim that this one is a part of, `of` of the one a share or change
    belongs to; `sentence` is the span of the sentence; `scope` the
    word that bounds the count, `scope_is_own` whether it means the organ alone.
    """

    section: str
    span: tuple[int, int]
    text: str
    value: Number
    refs: tuple[Ref, ...] = ()
    alternatives: tuple[Ref, ...] = ()
    ratio: tuple[Number, Number] | None = None
    verdict: Verdict = Verdict.NOT_IN_TABLES
    nature: Nature = Nature.COUNT
    measure: str = ""
    places: int = 0
    rough: bool = False
    soft: bool = False
    falls: bool = False
    total: int | None = None
    of: int | None = None
    sentence: tuple[int, int] = (0, 0)
    scope: str = ""
    scope_is_own: bool = False
    noun: str = ""


def claims_of(prose: Mapping[str, str | None], form: Form | None = None, year: int | None = None) -> tuple[Claim, ...]:
    """The claims of all sections in order, none where a section is not known; the newest form where none is given."""
    from gxxl.narrative.claims_reader import Reader

    found: list[Claim] = []
    for key in PROSE_KEYS:
        text = prose.get(key)
        if text:
            found += Reader(form or compose(2021, 2021), year, key, text, len(found)).claims()
    return tuple(found)


def claims_in(report: Report) -> tuple[Claim, ...]:
    """The claims of a report's prose, read for its form and year."""
    return claims_of(report.prose, report.form, report.year)
