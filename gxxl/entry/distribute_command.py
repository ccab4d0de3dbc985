"""`distribute`: a workbook for every organ of a roster, the covering note, and the record of what was sent."""

from __future__ import annotations

from collections.abc import Sequence
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
from gxxl.form.spelling import fit_for_a_file
from gxxl.form.told import KEPT_BACK_TOLD, UNLISTED_DEADLINE
from gxxl.form.told_of_usage import NOTICE
from gxxl.intake.documents import decoded
from gxxl.intake.files import bytes_of, files_in
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.last_year import Archive, reports_in
from gxxl.report import UNSEEN, Report
from gxxl.template.buttons import WITH_MACROS
from gxxl.template.issue import MOST_ASKED, Issue

NOTE = "通知.docx"


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
    names = [f"{fit_for_a_file(organ.name)}{wanted.year}年年报{suffix}" for organ in roster.organs]
    mine = [Report(form, (UNSEEN,) * len(form.cells), organ=organ.name, year=wanted.year) for organ in roster.organs]
    lasts = [archive.before(report) for report in mine]
    issued: list[Issued] = []
    for organ, name, last in console.progress(list(zip(roster.organs, names, lasts, strict=True)), "正在生成"):
        book = issued_book(blank, form, Prefilled(organ, wanted.year, last, notice))
        put(out / name, book)
        issued.append(Issued(organ.name, code_of(organ.name), name, sha256(book).hexdigest()))
    top = top_of(roster)
    put(out / NOTE, covering_note(roster, top, wanted.year, names, notice, filled=any(lasts)))
    put(out / RECORD, console.utf8(manifest_text(roster, top, wanted.year, issued)))
    disputed = [report.organ for report in mine if archive.disputed(report)]
    asked = f"加报项目{len(issue.asked)}项（在“补充情况”末尾）：{'、'.join(one.item for one in issue.asked)}\n"
    told = _told(roster.organs, lasts, disputed, wanted, out) + _without_deadline(
        [one for one in roster.organs if one.name != top], notice
    )
    console.write(told + (asked if issue.asked else ""))


def _told(
    organs: Sequence[Organ], lasts: Sequence[Report | None], disputed: Sequence[str | None], wanted: Wanted, out: Path
) -> str:
    """What was made, and for whom last year's figures could not be prefilled."""
    lines = [f"已生成{len(organs)}份年报表和一份通知（{NOTE}），在 {out}"]
    without = [organ.name for organ, last in zip(organs, lasts, strict=True) if not last and organ.name not in disputed]
    if wanted.last and without:
        lines.append(f"没有找到{wanted.year - 1}年度年报、没有预填上年数据的{len(without)}家：{'、'.join(without)}")
    if disputed:
        lines.append(f"上年年报有两份不同、没有预填的{len(disputed)}家：{'、'.join(filter(None, disputed))}")
    return "".join(f"{line}\n" for line in (*lines, KEPT_BACK_TOLD))


def _without_deadline(organs: Sequence[Organ], notice: str) -> str:
    """What is said where the notice names a deadline and the list has none for some: dates of prose are not guessed."""
    named, without = deadlines_in(notice), [organ.name for organ in organs if organ.deadline is None]
    if not named or not without:
        return ""
    return UNLISTED_DEADLINE.format(named="、".join(named), count=len(without), all=len(organs))


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
