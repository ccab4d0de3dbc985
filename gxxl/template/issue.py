"""What a sender adds to the workbooks it issues: requirements in words, and 加报项目, further rows of 补充情况.

They stand below the rows every template has and outside the issued layout: the book is known again without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from gxxl.form.extras import EXTRAS
from gxxl.sheet import Area, Snapshot
from gxxl.template.looks import Looks
from gxxl.template.places import EXTRA

ASKED = "asked"
"""The defined name of the rows: question, answer, unit; and the key under which a report keeps them."""

MOST_ASKED = 30
"""So many further rows find room."""

_TOP = 5 + len(EXTRAS) + 3
_LEFT, _WIDTH = 2, 3
_HEAD = "加报项目（下发单位的要求；不属于统一格式，没有的填0）"
_NUMBER = {
    "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "请核对",
    "error_message": "这一格只填数字，不带单位、逗号和空格；没有的填0。",
}  # fmt: skip


class Asked(NamedTuple):
    """One further row; the unit is "" where it is answered in words."""

    question: str
    unit: str = ""

    @property
    def item(self) -> str:
        """政策解读数（件）."""
        return f"{self.question}（{self.unit}）" if self.unit else self.question


class Issue(NamedTuple):
    """What one sender adds: its requirements, a paragraph each, and the further rows."""

    paragraphs: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()


NOTHING = Issue()


def asked_area(count: int) -> Area:
    """Where so many further rows stand."""
    return Area(EXTRA, _TOP, _LEFT, count, _WIDTH)


def write_asked(sheet: Worksheet, looks: Looks, asked: Sequence[Asked]) -> None:
    """The further rows below those every template has."""
    if not asked:
        return
    sheet.write_string(_TOP - 2, 1, _HEAD, looks["help_head"])
    sheet.set_row(_TOP - 2, 26)
    for place, one in enumerate(asked):
        row = _TOP - 1 + place
        sheet.write_number(row, 0, len(EXTRAS) + place + 1, looks["figure"])
        sheet.write_string(row, 1, one.question, looks["label"])
        sheet.write_blank(row, 2, None, looks["input" if one.unit else "reason"])
        sheet.write_string(row, 3, one.unit, looks["figure"])
        sheet.set_row(row, 22 if one.unit else 34)
        if one.unit:
            sheet.data_validation(row, 2, row, 2, _NUMBER)


def answers_asked(snapshot: Snapshot) -> Mapping[Asked, object]:
    """The further rows of a workbook and what was answered, None where nothing was; none where it has no such rows."""
    area = snapshot.names.get(ASKED)
    block = snapshot.blocks.get(ASKED, ())
    if area is None or area != asked_area(area.height) or area.height > MOST_ASKED:
        return {}
    found: dict[Asked, object] = {}
    for question, answer, unit in block:
        if isinstance(question.raw, str) and question.raw.strip():
            one = Asked(question.raw.strip(), str(unit.raw or "").strip())
            found.setdefault(one, None if answer.raw == "" else answer.raw)
    return found
