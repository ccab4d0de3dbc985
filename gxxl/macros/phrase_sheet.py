"""Sheet 句式 of a workbook: the phrases it gives, and what is wrong with one of them, at its cell.

A sheet that reads as issued is known by its hash: the phrase book itself is loaded only for one that was edited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from gxxl.finding import Finding, Where
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_workbook import PHRASE_FAULTS, PHRASE_REMEDY
from gxxl.sheet import Held, Snapshot
from gxxl.template.fingerprints import issued
from gxxl.template.places import Places

if TYPE_CHECKING:
    from gxxl.narrative.phrases import Book

BLOCK = "phrases"
"""The name of the rows of 句式, and of the entry of `issued.json` that has their hash."""

Rows: TypeAlias = "Sequence[Sequence[Held]]"


def texts_in(rows: Rows) -> list[tuple[str, ...]]:
    """The rows of the sheet as texts: id, condition, wording."""
    return [tuple("" if held.raw is None else str(held.raw).strip("\r") for held in row) for row in rows]


def hash_of(texts: Sequence[Sequence[str]]) -> str:
    """The SHA-256 of phrases, whatever empty rows follow them."""
    rows = ["\x1f".join(row) for row in texts]
    return hashlib.sha256("\x1e".join(rows).strip("\x1e\x1f").encode("utf-8", "surrogatepass")).hexdigest()


def book_in(snapshot: Snapshot) -> Book:
    """The phrases of sheet 句式; the program's own where the sheet holds none."""
    from gxxl.narrative.phrase import Phrase
    from gxxl.narrative.phrases import Book, own_book

    rows = [Phrase(*texts) for texts in texts_in(snapshot.blocks.get(BLOCK, ()))]
    return Book(rows) if any(any(row) for row in rows) else own_book()


def phrase_findings(snapshot: Snapshot, places: Places) -> tuple[Finding, ...]:
    """W-02 for each row of 句式 that cannot be used; none where the sheet was not read or is as issued."""
    rows = snapshot.blocks.get(BLOCK)
    if not rows or hash_of(texts_in(rows)) == issued()[BLOCK]:
        return ()
    return tuple(fault_findings(book_in(snapshot), places))


def fault_findings(book: Book, places: Places) -> Iterator[Finding]:
    """W-02 for each faulty row of a book, at the cell that is wrong: nobody's report is wrong for it, so a note."""
    area, rule = places.names[BLOCK], RULES["W-02"]
    for fault in book.faults:
        at = area.at(fault.row, fault.column)
        yield Finding(
            rule=rule,
            severity=Severity.NOTE,
            where=Where(at=(at.sheet, at.a1)),
            problem=PHRASE_FAULTS[fault.key].format(cell=f"{at.sheet} {at.a1}", text=fault.text),
            remedy=PHRASE_REMEDY,
            found=fault.text,
        )
