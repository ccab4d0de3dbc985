"""句式: the phrases of the narrative, a row each, open to whoever issues the template; what a slot and a test mean."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from gxxl.form.model import Form
from gxxl.narrative.conditions import BELOW, EQUALS, GIVEN, REPORTS, TESTS
from gxxl.narrative.facts import DERIVED, Facts, meaning_of
from gxxl.narrative.phrases import PHRASES
from gxxl.report import UNSEEN, Report
from gxxl.template.looks import Looks
from gxxl.template.places import PHRASES_ROWS, PHRASES_TOP

_NOTES = (
    "句式由下发模板的单位维护：改“文字”和“条件”，“名称”不改。同名的句式从上往下用第一条条件成立、空位都有数的。",
    (
        "{空位}填数字或回答；{空位:未收到}表示数字是0，写成“未收到”；<名称>是另一条句式；<甲/乙>用有内容的第一条；"
        "<前|间|后|甲|乙>把有内容的各条连起来。条件写“空位 判断”，几个条件用“；”隔开。"
    ),
)
_HEADS = ("名称", "条件", "文字", "", "空位或判断", "意思")


def write_phrases(sheet: Worksheet, looks: Looks, form: Form) -> None:
    """Every phrase of the program, room for more, and the legend beside them."""
    assert len(PHRASES) <= PHRASES_ROWS
    for column, width in enumerate((26, 60, 90, 3, 44, 60)):
        sheet.set_column(column, column, width, looks["locked"])
    for row, note in enumerate(_NOTES):
        sheet.write_string(row, 0, note, looks["help_head"])
    for column, head in enumerate(_HEADS):
        if head:
            sheet.write_string(PHRASES_TOP - 2, column, head, looks["head"])
    for row in range(PHRASES_ROWS):
        for column in range(3):
            text = PHRASES[row][column] if row < len(PHRASES) else ""
            at = (PHRASES_TOP - 1 + row, column)
            sheet.write_string(*at, text, looks["reason"]) if text else sheet.write_blank(*at, None, looks["reason"])
    for row, (name, meaning) in enumerate(_legend(form)):
        sheet.write_string(PHRASES_TOP - 1 + row, 4, name, looks["row"])
        sheet.write_string(PHRASES_TOP - 1 + row, 5, meaning, looks["row"])


def _legend(form: Form) -> list[tuple[str, str]]:
    tests = [(name, test.meaning) for name, test in TESTS.items()]
    tests += [(name, "有数字或有回答" if given else "没有数字或没有回答") for name, given in GIVEN.items()]
    tests += [
        (f"{EQUALS} 另一空位", "两个数相等"),
        (f"{BELOW} 另一空位", "比另一个数小"),
        ("、".join(REPORTS), "报告本身的情况，单独写"),
    ]
    derived = [(f"{name}.空位", meaning) for name, meaning in DERIVED.items()]
    blank = Report(form=form, values=(UNSEEN,) * len(form.cells))
    return [*tests, *derived, *((key, meaning_of(key, form)) for key in Facts(blank))]
