"""汇总表, 补充情况 and 来源 of 汇总.xlsx: every total is a formula over 来源 and leads there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from gxxl.checking.wording import plain
from gxxl.collecting.asked import Item
from gxxl.collecting.book_looks import height_of
from gxxl.collecting.changes import Changes
from gxxl.collecting.collection import Collection
from gxxl.collecting.roll_up import Part, RolledUp, Stated, total
from gxxl.collecting.wording import assumed_words, note_of, standing, title_of
from gxxl.form.extras import NUMBERS, Extra
from gxxl.form.model import Measure, Ref, Role, Table
from gxxl.form.printed import Box, boxes, size
from gxxl.report import Number
from gxxl.sheet import layout_of
from gxxl.template.plain_book import Book, Computed, Entry, Page

TOTALS, EXTRAS, SOURCE = "汇总表", "补充情况", "来源"
SOURCE_ROWS = 1_000_000
"""Rows of one sheet 来源; what is more goes on in 来源2."""

_WIDE = 15
"""Columns of 汇总表: all three tables fit into them."""

_COLUMN = 6.6
_SPANS: Mapping[str, tuple[int, ...]] = {"disclosure": (6, 3, 3, 3), "requests": (1, 2, 5, *(1,) * 7)}
"""How many of these each column of a table takes; table four takes one each."""

_HEADS = ("格", "栏目", "单位", "数", "计量单位", "说明")
_TOP = 3
"""The first row of amounts in 来源, from 0."""

_MOST_NAMES = 30
_SOURCE_WIDTHS = (9, 40, 34, 14, 9, 40)
_ONE_LINE = 20.0
"""来源: the height of a row whose texts stand on one line, which is left as it is."""


class Origin(NamedTuple):
    """One line of 来源."""

    key: str
    cell: str
    part: Part
    measure: str
    remark: str


class Sources:
    """The lines of 来源 in the order of the form, and the formula that adds those of one key."""

    def __init__(self, rolled: RolledUp, changes: Changes, items: Sequence[Item] = ()) -> None:
        self.rolled, self.changes, self._items = rolled, changes, items
        self.partial = frozenset(ref for gap in rolled.gaps for ref in gap.refs)
        self._first: dict[str, int] = {}
        self._count = 0
        for row in self.rows():
            self._first.setdefault(row.key, self._count)
            self._count += 1

    def rows(self) -> Iterator[Origin]:
        """The lines one after the other: so many are never in memory together."""
        yield from _origins(self.rolled, self.changes)
        yield from _asked(self._items)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets they take."""
        count = max(1, math.ceil(self._count / SOURCE_ROWS))
        return tuple(SOURCE + (str(number) if number > 1 else "") for number in range(1, count + 1))

    def computed(self, key: str, parts: Stated) -> Computed:
        """The sum of a key as a formula, with its value, and a jump to its first line."""
        sums = "+".join(f'SUMIFS({sheet}!$D:$D,{sheet}!$A:$A,"{key}")' for sheet in self.sheets)
        places = max((_decimals(part.number) for part in parts), default=0)
        first = self._first.get(key)
        sheet, row = divmod(first or 0, SOURCE_ROWS)
        jump = "" if first is None else f"internal:'{self.sheets[sheet]}'!A{_TOP + row + 1}"
        return Computed(f"=ROUND({sums},{places})", total(parts), jump)


def key_of(rolled: RolledUp, ref: Ref) -> str:
    """How 来源 calls a cell: 表三D7, the table and the cell of the template."""
    form = rolled.report.form
    return form.table(ref.table).nickname + layout_of(form)[ref].a1


def extra_key(extra: Extra) -> str:
    """How 来源 calls a line of 补充情况."""
    return f"补{NUMBERS.index(extra) + 1}"


def item_key(number: int) -> str:
    """How 来源 calls a thing asked for, counted from 0."""
    return f"加{number + 1}"


def write_totals(book: Book, collection: Collection, sources: Sources) -> None:
    """汇总表: the three tables as the form prints them, below one another."""
    rolled = sources.rolled
    page = book.sheet(TOTALS, (_COLUMN,) * _WIDE)
    page.span(Box(0, 0, 1, _WIDE), title_of(collection, rolled), "title")
    page.height(0, 36)
    top = heading(page, collection, rolled, _WIDE)
    breaks = []
    for table in rolled.report.form.tables:
        breaks.append(top)
        page.span(Box(top, 0, 1, _WIDE), table.title, "table title")
        page.height(top, 26)
        _table(page, table, sources, top + 1)
        top += size(table)[0] + 2
    page.page_breaks(breaks[1:2])


def heading(page: Page, collection: Collection, rolled: RolledUp, width: int) -> int:
    """The lines below a title; where the sheet goes on."""
    said = standing(rolled.tally)
    style = "open" if rolled.tally.is_open else "closed"
    lines = [(said, style)] + [(note, "note") for note in (note_of(collection),) if note]
    hints = ["点一个数，可以看到它由哪些单位相加；底色为黄的格，有单位的数没有读到（见“未计入”）。"]
    lines += [(hint, "note") for hint in (*hints, *_remarks(rolled))]
    for row, (line, look) in enumerate(lines, 1):
        page.span(Box(row, 0, 1, width), line, look)
        page.height(row, 18)
    return len(lines) + 2


def _remarks(rolled: RolledUp) -> Iterator[str]:
    organs = list(dict.fromkeys(assumed.organ for assumed in rolled.assumed))
    if organs:
        yield f"{'、'.join(organs)}用2019年表样，“其他处理”没有细分，已计入“3.其他”，见“来源”说明栏。"


def _table(page: Page, table: Table, sources: Sources, top: int) -> None:
    spans = _SPANS.get(table.key, (1,) * size(table)[1])
    starts = [sum(spans[:column]) for column in range(len(spans) + 1)]
    first_cell = min(box.column for box in boxes(table) if box.ref)
    heights = [20.0] * size(table)[0]
    for box in boxes(table):
        left, right = starts[box.column], starts[box.column + box.width]
        place = Box(top + box.row, left, box.height, right - left)
        if box.ref:
            entry, style = _amount(box.ref, sources)
            page.span(place, entry, style)
        else:
            is_label = box.column + box.width == first_cell and box.row > 0 and not table.blocks[0].title
            page.span(place, box.text, "form label" if is_label else "form head")
            lines = math.ceil(len(box.text) * 2.1 / ((right - left) * _COLUMN))
            heights[box.row] = max(heights[box.row], 14.0 * lines / box.height + 5)
    for row, height in enumerate(heights):
        page.height(top + row, height)


def _amount(ref: Ref, sources: Sources) -> tuple[Entry, str]:
    rolled = sources.rolled
    parts = rolled.parts[ref]
    style = "sum" if rolled.report.form.cell(ref).role is Role.TOTAL else "amount"
    style = "partial" if ref in sources.partial else style
    return (sources.computed(key_of(rolled, ref), parts), style) if parts else ("—", style)


_NO_EXTRAS = "没有单位在“补充情况”填写数字。"


def write_extras(book: Book, collection: Collection, sources: Sources) -> None:
    """补充情况: the sums of what no table holds, with the organs that state them."""
    rolled = sources.rolled
    page = book.sheet(EXTRAS, (34, 8, 14, 62))
    page.span(Box(0, 0, 1, 4), "补充情况汇总（不属于三张表）", "sheet title")
    page.height(0, 30)
    top = heading(page, collection, rolled, 4)
    page.row(top, ("项目", "单位", "合计", "其中"), ("head",) * 4, 22)
    stated = [extra for extra in NUMBERS if extra.key in rolled.extras]
    if not stated:
        page.span(Box(top + 1, 0, 1, 4), _NO_EXTRAS, "note")
    for row, extra in enumerate(stated, top + 1):
        parts = rolled.extras[extra.key]
        named = among(parts, extra.unit)
        entries = (extra.question, extra.unit, sources.computed(extra_key(extra), parts), named)
        page.row(row, entries, ("text", "middle", "sum", "text"), max(20, 14 * math.ceil(len(named) / 30) + 6))
    page.freeze(top + 1)


def among(parts: Stated, unit: str) -> str:
    """其中: the organs that state more than 0, largest first."""
    stated = sorted((part for part in parts if part.number), key=lambda part: (-part.number, part.organ))
    names = "、".join(f"{part.organ}{plain(part.number)}{unit}" for part in stated[:_MOST_NAMES])
    return names + (f"等{len(stated)}家" if len(stated) > _MOST_NAMES else "")


def write_sources(book: Book, sources: Sources) -> None:
    """来源: which organ states which amount for which cell; amounts of 0 are not listed."""
    styles = ("middle", "text", "text", "right", "middle", "text")
    rows = sources.rows()
    for name in sources.sheets:
        page = book.sheet(name, _SOURCE_WIDTHS, endless=True)
        page.span(Box(0, 0, 1, len(_HEADS)), "汇总表各数的来源", "sheet title")
        page.height(0, 30)
        page.span(
            Box(1, 0, 1, len(_HEADS)),
            "“格”是报送表里的位置。按“格”或“单位”筛选即可核对；填0的不列；来电更正的另列一行，写增减数。",
            "note",
        )
        page.row(_TOP - 1, _HEADS, ("head",) * len(_HEADS), 22)
        last = _TOP - 1
        for last, origin in enumerate(islice(rows, SOURCE_ROWS), _TOP):
            part = origin.part
            entries = (origin.key, origin.cell, part.organ, part.number, origin.measure, origin.remark)
            high = height_of(zip(entries, styles, strict=True), _SOURCE_WIDTHS, _ONE_LINE)
            page.row(last, entries, styles, high if high > _ONE_LINE else None)
        page.filter(_TOP - 1, last, len(_HEADS))
        page.freeze(_TOP)


def _origins(rolled: RolledUp, changes: Changes) -> Iterator[Origin]:
    form = rolled.report.form
    assumed = {(one.organ, one.ref): assumed_words(one, form) for one in rolled.assumed}
    for cell in form.cells:
        name = f"{form.table(cell.ref.table).nickname} {cell.name}"
        for part in rolled.parts[cell.ref]:
            key, measure = key_of(rolled, cell.ref), _measure(cell.column.quantity.measure)
            change = changes.get((part.organ, cell.ref))
            reported = part.number if change is None else change.before
            if reported:
                remark = assumed.get((part.organ, cell.ref), "")
                yield Origin(key, name, Part(part.organ, reported), measure, remark)
            if change:
                yield Origin(key, name, Part(part.organ, part.number - (reported or 0)), measure, change.remark)
    for extra in NUMBERS:
        for part in rolled.extras.get(extra.key, ()):
            if part.number:
                yield Origin(extra_key(extra), f"补充情况 {extra.question}", part, extra.unit, "")


def _asked(items: Sequence[Item]) -> Iterator[Origin]:
    for number, item in enumerate(items):
        for part in item.parts:
            if part.number:
                yield Origin(item_key(number), f"加报项目 {item.name}", part, item.unit, "")


def _measure(measure: Measure) -> str:
    return measure.value


def _decimals(number: Number) -> int:
    exponent = Decimal(number).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
