"""Shared formulas (ECMA-376 part 1, 18.3.1.40): what the master's text says in each of its cells."""

from __future__ import annotations

import re

from gxxl.sheet import column_letters

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_REFERENCE = r"""(?x)(?P<skip>"(?:[^"]++|"")*+(?:"|$) | '(?:[^']++|'')*+(?:'|$) | \[[^\]]*+(?:\]|$))
      | (?<![\w.$])(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![\w.(!])
      | (?<![\w.$])(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!])
      | (?<![\w.$])(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.(!])"""
_STEP = r"(\$?)([A-Za-z]{1,3}(?![A-Za-z])|[0-9]{1,7})"


class Shared:
    """A formula of one cell, to be said of its neighbours; relative references move along."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._pieces: list[str | re.Match[str]] = []
        at = 0
        for match in re.finditer(_REFERENCE, text):
            if match["skip"] is None:
                self._pieces += (text[at : match.start()], match)
                at = match.end()
        self._pieces.append(text[at:])

    def moved(self, rows: int, columns: int) -> str:
        """The formula as it reads so many rows below and columns to the right."""
        return "".join(
            piece if isinstance(piece, str) else _reference(piece[0], rows, columns) for piece in self._pieces
        )


def column_number(letters: str) -> int:
    """The inverse of `column_letters`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _reference(text: str, rows: int, columns: int) -> str:
    steps = re.findall(_STEP, text)
    moved = [fixed + (step if fixed else _moved(step, rows, columns)) for fixed, step in steps]
    if any(step.endswith("#") for step in moved):
        return "#REF!"
    return (":" if ":" in text else "").join(moved)


def _moved(step: str, rows: int, columns: int) -> str:
    if step.isdigit():
        row = int(step) + rows
        return str(row) if 1 <= row <= LAST_ROW else "#"
    column = column_number(step) + columns
    return column_letters(column) if 1 <= column <= LAST_COLUMN else "#"
