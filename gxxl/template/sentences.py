"""Beside section 一: sentences made of the numbers, ready to be copied, and whether the text says these numbers."""

from __future__ import annotations

from collections.abc import Iterator

from gxxl.form.formula_words import IN_THE_TEXT, LOOKED_FOR, NO_SENTENCES_YET, SENTENCES
from gxxl.form.model import Ref
from gxxl.form.sections import SECTIONS
from gxxl.sheet import Address, Area
from gxxl.template.expressions import At, Expression, Range, call, filled, join, when
from gxxl.template.places import Places
from gxxl.template.prose_blocks import total as total_of
from gxxl.template.statuses import Live


def sentence_cells(places: Places) -> Iterator[Live]:
    """Beside section 一: sentences made of the numbers of the tables, ready to be copied."""
    sheet = SECTIONS[0].sheet

    def number(path: str) -> At:
        return At(places.stored("clean", Ref.parse(path)), sheet)

    def total(row: str) -> At:
        return number(f"requests.{row}.total")

    def decided(row: str) -> At:
        return number(f"disclosure.{row}.decisions")

    litigation = number("disputes.direct_litigation.total") + number("disputes.litigation_after_reconsideration.total")
    numbers = {
        **{row: total(row) for row in ("new", "carried_in", "handled", "granted", "partly_granted", "carried_out")},
        **{group: _group_sum(places, f"{group}.", sheet) for group in ("refused", "unavailable")},
        **{row: decided(row) for row in ("licences", "penalties", "coercive_measures")},
        "reconsideration": number("disputes.reconsideration.total"),
        "litigation": litigation,
    }
    blanks = At(places.names["blanks"].at(0, 0), sheet)
    for place, sentence in enumerate(SENTENCES):
        yield Address(sheet, 5 + 2 * place, 4), when(blanks > 0, NO_SENTENCES_YET, filled(sentence, **numbers))
    silent = call("OR", blanks > 0, total_of(places, "length_overview", sheet).equals(0))
    for place, (row, name) in enumerate(LOOKED_FOR.items()):
        count, found = total(row), total_of(places, f"said_{row}_overview", sheet)
        said = when(found > 0, *(filled(IN_THE_TEXT[key], count=count) for key in ("found", "not found")))
        zero = when(count.equals(0), IN_THE_TEXT["zero"], said)
        yield Address(sheet, 17 + 2 * place, 4), join(f"{name}　", when(silent, IN_THE_TEXT["not checked"], zero))


def _group_sum(places: Places, prefix: str, home: str) -> Expression:
    cells = [places.stored("clean", cell.ref) for cell in places.form.cells
             if cell.ref.row.startswith(prefix) and cell.ref.column == "total"]  # fmt: skip
    first = cells[0]
    return call("SUM", Range(Area(first.sheet, first.row, first.column, len(cells), 1), home))
