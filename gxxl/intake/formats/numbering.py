"""Automatic numbers of Word: “一、” in front of a heading stands in no text, but the reader sees it.

ECMA-376 part 1, 17.9: a paragraph names a list and a level; the list counts and formats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九十"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "taiwaneseCounting",
    "ideographDigital", "chineseLegalSimplified", "taiwaneseCountingThousand", "japaneseDigitalTenThousand",
}  # fmt: skip


class _Level(NamedTuple):
    start: int
    format: str
    text: str


class Numbers:
    """Counts the lists of one document, paragraph by paragraph."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels = _levels_of(numbering) if numbering is not None else {}
        self._styles = _styles_of(styles) if styles is not None else {}
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, paragraph: Element) -> str:
        """The number in front of a paragraph, "" where it has none."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        number, depth = found
        levels = self._levels.get(number, {})
        if depth not in levels or levels[depth].format in ("bullet", "none"):
            return ""
        self._counts[number, depth] = self._counts.get((number, depth), levels[depth].start - 1) + 1
        for key in [key for key in self._counts if key[0] == number and key[1] > depth]:
            del self._counts[key]

        def counted(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = levels.get(at, levels[depth])
            return _written(self._counts.get((number, at), level.start), level.format)

        return re.sub(r"%(\d)", counted, levels[depth].text)

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        own = _stated(paragraph.find(f"{W}pPr/{W}numPr"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self._styles.get(style.get(f"{W}val", "")) if style is not None else None
        number, depth = own or inherited or ("0", 0)
        return None if number in ("0", "") else (number, depth)


def _stated(properties: Element | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    return (number.get(f"{W}val", "") if number is not None else "", int(depth) if depth.isdecimal() else 0)


def _styles_of(styles: Element) -> Mapping[str, tuple[str, int]]:
    found = {}
    for style in styles.iter(f"{W}style"):
        stated = _stated(style.find(f"{W}pPr/{W}numPr"))
        if stated:
            found[style.get(f"{W}styleId", "")] = stated
    return found


def _levels_of(numbering: Element) -> Mapping[str, Mapping[int, _Level]]:
    abstract = {
        element.get(f"{W}abstractNumId", ""): {
            int(level.get(f"{W}ilvl", "0")): _Level(
                int(_value(level, "start") or "1"), _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
            )
            for level in element.iter(f"{W}lvl")
        }
        for element in numbering.iter(f"{W}abstractNum")
    }
    return {
        element.get(f"{W}numId", ""): abstract.get(_value(element, "abstractNumId") or "", {})
        for element in numbering.iterchildren(f"{W}num")
    }


def _value(element: Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _written(number: int, style: str) -> str:
    if style not in _CHINESE or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _HAN[tens]) + "十" if tens else ""
    return head + (_HAN[ones] if ones or not tens else "")
