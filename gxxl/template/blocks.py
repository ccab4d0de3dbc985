"""The computed blocks of `_gxxl`: what each cell is, counts for, looked like when checked, and how it is marked now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from gxxl.form.editions import balances_between
from gxxl.form.model import Cell, Form, Ref
from gxxl.sheet import Address, layout_of
from gxxl.template.expressions import At, Expression, Through, call, join, when
from gxxl.template.places import STORE, Places, cover

PRIME = 999_983
"""The largest prime below a million: every weight is prime to it, so a change of one cell changes the 校验码."""

MONEY_SCALE = 1_000_000
"""Money counts in millionths: 平潭2021 has six decimals."""

NUMBER_CODE = 1_000
"""Codes of numbers start here; blanks and texts have smaller ones."""

NUMBER, BLANK, FAULTY = 0, 1, 2
AGREES, BROKEN, EXPLAIN, EXPLAINED, INCOMPLETE = "相符", "不符", "请说明", "已说明", "未填全"
"""States of the fixed rows of 核查结果 (season §6.3)."""

LIVE_RULES = ("C-01", "C-02", "C-03", "C-04", "C-05", "C-06", "T3-01", "T3-02", "T3-03", "T4-01", "Y-01", "Y-02")
"""Rules the formulas know by themselves; marks and hints of the program are for the others."""

LARGEST = 1e300
"""What is larger is no number, as `reading` has it."""

SIGN = "#"
"""Stands in `seen` for an error value, a truth value, or a text that begins with this sign."""

_SPACES = ("\u3000", "\u00a0", "\u200b")


def weight(position: int) -> int:
    """The weight of a cell in the 校验码: neighbours differ, none is a multiple of the prime."""
    return (position + 1) * 7_919 % PRIME


def finished_on(home: str) -> Expression:
    """Whether 填报完毕 says 是, written on the sheet `home`."""
    return At(cover("finished"), home).equals("是")


def block_expressions(places: Places, broken: Mapping[Ref, Sequence[Address]]) -> Iterator[tuple[Address, Expression]]:
    """All computed blocks; `broken` names for each cell the states of the fixed rows that are reported at it."""
    for cell in places.form.cells:
        entered = through(places, cell.ref)
        state, clean = (At(places.stored(kind, cell.ref), STORE) for kind in ("state", "clean"))
        yield places.stored("state", cell.ref), _state(entered, cell)
        yield places.stored("clean", cell.ref), when(state.equals(NUMBER), entered, "")
        yield places.stored("code", cell.ref), _code(entered, state, clean, cell)
        yield (
            places.stored("same", cell.ref),
            when(_unchanged(entered, At(places.stored("seen", cell.ref), STORE)), 1, 0),
        )
        yield places.stored("live", cell.ref), _mark(places, cell.ref, state, broken.get(cell.ref, ()))
        last = through(places, cell.ref, last=True)
        yield places.stored("clean_last", cell.ref), when(_state(last, cell).equals(NUMBER), last, "")


def through(places: Places, ref: Ref, *, last: bool = False) -> Through:
    """An input cell by its defined name, never by its address."""
    name = f"grid_last_{ref.table}" if last else f"grid_{ref.table}"
    address = places.last(ref) if last else layout_of(places.form)[ref]
    grid = places.names[name]
    return Through(name, address.row - grid.top + 1, address.column - grid.left + 1, address)


def _state(entered: Expression, cell: Cell) -> Expression:
    quantity = cell.column.quantity
    fits = [entered < LARGEST]
    fits += [] if quantity.signed else [entered >= 0]
    fits += [] if quantity.decimal else [entered.equals(call("INT", entered))]
    text: Expression = entered
    for space in _SPACES:
        text = call("SUBSTITUTE", text, space, "")
    is_blank = call("LEN", call("TRIM", call("CLEAN", text))).equals(0)
    number = when(call("AND", *fits), NUMBER, FAULTY)
    words = when(call("ISNUMBER", entered), number, when(is_blank, BLANK, FAULTY))
    return when(call("ISERROR", entered), FAULTY, words)


def _code(entered: Expression, state: Expression, clean: Expression, cell: Cell) -> Expression:
    scaled: Expression = call("ROUND", clean * MONEY_SCALE, 0) if cell.column.quantity.decimal else clean
    number = scaled - call("INT", scaled / PRIME) * PRIME + NUMBER_CODE
    return when(state.equals(NUMBER), number, when(state.equals(BLANK), 1, call("LEN", _shown(entered)) + 2))


def _shown(entered: Expression) -> Expression:
    """The cell as a text; every error value is #."""
    return call("IFERROR", when(call("LEFT", entered, 1).equals("#"), "#", join(entered, "")), "#")


def _unchanged(entered: Expression, seen: Expression) -> Expression:
    """Equal in kind, value and length: an empty cell equals 0 in a spreadsheet, and must not here."""
    odd = call("OR", call("ISERROR", entered), call("ISLOGICAL", entered))
    plain = call("AND", entered.equals(seen), call("LEN", entered).equals(call("LEN", seen)))
    is_sign = seen.equals(SIGN)
    return when(odd, is_sign, when(call("LEFT", entered, 1).equals(SIGN), is_sign, plain))


def _mark(places: Places, ref: Ref, state: Expression, broken: Sequence[Address]) -> Expression:
    """错 for what is wrong now, 疑 for what wants a reason; else the program's mark while nothing of it has changed."""
    written = At(places.stored("marks", ref), STORE)
    wrong = [state.equals(FAULTY), call("AND", state.equals(BLANK), finished_on(STORE))]
    wrong += [At(at, STORE).equals(BROKEN) for at in broken]
    asked = [At(at, STORE).equals(EXPLAIN) for at in broken]
    unchanged = [At(places.stored("same", other), STORE).equals(1) for other in _operands(places.form, ref)]
    program = when(call("AND", written.differs(""), *unchanged), written, "")
    return when(call("OR", *wrong), "错", when(call("OR", *asked), "疑", program) if asked else program)


@cache
def _operands(form: Form, ref: Ref) -> tuple[Ref, ...]:
    """The cell and every cell of this year that a bound reported at it looks at."""
    bounds = (*form.bounds, *balances_between(form, form))
    others = [other for bound in bounds if bound.at == ref and bound.rule not in LIVE_RULES for other in bound.refs()]
    return tuple(dict.fromkeys((ref, *others)))
