"""Results of many organs: memory does not grow with their cells, words come in volumes, nothing large is lost."""

from __future__ import annotations

import os
import tracemalloc
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from gxxl.collecting import texts
from gxxl.collecting.clerk_columns import HEADS, ORGAN, OWN, PROGRESS, remarks_in
from gxxl.collecting.collection import Collection, Member
from gxxl.collecting.held_open import put
from gxxl.collecting.outputs import write_all
from gxxl.collecting.problems import problems_of
from gxxl.collecting.result_page import write_page
from gxxl.collecting.roll_up import roll_up
from gxxl.collecting.summary_book import summary_book
from gxxl.form.told import SUMMARY_ASIDE
from gxxl.hosts.cells import MOST_CELLS
from gxxl.hosts.records import LARGEST_PART
from gxxl.intake.files import open_report
from gxxl.template.plain_book import LONGEST, Book
from tests.collecting.collections import NOW, collection_of, member_of
from tests.tables import report_of

REPORT = Path(__file__).parents[1] / "corpus" / "reports" / "jinhu-2023.json"
FEW, MANY = 10, 90


def _members(count: int) -> Sequence[Member]:
    """Organs in order, each with the numbers and words of a real report."""
    report = open_report(REPORT).report
    assert report
    names = [f"某县第{number:03}局" for number in range(1, count + 1)]
    return [member_of(name, replace(report, organ=name, particulars={})) for name in names]


def _held(collection: Collection, folder: Path) -> int:
    """The most bytes Python held at once over what it held before, while the organs were summed and written."""
    tracemalloc.start()
    try:
        rolled = roll_up(collection)
        with summary_book(collection, rolled, {}, folder) as book:
            put(folder / "汇总.xlsx", book, [])
        with (folder / "report.html").open("wb") as page:
            write_page(collection, rolled, page)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_what_is_written(tmp_path: Path) -> None:
    """An organ more takes 12 KB at most while sums and page are written, not the hundred of its cells in 来源."""
    _held(collection_of(_members(FEW)), tmp_path)
    few = _held(collection_of(_members(FEW)), tmp_path)
    many = _held(collection_of(_members(MANY)), tmp_path)

    organs = [row[2] for row in load_workbook(tmp_path / "汇总.xlsx")["来源"].values][3:]
    assert len(organs) > MANY * 40
    assert organs.count("某县第001局") == organs.count("某县第090局") == len(organs) / MANY
    assert (many - few) / (MANY - FEW) < 12 * 1024


def test_words_of_many_organs_come_in_volumes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """文字汇编 of more organs than Word opens well is several files, each complete; a run with fewer takes them away."""
    monkeypatch.setattr(texts, "_MOST", 2)
    mine = [tmp_path / name for name in ("文字汇编_说明.docx", "文字汇编_第1册.docx")]
    for path in mine:
        path.write_bytes(b"mine")

    def written(count: int) -> dict[str, list[str]]:
        collection = collection_of(_members(count))
        write_all(collection, roll_up(collection), tmp_path, NOW)
        ours = sorted(path for path in tmp_path.glob("文字汇编*.docx") if path not in mine)
        lines = {path.name: [line.text for line in docx.Document(str(path)).paragraphs] for path in ours}
        return {name: [said[0].split("\n")[-1], *(one for one in said if one.startswith("某县第"))]
                for name, said in lines.items()}  # fmt: skip

    names = [f"某县第00{number}局" for number in range(1, 6)]
    assert written(5) == {
        "文字汇编_第01册.docx": ["（第1册，共3册）", *names[:2] * 3],
        "文字汇编_第02册.docx": ["（第2册，共3册）", *names[2:4] * 3],
        "文字汇编_第03册.docx": ["（第3册，共3册）", *names[4:] * 3],
    }
    assert written(2) == {"文字汇编.docx": ["政府信息公开工作年度报告文字汇编", *names[:2] * 3]}
    assert {path.read_bytes() for path in mine} == {b"mine"}


def test_problems_that_excel_has_no_row_for_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """问题 ends where Excel has no more rows; how many are left, and where they are told, stands below."""
    monkeypatch.setattr("gxxl.collecting.progress_sheets.MOST_ROWS", 2)
    organs = ("某县甲局", "某县乙局", "某县丙局", "某县丁局")
    collection = collection_of(
        [member_of(organ, report_of({"requests.new.total": 1}, organ=organ)) for organ in organs]
    )
    told = [problem.organ for problem in problems_of(collection)]
    with summary_book(collection, roll_up(collection), {}, tmp_path) as book:
        put(tmp_path / "汇总.xlsx", book, [])

    rows = [row[0] for row in load_workbook(tmp_path / "汇总.xlsx")["问题"].values]
    assert rows[rows.index(ORGAN) + 1 :] == [
        *told[:2], f"另有{len(told) - 2}条这里放不下，都在“数据”里的 findings.parquet 中。"
    ]  # fmt: skip


def _summary(
    path: Path, rows: Sequence[tuple[str | None, ...]], heads: Sequence[str] = OWN[:2], year: int = 2023
) -> None:
    """A 汇总.xlsx with an organ and what stands beside it in each row."""
    with Book("汇总", {"text": {}}, path.parent) as book:
        page = book.sheet(PROGRESS, (10,) * (len(heads) + 1), endless=True)
        page.put(0, 0, f"{year}年度报送进度", "text")
        page.row(1, (ORGAN, *heads), ("text",) * (len(heads) + 1))
        for row, said in enumerate(rows, 2):
            page.row(row, said, ("text",) * len(said))
        put(path, book.file(), [])


def test_remarks_in_a_large_summary_are_kept(tmp_path: Path) -> None:
    """汇总.xlsx may have more rows and be larger than anything an organ may send: its remarks are read all the same."""
    path = tmp_path / "汇总.xlsx"
    heads = [*OWN[:2], *HEADS[2:]]
    names = [f"某县第{number:05}局" for number in range(1 + MOST_CELLS // len(heads))]
    rows = [
        (name, "某" * (LONGEST if number % 100 == 0 else 1), *"何" * (len(heads) - 1))
        for number, name in enumerate(names)
    ]
    _summary(path, rows, heads)

    kept = remarks_in(path, 2023, names)
    assert {organ: own[0] for organ, own in kept.notes.items()} == {row[0]: row[1] for row in rows}
    assert not kept.left
    with zipfile.ZipFile(path) as made:
        assert made.getinfo("xl/worksheets/sheet1.xml").file_size > LARGEST_PART


@pytest.mark.parametrize(
    ("rows", "heads", "notes", "left"),
    [
        ([("甲局 ", "周四报", "甲")], OWN[:2], {"甲局": ("周四报", "甲")}, False),
        ([("甲局", "周四报", None), ("甲局", None, "乙")], OWN[:2], {"甲局": ("周四报", "乙")}, False),
        ([("丙局", "已撤并", None)], OWN[:2], {"丙局": ("已撤并", None)}, True),
        ([("丙局", None, None)], OWN[:2], {"丙局": (None, None)}, False),
        ([("甲局", 0, 3)], OWN[:2], {"甲局": (0, 3)}, False),
        ([("甲局", "周四报", "老张")], (OWN[0], "跟进人"), {"甲局": ("周四报", None)}, True),
        ([("甲局", "周四报", None)], (OWN[0], "跟进人"), {"甲局": ("周四报", None)}, False),
    ],
)
def test_what_has_no_place_in_the_next_summary_is_seen(
    rows: list[tuple[str | None, ...]], heads: tuple[str, ...], notes: dict[str, Any], left: bool, tmp_path: Path
) -> None:
    """Remarks are found by organ and heading, as they are spelled; those nobody is listed for, or nobody knows, are seen."""
    _summary(tmp_path / "汇总.xlsx", rows, heads)

    found = remarks_in(tmp_path / "汇总.xlsx", 2023, ["甲局", "乙局"])

    assert ({organ: own[:2] for organ, own in found.notes.items()}, found.left) == (notes, left)


def test_a_blank_in_a_copy_takes_nothing_away(tmp_path: Path) -> None:
    """The newer entry counts; a blank only in 汇总.xlsx itself: a copy has none where the book was locked against reading."""
    main, copy = tmp_path / "汇总.xlsx", tmp_path / "汇总_1640.xlsx"
    _summary(main, [("甲局", "周四报", "老张"), ("乙局", "周五报", None)])
    _summary(copy, [("甲局", None, "老李")])
    os.utime(main, (1, 1))

    assert remarks_in(main, 2023, ["甲局", "乙局"]).notes == {
        "甲局": ("周四报", "老李", None, None, None), "乙局": ("周五报", None, None, None, None)
    }  # fmt: skip
    os.utime(copy, (0, 0))
    assert remarks_in(main, 2023, ["甲局", "乙局"]).notes["甲局"] == ("周四报", "老张", None, None, None)
    _summary(main, [("甲局", None, "老张")])
    assert remarks_in(main, 2023, ["甲局"]).notes["甲局"] == (None, "老张", None, None, None)


@pytest.mark.parametrize("kind", ["another year", "password", "no progress", "half a file"])
def test_a_summary_that_cannot_be_taken_over_is_set_aside(kind: str, tmp_path: Path) -> None:
    """Remarks of another year or behind a password are not written over: their book gets another name, which is told."""
    path = tmp_path / "汇总.xlsx"
    _summary(path, [("某县第001局", "周四报", None)], year=2022 if kind == "another year" else 2023)
    if kind == "password":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    if kind == "no progress":
        book = load_workbook(path)
        book[PROGRESS].title = "各单位"
        book.save(path)
    if kind == "half a file":
        path.write_bytes(path.read_bytes()[:-100])
    before = path.read_bytes()
    collection = collection_of(_members(1))

    told = write_all(collection, roll_up(collection), tmp_path, NOW)

    assert told == (SUMMARY_ASIDE.format(name="汇总.xlsx", aside="汇总_另存1.xlsx"),)
    assert (tmp_path / "汇总_另存1.xlsx").read_bytes() == before
    assert load_workbook(path)[PROGRESS]["A1"].value == "2023年度报送进度"
