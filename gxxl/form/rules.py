"""The rules gxxl checks: code, severity, title, wording, remedy, basis. Every sentence about a rule is said here.

`problem` and `remedy` are texts with named slots in braces, filled by `checking.wording`; a rule whose remedy depends
on which side is larger has `remedy_over` for the case that the left side is the smaller one (W-02: that data, not a
workbook, has a column too many). Codes are never reused.
"""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.form.formula_words import SUMS
from gxxl.form.rule import FORM_BASIS, Rule, Severity
from gxxl.form.rules_collecting import COLLECTING_RULES
from gxxl.form.rules_narrative import NARRATIVE_RULES
from gxxl.form.rules_workbook import WORKBOOK_RULES

__all__ = ["RULES", "Rule", "Severity"]

_PLAIN_NUMBERS = f"{FORM_BASIS}：各项数据核定到报告年度12月31日；没有的填“0”。"
_CARRY = f"{FORM_BASIS}表三左上角：第一项加第二项之和，等于第三项加第四项之和。"
_TOTALS = f"{FORM_BASIS}表三“总计”栏。"
_STOCK_BASIS = "同一口径下，年末数＝上年末数＋本年制发－本年废止；清理、机构改革或口径调整时应当说明。"
_PLAUSIBLE = "合理性核对，不是法定勾稽关系；如实填报的，写明原因即可。"
_ONLY_DIGITS = "请只填数字：0或正整数，不带“件”字、逗号和空格。"

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_CELL_RULES = (
    Rule(
        code="C-01",
        severity=_ERROR,
        title="空白格",
        problem="{table}“{cell}”没有填写。",
        remedy="没有的请填“0”，不要留空，也不要填“/”“—”“无”。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-02",
        severity=_ERROR,
        title="不是数字",
        problem="{table}“{cell}”填的是“{text}”，不是数字，不能相加。",
        remedy=_ONLY_DIGITS + "没有的填“0”；需要说明的，写在第一或第六部分的文字里。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-03",
        severity=_ERROR,
        title="数字按文字填写",
        problem="{table}“{cell}”填的是“{text}”，电脑按文字处理，不能相加。",
        remedy="看上去是{value}，但按文字存放。请删除后重新输入{value}。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-04",
        severity=_ERROR,
        title="负数",
        problem="{table}“{cell}”填的是{text}，件数和金额不能为负数。",
        remedy="请核对后填0或正数。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-05",
        severity=_ERROR,
        title="不是整数",
        problem="{table}“{cell}”填的是{text}，件数不能有小数。",
        remedy="请核对后填0或正整数；只有行政事业性收费（万元）和采购金额可以有小数。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-06",
        severity=_ERROR,
        title="公式出错",
        problem="{table}“{cell}”显示为“{text}”，是公式出错，没有数字。",
        remedy="请删除这一格的公式，直接填数字。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-07",
        severity=_NOTE,
        title="公式",
        problem="{table}“{cell}”{what}",
        remedy="{how}",
        basis="填报格应为核定后的数字；总计格由公式自动计算。",
        answerable=True,
    ),
    Rule(
        code="C-08",
        severity=_ERROR,
        title="填成日期",
        problem="{table}“{cell}”填的是日期“{text}”，这里应填件数。",
        remedy="请重新输入数字；仍显示日期的，先把单元格格式改为“常规”。",
        basis=_PLAIN_NUMBERS,
    ),
    Rule(
        code="C-09",
        severity=_WARNING,
        title="数字过大",
        problem="{table}“{cell}”填的是{text}，超过{ceiling}，大得少见。",
        remedy="请核对是否多输了位数、两格连成一格，或单位填错。确实无误的，请写明原因。",
        basis=_PLAUSIBLE,
        answerable=True,
    ),
)

_TABLE_RULES = (
    Rule(
        code="T2-01",
        severity=_WARNING,
        title="废止多于可废止数",
        problem="{table}“{row}”本年废止{left}件，多于上年现行有效与本年制发之和{right}件，多出{difference}件。",
        remedy="请核对“本年废止件数”（{at}）和上年“现行有效件数”是否同一口径。确实无误的，请写明原因。",
        basis=_STOCK_BASIS,
        answerable=True,
    ),
    Rule(
        code="T2-02",
        severity=_WARNING,
        title="无权制定规章的机关填了规章",
        problem="{table}“{cell}”填的是{left}件，而本单位一般不制定规章。",
        remedy="规章只有国务院部门和省、设区的市、自治州政府等可以制定。请核对是否把行政规范性文件填在了规章一行（{at}）；没有的填0。",
        basis="《中华人民共和国立法法》关于规章制定权的规定；地区行政公署是派出机关。",
        answerable=True,
    ),
    Rule(
        code="T3-01",
        severity=_ERROR,
        title="收到与办理的勾稽关系",
        problem="{table}“{column}”列勾稽关系不符：{left_sum}＝{left}，{right_sum}＝{right}，相差{difference}件。",
        remedy="尚未办结的，请填入“四、结转下年度继续办理”（{carried_out}）；已经办结的，请补填办理结果（{outcomes}）。",
        remedy_over="办理结果和结转多出{difference}件。请核对办理结果（{outcomes}）有无重复计数，"
        "“本年新收”（{new}）、“上年结转”（{carried_in}）有无漏填。",
        basis=_CARRY,
    ),
    Rule(
        code="T3-02",
        severity=_ERROR,
        title="每行总计",
        problem="{table}“{row}”行总计不符：" + SUMS["T3-02"],
        remedy="请核对{parts}。各列无误的，点“填总计”恢复公式，或将{at}改为{left}。",
        basis=_TOTALS,
    ),
    Rule(
        code="T3-03",
        severity=_ERROR,
        title="每列办理结果总计",
        problem="{table}“{column}”列（七）总计不符：" + SUMS["T3-03"],
        remedy="请核对{parts}。各行无误的，点“填总计”恢复公式，或将{at}改为{left}。",
        basis=_TOTALS,
    ),
    Rule(
        code="T4-01",
        severity=_ERROR,
        title="复议诉讼各组总计",
        problem="{table}“{row}”总计不符：维持、纠正、其他、尚未审结相加为{left}，“总计”填的是{right}，相差{difference}件。",
        remedy="请核对{parts}。各格无误的，点“填总计”恢复公式，或将{at}改为{left}。",
        basis=f"{FORM_BASIS}表四“总计”栏。",
    ),
)

_YEAR_RULES = (
    Rule(
        code="Y-01",
        severity=_ERROR,
        title="上年结转与上年年报衔接",
        problem="“上年结转”与上年年报不衔接：{column}列，{last_year}年报“结转下年度继续办理”为{left}件，"
        "今年“上年结转”填{right}件，相差{difference}件。",
        remedy="请按已公布的上年年报填写{at}。上年确有差错的，请在“核实说明”写明原因。上年数读取有误的，请更正“上年数据”。",
        basis=f"{FORM_BASIS}：上年结转为上年年报“结转下年度继续办理”的数量。",
        answerable=True,
    ),
    Rule(
        code="Y-02",
        severity=_WARNING,
        title="现行有效件数与上年衔接",
        problem="{table}“{row}”现行有效件数与上年不衔接：上年现行有效＋本年制发－本年废止＝{left}件，今年填{right}件，相差{difference}件。",
        remedy="请核对{parts}和上年“现行有效件数”。因文件清理、机构改革等不一致的，请写明原因。",
        basis=_STOCK_BASIS,
        answerable=True,
    ),
    Rule(
        code="Y-03",
        severity=_WARNING,
        title="与上年相比变动过大",
        problem="{table}“{cell}”与上年相比变动过大：今年{this}{measure}，上年{last}{measure}{change}。",
        remedy="请核对口径、单位和位数（{at}）。确实无误的，请写明原因。",
        basis=_PLAUSIBLE,
        answerable=True,
    ),
    Rule(
        code="Y-04",
        severity=_WARNING,
        title="其他处理占比偏高",
        problem="{table}“{cell}”{count}件，占（七）总计{right}件的{share}，超过10%。",
        remedy="“其他”应当极少。请核对其中有无应当归入（一）至（五）的，如无，请写明主要情形（如申请人主动撤回）。",
        basis="国办公开办函〔2019〕60号：“其他处理”数量偏高的要核查。",
        answerable=True,
    ),
    Rule(
        code="Y-05",
        severity=_WARNING,
        title="文字与上年雷同",
        problem="“{section}”与上年年报的文字{alike}相同（不计数字和书名号内文字）。",
        remedy="请写今年本单位的实际情况，把上年的内容改掉。",
        basis=f"{FORM_BASIS}：不得出现敷衍了事甚至年年雷同现象。",
        answerable=True,
    ),
)

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (*_CELL_RULES, *_TABLE_RULES, *_YEAR_RULES, *NARRATIVE_RULES, *WORKBOOK_RULES, *COLLECTING_RULES)
}
"""Every rule by its code, in the order they are printed."""

CHANGE_WORDS: Mapping[str, str] = {
    "zero": "",
    "up": "，是上年的{times}倍",
    "down": "，只有上年的{share}",
}
"""Y-03: how this year's number stands to last year's."""

WHOLLY_ALIKE, PARTLY_ALIKE = "完全", "有{share}"
SAME = "相同"
"""Y-05, R-06: how alike; alone after it where every word is."""

CAUSES: Mapping[str, str] = {
    "wrong column": "“{more}”列多{difference}件，“{less}”列少{difference}件，总计相平，可能是{difference}件归错了列。",
    "row left out": "相差的{difference}正好是“{name}”的数，可能是加总计时漏了或重了这一格。",
    "digits swapped": "“{name}”的{number}如是{swapped}则相符，可能是相邻两位数字颠倒。",
    "digits split": "“{first}”填{left}、“{second}”填{right}，如是{joined}则相符，可能是一个数拆在了两格。",
    "typed in yuan": "与上年相差{times}倍，可能是按“元”填的。",
    "fees in yuan": "可能是按“元”填的：{number}元是{value}万元。",
}
"""Likely causes of an arithmetic finding, most telling first."""

EDITION_ADVICE: Mapping[str, str] = {
    "disclosure": "“处理决定数量”可以照转；“制发、废止、现行有效件数”和“收费金额（万元）”须重新核实填写。",
    "requests": "“（六）其他处理”须按3小行分别填写，其余各行可以照转。",
}
"""W-01: what can be copied into the form that is due, by table, where the newer form is due."""

NO_FORM_YET = "2019年度以前没有统一表样，请核对报告年度是否填错。"
"""W-01: the remedy for a year before the first edition."""

CASES: Mapping[str, Mapping[str, str]] = {
    "C-01": {
        "total": "总计应为{sum}，点“填总计”恢复公式，或直接填{sum}。",
        "unknown total": "请先改好相加的各格，再点“填总计”恢复公式。",
    },
    "C-03": {
        "full width": "填的是全角的“{text}”，请切换到英文半角重新输入{value}。",
        "comma": "请去掉逗号，填{value}。",
        "unit": "只填数字，应为{value}。请改为{value}，单位不用写。",
    },
}
"""Remedies for special cases of a rule, in place of its own: blank totals, numbers as text by what makes them text."""

FORM_DUE: Mapping[str, tuple[str, str]] = {
    "newer": ("自{since}年度起，应使用{number}表样。", "新表样"),
    "older": ("{year}年度应使用{number}表样。", "该年度的表样"),
}
"""W-01: which form is due, and what the remedy calls it."""

FEES_TOO_LARGE = "{table}“{cell}”填的是{text}，达到或超过{ceiling}，大得少见。"
"""C-09 for 收费 of a single organ, whose bound is not that of the cell."""

SHEET_OF_BLANK_TOTALS = (
    "{table}有{count}格总计没有填写。",
    "点“填总计”恢复公式，或填入相加各格之和。",
)
"""C-01 of totals in every view for people: one sentence a table."""

SHEET_OF_BLANKS = (
    "{table}有{count}格没有填写。",
    "没有的请填“0”，不要留空，也不要填“/”“—”“无”。选中这些格，输入0，按Ctrl＋Enter，可一次填完。",
)
"""C-01 of input cells in every view for people: one sentence a table, with its remedy."""

OTHER_FILES = "另有{count}个文件不是年报表或年报数据，没有核查。"
"""The last line of the text view where folders hold files of other kinds."""

MORE_OF_THE_SAME = "另有{count}处同类问题。"
"""The line that stands for further findings of one rule in a view for people."""
