"""更正登记.xlsx as it lies ready: an empty table with drop-downs and how to fill it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gxxl.collecting.book_looks import STYLES
from gxxl.form.printed import Box
from gxxl.form.register_words import BOOK, HEADS, HELP, PROMPTS, REGISTER
from gxxl.template.plain_book import Book

ROWS = 200
"""Lines ready to be filled."""

_WIDTHS = (30, 26, 12, 12, 22, 20)
_TOP = 3


def register_book(organs: Sequence[str]) -> bytes:
    """The empty form for these organs, the same bytes each time."""
    book = Book(REGISTER, STYLES)
    page = book.sheet(REGISTER, _WIDTHS, landscape=True)
    page.put(0, 0, BOOK["title"], "sheet title")
    page.height(0, 30)
    page.span(Box(1, 0, 1, len(HEADS)), BOOK["note"], "note")
    page.height(1, 20)
    page.row(_TOP - 1, tuple(HEADS.values()), ("head",) * len(HEADS), 24)
    styles = ("text", "text", "number", "number", "text", "moment")
    for row in range(_TOP, _TOP + ROWS):
        page.row(row, (None,) * len(HEADS), styles, 20)
    for column, (key, prompt) in enumerate(PROMPTS.items()):
        page.validate((_TOP, _TOP + ROWS - 1, column), _rule(key, prompt, len(organs)))
    page.freeze(_TOP)
    helped = book.sheet(BOOK["help"], (110,))
    helped.put(0, 0, BOOK["help title"], "sheet title")
    helped.height(0, 30)
    for row, line in enumerate(HELP, 1):
        helped.put(row, 0, line, "line")
        helped.height(row, 22)
    names = book.sheet(BOOK["names"], (40,))
    for row, organ in enumerate(organs):
        names.put(row, 0, organ, "text")
    names.hide()
    return book.bytes()


def _rule(key: str, prompt: str, organs: int) -> dict[str, Any]:
    """What a cell of a column takes; a drop-down only suggests, since aliases are taken too."""
    rule: dict[str, Any] = {"validate": "any", "input_title": HEADS[key], "input_message": prompt}
    names = BOOK["names"]
    if key == "organ" and organs:
        rule |= {"validate": "list", "source": f"={names}!$A$1:$A${organs}", "error_type": "information",
                 "error_title": BOOK["check"], "error_message": BOOK["no such name"]}  # fmt: skip
    return rule
