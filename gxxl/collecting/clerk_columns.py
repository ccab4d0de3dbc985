"""The clerk's own columns of 进度: read from the last 汇总.xlsx or its copy, and carried over by organ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from gxxl.collecting.held_open import set_aside, with_copies
from gxxl.hosts.package import OURS
from gxxl.hosts.refused import Refused
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import Held
from gxxl.template.plain_book import Entry

PROGRESS = "进度"
ORGAN = "单位"
OWN = ("备注", "联系记录", "纸质件", "公布网址", "公布日期")
"""Columns of 进度 the program never writes into (season §3.10)."""

Notes: TypeAlias = "Mapping[str, tuple[Entry, ...]]"
"""What the clerk wrote, by organ, in the order of `OWN`."""

_YEAR = re.compile(r"\d{4}年度")
_DAY_ZERO = date(1899, 12, 30)


def notes_kept(path: Path, year: int, told: list[str]) -> Notes:
    """The clerk's columns of 汇总.xlsx and of the copies written beside it, for each organ the newest that has it.

    A book whose columns are not taken over, that of another year or one with a password, is set aside, which is told.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    for one in with_copies(path):
        notes = _notes(one, year)
        found |= notes or {}
        if notes is None and one == path:
            set_aside(path, told)
    return found


def _notes(path: Path, year: int) -> Notes | None:
    """By organ; None where it is no 汇总 of the year, or cannot be read."""
    try:
        parts = Parts.open(path, OURS)
        grid = parts.grid(PROGRESS) if PROGRESS in parts.sheets else {}
    except Refused:
        return None
    heads = {str(held.raw): place for place, held in sorted(grid.items(), reverse=True) if isinstance(held.raw, str)}
    title = grid.get((1, 1))
    if ORGAN not in heads or (title and _YEAR.match(str(title.raw)) and not str(title.raw).startswith(str(year))):
        return None
    top, organs = heads[ORGAN]
    columns = [heads[own][1] if own in heads and heads[own][0] == top else 0 for own in OWN]
    names = {row: held.raw for (row, column), held in sorted(grid.items()) if column == organs and row > top}
    return {
        name: tuple(entry_of(grid.get((row, column))) for column in columns)
        for row, name in names.items()
        if isinstance(name, str)
    }


def entry_of(held: Held | None) -> Entry:
    """What somebody typed into a cell, to be written again: dates stay dates, numbers exact."""
    raw = held.raw if held else None
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, str) or raw is None:
        return raw
    if held and held.is_date and 0 < raw < 10**6:
        return _DAY_ZERO + timedelta(days=int(raw))
    return raw if isinstance(raw, int) else Decimal(str(raw))
