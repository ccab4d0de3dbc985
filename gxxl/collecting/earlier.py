"""The run before: the outcomes and the assessor's own columns of an earlier 核查表.xlsx, and what changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting.assessed_list import AssessedList, Name, names_of
from gxxl.collecting.assessing import Assessed
from gxxl.collecting.held_open import with_copies
from gxxl.form.rules_assessing import BOOK, INDICATORS, WORST
from gxxl.hosts.refused import Refused
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import Held
from gxxl.template.plain_book import Entry

SCORES = "核查表"
OWN = ("人工复核", "复核说明")
"""Columns of the assessor, which the program never writes into."""

REMARK = "程序备注"
FIRST = 4
"""The row of headings, from 0."""

_DAY_ZERO = date(1899, 12, 30)
_RUN = re.compile(r"第(\d+)次核查　(\S+ \S+)")


class Earlier(NamedTuple):
    """An earlier run: which, when, the outcomes by line and indicator, the assessor's own columns by line."""

    run: int
    when: str
    outcomes: Mapping[Name, Mapping[str, str]]
    own: Mapping[Name, tuple[Entry, ...]]


class Change(NamedTuple):
    """An indicator of an organ that came out otherwise, or a line that is new or gone."""

    organ: str
    indicator: str
    before: str
    now: str
    why: str


def earlier_beside(path: Path, listed: AssessedList) -> Earlier | None:
    """The last run in a 核查表.xlsx or its copies, with the newest columns of the assessor for each line."""
    runs = [run for one in with_copies(path) if (run := earlier_in(one, listed))]
    if not runs:
        return None
    return runs[-1]._replace(own={key: own for run in runs for key, own in run.own.items()})


def earlier_in(path: Path, listed: AssessedList) -> Earlier | None:
    """The run a 核查表.xlsx holds, whose lines are called as those of the list; None where the file is none."""
    try:
        parts = Parts.open(path)
        grid = parts.grid(SCORES) if SCORES in parts.sheets else {}
    except (Refused, OSError):
        return None
    found = _RUN.match(_text(grid.get((2, 1))))
    if found is None:
        return None
    heads = {_text(held): column for (row, column), held in grid.items() if row == FIRST + 1}
    rows = sorted({row for row, _ in grid if row > FIRST + 1})
    outcomes: dict[Name, Mapping[str, str]] = {}
    own: dict[Name, tuple[Entry, ...]] = {}
    number, name = (heads.get(listed.heads[listed.keys.index(key)], 0) if key in listed.keys else 0
                    for key in ("number", "name"))  # fmt: skip
    called = ((_text(grid.get((row, number))), "".join(_text(grid.get((row, name))).split())) for row in rows)
    for row, key in zip(rows, names_of(called), strict=True):
        outcomes[key] = {one.name: _text(grid.get((row, heads.get(one.name, 0)))) for one in INDICATORS}
        own[key] = tuple(_entry(grid.get((row, heads.get(name, 0)))) for name in OWN)
    return Earlier(int(found.group(1)), found.group(2), outcomes, own)


def _text(held: Held | None) -> str:
    return "" if held is None or held.raw is None else str(held.raw)


def _entry(held: Held | None) -> Entry:
    """What somebody typed into a cell, to be written again: dates stay dates, numbers exact."""
    raw = held.raw if held else None
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, str) or raw is None:
        return raw
    if held and held.is_date and 0 < raw < 10**6:
        return _DAY_ZERO + timedelta(days=int(raw))
    return raw if isinstance(raw, int) else Decimal(str(raw))


def changes(earlier: Earlier, now: Sequence[tuple[Name, Assessed]]) -> Iterator[Change]:
    """What changed, line by line in the order of the list, then lines that are gone."""
    known = dict(now)
    for key, line in now:
        before = earlier.outcomes.get(key)
        if before is None:
            yield Change(line.listed.organ.name, "", BOOK["new"], "", "")
            continue
        for indicator in INDICATORS:
            outcome, was = line.outcomes[indicator.name].value, before.get(indicator.name, "")
            if outcome != was:
                yield Change(line.listed.organ.name, indicator.name, was, outcome, _why(line, indicator.name))
    for key in earlier.outcomes:
        if key not in known:
            yield Change(key.organ, "", "", BOOK["gone"], "")


def _why(line: Assessed, indicator: str) -> str:
    said = [one for one in line.evidence if one.indicator == indicator]
    return min(said, key=lambda one: WORST.index(one.outcome)).said if said else ""
