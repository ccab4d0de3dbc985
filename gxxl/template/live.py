"""All live cells of a workbook, and their values computed by Python from what stands in the input cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from gxxl.form.model import Form
from gxxl.sheet import Address, Held, layout_of
from gxxl.template.blocks import block_expressions
from gxxl.template.expressions import Expression, Look, Range, call
from gxxl.template.fixed_rows import broken_at, fixed_rows
from gxxl.template.functions import Scalar
from gxxl.template.listing import hint_cells, list_cells
from gxxl.template.places import places_of
from gxxl.template.prose_blocks import prose_expressions
from gxxl.template.sentences import sentence_cells
from gxxl.template.statuses import status_cells
from gxxl.template.watched import watched_expressions


@cache
def live_cells(form: Form) -> Mapping[Address, Expression]:
    """Every formula of the template by its cell."""
    places, rows = places_of(form), fixed_rows(form)
    return MappingProxyType(
        {
            **total_cells(form),
            **dict(block_expressions(places, broken_at(rows))),
            **dict(prose_expressions(places)),
            **dict(watched_expressions(places)),
            **dict(list_cells(places, rows)),
            **dict(status_cells(places, rows)),
            **dict(hint_cells(places, rows)),
            **dict(sentence_cells(places)),
        }
    )


@cache
def total_cells(form: Form) -> Mapping[Address, Expression]:
    """The totals of the tables: sums of the clean cells, so that a text or a blank counts for nothing."""
    places, layout = places_of(form), layout_of(form)
    found: dict[Address, Expression] = {}
    for ref, terms in form.total_sums.items():
        cells = [places.stored("clean", term.ref) for term in terms]
        first, last = cells[0], cells[-1]
        area = places.block("clean", form.table(ref.table))._replace(
            top=first.row, left=first.column, height=last.row - first.row + 1, width=last.column - first.column + 1
        )
        found[layout[ref]] = call("SUM", Range(area, layout[ref].sheet))
    return found


def scalar(held: Held) -> Scalar:
    """What a formula sees of a cell."""
    return float(held.raw) if isinstance(held.raw, Decimal) else held.raw


def values(
    form: Form, entered: Callable[[Address], Scalar], typed_over: Collection[Address] = ()
) -> dict[Address, Scalar]:
    """The value of every live cell but those `typed_over`; `entered` tells what stands in a cell that is not live."""
    look = looker(form, entered, typed_over)
    return {address: look(address) for address in live_cells(form) if address not in typed_over}


def looker(form: Form, entered: Callable[[Address], Scalar], typed_over: Collection[Address] = ()) -> Look:
    """What stands in any cell, live or not, computed when it is asked for, once."""
    live = live_cells(form)
    return _Known(live, entered, typed_over).__getitem__


class _Known(dict[Address, Scalar]):
    """What stands in each cell, entered or computed when it is first looked at."""

    def __init__(
        self, live: Mapping[Address, Expression], entered: Callable[[Address], Scalar], typed_over: Collection[Address]
    ) -> None:
        super().__init__((address, entered(address)) for address in typed_over)
        self.live, self.entered = live, entered

    def __missing__(self, address: Address) -> Scalar:
        expression = self.live.get(address)
        value = self.entered(address) if expression is None else expression.value(self.__getitem__)
        self[address] = value
        return value
