"""文字汇编: what every organ wrote, part by part under its name; sentences the program wrote stand in grey."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.wording import plain
from gxxl.claim import Claim
from gxxl.collecting.collection import Collection, Member
from gxxl.collecting.originals import data_of, is_book
from gxxl.collecting.wording import note_of
from gxxl.collecting.years import Changed, changed_most, direction
from gxxl.export.letter import HEADING, NAME, TEXT, Letter, Lines, Words, text
from gxxl.form.letters import TEXTS_FILE, VOLUME, VOLUME_TITLE
from gxxl.form.sections import SECTIONS
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.macros.remembering import remembered_in
from gxxl.report import JsonValue, Report

_TITLE = "{organ}{year}年度\n政府信息公开工作年度报告文字汇编"
_LEGEND = "各单位自己写的文字为黑色；由程序按表内数字生成、未经改动的句子为灰色。"
_CHANGED_LEGEND = "加粗的数与上年相比变化最大；没有上年数据的单位不作比较。"
_CHANGED = "与{year}年相比变化最大：{changes}。"
_ONE_CHANGE = "{name}{last}→{this}{measure}（{direction}）"
_NONE = "（没有填写）"
IS_VOLUME = re.compile(TEXTS_FILE.replace(".", r"\.").format(volume=f"(?:{VOLUME.format(number='[0-9]{2,}')})?"))
"""How files of ours are called, those of several volumes too."""

_MOST = 200
"""Organs of one volume: what Word opens without effort."""

_GENERATED = ("generated",)
_FIRST = next(section for section in SECTIONS if section.prose)
_PARAGRAPH = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


class Volume(NamedTuple):
    """The document or one of several, under the name of its file."""

    name: str
    letter: Letter


def volumes(collection: Collection) -> Iterator[Volume]:
    """The organs that count in the order of the roster, so many at a time; each volume is made when it is asked for."""
    members = [member for member in collection.members if member.counted and member.counted.verdict.report]
    title = _TITLE.format(organ=collection.organ, year=collection.year)
    if len(members) <= _MOST:
        yield Volume(TEXTS_FILE.format(volume=""), _letter(collection, title, members))
        return
    count = math.ceil(len(members) / _MOST)
    digits = max(2, len(str(count)))  # so that names sort as numbers do
    for number in range(1, count + 1):
        of_it = members[(number - 1) * _MOST : number * _MOST]
        name = TEXTS_FILE.format(volume=VOLUME.format(number=f"{number:0{digits}}"))
        titled = f"{title}\n{VOLUME_TITLE.format(number=number, all=count)}"
        yield Volume(name, _letter(collection, titled, of_it))


def _letter(collection: Collection, title: str, members: Sequence[Member]) -> Letter:
    """What these organs wrote, in the order of the report."""
    parts: dict[str, list[Lines]] = {
        section.key: [text(section.title, style=HEADING)] for section in SECTIONS if section.prose
    }
    compares = False
    for member in members:
        generated, changes = _generated(member), changed_most(member)
        compares = compares or bool(changes)
        for key, lines in parts.items():
            lines.extend(_own(member, key, generated, changes, first=key == _FIRST.key))
    legend = (note_of(collection), _LEGEND, _CHANGED_LEGEND if compares else "")
    return Letter(title, (text(*filter(None, legend)), *chain.from_iterable(parts.values())))


def _own(
    member: Member, key: str, generated: frozenset[str], changes: Sequence[Changed], *, first: bool
) -> Iterator[Lines]:
    """One organ's words of a section, below its name; before the first what changed most in its numbers."""
    verdict = member.counted.verdict if member.counted else None
    assert verdict
    assert verdict.report
    said = verdict.report.prose.get(key) or ""
    yield text(member.organ.name, style=NAME)
    if first and changes:
        yield Lines(TEXT, ((Words(_told(verdict.report, changes), grey=True),),))
    refs = {one.refs for one in changes}
    claims = verdict.claims if refs else ()
    marked = [_number_of(claim, said) for claim in claims if claim.section == key and claim.refs in refs]
    paragraphs = [tuple(_pieces(found, generated, marked)) for found in _PARAGRAPH.finditer(said)]
    yield Lines(TEXT, tuple(paragraphs) or ((Words(_NONE, grey=True),),))


def _number_of(claim: Claim, said: str) -> tuple[int, int]:
    """Where the number itself stands in a claim; all of the claim where it is written in words."""
    start, end = claim.span
    number = re.search(rf"(?<![\d.]){re.escape(plain(claim.value))}(?![\d.]*\d)", said[start:end])
    return (start + number.start(), start + number.end()) if number else claim.span


def _told(report: Report, changes: Sequence[Changed]) -> str:
    told = (
        _ONE_CHANGE.format(
            name=one.name, last=plain(one.last), this=plain(one.this), measure=one.measure, direction=direction(one)
        )
        for one in changes
    )
    return _CHANGED.format(year=(report.year or 0) - 1, changes="；".join(told))


def _pieces(paragraph: re.Match[str], generated: frozenset[str], marked: Sequence[tuple[int, int]]) -> Iterator[Words]:
    """The sentences of a paragraph, cut where a marked number begins and ends."""
    for sentence in _SENTENCE.finditer(paragraph[0]):
        start = paragraph.start() + sentence.start()
        grey, at = sentence[0].strip() in generated, 0
        inside = sorted(
            (max(a - start, 0), b - start) for a, b in marked if start <= a and b <= start + len(sentence[0])
        )
        for begin, end in inside:
            if begin >= at:
                yield Words(sentence[0][at:begin], grey=grey)
                yield Words(sentence[0][begin:end], grey=grey, strong=True)
                at = end
        yield Words(sentence[0][at:], grey=grey)


def _generated(member: Member) -> frozenset[str]:
    """The sentences the program wrote into a return, as the return remembers them."""
    counted = member.counted
    assert counted
    report = counted.verdict.report
    known = _remembered(report)
    if not known and is_book(counted):
        known = _remembered_by(data_of(counted))
    texts = ("".join(str(pair[0]) for pair in pieces if isinstance(pair, list) and pair)
             for pieces in known.values() if isinstance(pieces, list))  # fmt: skip
    return frozenset(sentence.strip() for whole in texts for sentence in _SENTENCE.findall(whole))


def _remembered_by(data: bytes | None) -> dict[str, JsonValue]:
    """What a workbook remembers; nothing where it can no longer be read."""
    if not data:
        return {}
    try:
        host = FileHost(Path(), data=data)
        return {} if host.seem_blank(_GENERATED) else remembered_in(host.read(_GENERATED))
    except Refused:
        return {}


def _remembered(report: Report | None) -> dict[str, JsonValue]:
    found = report.particulars.get("generated") if report else None
    return found if isinstance(found, dict) else {}
