"""The clerk's own columns of 进度: read from the last 汇总.xlsx or its copy, and carried over by organ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gxxl.collecting.held_open import with_copies
from gxxl.form.told import OPEN_FILE
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sheets import values_in
from gxxl.template.plain_book import Entry

PROGRESS = "进度"
ORGAN = "单位"
HEADS = (
    "序号", ORGAN, "类型", "状态", "错误", "疑点", "未填格", "来电更正", "收到份数", "计入的文件", OPEN_FILE,
    "保存时间", "截止日期", "迟报", "联系人",
)  # fmt: skip
OWN = ("备注", "联系记录", "纸质件", "公布网址", "公布日期")
"""Columns of 进度 the program never writes into (season §3.10)."""

_KNOWN = frozenset((*HEADS, *OWN))
_NOTHING = (None,) * len(OWN)

Notes: TypeAlias = "Mapping[str, tuple[Entry, ...]]"
"""What the clerk wrote, by organ, in the order of `OWN`."""

_YEAR = re.compile(r"\d{4}年度")


class Remarks(NamedTuple):
    """What the clerk wrote that the next 汇总.xlsx has a place for, and whether anything of 汇总.xlsx is left out."""

    notes: Notes
    left: bool = False


def remarks_in(path: Path, year: int, organs: Collection[str]) -> Remarks:
    """The clerk's columns of 汇总.xlsx and of the copies written beside it: for each organ and column the newest entry.

    A blank in a copy takes nothing away: the book may have been locked when it was written. Left out are those of
    organs that are not listed, of columns nobody knows, of a book of another year or one that cannot be read, as with
    a password.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    left, listed = False, set(organs)
    for one in with_copies(path):
        remarks = _remarks(one, year)
        for organ, entries in remarks.notes.items():
            found[organ] = entries if one == path else _over(entries, found.get(organ, entries))
        strays = (organ not in listed and entries != _NOTHING for organ, entries in remarks.notes.items())
        left = left or (one == path and (remarks.left or any(strays)))
    return Remarks(found, left)


def _over(entries: tuple[Entry, ...], older: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(before if entry is None else entry for entry, before in zip(entries, older, strict=True))


def _remarks(path: Path, year: int) -> Remarks:
    """Those of one book by organ."""
    try:
        return _in_rows(values_in(path, PROGRESS), year)
    except Unreadable:
        return Remarks({}, left=True)


def _in_rows(rows: Iterator[tuple[object, ...]], year: int) -> Remarks:
    """From the rows of 进度, which are never in memory together."""
    title = ""
    heads: tuple[str, ...] = ()
    for number, row in enumerate(rows):
        title = str(row[0]) if row and not number else title
        heads = tuple(str(value).strip() for value in row)
        if ORGAN in heads:
            break
    if ORGAN not in heads or (_YEAR.match(title) and not title.startswith(str(year))):
        return Remarks({}, left=True)
    notes: dict[str, tuple[Entry, ...]] = {}
    left = False
    for row in rows:
        of = {head: value for head, value in zip_longest(heads, row) if value is not None}
        entries = tuple(_entry(of.get(own)) for own in OWN)
        organ = str(of.get(ORGAN, "")).strip()
        left = left or not of.keys() <= _KNOWN
        notes[organ] = _over(entries, notes.get(organ, entries))
    return Remarks(notes, left)


def _entry(value: object) -> Entry:
    """What somebody typed, to be written again: dates stay dates, numbers as they were typed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return Decimal(repr(value))
    return value if isinstance(value, str | int) else None if value is None else str(value)
