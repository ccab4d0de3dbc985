"""句式: the phrases of the narrative, a row each, open to whoever issues the template; what a slot and a test mean."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from gxxl.form import sheet_words as words
from gxxl.form.model import Form
from gxxl.narrative.conditions import BELOW, EQUALS, GIVEN, REPORTS, TESTS
from gxxl.narrative.facts import DERIVED, Facts, meaning_of
from gxxl.narrative.phrases import PHRASES
from gxxl.report import UNSEEN, Report
from gxxl.template.looks import Looks
from gxxl.template.places import PHRASES_ROWS, PHRASES_TOP


def write_phrases(sheet: Worksheet, looks: Looks, form: Form) -> None:
    """Every phrase of the program, room for more, and the legend beside them."""
    assert len(PHRASES) <= PHRASES_ROWS
    for column, width in enumerate((26, 60, 90, 3, 44, 60)):
        sheet.set_column(column, column, width, looks["locked"])
    for row, note in enumerate(words.PHRASES_NOTES):
        sheet.write_string(row, 0, note, looks["help_head"])
    for column, head in enumerate(words.PHRASES_HEADS):
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
    tests += [(name, words.GIVEN_MEANS[given]) for name, given in GIVEN.items()]
    tests += [
        (words.OF_ANOTHER_SLOT.format(test=EQUALS), words.EQUALS_MEANS),
        (words.OF_ANOTHER_SLOT.format(test=BELOW), words.BELOW_MEANS),
        ("、".join(REPORTS), words.REPORTS_MEAN),
    ]
    derived = [(words.OF_A_SLOT.format(name=name), meaning) for name, meaning in DERIVED.items()]
    blank = Report(form=form, values=(UNSEEN,) * len(form.cells))
    return [*tests, *derived, *((key, meaning_of(key, form)) for key in Facts(blank))]
