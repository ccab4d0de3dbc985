"""汇总年报: the roll-up in the statutory template itself, with draft words; words the officer changed are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting.enumerating import comes_to, is_ours, total
from gxxl.collecting.roll_up import RolledUp
from gxxl.edit import Write
from gxxl.form.model import Ref
from gxxl.form.organs import LINE_REGION
from gxxl.form.sections import PREAMBLE
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.intake.files import Opened, open_report
from gxxl.intake.moving.files import opened_and_moved
from gxxl.macros.remembering import remembered, remembered_in
from gxxl.narrative.drafting import redraft
from gxxl.report import JsonValue, Number, Report, Signature
from gxxl.template.buttons import with_macros
from gxxl.template.places import COVER, LAST, PHRASES, RESULTS, STORE, places_of
from gxxl.template.placing import placed

_ENTERED = (COVER, LAST, RESULTS, PHRASES, STORE)
"""Where more is entered than a report holds; what a report holds is placed over it."""

_SAID_OF_ORGAN = ("level", "kind")
"""What 封面 tells of the organ where the roster does not."""


class _Earlier(NamedTuple):
    """An earlier workbook of the same roll-up: its report, last year's on it, what was drafted, what was entered."""

    report: Report
    last: Report | None
    drafted: dict[str, JsonValue]
    entered: tuple[Write, ...]


def write_statutory(rolled: RolledUp, out: Path, *, earlier: Path | None, note: str = "") -> None:
    """The workbook, in one step, with the words of `earlier` brought up to date; `note` stands before all others.

    What the officer entered on 封面, 上年数据, 核查结果 and 句式 of `earlier` stands there again.
    Raises OSError where `out` is held open.
    """
    from gxxl.template.build import build

    before = _read(rolled.report, earlier) if earlier else None
    report = _with_words(rolled, before.report) if before else rolled.report
    outcome = redraft(report, before.last if before else None, None, before.drafted if before else None)
    preamble = (outcome.report.prose[PREAMBLE] or "").removeprefix(note).strip()
    prose = {**outcome.report.prose, PREAMBLE: f"{note}\n{preamble}".strip()}
    signature = outcome.report.signature or Signature(report.organ, None)
    done = replace(outcome.report, prose=prose, signature=signature)
    form = done.form
    writes = [*placed(done, finished=not rolled.tally.is_open), remembered(places_of(form), outcome.generated)]
    entered = before.entered if before else ()
    FileHost(out, out, data=build(form, macros=with_macros(out))).apply([*entered, *writes])


def _read(report: Report, path: Path) -> _Earlier | None:
    """What an earlier workbook holds; None where it is another's, or can no longer be read."""
    opened, moved = opened_and_moved(path)
    theirs = _same(report, opened)
    if theirs is None or moved is None or opened.workbook is None:
        return None
    try:
        drafted = remembered_in(FileHost(path).read(["generated"]))
    except Refused:
        return None
    entered = tuple(write for write in moved.writes if write.at.sheet in _ENTERED)
    return _Earlier(theirs, opened.workbook.last, drafted, entered)


def _with_words(rolled: RolledUp, theirs: Report) -> Report:
    """The report with the words, answers and entries of an earlier workbook."""
    report = rolled.report
    known = {key: said for key in _SAID_OF_ORGAN if (said := theirs.particular(key))}
    title = theirs.particular("title")
    particulars: dict[str, JsonValue] = {**known, **report.particulars, "extra": _answers(rolled, _extra(theirs))}
    particulars |= {"title": title} if title else {}
    signature = theirs.signature if theirs.signature and theirs.signature.date else report.signature
    return replace(report, organ=theirs.organ, prose=theirs.prose, particulars=particulars, signature=signature)


def is_of(report: Report, path: Path) -> bool:
    """Whether a workbook of ours is that of the same organ and year; a roster may not tell whose roll-up it is."""
    return _same(report, open_report(path)) is not None


def _same(report: Report, opened: Opened) -> Report | None:
    theirs = opened.report if opened.workbook else None
    return theirs if theirs and theirs.year == report.year and report.organ in (None, theirs.organ) else None


def _extra(report: Report) -> dict[str, JsonValue]:
    extra = report.particulars.get("extra")
    return extra if isinstance(extra, dict) else {}


def _answers(rolled: RolledUp, theirs: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """补充情况: the numbers of the roll-up, the answers of the earlier workbook; of what we fill in, those changed."""
    still_holds: dict[str, Callable[[str], bool]] = {
        "roll_parts": lambda said: not is_ours(said),
        "received_parts": lambda said: comes_to(said, _received(rolled)),
        "region": lambda said: bool(said) and said != LINE_REGION,
    }
    answers = {key: said for key, said in theirs.items() if key not in still_holds}
    changed = {key: theirs[key] for key, holds in still_holds.items() if holds(str(theirs.get(key, "")))}
    return {**answers, **_extra(rolled.report), **changed}


def _received(rolled: RolledUp) -> Number:
    """新收 and 上年结转 of all organs together."""
    return sum(total(rolled.parts.get(Ref("requests", row, "total"), ())) for row in ("new", "carried_in"))
