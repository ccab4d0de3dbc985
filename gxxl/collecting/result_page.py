"""report.html: how the collection stands, in one file that works without script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple

from gxxl.checking.wording import percent, plain
from gxxl.collecting.collection import Collection, Member, State
from gxxl.collecting.dates import saved_at
from gxxl.collecting.problems import Problem, problems_by_member, problems_of_none
from gxxl.collecting.progress_sheets import is_late, left_out, states_told
from gxxl.collecting.roll_up import RolledUp
from gxxl.collecting.summary_book import outcomes, standings
from gxxl.collecting.wording import note_of, standing, title_of
from gxxl.collecting.years import SHARES, Compared, compared
from gxxl.export.pages import draw_page

_WIDTH = 420
"""Units a whole bar is long."""

_OF_ORGANS = "应报{due}家，两年的数都有的{count}家相比；两年都为0的不列"
_FIRST = (State.FAULTY, State.UNDECIDED, State.UNREAD, State.MISSING, State.GOOD, State.LEFT_OUT)
"""What is to be done stands above what is done."""


class Bar(NamedTuple):
    """One bar of a chart: its name, number, share in percent, and length."""

    name: str
    number: str
    share: str
    length: float


class Twin(NamedTuple):
    """Two bars under one name: last year's and this year's."""

    name: str
    last: Bar
    this: Bar


class Twins(NamedTuple):
    """A chart year on year; `title` says what, `note` of how many organs."""

    title: str
    note: str
    twins: tuple[Twin, ...]


class Line(NamedTuple):
    """One organ on the page."""

    member: Member
    saved: str
    late: bool
    problems: tuple[Problem, ...]


class Group(NamedTuple):
    """The organs that stand alike, in the words of the page; each line is made when it is drawn."""

    state: str
    organs: int
    lines: Iterator[Line]


def write_page(collection: Collection, rolled: RolledUp, file: IO[bytes]) -> None:
    """The page: a line over everything, charts, a table of organs, and each organ's problems to open."""
    stand = [one for one in standings(collection) if one[1]]
    draw_page(
        file,
        "gxxl.collecting",
        "report.html.j2",
        title=title_of(collection, rolled),
        note=note_of(collection),
        standing=standing(rolled.tally),
        states=states_told(collection),
        is_open=rolled.tally.is_open,
        charts=[
            ("报送进度（家）", _bars(stand)),
            ("办理结果构成（件）", _bars(outcomes(rolled))),
        ],
        twins=[_twins(one, rolled.tally.due) for one in compared(collection, [label for label, _ in outcomes(rolled)])],
        years=(collection.year - 1, collection.year),
        width=_WIDTH,
        groups=[_group(collection, state) for state in _FIRST],
        others=list(problems_of_none(collection)),
        left=[(organ, one.name if one else "", what, why) for organ, one, what, why in left_out(collection, rolled)],
    )


def _group(collection: Collection, state: State) -> Group:
    members = [member for member in collection.members if member.state is state]
    lines = (_line(member, problems) for member, problems in problems_by_member(collection, members))
    return Group(state.value, len(members), lines)


def _line(member: Member, problems: tuple[Problem, ...]) -> Line:
    saved = saved_at(member.counted) if member.counted else None
    return Line(member, f"{saved:%Y-%m-%d %H:%M}" if saved else "", is_late(member), problems)


def _twins(one: Compared, due: int) -> Twins:
    """Bars in proportion to the largest of both years."""
    most = max((max(pair.last, pair.this) for pair in one.pairs), default=0) or 1
    unit = "%" if one.title == SHARES else ""
    twins = tuple(
        Twin(pair.name, *(Bar(pair.name, plain(number) + unit, "", float(_WIDTH * number / most))
                          for number in (pair.last, pair.this)))
        for pair in one.pairs
    )  # fmt: skip
    return Twins(one.title, _OF_ORGANS.format(due=due, count=one.organs), twins)


def _bars(series: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars in proportion to the largest; nothing where all are 0."""
    whole, most = sum(number for _, number in series), max((number for _, number in series), default=0)
    if not whole:
        return []
    return [Bar(name, plain(number), percent(number, whole), _WIDTH * number / most) for name, number in series]
