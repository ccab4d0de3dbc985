"""文字汇编: what every organ wrote, part by part under its name; sentences the program wrote stand in grey."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gxxl.collecting.collection import Collection, Member
from gxxl.collecting.originals import data_of, is_book
from gxxl.collecting.wording import note_of
from gxxl.export.letter import HEADING, NAME, TEXT, Letter, Lines, Words, text
from gxxl.form.sections import SECTIONS
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.macros.remembering import remembered_in
from gxxl.report import JsonValue, Report

_TITLE = "{organ}{year}年度\n政府信息公开工作年度报告文字汇编"
_LEGEND = "各单位自己写的文字为黑色；由程序按表内数字生成、未经改动的句子为灰色。"
_NONE = "（没有填写）"
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


def compilation(collection: Collection) -> Letter:
    """The document, in the order of the report and of the roster."""
    members = [member for member in collection.members if member.counted and member.counted.verdict.report]
    generated = {member.organ.name: _generated(member) for member in members}
    body = [text(*filter(None, (note_of(collection), _LEGEND)))]
    for section in SECTIONS:
        if section.prose:
            body.append(text(section.title, style=HEADING))
            for member in members:
                body += _own(member, section.key, generated[member.organ.name])
    title = _TITLE.format(organ=collection.organ, year=collection.year)
    return Letter(title, tuple(body))


def _own(member: Member, key: str, generated: frozenset[str]) -> Iterator[Lines]:
    report = member.counted.verdict.report if member.counted else None
    assert report
    said = (report.prose.get(key) or "").strip()
    yield text(member.organ.name, style=NAME)
    paragraphs = [line.strip() for line in said.split("\n") if line.strip()] or [_NONE]
    yield Lines(TEXT, tuple(tuple(_pieces(line, generated)) for line in paragraphs))


def _pieces(line: str, generated: frozenset[str]) -> Iterator[Words]:
    for sentence in _SENTENCE.findall(line):
        yield Words(sentence, grey=sentence.strip() in generated or sentence == _NONE)


def _generated(member: Member) -> frozenset[str]:
    """The sentences the program wrote into a return, as the return remembers them."""
    counted = member.counted
    assert counted
    report = counted.verdict.report
    known = _remembered(report)
    if not known and is_book(counted):
        data = data_of(counted)
        try:
            known = remembered_in(FileHost(Path(), data=data).read(["generated"])) if data else {}
        except Refused:
            known = {}
    texts = ("".join(str(pair[0]) for pair in pieces if isinstance(pair, list) and pair)
             for pieces in known.values() if isinstance(pieces, list))  # fmt: skip
    return frozenset(sentence.strip() for whole in texts for sentence in _SENTENCE.findall(whole))


def _remembered(report: Report | None) -> dict[str, JsonValue]:
    found = report.particulars.get("generated") if report else None
    return found if isinstance(found, dict) else {}
