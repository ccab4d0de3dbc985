"""What a person gets from Excel beside marks: a sentence, the cursor in place, files beside the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gxxl.edit import Deliver, Show, Tell
from gxxl.form.editions import compose
from gxxl.hosts import patience
from gxxl.hosts.excel import ExcelHost
from gxxl.hosts.refused import Refused
from gxxl.sheet import Address, Held
from gxxl.template.places import STORE, places_of
from tests.books import book_of
from tests.hosts.fake_com import windows
from tests.hosts.fake_excel import opened
from tests.tables import report_of


@pytest.fixture(autouse=True)
def _excel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Excel is there, and nobody waits for it."""
    monkeypatch.setattr(patience, "PAUSE", 0)
    with windows():
        yield


def test_showing_and_telling_write_no_cell_but_the_message(tmp_path: Path) -> None:
    """帮助 moves the cursor; a sentence stands in `message` alone."""
    found, workbook = opened(book_of(report_of({}), tmp_path / "年报.xlsx"))
    before = {sheet: dict(workbook.parts.grid(sheet)) for sheet in workbook.parts.sheets}
    ExcelHost(found).apply([Show(Address("填报说明", 1, 1)), Tell("您好。")])
    after = {sheet: dict(workbook.parts.grid(sheet)) for sheet in workbook.parts.sheets}
    message = places_of(compose(2021, 2021)).names["message"]

    assert workbook.app.shown == [Address("填报说明", 1, 1)]
    assert after[STORE].pop((message.top, message.left)) == Held("您好。")
    assert after == before


def test_files_are_put_beside_the_workbook_or_nothing_is_done(tmp_path: Path) -> None:
    """导出 beside a saved workbook; of one never saved it is said, and no file appears anywhere."""
    found, workbook = opened(book_of(report_of({}), tmp_path / "年报.xlsx"))
    ExcelHost(found).apply([Deliver("稿.docx", b"x")])
    assert (tmp_path / "稿.docx").read_bytes() == b"x"

    workbook.p["Path"] = ""
    with pytest.raises(Refused) as refusal:
        ExcelHost(found).apply([Deliver("稿2.docx", b"x")])
    assert refusal.value.key == "unsaved"
    assert {file.name for file in tmp_path.iterdir()} == {"年报.xlsx", "稿.docx"}
