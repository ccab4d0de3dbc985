"""What we change in a workbook: cells written, a cell shown, a sentence told, a file handed out. Hosts do it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from gxxl.sheet import Address


class Text(NamedTuple):
    """A text, never parsed by a host: `=1+1`, `2024-1-5` and `007` stay text."""

    text: str


class Number(NamedTuple):
    """A number; money is handed over with all the digits a spreadsheet keeps."""

    number: float


class Formula(NamedTuple):
    """A formula without `=`, in English function names and A1 references, with the value it has now."""

    formula: str
    value: str | float


class Blank(NamedTuple):
    """Nothing: the cell is emptied, its format stays."""


Content: TypeAlias = "Text | Number | Formula | Blank"


class Write(NamedTuple):
    """A block of contents from `at` on, row by row; None leaves a cell as it is."""

    at: Address
    rows: tuple[tuple[Content | None, ...], ...]


class Show(NamedTuple):
    """Put the cursor here, where the host has one."""

    at: Address


class Tell(NamedTuple):
    """Say one sentence to whoever pressed the button."""

    text: str


class Deliver(NamedTuple):
    """Put a file beside the workbook, complete and renamed into place; one of that name gives way."""

    name: str
    data: bytes


Edit: TypeAlias = "Write | Show | Tell | Deliver"
