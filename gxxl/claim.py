"""A claim: one number the prose states, or a statement of none or of all, with the cells its words name."""

from enum import StrEnum
from typing import NamedTuple

from gxxl.form.model import Ref
from gxxl.report import Number


class Verdict(StrEnum):
    """How a claim stands to its cells (design §9)."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    AMBIGUOUS = "ambiguous"
    NOT_CHECKED = "not_checked"
    NOT_IN_TABLES = "not_in_tables"
    NOT_UNDERSTOOD = "not_understood"


class Nature(StrEnum):
    """What a claim says: a count, none, all of what was counted before, a share, a rate, a change in % or count."""

    COUNT = "count"
    NONE = "none"
    ALL = "all"
    SHARE = "share"
    RATE = "rate"
    CHANGE = "change"
    STEP = "step"


class Claim(NamedTuple):
    """One number or statement of the prose.

    `span` and `sentence` count characters of the section; `refs` are the cells whose sum the words name,
    `alternatives` those of one other reading; `ratio` the two counts of a share or a change; `soft`: the words allow
    other readings; `rough`: 余、近、约; `total` is the place of the claim that this one is a part of, `of` of the one
    a share or change belongs to; `scope` the word that bounds the count, `scope_is_own` whether it means the organ
    alone; `noun` what a rate or a share is taken of, where the words say.
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
