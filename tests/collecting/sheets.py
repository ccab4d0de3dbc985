"""Whether the texts of a finished workbook find room in their cells, and what its links lead to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from gxxl.form.spelling import width_of


def cut_short(book: Path) -> Iterator[str]:
    """Cells whose text does not find room: a link on one line (LibreOffice breaks none), others by Excel's rules.

    A column of width w is 7w + 5 pixels, of which 5 are edges and 9 an indent; a full-width sign of 10 points takes
    13⅓ pixels, a line 12.75 points.
    """
    for sheet in load_workbook(book):
        merged = {at for area in sheet.merged_cells.ranges for at in area.cells}
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type != "s" or (cell.row, cell.column) in merged:
                continue
            room = 7 * sheet.column_dimensions[cell.column_letter].width - 9 * cell.alignment.indent
            lines = sum(math.ceil(width_of(line) * 20 / 3 / room) for line in cell.value.split("\n"))
            high = sheet.row_dimensions[cell.row].height or 15
            if lines > 1 and (cell.hyperlink or (cell.alignment.wrap_text and lines * 12.75 > high)):
                yield f"{sheet.title}!{cell.coordinate} {cell.value}"


def links(book: Path, sheet: str) -> dict[str, str]:
    """The files and cells that links of a sheet lead to, by the text of the first cell of their row."""
    found = load_workbook(book)[sheet]
    linked = [cell for row in found.iter_rows() for cell in row if cell.hyperlink]
    targets = ((cell, f"{cell.hyperlink.target or ''}#{cell.hyperlink.location or ''}") for cell in linked)
    return {str(found.cell(cell.row, 1).value): target for cell, target in targets}
