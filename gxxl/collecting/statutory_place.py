"""Where 汇总年报 is written: under a name that tells whether it is final, and over nothing the officer wrote."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from gxxl.collecting.collection import Collection
from gxxl.collecting.gathering import pieces_of
from gxxl.collecting.held_open import or_beside, set_aside, with_copies
from gxxl.collecting.roll_up import RolledUp
from gxxl.collecting.statutory_book import is_of, write_statutory
from gxxl.collecting.wording import DRAFT_MARK, note_of
from gxxl.template.build import EPOCH

STATUTORY = "汇总年报"
_BUTTONS = ".xlsm"


def put_statutory(collection: Collection, rolled: RolledUp, outdir: Path, told: list[str]) -> None:
    """汇总年报, named 未定稿 while anything is open, with the words of the one saved last under either name.

    That one is replaced; any other the officer saved is set aside, which is told; so is one of another year or organ.
    """
    names = [f"{STATUTORY}{mark}{_BUTTONS}" for mark in (DRAFT_MARK, "")]
    now, other = (outdir / name for name in (names if rolled.tally.is_open else reversed(names)))
    mine = [path for path in (*with_copies(now), *with_copies(other)) if is_of(rolled.report, path)]
    earlier = max(mine, key=lambda path: path.stat().st_mtime_ns, default=None)
    for path in (now, other):
        if path.exists() and path != earlier and not (path in mine and _is_as_written(path)):
            set_aside(path, told)
    place = or_beside(now, partial(write_statutory, rolled, earlier=earlier, note=note_of(collection)), told)
    if place == now and other in mine:
        with suppress(OSError):
            other.unlink(missing_ok=True)


def _is_as_written(path: Path) -> bool:
    """Whether nobody has saved a workbook since the program wrote it: it bears the day of the form."""
    saved = next(iter(pieces_of(path))).saved
    return saved is not None and saved.date() == EPOCH.date()
