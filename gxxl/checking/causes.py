"""Likely causes of arithmetic findings: a wrong column, a forgotten row, swapped digits, one number in two cells.

A cause is named only where it explains the whole difference, the most telling first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gxxl.checking.frames import Case
from gxxl.checking.wording import plain, total
from gxxl.finding import Finding
from gxxl.form.model import Balance, Ref, Relation, Role, Term, Year
from gxxl.form.rules import CAUSES
from gxxl.report import Report

YUAN_TIMES = 1000
"""万元: a number so many times last year's was probably typed in 元."""


def with_causes(case: Case, found: Sequence[tuple[Balance, Finding]]) -> list[Finding]:
    """The findings of one report, each with what may explain it; pairs of columns are looked at together."""
    columns = _wrong_columns(case, [balance for balance, _ in found])
    return [
        finding._replace(causes=(*columns.get(balance.at, ()), *_own_causes(case, balance)))
        for balance, finding in found
    ]


def _own_causes(case: Case, balance: Balance) -> Iterator[str]:
    if balance.rule == "Y-03" or balance.right[0].year is Year.ORGAN:
        yield from _in_yuan(case, balance)
    elif balance.relation is Relation.EQUAL and all(term.year is Year.THIS for term in balance.left):
        difference = int(total(case, balance.left) - total(case, balance.right))
        yield from _left_out(case.report, balance, difference)
        yield from _swapped(case.report, balance, difference)
        yield from _split(case.report, balance, difference)


def _wrong_columns(case: Case, balances: Sequence[Balance]) -> dict[Ref, tuple[str]]:
    """Exactly two applicant columns miss one identity by opposite differences, and no other does."""
    form = case.report.form
    causes: dict[Ref, tuple[str]] = {}
    for rule in dict.fromkeys(balance.rule for balance in balances if len(balance.right) > 1):
        of_rule = [balance for balance in balances if balance.rule == rule]
        if len(of_rule) != 2 or any(form.cell(balance.at).column.role is Role.TOTAL for balance in of_rule):
            continue
        first, second = ((b, total(case, b.right) - total(case, b.left)) for b in of_rule)
        if first[1] == -second[1]:
            more, less = sorted((first, second), key=lambda pair: -pair[1])
            names = {key: form.cell(pair[0].at).column.label for key, pair in (("more", more), ("less", less))}
            text = CAUSES["wrong column"].format(difference=plain(more[1]), **names)
            causes |= {first[0].at: (text,), second[0].at: (text,)}
    return causes


def _left_out(report: Report, balance: Balance, difference: int) -> Iterator[str]:
    """One single summand is as large as the difference: it was left out of the total, or added twice."""
    if len(balance.right) > 1 or not _total_of(report, balance):
        return
    equal = [term.ref for term in balance.left if abs(_count(report, term)) == abs(difference)]
    if len(equal) == 1:
        yield CAUSES["row left out"].format(difference=abs(difference), name=_label(report, balance, equal[0]))


def _swapped(report: Report, balance: Balance, difference: int) -> Iterator[str]:
    """Two neighbouring digits of one number changed places: the difference is divisible by 9."""
    if difference % 9:
        return
    for term, sign in (*((t, 1) for t in balance.left), *((t, -1) for t in balance.right)):
        digits = str(_count(report, term))
        for at in range(len(digits) - 1):
            swapped = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
            same_length = len(str(swapped)) == len(digits)
            if same_length and swapped != int(digits) and sign * (swapped - int(digits)) == -difference:
                name = _label(report, balance, term.ref)
                yield CAUSES["digits swapped"].format(name=name, number=digits, swapped=swapped)
                return


def _split(report: Report, balance: Balance, difference: int) -> Iterator[str]:
    """Two neighbouring cells hold the digits of one number (10 read as 1 and 0)."""
    for first, second in pairwise(balance.left):
        left, right = _count(report, first), _count(report, second)
        joined = int(f"{left}{right}")
        if left and joined - left - right == -difference:
            names = (_label(report, balance, first.ref), _label(report, balance, second.ref))
            yield CAUSES["digits split"].format(first=names[0], second=names[1], left=left, right=right, joined=joined)
            return


def _in_yuan(case: Case, balance: Balance) -> Iterator[str]:
    cell = case.report.form.cell(balance.at)
    if not cell.column.quantity.decimal:
        return
    this = case.report[balance.at].counts or 0
    last = case.last[balance.at].counts if case.last and balance.right[0].year is not Year.ORGAN else None
    if balance.right[0].year is Year.ORGAN:
        yield CAUSES["fees in yuan"].format(number=plain(this), value=plain(Decimal(this) / 10_000))
    elif last and this >= YUAN_TIMES * last:
        yield CAUSES["typed in yuan"].format(times=plain(int(this / last)))


def _total_of(report: Report, balance: Balance) -> int:
    """The total a sum is held against; a plain 0 needs no further explanation."""
    return _count(report, balance.right[0])


def _label(report: Report, balance: Balance, ref: Ref) -> str:
    """What tells the cells of one balance apart: the column in a row's sum, else the row."""
    cell = report.form.cell(ref)
    return cell.column.label if balance.left[0].ref.row == balance.at.row else cell.row.name


def _count(report: Report, term: Term) -> int:
    return int(report[term.ref].counts or 0)
