"""What Excel makes of what is typed into a cell or assigned to it, as far as tests need it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from gxxl.edit import Blank, Content, Formula, Number, Text

_DATE = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?")


def parsed(value: Any) -> Content:
    """What a cell holds once Excel has read what was typed or assigned: an apostrophe, and nothing else, saves a text."""
    if value is None or value == "":
        return Blank()
    if not isinstance(value, str):
        return Number(float(value))
    if value.startswith("'"):
        return Text(value[1:])
    if value.startswith("=") and len(value) > 1:
        return Formula(value[1:], _computed(value[1:]))
    number = _number(unicodedata.normalize("NFKC", value).strip())
    return Text(value) if number is None else Number(number)


def _number(text: str) -> float | None:
    date = _DATE.fullmatch(text)
    if date:
        return float((dt.date(*map(int, date.groups())) - dt.date(1899, 12, 30)).days)
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _computed(formula: str) -> str | float:
    """The value of a sum of two numbers, and of a link; our own formulas are computed by the template's twins."""
    total = re.fullmatch(r"(\d+)\+(\d+)", formula)
    if total:
        return float(total[1]) + float(total[2])
    link = re.fullmatch(r'HYPERLINK\("[^"]*","([^"]*)"\)', formula)
    return link[1] if link else ""
