"""封面, 补充情况, 上年数据 and the parts in words of an old workbook, found by their labels, else by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gxxl.form.extras import EXTRAS
from gxxl.form.sections import SECTIONS, Section
from gxxl.intake.moving.book import Grid, Old, Ours, dated, last_row
from gxxl.intake.moving.matching import Line, matched
from gxxl.intake.strips import plain
from gxxl.sheet import Address, Area, Held
from gxxl.template.issue import ASKED, MOST_ASKED, Asked, asked_area
from gxxl.template.places import CONTINUED, COVER, COVER_ROWS, EXTRA, LAST, PROSE_TOP, Places

RENAMED = {"last_improvement": "last_measure_1"}
"""Lines of 补充情况 in earlier templates and what they are called today."""

COMPUTED = ("period", "code", "version")
"""Entries of 封面 that a formula or the program fills in."""

LABEL, VALUE = 2, 3
"""封面: the columns of labels and of what is entered."""

HEAD = (PROSE_TOP - 1, 2)
"""The parts in words: the note above the first paragraph."""

_KEY, _ANSWER = 5, 3
_LAST_VALUE = 4


class Finder:
    """The rows of a sheet against those of the blank template, by the labels in some of its columns."""

    def __init__(self, old: Old, ours: Ours, sheets: Mapping[str, str], name: str, columns: Sequence[int]) -> None:
        self.sheet = sheets[name]
        own, grid = ours.grid(name), old.grid(self.sheet)
        words = {plain(str(held.raw)) for (_, column), held in own.items() if column in columns and not held.formula}
        self.shift = _shift(own, grid, words)
        at = [column + self.shift for column in columns]
        last_own, last = last_row(own), last_row(grid)
        by_row: dict[int, list[Held]] = {}
        for (row, _), cell in grid.items():
            by_row.setdefault(row, []).extend([cell] if cell.formula is None else [])
        wanted = [tuple(text for _, text in _texts(own, row, columns, words)) for row in range(1, last_own + 1)]
        lines = []
        for row in range(1, last + 1):
            key = tuple(text for _, text in _texts(grid, row, at, words))
            held = by_row.get(row, [])
            lines.append(Line(key, bool(held), any(plain(str(cell.raw)) not in words for cell in held)))
        found = matched(wanted, lines, frozenset())
        self.rows = {row + 1: line + 1 for row, line in found.pairs.items()}
        self.labelled = {row for row in self.rows if wanted[row - 1]}

    def at(self, row: int, column: int) -> Address | None:
        """The cell that stands today in a row and column, where its row was found."""
        return Address(self.sheet, self.rows[row], column + self.shift) if row in self.rows else None


def _shift(own: Grid, grid: Grid, words: set[str]) -> int:
    """By how many columns the labels stand further right than they should: columns were inserted."""
    columns: dict[int, int] = {}
    where = {plain(str(held.raw)): column for (_, column), held in own.items() if plain(str(held.raw)) in words}
    for (_, column), held in grid.items():
        if held.formula is None and plain(str(held.raw)) in where:
            by = column - where[plain(str(held.raw))]
            columns[by] = columns.get(by, 0) + 1
    return max(columns, key=lambda by: (columns[by], -abs(by)), default=0)


def _texts(grid: Grid, row: int, columns: Sequence[int], words: set[str]) -> Iterator[tuple[int, str]]:
    for column in columns:
        held = grid.get((row, column))
        if held is not None and held.formula is None and plain(str(held.raw)) in words:
            yield column, plain(str(held.raw))


def cover_entries(old: Old, ours: Ours, sheets: Mapping[str, str], places: Places) -> dict[Address, Held]:
    """What was entered on 封面, by today's address; the preamble, the version and what is computed left out."""
    finder = Finder(old, ours, sheets, COVER, (LABEL,)) if COVER in sheets else None
    found: dict[Address, Held] = {}
    if "version" in old.names:
        old.take(old.names["version"].at(0, 0))
    for key, row in COVER_ROWS.items():
        if key in COMPUTED or key == "preamble":
            continue
        at = finder.at(row, VALUE) if finder else None
        if at is None and key in old.names:
            at = old.names[key].at(0, 0)
        if at is not None:
            found[places.names[key].at(0, 0)] = dated(old.take(at))
    return {at: held for at, held in found.items() if held.raw not in (None, "")}


def preamble_rows(old: Old, ours: Ours, sheets: Mapping[str, str]) -> list[str]:
    """文首说明, a paragraph a row: from its label down to that of the signature."""
    if COVER not in sheets:
        return []
    finder = Finder(old, ours, sheets, COVER, (LABEL,))
    top, bottom = (finder.at(COVER_ROWS[key], VALUE) for key in ("preamble", "signature_organ"))
    if top is not None and bottom is not None:
        return _column(old, Area(top.sheet, top.row, top.column, max(bottom.row - top.row, 1), 1))
    return _column(old, old.names["preamble"]) if "preamble" in old.names else []


def extra_answers(old: Old, ours: Ours, sheets: Mapping[str, str]) -> dict[str, Held]:
    """The answers of 补充情况 by key: by the hidden keys, else by their questions, else by their names."""
    if EXTRA not in sheets:
        return {}
    sheet = sheets[EXTRA]
    grid, known = old.grid(sheet), {extra.key for extra in EXTRAS}
    shift = _shift(ours.grid(EXTRA), grid, {plain(extra.key) for extra in EXTRAS} | {plain(e.question) for e in EXTRAS})
    keys = {plain(extra.question): extra.key for extra in EXTRAS}
    found: dict[str, list[Address]] = {}
    for row in sorted({row for row, _ in grid}):
        named, asked = (grid.get((row, column + shift)) for column in (_KEY, LABEL))
        said = str(named.raw) if named else ""
        said = RENAMED.get(said, said)
        key = said if said in known else keys.get(plain(str(asked.raw))) if asked else None
        at = Address(sheet, row, _ANSWER + shift)
        if key and grid.get((row, at.column)) is not None:
            found.setdefault(key, []).append(at)
    return {key: dated(old.take(at[0])) for key, at in found.items() if len(at) == 1}


def asked_answers(old: Old) -> list[tuple[Asked, Held]]:
    """加报项目 of the sender, with what was answered, where the workbook has such rows."""
    area = old.names.get(ASKED)
    if area is None or area.height > MOST_ASKED or area.width != asked_area(1).width or area.sheet not in old.sheets:
        return []
    found: dict[Asked, Held] = {}
    for row in range(area.height):
        question, answer, unit = (old.take(area.at(row, column)) for column in range(area.width))
        if isinstance(question.raw, str) and question.raw.strip():
            found.setdefault(Asked(question.raw.strip(), str(unit.raw or "").strip()), dated(answer))
    return list(found.items())


def last_year(old: Old, ours: Ours, sheets: Mapping[str, str], places: Places) -> dict[Address, Held]:
    """What 上年数据 holds, by today's address."""
    if LAST not in sheets:
        return {}
    finder = Finder(old, ours, sheets, LAST, range(2, _LAST_VALUE + 15))
    own = [places.names[key].at(0, 0) for key in ("last_organ", "last_year", "last_edition", "last_source")]
    own += [places.last(ref) for ref in places.form.index]
    found: dict[Address, Held] = {}
    for at in own:
        there = finder.at(at.row, at.column)
        if there is not None:
            found[at] = dated(old.take(there))
    return {at: held for at, held in found.items() if held.raw not in (None, "")}


def last_words(old: Old, ours: Ours, sheets: Mapping[str, str], places: Places) -> dict[str, list[str]]:
    """Last year's parts in words: below the heading of each, down to the next."""
    if LAST not in sheets:
        return {}
    finder = Finder(old, ours, sheets, LAST, range(2, _LAST_VALUE + 15))
    keys = [section.key for section in SECTIONS if section.prose]
    heads = {key: finder.at(places.names[f"last_{key}"].top - 1, _LAST_VALUE) for key in keys}
    rows = [at.row for at in heads.values() if at]
    end = last_row(old.grid(finder.sheet)) + 1
    found: dict[str, list[str]] = {}
    for key, at in heads.items():
        if at is not None:
            below = min((row for row in rows if row > at.row), default=end)
            found[key] = _column(old, Area(at.sheet, at.row + 1, at.column, below - at.row - 1, 1))
    return found


def words(old: Old, ours: Ours, sheets: Mapping[str, str], places: Places) -> dict[str, list[tuple[str, bool]]]:
    """Parts 一、五、六 row by row with whether it is marked 接上段; rows beyond the block count too."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for section in SECTIONS:
        if not section.prose or section.sheet not in sheets:
            continue
        sheet = sheets[section.sheet]
        top, left = _head(old, ours, sheet, section, places)
        end = last_row(old.grid(sheet), left)
        texts = _column(old, Area(sheet, top, left, max(end - top + 1, 0), 1))
        marks = [_text(old, Address(sheet, top + down, left - 1), CONTINUED) for down in range(len(texts))]
        found[section.key] = list(zip(texts, marks, strict=True))
    return found


def _head(old: Old, ours: Ours, sheet: str, section: Section, places: Places) -> tuple[int, int]:
    """The first row of a part in words and its column: below the note above it, else where the name says or today."""
    note = {plain(str(held.raw)) for at, held in ours.grid(section.sheet).items() if at == HEAD}
    heads = [at for at, held in old.grid(sheet).items() if held.formula is None and plain(str(held.raw)) in note]
    if len(heads) == 1:
        return heads[0][0] + 1, heads[0][1]
    own, meant = places.names[section.key], old.names.get(section.key)
    area = meant if meant is not None and meant.sheet == sheet else own
    return min(own.top, area.top), area.left


def _text(old: Old, at: Address, expected: str) -> bool:
    """Whether a cell holds just this; anything else there is left to be named."""
    held = old.grid(at.sheet).get((at.row, at.column))
    if held is None or str(held.raw).strip() != expected:
        return False
    old.take(at)
    return True


def _column(old: Old, area: Area) -> list[str]:
    """The texts of a column, blanks as such, those at the end dropped."""
    held = [dated(old.take(area.at(down, 0))).raw for down in range(area.height)]
    texts = ["" if raw is None else str(raw) for raw in held]
    while texts and not texts[-1]:
        texts.pop()
    return texts
