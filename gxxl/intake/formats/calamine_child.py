"""Run by itself: the cells of an old workbook as JSON on standard output. A hostile file ends this process only."""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import date, datetime
from decimal import Decimal

MOST_ROWS, MOST_COLUMNS = 3_000, 64
_MEMORY = 1 << 30


def main(path: str) -> None:
    """Print the sheets as rows of texts, or a word for why there are none."""
    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum, load_workbook

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        with load_workbook(path) as book:
            visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
            sheets = [book.get_sheet_by_name(name) for name in visible]
            found = [
                [
                    [_text(value) for value in row[:MOST_COLUMNS]]
                    for row in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
                ]
                for sheet in sheets
            ]
    except PasswordError:
        found_word: object = "password"
    except CalamineError:
        found_word = "damaged"
    else:
        found_word = found
    sys.stdout.buffer.write(json.dumps(found_word, ensure_ascii=False).encode("utf-8"))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return str(value)


if __name__ == "__main__":
    main(sys.argv[1])
