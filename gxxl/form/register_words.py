"""The fixed wording of 更正登记: the form that lies ready, how to fill it, what 汇总.xlsx says of each line."""

from __future__ import annotations

from collections.abc import Mapping

REGISTER = "更正登记"
"""How the file is called, and its sheet."""

HEADS: Mapping[str, str] = {
    "organ": "单位", "cell": "格", "old": "原值", "new": "更正值", "who": "来电人", "when": "时间",
}  # fmt: skip
"""Its columns."""

BOOK: Mapping[str, str] = {
    "title": "来电更正登记",
    "note": "一行一格。原件不动，数加在汇总里；下次汇总时自动读这个文件（放在报送文件夹或结果文件夹里都行）。",
    "help": "怎么填",
    "help title": "怎么填更正登记",
    "names": "名单",
    "check": "请核对",
    "no such name": "名单里没有这个名称；是别名的可以照用。",
}
"""What stands on its sheets."""

HELP = (
    "1. 单位：从下拉列表选，也可以写别名。",
    "2. 格：写表和单元格，例：表三D9；也可以照抄退回单“位置”一栏，或写栏目，例：表三 予以公开 自然人。",
    "3. 原值：报来的表里现在的数，没有填的留空。与报来的表不一致的不用，会在“问题”里说明。",
    "4. 更正值：更正后的数，没有的填0；件数不写“件”，收费按万元。",
    "5. 来电人、时间：谁、什么时候说的，缺一不可。例：王主任，2027-01-18 17:00。",
    "6. 同一格更正两次的，以后一次为准。总计原来等于各格之和的，会跟着重新相加，不用另写一行。",
    "7. 该单位重报的表已经是更正值的，自动记为“已并入”，这一行不用删。",
)
"""How to fill it."""

PROMPTS: Mapping[str, str] = {
    "organ": "从下拉列表选，也可以写名单里的别名。",
    "cell": "例：表三D9；也可以照抄退回单“位置”一栏。",
    "old": "报来的表里现在的数；没有填的留空。",
    "new": "更正后的数，没有的填0。",
    "who": "谁来电更正的，必填。",
    "when": "例：2027-01-18 17:00，必填。",
}
"""What is said beside a cell of a column."""

REMARK = "更正登记第{row}行：{who}{when}来电，由{old}改为{new}"
FOLLOWS = "随更正登记重新相加"
"""来源: why a number is another than was reported."""

SHEET: Mapping[str, str] = {
    "title": "{year}年度年报来电更正",
    "note": "更正登记里的每一行和结果；数在“来源”里查得到。没有用上的，请按“说明”改好登记再汇总一次。",
}
"""更正 of 汇总.xlsx."""

OUTCOMES: Mapping[str, str] = {
    "APPLIED": "已加在汇总里；报来的文件没有改动。",
    "MERGED": "报来的表已是更正值，不再另加。",
    "SUPERSEDED": "同一格以后一次为准。",
}
"""What came of a line that needs no reason, by the name of its outcome."""

SHOWN_BLANK = "空白"
NOTHING_NAMED = "没有写单位和格"
