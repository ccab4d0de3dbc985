"""How 汇总.xlsx and 核查表.xlsx look: formats by name in the template's colours, heights of rows, links to files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from gxxl.form.spelling import width_of
from gxxl.form.told import OPEN_FILE
from gxxl.template.looks import AMBER, AMBER_BACK, BLUE_BACK, GREEN, GREY, HEAD, HEI, INK, LINK, RED, RED_BACK, SONG
from gxxl.template.plain_book import Entry, Link

_LINE = "#B8C2CC"
_BOX = {"border": 1, "border_color": _LINE, "valign": "vcenter", "font_name": SONG, "font_size": 10, "font_color": INK}
_WRAP = {"text_wrap": True, **_BOX}
_MIDDLE = {"align": "center", **_BOX}
_TEXT = {"num_format": "@"}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {"font_name": SONG, "font_size": 10, "valign": "vcenter"},
    "title": {"font_name": SONG, "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
    "sheet title": {"font_name": HEI, "font_size": 14, "valign": "vcenter"},
    "open": {"font_name": HEI, "font_size": 11, "font_color": RED, "valign": "vcenter"},
    "closed": {"font_name": HEI, "font_size": 11, "font_color": GREEN, "valign": "vcenter"},
    "note": {"font_name": SONG, "font_size": 10, "font_color": "#59636E", "valign": "vcenter", "text_wrap": True},
    "one line": {"font_name": SONG, "font_size": 10, "font_color": "#59636E", "valign": "vcenter"},
    "tally": {**_BOX, "border": 0, "align": "center", "valign": "bottom", "text_wrap": True, "font_color": "#59636E"},
    "table title": {"font_name": HEI, "font_size": 12, "valign": "vcenter"},
    "head": {"bold": True, "align": "center", "bg_color": HEAD, **_WRAP},
    "own head": {"bold": True, "align": "center", "bg_color": BLUE_BACK, **_WRAP},
    "form head": {"align": "center", "bg_color": HEAD, **_WRAP},
    "form label": {"align": "left", "indent": 1, **_WRAP},
    "amount": {"num_format": "General", **_MIDDLE},
    "sum": {"bg_color": GREY, "num_format": "General", **_MIDDLE},
    "partial": {**_MIDDLE, "bg_color": AMBER_BACK, "font_color": AMBER, "num_format": "General"},
    "text": {"indent": 1, **_TEXT, **_WRAP},
    "middle": _TEXT | _MIDDLE,
    "middle wrapped": {"align": "center", **_TEXT, **_WRAP},
    "number": {"num_format": "General", **_MIDDLE},
    "right": {**_BOX, "align": "right", "indent": 1, "num_format": "General"},
    "date": {"num_format": "yyyy-mm-dd", **_MIDDLE},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", **_MIDDLE},
    "line": {"font_name": SONG, "font_size": 11, "valign": "vcenter", "text_wrap": True},
    "time": {"num_format": "m-d hh:mm", **_MIDDLE},
    "jump": {**_MIDDLE, "font_color": LINK, "underline": 1},
    "good": {**_MIDDLE, "font_color": GREEN},
    "bad": {**_MIDDLE, "font_color": RED, "bg_color": RED_BACK},
    "doubt": {**_MIDDLE, "font_color": AMBER, "bg_color": AMBER_BACK},
    "quiet": {**_MIDDLE, "font_color": "#59636E", "bg_color": GREY},
}

OPEN_WIDTH = 5.5
"""A column of links of its own: LibreOffice breaks no line of a long link."""

_LINE_HIGH, _ROUND_LINES = 13.5, 6
_EDGES = 2.5
"""What indent and edges take of a column, in Latin letters."""


def height_of(cells: Iterable[tuple[Entry, str]], widths: Iterable[float], least: float = 20.0) -> float:
    """Points of a row whose entries, each with its style, break at the widths of their columns where they may."""
    shown = (
        (entry, width) for (entry, style), width in zip(cells, widths, strict=True) if "text_wrap" in STYLES[style]
    )
    texts = [(text.split("\n"), width - _EDGES) for text, width in shown if isinstance(text, str)]
    lines = [sum(max(1, math.ceil(width_of(line) / width)) for line in broken) for broken, width in texts]
    return max(least, _LINE_HIGH * max(lines, default=1) + _ROUND_LINES)


def opening(target: str | None) -> tuple[Entry, str]:
    """The cell that opens a file at a place, and its style; empty where there is nothing to open."""
    return (Link(target, OPEN_FILE), "jump") if target else (None, "middle")
