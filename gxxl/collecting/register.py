"""更正登记: corrections told by telephone, one a line, as the officer typed them; and what came of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from gxxl.form.model import Ref
from gxxl.form.register_words import HEADS, REGISTER
from gxxl.form.spelling import in_a_cell
from gxxl.hosts.refused import Refused
from gxxl.hosts.workbook_parts import Parts
from gxxl.report import Raw
from gxxl.sheet import Held

_NEEDED = ("organ", "cell", "new")
_BOOK = ".xlsx"
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - the clock on the officer's wall
_TIME = re.compile(
    r"(?:(\d{4})\D{1,3})?(\d{1,2})\D{1,3}(\d{1,2})日?(?:\D*?(\d{1,2})(?:\D(\d{1,2}))?(?:\D\d{1,2})?\D*)?"
)
_DIGITS = re.compile(r"\d{1,15}(?:\.\d{1,8})?", re.ASCII)
_AFTER_NOON, _NOON = re.compile("下午|晚"), 12


class Entry(NamedTuple):
    """One line: whose cell, what stood there, what is to stand there, who told so and when; `row` counts from 1."""

    row: int
    organ: str
    cell: str
    old: Raw
    new: Raw
    who: str
    when: str
    file: str = ""


class Outcome(StrEnum):
    """What came of a line, in the word the officer reads."""

    APPLIED = "已更正"
    MERGED = "已并入"
    SUPERSEDED = "另有更晚的更正"
    REFUSED = "没有用上"


class Settled(NamedTuple):
    """A line and its outcome: whose (as the roster calls it), which cell, and why it was not used, if so.

    `candidates` are the cells its words may mean.
    """

    entry: Entry
    outcome: Outcome
    organ: str = ""
    ref: Ref | None = None
    reason: str = ""
    candidates: tuple[Ref, ...] = ()


class BadRegister(ValueError):
    """The file holds no register; `key` says why (REGISTER_TROUBLES)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def is_register(path: Path) -> bool:
    """Whether a file of a collected folder is called 更正登记, copies too."""
    return path.name.startswith(REGISTER) and path.suffix.lower() == _BOOK


def registers_for(folder: Path, outdir: Path, given: Path | None) -> tuple[Path, ...]:
    """The registers of a collection: the one that was named, else those in the folder and the one among the results."""
    if given:
        return (given,)
    mine = outdir / f"{REGISTER}{_BOOK}"
    return (*sorted(path for path in folder.rglob(f"{REGISTER}*{_BOOK}") if path.is_file()), *[mine] * mine.is_file())


def read_register(path: Path) -> tuple[Entry, ...]:
    """The lines of a register. Raises BadRegister."""
    try:
        parts = Parts.open(path)
        grids = [parts.grid(sheet) for sheet in parts.sheets]
    except (Refused, OSError):
        raise BadRegister("unread") from None
    for grid in grids:
        columns = _columns(grid)
        if columns:
            return tuple(_entries(grid, *columns, path.name))
    raise BadRegister("heads")


def _columns(grid: Mapping[tuple[int, int], Held]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each; None where there are none."""
    found: dict[int, dict[str, int]] = {}
    keys = {word: key for key, word in HEADS.items()}
    for (row, column), held in grid.items():
        key = keys.get("".join(str(held.raw).split()))
        if key:
            found.setdefault(row, {}).setdefault(key, column)
    rows = [row for row, columns in sorted(found.items()) if all(key in columns for key in _NEEDED)]
    return (rows[0], found[rows[0]]) if rows else None


def _entries(grid: Mapping[tuple[int, int], Held], top: int, columns: Mapping[str, int], file: str) -> Iterator[Entry]:
    for row in sorted({row for row, _ in grid if row > top}):
        held = {key: grid.get((row, columns[key])) if key in columns else None for key in HEADS}
        if not any(one is not None and str(one.raw).strip() for one in held.values()):
            continue
        yield Entry(
            row, _text(held["organ"]), _text(held["cell"]), _raw(held["old"]), _raw(held["new"]),
            _text(held["who"]), _text(held["when"]), file,
        )  # fmt: skip


def _raw(held: Held | None) -> Raw:
    raw = held.raw if held else None
    if isinstance(raw, bool):
        return in_a_cell(raw)
    if isinstance(raw, str):
        raw = raw.strip()
    if isinstance(raw, str) and _DIGITS.fullmatch(raw):
        return Decimal(raw) if "." in raw else int(raw)
    return Decimal(repr(raw)) if isinstance(raw, float) else None if raw == "" else raw


def _text(held: Held | None) -> str:
    raw = held.raw if held else None
    if held and held.is_date and isinstance(raw, int | float) and 0 < raw < 10**6:
        moment = _DAY_ZERO + timedelta(minutes=round(raw * 24 * 60))
        return f"{moment:%Y-%m-%d %H:%M}" if moment.time() != moment.time().min else f"{moment:%Y-%m-%d}"
    return in_a_cell(raw).strip()


def time_of(when: str, year: int) -> datetime | None:
    """When it was told: 2027-01-18 17:00, 1月18日下午5点 (of the season after `year`); None where that is unclear."""
    found = _TIME.fullmatch(when.strip())
    if found is None:
        return None
    stated, month, day, hour, minute = (int(part) if part else 0 for part in found.groups())
    if _AFTER_NOON.search(when) and hour < _NOON:
        hour += _NOON
    try:
        return datetime(stated or year + 1, month, day, hour, minute)  # noqa: DTZ001 - the clock on the officer's wall
    except ValueError:
        return None
