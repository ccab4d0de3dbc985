"""The computed blocks of `_gxxl` that have a cell for each row of prose: length, unchanged or not, what it says."""

from __future__ import annotations

from collections.abc import Iterator

from gxxl.form.model import Ref
from gxxl.form.rules_narrative import FEE_WORDS
from gxxl.sheet import Address
from gxxl.template.expressions import At, Expression, Literal, Range, Through, call, join, when
from gxxl.template.places import PROSE_ROWS, PROSE_SECTIONS, SAID, STORE, Places


def prose_expressions(places: Places) -> Iterator[tuple[Address, Expression]]:
    """Row by row, without array formulas: every spreadsheet program computes these alike."""
    for key in PROSE_SECTIONS:
        for row in range(PROSE_ROWS):
            text = Through(key, row + 1, 1, places.names[key].at(row, 0))
            seen = At(places.names[f"seen_{key}"].at(row, 0), STORE)
            yield places.names[f"length_{key}"].at(row, 0), call("LEN", text)
            yield (
                places.names[f"same_{key}"].at(row, 0),
                when(call("AND", text.equals(seen), call("LEN", text).equals(call("LEN", seen))), 1, 0),
            )
            for kind in SAID[key]:
                found = [call("ISNUMBER", call("SEARCH", words, text)) for words in _wanted(places, kind)]
                yield places.names[f"{kind}_{key}"].at(row, 0), when(call("OR", *found), 1, 0)


def total(places: Places, name: str, home: str) -> Expression:
    """The sum of such a block."""
    return call("SUM", Range(places.names[name], home))


def _wanted(places: Places, kind: str) -> list[Expression]:
    """What is looked for: the words by which section 六 speaks of 信息处理费 (N-10), or a number of table three."""
    if kind == "said_fee":
        return [Literal(word) for word in FEE_WORDS]
    row = kind.removeprefix("said_")
    return [join(At(places.stored("clean", Ref("requests", row, "total")), STORE), "件")]
