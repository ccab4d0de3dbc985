"""Words of a line with their places on it, and lines whose tabs make them rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from gxxl.form.spelling import width_of
from gxxl.intake.published.groups import is_value
from gxxl.intake.published.labels import TABLES, match_row
from gxxl.intake.strips import Box, Piece, Strip, rows, squeezed

CODE = r"(?:\s*校验码\s*\d{3}\s?\d{3}\s*)?"
"""Stands beside the page number of what this program exports."""

_PAGE_NUMBER = re.compile(rf"\s*(?:{CODE}[-—–]+\s*\d{{1,3}}\s*[-—–]+{CODE}|第\s*\d+\s*页.{{0,12}})\s*")
_WORD = re.compile(r"\S+")


def words_in(text: str) -> Iterator[Piece]:
    """Words with their place on the line; words a single space apart are one, unless one of them is a number."""
    held: Piece | None = None
    for match in _WORD.finditer(text):
        left = width_of(text[: match.start()])
        piece = Piece(match.group(), left, left + width_of(match.group()))
        if held and piece.left - held.right <= 1 and not is_value(held.text) and not is_value(piece.text):
            held = Piece(f"{held.text} {piece.text}", held.left, piece.right)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def tabbed_cells(text: str) -> list[str] | None:
    """The cells of a paragraph that tabs make a row, None for any other: tabs before a text only move it."""
    cells = text.strip(" ").lstrip("\t").split("\t")
    if len(cells) > 2 or (len(cells) == 2 and is_value(cells[1])):
        named = any(match_row(cells[0], table) for table in TABLES)
        return [cell.strip() for cell in cells] if named or any(map(squeezed, cells[1:])) else None
    return None


def rows_of_cells(lines: Sequence[Sequence[str]], grid: int, numbers: count[int]) -> list[Strip]:
    """Lines of cells one below another as the rows of a table."""
    boxes = [Box(row, column, 1, 1, text) for row, cells in enumerate(lines) for column, text in enumerate(cells)]
    return rows(boxes, grid, None, numbers)
