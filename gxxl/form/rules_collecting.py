"""The rules about a collected folder, R-01 to R-13 and P-01, and every sentence they are told in."""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.form.rule import FORM_BASIS, Rule, Severity

_ARTICLE_49 = "《中华人民共和国政府信息公开条例》第四十九条"
_STEP_BY_STEP = f"{FORM_BASIS}：应当逐级汇总相关情况和数据。"

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

COLLECTING_RULES = (
    Rule(
        code="R-01",
        severity=_ERROR,
        title="未报",
        problem="没有收到{organ}{year}年度年报。",
        remedy="请催报{deadline}；没有收到申请的单位也要报，表三填0。",
        basis=_ARTICLE_49 + "；汇总时应报单位应当齐全。",
    ),
    Rule(
        code="R-02",
        severity=_WARNING,
        title="收到不同的两份",
        problem="收到{organ}{count}份，内容有{cells}格不同（{places}），保存时间分别为{times}。",
        remedy="请确定以哪份为准；现暂按{counted}计入（{why}），定下后用 --newest，或把不用的一份移出文件夹。",
        remedy_over="无需处理；计入的是{counted}。",
        basis="一个单位只计入一份；保存时间取自文件内部的记录（docProps/core.xml），不看下载时间。",
    ),
    Rule(
        code="R-03",
        severity=_ERROR,
        title="上级汇总数与下级之和不符",
        problem="{organ}汇总年报的{cell}填{found}，下级各单位之和为{expected}，相差{difference}。",
        remedy="请逐家核对后更正汇总年报；汇总年报只用于核对，没有计入。",
        basis=_STEP_BY_STEP,
    ),
    Rule(
        code="R-04",
        severity=_NOTE,
        title="垂直管理单位不计入",
        problem="{organ}是垂直管理单位，数据由其上级主管部门汇总，没有计入。",
        remedy="确需计入的，用 --include {organ}=理由。",
        basis="海关、税务、金融监管等实行垂直领导的单位，年报报上一级主管部门（" + _ARTICLE_49 + "）。",
    ),
    Rule(
        code="R-05",
        severity=_ERROR,
        title="有误，已照报数计入",
        problem="{organ}的年报{what}，已照报来的数计入。",
        remedy="请按退回单要求该单位更正后重新报送，再汇总一次。",
        basis="能读的都计入，有误的点名；汇总在更正之前不是定稿。",
    ),
    Rule(
        code="R-06",
        severity=_WARNING,
        title="文字雷同",
        problem="{organ}与{other}“{section}”的文字{alike}相同：{organ}写“{quote}”，{other}写“{theirs}”。",
        remedy="请两家各写自己的情况；确属共同部署的，写明原因。",
        basis="国办公开办函〔2021〕30号：不得出现雷同现象；只比各单位自己写的话，数字和引用的法规不比。",
        answerable=True,
    ),
    Rule(
        code="R-07",
        severity=_ERROR,
        title="名单中重复",
        problem="{organ}在名单中出现{count}次，会重复计算，只计入一次。",
        remedy="请在名单中只留一处：按块（本级政府）或按条（上级主管部门）汇总，只选一条线。",
        basis=_STEP_BY_STEP + "块和条不能混在一张汇总表里。",
    ),
    Rule(
        code="R-08",
        severity=_ERROR,
        title="已收到，但读不了",
        problem="文件已收到，但读不了（{reason}）。",
        remedy="{advice}",
        basis="已交的单位不算未报；读不了的文件不计入，原文件没有改动。",
    ),
    Rule(
        code="R-09",
        severity=_WARNING,
        title="疑似用了别单位的表",
        problem="“{file}”按{by}认作{organ}，但{contradiction}。",
        remedy="请与报送单位核对是谁的表；认错了的，请对方用自己的表重报。",
        basis="单位按下发时的编号、封面、标题、文件名的顺序认定，不一致时不静默处理。",
    ),
    Rule(
        code="R-10",
        severity=_WARNING,
        title="年报表与文稿不一致",
        problem="三版核对：{place}，年报表（{book}）为“{mine}”，文稿（{file}）为“{theirs}”。",
        remedy="请与{organ}核实以哪一份为准；现按年报表计入，文稿只用于核对。",
        basis="报送的年报表、签发的定稿和公布的网页应当是同一份年报。",
    ),
    Rule(
        code="R-11",
        severity=_NOTE,
        title="按更正登记更正",
        problem="{organ}{cell}按{who}{when}来电由{old}更正为{new}，已按更正后的数计入。",
        remedy="原文件没有改动；请该单位在自己的表、文稿和盖章件上同样更正后重报。",
        basis="来电更正逐格登记：原值、更正值、来电人、时间齐全才用，只加在汇总里，不改报来的文件。",
    ),
    Rule(
        code="R-12",
        severity=_WARNING,
        title="更正登记没有用上",
        problem="更正登记第{row}行（{named}）没有用上：{reason}。",
        remedy="{advice}",
        basis="来电更正逐格登记：单位、格认得出，原值与报来的表一致，来电人、时间齐全，才加在汇总里。",
    ),
    Rule(
        code="R-13",
        severity=_WARNING,
        title="加报项目没有填好",
        problem="{organ}的加报项目有{count}项没有填好：{items}。",
        remedy="请在“补充情况”末尾的加报项目中填写，没有的填0。",
        basis="下发通知中的加报要求；不属于统一格式，不影响三张表。",
    ),
    Rule(
        code="P-01",
        severity=_ERROR,
        title="公布时间",
        problem="{organ}{year}年度年报{published}公布（{by}），期限是{deadline}（{whose}），晚{days}天。",
        remedy="请核对该页首次公布的日期；页面后来重发过的，以首次公布的记录为准。",
        basis=_ARTICLE_49 + f"：每年1月31日前；{FORM_BASIS}：汇总年报县级2月20日、地市级3月10日、省级3月31日前。",
    ),
)

EVIDENCE: Mapping[str, str] = {
    "code": "下发编号",
    "cover": "封面的单位名称",
    "title": "标题",
    "signature": "落款",
    "file": "文件名",
}
"""By what an organ is recognised."""

CONTRADICTIONS: Mapping[str, str] = {
    "other": "{by}是{organ}",
    "stranger": "{by}是“{text}”，名单里没有",
}
"""R-09: what speaks against it."""

FAULTS: Mapping[str, str] = {
    "errors": "有错误{count}处",
    "unfinished": "还有{count}格没有填，封面“填报完毕”也没有选“是”",
}
"""R-05: what is wrong with a return."""

COUNTED_FOR = {"last": "最后保存的一份", "tied": "保存时间相同，由程序取定一份"}
"""R-02: why one of several returns counts for the time being."""

NOT_COUNTED: Mapping[str, str] = {
    "year": "是{year}年度的，不是{wanted}年度",
    "last year": "是{year}年度的，不是{wanted}年度，只供与上年对照",
    "no year": "没有写明年度",
    "organ": "认不出是哪个单位",
    "not listed": "“{organ}”不在名单里",
    "unreadable": "读不了：{reason}",
    "not a report": "不是年报：{reason}",
    "same": "与计入的一份（{counted}）内容相同",
    "another version": "文稿与计入的年报表（{counted}）不一致，已逐处核对，见问题（R-10）",
    "tied": "另有一份（{counted}）保存时间相同、内容不同，暂以那份为准",
    "older": "另有一份（{counted}）保存在后，暂以那份为准",
    "rolled up": "是汇总年报，只用于核对，不相加",
    "vertical": "垂直管理单位，不计入",
    "excluded": "不计入：{reason}",
    "another line": "是{organ}的，不在汇总范围",
}
"""Why a file does not count."""

SAME_TWICE = "收到{organ}{count}份，内容相同，只计入一份。"
"""R-02 as a 提示."""

WORDS_DIFFER = "收到{organ}{count}份，表内数字相同，文字有{cells}处不同（{places}），保存时间分别为{times}。"
"""R-02 where no cell differs."""

INCOMPLETE_SUM = "{organ}汇总年报没有核对：下级还有{count}家没有计入。"
"""R-03 as a 提示."""

AND_MORE = "等{count}家"
"""After the first few of many organs."""

NO_TIME = "没有记录"
"""R-02: a file that does not say when it was saved."""

UNREAD = "已收到{organ}文件“{file}”，但读不了（{reason}）。"
"""R-08 of an organ."""

UNREAD_BESIDE = "无需处理；已按{counted}计入，这份没有参加核对。"
"""R-08 as a 提示: what became of a file nobody can read."""

MORE_DIFFERENCES = "三版核对：文稿（{file}）与年报表还有{count}处不同，没有一一列出。"
"""R-10 where documents differ in very many places."""

UNREAD_YEAR = ("没有写明年度", "请对方在封面（标题）写明报告年度后重发。")
"""R-08: a report of nobody knows which year."""

CORRECTION_REFUSED: Mapping[str, tuple[str, str]] = {
    "organ": ("名单里没有“{organ}”这个单位", "请把单位写成名单里的名称或别名。"),
    "no organ": ("没有写单位", "请写明是哪个单位的更正。"),
    "no cell": ("没有写是哪一格", "请写表和单元格，例：表三D9；也可以照抄退回单“位置”一栏。"),
    "cell": ("认不出“{cell}”是哪一格", "请写表和单元格，例：表三D9；也可以照抄退回单“位置”一栏。只更正三张表的数。"),
    "cells": ("“{cell}”可以是{places}", "请写明是哪一格，例：表三D9。"),
    "new": ("更正值“{new}”不是这一格可以填的数", "件数填0或正整数，收费填万元数，不写单位。"),
    "no new": ("没有写更正值", "请填更正后的数；没有的填0。"),
    "who": ("没有写来电人", "请写明是谁来电更正的。"),
    "when": ("没有写时间", "请写明来电的时间，例：2027-01-18 17:00。"),
    "time": ("时间“{when}”看不懂", "请写成2027-01-18 17:00的样子。"),
    "no return": ("还没有收到该单位能读的年报", "收到后再汇总一次即可。"),
    "left out": ("该单位不计入汇总", "不用更正；确需计入的，用 --include 单位=理由。"),
    "old": ("原值写{old}，报来的表是{found}", "请核对是不是这一格、是不是又报了新表；确认后把原值改为{found}。"),
}
"""R-12: why a correction was not made, and what to do."""

REGISTER_UNREAD = (
    "更正登记“{file}”没有用上：{reason}。",
    "请存为 Excel 文件（*.xlsx），栏目为单位、格、原值、更正值、来电人、时间。",
)
"""R-12 where the whole file is of no use."""

REGISTER_TROUBLES: Mapping[str, str] = {"unread": "读不了", "heads": "没有“单位、格、更正值”几栏"}
"""Why it is of no use."""

CORRECTION_MERGED = "{organ}{cell}报来的表已是更正值{new}，更正已并入。"
CORRECTION_OVER = "无需处理。"
"""R-11 where the organ has sent the corrected number itself."""

ASKED_TROUBLES: Mapping[str, str] = {"blank": "“{item}”没有填", "number": "“{item}”填的是“{said}”，不是数字"}
"""R-13: one item each."""

SUMMARY: Mapping[str, str] = {
    "head": "{organ}{year}年度：应报{due}家，已计入{counted}家。",
    "doubled": "收到不止一份{count}家：{organs}",
    "alike": "文字雷同{count}处：{organs}，见“汇总.xlsx”的“问题”表。（R-06）",
    "others": "另有{count}个文件没有计入：",
}
SUMMARY_STATES: Mapping[str, str] = {
    "MISSING": "未报{count}家：{organs}",
    "UNREAD": "已交未读{count}家：{organs}",
    "UNDECIDED": "两份未定{count}家：{organs}",
    "FAULTY": "有误{count}家（已照报数计入）：{organs}",
    "LEFT_OUT": "不计入{count}家：{organs}",
}
"""What a collection ends with; the keys of the second are the names of states."""
