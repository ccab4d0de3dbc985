"""The six parts of the report: headings character for character, prose keys, sheets (条例第五十条)."""

from typing import NamedTuple

from gxxl.form.edition2021 import DISCLOSURE, DISPUTES, REQUESTS
from gxxl.form.model import Table

REPORT_NAME = "政府信息公开工作年度报告"
"""What the report is called (条例第五十条)."""


def title_of(organ: str | None, year: int | None) -> str:
    """The title of a report: organ, year, and what it is called."""
    return f"{organ or ''}{f'{year}年' if year else ''}{REPORT_NAME}"


class Section(NamedTuple):
    """One part of the report; `prose` tells parts written in words from parts that hold a table."""

    key: str
    title: str
    sheet: str
    prose: bool


def _of(table: Table) -> Section:
    return Section(table.key, table.title, table.sheet, prose=False)


SECTIONS = (
    Section("overview", "一、总体情况", "一、总体情况", prose=True),
    _of(DISCLOSURE),
    _of(REQUESTS),
    _of(DISPUTES),
    Section("problems", "五、存在的主要问题及改进情况", "五、问题与改进", prose=True),
    Section("other_matters", "六、其他需要报告的事项", "六、其他事项", prose=True),
)

PREAMBLE = "preamble"
PREAMBLE_NAME = "文首说明"
"""The text before part one: no part of the statutory form, common in practice; on 封面 in the workbook."""

PROSE_KEYS = (PREAMBLE, *(section.key for section in SECTIONS if section.prose))
"""Keys of a report's prose, in the order of the report."""
