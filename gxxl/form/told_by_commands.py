"""What the commands say while they work and when they are done."""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.form.told import KEPT_BACK

CHECKING, COLLECTING, MAKING = "正在核查", "正在汇总", "正在生成"
RATE = "{rate}份/秒"
"""Beside the bar that shows how far a command has come."""

RESULT_IN, RESULTS_IN = "结果已写入 {path}", "结果在 {place}"
MADE, WRITTEN, EXPORTED = "已生成 {path}", "已写入 {path}", "已导出 {path}"
"""What was written, and where."""

VIEW: Mapping[str, str] = {
    "not checked": "未核对：{what}。",
    "place": "位置  {place}",
    "causes": "可能  {causes}",
    "remedy": "改法  {remedy}",
    "files": "共核查{files}个文件：{ready}个没有问题，错误共{errors}处，疑点共{doubts}处",
    "unchecked": "，{count}个没有核查完",
    "unread": "，{count}个没有读到年报",
}
"""The findings of `check` as text; its last line counts the files."""

UNSEEN = "未见"
"""Stands in a cell of the page that was not read."""

LISTED_HEADS = ("文件", "单位", "年度", "轻重", "规则", "工作表", "单元格", "问题", "原填", "应为", "改法", "核实说明")
"""The columns of the findings as CSV."""

COMPARED: Mapping[str, str] = {
    "two": "两版核对：",
    "three": "三版核对：",
    "different": "共有不同：单元格{cells}处，文字和其他{others}处。",
    "alike": "各版一致：三张表、文字和落款都没有不同。",
}
"""`compare`: what it begins and ends with."""

MOVED: Mapping[str, str] = {
    "counted": "已转入{cells}格、文字{paragraphs}段、说明{reasons}条。",
    "mended": "处理情况：",
    "lost": "没有转入：",
    "nothing lost": "没有转入：无。",
}
"""`import`: what became of a workbook of another layout."""

SIGNED: Mapping[str, str] = {
    "sentences": "文字与定稿不同的有{count}处，已改为定稿的文字；表格没有改动，可撤销（gxxl undo）。",
    "entry": "　{place}　原为 {before}　改为 {now}",
    "not read": "定稿中没有读到“{part}”，表内原文保留。",
    "cells": "表格与定稿不同的有{count}格，没有改动，请核对：",
    "same cells": "表格与定稿一致。",
    "cell": "“{place}”　表内 {mine}　定稿 {signed}",
}
"""`import --prose`: what the signed text changed, and what it left."""

ISSUED: Mapping[str, str] = {
    "made": "已生成{count}份年报表和一份通知（{note}），在 {place}",
    "kept back": f"下发记录在“{KEPT_BACK}”里，收表时认年度用，不用发给各单位。",
    "no last": "没有找到{year}年度年报、没有预填上年数据的{count}家：{organs}",
    "two lasts": "上年年报有两份不同、没有预填的{count}家：{organs}",
    "asked": "加报项目{count}项（在“补充情况”末尾）：{items}",
    "no deadline": (
        "注意：要求里写的是“{named}”，名单里有{count}家没有截止日期（共{all}家）：这些单位的封面和通知没有报送截止，"
        "收表时看不出迟报，催报也不写时间。请在名单里填“截止日期”一栏，再下发一次。"
    ),
}
"""`distribute`: what was made, for whom something is missing in it, what else it asks."""

DEMO = "演示：两份已公布的真实年报，转入年报表、核查、标注、导出。\n\n"
DEMO_PAGE = "核查结果.html"
"""`demo`: what it begins with, and the page it leaves."""
