"""校验码: six digits of all cells of a report, as the formula on 封面 computes them, for paper, scan and telephone."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from gxxl.form.model import Cell
from gxxl.report import Kind, Report, Value
from gxxl.template.blocks import MONEY_SCALE, NUMBER_CODE, PRIME, SIGN, weight
from gxxl.template.functions import shown


def code_of(report: Report) -> str:
    """The code of a report; a cell not seen counts as blank, as in a workbook."""
    cells = zip(report.form.cells, report.values, strict=True)
    total = sum(weight(position) * _code(cell, value) for position, (cell, value) in enumerate(cells))
    return f"{total % PRIME:06d}"


def _code(cell: Cell, value: Value) -> int:
    """See `blocks`: numbers from 1,000 on, blanks 1, texts by their length."""
    if value.kind in (Kind.BLANK, Kind.UNSEEN):
        return 1
    if value.counts is not None:
        number = Decimal(value.counts)
        scaled = (number * MONEY_SCALE).to_integral_value(ROUND_HALF_UP) if cell.column.quantity.decimal else number
        return int(scaled) % PRIME + NUMBER_CODE
    raw = value.raw
    text = shown(float(raw) if isinstance(raw, Decimal) else raw)
    return 2 + len((SIGN if text.startswith(SIGN) else text).encode("utf-16-le")) // 2
