"""Fonts, colours, borders, widths: how the workbook looks, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from gxxl.form.rule import Severity

SONG, FANG, HEI = "宋体", "仿宋", "黑体"
GREY, HEAD, INK, LINE = "#F2F2F2", "#E9EEF4", "#1F2328", "#7F8C99"
RED, RED_BACK, AMBER, AMBER_BACK, BLUE_BACK, GREEN = "#B3261E", "#FBE4E1", "#8A5A00", "#FFF1CF", "#E3EEF9", "#1A6B3A"
EMPTY_BACK, LINK = "#ECECEC", "#0B5394"

_BOX = {"border": 1, "border_color": LINE, "valign": "vcenter"}
_TYPED = {"locked": False, "num_format": "@"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {"font_name": SONG, "font_size": 11, "valign": "vcenter"},
    "status": {"font_name": HEI, "font_size": 12, "valign": "vcenter", "indent": 1},
    "organ": {"font_name": HEI, "font_size": 12, "valign": "vcenter", "font_color": "#44546A", "align": "right"},
    "title": {"font_name": SONG, "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
    "note": {"font_name": SONG, "font_size": 10, "font_color": "#59636E", "text_wrap": True, "valign": "top"},
    "head": {"font_name": SONG, "font_size": 10.5, "align": "center", "text_wrap": True, "bg_color": HEAD, **_BOX},
    "label": {"font_name": SONG, "font_size": 10.5, "align": "left", "text_wrap": True, **_BOX},
    "input": {"font_name": SONG, "font_size": 11, "align": "center", "locked": False, **_BOX},
    "total": {"font_name": SONG, "font_size": 11, "align": "center", "bg_color": GREY, **_BOX},
    "entry": {"font_name": SONG, "font_size": 12, "locked": False, "text_wrap": True, "indent": 1, **_BOX},
    "shown": {"font_name": SONG, "font_size": 12, "text_wrap": True, "indent": 1, "bg_color": GREY, **_BOX},
    "key": {"font_name": SONG, "font_size": 11, "align": "right", "text_wrap": True, "bg_color": HEAD, **_BOX},
    "hint": {"font_name": SONG, "font_size": 10, "font_color": RED, "valign": "vcenter"},
    "hint_head": {"font_name": HEI, "font_size": 10.5, "font_color": "#59636E", "valign": "vcenter"},
    "prose": {"font_name": FANG, "font_size": 14, "text_wrap": True, "valign": "top", **_TYPED},
    "continued": {"font_name": SONG, "font_size": 9, "font_color": "#8C959F", "valign": "top", "locked": False},
    "sentence": {"font_name": FANG, "font_size": 11, "text_wrap": True, "bg_color": "#F7F9FB", **_BOX},
    "row": {"font_name": SONG, "font_size": 10, "text_wrap": True, **_BOX},
    "figure": {"font_name": SONG, "font_size": 10, "align": "center", **_BOX},
    "link": {"font_name": SONG, "font_size": 10, "font_color": LINK, "underline": 1, "align": "center", **_BOX},
    "reason": {"font_name": SONG, "font_size": 10, "text_wrap": True, "locked": False, "num_format": "@", **_BOX},
    "line": {"font_name": SONG, "font_size": 10, "locked": False, "num_format": "@"},
    "help": {"font_name": SONG, "font_size": 11, "text_wrap": True, "valign": "top"},
    "help_head": {"font_name": HEI, "font_size": 12, "valign": "vcenter"},
    "locked": {},
}  # fmt: skip
_MARKS: Mapping[str, Mapping[str, Any]] = {
    Severity.ERROR.mark: {"bg_color": RED_BACK, "font_color": RED, "bold": True},
    Severity.WARNING.mark: {"bg_color": AMBER_BACK, "font_color": AMBER, "bold": True},
    Severity.NOTE.mark: {"bg_color": BLUE_BACK},
    "blank": {"bg_color": EMPTY_BACK},
    "✓": {"font_color": GREEN},
    "✗": {"font_color": RED},
    "？": {"font_color": AMBER},
    "！": {"font_color": AMBER},
}


class Looks:
    """The formats of one workbook by name; everything that is not an input is explicitly locked."""

    def __init__(self, workbook: Workbook) -> None:
        self._formats = {name: workbook.add_format({"locked": True, **style}) for name, style in _STYLES.items()}
        self._marks = {name: workbook.add_format(dict(style)) for name, style in _MARKS.items()}

    def __getitem__(self, name: str) -> Format:
        return self._formats[name]

    def mark(self, name: str) -> Format:
        """The format that conditional formatting lays over a cell."""
        return self._marks[name]
