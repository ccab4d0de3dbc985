"""`gxxl write`: 写文字 on a workbook or on report data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.edit import Tell
from gxxl.entry import console
from gxxl.entry.check_command import write_file
from gxxl.entry.press_command import refuse_other_kind
from gxxl.entry.troubles import report_in, said, writing
from gxxl.entry.workbook_commands import last_report, place
from gxxl.form.model import Form
from gxxl.form.told_by_commands import WRITTEN
from gxxl.form.told_of_usage import OUTPUT
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.intake.file_findings import refusal
from gxxl.intake.files import Opened
from gxxl.macros.buttons import names_of
from gxxl.macros.examine import IDENTITY, NotOurs, form_of
from gxxl.macros.phrase_sheet import book_in
from gxxl.macros.remembering import remembered, remembered_in
from gxxl.macros.writing import write_action
from gxxl.narrative.drafting import hindrance, redraft, told
from gxxl.narrative.phrases import Book
from gxxl.narrative.remembered import GENERATED
from gxxl.report import JsonValue, Report, dumps
from gxxl.template.places import places_of
from gxxl.template.placing import placed, placed_last

_KINDS = (".xlsx", ".xlsm", ".json")
"""What a draft can be written into."""

_REFUSED = 1
"""Exit code where the tables are not in order."""


def run_write(path: Path, last: Path | None, out: Path | None) -> int:
    """Draft the words of one report, in place or into another file; 0 where it was done, 1 where the tables are not."""
    if out and out.suffix.lower() not in _KINDS:
        raise click.UsageError(OUTPUT["kinds"])
    opened, report = report_in(path)
    previous, notes = last_report(last, report) if last else (None, ())
    console.write("".join(f"{finding.problem}\n" for finding in notes))
    is_json = out.suffix.lower() == ".json" if out else opened.workbook is None
    if opened.workbook and not is_json:
        return _write_workbook(path, previous, out)
    if out is None and path.suffix.lower() != ".json":
        raise click.UsageError(OUTPUT["not in place"])
    return _write_report(opened, previous, out or path, is_json=is_json)


def _write_workbook(path: Path, last: Report | None, out: Path | None) -> int:
    """Nothing is written into an earlier template: it is read as it moves into today's, and its cells lie elsewhere."""
    refuse_other_kind(path, out)
    try:
        host = FileHost(path, out)
        form = form_of(host.read(IDENTITY))
    except NotOurs as stranger:
        raise click.ClickException(said(stranger.findings)) from None
    except Refused as refused:
        raise click.ClickException(said([refusal(refused)])) from None
    edits, done = write_action(host.read(names_of("write", form)), form, last)
    if not done:
        console.write("".join(f"{edit.text}\n" for edit in edits if isinstance(edit, Tell)))
        return _REFUSED
    with writing(out or path):
        host.apply(edits)
    console.write("".join(f"{text}\n" for text in host.told))
    return 0


def _write_report(opened: Opened, last: Report | None, out: Path, *, is_json: bool) -> int:
    report, own = opened.report, opened.workbook
    assert report
    previous = last or (own.last if own else None)
    (found,) = check([Case(report, previous)])
    refused = hindrance(report, own.settle(found) if own else found)
    if refused:
        console.write(refused + "\n")
        return _REFUSED
    book, before = _of_workbook(opened.path, report.form) if own else (None, report.particulars.get(GENERATED))
    outcome = redraft(report, previous, book, before if isinstance(before, dict) else None)
    if is_json:
        particulars: dict[str, JsonValue] = {**outcome.report.particulars, GENERATED: outcome.generated}
        write_file(out, dumps(replace(outcome.report, particulars=particulars)))
    else:
        places = places_of(report.form)
        writes = [*placed(outcome.report, finished=True), remembered(places, outcome.generated)]
        place(report.form, [*writes, *(placed_last(previous, places) if previous else ())], out)
    console.write(f"{told(outcome)}\n{WRITTEN.format(path=out)}\n")
    return 0


def _of_workbook(path: Path, form: Form) -> tuple[Book, dict[str, JsonValue]]:
    """The phrase book of a workbook and what was written into it last."""
    snapshot = FileHost(path).read(names_of("write", form))
    return book_in(snapshot), remembered_in(snapshot)
