"""The rules about the parts written in words, N-01 to N-17, and every sentence they are told in.

`{place}` is the paragraph (第2段), `{quote}` the words of the prose, `{cells}` the cells in the words of the form.
"""

from collections.abc import Mapping
from typing import NamedTuple

from gxxl.form.rule import FORM_BASIS, Rule, Severity

_TRUE = f"《中华人民共和国政府信息公开条例》第五十条；{FORM_BASIS}：数据准确、要素齐备。"
_PARTS = f"{FORM_BASIS}：总体情况主要包括主动公开、依申请公开、政府信息管理、平台建设、监督保障等方面。"
_FEES = f"{FORM_BASIS}：收取信息处理费的情况在第六部分专门报告（管理办法为国办函〔2020〕109号）。"
_BOTH_AGREE = "请对照台账核实，文字与表格取一致的数。"
_EXPLAIN = "确实无误的，请写明原因。"

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NARRATIVE_RULES = (
    Rule(
        code="N-01",
        severity=_ERROR,
        title="文字与表格不符",
        problem="文字与表格不符：{place}写“{quote}”，{cells}为{expected}{measure}。",
        remedy=_BOTH_AGREE,
        basis=_TRUE,
    ),
    Rule(
        code="N-02",
        severity=_WARNING,
        title="文字与表格口径不同",
        problem="请核对口径：{place}写“{quote}”，{cells}为{expected}{measure}。{note}",
        remedy="请把口径写清楚，或使文字与表格取一致的数。" + _EXPLAIN,
        basis=_TRUE,
        answerable=True,
    ),
    Rule(
        code="N-03",
        severity=_ERROR,
        title="分项与总数不符",
        problem="分项与总数不符：{place}写“{quote}”，所列分项相加为{sum}{measure}，相差{difference}{measure}。",
        remedy="请核对分项有无遗漏、重复，使总数等于各分项之和；分项不止这些的，写明“等”。",
        basis=_TRUE,
    ),
    Rule(
        code="N-04",
        severity=_ERROR,
        title="占比不符",
        problem="占比不符：{place}写“{quote}”，{part}÷{whole}＝{exact}。",
        remedy="请改为{exact}；不是占{whole}件的比例的，请写明占什么的比例。",
        basis=_TRUE,
    ),
    Rule(
        code="N-05",
        severity=_ERROR,
        title="与上年相比的数不符",
        problem="与上年相比的数不符：{place}写“{quote}”，今年{this}件，上年{last}件，{exact}。",
        remedy="请按已公布的上年年报重新计算。上年为0的，不写百分比。",
        basis=_TRUE,
    ),
    Rule(
        code="N-06",
        severity=_ERROR,
        title="说法与表格不符",
        problem="文字写“{quote}”，{cells}为{expected}{measure}。请核对。",
        remedy=_BOTH_AGREE,
        basis=_TRUE,
    ),
    Rule(
        code="N-07",
        severity=_WARNING,
        title="计量单位",
        problem="请核对计量单位：{place}写“{quote}”，{cells}为{expected}{measure}。",
        remedy="行政事业性收费以万元计，信息处理费以元计，请改正单位。" + _EXPLAIN,
        basis=_TRUE,
        answerable=True,
    ),
    Rule(
        code="N-08",
        severity=_WARNING,
        title="年份、单位、文号",
        problem="{place}写“{quote}”，{note}",
        remedy="请核对是否照搬了上年或其他单位的文字。" + _EXPLAIN,
        basis=_TRUE,
        answerable=True,
    ),
    Rule(
        code="N-09",
        severity=_ERROR,
        title="文字部分未写完",
        problem="“{section}”{note}",
        remedy="请写明本单位今年的实际情况。",
        basis=f"《中华人民共和国政府信息公开条例》第五十条；{FORM_BASIS}：六个部分不能遗漏。",
    ),
    Rule(
        code="N-10",
        severity=_ERROR,
        title="没有写信息处理费",
        problem="第六部分没有写信息处理费。",
        remedy="请写明“{year}年，本机关未收取政府信息公开信息处理费”，或写明收取的件数和金额（元）。",
        basis=_FEES,
    ),
    Rule(
        code="N-11",
        severity=_WARNING,
        title="总体情况缺少方面",
        problem="“一、总体情况”没有写到{missing}。",
        remedy="请补写；本单位没有这方面情况的，用一句话说明。" + _EXPLAIN,
        basis=_PARTS,
        answerable=True,
    ),
    Rule(
        code="N-12",
        severity=_NOTE,
        title="标题或序号",
        problem="{place}的序号“{quote}”{note}",
        remedy="请按顺序编排：第一层“（一）”，第二层“1.”，并列的几点用“一是”“二是”。",
        basis=f"{FORM_BASIS}：六个部分的标题和顺序；第一部分内不再用“一、”“二、”。",
    ),
    Rule(
        code="N-13",
        severity=_NOTE,
        title="落款",
        problem="落款{note}",
        remedy="格式没有规定落款；写落款的，单位与填报单位一致，日期为{next_year}年且不晚于公布期限。",
        basis="《中华人民共和国政府信息公开条例》第四十九条：每年1月31日前公布；逐级汇总不晚于3月31日。",
    ),
    Rule(
        code="N-14",
        severity=_WARNING,
        title="信息处理费前后不一",
        problem="{note}",
        remedy="请核对信息处理费的件数和金额（元），以及表三“（六）2.逾期不缴费”。" + _EXPLAIN,
        basis=_FEES,
        answerable=True,
    ),
    Rule(
        code="N-15",
        severity=_WARNING,
        title="本机关数与汇总数",
        problem="请核对口径：{place}写“{quote}”，说的是“{scope}”；{cells}为{expected}{measure}，是汇总数。",
        remedy="汇总年报的文字请写汇总数；要写本机关数的，另起一句并写明。" + _EXPLAIN,
        basis=f"{FORM_BASIS}：本政府机关年报与逐级汇总年报是两份报告。",
        answerable=True,
    ),
    Rule(
        code="N-16",
        severity=_NOTE,
        title="总体情况过长",
        problem="“一、总体情况”共{count}字，超过1000字。",
        remedy="请删去与本单位数据无关的话。",
        basis=f"{FORM_BASIS}：篇幅原则上不超过一千字。",
    ),
    Rule(
        code="N-17",
        severity=_NOTE,
        title="改过的文字与新起草的不同",
        problem="写文字时没有改动您的文字：{note}",
        remedy="请自行决定：照新起草的改，或保留您的文字并核对其中的数字。",
        basis=_TRUE,
    ),
)


class Said(NamedTuple):
    """A sentence for a special case of a rule, and its remedy where that is another one."""

    problem: str
    remedy: str = ""


NOTES: Mapping[str, Said] = {
    "published": Said(
        "公开的信息条数与{counted}是两个口径，数字可以不同。",
        "{value}条如指网上公开的信息条数，文字写明“公开信息”即可，不必改表；如为{issued}，请将{at}改为{value}。",
    ),
    "received": Said(
        "文字中的“{quote}”等于新收{new}件加上年结转{carried}件。",
        "如此表述的，建议写作“新收{new}件、上年结转{carried}件”。" + _EXPLAIN,
    ),
    "reading": Said("{value}{measure}与{other}相同。"),
    "soft": Said("文字没有写明是哪一项，两个数可能不是同一口径。"),
    "measure": Said(
        "政府信息公开申请按“件”计，{place}写作“{quote}”。",
        "请把“条”改为“件”。",
    ),
    "period": Said("统计期限应为{year}年1月1日至{year}年12月31日。"),
    "year": Said("而报告年度是{year}年。"),
    "organ": Said("而填报单位是{organ}。"),
    "decree": Said("《政府信息公开条例》是国务院令第711号。"),
    "superseded": Said("该文自2021年度报告起已由国办公开办函〔2021〕30号替代。"),
    "empty": Said("没有写。"),
    "placeholder": Said("还留着“{quote}”，没有写完。"),
    "placeholders": Said("还留着“{quote}”等{count}处，没有写完。"),
    "short": Said("只写了“{quote}”，过于简单。"),
    "repeated": Said("重复。"),
    "skipped": Said("前缺“{expected}”。"),
    "top level": Said("与六个部分的序号混用。"),
    "no signing organ": Said("没有单位。"),
    "no date": Said("没有日期。"),
    "late": Said("日期是{date}，不在{next_year}年1月1日至3月31日之间。"),
    "other organ": Said("单位是“{organ}”，与填报单位“{expected}”不一致。"),
    "fee parts": Said("{place}写信息处理费共{total}{measure}，所列分项相加为{sum}{measure}。"),
    "unpaid": Said("{place}写“{quote}”，而表三“（六）2.逾期不缴费”为{count}件，即已发出收费通知。"),
}
"""What fills `{note}`, or stands in place of a rule's own words, by case."""

CONFLICTS: Mapping[str, str] = {
    "missing": "没有写入“{now}”。",
    "gone": "{place}“{quote}”所说的情况，现在起草的文字里已经没有。",
    "other": "{place}“{quote}”，按现在的数字起草为“{now}”。",
}
"""N-17: what merging could not decide."""

CELLS: Mapping[str, str] = {
    "total": "{table}“{row}”总计",
    "one": "{table}“{name}”",
    "group": "{table}“{group}”总计",
    "sum": "{first}与{second}之和",
    "several": "{table}“{first}”等{count}格之和",
}
"""Cells as a sentence names them."""

CHANGES: Mapping[str, str] = {
    "up": "增长{share}",
    "down": "下降{share}",
    "more": "增加{count}件",
    "fewer": "减少{count}件",
    "same": "与上年持平",
}
"""How this year's number stands to last year's."""

ASPECTS: Mapping[str, tuple[str, ...]] = {
    "主动公开": ("主动公开", "公开政府信息", "发布", "公开信息"),
    "依申请公开": ("依申请", "公开申请", "申请公开", "信息申请", "受理申请", "收到申请"),
    "政府信息管理": ("信息管理", "审核", "审查", "文件清理", "保密", "目录", "清理", "审批", "三审"),
    "政府信息公开平台建设": ("平台", "网站", "新媒体", "公众号", "公报", "查阅", "专栏"),
    "监督保障": ("监督", "保障", "培训", "考核", "评议", "责任", "领导小组", "督查", "检查"),
}
"""The five aspects of part one and words that show that one is touched upon."""

GOVERNMENT_ASPECTS: Mapping[str, tuple[str, ...]] = {
    "工作考核": ("考核", "考评", "绩效"),
    "社会评议": ("评议", "评估", "满意度"),
    "责任追究": ("责任追究", "追责", "问责", "追究"),
}
"""What the report of a government says besides (条例第五十条第四项)."""

PLACEHOLDERS = (
    "（文字描述）",
    "(文字描述)",
    "以表格形式报告",
    "[[",
    "]]",
    "××",
    "XX",
    "xx年",
    "____",
    "待补充",
    "请填写",
    "此处填写",
)
"""What is left of a template where nobody wrote."""

FEE_WORDS = ("处理费", "收费", "收取", "费用")
"""Any of these says something on 信息处理费."""

NO_NOTICE = ("未发出收费通知", "没有发出收费通知", "未发生收费", "没有产生", "未产生", "未收费")
"""Words that say no fee was ever asked for."""

COVERAGE = "文字中有{count}个数字"
"""Season §6.17: what a check of the prose comes to, before the verdicts."""

COVERAGE_OF: Mapping[str, str] = {
    "agrees": "{count}个与表格一致",
    "disagrees": "{count}个与表格不符",
    "ambiguous": "{count}个请核对口径",
    "not_checked": "{count}个没有核对（所指的格没有读到，或没有上年数据）",
    "not_in_tables": "{count}个不是表内数字（已列出）",
    "not_understood": "{count}个未能识别（已列出）",
}
"""How many of each verdict, in the order they are told."""

VERDICTS: Mapping[str, str] = {
    "agrees": "一致",
    "disagrees": "不符",
    "ambiguous": "请核对口径",
    "not_checked": "未核对",
    "not_in_tables": "不是表内数字",
    "not_understood": "未能识别",
}
"""Season §6.3: the verdicts in words."""

VERDICTS_TITLE = "文字核对"
"""The line of 核查结果 that tells how many numbers the prose has, above those that were held against no cell."""
