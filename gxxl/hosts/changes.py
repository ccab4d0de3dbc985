"""What becomes of cells and rows, and how it is written (ECMA-376 part 1, 18.3.1.4 `c` and 18.3.1.73 `row`).

Texts are written as inline strings (18.3.1.53 `is`): Excel, WPS and LibreOffice read them as any text, never parse
them, and the shared strings, which other sheets and their counts hang on, need no change.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from gxxl.hosts.cells import Place, Span, span_of
from gxxl.hosts.markup import Attributes, attribute, encoded, is_true, whole
from gxxl.hosts.refused import Refused
from gxxl.report import Raw
from gxxl.sheet import column_letters


class Keep(Enum):
    """The mark of what a change leaves as it is."""

    KEEP = 0


class Change(NamedTuple):
    """What becomes of a cell: its formula (None: no formula) and its value (None: none)."""

    formula: str | Keep | None
    value: Raw | Keep

    def over(self, earlier: Change | None) -> Change:
        """Both changes as one, this one after the other."""
        if earlier is None:
            return self
        return Change(
            earlier.formula if isinstance(self.formula, Keep) else self.formula,
            earlier.value if isinstance(self.value, Keep) else self.value,
        )

    @property
    def empties(self) -> bool:
        """Whether nothing is left to write."""
        return not self.formula and (self.value is None or self.value == "")


class Asked(NamedTuple):
    """Everything asked of one sheet: changes by row and column, heights of rows in points (None lets one go)."""

    rows: Mapping[int, Mapping[int, Change]]
    heights: Mapping[int, float | None]

    @classmethod
    def of(cls, cells: Mapping[Place, Change], heights: Mapping[int, float | None]) -> Asked:
        """Rows and columns in order."""
        rows: dict[int, dict[int, Change]] = {row: {} for row in heights}
        for (row, column), change in sorted(cells.items(), key=lambda item: item[0]):
            rows.setdefault(row, {})[column] = change
        return cls(dict(sorted(rows.items())), heights)

    def height(self, row: int) -> dict[str, str | None]:
        """The attributes a row gets for its height."""
        if row not in self.heights:
            return {}
        points = self.heights[row]
        return {"ht": None, "customHeight": None} if points is None else {"ht": _number(points), "customHeight": "1"}

    def widened(self, ref: str) -> str | None:
        """The used range (18.3.1.35) where a cell is written outside of it; None where it is right as it is."""
        try:
            span = span_of(ref)
        except Refused:
            return None
        written = [
            (row, at) for row, changes in self.rows.items() for at, change in changes.items() if not change.empties
        ]
        rows = [span.top, span.bottom, *(row for row, _ in written)]
        columns = [span.left, span.right, *(column for _, column in written)]
        wider = Span(min(rows), min(columns), max(rows), max(columns))
        return ":".join(a1(*corner) for corner in (wider[:2], wider[2:])) if wider != span else None

    def new_row(self, row: int, columns: Iterable[Attributes], prefix: str = "") -> str:
        """A row that was not there; nothing where nothing would be in it."""
        changes, height = self.rows[row], self.height(row)
        style = {column: style_of(column, {}, columns) for column in changes}
        cells = "".join(new_cell(row, column, change, style[column], prefix) for column, change in changes.items())
        if not cells and not height.get("ht"):
            return ""
        tag = "".join(attribute(key, text) for key, text in height.items() if text is not None)
        return f'<{prefix}row r="{row}"{tag}>{cells}</{prefix}row>'


def style_of(column: int, row: Attributes, columns: Iterable[Attributes]) -> str | None:
    """The format a new cell has: that of its row, else of its column."""
    if is_true(row.get("customFormat")):
        return row.get("s")
    for group in columns:
        if whole(group.get("min")) <= column <= whole(group.get("max")):
            return group.get("style")
    return None


def new_cell(row: int, column: int, change: Change, style: str | None, prefix: str = "") -> str:
    """A cell that was not there; nothing where nothing would be in it."""
    if change.empties:
        return ""
    formula = formula_of(change.formula, prefix)
    kind, body = content(change.value, prefix, formula=bool(formula))
    given = "".join(attribute(key, text) for key, text in (("s", style), ("t", kind)) if text is not None)
    return f'<{prefix}c r="{a1(row, column)}"{given}>{formula}{body}</{prefix}c>'


def formula_of(text: str | Keep | None, prefix: str = "") -> str:
    """The element of a formula."""
    return f"<{prefix}f>{encoded(text)}</{prefix}f>" if isinstance(text, str) else ""


def content(value: Raw | Keep, prefix: str = "", *, formula: bool) -> tuple[str | None, str]:
    """The type of a cell (18.18.11) and the elements of its value."""
    if value is None or isinstance(value, Keep) or (value == "" and not formula):
        return None, ""
    if isinstance(value, str):
        text = encoded(value)
        if formula:
            space = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
            return "str", f"<{prefix}v{space}>{text}</{prefix}v>"
        return "inlineStr", f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    if isinstance(value, bool):
        return "b", f"<{prefix}v>{int(value)}</{prefix}v>"
    return None, f"<{prefix}v>{_number(value)}</{prefix}v>"


def a1(row: int, column: int) -> str:
    """`D7`."""
    return f"{column_letters(column)}{row}"


def _number(value: float | Decimal) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(value)
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
