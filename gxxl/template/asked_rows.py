"""加报项目 as rows of 补充情况 below those every template has."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from gxxl.form.extras import EXTRAS
from gxxl.form.sheet_words import ASKED_HEAD, REFUSED, REFUSED_TITLE
from gxxl.template.issue import TOP, Asked
from gxxl.template.looks import Looks

_NUMBER = {
    "validate": "decimal", "criteria": ">=", "value": 0, "error_title": REFUSED_TITLE,
    "error_message": REFUSED["asked"],
}  # fmt: skip


def write_asked(sheet: Worksheet, looks: Looks, asked: Sequence[Asked]) -> None:
    """The further rows below those every template has."""
    if not asked:
        return
    sheet.write_string(TOP - 2, 1, ASKED_HEAD, looks["help_head"])
    sheet.set_row(TOP - 2, 26)
    for place, one in enumerate(asked):
        row = TOP - 1 + place
        sheet.write_number(row, 0, len(EXTRAS) + place + 1, looks["figure"])
        sheet.write_string(row, 1, one.question, looks["label"])
        sheet.write_blank(row, 2, None, looks["input" if one.unit else "reason"])
        sheet.write_string(row, 3, one.unit, looks["figure"])
        sheet.set_row(row, 22 if one.unit else 34)
        if one.unit:
            sheet.data_validation(row, 2, row, 2, _NUMBER)
