"""`distribute`: a workbook for every organ of a roster, the covering note, and the record of what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import click

from gxxl.collecting.codes import code_of
from gxxl.collecting.deadlines import deadlines_in
from gxxl.collecting.manifest import RECORD, Issued, manifest_text
from gxxl.collecting.notice import TooMuchAsked, issue_of
from gxxl.collecting.recognising import Names, recognised
from gxxl.collecting.roster import Organ, Roster, top_of
from gxxl.entry import console, garbage
from gxxl.entry.collect_command import refuse_inside, roster_in
from gxxl.entry.guard import attempt
from gxxl.entry.troubles import put
from gxxl.entry.workbook_commands import PLAIN, form_due
from gxxl.finding import Finding
from gxxl.form.letters import BOOK_FILE, NOTE_FILE
from gxxl.form.spelling import fit_for_a_file
from gxxl.form.told_by_commands import ISSUED, MAKING
from gxxl.form.told_of_usage import NOTICE
from gxxl.intake.documents import decoded
from gxxl.intake.files import bytes_of, files_in
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.last_year import Archive, reports_in
from gxxl.report import UNSEEN, Report
from gxxl.template.buttons import WITH_MACROS
from gxxl.template.issue import MOST_ASKED, Issue


class Wanted(NamedTuple):
    """What is to be sent: for which year, prefilled from which folder, with buttons or not, with whose requirements."""

    year: int
    last: Path | None = None
    macros: bool = False
    notice: Path | None = None


def run_distribute(roster_path: Path, wanted: Wanted, out: Path) -> None:
    """Write everything into the outbox; the same roster and folder give the same bytes."""
    from gxxl.collecting.distributing import Prefilled, covering_note, issued_book
    from gxxl.template.build import build

    garbage.collect()
    roster = roster_in(roster_path)
    form = form_due(wanted.year)
    if wanted.last:
        refuse_inside(out, wanted.last)
    notice = _text_in(wanted.notice) if wanted.notice else ""
    archive = _archive(roster, wanted.last) if wanted.last else Archive(())
    issue = _issue(notice)
    blank = build(form, macros=wanted.macros, issue=issue)
    suffix = WITH_MACROS if wanted.macros else PLAIN
    names = [
        BOOK_FILE.format(organ=fit_for_a_file(organ.name), year=wanted.year, suffix=suffix) for organ in roster.organs
    ]
    mine = [Report(form, (UNSEEN,) * len(form.cells), organ=organ.name, year=wanted.year) for organ in roster.organs]
    lasts = [archive.before(report) for report in mine]
    issued: list[Issued] = []
    for organ, name, last in console.progress(list(zip(roster.organs, names, lasts, strict=True)), MAKING):
        book = issued_book(blank, form, Prefilled(organ, wanted.year, last, notice))
        put(out / name, book)
        issued.append(Issued(organ.name, code_of(organ.name), name, sha256(book).hexdigest()))
    top = top_of(roster)
    put(out / NOTE_FILE, covering_note(roster, top, wanted.year, names, notice, filled=any(lasts)))
    put(out / RECORD, console.utf8(manifest_text(roster, top, wanted.year, issued)))
    disputed = [report.organ for report in mine if archive.disputed(report)]
    told = [
        *_told(roster.organs, lasts, disputed, wanted, out),
        *_without_deadline([one for one in roster.organs if one.name != top], notice),
    ]
    if issue.asked:
        told.append(ISSUED["asked"].format(count=len(issue.asked), items="、".join(one.item for one in issue.asked)))
    console.write("".join(f"{line}\n" for line in told))


def _told(
    organs: Sequence[Organ], lasts: Sequence[Report | None], disputed: Sequence[str | None], wanted: Wanted, out: Path
) -> Iterator[str]:
    """What was made, and for whom last year's figures could not be prefilled."""
    yield ISSUED["made"].format(count=len(organs), note=NOTE_FILE, place=out)
    without = [organ.name for organ, last in zip(organs, lasts, strict=True) if not last and organ.name not in disputed]
    if wanted.last and without:
        yield ISSUED["no last"].format(year=wanted.year - 1, count=len(without), organs="、".join(without))
    if disputed:
        yield ISSUED["two lasts"].format(count=len(disputed), organs="、".join(filter(None, disputed)))
    yield ISSUED["kept back"]


def _without_deadline(organs: Sequence[Organ], notice: str) -> Iterator[str]:
    """What is said where the notice names a deadline and the list has none for some: dates of prose are not guessed."""
    named, without = deadlines_in(notice), [organ.name for organ in organs if organ.deadline is None]
    if named and without:
        yield ISSUED["no deadline"].format(named="、".join(named), count=len(without), all=len(organs))


def _archive(roster: Roster, folder: Path) -> Archive:
    """Last year's reports of a folder, each under the name the roster has for its organ."""
    names = Names(roster)
    found: list[Report] = []
    for path in files_in([folder]):
        for report, _ in attempt(partial(reports_in, path), list[tuple[Report, tuple[Finding, ...]]]):
            organ = recognised(names, report, "", (path.name,)).organ
            found += [replace(report, organ=organ)] if organ else []
    return Archive(found)


def _issue(notice: str) -> Issue:
    """What the notice adds to every workbook. Raises UsageError."""
    try:
        return issue_of(notice)
    except TooMuchAsked:
        raise click.UsageError(NOTICE["too much asked"].format(most=MOST_ASKED)) from None


def _text_in(path: Path) -> str:
    try:
        return decoded(bytes_of(path))
    except Unreadable:
        raise click.UsageError(NOTICE["unreadable"].format(path=path)) from None
