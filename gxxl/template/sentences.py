"""Beside section 一: sentences made of the numbers, ready to be copied, and whether the text says these numbers."""

from __future__ import annotations

from collections.abc import Iterator

from gxxl.form.model import Ref
from gxxl.form.sections import SECTIONS
from gxxl.sheet import Address, Area
from gxxl.template.expressions import At, Expression, Range, call, join, when
from gxxl.template.places import Places
from gxxl.template.prose_blocks import total as total_of
from gxxl.template.statuses import Live

NOT_YET = "表格填完后，这里给出可以照抄的数字句"


def sentence_cells(places: Places) -> Iterator[Live]:
    """Beside section 一: sentences made of the numbers of the tables, ready to be copied."""
    sheet = SECTIONS[0].sheet

    def number(path: str) -> At:
        return At(places.stored("clean", Ref.parse(path)), sheet)

    def total(row: str) -> At:
        return number(f"requests.{row}.total")

    def decided(row: str) -> At:
        return number(f"disclosure.{row}.decisions")

    reconsideration = number("disputes.reconsideration.total")
    litigation = number("disputes.direct_litigation.total") + number("disputes.litigation_after_reconsideration.total")
    refused, unavailable = (_group_sum(places, name, sheet) for name in ("refused.", "unavailable."))
    lines = [
        join("新收政府信息公开申请", total("new"), "件，上年结转", total("carried_in"), "件。"),
        join("办结", total("handled"), "件，其中予以公开", total("granted"), "件，部分公开", total("partly_granted"),
             "件，不予公开", refused, "件，无法提供", unavailable, "件。"),
        join("结转下年度继续办理", total("carried_out"), "件。"),
        join("因政府信息公开引起的行政复议", reconsideration, "件，行政诉讼", litigation, "件。"),
        join("作出行政许可决定", decided("licences"), "件、行政处罚决定", decided("penalties"),
             "件、行政强制决定", decided("coercive_measures"), "件。"),
    ]  # fmt: skip
    blanks = At(places.names["blanks"].at(0, 0), sheet)
    for place, line in enumerate(lines):
        yield Address(sheet, 5 + 2 * place, 4), when(blanks > 0, NOT_YET, line)
    checks = [("本年新收", "new"), ("办理结果总计", "handled"), ("结转下年度", "carried_out")]
    silent = call("OR", blanks > 0, total_of(places, "length_overview", sheet).equals(0))
    for place, (name, row) in enumerate(checks):
        count, found = total(row), total_of(places, f"said_{row}_overview", sheet)
        said = when(found > 0, join("一致：文字中有“", count, "件”"), join("请核对：文字中没有找到“", count, "件”"))
        zero = when(count.equals(0), "为0，文字写“未收到”“无”即可", said)
        yield Address(sheet, 17 + 2 * place, 4), join(f"{name}　", when(silent, "未核对", zero))


def _group_sum(places: Places, prefix: str, home: str) -> Expression:
    cells = [places.stored("clean", cell.ref) for cell in places.form.cells
             if cell.ref.row.startswith(prefix) and cell.ref.column == "total"]  # fmt: skip
    first = cells[0]
    return call("SUM", Range(Area(first.sheet, first.row, first.column, len(cells), 1), home))
