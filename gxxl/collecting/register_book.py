"""更正登记.xlsx as it lies ready: an empty table with drop-downs and how to fill it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gxxl.collecting.book_looks import STYLES
from gxxl.collecting.register import HEADS, REGISTER
from gxxl.form.printed import Box
from gxxl.template.plain_book import Book

ROWS = 200
"""Lines ready to be filled."""

_WIDTHS = (30, 26, 12, 12, 22, 20)
_NAMES, _HELP = "名单", "怎么填"
_TOP = 3
_NOTE = "一行一格。原件不动，数加在汇总里；下次汇总时自动读这个文件（放在报送文件夹或结果文件夹里都行）。"
_LINES = (
    "1. 单位：从下拉列表选，也可以写别名。",
    "2. 格：写表和单元格，例：表三D9；也可以照抄退回单“位置”一栏，或写栏目，例：表三 予以公开 自然人。",
    "3. 原值：报来的表里现在的数，没有填的留空。与报来的表不一致的不用，会在“问题”里说明。",
    "4. 更正值：更正后的数，没有的填0；件数不写“件”，收费按万元。",
    "5. 来电人、时间：谁、什么时候说的，缺一不可。例：王主任，2027-01-18 17:00。",
    "6. 同一格更正两次的，以后一次为准。总计原来等于各格之和的，会跟着重新相加，不用另写一行。",
    "7. 该单位重报的表已经是更正值的，自动记为“已并入”，这一行不用删。",
)
_PROMPTS: Mapping[str, tuple[str, str]] = {
    "organ": ("单位", "从下拉列表选，也可以写名单里的别名。"),
    "cell": ("格", "例：表三D9；也可以照抄退回单“位置”一栏。"),
    "old": ("原值", "报来的表里现在的数；没有填的留空。"),
    "new": ("更正值", "更正后的数，没有的填0。"),
    "who": ("来电人", "谁来电更正的，必填。"),
    "when": ("时间", "例：2027-01-18 17:00，必填。"),
}


def register_book(organs: Sequence[str]) -> bytes:
    """The empty form for these organs, the same bytes each time."""
    book = Book(REGISTER, STYLES)
    page = book.sheet(REGISTER, _WIDTHS, landscape=True)
    page.put(0, 0, "来电更正登记", "sheet title")
    page.height(0, 30)
    page.span(Box(1, 0, 1, len(HEADS)), _NOTE, "note")
    page.height(1, 20)
    page.row(_TOP - 1, tuple(HEADS.values()), ("head",) * len(HEADS), 24)
    styles = ("text", "text", "number", "number", "text", "moment")
    for row in range(_TOP, _TOP + ROWS):
        page.row(row, (None,) * len(HEADS), styles, 20)
    for column, (key, prompt) in enumerate(_PROMPTS.items()):
        page.validate((_TOP, _TOP + ROWS - 1, column), _rule(key, prompt, len(organs)))
    page.freeze(_TOP)
    helped = book.sheet(_HELP, (110,))
    helped.put(0, 0, "怎么填更正登记", "sheet title")
    helped.height(0, 30)
    for row, line in enumerate(_LINES, 1):
        helped.put(row, 0, line, "line")
        helped.height(row, 22)
    names = book.sheet(_NAMES, (40,))
    for row, organ in enumerate(organs):
        names.put(row, 0, organ, "text")
    names.hide()
    return book.bytes()


def _rule(key: str, prompt: tuple[str, str], organs: int) -> dict[str, Any]:
    """What a cell of a column takes; a drop-down only suggests, since aliases are taken too."""
    title, message = prompt
    rule: dict[str, Any] = {"validate": "any", "input_title": title, "input_message": message}
    if key == "organ" and organs:
        rule |= {"validate": "list", "source": f"={_NAMES}!$A$1:$A${organs}", "error_type": "information",
                 "error_title": "请核对", "error_message": "名单里没有这个名称；是别名的可以照用。"}  # fmt: skip
    return rule
