"""Workbooks for tests: a report placed into the template, actions on a file, cells typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from gxxl.edit import Content, Write
from gxxl.form.editions import compose
from gxxl.form.model import Form, Ref
from gxxl.hosts.files import FileHost
from gxxl.hosts.workbook_parts import Parts
from gxxl.macros.actions import check_action
from gxxl.macros.buttons import names_of
from gxxl.macros.examine import IDENTITY, Examined, examine, form_of
from gxxl.report import Report, to_json
from gxxl.sheet import Address, Area, layout_of
from gxxl.template.build import build
from gxxl.template.placing import content, placed
from tests.tables import PROSE


@cache
def template(form: Form, *, macros: bool = False) -> bytes:
    """The blank template of a form, with buttons or without, built once a run."""
    return build(form, macros=macros)


def worded(report: Report) -> Report:
    """The report; a section without words gets some of which nothing is to be said."""
    return replace(report, prose={**report.prose, **{k: v for k, v in PROSE.items() if not report.prose.get(k)}})


def book_of(report: Report, path: Path, *, finished: bool = True, macros: bool = False, words: bool = True) -> Path:
    """A workbook that holds a report; its blank sections are filled with harmless words, unless without `words`."""
    filled = worded(report) if words else report
    FileHost(path, path, data=template(report.form, macros=macros)).apply(placed(filled, finished=finished))
    return path


def older_book_of(report: Report, path: Path, version: str = "2020.9") -> Path:
    """A workbook that holds a report as an earlier version of the template has it, or a version of another name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gxxl.template.pages.VERSION", version)
        blank = build(report.form)
    FileHost(path, path, data=blank).apply(placed(report, finished=True))
    return path


def blank_book(form: Form, path: Path) -> Path:
    """The template as it is sent out."""
    path.write_bytes(template(form))
    return path


def examined(path: Path) -> Examined:
    """A workbook read and checked, nothing written."""
    host = FileHost(path)
    form = form_of(host.read(IDENTITY))
    return examine(host.read(names_of("check", form)), form)


def press_check(path: Path) -> Examined:
    """核查 pressed: the workbook is marked in place."""
    host = FileHost(path)
    form = form_of(host.read(IDENTITY))
    edits, found = check_action(host.read(names_of("check", form)), form)
    host.apply(edits)
    return found


def typed(path: Path, cells: Mapping[str, Any]) -> Path:
    """Cells typed by hand: refs or `sheet!A1` with a value; formulas follow as after a recalculation."""
    host = FileHost(path)
    form = form_of(host.read(IDENTITY))
    contents: dict[str, Content] = {
        place: cast(Content, value) if isinstance(value, tuple) else content(value) for place, value in cells.items()
    }
    host.apply([Write(where(form, place), ((new,),)) for place, new in contents.items()])
    return path


def as_read(report: Report) -> dict[str, Any]:
    """What must survive a workbook: null prose and "" are one, money is equal as a number."""
    data: dict[str, Any] = to_json(report)
    prose = {key: text or "" for key, text in data["prose"].items()}
    fees = {cell.ref: report[cell.ref].number for cell in report.form.cells if cell.column.quantity.decimal}
    tables = {key: dict(rows) for key, rows in data["tables"].items()}
    for ref, number in fees.items():
        if number is not None and report[ref].counts is not None:
            tables[ref.table][ref.row] = {**tables[ref.table][ref.row], ref.column: number}
    return {**{key: data[key] for key in ("organ", "year", "edition", "signature")}, "prose": prose, "tables": tables}


def where(form: Form, place: str) -> Address:
    """The address of a ref, or of `sheet!A1`."""
    if "!" in place:
        sheet, _, a1 = place.partition("!")
        letters = a1.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        return Address(sheet, int(a1[len(letters) :]), column)
    return layout_of(form)[Ref.parse(place)]


def shown(path: Path, place: str) -> Any:
    """What a cell `sheet!A1` shows."""
    at = where(compose(2021, 2021), place)
    return Parts.open(path).block(Area(at.sheet, at.row, at.column, 1, 1))[0][0].raw
