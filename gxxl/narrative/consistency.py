"""N-08 and N-12: years, organs and document numbers that belong to another report; headings out of order."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gxxl.finding import Finding, Where
from gxxl.form.organs import DEPARTMENT_ENDINGS
from gxxl.form.rules_narrative import NOTES
from gxxl.form.sections import PREAMBLE, SECTIONS
from gxxl.narrative.telling import place, quote, told
from gxxl.report import Report

_DECREE = "711"
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_SUPERSEDED = "国办公开办函〔2019〕60号"


_ANOTHER = r"上年|去年|上一年|改进情况|规划|预算|以来"
_PERIOD = (
    r"(?:期限|时限|期间|周期|时间|起止)[^。；]{0,16}?(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日[^。；]{0,6}?"
    r"(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
_VERBS = "认真|严格|深入|坚持|高度|积极|全年|共收到|未收到|收到|受理|没有"
_ORGAN = rf"(?:^|[。；\n])\s*(?:20\d\d\s*年(?:度)?[，,]?)?([县区市旗州][^\W\d_a-zA-Z]{{2,7}}?(?:局|委))(?={_VERBS})"
"""Looked for in few reports: compiled when they are."""


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    decree: re.Pattern[str]
    headings: re.Pattern[str]
    top: re.Pattern[str]
    series: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    numerals = "".join(_NUMERALS)
    return _Patterns(
        re.compile(r"\s*((?:19|20)\d\d)\s*年(?:度)?[，,\s]?"),
        re.compile(r"《中华人民共和国政府信息公开条例》[^。；]{0,6}?国(?:务院)?令\s*第?\s*(\d+)\s*号"),
        re.compile(rf"^\s*（([{numerals}]{{1,2}})）", re.MULTILINE),
        re.compile(rf"^\s*([{numerals}])、", re.MULTILINE),
        re.compile(rf"(?:^|[。；：，:;\n])\s*([{numerals}])是(?!否)", re.MULTILINE),
    )


def consistency(report: Report) -> Iterator[Finding]:
    """What belongs to another year, organ or rule; numbers of headings that jump or come twice."""
    for key in (PREAMBLE, *(section.key for section in SECTIONS if section.prose)):
        text = report.prose.get(key)
        if text and text.strip():
            yield from _years(report, key, text)
            yield from _documents(report, key, text)
            yield from _organs(report, key, text)
            yield from _numbering(report, key, text)


def _odd(report: Report, key: str, span: tuple[int, int], note: str, found: str) -> Finding:
    text = (report.prose.get(key) or "")[slice(*span)]
    slots = {"place": place(report, key, span[0]), "quote": quote(text), "note": note}
    return told("N-08", Where(section=key, span=span), slots, found=found)


def _years(report: Report, key: str, text: str) -> Iterator[Finding]:
    if not report.year:
        return
    opening = _patterns().opening.match(text)
    first = re.split(r"[。\n]", text, maxsplit=1)[0]
    if key == "overview" and opening and int(opening[1]) != report.year and not re.search(_ANOTHER, first):
        note = NOTES["year"].problem.format(year=report.year)
        yield _odd(report, key, opening.span(), note, opening[1])
    if key == PREAMBLE:
        period = re.search(_PERIOD, text)
        if period:
            start, end = period[1], period[4] or period[1]
            days = (period[2], period[3], period[5], period[6])
            if (start, end) != (str(report.year),) * 2 or days != ("1", "1", "12", "31"):
                note = NOTES["period"].problem.format(year=report.year)
                yield _odd(report, key, period.span(), note, "".join(period[0].split()))


def _documents(report: Report, key: str, text: str) -> Iterator[Finding]:
    decree = _patterns().decree.search(text)
    if decree and decree[1] != _DECREE:
        yield _odd(report, key, decree.span(), NOTES["decree"].problem, decree[1])
    at = text.find(_SUPERSEDED)
    if at >= 0 and report.year and report.year >= 2021:
        yield _odd(report, key, (at, at + len(_SUPERSEDED)), NOTES["superseded"].problem, _SUPERSEDED)


def _organs(report: Report, key: str, text: str) -> Iterator[Finding]:
    """A department that writes of another department where its own name belongs (县发改局 in the report of 民政局)."""
    organ = report.organ or ""
    if not organ.endswith(DEPARTMENT_ENDINGS) or "政府" in organ:
        return
    for found in re.finditer(_ORGAN, text):
        if not _is_short_for(found[1][1:], organ):
            note = NOTES["organ"].problem.format(organ=organ)
            yield _odd(report, key, found.span(1), note, found[1])


def _is_short_for(short: str, name: str) -> bool:
    """Whether the signs of a short name stand in the full one in this order: 科委, 科学技术委员会."""
    signs = iter(name)
    return all(sign in signs for sign in short)


def _numbering(report: Report, key: str, text: str) -> Iterator[Finding]:
    patterns = _patterns()
    yield from _in_order(report, key, [(m[1], m.span()) for m in patterns.headings.finditer(text)])
    series: list[tuple[str, tuple[int, int]]] = [(m[1], m.span(1)) for m in patterns.series.finditer(text)]
    yield from _in_order(report, key, series, restart=True)
    tops = list(patterns.top.finditer(text))
    if key in ("overview", "problems") and len(tops) > 1:
        yield _misnumbered(report, key, tops[0].span(), NOTES["top level"].problem)


def _in_order(
    report: Report, key: str, found: list[tuple[str, tuple[int, int]]], *, restart: bool = False
) -> Iterator[Finding]:
    before = 0
    for numeral, span in found:
        number = _NUMERALS.index(numeral) + 1 if numeral in _NUMERALS else 10 + _NUMERALS.index(numeral[-1]) + 1
        if number == before + 1 or (number == 1 and (restart or not before)):
            before = number
            continue
        note = NOTES["repeated"].problem if number == before else ""
        if not note and number > before + 1:
            note = NOTES["skipped"].problem.format(expected=_NUMERALS[min(before, 9)])
        if note:
            yield _misnumbered(report, key, span, note)
        before = number


def _misnumbered(report: Report, key: str, span: tuple[int, int], note: str) -> Finding:
    text = (report.prose.get(key) or "")[slice(*span)].strip()
    slots = {"place": place(report, key, span[0]), "quote": text.strip("。；：，:;\n "), "note": note}
    return told("N-12", Where(section=key, span=span), slots, found=slots["quote"])
