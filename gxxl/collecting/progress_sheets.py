"""进度, 问题 and 未计入 of 汇总.xlsx: how each organ stands, what is wrong where, what is in no sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from gxxl.collecting.book_looks import OPEN_WIDTH, height_of, opening
from gxxl.collecting.changes import applied
from gxxl.collecting.clerk_columns import HEADS, ORGAN, OWN, PROGRESS, Notes
from gxxl.collecting.collection import Collection, Member, Received, State
from gxxl.collecting.dates import saved_at
from gxxl.collecting.problems import Problem, link_to, problems_of
from gxxl.collecting.roll_up import RolledUp
from gxxl.collecting.roster import kind_told
from gxxl.collecting.wording import assumed_words, gap_words, note_of, standing
from gxxl.export.digest import count
from gxxl.form.printed import Box
from gxxl.form.rules import Severity
from gxxl.form.told import NOT_LISTED, OPEN_FILE
from gxxl.template.plain_book import Book, Entry, Page

PROBLEMS, LEFT_OUT = "问题", "未计入"
_WIDTHS = (5, 24, 10, 9, 5.5, 5.5, 7, 8.5, 8.5, 36, OPEN_WIDTH, 11.5, 11, 6, 18)
_OWN_WIDTHS = (22, 18, 8, 18, 11)
_STYLES = {
    State.GOOD: "good", State.FAULTY: "bad", State.MISSING: "bad", State.UNREAD: "doubt", State.UNDECIDED: "doubt",
    State.LEFT_OUT: "quiet",
}  # fmt: skip
_SEVERITIES = {Severity.ERROR: "bad", Severity.WARNING: "doubt", Severity.NOTE: "quiet"}
_PROBLEM_WIDTHS = {
    ORGAN: 24, "程度": 7, "规则": 7, "位置": 36, OPEN_FILE: OPEN_WIDTH, "问题": 44, "原填": 9, "应为": 9, "改法": 38,
    "文件": 24,
}  # fmt: skip
MOST_ROWS = 1_000_000
"""Of 问题: Excel holds 1,048,576."""

_LEFT_WIDTHS = {ORGAN: 28, "文件": 40, OPEN_FILE: OPEN_WIDTH, "未计入的内容": 40, "原因": 56}


def is_late(member: Member) -> bool:
    """Whether the return that counts was saved after the organ's deadline."""
    saved = saved_at(member.counted) if member.counted else None
    return bool(saved and member.organ.deadline and saved.date() > member.organ.deadline)


def states_told(collection: Collection) -> str:
    """How many organs stand how, in one line."""
    states = [(state, sum(member.state is state for member in collection.members)) for state in State]
    return "　".join(f"{state.value}{number}家" for state, number in states if number)


def write_progress(book: Book, collection: Collection, rolled: RolledUp, notes: Notes, folder: Path) -> None:
    """进度: one row an organ; the blue columns are the clerk's and come back on every run."""
    columns, widths = (*HEADS, *OWN), (*_WIDTHS, *_OWN_WIDTHS)
    page = book.sheet(PROGRESS, widths, landscape=True, endless=True)
    top = _heading(page, f"{collection.year}年度报送进度", collection, rolled, len(columns))
    page.row(top, columns, (*["head"] * len(HEADS), *["own head"] * len(OWN)), 24)
    for number, member in enumerate(collection.members, 1):
        row = top + number
        own = notes.get(member.organ.name, (None,) * len(OWN))
        _row(page, row, (*_progress(number, member, collection, folder), *map(_own, own)), widths)
    page.filter(top, top + len(collection.members), len(columns))
    page.freeze(top + 1, 2)


def _own(entry: Entry) -> tuple[Entry, str]:
    return entry, "date" if isinstance(entry, date) else "text"


def _heading(page: Page, title: str, collection: Collection, rolled: RolledUp, width: int) -> int:
    page.put(0, 0, title, "sheet title")
    page.height(0, 30)
    lines = [(standing(rolled.tally), "open" if rolled.tally.is_open else "closed"), (states_told(collection), "note")]
    lines += [(note, "note") for note in (note_of(collection),) if note]
    for row, (line, style) in enumerate(lines, 1):
        page.span(Box(row, 0, 1, width), line, style)
        page.height(row, 18)
    return len(lines) + 1


def _progress(number: int, member: Member, collection: Collection, folder: Path) -> Iterator[tuple[Entry, str]]:
    organ, counted = member.organ, member.counted
    verdict = counted.verdict if counted else None
    yield number, "number"
    yield organ.name, "text"
    yield kind_told(organ), "middle"
    yield member.state.value, _STYLES[member.state]
    for found in (count(verdict, severity) if verdict else None for severity in (Severity.ERROR, Severity.WARNING)):
        yield found, "number"
    yield verdict.blanks if verdict else None, "number"
    corrections = len(applied(collection, organ.name))
    yield f"{corrections}格" if corrections else None, "middle"
    yield len(member.received), "number"
    yield from _file(counted, folder)
    yield saved_at(counted) if counted else None, "time"
    yield organ.deadline, "date"
    yield "迟报" if is_late(member) else None, "middle"
    yield organ.contact, "text"


def _row(page: Page, row: int, cells: Sequence[tuple[Entry, str]], widths: Sequence[float]) -> None:
    """A row of cells, as high as its longest text is."""
    for column, (entry, style) in enumerate(cells):
        page.put(row, column, entry, style)
    page.height(row, height_of(cells, widths))


def _file(received: Received | None, folder: Path) -> Iterator[tuple[Entry, str]]:
    """The name of a file, and what opens it."""
    yield received.name if received else None, "text"
    yield _opens(received, folder)


def _opens(received: Received | None, folder: Path, at: str = "") -> tuple[Entry, str]:
    return opening(link_to(received.path, folder, "" if received.inner else at) if received else None)


def write_problems(book: Book, collection: Collection, rolled: RolledUp, folder: Path) -> None:
    """问题: every finding with a link to the cell of the original file."""
    page = book.sheet(PROBLEMS, tuple(_PROBLEM_WIDTHS.values()), landscape=True, endless=True)
    top = _heading(page, "核对发现的问题", collection, rolled, len(_PROBLEM_WIDTHS))
    page.row(top, tuple(_PROBLEM_WIDTHS), ("head",) * len(_PROBLEM_WIDTHS), 22)
    last, problems = top, problems_of(collection)
    for last, problem in enumerate(islice(problems, MOST_ROWS), top + 1):
        _row(page, last, tuple(_problem(problem, folder)), tuple(_PROBLEM_WIDTHS.values()))
    page.filter(top, last, len(_PROBLEM_WIDTHS))
    if left := sum(1 for _ in problems):
        page.span(Box(last + 1, 0, 1, len(_PROBLEM_WIDTHS)), NOT_LISTED.format(count=left), "open")
    page.freeze(top + 1, 1)


def _problem(problem: Problem, folder: Path) -> Iterator[tuple[Entry, str]]:
    yield problem.organ, "text"
    yield problem.severity.label, _SEVERITIES[problem.severity]
    yield problem.rule, "middle"
    yield problem.place_told, "text"
    yield _opens(problem.received, folder, problem.at)
    yield problem.said, "text"
    yield problem.found, "middle wrapped"
    yield problem.expected, "middle wrapped"
    yield problem.remedy, "text"
    yield problem.received.name if problem.received else None, "text"


def write_left_out(book: Book, collection: Collection, rolled: RolledUp, folder: Path) -> None:
    """未计入: files, organs and cells that are in no sum, with the reason."""
    page = book.sheet(LEFT_OUT, tuple(_LEFT_WIDTHS.values()), landscape=True, endless=True)
    top = _heading(page, "未计入汇总的文件和数", collection, rolled, len(_LEFT_WIDTHS))
    page.row(top, tuple(_LEFT_WIDTHS), ("head",) * len(_LEFT_WIDTHS), 22)
    for row, (organ, received, what, why) in enumerate(left_out(collection, rolled), top + 1):
        cells = ((organ, "text"), *_file(received, folder), (what, "text"), (why, "text"))
        _row(page, row, cells, tuple(_LEFT_WIDTHS.values()))
    page.freeze(top + 1, 1)


def left_out(collection: Collection, rolled: RolledUp) -> Iterator[tuple[str, Received | None, str, str]]:
    """Organ, file, what of it is in no sum, and why."""
    whole, part = "整份文件", "部分格"
    for member in collection.members:
        if member.state is State.MISSING:
            yield member.organ.name, None, "整个单位", State.MISSING.value
        for received in member.received:
            if received is not member.counted:
                yield member.organ.name, received, whole, received.why_not or member.state.value
    yield from (("", received, whole, received.why_not) for received in collection.others)
    files = {member.organ.name: member.counted for member in collection.members}
    form = rolled.report.form
    yield from ((gap.organ, files.get(gap.organ), part, gap_words(gap, form)) for gap in rolled.gaps)
    for one in rolled.assumed:
        yield one.organ, files.get(one.organ), "已计入，按说明归类", assumed_words(one, form)
