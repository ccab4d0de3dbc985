"""Sheet 句式 of a template is known to be as issued without the phrase book."""

from __future__ import annotations

from pathlib import Path

from gxxl.form.editions import compose
from gxxl.hosts.files import FileHost
from gxxl.macros.phrase_sheet import BLOCK, hash_of, texts_in
from gxxl.narrative.phrases import PHRASES, own_book
from gxxl.template.fingerprints import issued
from tests.books import blank_book


def test_the_hash_of_the_issued_phrases_is_that_of_the_program_and_of_the_sheet(tmp_path: Path) -> None:
    """`issued.json`, the phrase book and the sheet of a template say the same, and none of them is faulty (W-02)."""
    rows = FileHost(blank_book(compose(2021, 2021), tmp_path / "空.xlsx")).read([BLOCK]).blocks[BLOCK]

    assert issued()[BLOCK] == hash_of(PHRASES) == hash_of(texts_in(rows))
    assert own_book().faults == ()
