"""A workbook in a file: read and edited part by part, saved whole under its name; every cached value follows."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gxxl.edit import Content, Deliver, Edit, Tell, Write
from gxxl.form.model import Form
from gxxl.form.sections import SECTIONS
from gxxl.hosts.memory import held
from gxxl.hosts.package import Package, save
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import EMPTY, Address, Area, Held, Snapshot
from gxxl.template.functions import is_error
from gxxl.template.live import live_cells, scalar, values
from gxxl.template.places import PROSE_SECTIONS, places_of
from gxxl.template.taking import form_in

TALLEST, LEAST = 409.0, 20.0
"""Points of Excel's tallest row, and of an empty row of prose."""

_TABLES = frozenset(section.key for section in SECTIONS if not section.prose)
"""The names of the blocks that hold the three tables."""

Grid: TypeAlias = "Mapping[tuple[int, int], Held]"


class Lines(NamedTuple):
    """Where texts stand a row each: their area, the characters a line takes in each column, the points of a line."""

    area: Area
    characters: tuple[float, ...]
    points: float


class FileHost:
    """The workbook in `path`; edits are saved to `out`, else in place. Raises Refused where the file cannot be read."""

    def __init__(self, path: Path, out: Path | None = None, *, data: bytes | None = None) -> None:
        self._parts = Parts(Package(data)) if data is not None else Parts.open(path)
        self._out = out or path
        self.told: list[str] = []

    def read(self, names: Sequence[str]) -> Snapshot:
        """See Host."""
        found = self._parts.names
        blocks = {name: self._parts.block(found[name]) for name in names if self._has(name)}
        tables = [found[name] for name in blocks if name in _TABLES]
        pasted = tuple(at for area in tables for at in self._parts.pasted(area))
        return Snapshot(self._parts.sheets, dict(found), blocks, pasted)

    @property
    def macros(self) -> bytes | None:
        """The VBA project of the file, where it has one; nothing of it is ever run."""
        return self._parts.macros

    @property
    def macro_sheets(self) -> int:
        """How many Excel 4.0 macro sheets the file has; ours have none."""
        return self._parts.macro_sheets

    def checksums(self, sheet: str) -> tuple[tuple[int, int], ...]:
        """See Parts: a sheet of a file that has the same ones as another's need not be read."""
        return self._parts.checksums(sheet)

    def seem_blank(self, names: Sequence[str]) -> bool:
        """Whether nothing stands in these blocks, as one look tells; False where they must be read to know."""
        return all(self._has(name) and self._parts.seems_blank(self._parts.names[name]) for name in names)

    def apply(self, edits: Sequence[Edit]) -> None:
        """See Host: all edits in one renamed write, or none. What stands there already is not written again."""
        writes = [edit for edit in edits if isinstance(edit, Write)]
        if writes:
            form = form_in(self.read(["edition"]))
            asked = dict(cell for write in writes for cell in _cells(write))
            areas = places_of(form).names.values() if form else ()
            sheets = {place.sheet for place in (*asked, *areas)}
            before = {sheet: self._parts.grid(sheet) for sheet in sheets}
            contents = {at: new for at, new in asked.items() if not _stands(_held(before, at), held(new))}
            for at, content in contents.items():
                self._parts.write(at, content)
            if form and contents:
                self._refresh(form, before, {at: held(content) for at, content in contents.items()})
            save(self._out, self._parts.bytes())
        for edit in edits:
            if isinstance(edit, Tell):
                self.tell(edit.text)
            elif isinstance(edit, Deliver):
                save(self._out.parent / edit.name, edit.data)

    def tell(self, text: str) -> None:
        """See Host."""
        self.told.append(text)

    def _has(self, name: str) -> bool:
        area = self._parts.names.get(name)
        return area is not None and area.sheet in self._parts.sheets

    def _refresh(self, form: Form, before: Mapping[str, Grid], new: Mapping[Address, Held]) -> None:
        """Cached values of every formula of ours as they are now, and rows of prose as high as their text needs.

        `before` is what stood in the sheets, `new` what was written: reading the parts again would splice them twice.
        """

        def now(at: Address) -> Held:
            return new[at] if at in new else _held(before, at)

        typed_over = {at for at in live_cells(form) if now(at).formula is None}
        for at, value in values(form, lambda at: scalar(now(at)), typed_over).items():
            shown = "" if value is None else value
            if not _same(now(at).raw, shown):
                self._parts.set_value(at, shown)
        written = {at.sheet for at in new}
        for lines in _texts(form):
            if lines.area.sheet in written:
                self._fit(lines, now)
        self._parts.full_calc_on_load()

    def _fit(self, lines: Lines, now: Callable[[Address], Held]) -> None:
        """Rows as high as their longest text needs."""
        area = lines.area
        for down in range(area.height):
            texts = [(str(now(area.at(down, across)).raw or ""), room) for across, room in enumerate(lines.characters)]
            most = max(_lines(text, room) for text, room in texts if room)
            self._parts.row_height(area.sheet, area.top + down, min(TALLEST, max(LEAST, most * lines.points + 3)))


def _held(grids: Mapping[str, Grid], at: Address) -> Held:
    return grids[at.sheet].get((at.row, at.column), EMPTY)


def _stands(old: Held, new: Held) -> bool:
    """Whether a cell holds just that; what reads like an error value may be one, and is written over."""
    raw = "" if new.raw is None else new.raw
    kept = old.formula == new.formula and old.is_date == new.is_date
    return kept and _same(old.raw, raw) and not (isinstance(raw, str) and is_error(raw))


def _cells(write: Write) -> Iterator[tuple[Address, Content]]:
    for down, row in enumerate(write.rows):
        for across, content in enumerate(row):
            if content is not None:
                yield Address(write.at.sheet, write.at.row + down, write.at.column + across), content


def _texts(form: Form) -> list[Lines]:
    """Prose in 14-point 仿宋, the preamble in 12-point, findings in 10-point 宋体 (problem and remedy)."""
    names = places_of(form).names
    prose = [Lines(names[key], (31,), 19.0) for key in PROSE_SECTIONS]
    return [*prose, Lines(names["preamble"], (20,), 16.0), Lines(names["results"], (0, 23, 0, 0, 0, 11, 0), 13.5)]


def _lines(text: str, room: float) -> int:
    return sum(max(1, math.ceil(_width(line) / room)) for line in text.split("\n"))


def _same(old: object, new: object) -> bool:
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | float) and isinstance(new, int | float):
        return old == new
    return (old if old is not None else "") == new and isinstance(new, str)


def _width(line: str) -> float:
    """Characters of a line, those of half width counted as a half."""
    return sum(0.55 if sign.isascii() else 1.0 for sign in line)
