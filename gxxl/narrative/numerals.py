"""Numbers as prose writes them: Arabic, full width, with commas, 万 and 亿, Chinese, rounded (余、近)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from gxxl.report import Number

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

LONGEST = 100
"""Signs of a number; what is longer is a slip of the keyboard, and too long for Python to write out."""

ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+"
LARGE = r"(?:[万亿千百](?!元|\d))?"


def arabic(digits: str, large: str) -> Number:
    """The number of `1,234`, `8232` + `万`, `985.7325`; an int where it is one."""
    number = Decimal(digits.replace(",", "")) * {"": 1, "千": 1000, "百": 100, **_LARGE}[large]
    return int(number) if number == number.to_integral_value() else number


@cache
def chinese(text: str) -> int | None:
    """The number of 十二, 二百零三, 一万二千, 二〇; None where the signs make none."""
    if not text or len(text) > LONGEST or text[0] in _LARGE or text[0] in "百千":
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            total = (total + section + digit) * _LARGE[sign] if sign == "亿" else total + (section + digit) * 10_000
            section = digit = 0
    return total + section + digit


DECIMALS = re.compile(r"\.(\d+)")


def decimals(digits: str) -> int:
    """How many digits a number is written with after the point."""
    found = DECIMALS.search(digits)
    return len(found.group(1)) if found else 0
