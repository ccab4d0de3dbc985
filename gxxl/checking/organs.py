"""What an organ may and may not have, told from its own particulars or, failing those, from its name."""

from __future__ import annotations

from gxxl.form import organs
from gxxl.report import Report

FEES_IN_YUAN = 99_999.99
"""万元: a single organ that states 100,000 or more has probably typed 元."""

_MAKING_LEVELS = ("prefecture", "province")


def limits_of(report: Report) -> tuple[float | None, float | None]:
    """The values of `balances.ORGAN_LIMITS`: 规章 (0 or unknown) and 收费 in 万元 (a bound or unknown)."""
    return 0.0 if _makes_no_regulations(report) else None, FEES_IN_YUAN if is_single(report) else None


def is_single(report: Report) -> bool:
    """Whether the report is one organ's own: as its `scope` says, else where the name is a department's."""
    scope = report.particular("scope")
    if scope is not None:
        return scope == "own"
    return _is_department(report.organ or "")


def _is_department(name: str) -> bool:
    return name.endswith(organs.DEPARTMENT_ENDINGS) and not name.endswith(organs.GOVERNMENT_ENDINGS)


def _makes_no_regulations(report: Report) -> bool:
    """Certain only: departments below the State Council, governments below the city with districts, 行政公署."""
    name, level, kind = report.organ or "", report.particular("level"), report.particular("kind")
    if name.startswith(organs.STATE_COUNCIL_MARKS) or kind == "vertical":
        return False
    if kind == "department" or (kind is None and _is_department(name)):
        return True
    if level is not None and level not in _MAKING_LEVELS:
        return True
    low = any(mark in name for mark in organs.NO_REGULATIONS_MARKS)
    return low and not any(mark in name for mark in organs.REGULATION_MAKERS)
