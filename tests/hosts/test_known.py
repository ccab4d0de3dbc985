"""What is remembered from one workbook for the next: never more than the bytes say, never more than a little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxxl.hosts import known, strings
from gxxl.hosts.known import Pieces
from gxxl.hosts.markup import parser_of, run
from gxxl.hosts.refused import Refused
from gxxl.hosts.strings import shared_strings
from gxxl.hosts.worksheets import read_sheet
from tests.hosts.books import DECLARED, MAIN

ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row>'
SHARED = '<row r="{0}"><c r="A{0}"><f t="shared" si="0" ref="A{0}:A{0}">{1}</f></c></row><row r="8">{2}</row>'
CHILD = '<c r="A8"><f t="shared" si="0"/><v>1</v></c>'


def sheet(rows: str) -> bytes:
    """A worksheet part."""
    return f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def table(inside: str) -> bytes:
    """A part of shared strings."""
    return f'{DECLARED}<sst xmlns="{MAIN}" count="1">{inside}</sst>'.encode()


def test_the_same_row_means_what_its_own_workbook_says() -> None:
    """Strings, dates and shared formulas belong to a workbook: a row known by its bytes takes them from there."""
    for text, dates in (("甲", frozenset("1")), ("乙", frozenset[str]()), ("丙", frozenset("1"))):
        cells = read_sheet(sheet(ROW), lambda text=text: [text], dates).cells  # type: ignore[misc]
        assert (cells[1, 1].raw, cells[1, 2].is_date) == (text, bool(dates))
    for row, formula, expected in ((2, "B2", "B8"), (3, "C1", "C6"), (2, "B2", "B8")):
        cells = read_sheet(sheet(SHARED.format(row, formula, CHILD)), list, frozenset()).cells
        assert cells[8, 1].formula == expected


@pytest.mark.parametrize("cell", ['<c r="A2"><v>&b;</v></c>', '<c r="A2" t="str"><v>\x01</v></c>'])
def test_a_new_row_among_known_ones_must_be_well_formed(cell: str) -> None:
    """Twice, as a row that was refused must not be known the second time."""
    for _ in range(2):
        with pytest.raises(Refused) as refusal:
            read_sheet(sheet(f'{ROW}<row r="2">{cell}</row>'), lambda: ["甲"], frozenset())
        assert refusal.value.key == "damaged"


@pytest.mark.parametrize("rows", [ROW + ROW, '<row r="3"/>' + ROW, ROW.replace('r="B1"', 'r="A1"')])
def test_known_rows_still_stand_once_and_in_order(rows: str) -> None:
    """A row twice or a cell twice is damage; rows in another order mean the same."""
    read_sheet(sheet(ROW), lambda: ["甲"], frozenset())
    read_sheet(sheet('<row r="3"/>'), lambda: ["甲"], frozenset())
    if "3" in rows:
        assert read_sheet(sheet(rows), lambda: ["甲"], frozenset()).cells[1, 1].raw == "甲"
        return
    with pytest.raises(Refused):
        read_sheet(sheet(rows), lambda: ["甲"], frozenset())


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many pieces nor long ones pile up, and what was forgotten is read again."""
    monkeypatch.setattr(known, "MOST_PIECES", 5)
    monkeypatch.setattr(known, "LONGEST_PIECE", 8)
    read: list[bytes] = []
    pieces = Pieces(b"<p>", lambda piece: read.append(piece) or len(piece))  # type: ignore[func-returns-value]

    for number in range(4):
        assert pieces.read(b"<p>%d</p><p>same</p>" % number + b"<p>a long one</p>") == [5, 8, 14]
        assert len(pieces._known) <= 5
    assert pieces.read(b"<p>same</p>") == [8]
    assert (read.count(b"same</p>"), read.count(b"a long one</p>")) == (1 + 1, 4)


TEXTS = st.sampled_from(
    [
        "<si><t>甲&amp;_x000D_</t></si>",
        '<si><t xml:space="preserve"> 乙\n</t></si>',
        "<si><t/></si>",
        '<si><t>县</t><phoneticPr fontId="1" type="noConversion"/></si>',
        '<si><r><t>丙</t></r><r><rPr><sz val="12"/><rFont val="宋体"/></rPr><t xml:space="preserve"> 丁</t></r></si>',
        '<si><t>戊</t><rPh sb="0" eb="1"><t>wu</t></rPh></si>',
        "<si><!-- --><t>己</t></si>",
        "<si></si>",
    ]
)


@given(st.lists(TEXTS, max_size=6))
def test_both_ways_of_reading_strings_say_the_same(texts: list[str]) -> None:
    """Strings in the usual spelling and in any other are the texts expat hears."""
    reader = strings._Reader()
    part = table("".join(texts))
    parser = parser_of(reader.start, reader.end)
    parser.CharacterDataHandler = reader.data
    run(parser, part)

    assert shared_strings(part) == tuple(reader.texts)


@pytest.mark.parametrize("inside", ["<si><t>&b;</t></si>", "<si><t>\x02</t></si>", "<si><t>甲</t></si></sst><sst>"])
def test_strings_that_are_not_well_formed_are_damage(inside: str) -> None:
    """The pattern alone would let them pass."""
    with pytest.raises(Refused):
        shared_strings(table(inside))
