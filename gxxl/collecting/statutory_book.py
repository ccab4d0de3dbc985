"""汇总年报: the roll-up in the statutory template itself, with draft words; words the officer changed are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gxxl.collecting.enumerating import comes_to, is_ours, total
from gxxl.collecting.roll_up import RolledUp
from gxxl.form.model import Ref
from gxxl.form.organs import LINE_REGION
from gxxl.form.sections import PREAMBLE
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.intake.files import open_report
from gxxl.macros.remembering import remembered, remembered_in
from gxxl.narrative.drafting import redraft
from gxxl.report import JsonValue, Number, Report, Signature
from gxxl.template.buttons import with_macros
from gxxl.template.places import places_of
from gxxl.template.placing import placed


def write_statutory(rolled: RolledUp, out: Path, *, earlier: Path | None, note: str = "") -> None:
    """The workbook, in one step, with the words of `earlier` brought up to date; `note` stands before all others.

    Raises OSError where `out` is held open.
    """
    from gxxl.template.build import build

    report, before = _with_words(rolled, earlier)
    outcome = redraft(report, None, None, before)
    preamble = (outcome.report.prose[PREAMBLE] or "").removeprefix(note).strip()
    prose = {**outcome.report.prose, PREAMBLE: f"{note}\n{preamble}".strip()}
    signature = outcome.report.signature or Signature(report.organ, None)
    done = replace(outcome.report, prose=prose, signature=signature)
    form = done.form
    writes = [*placed(done, finished=not rolled.tally.is_open), remembered(places_of(form), outcome.generated)]
    FileHost(out, out, data=build(form, macros=with_macros(out))).apply(writes)


def _with_words(rolled: RolledUp, earlier: Path | None) -> tuple[Report, dict[str, JsonValue] | None]:
    """The report with the words and answers of an earlier workbook, and what had been written into it."""
    report = rolled.report
    theirs = _same(report, earlier) if earlier else None
    if theirs is None or earlier is None:
        return report, None
    try:
        before = remembered_in(FileHost(earlier).read(["generated"]))
    except Refused:
        return report, None
    kept = _answers(rolled, _extra(theirs))
    particulars: dict[str, JsonValue] = {**report.particulars, "extra": kept}
    title = theirs.particular("title")
    particulars |= {"title": title} if title else {}
    signature = theirs.signature if theirs.signature and theirs.signature.date else report.signature
    return replace(report, prose=theirs.prose, particulars=particulars, signature=signature), before


def is_of(report: Report, path: Path) -> bool:
    """Whether a workbook of ours is that of the same organ and year."""
    return _same(report, path) is not None


def _same(report: Report, path: Path) -> Report | None:
    opened = open_report(path)
    theirs = opened.report if opened.workbook else None
    return theirs if theirs and (theirs.year, theirs.organ) == (report.year, report.organ) else None


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
