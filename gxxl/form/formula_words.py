"""What the formulas of the workbook say: how things stand, what is wrong now, what the numbers come to (season §6.3).

A click loads these. What stands fixed on the sheets is in `sheet_words`.
"""

from collections.abc import Mapping

YES, NO = "是", "否"
"""What 填报完毕 says, and whether the program has checked."""

AGREES, BROKEN, EXPLAIN, EXPLAINED, INCOMPLETE = "相符", "不符", "请说明", "已说明", "未填全"
"""States of the fixed rows of 核查结果."""

NO_LAST_YEAR = "未核对（没有上年数据）"
"""The state of a row that holds this year against the last."""

WHOLE: Mapping[str, str] = {
    "errors": "✗ 请更正（{count}处）",
    "unfinished": "○ 未填完",
    "doubts": "？请说明（{count}处）",
    "not checked": "✓ 表内勾稽通过，正文未核查",
    "changed": "！核查后有改动，请再核查一次",
    "ready": "✓ 可以上报",
}
"""How the workbook as a whole stands; a sign before each state, never colour alone."""

TABLE: Mapping[str, str] = {
    "errors": "✗ 有误{count}处",
    "blank": "○ 未填",
    "filling": "○ 填报中，还差{count}格",
    "doubts": "？待说明{count}处",
    "right": "✓ 已通过",
}
"""How a table stands."""

PROSE: Mapping[str, str] = {"blank": "○ 未填", "written": "✓ 已填{count}字"}
"""How a part in words stands."""

PERIOD, NO_YEAR_YET = "统计期间：{year}年1月1日至{year}年12月31日", "请先填年度"

TITLES: Mapping[str, str] = {
    "W-01": "年度与表样",
    "C-01": "{table}：没有填写的格",
    "C-02": "{table}：填的不是数字的格",
    "T3-01": "{table}“{column}”列勾稽关系",
    "T3-02": "{table}“{row}”行总计",
    "T3-03": "{table}“{column}”列{row}",
    "T4-01": "{table}“{row}”总计",
    "Y-01": "“上年结转”{column}列与上年衔接",
    "Y-02": "{table}“{row}”现行有效件数与上年衔接",
    "N-09": "“{section}”已写",
    "N-10": "第六部分写明信息处理费",
}
"""What a fixed row checks, by its rule."""

SINCE = "{year}年起"
"""W-01: the years a form is for."""

FAULTS: Mapping[str, str] = {
    "W-01": "封面年度{year}与表样（{form}）不符，请核对年度或换用相应表样。",
    "C-01": "{table}有{count}格没有填写，没有的请填“0”。",
    "C-02": "{table}有{count}格填的不是0或正整数，请只填数字。",
    "N-09": "“{section}”没有写。",
    "N-10": "第六部分没有写信息处理费。请写明“本机关未收取政府信息公开信息处理费”，或写明收取的件数和金额（元）。",
}
"""What is said where it does not hold."""

UNEQUAL = "{title}不符："
SUMS: Mapping[str, str] = {
    "T3-01": "本年新收＋上年结转＝{left}，（七）总计＋结转下年度＝{right}，相差{difference}件。",
    "T3-02": "六类申请人相加为{left}，“总计”填的是{right}，相差{difference}件。",
    "T3-03": "（一）至（六）相加为{left}，“（七）总计”填的是{right}，相差{difference}件。",
    "T4-01": "四项相加为{left}，“总计”填的是{right}，相差{difference}件。",
    "Y-01": "上年“结转下年度继续办理”为{left}件，今年“上年结转”填{right}，相差{difference}件。",
    "Y-02": "上年现行有效＋本年制发－本年废止＝{left}，今年填{right}，相差{difference}件。",
}
"""The same for two sums that must be equal, after its title: both numbers and the difference."""

FAULTS_IN_ROW, AND = "有{count}格填的不是0或正整数", "；"
"""核查提示 beside a row of a table; between it and what the program said."""

LIST = "程序核查的问题（点“核查”后列出）"
STALE_LIST = "程序核查的问题（核查后有改动，请再核查一次）"
"""The heading over the program's findings."""

JUMP = "转到"
"""The link beside what is wrong now."""

SENTENCES = (
    "新收政府信息公开申请{new}件，上年结转{carried_in}件。",
    (
        "办结{handled}件，其中予以公开{granted}件，部分公开{partly_granted}件，"
        "不予公开{refused}件，无法提供{unavailable}件。"
    ),
    "结转下年度继续办理{carried_out}件。",
    "因政府信息公开引起的行政复议{reconsideration}件，行政诉讼{litigation}件。",
    "作出行政许可决定{licences}件、行政处罚决定{penalties}件、行政强制决定{coercive_measures}件。",
)
"""Beside section 一: sentences to copy."""

NO_SENTENCES_YET = "表格填完后，这里给出可以照抄的数字句"

LOOKED_FOR: Mapping[str, str] = {"new": "本年新收", "handled": "办理结果总计", "carried_out": "结转下年度"}
"""Rows of table three whose 总计 is looked for in section 一."""

IN_THE_TEXT: Mapping[str, str] = {
    "not checked": "未核对",
    "zero": "为0，文字写“未收到”“无”即可",
    "found": "一致：文字中有“{count}件”",
    "not found": "请核对：文字中没有找到“{count}件”",
}
"""What comes of it."""
