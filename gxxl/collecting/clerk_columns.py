"""The clerk's own columns of 进度: read from the last 汇总.xlsx or its copy, and carried over by organ."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gxxl.collecting.held_open import with_copies
from gxxl.form.told import OPEN_FILE
from gxxl.hosts.package import OURS
from gxxl.hosts.refused import Refused
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import Held
from gxxl.template.plain_book import Entry

PROGRESS = "进度"
ORGAN = "单位"
HEADS = (
    "序号", ORGAN, "类型", "状态", "错误", "疑点", "未填格", "来电更正", "收到份数", "计入的文件", OPEN_FILE,
    "保存时间", "截止日期", "迟报", "联系人",
)  # fmt: skip
OWN = ("备注", "联系记录", "纸质件", "公布网址", "公布日期")
"""Columns of 进度 the program never writes into (season §3.10)."""

Notes: TypeAlias = "Mapping[str, tuple[Entry, ...]]"
"""What the clerk wrote, by organ, in the order of `OWN`."""

_YEAR = re.compile(r"\d{4}年度")
_DAY_ZERO = date(1899, 12, 30)


class Remarks(NamedTuple):
    """What the clerk wrote that the next 汇总.xlsx has a place for, and whether anything of 汇总.xlsx is left out."""

    notes: Notes
    left: bool = False


def remarks_in(path: Path, year: int, organs: Collection[str]) -> Remarks:
    """The clerk's columns of 汇总.xlsx and of the copies written beside it: for each organ and column the newest entry.

    Left out are those of organs that are not listed, of columns nobody knows, of a book of another year or one that
    cannot be read, as with a password.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    left = False
    for one in with_copies(path):
        remarks = _remarks(one, year)
        for organ, entries in remarks.notes.items():
            found[organ] = _over(entries, found.get(organ, entries))
        strays = any(organ not in organs and any(entries) for organ, entries in remarks.notes.items())
        left = left or (one == path and (remarks.left or strays))
    return Remarks(found, left)


def _over(entries: tuple[Entry, ...], older: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(before if entry is None else entry for entry, before in zip(entries, older, strict=True))


def _remarks(path: Path, year: int) -> Remarks:
    """Those of one book by organ."""
    try:
        parts = Parts.open(path, OURS)
        grid = parts.grid(PROGRESS) if PROGRESS in parts.sheets else {}
    except Refused:
        return Remarks({}, left=True)
    heads = {str(held.raw): place for place, held in sorted(grid.items(), reverse=True) if isinstance(held.raw, str)}
    title = grid.get((1, 1))
    if ORGAN not in heads or (title and _YEAR.match(str(title.raw)) and not str(title.raw).startswith(str(year))):
        return Remarks({}, left=True)
    top, organs = heads[ORGAN]
    columns = {str(held.raw).strip(): column for (row, column), held in grid.items() if row == top}
    strange = {column for _, column in grid} - {columns[head] for head in (*HEADS, *OWN) if head in columns}
    notes: dict[str, tuple[Entry, ...]] = {}
    for row, name in sorted((row, held.raw) for (row, column), held in grid.items() if column == organs and row > top):
        entries = tuple(entry_of(grid.get((row, columns.get(own, 0)))) for own in OWN)
        organ = str(name).strip()
        notes[organ] = _over(entries, notes.get(organ, entries))
    return Remarks(notes, any(row > top and column in strange for row, column in grid))


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
