"""What is sent out: a workbook for each organ, prefilled and coded, and the note that goes with them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting import dates
from gxxl.collecting.codes import coded
from gxxl.collecting.notice import issue_of, wrapped
from gxxl.collecting.roster import Organ, Roster
from gxxl.edit import Text, Write
from gxxl.export.letter import Letter, Table, as_letter, text
from gxxl.form.letters import COVERING, COVERING_HEADS, COVERING_OPENS, FILLED, FILLED_LAST, ISSUED
from gxxl.form.model import Form
from gxxl.form.organs import KINDS, LEVELS, SCOPES
from gxxl.form.sections import title_of
from gxxl.hosts.files import FileHost
from gxxl.report import Raw, Report
from gxxl.sheet import Address
from gxxl.template.places import COVER, cover, places_of
from gxxl.template.placing import carried_in, content, placed_last

_KINDS = {"department": "department", "vertical": "vertical", "town": "government", "office": "government"}
"""The kind on 封面 for each kind of a roster."""

_NOTICE_AT, _NOTICE_ROWS, _NOTICE_WIDTH = (20, 5), 12, 26
"""封面: where the sender's requirements stand (row, column), how many lines find room, characters of a line."""

_WIDTHS = (12.0, 40.0, 60.0, 46.0)


class Prefilled(NamedTuple):
    """What is filled in before a workbook is sent: for whom, for which year, last year's report, whose requirements."""

    organ: Organ
    year: int
    last: Report | None = None
    notice: str = ""


def issued_book(blank: bytes, form: Form, prefilled: Prefilled) -> bytes:
    """The workbook of one organ, from the blank template of the form; the same bytes each time."""
    places = places_of(form)
    organ, year, last, notice = prefilled
    writes = [*_cover(organ, year), *_notice(notice)]
    if last:
        source = Write(places.names["last_source"].at(0, 0), ((Text(ISSUED["last year"].format(year=year - 1)),),))
        writes += [*placed_last(last, places), *carried_in(last, places), source]
    with tempfile.TemporaryDirectory(prefix="gxxl-") as folder:
        made = Path(folder) / "book"
        FileHost(made, made, data=blank).apply(writes)
        return coded(made.read_bytes(), organ.name)


def covering_note(  # noqa: PLR0913 - who writes to whom, and what
    roster: Roster, organ: str, year: int, names: Sequence[str], notice: str, *, filled: bool
) -> bytes:
    """The note that goes with the workbooks, as .docx: what to do, the sender's own requirements, who gets which.

    `filled`: whether last year's figures are filled in for anyone; no column of deadlines where the roster has none.
    """
    lines = [line.strip() for line in notice.splitlines() if line.strip()]
    rows = tuple(
        (str(number), one.name, name, day_words(one.deadline))
        for number, (one, name) in enumerate(zip(roster.organs, names, strict=True), 1)
    )
    wide = len(COVERING_HEADS) if any(row[-1] for row in rows) else len(COVERING_HEADS) - 1
    told = FILLED_LAST if filled else FILLED
    opening = text(*(COVERING[key].format(year=year, filled=told) for key in COVERING_OPENS))
    body = (
        opening,
        *((text(*lines),) if lines else ()),
        Table(COVERING_HEADS[:wide], _WIDTHS[:wide], tuple(row[:wide] for row in rows), centred=(0, 3)),
    )
    return as_letter(Letter(COVERING["title"].format(year=year), body, (organ, COVERING["date"]) if organ else ()))


def day_words(day: date | None) -> str:
    """A day with its weekday, "" for none."""
    return f"{day.year}年{dates.day(day)}（{dates.weekday(day)}）" if day else ""


def _cover(organ: Organ, year: int) -> Iterator[Write]:
    entries: dict[str, Raw] = {
        "organ": organ.name,
        "year": year,
        "level": LEVELS.get(organ.level),
        "kind": KINDS[_KINDS[organ.kind]] if organ.kind else None,
        "scope": SCOPES["own"],
        "contact": organ.contact or None,
        "deadline": day_words(organ.deadline) or None,
        "title": title_of(organ.name, year),
        "signature_organ": organ.name,
    }
    return (Write(cover(key), ((content(raw),),)) for key, raw in entries.items() if raw is not None)


def _notice(notice: str) -> Iterator[Write]:
    """The sender's requirements on 封面, a line a row."""
    paragraphs = [line.strip() for line in notice.splitlines() if line.strip()]
    lines = [piece for paragraph in paragraphs for piece in wrapped(paragraph, _NOTICE_WIDTH)]
    if not lines:
        return
    told = [ISSUED["notice"], *lines, *([ISSUED["asked"]] if issue_of(notice).asked else [])]
    shown = told if len(told) <= _NOTICE_ROWS else [*told[: _NOTICE_ROWS - 1], ISSUED["more"]]
    yield Write(Address(COVER, *_NOTICE_AT), tuple((Text(line),) for line in shown))
