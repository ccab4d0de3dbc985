"""Two ways of changing a worksheet part: by pattern and from its tree; both write the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxxl.form.editions import compose
from gxxl.hosts.cells import Place
from gxxl.hosts.changes import Asked, Change, Keep
from gxxl.hosts.package import Package
from gxxl.hosts.splice import spliced_long
from gxxl.hosts.usual_splice import spliced_usual
from tests.books import template
from tests.hosts.books import DECLARED, MAIN, filled

ROWS, COLUMNS = st.integers(1, 110), st.integers(1, 40)
CHANGES = st.builds(
    Change,
    st.sampled_from([Keep.KEEP, None, 'IF(A1<1,"&","")']),
    st.sampled_from([Keep.KEEP, None, "", 5, -2.5, True, " 甲\n<乙>", "_x000D_"]),
)


def sheets() -> list[bytes]:
    """The worksheet parts of the template, and those of another program's workbook."""
    packages = [Package(template(compose(2021, 2021))), Package(filled())]
    return [
        package.part(name) for package in packages for name in package.names() if name.startswith("xl/worksheets/sheet")
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sheets()),
    st.dictionaries(st.tuples(ROWS, COLUMNS), CHANGES, min_size=1, max_size=12),
    st.dictionaries(ROWS, st.sampled_from([None, 20.25]), max_size=3),
)
def test_both_ways_of_changing_write_the_same(
    part: bytes, cells: dict[Place, Change], heights: dict[int, float | None]
) -> None:
    """Cells changed, emptied and new, in rows that are there and that are not, rows made higher and let go."""
    asked = Asked.of(cells, heights)

    assert spliced_usual(part, asked) == spliced_long(part, asked)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" ph="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><extLst/></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row><c r="A1"/></row>',
        '<row r="2"/><row r="1"><c r="A1"/></row>',
        '<row r="1"><!--<c r="A1"/>--></row>',
        '<row r="1"><?x <c r="A1"/>?></row>',
    ],
)
def test_what_is_spelled_otherwise_is_left_to_the_long_way(rows: str) -> None:
    """Unknown attributes and children, places left out, wrong or out of order, comments and instructions."""
    part = f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    assert spliced_usual(part, Asked.of({(1, 1): Change(None, 7)}, {})) is None
