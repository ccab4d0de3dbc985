"""How 汇总.xlsx looks: formats by name, in the colours of the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gxxl.template.looks import AMBER, AMBER_BACK, BLUE_BACK, GREEN, GREY, HEAD, HEI, INK, LINK, RED, RED_BACK, SONG

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
    "link": {**_WRAP, "font_color": LINK, "underline": 1, "indent": 1},
    "good": {**_MIDDLE, "font_color": GREEN},
    "bad": {**_MIDDLE, "font_color": RED, "bg_color": RED_BACK},
    "doubt": {**_MIDDLE, "font_color": AMBER, "bg_color": AMBER_BACK},
    "quiet": {**_MIDDLE, "font_color": "#59636E", "bg_color": GREY},
}
