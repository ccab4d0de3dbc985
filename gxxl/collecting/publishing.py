"""P-01: the date of publication against the deadline of whoever had to publish."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from gxxl.collecting.dates import is_weekend, weekday
from gxxl.collecting.roster import Organ
from gxxl.form.organs import GOVERNMENT_ENDINGS, REGION_ENDINGS
from gxxl.form.rules import RULES
from gxxl.form.rules_assessing import BY, GOVERNMENTS, LEVEL_MARKS, OWN_YEAR, SAID, WHOSE, Outcome
from gxxl.intake.formats.publication import Published
from gxxl.report import Report

_OFFICES = ("办", "办公室", "办公厅")
_SEATS = tuple(ending for ending in GOVERNMENT_ENDINGS if not ending.endswith(_OFFICES))


class Deadline(NamedTuple):
    """The day until which a report is due, or the days between which it lies where the level is not known."""

    first: date
    last: date
    whose: str


class Timely(NamedTuple):
    """What the date comes to, the sentence about it, the words it was read from, and the date."""

    outcome: Outcome
    said: str
    quote: str = ""
    found: date | None = None
    due: date | None = None


def deadline_of(organ: Organ, report: Report | None, year: int) -> Deadline:
    """When the report of a year had to be published (article 49; 〔2021〕30号 二)."""
    if organ.deadline:
        return Deadline(organ.deadline, organ.deadline, "listed")
    own = date(year + 1, *OWN_YEAR)
    if not _is_rolled_up(organ, report):
        return Deadline(own, own, "own")
    level = organ.level or _level_of_name(organ.name)
    if level == "township":
        return Deadline(own, own, "township")
    days = [date(year + 1, *day) for key, day in GOVERNMENTS.items() if level in (key, "")]
    return Deadline(min(days), max(days), "government")


def _is_rolled_up(organ: Organ, report: Report | None) -> bool:
    """Whether it is a government's report on all below it, not that of one organ."""
    scope = report.particular("scope") if report else None
    title = (report.particular("title") or "") if report else ""
    if scope:
        return scope == "rolled_up"
    name = organ.name
    return "汇总" in title or (name.endswith((*_SEATS, *REGION_ENDINGS)) and not name.endswith(_OFFICES))


def _level_of_name(name: str) -> str:
    """The level of a government by the end of its name; "" for a 市, which may stand at three."""
    seat = next((name.removesuffix(ending) for ending in _SEATS if name.endswith(ending)), name).removesuffix("人民")
    found = next((key for key, marks in LEVEL_MARKS if seat.endswith(marks)), "")
    return "" if seat.endswith("市") else found


def timely(organ: Organ, report: Report | None, year: int, published: Published) -> Timely:
    """Whether a report was published in time: WRONG only where no reading of dates and deadlines says otherwise."""
    when = published.labelled or published.shown
    if when is None:
        return Timely(Outcome.UNREAD, SAID["no date"])
    due = deadline_of(organ, report, year)
    quotes = (published.labelled_quote if published.labelled else "", published.shown_quote if published.shown else "")
    quote = "；".join(filter(None, quotes))
    slots = {
        "organ": organ.name,
        "year": str(year),
        "published": _day(when),
        "shown": _day(published.shown) if published.shown else "",
        "by": BY["PubDate" if published.labelled else "shown"],
        "deadline": _day(due.last),
        "earliest": _day(due.first),
        "latest": _day(due.last),
        "whose": WHOSE[due.whose],
        "weekday": weekday(due.last),
        "days": str((when - due.last).days),
    }
    outcome, key = _judged(when, due, published, year)
    said = RULES["P-01"].problem if key == "P-01" else SAID[key]
    return Timely(outcome, said.format_map(slots), quote, when, due.last)


def _judged(when: date, due: Deadline, published: Published, year: int) -> tuple[Outcome, str]:
    """The outcome and the key of its sentence: what speaks against a verdict comes before it."""
    other = published.shown if published.labelled else None
    cases = (
        (when <= date(year, 12, 31), Outcome.REVIEW, "too early"),
        (other is not None and (other <= due.last) != (when <= due.last), Outcome.REVIEW, "two dates"),
        (when <= due.first, Outcome.RIGHT, "in time"),
        (when <= due.last, Outcome.REVIEW, "no deadline"),
        (due.whose == "township", Outcome.REVIEW, "township"),
        (when <= _next_working_day(due.last), Outcome.REVIEW, "weekend"),
    )
    return next(((outcome, key) for holds, outcome, key in cases if holds), (Outcome.WRONG, "P-01"))


def _next_working_day(day: date) -> date:
    """The day itself where it is one."""
    while is_weekend(day):
        day += timedelta(days=1)
    return day


def _day(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"
