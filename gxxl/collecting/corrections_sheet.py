"""更正 of 汇总.xlsx: 更正登记 line by line with what came of each."""

from __future__ import annotations

from collections.abc import Iterator

from gxxl.collecting.book_looks import height_of
from gxxl.collecting.collection import Collection
from gxxl.collecting.correction_words import place_of, reason_words, shown
from gxxl.collecting.corrections import reported_in
from gxxl.collecting.register import Outcome, Settled
from gxxl.form.printed import Box
from gxxl.form.register_words import OUTCOMES, SHEET
from gxxl.sheet import layout_of
from gxxl.template.plain_book import Book, Entry

CORRECTIONS = "更正"
_HEADS = {
    "行": 5, "单位": 24, "格": 30, "原值": 9, "更正值": 9, "来电人": 14, "时间": 17, "结果": 16, "说明": 46,
}  # fmt: skip
_STYLES = {
    Outcome.APPLIED: "good", Outcome.MERGED: "quiet", Outcome.SUPERSEDED: "quiet", Outcome.REFUSED: "doubt",
}  # fmt: skip
_LEAST_HIGH = 22.0


def write_corrections(book: Book, collection: Collection) -> None:
    """The sheet, where there is a register with anything in it."""
    if not collection.register:
        return
    page = book.sheet(CORRECTIONS, tuple(_HEADS.values()), landscape=True)
    page.put(0, 0, SHEET["title"].format(year=collection.year), "sheet title")
    page.height(0, 30)
    page.span(Box(1, 0, 1, len(_HEADS)), SHEET["note"], "note")
    page.row(2, tuple(_HEADS), ("head",) * len(_HEADS), 22)
    for row, one in enumerate(collection.register, 3):
        cells = tuple(_cells(one, collection))
        high = height_of(cells, _HEADS.values(), _LEAST_HIGH)
        page.row(row, tuple(entry for entry, _ in cells), tuple(style for _, style in cells), high)
    page.filter(2, 2 + len(collection.register), len(_HEADS))
    page.freeze(3, 2)


def _cells(one: Settled, collection: Collection) -> Iterator[tuple[Entry, str]]:
    entry = one.entry
    known = {member.organ.name: member for member in collection.members}
    form, value = reported_in(one, collection.as_reported, known, collection.year)
    place = place_of(one, form)
    at = layout_of(form)[one.ref].a1 if place and one.ref else ""
    yield entry.row, "number"
    yield one.organ or entry.organ, "text"
    yield f"{place} {at}" if place else entry.cell, "text"
    yield "" if entry.old is None else shown(entry.old), "middle"
    yield "" if entry.new is None else shown(entry.new), "middle"
    yield entry.who, "text"
    yield entry.when, "middle"
    yield one.outcome.value, _STYLES[one.outcome]
    yield OUTCOMES.get(one.outcome.name, reason_words(one, form, value)), "text"
