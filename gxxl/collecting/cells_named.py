"""Which cell a clerk means: D9 of 表三, 三、依申请公开 D9“…” as findings print it, the words of the form, or a Ref."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from gxxl.form.model import Cell, Form, Ref, Table
from gxxl.sheet import layout_of

_ADDRESS = re.compile(r"(?<![A-Z])([A-Z]{1,2})([1-9]\d{0,2})(?!\d)")
_SIGNS = re.compile(r"[^\w]|_")


def cells_named(form: Form, text: str) -> tuple[Ref, ...]:
    """The cells a text may mean: one if it is clear, several if it is not, none if it means none."""
    with suppress(ValueError, KeyError):
        ref = Ref.parse(text.strip())
        if ref in form.index:
            return (ref,)
    upper = unicodedata.normalize("NFKC", text).upper().replace("$", "")
    tables = tuple(_tables(form, upper))
    at = _ADDRESS.search(upper)
    if at:
        meant = tables or form.tables
        keys = {table.key for table in meant}
        there = layout_of(form).items()
        return tuple(ref for ref, address in there if ref.table in keys and address.a1 == at[0])
    return _called(form, _words(text))


def _tables(form: Form, text: str) -> Iterator[Table]:
    """The tables a text names: 表三, its sheet or title, 三 alone before the address."""
    words = _words(text)
    for table in form.tables:
        numeral = table.nickname[-1]
        names = (table.nickname, _words(table.sheet), _words(table.title), table.key.upper())
        if any(name in words for name in names) or words.startswith(numeral):
            yield table


def _called(form: Form, words: str) -> tuple[Ref, ...]:
    """The cells called so in the words of the form, with or without their table, row and column in any order."""
    names = _names(form)
    return tuple(ref for ref, called in names if words and words in called)


@cache
def _names(form: Form) -> tuple[tuple[Ref, frozenset[str]], ...]:
    return tuple((cell.ref, frozenset(_ways(form.table(cell.ref.table), cell))) for cell in form.cells)


def _ways(table: Table, cell: Cell) -> Iterator[str]:
    rows = dict.fromkeys(_words(name) for name in (cell.row.name, cell.row.label, cell.row.short) if name)
    rows |= dict.fromkeys(_without_numeral(name) for name in tuple(rows))
    column = _words(cell.column.label)
    for row in rows:
        for name in (row + column, column + row, *([row] if len(cell.block.columns) == 1 else [])):
            yield name
            yield from (_words(place) + name for place in (table.nickname, table.sheet, table.title))


def _without_numeral(name: str) -> str:
    """本年新收 for 一本年新收: what the numeral of a row leaves."""
    return re.sub(r"^[一二三四五六七八九十]*\d*(?=..)", "", name)


def _words(text: str) -> str:
    """The text without white space and signs, in half-width capitals."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).upper()
