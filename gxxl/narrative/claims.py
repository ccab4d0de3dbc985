"""Claims: every number of the prose and every statement of none or of all, with the cells its words name.

The words decide, not the tables: a claim is the same whether its cells are known or not.
"""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.claim import Claim, Nature, Verdict
from gxxl.form.editions import compose
from gxxl.form.model import Form
from gxxl.form.sections import PROSE_KEYS
from gxxl.report import Report

__all__ = ["Claim", "Nature", "Verdict", "claims_in", "claims_of"]


def claims_of(prose: Mapping[str, str | None], form: Form | None = None, year: int | None = None) -> tuple[Claim, ...]:
    """The claims of all sections in order, none where a section is not known; the newest form where none is given."""
    from gxxl.narrative.claims_reader import claims_in_section

    found: list[Claim] = []
    for key in PROSE_KEYS:
        text = prose.get(key)
        if text:
            found += claims_in_section(form or compose(2021, 2021), year, key, text, len(found))
    return tuple(found)


def claims_in(report: Report) -> tuple[Claim, ...]:
    """The claims of a report's prose, read for its form and year."""
    return claims_of(report.prose, report.form, report.year)
