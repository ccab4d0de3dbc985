"""A sender's requirements: paragraphs, and lines that ask for more numbers: 加报：政策解读数（件）、专区数（个）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxxl.form.extras import NUMBERS
from gxxl.template.issue import MOST_ASKED, Asked, Issue

_LINE = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]+[)）.、．]+\s*)?加报(?:项目|内容)?\s*[:：]\s*(.+)")
_PARTS = re.compile(r"[、，,；;]\s*(?![^（(]*[）)])")
_ITEM = re.compile(r"(.+?)\s*[（(]\s*([^（()）]{1,6})\s*[）)]")
_WHOLE = re.compile(r"(?:[0-9A-Za-z@_.:/-]+|.)[、，。；：！？）》”’,.;:!?)]*")
"""What stays on one line: a number or word, or one sign, with what closes it."""

_HALF = 0x2E7F
_ENDS = "。；;，, \u3000"


class TooMuchAsked(ValueError):
    """More lines than find room in a workbook."""


def issue_of(text: str) -> Issue:
    """What the text of a notice adds to each workbook. Raises TooMuchAsked."""
    paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
    known = {Asked(extra.question, extra.unit) for extra in NUMBERS}
    asked = tuple(one for one in dict.fromkeys(_asked(paragraphs)) if one not in known)
    if len(asked) > MOST_ASKED:
        raise TooMuchAsked
    return Issue(paragraphs, asked)


def _asked(paragraphs: tuple[str, ...]) -> Iterator[Asked]:
    for line in paragraphs:
        found = _LINE.fullmatch(line)
        for part in _PARTS.split(found[1].rstrip(_ENDS)) if found else ():
            name = part.strip(_ENDS)
            item = _ITEM.fullmatch(name)
            if name:
                yield Asked(item[1].strip(), item[2].strip()) if item else Asked(name)


def wrapped(paragraph: str, width: int) -> Iterator[str]:
    """Lines of at most so many full-width characters, two half-width ones being one.

    No line begins with a sign that closes or parts, and none parts a number.
    """
    line, used = "", 0.0
    for piece in _WHOLE.findall(paragraph):
        wide = sum(1.0 if ord(sign) > _HALF else 0.5 for sign in piece)
        if line and used + wide > width:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + wide
    if line.strip():
        yield line
