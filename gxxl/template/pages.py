"""封面, 上年数据, 补充情况, 核查结果, 填报说明 and the two hidden sheets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from gxxl.form import sheet_words as words
from gxxl.form.extras import EXTRAS
from gxxl.form.formula_words import AGREES, BROKEN, EXPLAIN, NO, YES
from gxxl.form.model import Edition, Form, Table
from gxxl.form.organs import KINDS, LEVELS, SCOPES
from gxxl.form.printed import boxes
from gxxl.form.rules import RULES, Severity
from gxxl.form.sections import REPORT_NAME, SECTIONS
from gxxl.template.blocks import weight
from gxxl.template.expressions import Literal
from gxxl.template.fixed_rows import FixedRow
from gxxl.template.looks import Looks
from gxxl.template.places import (
    COVER_ROWS,
    EXTRA,
    FINDINGS_ROWS,
    FIXED_TOP,
    HELP,
    LAST,
    LIST_ROWS,
    LIST_TOP,
    PREAMBLE_ROWS,
    PROSE_ROWS,
    RESULTS,
    VERSION,
    Places,
)  # fmt: skip
from gxxl.template.sheets import A4

_LISTS = {
    "level": list(LEVELS.values()),
    "kind": list(KINDS.values()),
    "scope": list(SCOPES.values()),
    "finished": [NO, YES],
}
_YEAR = {
    "validate": "integer",
    "criteria": "between",
    "minimum": 2008,
    "maximum": 2100,
    "error_title": words.REFUSED_TITLE,
    "error_message": words.REFUSED["year"],
    "input_title": words.COVER_LABELS["year"],
    "input_message": words.YEAR_PROMPT,
}


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
        sheet.write_string(row - 1, 1, words.COVER_LABELS[key], looks["key"])
        for down in range(PREAMBLE_ROWS if key == "preamble" else 1):
            sheet.write_blank(row - 1 + down, 2, None, looks["shown" if computed else "entry"])
        if key in _LISTS:
            choice = {
                "validate": "list",
                "source": _LISTS[key],
                "error_title": words.REFUSED_TITLE,
                "error_message": words.REFUSED["list"],
            }
            sheet.data_validation(row - 1, 2, row - 1, 2, choice)
    sheet.data_validation(COVER_ROWS["year"] - 1, 2, COVER_ROWS["year"] - 1, 2, _YEAR)
    sheet.write_string(COVER_ROWS["finished"] - 1, 2, NO, looks["entry"])
    sheet.write_string(COVER_ROWS["version"] - 1, 2, VERSION, looks["shown"])
    sheet.write_string(3, 4, words.STATES_HEAD, looks["help_head"])
    for place, section in enumerate(SECTIONS):
        sheet.write_string(4 + place, 4, section.sheet, looks["key"])
    sheet.write_string(11, 4, words.HOW_HEAD, looks["help_head"])
    for place, line in enumerate(words.HOW):
        sheet.merge_range(12 + place, 4, 12 + place, 5, line.format(number=edition.number), looks["help"])
        sheet.set_row(12 + place, 34)
    sheet.merge_range(18, 4, 18, 5, words.NOT_ONLINE, looks["note"])
    sheet.write_number(1, 7, edition.year, looks["locked"])
    sheet.write_string(2, 7, VERSION, looks["locked"])
    sheet.set_column(7, 7, None, looks["locked"], {"hidden": True})
    sheet.print_area(2, 0, COVER_ROWS["version"] - 1, 5)


def write_last(sheet: Worksheet, looks: Looks, places: Places) -> None:
    """上年数据: nine cells that matter most are named first; the rest serves further comparisons."""
    _page(sheet, looks, LAST, [8, 22, 30, *([11] * 16)], landscape=True)
    sheet.fit_to_pages(1, 1)
    for key, label in words.LAST_LABELS.items():
        area = places.names[key]
        sheet.merge_range(area.top - 1, 1, area.top - 1, 2, label, looks["key"])
        sheet.merge_range(area.top - 1, area.left - 1, area.top - 1, area.left + 4, "", looks["entry"])
    sheet.merge_range(8, 1, 10, 8, words.LAST_NOTE, looks["help"])
    for table in places.form.tables:
        _last_table(sheet, looks, places, table)
    for section in SECTIONS:
        if section.prose:
            area = places.names[f"last_{section.key}"]
            sheet.write_string(area.top - 2, 3, words.LAST_SECTION.format(section=section.title), looks["help_head"])
            for row in range(PROSE_ROWS):
                sheet.write_blank(area.top - 1 + row, 3, None, looks["line"])
    tables = [places.names[f"last_{table.key}"] for table in places.form.tables]
    sheet.print_area(2, 1, max(area.top + area.height for area in tables) - 2, 18)


_TALL_HEAD = 48
"""Points: heads of three lines in narrow columns."""


def _last_table(sheet: Worksheet, looks: Looks, places: Places, table: Table) -> None:
    area = places.names[f"last_{table.key}"]
    sheet.write_string(area.top - 3, 1, words.LAST_TABLE.format(table=table.nickname), looks["help_head"])
    for ref in (cell.ref for cell in places.form.cells if cell.ref.table == table.key):
        at, cell = places.last(ref), places.form.cell(ref)
        sheet.write_blank(at.row - 1, at.column - 1, None, looks["input"])
        if table.key != "disputes":
            sheet.merge_range(at.row - 1, 1, at.row - 1, 2, cell.row.name, looks["label"]) if at.column == 4 else None
        if at.row == area.top or table.key == "disclosure":
            head = cell.name if table.key == "disputes" else cell.column.label
            if table.key == "disclosure" and at.row - 1 not in _header_rows(table, area.top):
                continue
            sheet.write_string(at.row - 2, at.column - 1, head, looks["head"])
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
    _page(sheet, looks, EXTRA, [6, 40, 60, 8, 0.5])
    sheet.merge_range(3, 0, 3, 3, words.EXTRA_NOTE, looks["note"])
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
    _page(sheet, looks, RESULTS, [9, 46, 13, 13, 9, 22, 12, 40], landscape=True)
    sheet.merge_range(1, 0, 1, 7, "", looks["status"])
    _list_frame(sheet, looks)
    sheet.write_string(FIXED_TOP - 3, 0, words.FIXED_HEAD, looks["help_head"])
    for column, head in enumerate(words.FIXED_HEADS):
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
    for column, head in enumerate(words.FOUND_HEADS):
        sheet.write_string(top - 2, column, head, looks["head"])
    for at in range(top - 1, top - 1 + FINDINGS_ROWS):
        for column in range(8):
            sheet.write_blank(at, column, None, looks["reason" if column == 7 else "link" if column == 6 else "row"])
    sheet.print_area(2, 0, top - 2 + PRINTED_FINDINGS, 7)
    sheet.repeat_rows(2)
    _state_colours(sheet, looks, FIXED_TOP - 1, FIXED_TOP - 2 + len(rows))


def _list_frame(sheet: Worksheet, looks: Looks) -> None:
    sheet.write_string(3, 0, words.NOW_HEAD, looks["help_head"])
    for column, head in words.NOW_HEADS.items():
        sheet.write_string(4, column, head, looks["head"])
    sheet.merge_range(4, 1, 4, 5, words.NOW_HEADS[1], looks["head"])
    for place in range(LIST_ROWS):
        row = LIST_TOP - 1 + place
        sheet.write_blank(row, 0, None, looks["figure"])
        sheet.merge_range(row, 1, row, 5, "", looks["row"])
        sheet.write_blank(row, 6, None, looks["link"])
        sheet.set_row(row, 20)
    for severity in (Severity.ERROR, Severity.WARNING):
        value = f'"{severity.label}"'
        criteria = {"type": "cell", "criteria": "==", "value": value, "format": looks.mark(severity.mark)}
        sheet.conditional_format(LIST_TOP - 1, 0, LIST_TOP - 2 + LIST_ROWS, 0, criteria)


def _state_colours(sheet: Worksheet, looks: Looks, first: int, last: int) -> None:
    for word, mark in ((BROKEN, Severity.ERROR.mark), (EXPLAIN, Severity.WARNING.mark), (AGREES, "✓")):
        criteria = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks.mark(mark)}
        sheet.conditional_format(first, 5, last, 5, criteria)


def write_help(sheet: Worksheet, looks: Looks, form: Form, notice: Sequence[str] = ()) -> None:
    """填报说明: the sender's own requirements first, then how to fill, the rule list with its basis."""
    _page(sheet, looks, HELP, [10, 24, 96])
    row = 3
    if notice:
        row = _notice(sheet, looks, notice, row)
    for line in (*(how.format(number=form.edition.number) for how in words.HOW), words.NOT_ONLINE):
        sheet.merge_range(row, 0, row, 2, line, looks["help"])
        row += 1
    sheet.write_string(row + 1, 0, words.RULES_HEAD, looks["help_head"])
    for column, head in enumerate(words.RULES_HEADS):
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
    sheet.write_string(row, 0, words.NOTICE_HEAD, looks["help_head"])
    for place, line in enumerate(notice, row + 1):
        sheet.merge_range(place, 0, place, 2, line, looks["help"])
        sheet.set_row(place, max(18, 16 * math.ceil(len(line) / _HELP_LINE)))
    sheet.write_string(row + len(notice) + 2, 0, words.HOW_HEAD, looks["help_head"])
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
