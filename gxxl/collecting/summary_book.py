"""汇总.xlsx: the roll-up tables, how each organ stands, what is wrong, where each number comes from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gxxl.collecting.asked import items_of
from gxxl.collecting.asked_sheet import write_asked
from gxxl.collecting.book_looks import STYLES
from gxxl.collecting.changes import changes_of
from gxxl.collecting.clerk_columns import Notes
from gxxl.collecting.collection import Collection, State
from gxxl.collecting.corrections_sheet import write_corrections
from gxxl.collecting.progress_sheets import write_left_out, write_problems, write_progress
from gxxl.collecting.roll_up import RolledUp
from gxxl.collecting.total_sheets import Sources, write_extras, write_sources, write_totals
from gxxl.collecting.wording import title_of
from gxxl.collecting.years import compared
from gxxl.form.model import Ref
from gxxl.narrative.facts import OUTCOMES, Facts
from gxxl.template.plain_book import Book, Entry

MANY = 15
"""Above so many organs there are charts."""

CHARTS = "图"


@contextmanager
def summary_book(collection: Collection, rolled: RolledUp, notes: Notes, folder: Path) -> Iterator[IO[bytes]]:
    """汇总.xlsx as it is to lie in `folder`: links to files are relative to it. An open file while one is inside."""
    with Book(title_of(collection, rolled), STYLES, folder) as book:
        _fill(book, collection, rolled, notes, folder)
        yield book.file()


def _fill(book: Book, collection: Collection, rolled: RolledUp, notes: Notes, folder: Path) -> None:
    sources = Sources(rolled, changes_of(collection, rolled), items_of(collection.members))
    write_totals(book, collection, sources)
    write_progress(book, collection, rolled, notes, folder)
    write_problems(book, collection, rolled, folder)
    write_extras(book, collection, sources)
    write_asked(book, collection, sources)
    write_corrections(book, collection)
    write_sources(book, sources)
    write_left_out(book, collection, rolled, folder)
    if len(collection.members) > MANY:
        _charts(book, collection, rolled)


def outcomes(rolled: RolledUp) -> list[tuple[str, int]]:
    """办理结果 of table three by its groups, in the words of the form."""
    facts, form = Facts(rolled.report), rolled.report.form
    labels: dict[str, str] = {}
    for row in form.table("requests").rows:
        key = row.key.partition(".")[0]
        if key in OUTCOMES:
            labels.setdefault(key, row.groups[-1] if "." in row.key else row.name)
    numbers = ((labels[key], facts[f"requests.{key}.total"].number) for key in OUTCOMES)
    return [(label, int(number or 0)) for label, number in numbers]


def standings(collection: Collection) -> list[tuple[str, int]]:
    """How many organs stand how."""
    return [(state.value, sum(member.state is state for member in collection.members)) for state in State]


def handled(rolled: RolledUp) -> int:
    """（七）总计 of all applicants; 0 where it was not seen."""
    return int(rolled.report[Ref("requests", "handled", "total")].counts or 0)


def _charts(book: Book, collection: Collection, rolled: RolledUp) -> None:
    page = book.sheet(CHARTS, (26, 12, 12, 4, *(9,) * 8), landscape=True)
    drawn: list[tuple[str, tuple[str, ...], list[tuple[Entry, ...]]]] = [
        ("报送进度（家）", ("状态", "数量"), [*standings(collection)])
    ]
    if handled(rolled):
        drawn.append(("办理结果构成（件）", ("办理结果", "数量"), [*outcomes(rolled)]))
    years = f"{collection.year}年", f"{collection.year - 1}年"
    for one in compared(collection, [label for label, _ in outcomes(rolled)]):
        rows: list[tuple[Entry, ...]] = [(pair.name, pair.this, pair.last) for pair in one.pairs]
        drawn.append((f"{one.title}：两年都有的{one.organs}家", ("项目", *years), rows))
    top = 0
    for title, heads, series in drawn:
        page.put(top, 0, title, "sheet title")
        page.height(top, 26)
        page.row(top + 1, heads, ("head",) * len(heads), 20)
        for row, line in enumerate(series, top + 2):
            page.row(row, line, ("text", *["number"] * (len(line) - 1)), 20)
        page.chart((top, 4), title, "bar", (top + 2, top + 1 + len(series), 0, len(heads) - 1))
        top += 18
