"""Two ways of reading a worksheet part: by pattern and element by element; both say the same."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxxl.hosts import worksheets
from gxxl.hosts.cells import Collector, Sheet
from gxxl.hosts.long_way import read_long
from gxxl.hosts.package import Refused
from gxxl.hosts.worksheets import read_sheet, seems_blank
from gxxl.sheet import Address, Area
from tests.hosts.books import DECLARED, MAIN, filled, parts_of, read


def long_way(part: bytes) -> Sheet:
    """A part read element by element."""
    into = Collector(lambda: ["无", "一 二"], frozenset("12"))
    read_long(part, into)
    into.say_arrays()
    return into.sheet


CELLS = st.sampled_from(
    [
        '<c r="{0}"><v>5</v></c>',
        '<c r="{0}" s="1"><v>1E3</v></c>',
        '<c r="{0}"><v>&#53;</v></c>',
        '<c r="{0}" s="2"/>',
        '<c r="{0}" t="s"><v>1</v></c>',
        '<c r="{0}" s="1" t="b"><v>1</v></c>',
        '<c r="{0}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="{0}" t="str"><f>A1&amp;"&lt;"</f><v>&#x7532;_x000D_&#0065;</v></c>',
        '<c r="{0}"><f t="shared" ref="A1:C9" si="0">A1*2</f><v>2</v></c>',
        '<c r="{0}"><f t="shared" si="0"/><v>4</v></c>',
        '<c r="{0}"><f t="array" ref="A1:B2">A1:B2</f><v/></c>',
        '<c r="{0}" t="inlineStr"><is><t xml:space="preserve"> 甲\n&amp;</t></is></c>',
        '<c r="{0}" t="inlineStr"><is><t></t></is></c>',
    ]
)


@given(st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1, 3)), CELLS, max_size=9))
def test_both_ways_of_reading_say_the_same(cells: dict[tuple[int, int], str]) -> None:
    """What the pattern accounts for means what the parser says it means."""
    rows = "".join(
        f'<row r="{row}" spans="1:3">'
        + "".join(cells[place].format(Address("", *place).a1) for place in sorted(cells) if place[0] == row)
        + "</row>"
        for row in range(1, 5)
    )
    part = f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    assert read_sheet(part, lambda: ["无", "一 二"], frozenset("12")) == long_way(part)


@given(st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1, 3)), CELLS, max_size=4), st.integers(1, 4))
def test_what_seems_blank_is(cells: dict[tuple[int, int], str], top: int) -> None:
    """One look at the tags never passes over a cell that holds something, and knows cells of format alone."""
    rows = "".join(
        f'<row r="{row}">'
        + "".join(cells[at].format(Address("", *at).a1) for at in sorted(cells) if at[0] == row)
        + "</row>"
        for row in range(1, 5)
    )
    part = f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    area = Area("甲", top, 2, 2, 1)
    inside = [cells[row, 2] for row in (top, top + 1) if (row, 2) in cells]

    assert seems_blank(part, area) == all(cell.endswith('s="2"/>') for cell in inside)
    assert not seems_blank(part.replace(b"<row", b"<!-- --><row"), area)


def test_the_usual_programs_are_read_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """XlsxWriter spells cells as the pattern expects; anything odd is not trusted to it, and openpyxl's is read too."""
    held = BytesIO()
    openpyxl.load_workbook(BytesIO(filled())).save(held)
    assert len(parts_of(held.getvalue()).grid("甲")) == 7
    asked: list[bytes] = []
    monkeypatch.setattr(worksheets, "read_long", lambda part, _: asked.append(part))
    assert len(parts_of(filled()).grid("甲")) == 7
    assert not asked

    for cell in ('<c r="A1" xmlns="u"><v>1</v></c>', '<!-- --><c r="A1"><v>1</v></c>', '<c  r="A1"/>', '<c r="A2"/>'):
        read(f'<row r="1">{cell}</row>')
    assert len(asked) == 4


@pytest.mark.parametrize("tail", ["<x>", "&#0;", "]]>", "<v></v>&b;"])
def test_the_short_way_refuses_what_is_not_well_formed(tail: str) -> None:
    """The pattern sees sheetData only; the whole part must be XML all the same."""
    part = f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData></sheetData>{tail}</worksheet>'

    with pytest.raises(Refused) as refusal:
        read(part)
    assert refusal.value.key == "damaged"
