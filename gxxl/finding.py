"""What we have to say to the clerk: a rule, a place, what is seen, how to mend it, and the numbers behind it."""

from typing import NamedTuple, TypeAlias

from gxxl.form.model import Ref
from gxxl.form.rules import Rule, Severity
from gxxl.report import JsonValue, Number, digits

Shown: TypeAlias = "Number | str | None"
"""A number or text as a finding states it."""

ONLY_HELD_AGAINST = frozenset({"Y-03", "N-16"})
"""Rules whose `expected` nobody is to fill in."""

MEASURES_ONLY = frozenset({"R-06", "Y-05", "N-11", "N-16"})
"""Rules whose `found` nobody has filled in; the sentence tells it."""


class Where(NamedTuple):
    """A place in the report: a cell, or a section with a span of its text, or (all empty) the whole file.

    `at` is the sheet and cell of a workbook that is no cell of the form.
    """

    ref: Ref | None = None
    section: str | None = None
    span: tuple[int, int] | None = None
    part: str | None = None
    at: tuple[str, str] | None = None

    @property
    def path(self) -> str | None:
        """The place as JSON names it: `requests.new.total`, or a table or row where a finding means all of it."""
        return str(self.ref) if self.ref else self.part


class Finding(NamedTuple):
    """One thing to look at. `severity` is the rule's unless a milder one fits the case; `causes` are likely reasons.

    `quote` holds the words of the prose it is about.
    """

    rule: Rule
    severity: Severity
    where: Where
    problem: str
    remedy: str
    found: Shown = None
    expected: Shown = None
    related: tuple[Ref, ...] = ()
    causes: tuple[str, ...] = ()
    reason: str | None = None
    quote: str = ""

    @property
    def stood(self) -> Shown:
        """What was filled in; None where `found` only tells of the text: how alike, how long, what it lacks."""
        return None if self.rule.code in MEASURES_ONLY else self.found

    @property
    def due(self) -> Shown:
        """What ought to stand there; None where `expected` is only what it was held against: last year's, a limit."""
        return None if self.rule.code in ONLY_HELD_AGAINST else self.expected

    @property
    def answerable(self) -> bool:
        """Whether a written reason can settle this: the rule says so, or it is no more than a doubt."""
        return self.rule.answerable or self.severity is Severity.WARNING

    @property
    def is_open(self) -> bool:
        """Whether the report is not ready because of this: an error, or a doubt nobody answered."""
        if self.reason is not None and self.answerable:
            return False
        return self.severity is not Severity.NOTE


def paragraph(text: str, start: int) -> int:
    """The number, from 1, of the paragraph in which the character `start` of a section stands."""
    return 1 + sum(bool(line.strip()) for line in text[:start].split("\n")[:-1])


def shown(value: Shown) -> JsonValue:
    """A number as JSON states it: counts as numbers, money as text with all its digits."""
    return value if value is None or isinstance(value, int | str) else digits(value)
