"""加报项目 of 汇总.xlsx: a row an organ, a column an item; the sums lead to 来源."""

from __future__ import annotations

import math

from gxxl.collecting.asked import Item, items_of
from gxxl.collecting.collection import Collection
from gxxl.collecting.total_sheets import Sources, heading, item_key
from gxxl.form.printed import Box
from gxxl.template.plain_book import Book, Entry

SHEET = "加报项目"
_ORGAN, _TOTAL, _BLANK = "单位", "合计", "未填"
_MOST_UPRIGHT = 3
"""Columns of items that fit on an upright page."""

_NOT_ASKED = "—"


def write_asked(book: Book, collection: Collection, sources: Sources) -> None:
    """The sheet, where anything was asked for beyond the form."""
    items = items_of(collection.members)
    if not items:
        return
    widths = (30, *(14 if item.unit else 34 for item in items))
    page = book.sheet(SHEET, widths, landscape=len(items) > _MOST_UPRIGHT, endless=True)
    page.span(Box(0, 0, 1, len(widths)), "加报项目汇总（下发单位的要求，不属于统一格式）", "sheet title")
    page.height(0, 30)
    top = heading(page, collection, sources.rolled, len(widths))
    page.row(top, (_ORGAN, *(item.name for item in items)), ("head",) * len(widths), _high(items))
    sums = [sources.computed(item_key(number), item.parts) if item.parts else None for number, item in enumerate(items)]
    page.row(top + 1, (_TOTAL, *sums), ("head", *(["sum"] * len(items))), 24)
    for row, member in enumerate(collection.members, top + 2):
        page.put(row, 0, member.organ.name, "text")
        for column, item in enumerate(items, 1):
            page.put(row, column, *_cell(item, member.organ.name, counted=member.counted is not None))
        page.height(row, 22)
    page.freeze(top + 2, 1)


def _high(items: tuple[Item, ...]) -> float:
    return 8 + 14 * max(math.ceil(len(item.name) / (6 if item.unit else 16)) for item in items)


def _cell(item: Item, organ: str, *, counted: bool) -> tuple[Entry, str]:
    """The answer; what is missing or no number stands out, an organ that was not asked has a dash."""
    answer = item.answers.get(organ)
    if answer is None:
        return (_NOT_ASKED if counted else None), "middle"
    if not answer.said:
        return _BLANK, "doubt"
    if not item.unit:
        return answer.said, "text"
    return (answer.number, "number") if answer.number is not None else (answer.said, "doubt")
