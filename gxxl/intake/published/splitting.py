"""Digits of a row that run together, taken apart only where the sums of rows and columns leave one reading.

A text copied from a page may say 640020470 for 64·0·0·2·0·4·70.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from gxxl.form.model import Balance, Form, Ref, Term
from gxxl.intake.strips import squeezed
from gxxl.report import Number

MOST_READINGS = 20_000
"""Combinations tried for one table; beyond them the rows stay unread."""

_LONGEST = 40
"""Digits of a row that are still taken apart."""

Reading = tuple[int, ...]
Sums = Sequence[tuple[Sequence[int], int]]
"""Positions whose values add up to the value at another position."""


def readings(chunks: Sequence[str], width: int, sums: Sums) -> list[Reading]:
    """All ways to read chunks of digits as `width` numbers without leading zeros whose sums are right."""
    if len(chunks) > width or not all(re.fullmatch(r"\d+", chunk) for chunk in chunks):
        return []
    if sum(map(len, chunks)) > _LONGEST:
        return []
    found: list[Reading] = []
    for reading in _cut(tuple(chunks), width, tuple((tuple(parts), total) for parts, total in sums), ()):
        found.append(reading)
        if len(found) > MOST_READINGS:
            return []
    return found


def adds_up(texts: Sequence[str | None], sums: Sums) -> bool:
    """Whether all texts are numbers and every sum is right."""
    numbers = [int(text) for text in texts if text and squeezed(text).isdecimal()]
    return len(numbers) == len(texts) and all(
        sum(numbers[part] for part in parts) == numbers[total] for parts, total in sums
    )


def _cut(
    chunks: tuple[str, ...], width: int, sums: tuple[tuple[tuple[int, ...], int], ...], done: Reading
) -> Iterator[Reading]:
    if not chunks:
        if len(done) == width:
            yield done
        return
    digits, rest = chunks[0], chunks[1:]
    if len(done) + len(chunks) > width or len(done) + len(digits) + sum(map(len, rest)) < width:
        return
    for size in range(1, len(digits) + 1 if digits[0] != "0" else 2):
        read = (*done, int(digits[:size]))
        if _possible(read, sums):
            left = (digits[size:], *rest) if size < len(digits) else rest
            yield from _cut(left, width, sums, read)


def _possible(read: Reading, sums: tuple[tuple[tuple[int, ...], int], ...]) -> bool:
    """Whether the sums that end at the value read last are right."""
    at = len(read) - 1
    return all(total != at or sum(read[part] for part in parts) == read[at] for parts, total in sums)


@cache
def row_sums(form: Form, table: str, row: str) -> tuple[tuple[tuple[int, ...], int], ...]:
    """The identities within one row, as positions of its columns."""
    columns = [cell.ref.column for cell in form.cells if (cell.ref.table, cell.ref.row) == (table, row)]
    found = []
    for balance in form.balances:
        refs = balance.refs()
        if balance.at.table == table and {ref.row for ref in refs} == {row}:
            found.append((tuple(columns.index(t.ref.column) for t in balance.left), columns.index(balance.at.column)))
    return tuple(found)


def agreed(
    form: Form, table: str, known: Mapping[Ref, Number], open_: Mapping[str, list[Reading]]
) -> dict[str, Reading]:
    """The one reading of each open row for which every column adds up; nothing where two would do.

    `known` are the cells of the table read without doubt; `open_` the readings of each other row.
    """
    columns = list(dict.fromkeys(cell.ref.column for cell in form.cells if cell.ref.table == table))
    balances = [balance for balance in form.balances if balance.at.table == table and _spans_rows(balance)]
    total = 1
    for row in open_:
        total *= max(1, len(open_[row]))
        if total > MOST_READINGS or not open_[row]:
            return {}
    solutions = [
        chosen
        for chosen in _choices(open_)
        if all(_holds(balance, _cells(table, columns, known, chosen)) for balance in balances)
    ]
    return solutions[0] if len(solutions) == 1 else {}


def _choices(open_: Mapping[str, list[Reading]]) -> Iterator[dict[str, Reading]]:
    rows = list(open_)

    def choose(at: int, chosen: dict[str, Reading]) -> Iterator[dict[str, Reading]]:
        if at == len(rows):
            yield dict(chosen)
            return
        for reading in open_[rows[at]]:
            yield from choose(at + 1, {**chosen, rows[at]: reading})

    return choose(0, {})


def _cells(
    table: str, columns: Sequence[str], known: Mapping[Ref, Number], chosen: Mapping[str, Reading]
) -> dict[Ref, Number]:
    found: dict[Ref, Number] = dict(known)
    for row, reading in chosen.items():
        found |= {Ref(table, row, column): value for column, value in zip(columns, reading, strict=True)}
    return found


def _spans_rows(balance: Balance) -> bool:
    return len({ref.row for ref in balance.refs()}) > 1


def _holds(balance: Balance, cells: Mapping[Ref, Number]) -> bool:
    """Whether both sides are known and equal."""
    left, right = (_sum(side, cells) for side in (balance.left, balance.right))
    return left is not None and left == right


def _sum(terms: Sequence[Term], cells: Mapping[Ref, Number]) -> Number | None:
    values = [cells.get(term.ref) for term in terms]
    if any(value is None for value in values):
        return None
    return sum(value * term.times for value, term in zip(values, terms, strict=True) if value is not None)
