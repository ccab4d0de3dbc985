"""What the program and the clerk left beside the report: 核实说明, the generated draft, the phrases of 句式."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from gxxl.edit import Blank, Content, Text, Write
from gxxl.form.model import Form
from gxxl.intake.moving.book import Old, Ours, last_row, same_place
from gxxl.intake.strips import plain
from gxxl.narrative.phrases import PHRASES
from gxxl.sheet import Address, Area, Held
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.places import FIXED_TOP, RESULTS, STORE, Places
from gxxl.template.places import PHRASES as PHRASE_SHEET

_LINK, _REASON, _TITLE = 11, 8, 2
FULL = "说明太多，“{text}”没有转入"


class Notes(NamedTuple):
    """Writes, how many reasons they hold, and what is to be told."""

    writes: tuple[Write, ...]
    reasons: int
    told: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def reasons(old: Old, sheets: Mapping[str, str], form: Form, places: Places) -> Notes:
    """核实说明 of the fixed rows to their rows, those of findings to `kept_reasons`: 核查 lists them again."""
    writes, taken = _fixed(old, sheets, form)
    kept = _kept(old, sheets, places)
    area = places.names["kept_reasons"]
    rows = list(kept.items())
    writes += (
        [Write(area.at(0, 0), tuple((Text(key), Text(reason)) for key, reason in rows[: area.height]))] if rows else []
    )
    lost = tuple(FULL.format(text=reason) for _, reason in rows[area.height :])
    return Notes(tuple(writes), taken + len(rows[: area.height]), lost=lost)


def _fixed(old: Old, sheets: Mapping[str, str], form: Form) -> tuple[list[Write], int]:
    """Fixed rows by rule and place, else by rule and title; one that is not there once gets nothing."""
    if RESULTS not in sheets:
        return [], 0
    sheet = sheets[RESULTS]
    grid = old.grid(sheet)
    writes: list[Write] = []
    by_link: dict[tuple[str, str], list[int]] = {}
    by_title: dict[tuple[str, str], list[int]] = {}
    for row in sorted({row for row, column in grid if column == _REASON}):
        rule, title, link = (_said(grid.get((row, column))) for column in (1, _TITLE, _LINK))
        if rule and link:
            by_link.setdefault((rule, link), []).append(row)
        if rule and title:
            by_title.setdefault((rule, title), []).append(row)
    for number, own in enumerate(fixed_rows(form)):
        if not own.answerable:
            continue
        at = by_link.get((own.rule, own.link)) or by_title.get((own.rule, own.title)) or []
        if len(at) == 1:
            text = _said(old.take(Address(sheet, at[0], _REASON)))
            if text:
                writes.append(Write(Address(RESULTS, FIXED_TOP + number, _REASON), ((Text(text),),)))
    return writes, len(writes)


def _kept(old: Old, sheets: Mapping[str, str], places: Places) -> dict[str, str]:
    """Reasons by the key of their finding: kept ones, and over them those typed beside the findings."""
    found: dict[str, str] = {}
    area = same_place(places.names["kept_reasons"], old.names, "kept_reasons", sheets.get(STORE))
    for row in range(area.height if area else 0):
        assert area
        key, reason = (_said(old.take(area.at(row, column))) for column in (0, 1))
        found |= {key: reason} if "|" in key and reason else {}
    if RESULTS in sheets:
        sheet = sheets[RESULTS]
        grid = old.grid(sheet)
        for row in sorted({row for row, column in grid if column == _REASON}):
            key, reason = _said(grid.get((row, _REASON + 1))), _said(grid.get((row, _REASON)))
            if key.count("|") >= 2 and reason:
                old.take(Address(sheet, row, _REASON))
                found[key] = reason
    return found


def generated(old: Old, sheets: Mapping[str, str], places: Places) -> tuple[Write, ...]:
    """What 写文字 wrote last, so that it still knows the clerk's words from its own."""
    own = places.names["generated"]
    area = same_place(own, old.names, "generated", sheets.get(STORE))
    texts = [_said(old.take(area.at(row, 0)), strip=False) for row in range(area.height)] if area else []
    cells: list[tuple[Content]] = [(Text(text) if text else Blank(),) for text in texts[: own.height]]
    return (Write(own.at(0, 0), tuple(cells)),) if any(texts) and len(texts) <= own.height else ()


def phrases(old: Old, sheets: Mapping[str, str], places: Places) -> Notes:
    """Phrases of 句式 that are not as in today's template stay as they were, by name; new ones are added."""
    own = places.names["phrases"]
    area = same_place(own, old.names, "phrases", sheets.get(PHRASE_SHEET))
    theirs = _phrases(old, area) if area else []
    if not theirs or theirs == [tuple(phrase) for phrase in PHRASES]:
        return Notes((), 0)
    mine, changed = _by_name([tuple(phrase) for phrase in PHRASES]), _by_name(theirs)
    merged = [row for name, rows in {**mine, **changed}.items() for row in rows]
    edited = [name for name, rows in changed.items() if mine.get(name) != rows]
    if not edited:
        return Notes((), 0)
    cells = tuple(tuple(Text(text) if text else Blank() for text in row) for row in merged[: own.height])
    blank: tuple[Content, ...] = (Blank(), Blank(), Blank())
    rest = tuple(blank for _ in range(own.height - len(cells)))
    lost = tuple(f"句式“{row[0]}”放不下，没有转入" for row in merged[own.height :])
    told = f"句式与现行模板不同的{len(edited)}条照原表转入：" + "、".join(edited)
    return Notes((Write(own.at(0, 0), (*cells, *rest)),), 0, (told,), lost)


def _phrases(old: Old, area: Area) -> list[tuple[str, ...]]:
    last = last_row(old.grid(area.sheet))
    rows = [
        tuple(
            _said(old.take(Address(area.sheet, row, area.left + across)), strip=False).strip("\r")
            for across in range(3)
        )
        for row in range(area.top, last + 1)
    ]
    return [row for row in rows if any(row)]


def _by_name(rows: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, group in groupby(rows, key=lambda row: row[0]):
        found.setdefault(name, []).extend(group)
    return found


def _said(held: Held | None, *, strip: bool = True) -> str:
    text = "" if held is None or held.raw is None else str(held.raw)
    return text.strip() if strip else text


def unplaced(old: Old, ours: Ours, sheets: Mapping[str, str]) -> Iterator[Address]:
    """Reasons that found no row of today."""
    if RESULTS in sheets:
        sheet = sheets[RESULTS]
        for (row, column), held in old.grid(sheet).items():
            at = Address(sheet, row, column)
            if column == _REASON and at not in old.taken and plain(_said(held)) not in ours.texts:
                yield at
