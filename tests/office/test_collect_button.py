"""汇总 in LibreOffice: the office's own dialog for a folder, worked by keyboard; the result opens beside the workbook."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from gxxl.form.told import CHOOSE_FOLDER, NOT_CHOSEN
from tests.books import book_of, worded
from tests.office.desk import Desk, waited
from tests.office.screen import Box
from tests.tables import report_of

pytestmark = pytest.mark.office


def _dialog(desk: Desk) -> list[Any]:
    """Where the dialog stands, if it does."""
    found: list[Any] = desk.ask("asked", name=CHOOSE_FOLDER)
    return found


def test_a_folder_is_chosen_and_its_roll_up_opens(desk: Desk, tmp_path: Path) -> None:
    """Left without a folder nothing happens; with one 汇总.xlsx stands in a window of its own, one bar says who is missing."""
    folder = tmp_path / "in"
    folder.mkdir()
    book_of(worded(report_of(organ="某县教育局")), folder / "教育局.xlsx")
    (folder / "名单.csv").write_text("单位名称\n某县教育局\n某县水利局\n", encoding="utf-8")
    result = tmp_path / "in_汇总结果" / "汇总.xlsx"
    with desk.opened(book_of(report_of(), tmp_path / "a.xlsx")) as book:
        book.click("汇总")
        desk.screen.click(Box(*waited(lambda: _dialog(desk))[0]))
        desk.screen.do("key", "Escape")
        assert waited(book.said) == NOT_CHOSEN
        assert not result.exists()

        book.click("汇总")
        desk.screen.click(Box(*waited(lambda: _dialog(desk))[0]))
        for keys in ("alt+p", "ctrl+a"):
            desk.screen.do("key", keys)
        desk.screen.type(str(folder))
        time.sleep(0.3)
        desk.screen.do("key", "Return")
        said = waited(book.said, 60)
        desk.screen.picture().save(Path(os.environ.get("GXXL_ARTEFACTS") or tmp_path) / "collected.png")

        assert said.startswith("2023年度：应报2家，已计入1家。\n未报1家：某县水利局\n结果已打开")
        assert book.state["modified"] is False
        with desk.opened(result) as opened:
            assert opened.cells("进度", "B5")[0][0] in ("某县教育局", "某县水利局")
