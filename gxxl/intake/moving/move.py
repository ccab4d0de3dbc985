"""An old or damaged workbook of ours moved into today's template: the writes, and a word about all that was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from gxxl.edit import Blank, Content, Formula, Text, Write
from gxxl.form.extras import EXTRAS
from gxxl.form.model import Form, Ref, Role
from gxxl.intake.moving import notes
from gxxl.intake.moving.book import Old, Ours, dated
from gxxl.intake.moving.entries import (
    asked_answers,
    cover_entries,
    extra_answers,
    last_words,
    last_year,
    preamble_rows,
    words,
)
from gxxl.intake.moving.leftovers import leftovers
from gxxl.intake.moving.tables import located
from gxxl.report import Kind
from gxxl.sheet import EMPTY, Held, layout_of
from gxxl.template.build import build
from gxxl.template.issue import Asked, Issue, asked_area
from gxxl.template.places import CONTINUED, PREAMBLE_ROWS, PROSE_ROWS, SHEETS, STORE, Places, places_of
from gxxl.template.placing import ROW_LIMIT, content
from gxxl.template.taking import as_value, rows_of

_ARITHMETIC = re.compile(r"[0-9+\-*/(). ]+")

RENAMED = "工作表“{found}”已恢复为“{sheet}”"
NO_SHEET = "缺少工作表“{sheet}”，没有内容可转"
FROZEN = "“{sheet}”{cell}的公式“={formula}”换成了数值{value}"
NO_VALUE = "“{sheet}”{cell}的公式“={formula}”没有结果，没有转入"
TOTAL = "“{sheet}”{cell}的总计公式已恢复"
KEPT = "“{sheet}”{cell}的总计填的是{value}，与各列之和{total}不同，照原样转入"


class Moved(NamedTuple):
    """A workbook moved: its form, the blank template without macros, the writes into it, and what is told of it.

    `healed` was put right, `lost` could not be moved; `cells`, `paragraphs`, `reasons` count what was; `elsewhere` says
    which cells of the tables stood elsewhere than they do now.
    """

    form: Form
    blank: bytes
    writes: tuple[Write, ...]
    cells: int
    paragraphs: int
    reasons: int
    healed: tuple[str, ...]
    lost: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


def move(data: bytes) -> Moved | None:
    """Move a workbook; None where it is not ours. Raises Refused where it cannot be read."""
    old = Old(data)
    if not old.ours:
        return None
    form = old.form
    asked = asked_answers(old)
    blank = _blank(form, tuple(one for one, _ in asked))
    ours, places = Ours(blank), places_of(form)
    sheets = old.sheet_of(ours.labels)
    healed = [RENAMED.format(sheet=name, found=found) for name, found in sheets.items() if name != found]
    lost = [NO_SHEET.format(sheet=name) for name in SHEETS if name not in sheets and name != STORE]
    tables = _tables(old, form, sheets)
    entries = {**cover_entries(old, ours, sheets, places), **last_year(old, ours, sheets, places)}
    answers = extra_answers(old, ours, sheets)
    extra = places.names["extra"]
    entries |= {extra.at(row, 0): answers[e.key] for row, e in enumerate(EXTRAS) if e.key in answers}
    texts, paragraphs = _words(old, ours, sheets, places)
    reasons, phrases = notes.reasons(old, sheets, form, places), notes.phrases(old, sheets, places)
    entries |= {asked_area(len(asked)).at(row, 1): held for row, (_, held) in enumerate(asked) if held.raw is not None}
    entered = tuple(Write(at, ((content(held.raw),),)) for at, held in entries.items())
    drafted = notes.generated(old, sheets, places)
    writes = (*tables.writes, *entered, *texts, *reasons.writes, *phrases.writes, *drafted)
    return Moved(
        form, blank, writes, tables.filled + len(entries), paragraphs, reasons.reasons,
        (*healed, *tables.healed, *phrases.told),
        (*lost, *tables.lost, *reasons.lost, *phrases.lost, *leftovers(old, ours, sheets)),
        tables.elsewhere,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _blank(form: Form, asked: tuple[Asked, ...]) -> bytes:
    """The template a workbook moves into; those of one mailing move into the same."""
    return build(form, issue=Issue(asked=asked))


class _Tables(NamedTuple):
    writes: tuple[Write, ...]
    filled: int
    healed: tuple[str, ...]
    lost: tuple[str, ...]
    elsewhere: tuple[str, ...]


def _tables(old: Old, form: Form, sheets: Mapping[str, str]) -> _Tables:
    """The cells of the three tables."""
    held: dict[Ref, Held] = {}
    healed: list[str] = []
    lost: list[str] = []
    elsewhere: list[str] = []
    for table in form.tables:
        if table.sheet in sheets:
            found = located(old, form, table, sheets[table.sheet])
            held |= {ref: dated(old.take(at)) for ref, at in found.cells.items()}
            healed += found.healed
            lost += found.lost
            elsewhere += found.elsewhere(form)
    writes: list[Write] = []
    for cell in form.cells:
        there = held.get(cell.ref, EMPTY)
        new, told, missed = (_total if cell.role is Role.TOTAL else _input)(form, cell.ref, there, held)
        writes += [Write(layout_of(form)[cell.ref], ((new,),))] if new is not None else []
        healed += told
        lost += missed
    return _Tables(tuple(writes), len(writes), tuple(healed), tuple(lost), tuple(elsewhere))


_Cell: TypeAlias = "tuple[Content | None, list[str], list[str]]"


def _input(form: Form, ref: Ref, held: Held, _all: Mapping[Ref, Held]) -> _Cell:
    """An input as it was typed; a calculation stays one, a formula that looks elsewhere becomes its value."""
    if held.formula is None:
        return (content(held.raw) if held.raw not in (None, "") else None), [], []
    at = layout_of(form)[ref]
    slots = {"sheet": at.sheet, "cell": at.a1, "formula": held.formula, "value": str(held.raw)}
    if held.raw is None or held.raw == "":
        return None, [], [NO_VALUE.format(**slots)]
    if _ARITHMETIC.fullmatch(held.formula) and isinstance(held.raw, int | float):
        return Formula(held.formula, float(held.raw)), [], []
    return content(held.raw), [FROZEN.format(**slots)], []


def _total(form: Form, ref: Ref, held: Held, known: Mapping[Ref, Held]) -> _Cell:
    """A total keeps its formula; a number typed over it stays only where it is not the sum."""
    if held.formula is not None or held.raw in (None, ""):
        return None, [], []
    at, quantity = layout_of(form)[ref], form.cell(ref).column.quantity
    value = as_value(held, quantity)
    parts = [as_value(known.get(term.ref, EMPTY), form.cell(term.ref).column.quantity) for term in form.total_sums[ref]]
    total = sum(part.counts or 0 for part in parts)
    slots = {"sheet": at.sheet, "cell": at.a1, "value": str(held.raw), "total": str(total)}
    if value.kind is Kind.NUMBER and value.number == total:
        return None, [TOTAL.format(**slots)], []
    return content(held.raw), [KEPT.format(**slots)], []


def _words(old: Old, ours: Ours, sheets: Mapping[str, str], places: Places) -> tuple[list[Write], int]:
    """The parts in words, this year's and last year's, and how many paragraphs this year's are."""
    writes: list[Write] = []
    paragraphs = 0
    for key, found in words(old, ours, sheets, places).items():
        rows = found if len(found) <= PROSE_ROWS else _refit(found)
        paragraphs += sum(_paragraphs(text) - goes_on for text, goes_on in rows if text.strip())
        marks = [CONTINUED if goes_on else "" for _, goes_on in rows]
        writes += _column(places, key, [text for text, _ in rows])
        writes += _column(places, f"continued_{key}", marks)
    preamble = preamble_rows(old, ours, sheets)
    paragraphs += sum(map(_paragraphs, preamble))
    writes += _column(places, "preamble", [text for text, _ in rows_of(preamble, 32_000, PREAMBLE_ROWS)])
    for key, texts in last_words(old, ours, sheets, places).items():
        writes += _column(places, f"last_{key}", [text for text, _ in rows_of(texts, 32_000)])
    return writes, paragraphs


def _paragraphs(text: str) -> int:
    return sum(bool(line.strip()) for line in text.split("\n"))


def _refit(rows: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """More rows than today's sheet has: blank ones dropped, and if need be the last ones share a row."""
    full = [row for row in rows if row[0].strip()]
    if len(full) <= PROSE_ROWS:
        return full
    paragraphs: list[str] = []
    for text, goes_on in full:
        if goes_on and paragraphs:
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
    return list(rows_of(paragraphs, ROW_LIMIT))


def _column(places: Places, name: str, texts: Sequence[str]) -> list[Write]:
    if not any(texts):
        return []
    return [Write(places.names[name].at(0, 0), tuple((Text(text) if text else Blank(),) for text in texts))]
