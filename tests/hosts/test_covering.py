"""Cells written as few rectangles."""

from __future__ import annotations

from gxxl.edit import Blank, Number, Text, Write
from gxxl.hosts.covering import contents_of, covering
from gxxl.sheet import Address, Area


def test_rectangles_hold_all_that_is_written_and_nothing_that_must_stay() -> None:
    """Few rectangles; a cell in use is never among them, an empty one may be."""
    writes = [
        Write(Address("甲", 1, 1), ((Text("a"), None, Text("c")), (Blank(), Text("e"), None))),
        Write(Address("甲", 4, 1), ((Number(1),), (Number(2),))),
        Write(Address("甲", 1, 6), ((Number(3), None, Number(4)),)),
    ]
    found = covering(writes, {"甲": {(1, 7), (9, 9)}})
    held = {area.at(row, column) for area in found for row in range(area.height) for column in range(area.width)}

    assert found == [Area("甲", 1, 1, 5, 6), Area("甲", 1, 8, 1, 1)]
    assert set(contents_of(writes)) <= held
    assert Address("甲", 1, 7) not in held
