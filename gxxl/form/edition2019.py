"""The trial form of 国办公开办函〔2019〕60号 (report years 2019 and 2020), stated as its differences from 2021.

Table two has other columns, two more rows and a block on procurement; table three has one row （六）其他处理
where 2021 has three; table four is the same.
"""

from __future__ import annotations

from gxxl.form import edition2021 as later
from gxxl.form.model import Block, Column, Edition, Measure, Quantity, Row, Table

EDITION = Edition(2019, "国办公开办函〔2019〕60号", "《中华人民共和国政府信息公开工作年度报告格式（试行）》")

ITEMS = Quantity(Measure.ITEMS, ceiling=1_000_000)
CHANGE = Quantity(Measure.ITEMS, ceiling=1_000_000, signed=True)
PROCUREMENT = Quantity(Measure.MONEY, ceiling=1_000_000_000_000, decimal=True)

_ITEM_COLUMNS = (Column("previous_items", "上一年项目数量", ITEMS), Column("change", "本年增/减", CHANGE))
_DECIDED = (*_ITEM_COLUMNS, Column("decisions", "处理决定数量", later.DECISIONS))


def _table_two() -> Table:
    documents, licences, enforcement, fees = later.DISCLOSURE.blocks
    made = (
        Column("made", "本年新制作数量", later.DOCUMENTS),
        Column("newly_disclosed", "本年新公开数量", later.DOCUMENTS),
        Column("disclosed_total", "对外公开总数量", later.DOCUMENTS),
    )
    normative = later.NORMATIVE_DOCUMENTS._replace(label="规范性文件")
    other_services = Row("other_services", "其他对外管理服务事项")
    bought = (Column("items", "采购项目数量", ITEMS), Column("amount", "采购总金额", PROCUREMENT))
    return later.DISCLOSURE._replace(
        blocks=(
            documents._replace(rows=(later.REGULATIONS, normative), columns=made),
            licences._replace(rows=(later.LICENCES, other_services), columns=_DECIDED),
            enforcement._replace(columns=_DECIDED),
            fees._replace(columns=_ITEM_COLUMNS),
            Block("第二十条第（九）项", (Row("procurement", "政府集中采购"),), bought),
        ),
    )


def _table_three() -> Table:
    (block,) = later.REQUESTS.blocks
    at = block.rows.index(later.OTHERWISE_ROWS[0])
    single = Row("otherwise", later.OTHERWISE, (later.OUTCOME,))
    rows = (*block.rows[:at], single, *block.rows[at + len(later.OTHERWISE_ROWS) :])
    return later.REQUESTS._replace(blocks=(block._replace(rows=rows),))


DISCLOSURE = _table_two()
REQUESTS = _table_three()
DISPUTES = later.DISPUTES
