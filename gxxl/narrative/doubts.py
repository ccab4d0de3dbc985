"""Why a number that is not that of its cells may be right all the same: what the rest of the prose says."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.claim import Claim, Nature
from gxxl.report import Number

_FEW = 1
"""A number no larger than this stands in many sentences by chance."""


def is_doubtful(claim: Claim, claims: Sequence[Claim], exact: Number | None) -> bool:
    """Whether a disagreeing claim may mean something narrower than the cells its words name; `exact`: their sum."""
    if exact is None:
        return False
    return _said_elsewhere(claim, claims, exact) or _said_unread(claim, claims, exact) or _of_part(claim, claims, exact)


def _said_elsewhere(claim: Claim, claims: Sequence[Claim], exact: Number) -> bool:
    """The same report states the exact number of these cells, too.

    均已办结 beside 转下年度1件; 有效申请61件均已答复 beside 答复68件.
    """
    return any(other.refs == claim.refs and other.value == exact and other is not claim for other in claims)


def _said_unread(claim: Claim, claims: Sequence[Claim], exact: Number) -> bool:
    """The exact number stands in the same sentence with words that name no cell: perhaps they name these.

    某季度收到2件，累计收到4件.
    """
    return exact > _FEW and any(
        other.value == exact and not other.refs and other.sentence == claim.sentence and other.nature is Nature.COUNT
        for other in claims
        if other.section == claim.section
    )


def _of_part(claim: Claim, claims: Sequence[Claim], exact: Number) -> bool:
    """本级 counts for itself where others are counted beside it."""
    if not claim.scope_is_own or claim.value >= exact:
        return False
    return claim.scope.endswith("本级") or any(
        other.scope and not other.scope_is_own and other.section == claim.section for other in claims
    )
