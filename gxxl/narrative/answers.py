"""The answers of 补充情况: numbers as numbers, words as the clerk gave them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from gxxl.form.extras import ANSWERS, NAMES, NUMBERS, PROBLEMS
from gxxl.report import JsonValue, Number, Report

_ENDS = "。；，、;,. \u3000"


def _given(report: Report) -> dict[str, JsonValue]:
    """The lines of 补充情况 by key; `problem.1` and `problem_1` are the same line."""
    extra = report.particulars.get("extra")
    return {key.replace(".", "_"): value for key, value in extra.items()} if isinstance(extra, dict) else {}


def numbers_in(report: Report) -> dict[str, Number]:
    """Lines that hold a number of at least 0; what is none is not stated."""
    found = ((extra.key, _number(_given(report).get(extra.key))) for extra in NUMBERS)
    return {key: number for key, number in found if number is not None}


def _number(value: object) -> Number | None:
    if value is None or isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or number < 0 or abs(number.adjusted()) > 20:
        return None
    return int(number) if number == int(number) else number


def answers_in(report: Report) -> Mapping[str, str]:
    """Lines in words, without their full stop; problems closed up, so that the first is always there if any is."""
    given = _given(report)
    words = {extra.key: _words(given.get(extra.key)) for extra in (*NAMES, *ANSWERS)}
    stated = [number for number in range(1, PROBLEMS + 1) if words[f"problem_{number}"]]
    for kind in ("problem", "measure"):
        closed = [words[f"{kind}_{number}"] for number in stated]
        for number in range(1, PROBLEMS + 1):
            words[f"{kind}_{number}"] = closed[number - 1] if number <= len(closed) else ""
    return {key: text for key, text in words.items() if text}


def _words(value: object) -> str:
    """One line of text: line breaks closed up, no full stop at the end."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return "".join(line.strip() for line in str(value).splitlines()).rstrip(_ENDS).strip()
