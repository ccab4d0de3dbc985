"""The assessor's sheet (season §3.15): its indicators, which rules speak to each, which of them decide it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """What an indicator comes to; the worst of what was found, in the order of `WORST`."""

    RIGHT = "符合"
    WRONG = "不符合"
    REVIEW = "待复核"
    UNREAD = "未能读取"


WORST = (Outcome.WRONG, Outcome.REVIEW, Outcome.UNREAD, Outcome.RIGHT)


class Indicator(NamedTuple):
    """One column of the sheet; an error of a rule in `certain` may decide it, one of `doubtful` wants a second look."""

    name: str
    asks: str
    certain: tuple[str, ...]
    doubtful: tuple[str, ...]


PUBLISHED = Indicator("公布时间", "公布日期是否在期限内", ("P-01",), ())
FORMAT = Indicator("格式年度", "表样、年度是否对应", ("W-01",), ("W-02", "N-08"))
PARTS = Indicator("六部分", "六个部分是否齐全", ("N-09",), ("N-11",))
SUMS = Indicator(
    "表内勾稽",
    "三张表的数字能否互相印证",
    ("T3-01", "T3-02", "T3-03", "T4-01", "C-04", "C-05", "C-06"),
    ("C-01", "C-02", "C-03", "C-08", "C-09", "T2-02"),
)
YEARS = Indicator("跨年衔接", "与上年年报能否衔接", ("Y-01",), ("Y-02", "T2-01"))
WORDS = Indicator(
    "图文一致", "文字里的数与表格是否一致", ("N-01", "N-06"), ("N-02", "N-03", "N-04", "N-05", "N-07", "N-15")
)
FEES = Indicator("处理费", "第六部分是否报告信息处理费", (), ("N-10", "N-14"))
ALIKE = Indicator("雷同", "文字是否与上年或别的单位雷同", (), ("Y-05", "R-06"))

INDICATORS = (PUBLISHED, FORMAT, PARTS, SUMS, YEARS, WORDS, FEES, ALIKE)

ONE_CELL = ("N-01", "N-06")
"""Certain only where the words name one cell: a sum has other readings."""

QUOTED_ONLY = ("N-09",)
"""Certain only where words are quoted: a part without text may be a picture."""

OWN_YEAR, GOVERNMENTS = (1, 31), {"county": (2, 20), "prefecture": (3, 10), "province": (3, 31)}
"""Month and day until which an organ's own report is due, and a government's rolled-up one by its level."""

LEVEL_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("township", ("乡", "镇", "街道")),
    ("province", ("省", "自治区", "直辖市")),
    ("prefecture", ("地区",)),
    ("county", ("县", "区", "旗")),
    ("prefecture", ("市", "地", "州", "盟")),
)
"""Words by which a list tells a level, tried in this order; the same at the end of a government's name."""

WHOSE: Mapping[str, str] = {
    "own": "本机关年报",
    "government": "政府汇总年报",
    "township": "乡镇参照部门",
    "listed": "名单写明的期限",
}
"""P-01: whose deadline it is."""

BY: Mapping[str, str] = {"PubDate": "网页标签 PubDate", "shown": "页面上的发布日期"}
"""By what a date of publication is known."""

SAID: Mapping[str, str] = {
    "in time": "{published}公布（{by}），在期限{deadline}（{whose}）之前或当日。",
    "no date": "未取得公布日期：文件里没有 PubDate 标签，也没有写明发布日期。",
    "no deadline": "{published}公布（{by}）；期限按级别是{earliest}至{latest}之间，请在名单写明级别。",
    "weekend": "{published}公布（{by}），期限{deadline}（{whose}）是{weekday}，公布在其后第一个工作日。",
    "two dates": "网页标签 PubDate 是{published}，页面上写的发布日期是{shown}，一个在期限{deadline}内，一个不在。",
    "too early": "{published}公布（{by}），早于报告年度结束，可能是页面沿用了旧日期。",
    "township": "{published}公布（{by}），晚于参照的期限{deadline}；乡镇的期限由县级主管部门定。",
    "no file": "没有收到这个单位的文件。",
    "unread": "文件读不了或不是年报：{reason}。",
    "other year": "收到的是{year}年度的文件（{file}），不是{wanted}年度。",
    "no year": "没有读出报告年度。",
    "no part": "没有读到“{parts}”。",
    "no table": "没有读到三张表里的数字。",
    "some unseen": "有{count}格没有读到。",
    "no words": "没有读到文字部分。",
    "no last": "没有可对照的上年年报。",
    "two last": "有两份不同的上年年报，没有采用。",
    "doubtful": "归属待确认：{text}；“不符合”一律改为“待复核”。",
    "several": "收到{count}份，采用读到格数最多的一份（{file}）。",
}
"""What an indicator rests on where no rule speaks."""

MATCHED: Mapping[str, str] = {"number": "序号", "address": "网址", "name": "单位名称", "source": "ContentSource"}
"""By what a file was put to a line of the list."""

AGAINST = "按{by}是“{organ}”，按{other_by}是“{other}”"
STRAYS: Mapping[str, str] = {"none": "对不上名单里的任何一行", "same name": "名单里有几行同名，请用序号或网址命名"}

BOOK: Mapping[str, str] = {
    "title": "{year}年度政府信息公开工作年度报告核查表",
    "run": "第{run}次核查　{when}　名单{rows}家，读到{read}家",
    "legend": "“不符合”只列确定的问题，可以另作解释的是“待复核”，没有读到的是“未能读取”（不等于没有）。点结论看依据。",
    "changes": "与第{run}次核查（{when}）相比的变化",
    "no changes": "与上一次相比没有变化。",
    "new": "（上次没有这一行）",
    "all": "全部指标",
    "many": "{first}等{count}项",
    "gone": "（本次名单没有这一行）",
}
"""What stands on the sheets."""

TOLD: Mapping[str, str] = {
    "head": "名单{rows}家，读到{read}家：",
    "unread": "未能读取{count}家：{organs}",
    "strays": "另有{count}个文件对不上名单：{files}",
    "changes": "与上次相比有{count}处变化：",
    "no changes": "与上次相比没有变化。",
}
"""What the command ends with."""
