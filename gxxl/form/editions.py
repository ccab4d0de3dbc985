"""Which form is due in which year, forms composed table by table, and what two years of them have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from gxxl.form import balances, edition2019, edition2021
from gxxl.form.model import Balance, Edition, Form, Ref, Role, Table

EDITIONS: Mapping[int, Edition] = {2021: edition2021.EDITION, 2019: edition2019.EDITION}
"""Every edition by the first report year it serves, newest first."""

_DISCLOSURE = {2021: edition2021.DISCLOSURE, 2019: edition2019.DISCLOSURE}
_REQUESTS = {2021: edition2021.REQUESTS, 2019: edition2019.REQUESTS}
_DISPUTES = {2021: edition2021.DISPUTES, 2019: edition2019.DISPUTES}


@cache
def compose(disclosure: int, requests: int) -> Form:
    """The form with table two of one edition and table three of another; table four goes with table two.

    Raises KeyError where there is no such edition.
    """
    tables = two, three, four = _DISCLOSURE[disclosure], _REQUESTS[requests], _DISPUTES[disclosure]
    return Form(
        tables=tables,
        editions=(EDITIONS[disclosure], EDITIONS[requests], EDITIONS[disclosure]),
        balances=(
            *balances.carry("T3-01", three),
            *balances.row_totals("T3-02", three),
            *balances.column_totals("T3-03", three),
            *balances.row_totals("T4-01", four),
        ),
        bounds=(
            *balances.no_regulations("T2-02", two),
            *balances.likely_yuan("C-09", two),
            *balances.other_share("Y-04", three),
        ),
    )


def form_for(year: int) -> Form:
    """The form due for a report year: the newest edition not after it (国办公开办函〔2021〕30号 from 2021).

    Raises LookupError for years before the first edition.
    """
    for edition in EDITIONS:
        if edition <= year:
            return compose(edition, edition)
    raise LookupError(year)


@cache
def balances_between(form: Form, last: Form) -> tuple[Balance, ...]:
    """What must or should hold between a report and last year's, over the tables whose columns mean the same."""
    two, three, four = form.tables
    comparable = (two, three, four) if two is last.tables[0] else (three, four)
    watched = (ref for table in comparable for ref in _watched(table) if ref in last.index)
    return (
        *balances.carried_over("Y-01", three),
        *(balances.stocks("Y-02", "T2-01", two) if two in comparable else ()),
        *balances.jumps("Y-03", watched),
    )


def _watched(table: Table) -> Iterator[Ref]:
    """Jumps are looked for in totals, and in every cell of a table that has none; a change is a jump already."""
    cells = tuple(cell for cell in table.cells() if not cell.column.quantity.signed)
    has_totals = any(cell.column.role is Role.TOTAL for cell in cells)
    return (cell.ref for cell in cells if cell.column.role is Role.TOTAL or not has_totals)
