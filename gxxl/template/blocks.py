"""The computed blocks of `_gxxl`: what each cell is, counts for, looked like when checked, and how it is marked now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from gxxl.form.editions import balances_between
from gxxl.form.formula_words import BROKEN, EXPLAIN, YES
from gxxl.form.model import Form, Quantity, Ref
from gxxl.form.rule import Severity
from gxxl.sheet import Address, layout_of
from gxxl.template.expressions import At, Expression, Hole, Shaped, Through, call, join, when
from gxxl.template.places import STORE, Places, cover

PRIME = 999_983
"""The largest prime below a million: every weight is prime to it, so a change of one cell changes the 校验码."""

MONEY_SCALE = 1_000_000
"""Money counts in millionths: 平潭2021 has six decimals."""

NUMBER_CODE = 1_000
"""Codes of numbers start here; blanks and texts have smaller ones."""

NUMBER, BLANK, FAULTY = 0, 1, 2

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
    return At(cover("finished"), home).equals(YES)


def block_expressions(places: Places, broken: Mapping[Ref, Sequence[Address]]) -> Iterator[tuple[Address, Expression]]:
    """All computed blocks; `broken` names for each cell the states of the fixed rows that are reported at it.

    Cells of one quantity share the shapes of their formulas.
    """
    for cell in places.form.cells:
        ref, quantity = cell.ref, cell.column.quantity
        entered, last = through(places, ref), through(places, ref, last=True)
        state, clean, seen = (At(places.stored(kind, ref), STORE) for kind in ("state", "clean", "seen"))
        yield state.address, Shaped(_state(quantity), (entered,))
        yield clean.address, Shaped(_clean(), (entered, state))
        yield places.stored("code", ref), Shaped(_code(quantity), (entered, state, clean))
        yield places.stored("same", ref), Shaped(_same(), (entered, seen))
        yield places.stored("live", ref), _mark(places, ref, state, broken.get(ref, ()))
        yield places.stored("clean_last", ref), Shaped(_clean_last(quantity), (last,))


def through(places: Places, ref: Ref, *, last: bool = False) -> Through:
    """An input cell by its defined name, never by its address."""
    name = f"grid_last_{ref.table}" if last else f"grid_{ref.table}"
    address = places.last(ref) if last else layout_of(places.form)[ref]
    grid = places.names[name]
    return Through(name, address.row - grid.top + 1, address.column - grid.left + 1, address)


@cache
def _state(quantity: Quantity) -> Expression:
    """What the cell in hole 0 is: NUMBER, BLANK or FAULTY."""
    entered = Hole(0)
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


@cache
def _clean() -> Expression:
    """The number in hole 0 where its state, in hole 1, says it is one."""
    return when(Hole(1).equals(NUMBER), Hole(0), "")


@cache
def _clean_last(quantity: Quantity) -> Expression:
    return when(_state(quantity).equals(NUMBER), Hole(0), "")


@cache
def _code(quantity: Quantity) -> Expression:
    """What the cell in hole 0 adds to the 校验码, by its state and its number in holes 1 and 2."""
    entered, state, clean = Hole(0), Hole(1), Hole(2)
    scaled: Expression = call("ROUND", clean * MONEY_SCALE, 0) if quantity.decimal else clean
    number = scaled - call("INT", scaled / PRIME) * PRIME + NUMBER_CODE
    return when(state.equals(NUMBER), number, when(state.equals(BLANK), 1, call("LEN", _shown(entered)) + 2))


def _shown(entered: Expression) -> Expression:
    """The cell as a text; every error value is #."""
    return call("IFERROR", when(call("LEFT", entered, 1).equals("#"), "#", join(entered, "")), "#")


@cache
def _same() -> Expression:
    """1 where the cell in hole 0 is as it was seen, in hole 1.

    Equal in kind, value and length: an empty cell equals 0 in a spreadsheet, and must not here.
    """
    entered, seen = Hole(0), Hole(1)
    odd = call("OR", call("ISERROR", entered), call("ISLOGICAL", entered))
    plain = call("AND", entered.equals(seen), call("LEN", entered).equals(call("LEN", seen)))
    is_sign = seen.equals(SIGN)
    return when(when(odd, is_sign, when(call("LEFT", entered, 1).equals(SIGN), is_sign, plain)), 1, 0)


def _mark(places: Places, ref: Ref, state: At, broken: Sequence[Address]) -> Expression:
    """错 for what is wrong now, 疑 for what wants a reason; else the program's mark while nothing of it has changed."""
    others = [places.stored("same", other) for other in _operands(places.form, ref)]
    cells = [At(at, STORE) for at in (cover("finished"), places.stored("marks", ref), *broken, *others)]
    return Shaped(_mark_of(len(broken), len(others)), (state, *cells))


@cache
def _mark_of(broken: int, others: int) -> Expression:
    """The mark of a cell; its holes: its state, 填报完毕, its written mark, the fixed rows at it, its operands."""
    state, finished, written, *more = map(Hole, range(3 + broken + others))
    wrong = [state.equals(FAULTY), call("AND", state.equals(BLANK), finished.equals(YES))]
    wrong += [row.equals(BROKEN) for row in more[:broken]]
    asked = [row.equals(EXPLAIN) for row in more[:broken]]
    program = when(call("AND", written.differs(""), *(same.equals(1) for same in more[broken:])), written, "")
    return when(
        call("OR", *wrong),
        Severity.ERROR.mark,
        when(call("OR", *asked), Severity.WARNING.mark, program) if asked else program,
    )


@cache
def _operands(form: Form, ref: Ref) -> tuple[Ref, ...]:
    """The cell and every cell of this year that a bound reported at it looks at."""
    bounds = (*form.bounds, *balances_between(form, form))
    others = [other for bound in bounds if bound.at == ref and bound.rule not in LIVE_RULES for other in bound.refs()]
    return tuple(dict.fromkeys((ref, *others)))
