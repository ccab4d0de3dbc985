"""Workbooks in bulk and one click, beside honest baselines on the same files and the same rules."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

os.environ.setdefault("OPENPYXL_DEFUSEDXML", "False")  # where that is installed, openpyxl takes a third longer

import openpyxl
from pydantic import BaseModel, Field

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.entry.batch import check_all, open_all
from gxxl.form.editions import compose
from gxxl.form.model import Form
from gxxl.intake.files import open_report
from gxxl.report import Kind, Report
from gxxl.sheet import layout_of

PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml")
SHEETS = tuple(f"xl/worksheets/sheet{number}.xml" for number in range(1, 10))
"""封面, the six sections, 上年数据, 补充情况: what our reading opens too."""

BESIDE = ("xl/worksheets/sheet10.xml", "xl/worksheets/sheet13.xml")
"""核查结果 and `_gxxl`: what is inflated beside them where reasons are looked for, of whole returns."""


def varied(report: Report, times: int) -> Report:
    """A report like another whose numbers, words and organ are its own: what workbooks share is the template alone."""
    values = [
        value._replace(number=value.number * times, raw=value.raw * times)
        if value.kind is Kind.NUMBER and value.number is not None and isinstance(value.raw, int | float)
        else value
        for value in report.values
    ]
    prose = {key: text and f"{text}\n另有{times}项。" for key, text in report.prose.items()}
    return replace(report, values=tuple(values), prose=prose, organ=f"{report.organ}第{times}分局")


def read_and_check(paths: list[Path]) -> int:
    """Ours: every workbook opened, its structure held against the template, all checked in one frame."""
    opened = [open_report(path) for path in paths]
    cases = [Case(file.report, file.workbook.last if file.workbook else None) for file in opened if file.report]
    return sum(map(len, check(cases)))


def read_check_and_hear(paths: list[Path]) -> int:
    """Ours as the command does it: also last year's report looked for, and the reasons read where they may settle."""
    return len(check_all(open_all(paths)))


def inflate_and_scan(paths: list[Path], parts: Collection[str] = PARTS + SHEETS) -> int:
    """The floor: the parts a reader needs inflated and scanned by expat, nothing made of them."""
    count = 0
    for path in paths:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            for name in package.namelist():
                if name in parts:
                    parser = expat.ParserCreate()
                    parser.StartElementHandler = lambda *_: None
                    parser.EndElementHandler = lambda *_: None
                    parser.CharacterDataHandler = lambda *_: None
                    parser.Parse(package.read(name), True)
                    count += 1
    return count


class Count(BaseModel):
    """A cell as a pydantic row."""

    ref: str
    number: int | float = Field(ge=0)


def openpyxl_and_pydantic(paths: list[Path]) -> int:
    """The usual way: openpyxl read_only, a pydantic row for each cell, the 42 identities in plain Python."""
    form = compose(2021, 2021)
    return sum(_usual(path, form) for path in paths)


def _usual(path: Path, form: Form) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    numbers: dict[str, float] = {}
    grids = {
        table.sheet: list(book[table.sheet].iter_rows(min_row=1, max_row=31, max_col=15, values_only=True))
        for table in form.tables
    }
    for ref, at in layout_of(form).items():
        raw = grids[at.sheet][at.row - 1][at.column - 1]
        numbers[str(ref)] = Count(ref=str(ref), number=raw or 0).number
    book.close()
    wrong = 0
    for balance in form.balances:
        left, right = (
            sum(numbers[str(term.ref)] * term.times for term in side) for side in (balance.left, balance.right)
        )
        wrong += left != right
    return wrong


def compared(paths: list[Path], timed: Callable[[Callable[[], object]], float]) -> None:
    """Print all of them on the same files."""
    read_and_check(paths[:2])
    ours, floor, usual, heard = (
        min(timed(lambda work=work, some=some: work(some)) for _ in range(3)) / len(some)  # type: ignore[misc]
        for work, some in (
            (read_and_check, paths),
            (inflate_and_scan, paths),
            (openpyxl_and_pydantic, paths[: max(1, len(paths) // 10)]),
            (read_check_and_hear, paths),
        )
    )
    print(f"{len(paths)} workbooks, read and checked {ours * 1e3:5.2f} ms each = {1 / ours:.0f}/s a core")
    print(f"  inflate + expat-scan alone  {floor * 1e3:5.2f} ms: we run at {floor / ours:.0%} of it; target ≥ 50 %")
    print(f"  openpyxl + pydantic rows    {usual * 1e3:5.2f} ms: {usual / ours:.1f} × ours; target ≥ 10")
    print(f"  with 核实说明 heard         {heard * 1e3:5.2f} ms each, as `gxxl check` does it")
