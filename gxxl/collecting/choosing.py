"""Which of an organ's returns counts: equal ones count once, of different ones the one saved last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from gxxl.collecting.collection import Received
from gxxl.collecting.dates import CHINA
from gxxl.finding import Finding, Where
from gxxl.form.model import Ref
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_collecting import COUNTED_FOR, NO_TIME, NOT_COUNTED, SAME_TWICE, WORDS_DIFFER
from gxxl.form.sections import SECTIONS
from gxxl.form.spelling import even
from gxxl.report import Kind, Report
from gxxl.sheet import layout_of

_NEVER = datetime.min.replace(tzinfo=UTC)
_MOST_PLACES = 8


class Choice(NamedTuple):
    """The return that counts, the others with the reason why not, whether it is provisional, and what is to be said."""

    counted: Received
    others: tuple[Received, ...]
    disputed: bool
    finding: Finding | None


class _Differ(NamedTuple):
    """Cells and sections that differ between returns, and why one counts for the time being."""

    refs: tuple[Ref, ...]
    titles: tuple[str, ...]
    why: str


def choose(organ: str, received: Sequence[Received], *, newest: bool) -> Choice:
    """Choose among readable returns of one organ and year; with `newest` the officer has decided for the last one."""
    newest_first = sorted(received, key=_saved, reverse=True)
    last = newest_first[0]
    cells = {one: _cells_between(_report(last), _report(one)) for one in newest_first}
    words = {one: _words_between(_report(last), _report(one)) for one in newest_first}
    equal = [one for one in newest_first if not cells[one] and not words[one]]
    counted = min(equal, key=lambda one: (one.verdict.unseen, one.is_document))
    others = tuple(
        one._replace(why_not=NOT_COUNTED[_why(one, last, equal)].format(counted=counted.name))
        for one in received
        if one is not counted
    )
    if not others:
        return Choice(counted, (), disputed=False, finding=None)
    refs = tuple(ref for ref in _report(last).form.index if any(ref in cells[one] for one in newest_first))
    titles = tuple(dict.fromkeys(title for one in newest_first for title in words[one]))
    disputed = bool(refs) and not newest
    tied = any(one not in equal and one.saved == last.saved for one in received)
    finding = _finding(organ, counted, newest_first, _Differ(refs, titles, "tied" if tied else "last"), newest=newest)
    return Choice(counted, others, disputed=disputed, finding=finding)


def _finding(
    organ: str,
    counted: Received,
    received: Sequence[Received],
    differ: _Differ,
    *,
    newest: bool,
) -> Finding:
    """R-02: a doubt where returns differ and nobody has decided, else a note."""
    rule, (refs, titles, why) = RULES["R-02"], differ
    layout = layout_of(_report(received[0]).form)
    places = [layout[ref].a1 for ref in refs] or list(titles)
    more = "等" if len(places) > _MOST_PLACES else ""
    slots = {
        "organ": organ,
        "count": str(len(received)),
        "cells": str(len(places)),
        "places": "、".join(places[:_MOST_PLACES]) + more,
        "times": "、".join(saved_words(one.saved) for one in reversed(received)),
        "counted": counted.name,
        "why": COUNTED_FOR[why],
    }
    problem = rule.problem if refs else WORDS_DIFFER if titles else SAME_TWICE
    settled = newest or not places
    return Finding(
        rule=rule,
        severity=Severity.NOTE if settled else rule.severity,
        where=Where(),
        problem=problem.format_map(slots),
        remedy=(rule.remedy_over if settled else rule.remedy).format_map(slots),
        related=refs,
    )


def _why(one: Received, last: Received, equal: Sequence[Received]) -> str:
    """Why a return does not count: the same, saved earlier, or saved at the same time."""
    if one in equal:
        return "same"
    return "tied" if one.saved == last.saved else "older"


def saved_words(saved: datetime | None) -> str:
    """A time as people say it, on the clocks of China."""
    if saved is None:
        return NO_TIME
    local = saved.astimezone(CHINA)
    return f"{local.month}月{local.day}日{local.hour}:{local.minute:02d}"


def _saved(one: Received) -> tuple[datetime, str, str, str]:
    """The order of returns: by the time they were saved; equal times by content and name, whatever the folder says."""
    return one.saved or _NEVER, one.sha256, str(one.path), one.inner or ""


def _report(one: Received) -> Report:
    assert one.verdict.report
    return one.verdict.report


def _cells_between(one: Report, other: Report) -> frozenset[Ref]:
    """The cells both were seen to have and that differ."""
    return frozenset(_differing(one, other)) if one is not other else frozenset()


def _differing(one: Report, other: Report) -> Iterator[Ref]:
    for ref, mine in zip(one.form.index, one.values, strict=True):
        theirs = other[ref] if ref in other.form.index else None
        if theirs is None or Kind.UNSEEN in (mine.kind, theirs.kind):
            continue
        same = mine.counts == theirs.counts if mine.counts is not None else str(mine.raw) == str(theirs.raw)
        if not same:
            yield ref


def _words_between(one: Report, other: Report) -> tuple[str, ...]:
    """The sections both have in words that differ."""
    texts = ((section.title, one.prose.get(section.key), other.prose.get(section.key)) for section in SECTIONS)
    return tuple(title for title, mine, theirs in texts if mine and theirs and even(mine) != even(theirs))
