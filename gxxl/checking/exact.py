"""Balances of reports whose numbers are too large for floats: compared exactly, in Python."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gxxl.checking.frames import Case, Plan, numbers_of
from gxxl.form.model import Balance, Relation, Sum


def missed(plan: Plan, case: Case) -> Iterator[int]:
    """The positions of the balances of one case that are not kept; what is no number takes its balances out."""
    numbers = dict(zip(plan.columns, numbers_of(case), strict=True))

    def total(terms: Sum) -> Fraction | None:
        found = [(numbers[plan.names[term.year, term.ref]], term.times) for term in terms]
        known = [Fraction(number) * times for number, times in found if number is not None]
        return sum(known, Fraction()) if len(known) == len(found) else None

    for position, balance in enumerate(plan.balances):
        left, right = total(balance.left), total(balance.right)
        floor = total(balance.floor.sum) if balance.floor else None
        low = balance.floor is not None and (floor is None or floor < balance.floor.least)
        if left is not None and right is not None and not low and not _kept(balance, left, right):
            yield position


def _kept(balance: Balance, left: Fraction, right: Fraction) -> bool:
    if balance.relation is Relation.EQUAL:
        return left == right
    return left < right if balance.relation is Relation.BELOW else left <= right
