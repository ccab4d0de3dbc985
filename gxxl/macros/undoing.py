"""撤销: what an action changed is kept beside it, and taken back once wherever nobody has typed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from gxxl.edit import Blank, Content, Edit, Formula, Number, Tell, Text, Write
from gxxl.form.model import Form
from gxxl.sheet import EMPTY, Address, Held, Snapshot
from gxxl.template.places import Places, places_of
from gxxl.template.taking import plain_formula

CHUNK = 30_000
"""Characters of undo text in one cell; Excel keeps 32,767."""


def undo_action(snapshot: Snapshot, form: Form) -> list[Edit]:
    """撤销: cells that still hold what the last action wrote get back what they held; others are kept and named."""
    places = places_of(form)
    text = "".join(str(row[0].raw) for row in snapshot.blocks["undo"] if row[0].raw is not None)
    if not text:
        return [Tell("没有可以撤销的操作。")]
    writes: list[Write] = []
    kept: list[str] = []
    cells = Cells(snapshot, places)
    for sheet, row, column, old, new in json.loads(text):
        at = Address(sheet, row, column)
        if _alike(_packed(cells[at]), new):
            writes.append(Write(at, ((_unpacked(old),),)))
        else:
            kept.append(f"{sheet} {at.a1}")
    area = places.names["undo"]
    writes.append(Write(area.at(0, 0), tuple((Blank(),) for _ in range(area.height))))
    after = f"{len(kept)}格在操作之后又改过，没有动：" + "、".join(kept) + "。" if kept else ""
    return [*writes, Tell(f"已退回上一步操作。{after}")]


class Cells:
    """What cells held when the snapshot was taken; KeyError where no block has one. Neighbours share a block."""

    def __init__(self, snapshot: Snapshot, places: Places) -> None:
        self.blocks = [(places.names[name], block) for name, block in snapshot.blocks.items() if name in places.names]
        self.area, self.block = self.blocks[0]

    def get(self, at: Address) -> Held:
        """What a cell held; an empty cell where no block has it."""
        try:
            return self[at]
        except KeyError:
            return EMPTY

    def __getitem__(self, at: Address) -> Held:
        if not self.area.holds(at):
            found = next((both for both in self.blocks if both[0].holds(at)), None)
            if found is None:
                raise KeyError(at)
            self.area, self.block = found
        return self.block[at.row - self.area.top][at.column - self.area.left]


def undo_record(snapshot: Snapshot, places: Places, writes: Sequence[Write]) -> Iterator[Write]:
    """What the cells to be written hold now and will hold, in chunks a cell can keep."""
    records = []
    before = Cells(snapshot, places)
    for write in writes:
        for down, row in enumerate(write.rows):
            for across, content in enumerate(row):
                if content is None:
                    continue
                at = Address(write.at.sheet, write.at.row + down, write.at.column + across)
                old, new = _packed(before[at]), _packed_content(content)
                if old != new:
                    records.append([*at, old, new])
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    area = places.names["undo"]
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    cells: list[tuple[Content]] = [(Text(chunk),) for chunk in chunks[: area.height]]
    yield Write(area.at(0, 0), (*cells, *[(Blank(),)] * (area.height - len(cells))))


def _packed(held: Held) -> str | float | None:
    """A cell as JSON: a formula as `=…`, a text as `'…`, a number as it is."""
    raw = held.raw
    if held.formula is not None:
        return "=" + held.formula
    if raw is None or raw == "":
        return None
    return "'" + raw if isinstance(raw, str) else float(raw)


def _alike(now: str | float | None, written: str | float | None) -> bool:
    """Whether a cell still holds what was written; programs spell formulas in their own way."""
    if isinstance(now, str) and isinstance(written, str) and now.startswith("=") and written.startswith("="):
        return plain_formula(now) == plain_formula(written)
    return now == written


def _packed_content(content: Content) -> str | float | None:
    if isinstance(content, Formula):
        return "=" + content.formula
    if isinstance(content, Text):
        return "'" + content.text if content.text else None
    return content.number if isinstance(content, Number) else None


def _unpacked(packed: str | float | None) -> Content:
    if packed is None or packed == "":
        return Blank()
    if isinstance(packed, str):
        return Formula(packed[1:], "") if packed.startswith("=") else Text(packed[1:])
    return Number(float(packed))
