"""What an organ may and may not have, told from its own particulars or, failing those, from its name."""

from __future__ import annotations

import re

from gxxl.form import organs
from gxxl.form.spelling import even
from gxxl.report import Report

FEES_IN_YUAN = 100_000
"""万元: a single organ that states so much or more has probably typed 元."""

_REMARK = re.compile(r"\([^()]*\)$")


def limits_of(report: Report) -> tuple[int | None, int | None]:
    """The values of `balances.ORGAN_LIMITS`: 规章 (0 or unknown) and 收费 in 万元 (a bound or unknown)."""
    name = plain_name(report.organ or "")
    return 0 if _makes_no_regulations(report, name) else None, FEES_IN_YUAN if _is_single(report, name) else None


def plain_name(name: str) -> str:
    """The name without white space and without a remark in brackets at its end, in half-width signs."""
    text = even(name)
    return _REMARK.sub("", text) or text


def _is_single(report: Report, name: str) -> bool:
    """Whether the report is one organ's own: as its `scope` says, else where the name is a department's."""
    if _is_of_the_state_council(name):
        return False
    scope = report.particular("scope")
    return scope == "own" if scope in organs.SCOPES else _is_department(name)


def _is_department(name: str) -> bool:
    return name.endswith(organs.DEPARTMENT_ENDINGS) and not name.endswith(organs.GOVERNMENT_ENDINGS)


def _is_of_the_state_council(name: str) -> bool:
    return name.startswith(organs.STATE_COUNCIL_MARKS) or name.endswith(organs.STATE_COUNCIL_ENDINGS)


def _makes_no_regulations(report: Report, name: str) -> bool:
    """Certain only: departments below the State Council, governments below the city with districts, 行政公署."""
    kind = report.particular("kind")
    if _is_of_the_state_council(name) or kind == "vertical":
        return False
    if kind == "department" or (kind not in organs.KINDS and _is_department(name)):
        return True
    if report.particular("level") in organs.NO_REGULATIONS_LEVELS:
        return True
    low = any(mark in name for mark in organs.NO_REGULATIONS_MARKS) or name.endswith(organs.NO_REGULATIONS_ENDINGS)
    return low and not any(mark in name for mark in organs.REGULATION_MAKERS)
