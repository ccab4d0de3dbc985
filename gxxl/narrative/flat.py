"""Prose made even before it is read: one sign for one, no white space, wrapped lines joined, titles and dates masked.

Every sign of the even text remembers where it stood, so that what is found can be quoted from the original.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

MASK = "※"
"""Stands for each sign that is not to be read: titles, document numbers, dates, addresses, telephone numbers."""

_EVEN = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    ord(sign): even for sign, even in zip("()%;:!?．﹪", "（）%；：！？.%", strict=False)
}
_EVEN |= {
    ord("％"): "%",
    ord("【"): "（",
    ord("】"): "）",
    ord("["): "（",
    ord("]"): "）",
    ord("﹒"): ".",
    ord("∶"): "：",
}

_ENDS = "。；：！？…”）;:!?)."
_LEAST_LINE = 12
"""A line shorter than this was not broken because the page ended."""


class Flat(NamedTuple):
    """Even text; `at[i]` is the place of sign i in the original, `at[-1]` its end."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that the even signs from `start` to before `end` come from."""
        return self.at[start], self.at[end - 1] + 1


_MASKED = (
    r"《[^》\n]{0,120}》",
    r"[“\"〈<][^”\"〉>\n]{0,40}[〉>]",
    r"[〔（\[]\d{4}[〕）\]]第?\d+号",
    r"第[\d一二三四五六七八九十百]+(?:条|款|项|号|次|届|批|期|轮|季度|位|名|个|部分|章|类)",
    r"(?<!\d)(?:19|20)\d\d(?!\.\d+(?:%|万|亿|元))[.\-/年](?:\d{1,2}[.\-/月](?:\d{1,2}[日号]?)?)?(?:度|末|初|底|间|内)?",
    r"\d{1,2}月(?:\d{1,2}[日号]?)?(?:份|底|初|末)?",
    r"\d{1,2}[日号](?!\d)",
    r"\d{1,2}[:：]\d\d",
    r"\d+(?:号楼?|层|楼|路|室|幢|栋|弄)",
    r"(?:https?://|www\.)[\w./\-?=&%]+",
    r"\d{3,4}[-—－]\d{7,8}(?:转\d+)?",
    r"(?:电话|传真|邮编|邮政编码|热线)[^，。；\d]{0,6}\d{5,12}",
)


_HEADING = r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]"
_COMMA = r"(?<=\d)，(?=\d{3}(?:\D|$))"


class _Patterns(NamedTuple):
    masked: re.Pattern[str]
    wide_comma: re.Pattern[str]
    solid: re.Pattern[str]
    space: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile("|".join(_MASKED)),
        re.compile(r"[０-９]，[０-９]{3}(?![０-９])"),
        re.compile(r"\S+"),
        re.compile(r"\s"),
    )


def flatten(text: str) -> Flat:
    """The even text of one section."""
    even = text.translate(_EVEN)
    if _patterns().wide_comma.search(text):
        even = re.sub(_COMMA, ",", even)
    places: Sequence[int] = range(len(text) + 1)
    if _patterns().space.search(even):
        even, places = _closed(even)
    mask = _patterns().masked.sub(_masked, even)
    return Flat(mask, places)


def _masked(found: re.Match[str]) -> str:
    """Years stay readable, for they tell whose number follows; the rest is masked sign for sign."""
    text = found.group()
    if re.match(r"(?:19|20)\d\d年(?!\d)", text) and len(text) <= 6:
        return text
    return MASK * len(text)


def _closed(text: str) -> tuple[str, Sequence[int]]:
    """Without white space; a line that was only wrapped is joined to the next, other line ends stay."""
    pieces: list[str] = []
    places: list[int] = []
    lines = text.split("\n")
    offset = 0
    for number, line in enumerate(lines):
        for found in _patterns().solid.finditer(line):
            start, piece = offset + found.start(), found.group()
            if places and places[-1] == start - 2 and piece[0].isdigit() and pieces[-1][-1].isdigit():
                pieces.append("，")
                places.append(start - 1)
            pieces.append(piece)
            places += range(start, start + len(piece))
        offset += len(line) + 1
        if number + 1 < len(lines) and not _wrapped(line.strip(), lines[number + 1].strip()):
            pieces.append("\n")
            places.append(offset - 1)
    return "".join(pieces), [*places, len(text)]


def _wrapped(line: str, following: str) -> bool:
    """Whether a line only ends because the page did."""
    if len(line) < _LEAST_LINE or not following or line[-1] in _ENDS:
        return False
    return not re.match(_HEADING, following) and (len(line) > 2 * _LEAST_LINE or not re.match(_HEADING, line))
