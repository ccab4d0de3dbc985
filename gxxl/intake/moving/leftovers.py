"""What was typed into an old workbook and is in no place of today's: each cell named, nothing silently dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxxl.intake.moving.book import Old, Ours
from gxxl.intake.moving.notes import unplaced
from gxxl.intake.strips import plain
from gxxl.sheet import Address
from gxxl.template.places import COVER, EXTRA, HELP, PHRASES, RESULTS, STORE

LEFT = "“{sheet}”{cells}"
MORE = "还有{count}格"
_NAMED = 300
_SHOWN = 30
"""Characters of a text that are quoted."""

_OWN_COLUMNS: Mapping[str, tuple[int, ...]] = {EXTRA: (1, 2, 4, 5), COVER: (8,)}
"""Columns the template fills: numbers, questions, units and keys of 补充情况; edition and version."""


def leftovers(old: Old, ours: Ours, sheets: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each sheet of which something could not be moved."""
    known = {found: name for name, found in sheets.items()}
    for sheet in old.sheets:
        name = known.get(sheet)
        if name in (STORE, HELP, PHRASES):
            continue
        left = unplaced(old, ours, sheets) if name == RESULTS else _typed(old, ours, sheet, name)
        places = sorted(left)
        cells = [f"{at.a1}“{_quoted(old, at)}”" for at in places[:_NAMED]]
        cells += [MORE.format(count=len(places) - _NAMED)] if len(places) > _NAMED else []
        if cells:
            yield LEFT.format(sheet=sheet, cells="、".join(cells))


def _typed(old: Old, ours: Ours, sheet: str, name: str | None) -> Iterator[Address]:
    own = _OWN_COLUMNS.get(name or "", ())
    for (row, column), held in old.grid(sheet).items():
        at = Address(sheet, row, column)
        printed = isinstance(held.raw, str) and plain(held.raw) in ours.texts
        if held.formula is None and held.raw not in (None, "") and not printed and column not in own:
            yield from () if at in old.taken else (at,)


def _quoted(old: Old, at: Address) -> str:
    text = str(old.grid(at.sheet)[at.row, at.column].raw)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
