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
from gxxl.form.letters import REMINDER, REMINDER_ASKS, REMINDER_HEADS, REMINDER_TITLES
from gxxl.form.organs import LEVELS

BOM = "\ufeff"
"""Excel and Notepad take a file that begins so for UTF-8."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_CLOSES = time(18)
"""When offices close: a deadline is a day until then (season §6.20)."""

_ANSWERS = {time(10): "this morning", time(16): "today"}
"""Until when a late organ is asked to answer, by the time before which it is asked."""


def to_remind(collection: Collection) -> tuple[Member, ...]:
    """The organs that have sent nothing, or nothing that can be read."""
    return tuple(member for member in collection.members if member.state.name in REMINDER_ASKS)


def reminder_list(collection: Collection) -> str:
    """催报名单.csv with a BOM; text that a spreadsheet would take for a formula begins with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(REMINDER_HEADS)
    for member in to_remind(collection):
        organ = member.organ
        told = (organ.name, member.state.value, LEVELS.get(organ.level, organ.level), kind_told(organ),
                organ.parent, organ.contact, organ.deadline.isoformat() if organ.deadline else "",
                REMINDER_ASKS[member.state.name])  # fmt: skip
        writer.writerow([harmless(text) for text in told])
    return BOM + stream.getvalue()


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it and never calculates it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def reminder_texts(collection: Collection, now: datetime, short: Sequence[str]) -> str:
    """催报.txt with a BOM: what may be sent at this time, and `short`, the message that goes with each slip."""
    blocks = [_block(title, text) for title, text in _texts(collection, now)]
    blocks += [_block("slip", text) for text in short]
    return BOM + "\r\n\r\n".join(blocks) + "\r\n"


def _block(title: str, text: str) -> str:
    return f"【{REMINDER_TITLES[title]}】\r\n{text}"


def _texts(collection: Collection, now: datetime) -> Iterator[tuple[str, str]]:
    """One text to all while any that is missing still has time, one to each that has none left, by titles.

    Only those due today are named on the last day: others may have days left, or none.
    """
    others = [member for member in collection.members if member.organ.name != collection.organ]
    missing = [member for member in others if member.state is State.MISSING]
    if not missing:
        ours = any(member.state is State.MISSING for member in collection.members)
        yield "nobody", REMINDER["only ours" if ours else "nobody"]
        return
    waiting = [member for member in missing if now < _due(member, collection.year)]
    today = [member for member in waiting if member.organ.deadline == now.date()]
    named = today or missing
    due = sum(member.state is not State.LEFT_OUT for member in others)
    slots = {
        "year": collection.year,
        "when": _deadline(waiting),
        "done": due - len(missing),
        "names": "、".join(member.organ.name for member in named),
        "count": len(named),
        "call": call(collection),
        "now": moment(now),
        "law": _law(now, collection.year + 1),
        "until": _until(now),
    }
    if today:
        yield "last day", REMINDER["last day"].format(**slots)
    elif waiting:
        opening = REMINDER["deadline" if slots["when"] else "no deadline"]
        yield "before", (opening + REMINDER["so far"]).format(**slots)
    for member in missing:
        if member not in waiting:
            yield "late", REMINDER["late"].format(organ=member.organ.name, you=you_of(collection, member), **slots)


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
        return REMINDER["past"]
    return REMINDER["weekend"].format(year=year, weekday=weekday(last)) if is_weekend(last) else ""


def _until(now: datetime) -> str:
    """Until when an answer is asked for: today where offices still have some hours, else the next working day."""
    if not is_weekend(now):
        for before, key in _ANSWERS.items():
            if now.time() < before:
                return REMINDER[key]
    following = working_days_after(now.date(), 1)
    return REMINDER["next day"].format(day=day(following), weekday=weekday(following))
