"""A report placed into the workbook of its form: the inverse of `taking`, as writes any host carries out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gxxl.edit import Blank, Content, Number, Text, Write
from gxxl.form import organs
from gxxl.form.extras import EXTRAS
from gxxl.form.formula_words import NO, YES
from gxxl.form.model import Ref, Role
from gxxl.form.sections import SECTIONS
from gxxl.report import Kind, Raw, Report, Value
from gxxl.sheet import Address, layout_of
from gxxl.template.places import CONTINUED, PREAMBLE_ROWS, PROSE_ROWS, Places, cover, places_of
from gxxl.template.taking import rows_of

LARGEST_WRITTEN = 10**300
"""What is larger no cell can hold as a number."""

ROW_LIMIT = 620
"""Characters of 14-point text that fit into Excel's tallest row (409 points) at the width of column B."""


def placed(report: Report, *, finished: bool) -> tuple[Write, ...]:
    """Every cell, text and entry of a report; a total that is not the sum of its cells is typed over, as it was."""
    return (*_cells(report), *_cover(report, finished=finished), *placed_prose(report), *_extra(report))


def placed_last(last: Report, report_form_places: Places) -> tuple[Write, ...]:
    """Last year's report on 上年数据, as far as its cells stand in this year's form too."""
    places = report_form_places
    writes = [
        Write(places.last(ref), ((content(value.raw),),))
        for ref, value in zip(last.form.index, last.values, strict=True)
        if ref in places.form.index and value.kind not in (Kind.UNSEEN, Kind.BLANK)
    ]
    entries: dict[str, Raw] = {"last_organ": last.organ, "last_year": last.year, "last_edition": last.form.edition.year}
    writes += [Write(places.names[key].at(0, 0), ((content(raw),),)) for key, raw in entries.items() if raw is not None]
    for section in SECTIONS:
        text = last.prose.get(section.key) if section.prose else None
        if text:
            area = places.names[f"last_{section.key}"]
            rows = [(content(piece),) for piece, _ in rows_of(text.split("\n"), 32_000)]
            writes.append(Write(area.at(0, 0), tuple(rows)))
    return tuple(writes)


def carried_in(last: Report, places: Places) -> tuple[Write, ...]:
    """上年结转 prefilled from last year's 结转下年度, the inputs only."""
    found: list[Write] = []
    for cell in places.form.cells:
        if cell.ref.row == "carried_in" and cell.role is Role.INPUT:
            source = Ref(cell.ref.table, "carried_out", cell.ref.column)
            value = last[source].counts if source in last.form.index else None
            if value is not None:
                found.append(Write(layout_of(places.form)[cell.ref], ((content(value),),)))
    return tuple(found)


def content(raw: Raw) -> Content:
    """A raw value as a host writes it: numbers as numbers, everything else as text, nothing as a blank."""
    if raw is None or raw == "":
        return Blank()
    if isinstance(raw, str | bool):
        return Text(raw if isinstance(raw, str) else str(raw).upper())
    return Number(float(raw)) if _fits(raw) else Text(str(raw))


def _fits(raw: float | Decimal) -> bool:
    return isinstance(raw, int) or (math.isfinite(raw) and abs(float(raw)) < LARGEST_WRITTEN)


def _cells(report: Report) -> Iterator[Write]:
    form, layout = report.form, layout_of(report.form)
    for cell, value in zip(form.cells, report.values, strict=True):
        if cell.role is Role.TOTAL and (value.kind is Kind.UNSEEN or _is_sum(report, cell.ref, value)):
            continue
        yield Write(layout[cell.ref], ((_cell(value, decimal=cell.column.quantity.decimal),),))


def _cell(value: Value, *, decimal: bool) -> Content:
    if decimal and value.kind in (Kind.NUMBER, Kind.HUGE) and value.number is not None:
        return Number(float(value.number))
    return content(value.raw)


def _is_sum(report: Report, ref: Ref, value: Value) -> bool:
    """Whether the formula of the template would show the same total."""
    terms = report.form.total_sums[ref]
    return value.counts is not None and value.counts == sum(report[term.ref].counts or 0 for term in terms)


def _cover(report: Report, *, finished: bool) -> Iterator[Write]:
    signature = report.signature
    entries: dict[str, Raw] = {
        "organ": report.organ,
        "year": report.year,
        "finished": YES if finished else NO,
        "title": report.particular("title"),
        "signature_organ": signature.organ if signature else None,
        "signature_date": signature.date if signature else None,
    }
    for key, words in (("level", organs.LEVELS), ("kind", organs.KINDS), ("scope", organs.SCOPES)):
        word = report.particular(key)
        entries[key] = words.get(word, word) if word else None
    yield from (Write(cover(key), ((content(raw),),)) for key, raw in entries.items())


def placed_prose(report: Report) -> Iterator[Write]:
    """The texts a report has keys for, a paragraph a row, longer ones in several; what stood below is emptied."""
    places = places_of(report.form)
    for key, text in report.prose.items():
        count = PREAMBLE_ROWS if key == "preamble" else PROSE_ROWS
        pieces = (
            list(rows_of((text or "").split("\n"), 32_000 if key == "preamble" else ROW_LIMIT, count)) if text else []
        )
        yield _column(places.names[key].at(0, 0), [content(piece) for piece, _ in pieces], count)
        if key != "preamble":
            marks: list[Content] = [Text(CONTINUED) if goes_on else Blank() for _, goes_on in pieces]
            yield _column(places.names[f"continued_{key}"].at(0, 0), marks, count)


def _column(at: Address, contents: Sequence[Content], count: int) -> Write:
    return Write(at, tuple((cell,) for cell in [*contents, *[Blank()] * (count - len(contents))]))


def _extra(report: Report) -> Iterator[Write]:
    answers = report.particulars.get("extra")
    if isinstance(answers, dict):
        area = places_of(report.form).names["extra"]
        for row, extra in enumerate(EXTRAS):
            raw = answers.get(extra.key)
            if isinstance(raw, str | int | float):
                yield Write(area.at(row, 0), ((content(raw),),))
