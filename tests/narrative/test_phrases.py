"""The phrase book: slots, conditions, faults, and that no phrase is there for nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from gxxl.narrative.conditions import TESTS
from gxxl.narrative.facts import is_known
from gxxl.narrative.phrase import Phrase
from gxxl.narrative.phrase_text import nodes_in
from gxxl.narrative.phrases import IDS, PHRASES, Book, own_book, slots_in
from gxxl.narrative.writing import DRAFTED, draft
from gxxl.report import UNSEEN
from tests.narrative.drawn import FORMS, drawn
from tests.narrative.samples import SAMPLES, county
from tests.tables import report_of


def test_every_slot_is_a_known_fact_and_every_phrase_is_asked_for() -> None:
    """The program's own book has no fault; every id is a part of the report or named by another phrase."""
    assert own_book().faults == ()
    assert all(is_known(fact) for phrase in PHRASES for fact in slots_in(nodes_in(phrase.text)))
    named = {id_ for phrase in PHRASES for node in nodes_in(phrase.text) for id_ in getattr(node, "ids", ())}
    assert named | set(DRAFTED) == IDS


def test_every_phrase_is_reached_by_some_report() -> None:
    """Drawn reports of all forms, with and without last year's and answers, use every row of the book."""
    rng, missing, most = Random(1), set(PHRASES), 6000
    for sample in SAMPLES.values():
        missing -= draft(*sample()).used
    blank = report_of({str(ref): None for ref in FORMS[0].index}, organ=None, year=None)
    missing -= draft(blank).used
    for _ in range(most):
        form = rng.choice(FORMS)
        last = (
            drawn(rng, form, prose={"problems": rng.choice(("", "问题。"))}, year=form.edition.year)
            if rng.random() < 0.7
            else None
        )
        missing -= draft(drawn(rng, form), last).used
        if not missing:
            break
    assert missing == set()


@pytest.mark.parametrize(
    ("phrase", "column", "key", "text"),
    [
        (Phrase("received", "", "新收{requests.new.totl}件"), 2, "slot", "requests.new.totl"),
        (Phrase("received", "", "新收{requests.new.total件"), 2, "text", "{"),
        (Phrase("received", "", "新收{__class__.__mro__}件"), 2, "slot", "__class__.__mro__"),
        (Phrase("received", "", "<recieved>"), 2, "id", "recieved"),
        (Phrase("received", "", "<|，|received>"), 2, "text", "|，|received"),
        (Phrase("received", "requests.new.total 大于0", "新收"), 1, "condition", "requests.new.total 大于0"),
        (Phrase("received", "requests.nwe.total 有", "新收"), 1, "condition", "requests.nwe.total 有"),
        (Phrase("received", "import os", "新收"), 1, "condition", "import os"),
        (Phrase("recieved", "", "新收"), 0, "id", "recieved"),
    ],
)
def test_a_bad_row_is_told_at_its_cell_and_not_used(phrase: Phrase, column: int, key: str, text: str) -> None:
    """W-02 of sheet 句式: unknown slots, conditions and names, braces without their fellow; the rest still works."""
    book = Book((*PHRASES[:3], phrase, *PHRASES[3:]))

    assert [tuple(fault) for fault in book.faults] == [(3, column, key, text)]
    assert draft(*county(), book).parts == draft(*county()).parts


def test_wording_can_be_changed_and_what_is_missing_is_the_programs() -> None:
    """A book of one row: this sentence in its words, everything else as ever."""
    row = Phrase("requests", "requests.new.total 为零", "全年{requests.new.total:没有收到}公开申请")
    text = draft(*county(), Book((Phrase("", "", ""), row))).text("overview")

    assert "（二）依申请公开情况。全年没有收到公开申请。未发生因政府信息公开引起的行政复议、行政诉讼。" in text
    assert text.startswith("2026年，民丰县民政局认真落实")


def test_a_phrase_within_itself_says_nothing() -> None:
    """Two phrases that name each other, or a tower of doublings: no endless loop."""
    book = Book((Phrase("year", "", "{report.year}年<organ>"), Phrase("organ", "", "<year>局")))
    assert draft(*county(), book).text("overview").startswith("2026年局，2026年局认真落实")

    ids = sorted(IDS - {"overview"})
    tower = Book(tuple(Phrase(one, "", f"甲<{other}><{other}>") for one, other in pairwise(["overview", *ids])))
    assert draft(*county(), tower).text("overview").startswith("甲甲甲")


def test_every_test_of_a_fact_is_used() -> None:
    """No test is there for nothing."""
    conditions = " ".join(phrase.condition for phrase in PHRASES)
    assert [name for name in TESTS if name not in conditions] == []


def test_no_gap_in_the_tables_leaves_a_gap_in_a_sentence() -> None:
    """Cells that were not seen, in any mixture: no sentence begins with a comma, none has two marks in a row."""
    rng, faulty = Random(2), set()
    for _ in range(800):
        full, share = drawn(rng), rng.random()
        values = tuple(UNSEEN if rng.random() < share else value for value in full.values)
        found = draft(replace(full, values=values))
        for key in found.parts:
            faulty |= {(key, words) for words in _BROKEN.findall(found.text(key))}
    assert faulty == set()


_BROKEN = re.compile(r".{0,6}(?:^|[，。；、：\n])[，。；、].{0,6}")
