"""The computed blocks of `_gxxl` that have a cell for each row of prose: length, unchanged or not, what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from gxxl.form.model import Ref
from gxxl.form.rules_narrative import FEE_WORDS
from gxxl.sheet import Address
from gxxl.template.expressions import At, Expression, Hole, Range, Shaped, Through, call, join, when
from gxxl.template.places import PROSE_ROWS, PROSE_SECTIONS, SAID, STORE, Places


def prose_expressions(places: Places) -> Iterator[tuple[Address, Expression]]:
    """Row by row, without array formulas: every spreadsheet program computes these alike."""
    for key in PROSE_SECTIONS:
        kinds = [(places.names[f"{kind}_{key}"], *_said(places, kind)) for kind in SAID[key]]
        for row in range(PROSE_ROWS):
            text = Through(key, row + 1, 1, places.names[key].at(row, 0))
            seen = At(places.names[f"seen_{key}"].at(row, 0), STORE)
            yield places.names[f"length_{key}"].at(row, 0), Shaped(_length(), (text,))
            yield places.names[f"same_{key}"].at(row, 0), Shaped(_same(), (text, seen))
            for area, shape, cells in kinds:
                yield area.at(row, 0), Shaped(shape, (text, *cells))


@cache
def _length() -> Expression:
    return call("LEN", Hole(0))


@cache
def _same() -> Expression:
    text, seen = Hole(0), Hole(1)
    return when(call("AND", text.equals(seen), call("LEN", text).equals(call("LEN", seen))), 1, 0)


def total(places: Places, name: str, home: str) -> Expression:
    """The sum of such a block."""
    return call("SUM", Range(places.names[name], home))


def _said(places: Places, kind: str) -> tuple[Expression, Sequence[At]]:
    """What is looked for in a row: words by which section 六 speaks of 信息处理费 (N-10), or a number of table three.

    The shape of the formula, and the cells it looks at beside the text.
    """
    if kind == "said_fee":
        return _any_of(FEE_WORDS), ()
    row = kind.removeprefix("said_")
    return _number_said(), (At(places.stored("clean", Ref("requests", row, "total")), STORE),)


@cache
def _number_said() -> Expression:
    return _found(join(Hole(1), "件"))


@cache
def _any_of(words: Sequence[str]) -> Expression:
    return _found(*words)


def _found(*wanted: Expression | str) -> Expression:
    return when(call("OR", *(call("ISNUMBER", call("SEARCH", words, Hole(0))) for words in wanted)), 1, 0)
