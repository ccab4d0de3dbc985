"""An old workbook as it lies there: its sheets and names, which of its sheets is which of ours, what was taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from gxxl.form.editions import EDITIONS, compose
from gxxl.form.model import Form, Table
from gxxl.form.printed import boxes
from gxxl.form.sections import SECTIONS
from gxxl.hosts.package import Package
from gxxl.hosts.workbook_parts import Parts
from gxxl.intake.strips import plain
from gxxl.sheet import EMPTY, Address, Area, Held
from gxxl.template.places import COVER, HELP, SHEETS, STORE, places_of

_SIGNS_OF_OURS = 4
"""So many of our sheets or names make a workbook ours."""

_ENOUGH = 0.6
"""The part of our labels a sheet of another name must have to be taken for ours."""

_EPOCH = date(1899, 12, 30)
"""Day 0 of the 1900 date system (ECMA-376 part 1, 18.17.4.1)."""

_LAST_DAY = 2_958_465

MOST_ROWS, MOST_COLUMNS = 2_000, 200
"""What lies further out was not typed into a form; it is named all the same."""

Grid = Mapping[tuple[int, int], Held]


def last_row(grid: Grid, column: int | None = None) -> int:
    """The last row that holds anything (in a column), within bounds; 0 where none does."""
    return max((row for row, across in grid if row <= MOST_ROWS and column in (None, across)), default=0)


class Old:
    """The workbook to be moved; `taken` are the cells that were moved from it."""

    def __init__(self, data: bytes) -> None:
        """Raise Refused where it cannot be read."""
        self._parts = Parts(Package(data))
        self.sheets, self.names = self._parts.sheets, self._parts.names
        self.taken: set[Address] = set()

    def grid(self, sheet: str) -> Grid:
        """The cells of a sheet that are not empty."""
        return self._parts.grid(sheet)

    def take(self, at: Address) -> Held:
        """What a cell holds, which is thereby moved."""
        self.taken.add(at)
        return self._parts.grid(at.sheet).get((at.row, at.column), EMPTY)

    @property
    def ours(self) -> bool:
        """Whether it was made from a template of ours, however damaged."""
        known = places_of(compose(max(EDITIONS), max(EDITIONS))).names
        sheets = len(set(SHEETS) & set(self.sheets))
        return STORE in self.sheets or sheets >= _SIGNS_OF_OURS or len(set(known) & set(self.names)) > _SIGNS_OF_OURS

    @cached_property
    def form(self) -> Form:
        """The form whose labels it has; between equals the one it states."""
        stated = self.grid(COVER).get((2, 8), EMPTY).raw if COVER in self.sheets else None
        forms = {compose(two, three) for two in EDITIONS for three in EDITIONS}
        texts = {text for sheet in self.sheets for text in self.texts(sheet)}

        def fits(form: Form) -> tuple[float, bool, bool, int]:
            two, three = (each.year for each in form.editions[:2])
            meant, own = self.names.get("requests"), places_of(form).names["requests"]
            high = meant is not None and meant.height == own.height
            return sum(_share(table, texts) for table in form.tables), high, two == stated, two + three

        return max(forms, key=fits)

    def texts(self, sheet: str) -> Iterator[str]:
        """The constant texts of a sheet, as labels are compared."""
        return (plain(held.raw) for held in self.grid(sheet).values() if isinstance(held.raw, str) and not held.formula)

    def sheet_of(self, labels: Callable[[str], frozenset[str]]) -> dict[str, str]:
        """Our sheets by name, each with the sheet it is here; by its name, by what names mean, by its labels."""
        found = {name: name for name in SHEETS if name in self.sheets}
        for name in SHEETS:
            free = [sheet for sheet in self.sheets if sheet not in found.values()]
            if name not in found and free:
                other = self._named(name, free) or self._labelled(labels(name), free)
                found |= {name: other} if other else {}
        return found

    def _named(self, name: str, free: list[str]) -> str | None:
        meant = (
            self.names[key].sheet
            for key, area in places_of(self.form).names.items()
            if area.sheet == name and key in self.names and self.names[key].sheet in free
        )
        most = Counter(meant).most_common(1)
        return most[0][0] if most else None

    def _labelled(self, labels: frozenset[str], free: list[str]) -> str | None:
        scores = {sheet: len(labels & set(self.texts(sheet))) for sheet in free}
        best = max(scores.values(), default=0)
        fitting = [sheet for sheet, score in scores.items() if score == best and score >= _ENOUGH * len(labels)]
        return fitting[0] if len(fitting) == 1 and best else None


def _share(table: Table, texts: set[str]) -> float:
    """The part of a table's labels that is there; nothing where most are missing."""
    labels = {plain(box.text) for box in boxes(table) if box.text}
    share = len(labels & texts) / len(labels)
    return share if share >= _ENOUGH else 0.0


class Ours:
    """The blank template of today: what stands in it before anybody types."""

    def __init__(self, data: bytes) -> None:
        self._parts = Parts(Package(data))

    def grid(self, sheet: str) -> Grid:
        """The cells of a sheet that are not empty."""
        return self._parts.grid(sheet)

    def labels(self, sheet: str) -> frozenset[str]:
        """The texts a sheet is known by: its title for those in words, nothing for the hidden ones."""
        if sheet in (STORE, HELP):
            return frozenset()
        title = next((section.title for section in SECTIONS if section.prose and section.sheet == sheet), None)
        return frozenset([plain(title)]) if title else frozenset(self._texts(sheet))

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text anywhere."""
        return frozenset(text for sheet in self._parts.sheets for text in self._texts(sheet))

    def _texts(self, sheet: str) -> Iterator[str]:
        held = (held for held in self._parts.grid(sheet).values() if held.formula is None)
        return (plain(cell.raw) for cell in held if isinstance(cell.raw, str) and plain(cell.raw))


def dated(held: Held) -> Held:
    """A day shown as a date is its ISO text: as a number it would be taken for a count."""
    if held.is_date and isinstance(held.raw, int | float) and 0 < held.raw <= _LAST_DAY:
        return Held((_EPOCH + timedelta(days=int(held.raw))).isoformat())
    return held


def same_place(area: Area, names: Mapping[str, Area], name: str, sheet: str | None) -> Area | None:
    """Where an area lies by its name; where the name is lost, at today's place of the sheet."""
    meant = names.get(name)
    if meant is not None and meant.width == area.width:
        return meant
    return area._replace(sheet=sheet) if sheet else None
