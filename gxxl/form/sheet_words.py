"""What stands fixed on the sheets of the workbook: labels, headings, how to fill, what is refused (season §4.3).

What its formulas say is in `formula_words`, labels of tables and questions are the form's.
"""

from __future__ import annotations

from collections.abc import Mapping

COVER_LABELS: Mapping[str, str] = {
    "organ": "单位名称（全称）", "year": "报告年度", "level": "层级", "kind": "单位类型", "scope": "数据口径",
    "contact": "联系人（不对外公布）", "phone": "联系电话（不对外公布）", "deadline": "报送截止",
    "finished": "填报完毕",
    "period": "统计期间", "code": "校验码", "filled_by": "填表人", "checked_by": "审核人",
    "approved_by": "负责人（盖章）",
    "title": "报告标题", "preamble": "文首说明（一段一行，可不填）",
    "signature_organ": "落款单位", "signature_date": "落款日期",
    "version": "模板版本",
}  # fmt: skip
"""封面: the label of each entry."""

STATES_HEAD, HOW_HEAD = "各表状态", "怎么填"
HOW = (
    "1. 只填白色格，灰色格自动计算。没有的填“0”，不要留空。",
    "2. 先填二、三、四表的数字，再写一、五、六的文字。",
    "3. 随时看“核查结果”：“错误”请更正，“疑点”请核对，如无误请写明原因。",
    "4. 三张表的栏目与{number}格式一致；右侧提示栏不打印。",
    "5. 填完后在封面选“填报完毕：是”，把本文件发回即可。盖章件另送。",
)
NOT_ONLINE = "本报送表含内部核对内容，请勿直接上网；上网文稿请用“导出”。"
"""封面 and 填报说明: how to fill, and what not to do."""

REFUSED_TITLE = "请核对"
REFUSED: Mapping[str, str] = {
    "count": "这一格只填数字：0或正整数，不带“件”字、逗号和空格。",
    "money": "这一格只填数字，单位：万元，可有小数，不带单位、逗号和空格。",
    "change": "这一格只填整数，减少用负数（如-4）。",
    "asked": "这一格只填数字，不带单位、逗号和空格；没有的填0。",
    "year": "请填四位年份，如2026。",
    "list": "请从下拉列表中选择。",
}
"""What is said of an entry a cell does not take."""

PROMPTS: Mapping[str, str] = {
    "count": "填0或正整数，单位：件。",
    "money": "单位：万元，可有小数。例：985.7325万元填985.7325。",
    "licences": "按行政许可决定件数填。婚姻登记、低保和特困认定、养老机构备案等不计入。",
    "carried_in": "照上年年报“结转下年度继续办理”填写。",
    "carried_out": "报告年度12月31日尚未办结的申请件数。",
}
"""What is said beside a cell of a table: by its row, else by what it counts."""

YEAR_PROMPT = "数据所属的年度。2027年1月填报的，是2026年度。"

HINT_HEAD = "核查提示"
"""Over the column beside a table."""

ALL_ZERO = "选中D7:I29（输入0，按Ctrl＋Enter填满）"
ALL_ZERO_NOTE = "先全部填0，再改有数的格；第31行另填一次。（七）总计自动计算。"
"""Beside table three: a way to fill it."""

PROSE_NOTE = "一段一行；从Word粘贴时请选“只保留文本”。一段过长时接着写下一行，在左边写“接上段”。"
SENTENCES_HEAD, IN_THE_TEXT_HEAD = "可以照抄的数字句（随表格自动更新）", "文字与表格"
"""On the sheets of parts in words, and beside section 一."""

LAST_LABELS: Mapping[str, str] = {
    "last_organ": "上年填报单位",
    "last_year": "上年年度",
    "last_edition": "上年表样（2021或2019）",
    "last_source": "数据来源",
}
LAST_NOTE = (
    "请照已公布的上年年报填写。先填九格：表三“四、结转下年度继续办理”一行7格、表二两个“现行有效件数”，"
    "用于核对上年结转和现行有效件数；其余各格可不填，填了可以多核对变动情况。"
)
LAST_TABLE, LAST_SECTION = "上年{table}", "上年“{section}”"
"""上年数据."""

EXTRA_NOTE = "供撰写第一、五、六部分使用，不属于统一格式；没有的可不填，不填的不写进文字。"
ASKED_HEAD = "加报项目（下发单位的要求；不属于统一格式，没有的填0）"
"""补充情况: over its questions, and over those of whoever sends the workbook."""

NOW_HEAD = "现在的问题（随填随改；没有问题时为空）"
NOW_HEADS: Mapping[int, str] = {0: "轻重", 1: "问题", 6: "位置"}
"""核查结果: the list of what is wrong now, its columns counted from 0."""

FIXED_HEAD = "逐项核对（随表格自动更新）"
FIXED_HEADS = ("规则", "核查内容", "左边", "右边", "相差", "状态", "位置", "核实说明")
FOUND_HEADS = ("轻重", "问题", "规则", "原填", "应为", "改法", "位置", "核实说明")
"""The columns of the fixed rows, and of the program's findings."""

NOTICE_HEAD, RULES_HEAD, RULES_HEADS = "上级要求", "核查规则", ("代码", "规则", "依据")
"""填报说明."""

PHRASES_NOTES = (
    "句式由下发模板的单位维护：改“文字”和“条件”，“名称”不改。同名的句式从上往下用第一条条件成立、空位都有数的。",
    (
        "{空位}填数字或回答；{空位:未收到}表示数字是0，写成“未收到”；<名称>是另一条句式；<甲/乙>用有内容的第一条；"
        "<前|间|后|甲|乙>把有内容的各条连起来。条件写“空位 判断”，几个条件用“；”隔开。"
    ),
)
PHRASES_HEADS = ("名称", "条件", "文字", "", "空位或判断", "意思")
"""句式: how it is kept, and its columns."""

GIVEN_MEANS: Mapping[bool, str] = {True: "有数字或有回答", False: "没有数字或没有回答"}
EQUALS_MEANS, BELOW_MEANS, REPORTS_MEAN = "两个数相等", "比另一个数小", "报告本身的情况，单独写"
OF_ANOTHER_SLOT, OF_A_SLOT = "{test} 另一空位", "{name}.空位"
"""Its legend: what tests mean, and how a test or a derived number is written of a slot."""

LAUNCHER = (
    "本机没有安装核查程序，不影响填报。表内数字已由公式自动核对，结果见“核查结果”。文字与表格是否一致，由收表单位核对后反馈。",
    "这次操作没有完成，您填的内容没有改动。请保存后把本文件发给收表单位。",
    "没能启动核查程序，不影响填报。请把下面的话告诉技术人员：",
)
"""What the macros say by themselves: no program, failed, not started."""
