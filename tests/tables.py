"""A small table in a test becomes a report: unnamed cells are 0, only what the case is about is on the page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gxxl.form.editions import compose
from gxxl.form.model import Form, Ref
from gxxl.reading import report_from_json
from gxxl.report import Report, to_json

FORM = compose(2021, 2021)
PROSE = {
    "overview": "本机关依法主动公开政府信息，规范办理依申请公开，加强政府信息管理和平台建设，做好监督保障。",
    "problems": "个别科室报送信息不够及时，已明确专人按月报送，由办公室核对后发布。",
    "other_matters": "本机关未收取政府信息公开信息处理费。",
}
"""Words of which nothing is to be said."""


def empty_tables(form: Form, filled: Any = 0) -> dict[str, Any]:
    """The tables of a form in the corpus format, every cell the same."""
    tables: dict[str, Any] = {}
    for cell in form.cells:
        row = tables.setdefault(cell.ref.table, {}).setdefault(cell.ref.row, {})
        row[cell.ref.column] = str(filled) if cell.column.quantity.decimal and filled == 0 else filled
    return tables


def report_of(
    cells: str | Mapping[str, Any] = "", *, form: Form = FORM, year: int | None = 2023, **keys: Any
) -> Report:
    """A report whose cells are 0 but for those in a Markdown table or a mapping of refs.

    A table's first cell names the table of the form; `""` is a blank cell, `null` one not seen.
    """
    tables = empty_tables(form)
    for ref, value in (_parse(cells) if isinstance(cells, str) else cells).items():
        where = Ref.parse(str(ref))
        tables[where.table][where.row][where.column] = value
    data = {"organ": "某县民政局", "year": year, "edition": form.edition.year, "tables": tables, **keys}
    report, strangers = report_from_json(data)
    assert not strangers
    return report


def changed(report: Report, cells: Mapping[str, Any]) -> Report:
    """The report with some cells typed anew."""
    data: Any = to_json(report)
    for text, value in cells.items():
        ref = Ref.parse(text)
        data["tables"][ref.table][ref.row][ref.column] = value
    return report_from_json(data)[0]


def _parse(table: str) -> dict[str, Any]:
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    lines = [line for line in lines if any(line)]
    if not lines:
        return {}
    name, *columns = lines[0]
    return {
        f"{name}.{row}.{column}": _value(text)
        for row, *texts in lines[1:]
        for column, text in zip(columns, texts, strict=True)
    }


def _value(text: str) -> Any:
    if text in ("", "0"):
        return 0
    special: dict[str, Any] = {'""': "", "null": None, "TRUE": True}
    if text in special:
        return special[text]
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return (
            Decimal(text)
            if text.isascii() and text.replace(".", "", 1).replace("-", "", 1).isdigit()
            else text.strip('"')
        )
    except ArithmeticError:
        return text
