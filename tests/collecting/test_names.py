"""Whose name it is: found in a list of any length as by looking through all of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gxxl.collecting.recognising import Names
from gxxl.collecting.roster import Organ, Roster

AREAS = st.sampled_from(["", "甲县", "乙市", "甲县乙镇", "东乙市"])
BODIES = st.sampled_from(["教育局", "民政局", "人民政府", "人民政府办公室", "局"])
NAMES = st.builds("".join, st.tuples(AREAS, BODIES)).filter(lambda name: len(name) > 1)
TEXTS = st.builds("".join, st.lists(AREAS | BODIES | st.sampled_from(["2023年报", "关于", " "]), max_size=4))


def _of(names: list[str], text: str) -> str:
    """The organ of a whole text, by every name there is."""
    if text in names:
        return text
    ends = [name for name in names if text.endswith(name)]
    longer = [name for name in names if len(text) > 2 and name.endswith(text)]
    return max(ends, key=len) if ends else longer[0] if len(longer) == 1 else ""


def _within(names: list[str], text: str) -> str:
    """The one organ named in a text, longest names first, each taken out as it is found."""
    found = set()
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if name in text:
            found.add(name)
            text = text.replace(name, "\n")
    return found.pop() if len(found) == 1 else ""


@given(st.lists(NAMES, unique=True, min_size=1, max_size=8), TEXTS)
def test_looking_up_is_looking_through(names: list[str], text: str) -> None:
    """A text names the organ that a search through the whole list finds, by its end, its beginning, anywhere in it."""
    known, plain = Names(Roster(tuple(map(Organ, names)), "块")), text.replace(" ", "")

    assert known.of(text) == _of(names, plain)
    assert known.within(text) == _within(names, plain)
