"""Workbooks of other layouts: .xlsx by openpyxl (read-only), .xls, .et and .xlsb by python-calamine in a child process.

openpyxl keeps error values, which calamine turns into blanks; calamine alone reads the old formats, and a hostile file
can abort it, so it never runs in this process.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path

from gxxl.hosts.records import directory, inflate
from gxxl.intake.formats import calamine_child
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.published.labels import TABLES, match_row
from gxxl.intake.strips import MOST_CELLS, Document, Piece, Place, Strip, line, squeezed

MOST_ROWS, MOST_COLUMNS = calamine_child.MOST_ROWS, calamine_child.MOST_COLUMNS
SECONDS = 20

_LARGEST = 64 * 1024 * 1024
_PARTS = (".xml", ".rels")

Rows = Sequence[Sequence[str]]
"""The texts of a sheet's cells."""


def workbook_document(data: bytes) -> Document:
    """The strips of an .xlsx of any layout, hidden sheets left out. Raises Unreadable where it is broken or hostile."""
    return Document(tuple(_strips(workbook_rows(data))))


def workbook_rows(data: bytes) -> list[Rows]:
    """The texts of each visible sheet of an .xlsx, row by row. Raises Unreadable where it is broken or hostile."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(_sound(data)), read_only=True, data_only=True)
            return [_rows(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Unreadable:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
        raise Unreadable("W-06", "damaged") from None


def values_in(path: Path, name: str) -> Iterator[tuple[object, ...]]:
    """The values of a sheet of an .xlsx written here, row by row whatever their number, as openpyxl tells them.

    No row where there is no such sheet. Raises Unreadable, at any row, where it cannot be read.
    """
    from openpyxl import load_workbook

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True)
            if name in book.sheetnames:
                book[name].reset_dimensions()
                yield from book[name].iter_rows(values_only=True)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, zipfile.BadZipFile):
        raise Unreadable("W-06", "damaged") from None


def old_document(data: bytes, seems: str) -> Document:
    """The strips of an .xls, .et or .xlsb. Raises Unreadable where it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="gxxl-") as folder:
        path = Path(folder) / "sheets"
        path.write_bytes(data)
        command = [sys.executable, "-I", str(Path(calamine_child.__file__)), str(path)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 (our own file)
            sheets = json.loads(done.stdout.decode("utf-8"))
        except (subprocess.TimeoutExpired, ValueError, OSError):
            raise Unreadable("R-08", "not converted", seems=seems) from None
    if not isinstance(sheets, list):
        raise (
            Unreadable("R-08", "password") if sheets == "password" else Unreadable("R-08", "not converted", seems=seems)
        )
    return Document(tuple(_strips(sheets)))


def _sound(data: bytes) -> bytes:
    """The workbook with its parts inflated in bounds, none of them with a DTD."""
    members, _ = directory(data)
    kept, total = io.BytesIO(), 0
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as package:
        for member in members:
            if member.encrypted:
                raise Unreadable("R-08", "password")
            if not member.name.endswith(_PARTS):
                continue
            part = inflate(data, member)
            total += len(part)
            if total > _LARGEST or b"<!DOCTYPE" in part[:1000]:
                raise Unreadable("W-06", "hostile")
            package.writestr(member.name, part)
    return kept.getvalue()


def _rows(sheet: object) -> Rows:
    reset, rows = getattr(sheet, "reset_dimensions", None), getattr(sheet, "iter_rows", None)
    if rows is None:
        return []
    if reset:
        reset()
    found = rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return [[_text(value) for value in row] for row in found]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return str(value)


def _strips(sheets: Sequence[Rows]) -> Iterator[Strip]:
    cells, lines = 0, count(1)
    for number, sheet in enumerate(sheets, 1):
        filled = [[bool(squeezed(text)) for text in row] for row in sheet]
        width = max((len(row) - row[::-1].index(True) for row in filled if True in row), default=0)
        cells += width * sum(True in row for row in filled)
        if cells > MOST_CELLS:
            raise Unreadable("W-06", "hostile")
        for at, row in enumerate(sheet):
            yield from _strip([*row, *[""] * width][:width], number, at, lines)


def _strip(row: Sequence[str], sheet: int, at: int, lines: count[int]) -> Iterator[Strip]:
    """A row of cells; running text, alone in its row, as lines."""
    full = [text for text in row if squeezed(text)]
    if not full:
        return
    if len(full) == 1 and not any(match_row(full[0], table) for table in TABLES):
        yield from (line(text.strip(), Place(row=next(lines))) for text in full[0].split("\n"))
        return
    pieces = tuple(Piece(text, column, column + 1) for column, text in enumerate(row))
    yield Strip("\t".join(row), pieces, Place(None, sheet, at + 1), sheet, fixed=True)
