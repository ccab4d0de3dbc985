"""Dates as notices write them, and the days they count in: weekends are no working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from gxxl.collecting.collection import Received
from gxxl.template.build import EPOCH

CHINA = timezone(timedelta(hours=8))
"""Times are told as clocks in China show them."""

WEEKDAYS = "一二三四五六日"
_SATURDAY = 5


def saved_at(received: Received) -> datetime | None:
    """When a return was last saved, as clocks in China showed it, without a zone; None where the file does not tell.

    Workbooks the program wrote and nobody saved since bear the day of the form.
    """
    if received.saved is None or received.saved.date() == EPOCH.date():
        return None
    return received.saved.astimezone(CHINA).replace(tzinfo=None)


def day(when: date) -> str:
    """1月15日."""
    return f"{when.month}月{when.day}日"


def moment(when: datetime) -> str:
    """1月18日9时, from then until 10时."""
    return f"{day(when)}{when.hour}时"


def weekday(when: date) -> str:
    """星期五."""
    return f"星期{WEEKDAYS[when.weekday()]}"


def is_weekend(when: date) -> bool:
    """Whether offices are closed that day of the week."""
    return when.weekday() >= _SATURDAY


def working_days_after(start: date, days: int) -> date:
    """The date so many working days later."""
    found = start
    while days:
        found += timedelta(days=1)
        days -= not is_weekend(found)
    return found
