"""The table sheets and the prose sheets: the official form cell for cell, with hints and states beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from gxxl.form import sheet_words as words
from gxxl.form.formula_words import YES
from gxxl.form.model import Measure, Role, Table
from gxxl.form.printed import boxes
from gxxl.form.rule import Severity
from gxxl.form.sections import SECTIONS, Section
from gxxl.sheet import TOP, Area, layout_of
from gxxl.template.looks import Looks
from gxxl.template.places import PROSE_ROWS, PROSE_TOP, Places

A4 = 9
_WIDTHS: Mapping[str, Sequence[float]] = {
    "disclosure": [26, 20, 20, 20, 2, 46],
    "requests": [7, 10, 34, *([8.5] * 7), 2, 52],
    "disputes": [*([7.5] * 15), 2, 52],
}


def write_table(sheet: Worksheet, looks: Looks, places: Places, table: Table) -> None:
    """A table sheet: labels and cells, validation, marks, print set-up."""
    grid = places.grid(table)
    right = grid.left + grid.width - 1
    _frame(sheet, looks, table.title, right)
    for column, width in enumerate(_WIDTHS[table.key]):
        sheet.set_column(column, column, width, looks["locked"])
    _draw(sheet, looks, places, table)
    sheet.write(TOP - 2, right + 1, words.HINT_HEAD, looks["hint_head"])
    _validate(sheet, places, table)
    _format_marks(sheet, looks, table, grid)
    sheet.print_area(2, 0, grid.top + grid.height - 2, right - 1)
    if table.key == "disputes":
        sheet.set_landscape()
    if table.key == "requests":
        sheet.write_url(2, right + 1, f"internal:'{table.sheet}'!D7:I29", looks["link"], words.ALL_ZERO)
        sheet.write(3, right + 1, words.ALL_ZERO_NOTE, looks["note"])


def _draw(sheet: Worksheet, looks: Looks, places: Places, table: Table) -> None:
    for box in boxes(table):
        row, column = TOP - 1 + box.row, box.column
        if box.ref:
            style = looks["total" if places.form.cell(box.ref).role is Role.TOTAL else "input"]
        else:
            head = box.row + TOP < places.grid(table).top or (
                table.key != "requests" and not _beside_cells(table, box.row)
            )
            style = looks["head" if head else "label"]
        if box.height * box.width > 1:
            sheet.merge_range(row, column, row + box.height - 1, column + box.width - 1, box.text, style)
        elif box.text:
            sheet.write_string(row, column, box.text, style)
        else:
            sheet.write_blank(row, column, None, style)
    for row in range(TOP - 1, places.grid(table).top + places.grid(table).height - 1):
        high = table.key != "requests" or row < places.grid(table).top - 1
        sheet.set_row(row, 30 if high else _height(table, row))


def _height(table: Table, row: int) -> float:
    """Rows of table three are as high as their longest label needs."""
    longest = max(
        (len(box.text) for box in boxes(table) if box.row + TOP - 1 == row and box.height == 1 and box.width < 7),
        default=0,
    )
    return 31 if longest > 20 else 21


def _beside_cells(table: Table, row: int) -> bool:
    return any(box.ref and box.row == row for box in boxes(table))


def _frame(sheet: Worksheet, looks: Looks, title: str, right: int) -> None:
    """Rows 1–3: buttons' place with the organ's name, the state, the title."""
    sheet.set_column(0, 16383, None, looks["locked"])
    sheet.set_row(0, 22)
    sheet.set_row(1, 22)
    sheet.set_row(2, 34)
    for row, style in ((0, "organ"), (1, "status"), (2, "title")):
        sheet.merge_range(row, 0, row, right - 1, "", looks[style])
    sheet.write_string(2, 0, title, looks["title"])
    sheet.freeze_panes(1, 0)
    sheet.set_paper(A4)
    sheet.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.9)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    for sign in "✓✗？！":
        criteria = {"type": "text", "criteria": "begins with", "value": sign, "format": looks.mark(sign)}
        sheet.conditional_format(1, 0, 1, 0, criteria)


def _validate(sheet: Worksheet, places: Places, table: Table) -> None:
    """A Chinese refusal on every input, a prompt where one helps (not on all 166 cells: it covers the neighbours)."""
    for ref, at in layout_of(places.form).items():
        cell = places.form.cell(ref)
        if ref.table != table.key or cell.role is Role.TOTAL:
            continue
        quantity = cell.column.quantity
        kind = "money" if quantity.decimal else "change" if quantity.signed else "count"
        rule = {
            "validate": "decimal" if quantity.decimal else "integer",
            "criteria": "between",
            "minimum": -(10**9) if quantity.signed else 0,
            "maximum": 10**14 - 1,
            "error_title": words.REFUSED_TITLE,
            "error_message": words.REFUSED[kind],
        }
        of_row = ref.row in words.PROMPTS
        key = "money" if quantity.measure is Measure.TEN_THOUSAND_YUAN else ref.row if of_row else "count"
        if table.key == "disclosure" or of_row or ref.column == "natural_person":
            rule |= {"input_title": cell.row.name[:32], "input_message": words.PROMPTS[key]}
        sheet.data_validation(at.row - 1, at.column - 1, at.row - 1, at.column - 1, rule)


def _format_marks(sheet: Worksheet, looks: Looks, table: Table, grid: Area) -> None:
    """Marks are values of `_gxxl`; formatting reads them through defined names."""
    place = f"ROW()-{grid.top - 1},COLUMN()-{grid.left - 1}"
    corner = (grid.top - 1, grid.left - 1, grid.top + grid.height - 2, grid.left + grid.width - 2)
    for severity in Severity:
        criteria = f'=INDEX(live_{table.key},{place})="{severity.mark}"'
        look = looks.mark(severity.mark)
        sheet.conditional_format(*corner, {"type": "formula", "criteria": criteria, "format": look})
    blank = f'=AND(INDEX(state_{table.key},{place})=1,finished<>"{YES}")'
    sheet.conditional_format(*corner, {"type": "formula", "criteria": blank, "format": looks.mark("blank")})


def write_prose(sheet: Worksheet, looks: Looks, section: Section) -> None:
    """A prose sheet: one paragraph a row, never merged, readable at every length."""
    _frame(sheet, looks, section.title, 2)
    sheet.set_column(0, 0, 7, looks["locked"])
    sheet.set_column(1, 1, 84, looks["locked"])
    sheet.set_column(2, 2, 2, looks["locked"])
    sheet.set_column(3, 3, 52, looks["locked"])
    sheet.write_string(3, 1, words.PROSE_NOTE, looks["note"])
    sheet.set_row(3, 18)
    for row in range(PROSE_TOP - 1, PROSE_TOP - 1 + PROSE_ROWS):
        sheet.write_blank(row, 0, None, looks["continued"])
        sheet.write_blank(row, 1, None, looks["prose"])
    sheet.print_area(2, 1, PROSE_TOP + PROSE_ROWS - 2, 2)  # LibreOffice does not fit a page of one column
    sheet.fit_to_pages(1, 0)
    if section is SECTIONS[0]:
        sheet.write_string(3, 3, words.SENTENCES_HEAD, looks["hint_head"])
        sheet.write_string(15, 3, words.IN_THE_TEXT_HEAD, looks["hint_head"])
