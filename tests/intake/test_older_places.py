"""W-04 of an older workbook whose tables have moved: what is found names today's cells, the note says where they lie."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from tests.books import older_book_of
from tests.conftest import corpus_report

REQUESTS, DISCLOSURE = "三、依申请公开", "二、主动公开"
READ = "数字和文字已按栏目名称读取，照常核对。"


def _as_issued(_book: Any) -> None:
    """Nothing stands elsewhere."""


def _a_row(book: Any) -> None:
    book[REQUESTS].insert_rows(12)


def _a_row_and_a_column(book: Any) -> None:
    _a_row(book)
    book[DISCLOSURE].insert_cols(3)


def _another_name(book: Any) -> None:
    book[REQUESTS].title = "依申请"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace(REQUESTS, "依申请")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_as_issued, ""),
        (_a_row, "“三、依申请公开”D12:J31在这份文件里是D13:J32"),
        (
            _a_row_and_a_column,
            "“二、主动公开”C6:D7在这份文件里是D6:E7；“三、依申请公开”D12:J31在这份文件里是D13:J32",
        ),
        (_another_name, "“三、依申请公开”D7:J31在这份文件里是“依申请”D7:J31"),
    ],
)
def test_where_the_cells_of_an_older_workbook_lie_is_said(
    change: Callable[[Any], None], told: str, tmp_path: Path
) -> None:
    """W-04: a sentence for all cells that moved alike, none where every cell lies where it does today."""
    path = older_book_of(corpus_report("hotan-civil-affairs-2023"), tmp_path / "旧.xlsx")
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)

    said = json.loads(CliRunner().invoke(gxxl, ["check", str(path), "--format", "json"]).stdout)
    (version,) = [one for one in said["files"][0]["findings"] if one["rule"] == "W-04"]
    assert version["problem"].partition(READ)[2] == (f"核查结果写的是现行模板里的位置，其中{told}。" if told else "")
