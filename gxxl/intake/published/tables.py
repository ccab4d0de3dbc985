"""The three tables read from their regions: the text of every cell that is beyond doubt, and what is not and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gxxl.form.editions import EDITIONS, compose
from gxxl.form.model import Form, Ref, Table
from gxxl.intake.published.aligning import Aligned, align
from gxxl.intake.published.columns import Headers, Texts, by_position, headers, placed, with_tail
from gxxl.intake.published.groups import Group, gather
from gxxl.intake.published.labels import columns_of, forms_of
from gxxl.intake.published.splitting import Reading, Sums, adds_up, agreed, readings, row_sums
from gxxl.intake.published.values import is_broken, raw_of
from gxxl.intake.strips import Place, Strip, plain, squeezed

_MOST_ROWS = 0.9
"""The part of the rows that must follow their labels where cells stand one below another."""

Cells = dict[str, dict[str, int | str | None]]
"""Rows and columns of one table in the corpus format."""


class Doubt(NamedTuple):
    """A row that was there but could not be read, or a label the form does not have: a key of READING_DOUBTS."""

    key: str
    table: str
    row: str | None
    place: Place
    text: str = ""


class Found(NamedTuple):
    """One table: its edition, its cells, where each row stood, and what was in doubt."""

    edition: int | None
    cells: Cells
    places: Mapping[str, Place]
    doubts: tuple[Doubt, ...]


def nothing() -> Found:
    """A table that was not found."""
    return Found(None, {}, {}, ())


def read_disclosure(strips: Sequence[Strip], year: int | None) -> Found:
    """Table two: rows by their labels, columns by the edition its headings belong to."""
    edition = _edition_of_two(strips, year)
    table = compose(edition, edition).table("disclosure")
    groups = gather(strips, table.key, max(len(block.columns) for block in table.blocks))
    aligned = align(groups, table, lambda _: False, ordered=False)
    return _read(table, edition, aligned, headers(strips, groups, table.blocks))


def read_requests(strips: Sequence[Strip], year: int | None) -> Found:
    """Table three: 23 or 25 rows of seven."""
    (block,) = forms_of("requests")[0].blocks
    groups = gather(strips, "requests", len(block.columns))
    edition = _edition_of_three(groups, year)
    table = compose(edition, edition).table("requests")
    above = headers(strips, groups, table.blocks)
    labels = columns_of(table.blocks[0])
    aligned = align(groups, table, lambda group: above.stands(group, labels), ordered=True)
    return _read(table, edition, aligned, above)


def read_disputes(strips: Sequence[Strip]) -> Found:
    """Table four: one row of fifteen, which the form counts as three of five."""
    table = forms_of("disputes")[0]
    labels = tuple(label for block in table.blocks for label in columns_of(block))
    groups = [group for group in gather(strips, table.key, len(labels)) if not group.label and not group.is_tail]
    full = [group for group in groups if group.filled] or [g for g in groups if len(g.pieces) >= len(labels)]
    if not full:
        return nothing()
    if len(full) > 1:
        return Found(None, {}, {}, (Doubt("several", table.key, None, full[0].place),))
    (group,) = full
    form, cells = compose(*list(EDITIONS)[:1] * 2), list(table.cells())
    sums = _dispute_sums(form)
    above = headers(strips, groups, table.blocks)
    if above.astray:
        return Found(None, {}, {}, (Doubt("columns", table.key, None, group.place),))
    texts = placed(group, above.over(group, labels), len(labels), sums)
    texts = texts or by_position(group, above.columns(group, labels), len(labels))
    if texts is None and not group.blanks:
        read = readings([squeezed(piece.text) for piece in group.pieces], len(labels), sums)
        texts = [str(number) for number in read[0]] if len(read) == 1 else None
    if texts is None:
        return Found(None, {}, {}, (Doubt("columns", table.key, None, group.place),))
    texts = _joined(texts, sums) if not group.tail else _with_tail(group, texts, sums)
    if texts is None:
        return Found(None, {}, {}, (Doubt("columns", table.key, None, group.place),))
    found: Cells = {}
    for cell, text in zip(cells, texts, strict=True):
        found.setdefault(cell.ref.row, {})[cell.ref.column] = raw_of(text, cell.column.quantity)
    return Found(None, found, dict.fromkeys(found, group.place), ())


@cache
def _dispute_sums(form: Form) -> tuple[tuple[tuple[int, ...], int], ...]:
    refs = [cell.ref for cell in form.table("disputes").cells()]
    return tuple(
        (tuple(refs.index(term.ref) for term in balance.left), refs.index(balance.at))
        for balance in form.balances
        if balance.at.table == "disputes"
    )


def _edition_of_two(strips: Sequence[Strip], year: int | None) -> int:
    """The edition most of whose own headings stand in the table; what is due in the year where none does."""
    texts = {plain(piece.text) for strip in strips for piece in strip.pieces}
    whole = "".join(plain(strip.text) for strip in strips)
    labels = {
        edition: {
            label for block in compose(edition, edition).table("disclosure").blocks for label in columns_of(block)
        }
        for edition in EDITIONS
    }
    own = {
        edition: known - set().union(*(other for key, other in labels.items() if key != edition))
        for edition, known in labels.items()
    }
    hits = {edition: sum(label in texts or label in whole for label in known) for edition, known in own.items()}
    best = max(hits, key=lambda edition: hits[edition])
    return best if hits[best] else _due(year)


def _edition_of_three(groups: Sequence[Group], year: int | None) -> int:
    """Known by the rows one edition has and another has not; else by the number of rows."""
    named = {match.row for group in groups for match in (group.own, group.before) if match and match.whole}
    rows = {edition: {row.key for row in compose(edition, edition).table("requests").rows} for edition in EDITIONS}
    own = {
        edition: sum(key in named for key in keys - set().union(*(r for e, r in rows.items() if e != edition)))
        for edition, keys in rows.items()
    }
    best = max(own, key=lambda edition: own[edition])
    if own[best]:
        return best
    counted = [edition for edition, keys in rows.items() if len(keys) == len(groups)]
    return counted[0] if counted else _due(year)


def _due(year: int | None) -> int:
    return next((edition for edition in EDITIONS if year is None or edition <= year), min(EDITIONS))


def _read(table: Table, edition: int, aligned: Aligned, above: Headers) -> Found:
    """Every aligned row placed into its columns; glued digits last, when the rest is known."""
    form = compose(edition, edition)
    texts: dict[str, Texts | None] = {}
    in_turn = _in_turn(aligned, len(table.rows))
    for block in table.blocks:
        for row in block.rows:
            group = aligned.rows.get(row.key)
            if group and ((group.stacked and not in_turn) or above.mislead(group, columns_of(block))):
                texts[row.key] = None
            elif group:
                found = _placed(group, columns_of(block), above, row_sums(form, table.key, row.key))
                texts[row.key] = _with_tail(group, found, row_sums(form, table.key, row.key))
    if not above.astray:
        _take_apart(form, table, aligned, texts)
    if any(group.filled for group in aligned.loose):
        texts = {row: read and _without_blanks(read) for row, read in texts.items()}
    places = {row: group.place for row, group in aligned.rows.items()}
    _add_bare(table, aligned, above, texts, places)
    cells: Cells = {}
    for block in table.blocks:
        for row in block.rows:
            found = texts.get(row.key)
            read: Texts = _joined(found, row_sums(form, table.key, row.key)) if found else [None] * len(block.columns)
            if found and None in read and None not in found:
                texts[row.key] = None
            cells[row.key] = {
                column.key: raw_of(text, column.quantity) for column, text in zip(block.columns, read, strict=True)
            }
    return Found(edition, cells, places, tuple(_doubts(table, aligned, texts)))


def _add_bare(
    table: Table, aligned: Aligned, above: Headers, texts: dict[str, Texts | None], places: dict[str, Place]
) -> None:
    """Rows of a printed table that are there and hold nothing, if no number of the table found no row."""
    if any(group.filled for group in aligned.loose) or None in texts.values():
        return
    for block in table.blocks:
        for row in block.rows:
            place = above.bare(table.key, row.key, columns_of(block)) if row.key not in texts else None
            if place:
                texts[row.key], places[row.key] = [""] * len(block.columns), place


def _without_blanks(texts: Texts) -> Texts:
    """Blank cells as not seen: a number that found no row may belong into one of them."""
    return [text if text is None or squeezed(text) else None for text in texts]


def _in_turn(aligned: Aligned, rows: int) -> bool:
    """Whether cells one below another follow each its own label: else they may be columns, not rows."""
    after_labels = [group for group in aligned.rows.values() if group.before and group.before.whole]
    return len(after_labels) >= _MOST_ROWS * rows


def _placed(group: Group, labels: tuple[str, ...], above: Headers, sums: Sums) -> Texts | None:
    found = placed(group, above.over(group, labels), len(labels), sums)
    if found is None and len(group.pieces) < len(labels) and not group.blanks:
        return by_position(group, above.columns(group, labels), len(labels))
    return found


def _take_apart(form: Form, table: Table, aligned: Aligned, texts: dict[str, Texts | None]) -> None:
    """Rows whose digits run together, by the sums of rows and columns."""
    open_: dict[str, list[Reading]] = {}
    for block in table.blocks:
        for row in block.rows:
            group = aligned.rows.get(row.key)
            if not group or texts.get(row.key) or group.blanks or len(group.pieces) >= len(block.columns):
                continue
            chunks = [squeezed(piece.text) for piece in group.pieces]
            sums = row_sums(form, table.key, row.key)
            found = readings(chunks, len(block.columns), sums)
            if set("".join(chunks)) == {"0"} and found:
                texts[row.key] = [str(number) for number in found[0]]
            else:
                open_[row.key] = found
    known = {
        Ref(table.key, row, column): value
        for row, found in texts.items()
        if found
        for column, value in _numbers(form, table.key, row, found).items()
    }
    if any(balance.at.table == table.key for balance in form.balances):
        for key, reading in agreed(form, table.key, known, open_).items():
            texts[key] = [str(number) for number in reading]


def _numbers(form: Form, table: str, row: str, texts: Texts) -> dict[str, int]:
    cells = [cell for cell in form.cells if (cell.ref.table, cell.ref.row) == (table, row)]
    raws = {cell.ref.column: raw_of(text, cell.column.quantity) for cell, text in zip(cells, texts, strict=True)}
    return {column: raw for column, raw in raws.items() if isinstance(raw, int)}


def _with_tail(group: Group, texts: Texts | None, sums: Sums) -> Texts | None:
    """A row below which stands a shorter line: the rest of its numbers if the sums say so, else not read."""
    if not group.tail or texts is None:
        return texts
    if len(group.pieces) < len(texts):
        return None
    whole = with_tail(group)
    alone, both = (bool(sums and found and adds_up(found, sums)) for found in (texts, whole))
    return None if alone == both else whole if both else texts


def _joined(texts: Texts, sums: Sums) -> Texts:
    """Numbers broken over lines put together where the sums of the row say that they are one, else not read."""
    if not any(is_broken(text) for text in texts):
        return texts
    joined = [squeezed(text) if text is not None and is_broken(text) else text for text in texts]
    return joined if sums and adds_up(joined, sums) else [None if is_broken(text) else text for text in texts]


def _doubts(table: Table, aligned: Aligned, texts: Mapping[str, Texts | None]) -> list[Doubt]:
    found = [Doubt("stranger", table.key, None, group.place, squeezed(group.label)) for group in aligned.strangers]
    found += [Doubt("columns", table.key, row, aligned.rows[row].place) for row, read in texts.items() if read is None]
    found += [Doubt("row", table.key, None, group.place) for group in aligned.loose if group.filled]
    return found
