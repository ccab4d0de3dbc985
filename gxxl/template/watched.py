"""What a check also looked at beside the tables and the prose: 封面, 补充情况 and 上年数据, each summed up in one cell.

A change there after a check is a change like any other: the status says 核查后有改动 (design §6).
"""

from __future__ import annotations

from collections.abc import Iterator

from gxxl.form.extras import EXTRAS
from gxxl.sheet import Address
from gxxl.template.expressions import At, Expression, Range, Through, call, join, when
from gxxl.template.places import PROSE_ROWS, PROSE_SECTIONS, STORE, WATCHED, Places

_ENTRIES = (
    "organ",
    "year",
    "level",
    "kind",
    "scope",
    "signature_organ",
    "signature_date",
    "last_organ",
    "last_year",
    "last_edition",
)
_KEPT = 500
"""Characters of each answer that are compared: all answers together must fit one cell."""


def watched_expressions(places: Places) -> Iterator[tuple[Address, Expression]]:
    """The cells of `watched`, and how many of them are not as they were seen."""
    summed = {
        "entries": _joined([_entered(places, name, 0) for name in _ENTRIES]),
        "extra": _joined([_entered(places, "extra", row) for row in range(len(EXTRAS))]),
        "last tables": _joined([part for table in places.form.tables for part in _numbers(places, table.key)]),
        "last prose": _joined([_length(places, f"last_{key}") for key in PROSE_SECTIONS]),
    }
    for row, what in enumerate(WATCHED):
        yield places.names["watched"].at(row, 0), summed[what]
        now, seen = (At(places.names[name].at(row, 0), STORE) for name in ("watched", "seen_watched"))
        alike = call("AND", now.equals(seen), call("LEN", now).equals(call("LEN", seen)))
        yield places.names["same_watched"].at(row, 0), when(alike, 1, 0)


def _entered(places: Places, name: str, row: int) -> Expression:
    """A name of one cell by its address: not every program finds a cell within a single one."""
    area = places.names[name]
    alone = area.height == 1
    entry = At(area.at(0, 0), STORE) if alone else Through(name, row + 1, 1, area.at(row, 0))
    return call("LEFT", join(entry, ""), _KEPT)


def _joined(parts: list[Expression]) -> Expression:
    return join(*(piece for part in parts for piece in (part, "|")))


def _numbers(places: Places, table: str) -> tuple[Expression, Expression]:
    """A weighted sum, rounded to four decimals (all that 万元 has beyond doubt), and how many numbers there are."""
    numbers, weights = (Range(places.names[f"{kind}_{table}"], STORE) for kind in ("clean_last", "weights"))
    return call("ROUND", call("SUMPRODUCT", numbers, weights), 4), call("COUNT", numbers)


def _length(places: Places, name: str) -> Expression:
    area = places.names[name]
    return call("SUM", *(call("LEN", Through(name, row + 1, 1, area.at(row, 0))) for row in range(PROSE_ROWS)))
