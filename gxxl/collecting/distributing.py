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

_SOURCE = "取自{year}年度年报（下发时预填），请核对"
_NOTICE_HEAD, _MORE = "上级要求：", "（其余见通知）"
_ASKED_AT = "加报项目请填在“补充情况”末尾。"
_TITLE = "关于报送{year}年度\n政府信息公开工作年度报告的通知"
_OPENING = (
    "各有关单位：",
    (
        "现将{year}年度政府信息公开年报表发给你们，请对照下表领取本单位的一份填报，不要互相借用。"
        "没有收到政府信息公开申请的单位也要报送，表三填0。"
    ),
    "年报表中的{filled}已经预填，请先核对，不符的请改正。填完后在封面选“填报完毕：是”，把原文件发回。",
)
_FILLED, _FILLED_LAST = "单位、年度", "单位、年度（找到上年年报的还有上年数据）"
_HEADS = ("序号", "单位", "年报表", "报送截止")
_WIDTHS = (12.0, 40.0, 60.0, 46.0)

_DATE = "　　　　年　　月　　日"
"""For the officer to fill in: the same roster gives the same bytes on any day."""


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
        source = Write(places.names["last_source"].at(0, 0), ((Text(_SOURCE.format(year=year - 1)),),))
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
    wide = len(_HEADS) if any(row[-1] for row in rows) else len(_HEADS) - 1
    opening = text(*(line.format(year=year, filled=_FILLED_LAST if filled else _FILLED) for line in _OPENING))
    body = (
        opening,
        *((text(*lines),) if lines else ()),
        Table(_HEADS[:wide], _WIDTHS[:wide], tuple(row[:wide] for row in rows), centred=(0, 3)),
    )
    return as_letter(Letter(_TITLE.format(year=year), body, (organ, _DATE) if organ else ()))


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
    told = [_NOTICE_HEAD, *lines, *([_ASKED_AT] if issue_of(notice).asked else [])]
    shown = told if len(told) <= _NOTICE_ROWS else [*told[: _NOTICE_ROWS - 1], _MORE]
    yield Write(Address(COVER, *_NOTICE_AT), tuple((Text(line),) for line in shown))
