"""核查表.xlsx: one row an organ with the list's own columns and an outcome an indicator; evidence, changes, strays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gxxl.collecting.assessing import Assessed, Assessment, Read
from gxxl.collecting.book_looks import OPEN_WIDTH, STYLES, height_of, opening
from gxxl.collecting.earlier import FIRST, OWN, REMARK, SCORES, Change, Earlier
from gxxl.collecting.indicators import Evidence
from gxxl.collecting.problems import link_to
from gxxl.form.printed import Box
from gxxl.form.rules_assessing import BOOK, INDICATORS, WORST, Outcome
from gxxl.form.spelling import width_of
from gxxl.form.told import OPEN_ADDRESS, OPEN_FILE
from gxxl.template.plain_book import Book, Entry, Link, Page

EVIDENCE, CHANGES, STRAYS = "依据", "变化", "对不上的文件"
_OUTCOME_STYLES = {
    Outcome.RIGHT: "good", Outcome.WRONG: "bad", Outcome.REVIEW: "doubt", Outcome.UNREAD: "quiet",
}  # fmt: skip
_AFTER = {"公布日期": 10.5, "读到的文件": 24, OPEN_FILE: OPEN_WIDTH, REMARK: 24}
_OWN_WIDTHS = (9.5, 20)
_INDICATOR = 9.8
_EVIDENCE = {
    "单位": 24, "指标": 11, "结论": 9.5, "规则": 7, "问题": 46, "原文": 34, "位置": 27, "原填": 11, "应为": 11,
    "文件": 22, OPEN_FILE: OPEN_WIDTH, "认定依据": 9.5, "网页": 26, OPEN_ADDRESS: 7, "读取时间": 15.5,
}  # fmt: skip
_CHANGES = {"单位": 26, "指标": 12, "上次": 14, "本次": 14, "本次依据": 70}
_STRAYS = {"文件": 40, OPEN_FILE: OPEN_WIDTH, "单位（文件里写的）": 30, "网页": 44, OPEN_ADDRESS: 7, "原因": 40}
_FEW, _LONGEST_NUMBER = 3, 14
_LEAST, _MOST, _MOST_FROZEN = 6.0, 22.0, 3
_LEAST_HIGH = 22.0
_MIDDLE = ("number", "level", "kind", "deadline")


Ground: TypeAlias = "tuple[tuple[str, ...], Evidence]"
"""Evidence and the indicators it speaks to."""


class Told(NamedTuple):
    """What heads the book: which run this is, when, and against which earlier one it is held."""

    run: int
    when: str
    earlier: Earlier | None
    changes: tuple[Change, ...]


def score_book(assessment: Assessment, told: Told, folder: Path) -> bytes:
    """The workbook; links to files are relative to `folder`, where it will lie."""
    book = Book(BOOK["title"].format(year=assessment.year or ""), STYLES)
    rows = [(line, one) for line in assessment.lines for one in _in_order(line)]
    first: dict[tuple[int, str], int] = {}
    for row, (line, (names, _)) in enumerate(rows, _TOP_OF_EVIDENCE):
        for name in names:
            first.setdefault((line.listed.place, name), row)
    _scores(book, assessment, told, first, folder)
    _evidence(book, rows, folder)
    if told.earlier:
        _changes(book, told)
    if assessment.strays:
        _strays(book, assessment, folder)
    return book.bytes()


_TOP_OF_EVIDENCE = 2


def _in_order(line: Assessed) -> list[Ground]:
    """The evidence of a line by indicator, the weightiest first; what is said of several stands once."""
    names = [indicator.name for indicator in INDICATORS]
    ordered = sorted(line.evidence, key=lambda one: (names.index(one.indicator), WORST.index(one.outcome)))
    said: dict[Evidence, list[str]] = {}
    for one in ordered:
        said.setdefault(one._replace(indicator=""), []).append(one.indicator)
    return [(tuple(indicators), one) for one, indicators in said.items()]


def _scores(book: Book, assessment: Assessment, told: Told, first: dict[tuple[int, str], int], folder: Path) -> None:
    heads = (*assessment.listed.heads, *(one.name for one in INDICATORS), *_AFTER, *OWN)
    listed = [_width(at, assessment) for at in range(len(assessment.listed.heads))]
    widths = (*listed, *(_INDICATOR,) * len(INDICATORS), *_AFTER.values(), *_OWN_WIDTHS)
    page = book.sheet(SCORES, widths, landscape=True)
    page.put(0, 0, BOOK["title"].format(year=assessment.year or ""), "sheet title")
    page.height(0, 30)
    read = sum(line.main is not None for line in assessment.lines)
    run = BOOK["run"].format(run=told.run, when=told.when, rows=len(assessment.lines), read=read)
    for row, (text, style) in enumerate(((run, "closed"), (BOOK["legend"], "one line")), 1):
        page.put(row, 0, text, style)
        page.height(row, 18)
    for at, (_, counts) in enumerate(tallies(assessment), len(listed)):
        page.put(FIRST - 1, at, "\n".join(f"{one.value}{counts[one]}" for one in WORST if counts[one]), "tally")
    page.height(FIRST - 1, 58)
    own = ["own head"] * len(OWN)
    own_cells = told.earlier.own if told.earlier else {}
    page.row(FIRST, heads, (*["head"] * (len(heads) - len(own)), *own), 32)
    for row, (name, line) in enumerate(zip(assessment.listed.names, assessment.lines, strict=True), FIRST + 1):
        kept = own_cells.get(name, (None,) * len(OWN))
        cells = [
            *_cells(assessment, line, first, folder),
            *((entry, "date" if isinstance(entry, date) else "text") for entry in kept),
        ]
        for column, (entry, style) in enumerate(cells):
            page.put(row, column, entry, style)
        page.height(row, height_of(cells, widths, _LEAST_HIGH))
    page.filter(FIRST, FIRST + len(assessment.lines), len(heads))
    page.freeze(FIRST + 1, _frozen(assessment))


def tallies(assessment: Assessment) -> Iterator[tuple[str, Counter[Outcome]]]:
    """How many organs come out how, by indicator."""
    for indicator in INDICATORS:
        yield indicator.name, Counter(line.outcomes[indicator.name] for line in assessment.lines)


def _frozen(assessment: Assessment) -> int:
    """Columns that stay in sight: up to the name of the organ."""
    at = assessment.listed.keys.index("name") + 1
    return at if at <= _MOST_FROZEN else 1


def _cells(
    assessment: Assessment, line: Assessed, first: dict[tuple[int, str], int], folder: Path
) -> Iterator[tuple[Entry, str]]:
    for key, cell in zip(assessment.listed.keys, line.listed.cells, strict=True):
        yield _as_typed(cell, "middle" if key in _MIDDLE else "text")
    for indicator in INDICATORS:
        outcome, row = line.outcomes[indicator.name], first.get((line.listed.place, indicator.name))
        text = outcome.value
        yield (Link(f"internal:'{EVIDENCE}'!C{row + 1}", text) if row else text), _OUTCOME_STYLES[outcome]
    yield line.published, "date"
    yield from _file(line.main or next(iter(line.files), None), folder)
    yield line.note, "text"


def _as_typed(cell: str, style: str) -> tuple[Entry, str]:
    """A cell of the list: a number where it reads back the same, else text."""
    return (
        (int(cell), "number") if cell.isascii() and cell.isdecimal() and str(int(cell[:9])) == cell else (cell, style)
    )


def _address(address: str) -> Iterator[tuple[Entry, str]]:
    """An address, and what leads to it."""
    yield address, "text"
    yield opening(address if address.startswith(("http://", "https://")) else None)


def _file(read: Read | None, folder: Path) -> Iterator[tuple[Entry, str]]:
    """The name of a file, and what opens it."""
    yield read.received.name if read else None, "text"
    yield opening(link_to(read.received.path, folder) if read else None)


def _evidence(book: Book, rows: Sequence[tuple[Assessed, Ground]], folder: Path) -> None:
    page = _sheet(book, EVIDENCE, "每个结论的依据", _EVIDENCE, len(rows))
    widths = tuple(_EVIDENCE.values())
    for row, (line, (names, one)) in enumerate(rows, _TOP_OF_EVIDENCE):
        read = next((read for read in line.files if one.received and read.received is one.received), line.main)
        address = read.published.address if read else ""
        texts: tuple[tuple[Entry, str], ...] = (
            (line.listed.organ.name, "text"),
            (_several(names), "middle wrapped"),
            (one.outcome.value, _OUTCOME_STYLES[one.outcome]),
            (one.rule, "middle"),
            (one.said, "text"),
            (one.quote, "text"),
            (one.place, "text"),
            (_number(one.found), "middle wrapped"),
            (_number(one.expected), "middle wrapped"),
            *_file(read, folder),
            ("、".join(line.matched), "middle wrapped"),
            *_address(address or line.address),
            (read.read_at if read else None, "moment"),
        )
        for column, (entry, style) in enumerate(texts):
            page.put(row, column, entry, style)
        page.height(row, height_of(texts, widths, _LEAST_HIGH))


def _several(names: Sequence[str]) -> str:
    """The indicators of one line; many are only counted."""
    if len(names) == len(INDICATORS):
        return BOOK["all"]
    return "、".join(names) if len(names) <= _FEW else BOOK["many"].format(first=names[0], count=len(names))


def _number(value: object) -> Entry:
    """A number or date as it is printed; longer words stand in the sentence already."""
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_NUMBER else None


def _changes(book: Book, told: Told) -> None:
    earlier = told.earlier
    assert earlier
    title = BOOK["changes"].format(run=earlier.run, when=earlier.when)
    page = _sheet(book, CHANGES, title, _CHANGES, len(told.changes))
    for row, change in enumerate(told.changes, _TOP_OF_EVIDENCE):
        styles = ("text", "middle", _style_of(change.before), _style_of(change.now), "text")
        page.row(row, change, styles, height_of(zip(change, styles, strict=True), _CHANGES.values(), _LEAST_HIGH))
    if not told.changes:
        page.span(Box(_TOP_OF_EVIDENCE, 0, 1, len(_CHANGES)), BOOK["no changes"], "note")


def _style_of(text: str) -> str:
    return _OUTCOME_STYLES[Outcome(text)] if text in tuple(Outcome) else "middle"


def _strays(book: Book, assessment: Assessment, folder: Path) -> None:
    page = _sheet(book, STRAYS, "对不上名单的文件", _STRAYS, len(assessment.strays))
    for row, (read, why) in enumerate(assessment.strays, _TOP_OF_EVIDENCE):
        report = read.received.verdict.report
        whose = report.organ if report else read.published.source
        cells = (*_file(read, folder), (whose, "text"), *_address(read.published.address), (why, "text"))
        entries, styles = zip(*cells, strict=True)
        page.row(row, entries, styles, height_of(cells, _STRAYS.values(), _LEAST_HIGH))


def _sheet(book: Book, name: str, title: str, columns: Mapping[str, float], rows: int) -> Page:
    page = book.sheet(name, tuple(columns.values()), landscape=True)
    page.put(0, 0, title, "sheet title")
    page.height(0, 30)
    page.row(1, tuple(columns), ("head",) * len(columns), 22)
    page.filter(1, 1 + rows, len(columns))
    page.freeze(_TOP_OF_EVIDENCE, 1)
    return page


def _width(column: int, assessment: Assessment) -> float:
    """Wide enough for what the list has in a column."""
    texts = [assessment.listed.heads[column], *(line.listed.cells[column] for line in assessment.lines)]
    return min(max(_LEAST, *(width_of(text) + 2.5 for text in texts)), _MOST)
