"""A workbook open in LibreOffice: every verb is one question to the office, which waits meanwhile and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from gxxl.edit import Blank, Content, Deliver, Edit, Formula, Number, Show, Tell, Text, Write
from gxxl.hosts.delivery import deliver
from gxxl.sheet import Area, Held, Snapshot
from gxxl.template.places import PROSE_SECTIONS

Ask: TypeAlias = Callable[[Mapping[str, Any]], Any]
"""A call and its answer; None says that the office could not do it."""

GROWING = (*PROSE_SECTIONS, "preamble", "results")
"""Names of areas whose rows are made as high as their text needs when they are written."""


class Stopped(Exception):
    """The office could not do its part; it has left the workbook as it was and tells the person why."""


class LibreOfficeHost:
    """The workbook whose button was pressed, reached through `ask`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._areas: dict[str, Area] = {}

    def read(self, names: Sequence[str]) -> Snapshot:
        """See Host."""
        found = self._call("read", names=list(names))
        self._areas = {name: Area(*area) for name, area in found["areas"].items()}
        blocks = {name: _block(block) for name, block in found["blocks"].items()}
        return Snapshot(tuple(found["sheets"]), dict(self._areas), blocks)

    def apply(self, edits: Sequence[Edit]) -> None:
        """See Host: everything written is one step of undoing, or nothing is."""
        writes = [edit for edit in edits if isinstance(edit, Write)]
        steps = [step for write in writes for step in _steps(write)]
        if files := [edit for edit in edits if isinstance(edit, Deliver)]:
            deliver(files, self._call("folder"))
        if steps:
            self._call("apply", steps=[*steps, *self._fits(writes)])
        for edit in edits:
            if isinstance(edit, Show):
                self._call("show", at=list(edit.at))
            elif isinstance(edit, Tell):
                self.tell(edit.text)

    def tell(self, text: str) -> None:
        """See Host."""
        self._call("tell", text=text)

    def choose_folder(self, title: str) -> str:
        """The folder the person chooses in the office's own dialog; "" where it was left without one."""
        return str(self._call("choose", text=title))

    def show_book(self, path: Path) -> None:
        """Open another workbook or list in the same office."""
        self._call("open", path=str(path))

    def waiting(self) -> None:
        """Say that the work goes on: the office gives up on a worker that is silent for long."""
        self._call("waiting")

    def _call(self, verb: str, **arguments: Any) -> Any:
        answer = self._ask({"call": verb, **arguments})
        if answer is None:
            raise Stopped
        return answer

    def _fits(self, writes: Sequence[Write]) -> Iterator[list[Any]]:
        """The rows of growing areas that were written."""
        growing = [self._areas[name] for name in GROWING if name in self._areas]
        for write in writes:
            last = write.at.row + len(write.rows) - 1
            for area in growing:
                top, bottom = max(area.top, write.at.row), min(area.top + area.height - 1, last)
                if area.sheet == write.at.sheet and top <= bottom:
                    yield ["fit", area.sheet, top, bottom]


def _block(block: Mapping[str, Any]) -> tuple[tuple[Held, ...], ...]:
    """A block as the office told it."""
    formulas = {(row, column): text for row, column, text in block["formulas"]}
    dates, truths = (frozenset(map(tuple, block[kind])) for kind in ("dates", "truths"))

    def held(place: tuple[int, int], raw: float | str) -> Held:
        formula, is_date = formulas.get(place), place in dates
        if isinstance(raw, str):
            return Held(raw if raw or formula is not None else None, formula, is_date)
        if place in truths:
            return Held(bool(raw), formula)
        return Held(int(raw) if raw == int(raw) else raw, formula, is_date)

    return tuple(
        tuple(held((down, across), raw) for across, raw in enumerate(row)) for down, row in enumerate(block["rows"])
    )


def _steps(write: Write) -> Iterator[list[Any]]:
    """A write as few rectangles of plain contents, and its formulas one by one."""
    at = write.at
    begun: dict[tuple[int, int], int] = {}
    for down in range(len(write.rows) + 1):
        runs = dict.fromkeys(_runs(write.rows[down]) if down < len(write.rows) else ())
        for run in [run for run in begun if run not in runs]:
            top = begun.pop(run)
            rows = [[_plain(content) for content in row[slice(*run)]] for row in write.rows[top:down]]
            yield ["fill", at.sheet, at.row + top, at.column + run[0], rows]
        for run in runs:
            begun.setdefault(run, down)
    for down, row in enumerate(write.rows):
        for across, content in enumerate(row):
            if isinstance(content, Formula):
                yield ["formula", at.sheet, at.row + down, at.column + across, content.formula]


def _runs(row: Sequence[Content | None]) -> Iterator[tuple[int, int]]:
    """Where a row has texts, numbers and blanks side by side: first, and one past the last."""
    start = None
    for across, content in enumerate([*row, None]):
        plain = isinstance(content, Text | Number | Blank)
        if plain and start is None:
            start = across
        elif not plain and start is not None:
            yield start, across
            start = None


def _plain(content: Content | None) -> str | float | None:
    if isinstance(content, Text):
        return content.text or None
    return float(content.number) if isinstance(content, Number) else None
