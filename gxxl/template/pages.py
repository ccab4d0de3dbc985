"""封面, 上年数据, 补充情况, 核查结果, 填报说明 and the two hidden sheets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from gxxl.form.extras import EXTRAS
from gxxl.form.model import Edition, Form, Table
from gxxl.form.organs import KINDS, LEVELS, SCOPES
from gxxl.form.printed import boxes
from gxxl.form.rules import RULES
from gxxl.form.sections import REPORT_NAME, SECTIONS
from gxxl.template.blocks import weight
from gxxl.template.expressions import Literal
from gxxl.template.fixed_rows import FixedRow
from gxxl.template.looks import Looks
from gxxl.template.places import (
    COVER_ROWS,
    FINDINGS_ROWS,
    FIXED_TOP,
    LIST_ROWS,
    LIST_TOP,
    PREAMBLE_ROWS,
    PROSE_ROWS,
    VERSION,
    Places,
)  # fmt: skip
from gxxl.template.sheets import A4

_COVER_LABELS = {
    "organ": "单位名称（全称）", "year": "报告年度", "level": "层级", "kind": "单位类型", "scope": "数据口径",
    "contact": "联系人（不对外公布）", "phone": "联系电话（不对外公布）", "deadline": "报送截止",
    "finished": "填报完毕",
    "period": "统计期间", "code": "校验码", "filled_by": "填表人", "checked_by": "审核人",
    "approved_by": "负责人（盖章）",
    "title": "报告标题", "preamble": "文首说明（一段一行，可不填）",
    "signature_organ": "落款单位", "signature_date": "落款日期",
    "version": "模板版本",
}  # fmt: skip
_LISTS = {
    "level": list(LEVELS.values()),
    "kind": list(KINDS.values()),
    "scope": list(SCOPES.values()),
    "finished": ["否", "是"],
}
_HOW = (
    "1. 只填白色格，灰色格自动计算。没有的填“0”，不要留空。",
    "2. 先填二、三、四表的数字，再写一、五、六的文字。",
    "3. 随时看“核查结果”：“错误”请更正，“疑点”请核对，如无误请写明原因。",
    "4. 三张表的栏目与{number}格式一致；右侧提示栏不打印。",
    "5. 填完后在封面选“填报完毕：是”，把本文件发回即可。盖章件另送。",
)
_NOT_ONLINE = "本报送表含内部核对内容，请勿直接上网；上网文稿请用“导出”。"


_HELP_LINE = 60
"""填报说明: characters of a line."""


PRINTED_FINDINGS = 30
"""核查结果: rows of the program's findings that are printed; there is room for more on the screen."""


AMONG_MANY = ("R-", "P-")
"""Rules about many reports, which say nothing to the one who fills in this one."""


def _page(sheet: Worksheet, looks: Looks, title: str, widths: list[float], *, landscape: bool = False) -> None:
    sheet.set_column(0, 16383, None, looks["locked"])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, looks["locked"])
    sheet.set_row(0, 22)
    sheet.set_row(2, 34)
    sheet.merge_range(2, 0, 2, len(widths) - 1, title, looks["title"])
    sheet.freeze_panes(1, 0)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    if landscape:
        sheet.set_landscape()


def write_cover(sheet: Worksheet, looks: Looks, edition: Edition) -> None:
    """封面: who, which year, how it stands, how to fill; hidden: by what the workbook is known again."""
    _page(sheet, looks, REPORT_NAME, [3, 24, 46, 3, 16, 34])
    sheet.merge_range(1, 0, 1, 5, "", looks["status"])
    for sign in "✓✗？！":
        criteria = {"type": "text", "criteria": "begins with", "value": sign, "format": looks.mark(sign)}
        sheet.conditional_format(1, 0, 1, 5, criteria)
    for key, row in COVER_ROWS.items():
        computed = key in ("period", "code", "version")
        sheet.set_row(row - 1, 24)
        sheet.write_string(row - 1, 1, _COVER_LABELS[key], looks["key"])
        for down in range(PREAMBLE_ROWS if key == "preamble" else 1):
            sheet.write_blank(row - 1 + down, 2, None, looks["shown" if computed else "entry"])
        if key in _LISTS:
            words = {
                "validate": "list",
                "source": _LISTS[key],
                "error_title": "请核对",
                "error_message": "请从下拉列表中选择。",
            }
            sheet.data_validation(row - 1, 2, row - 1, 2, words)
    year = {"validate": "integer", "criteria": "between", "minimum": 2008, "maximum": 2100, "error_title": "请核对",
            "error_message": "请填四位年份，如2026。", "input_title": "报告年度",
            "input_message": "数据所属的年度。2027年1月填报的，是2026年度。"}  # fmt: skip
    sheet.data_validation(COVER_ROWS["year"] - 1, 2, COVER_ROWS["year"] - 1, 2, year)
    sheet.write_string(COVER_ROWS["finished"] - 1, 2, "否", looks["entry"])
    sheet.write_string(COVER_ROWS["version"] - 1, 2, VERSION, looks["shown"])
    sheet.write_string(3, 4, "各表状态", looks["help_head"])
    for place, section in enumerate(SECTIONS):
        sheet.write_string(4 + place, 4, section.sheet, looks["key"])
    sheet.write_string(11, 4, "怎么填", looks["help_head"])
    for place, line in enumerate(_HOW):
        sheet.merge_range(12 + place, 4, 12 + place, 5, line.format(number=edition.number), looks["help"])
        sheet.set_row(12 + place, 34)
    sheet.merge_range(18, 4, 18, 5, _NOT_ONLINE, looks["note"])
    sheet.write_number(1, 7, edition.year, looks["locked"])
    sheet.write_string(2, 7, VERSION, looks["locked"])
    sheet.set_column(7, 7, None, looks["locked"], {"hidden": True})
    sheet.print_area(2, 0, COVER_ROWS["version"] - 1, 5)


def write_last(sheet: Worksheet, looks: Looks, places: Places) -> None:
    """上年数据: nine cells that matter most are named first; the rest serves further comparisons."""
    _page(sheet, looks, "上年数据", [8, 22, 30, *([11] * 16)], landscape=True)
    sheet.fit_to_pages(1, 1)
    rows = (
        ("last_organ", "上年填报单位"),
        ("last_year", "上年年度"),
        ("last_edition", "上年表样（2021或2019）"),
        ("last_source", "数据来源"),
    )
    for key, label in rows:
        area = places.names[key]
        sheet.merge_range(area.top - 1, 1, area.top - 1, 2, label, looks["key"])
        sheet.merge_range(area.top - 1, area.left - 1, area.top - 1, area.left + 4, "", looks["entry"])
    note = ("请照已公布的上年年报填写。先填九格：表三“四、结转下年度继续办理”一行7格、表二两个“现行有效件数”，"
            "用于核对上年结转和现行有效件数；其余各格可不填，填了可以多核对变动情况。")  # fmt: skip
    sheet.merge_range(8, 1, 10, 8, note, looks["help"])
    for table in places.form.tables:
        _last_table(sheet, looks, places, table)
    for section in SECTIONS:
        if section.prose:
            area = places.names[f"last_{section.key}"]
            sheet.write_string(area.top - 2, 3, f"上年“{section.title}”", looks["help_head"])
            for row in range(PROSE_ROWS):
                sheet.write_blank(area.top - 1 + row, 3, None, looks["line"])
    tables = [places.names[f"last_{table.key}"] for table in places.form.tables]
    sheet.print_area(2, 1, max(area.top + area.height for area in tables) - 2, 18)


_TALL_HEAD = 48
"""Points: heads of three lines in narrow columns."""


def _last_table(sheet: Worksheet, looks: Looks, places: Places, table: Table) -> None:
    area = places.names[f"last_{table.key}"]
    sheet.write_string(area.top - 3, 1, f"上年{table.nickname}", looks["help_head"])
    for ref in (cell.ref for cell in places.form.cells if cell.ref.table == table.key):
        at, cell = places.last(ref), places.form.cell(ref)
        sheet.write_blank(at.row - 1, at.column - 1, None, looks["input"])
        if table.key != "disputes":
            sheet.merge_range(at.row - 1, 1, at.row - 1, 2, cell.row.name, looks["label"]) if at.column == 4 else None
        if at.row == area.top or table.key == "disclosure":
            words = cell.name if table.key == "disputes" else cell.column.label
            if table.key == "disclosure" and at.row - 1 not in _header_rows(table, area.top):
                continue
            sheet.write_string(at.row - 2, at.column - 1, words, looks["head"])
            sheet.set_row(at.row - 2, _TALL_HEAD)


def _header_rows(table: Table, top: int) -> set[int]:
    """Rows of table two right below a header row."""
    first = {
        min(box.row for box in boxes(table) if box.ref and box.ref.row in {row.key for row in block.rows})
        for block in table.blocks
    }
    start = min(first)
    return {top - 1 + row - start for row in first}


def write_extra(sheet: Worksheet, looks: Looks) -> None:
    """补充情况: numbers and answers the prose needs."""
    _page(sheet, looks, "补充情况", [6, 40, 60, 8, 0.5])
    note = "供撰写第一、五、六部分使用，不属于统一格式；没有的可不填，不填的不写进文字。"
    sheet.merge_range(3, 0, 3, 3, note, looks["note"])
    for place, extra in enumerate(EXTRAS):
        row = 4 + place
        sheet.write_number(row, 0, place + 1, looks["figure"])
        sheet.write_string(row, 1, extra.question, looks["label"])
        sheet.write_blank(row, 2, None, looks["reason"] if not extra.unit else looks["input"])
        sheet.write_string(row, 3, extra.unit, looks["figure"])
        sheet.write_string(row, 4, extra.key, looks["locked"])
        sheet.set_row(row, 22 if extra.unit else 34)
    sheet.set_column(4, 4, None, looks["locked"], {"hidden": True})


def write_results(sheet: Worksheet, looks: Looks, places: Places, rows: tuple[FixedRow, ...]) -> None:
    """核查结果: what is wrong now, every rule in its fixed row, the program's findings."""
    _page(sheet, looks, "核查结果", [9, 46, 13, 13, 9, 22, 12, 40], landscape=True)
    sheet.merge_range(1, 0, 1, 7, "", looks["status"])
    _list_frame(sheet, looks)
    heads = ("规则", "核查内容", "左边", "右边", "相差", "状态", "位置", "核实说明")
    sheet.write_string(FIXED_TOP - 3, 0, "逐项核对（随表格自动更新）", looks["help_head"])
    for column, head in enumerate(heads):
        sheet.write_string(FIXED_TOP - 2, column, head, looks["head"])
    for number, row in enumerate(rows):
        at = FIXED_TOP - 1 + number
        sheet.write_string(at, 0, row.rule, looks["figure"])
        sheet.write_string(at, 1, row.title, looks["row"])
        for column, part in enumerate((row.left, row.right, row.difference, row.state), 2):
            sheet.write(at, column, part.constant if isinstance(part, Literal) else None, looks["figure"])
        sheet.write_url(at, 6, f"internal:{row.link}", looks["link"], row.target.a1)
        sheet.write_blank(at, 7, None, looks["reason" if row.answerable else "row"])
        if isinstance(row.sentence, Literal):
            sheet.write(at, 9, row.sentence.constant, looks["figure"])
        sheet.write_string(at, 10, row.link, looks["locked"])
    sheet.set_column(8, 10, None, looks["locked"], {"hidden": True})
    top = places.names["results"].top
    for column, head in enumerate(("轻重", "问题", "规则", "原填", "应为", "改法", "位置", "核实说明")):
        sheet.write_string(top - 2, column, head, looks["head"])
    for at in range(top - 1, top - 1 + FINDINGS_ROWS):
        for column in range(8):
            sheet.write_blank(at, column, None, looks["reason" if column == 7 else "link" if column == 6 else "row"])
    sheet.print_area(2, 0, top - 2 + PRINTED_FINDINGS, 7)
    sheet.repeat_rows(2)
    _state_colours(sheet, looks, FIXED_TOP - 1, FIXED_TOP - 2 + len(rows))


def _list_frame(sheet: Worksheet, looks: Looks) -> None:
    sheet.write_string(3, 0, "现在的问题（随填随改；没有问题时为空）", looks["help_head"])
    for column, head in ((0, "轻重"), (1, "问题"), (6, "位置")):
        sheet.write_string(4, column, head, looks["head"])
    sheet.merge_range(4, 1, 4, 5, "问题", looks["head"])
    for place in range(LIST_ROWS):
        row = LIST_TOP - 1 + place
        sheet.write_blank(row, 0, None, looks["figure"])
        sheet.merge_range(row, 1, row, 5, "", looks["row"])
        sheet.write_blank(row, 6, None, looks["link"])
        sheet.set_row(row, 20)
    for word, mark in (("错误", "错"), ("疑点", "疑")):
        criteria = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks.mark(mark)}
        sheet.conditional_format(LIST_TOP - 1, 0, LIST_TOP - 2 + LIST_ROWS, 0, criteria)


def _state_colours(sheet: Worksheet, looks: Looks, first: int, last: int) -> None:
    for word, mark in (("不符", "错"), ("请说明", "疑"), ("相符", "✓")):
        criteria = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks.mark(mark)}
        sheet.conditional_format(first, 5, last, 5, criteria)


def write_help(sheet: Worksheet, looks: Looks, form: Form, notice: Sequence[str] = ()) -> None:
    """填报说明: the sender's own requirements first, then how to fill, the rule list with its basis."""
    _page(sheet, looks, "填报说明", [10, 24, 96])
    row = 3
    if notice:
        row = _notice(sheet, looks, notice, row)
    for line in (*(how.format(number=form.edition.number) for how in _HOW), _NOT_ONLINE):
        sheet.merge_range(row, 0, row, 2, line, looks["help"])
        row += 1
    sheet.write_string(row + 1, 0, "核查规则", looks["help_head"])
    for column, head in enumerate(("代码", "规则", "依据")):
        sheet.write_string(row + 2, column, head, looks["head"])
    row += 3
    for rule in (rule for code, rule in RULES.items() if not code.startswith(AMONG_MANY)):
        sheet.write_string(row, 0, rule.code, looks["figure"])
        sheet.write_string(row, 1, f"{rule.title}（{rule.severity.label}）", looks["row"])
        sheet.write_string(row, 2, rule.basis, looks["row"])
        sheet.set_row(row, 30)
        row += 1


def _notice(sheet: Worksheet, looks: Looks, notice: Sequence[str], row: int) -> int:
    """The requirements, a paragraph a row; where the sheet goes on."""
    sheet.write_string(row, 0, "上级要求", looks["help_head"])
    for place, line in enumerate(notice, row + 1):
        sheet.merge_range(place, 0, place, 2, line, looks["help"])
        sheet.set_row(place, max(18, 16 * math.ceil(len(line) / _HELP_LINE)))
    sheet.write_string(row + len(notice) + 2, 0, "怎么填", looks["help_head"])
    return row + len(notice) + 3


def write_store(sheet: Worksheet, looks: Looks, places: Places) -> None:
    """`_gxxl`: what stands in its first column, and the weights of the 校验码."""
    sheet.set_column(0, 16383, None, looks["locked"])
    sheet.write_string(0, 0, "gxxl", looks["locked"])
    for name in ("checked", "open_errors", "open_doubts", "generated"):
        sheet.write_string(places.names[name].top - 1, 0, name, looks["locked"])
    for position, cell in enumerate(places.form.cells):
        at = places.stored("weights", cell.ref)
        sheet.write_number(at.row - 1, at.column - 1, weight(position), looks["locked"])
