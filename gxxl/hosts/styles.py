"""What cell formats tell: which show a date or a time (ECMA-376 part 1, 18.8.30, 18.8.31), which are our inputs'."""

from __future__ import annotations

import re

from gxxl.hosts.known import known
from gxxl.hosts.markup import is_true, tree, utf8, whole

MOST_FORMATS = 150_000
"""Twice the 65,490 cell formats Excel allows, as the formats of named styles are told apart only afterwards."""

_BUILT_IN = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Numbers of built-in formats that are dates, the East Asian ones included."""

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].|General', re.IGNORECASE | re.DOTALL)
_WANTED = frozenset(("numFmts", "numFmt", "cellXfs", "xf"))
_SIDES = ("left", "right", "top", "bottom")
_OF_INPUTS = frozenset(("borders", "border", *_SIDES, "cellXfs", "xf", "alignment", "protection"))


def shows_date(code: str) -> bool:
    """Whether a format code shows a date: y, m, d, h or s outside quotes, brackets and escapes, or `[h]`."""
    plain = _NOT_CODE.sub("", _ELAPSED.sub("h", code))
    return any(letter in plain.lower() for letter in "ymdhs")


@known(most=32)
def date_styles(part: bytes) -> frozenset[str]:
    """The values of the attribute `s` of cells whose numbers are dates."""
    root = tree(utf8(part), lambda name, _: name in _WANTED, most=MOST_FORMATS)
    custom = {
        whole(format_.attributes.get("numFmtId")): shows_date(format_.attributes.get("formatCode", ""))
        for formats in root.named("numFmts")
        for format_ in formats.named("numFmt")
    }
    found: set[str] = set()
    for formats in root.named("cellXfs"):
        for index, xf in enumerate(formats.named("xf")):
            number = whole(xf.attributes.get("numFmtId"))
            if custom.get(number, number in _BUILT_IN):
                found.add(str(index))
    return frozenset(found)


@known(most=32)
def input_styles(part: bytes) -> frozenset[str]:
    """The values of `s` of cells that look like inputs of ours: unlocked, centred, lined all round (18.8.45 xf)."""
    root = tree(utf8(part), lambda name, _: name in _OF_INPUTS, most=MOST_FORMATS)
    borders = [border for borders in root.named("borders") for border in borders.named("border")]
    lined = {
        index
        for index, border in enumerate(borders)
        if all(side.attributes.get("style", "none") != "none" for side in border.named(*_SIDES))
        and len(border.named(*_SIDES)) == len(_SIDES)
    }
    found: set[str] = set()
    for formats in root.named("cellXfs"):
        for index, xf in enumerate(formats.named("xf")):
            locked = all(is_true(each.attributes.get("locked", "1")) for each in xf.named("protection"))
            centred = any(each.attributes.get("horizontal") == "center" for each in xf.named("alignment"))
            if centred and not locked and whole(xf.attributes.get("borderId")) in lined:
                found.add(str(index))
    return frozenset(found)
