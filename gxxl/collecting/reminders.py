"""催报名单.csv and 催报.txt: who has not reported, and the texts to copy (season §6.20)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from gxxl.collecting.collection import Collection, Member, State
from gxxl.collecting.dates import CHINA, day, is_weekend, moment, weekday, working_days_after
from gxxl.collecting.roster import kind_told
from gxxl.collecting.slips import call, you_of
from gxxl.form.organs import LEVELS

BOM = "\ufeff"
"""Excel and Notepad take a file that begins so for UTF-8."""

_COLUMNS = ("单位", "状态", "级别", "类型", "上级单位", "联系人", "截止日期", "请对方办理")
_TO_DO = {
    State.MISSING: "请报送年报电子表（.xlsx）。没有收到申请的单位也要报，表三填0。",
    State.UNREAD: "已收到文件，但读不了。请发填好的年报表（.xlsx）；扫描件、照片不行，有密码的请去掉密码。",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_BEFORE, _LAST_DAY, _AFTER, _BACK = "截止前（群发）", "截止当天（群发）", "逾期（单发）", "退回单（单发）"
_NOBODY, _ALL_IN = "催报", "各单位都已报送，没有需要催报的。"
_OPENING = "各单位：{year}年度政府信息公开年报报送截止时间为{when}。"
_OPENING_OPEN = "各单位：{year}年度政府信息公开年报正在收集。"
_SO_FAR = (
    "截至{now}已报{done}家，还有{names}{count}家未报。没有收到申请的单位也要报，表三填0。"
    "已报单位请留意退回单。有问题{call}，谢谢。"
)
_TODAY = "今天18时截止，还差{names}{count}家。请先把电子表（.xlsx）发回，盖章件可以后补。确有困难的现在就{call}。"
_LATE = (
    "{organ}：截至{now}尚未收到{you}年报。《条例》规定年报应于1月31日前提交本级主管部门并向社会公布{law}。"
    "请{until}前报来，有特殊情况{call}。"
)
_WEEKEND = "（{year}年1月31日是{weekday}，请提前安排）"
_PAST = "，现已过期"
_CLOSES = time(18)
"""When offices close: a deadline is a day until then (season §6.20)."""

_ANSWERS = {time(10): "今天12时", time(16): "今天18时"}
"""Until when a late organ is asked to answer, by the time before which it is asked."""

_NEXT_DAY = "{day}（{weekday}）12时"


def to_remind(collection: Collection) -> tuple[Member, ...]:
    """The organs that have sent nothing, or nothing that can be read."""
    return tuple(member for member in collection.members if member.state in _TO_DO)


def reminder_list(collection: Collection) -> str:
    """催报名单.csv with a BOM; text that a spreadsheet would take for a formula begins with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for member in to_remind(collection):
        organ = member.organ
        told = (organ.name, member.state.value, LEVELS.get(organ.level, organ.level), kind_told(organ),
                organ.parent, organ.contact, organ.deadline.isoformat() if organ.deadline else "",
                _TO_DO[member.state])  # fmt: skip
        writer.writerow([harmless(text) for text in told])
    return BOM + stream.getvalue()


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it and never calculates it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def reminder_texts(collection: Collection, now: datetime, short: Sequence[str]) -> str:
    """催报.txt with a BOM: what may be sent at this time, and `short`, the message that goes with each slip."""
    blocks = [f"【{title}】\r\n{text}" for title, text in _texts(collection, now)]
    blocks += [f"【{_BACK}】\r\n{text}" for text in short]
    return BOM + "\r\n\r\n".join(blocks) + "\r\n"


def _texts(collection: Collection, now: datetime) -> Iterator[tuple[str, str]]:
    """One text to all while any that has not reported still has time, one to each that has none left."""
    others = [member for member in collection.members if member.organ.name != collection.organ]
    missing = [member for member in others if member.state is State.MISSING]
    if not missing:
        yield _NOBODY, _ALL_IN
        return
    waiting = [member for member in missing if now < _due(member, collection.year)]
    due = sum(member.state is not State.LEFT_OUT for member in others)
    slots = {
        "year": collection.year,
        "when": _deadline(waiting),
        "done": due - len(missing),
        "names": "、".join(member.organ.name for member in missing),
        "count": len(missing),
        "call": call(collection),
        "now": moment(now),
        "law": _law(now, collection.year + 1),
        "until": _until(now),
    }
    if any(member.organ.deadline == now.date() for member in waiting):
        yield _LAST_DAY, _TODAY.format(**slots)
    elif waiting:
        yield _BEFORE, ((_OPENING if slots["when"] else _OPENING_OPEN) + _SO_FAR).format(**slots)
    for member in missing:
        if member not in waiting:
            yield _AFTER, _LATE.format(organ=member.organ.name, you=you_of(collection, member), **slots)


def _due(member: Member, year: int) -> datetime:
    """When the time of an organ is up: its deadline, else the end of the day the law names."""
    own = member.organ.deadline
    return datetime.combine(*((own, _CLOSES) if own else (date(year + 1, 2, 1), time())), CHINA)


def _deadline(waiting: Sequence[Member]) -> str:
    """The deadline most of them have: 1月15日（星期五）18时; empty where none has any."""
    dates = Counter(member.organ.deadline for member in waiting if member.organ.deadline)
    if not dates:
        return ""
    (when, _), *_ = dates.most_common(1)
    return f"{day(when)}（{weekday(when)}）{_CLOSES.hour}时"


def _law(now: datetime, year: int) -> str:
    """What is added to the day the law names: that it is a weekend, that it is past."""
    last = date(year, 1, 31)
    if now.date() > last:
        return _PAST
    return _WEEKEND.format(year=year, weekday=weekday(last)) if is_weekend(last) else ""


def _until(now: datetime) -> str:
    """Until when an answer is asked for: today where offices still have some hours, else the next working day."""
    if not is_weekend(now):
        for before, words in _ANSWERS.items():
            if now.time() < before:
                return words
    following = working_days_after(now.date(), 1)
    return _NEXT_DAY.format(day=day(following), weekday=weekday(following))
