"""`new`, `template`, `import`, `export`: workbooks made, and reports brought into and out of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gxxl.edit import Write
from gxxl.entry import console, garbage
from gxxl.entry.check_command import write_file
from gxxl.entry.troubles import put, said, writing
from gxxl.finding import Finding
from gxxl.form.editions import EDITIONS, compose, form_for
from gxxl.form.model import Form
from gxxl.form.sections import title_of
from gxxl.form.told_by_commands import MADE, MOVED, WRITTEN
from gxxl.form.told_of_usage import LAST, NO_FORM, OUTPUT, whose
from gxxl.hosts.files import FileHost
from gxxl.intake.archives import MENDABLE
from gxxl.intake.files import Opened
from gxxl.intake.last_year import NoLastYear, WrongLastYear, last_year_in
from gxxl.intake.moving.files import opened_and_moved, read_moved
from gxxl.report import UNSEEN, Report, dumps, has_words
from gxxl.template.buttons import WITH_MACROS, with_macros
from gxxl.template.places import cover, places_of
from gxxl.template.placing import carried_in, placed, placed_last

if TYPE_CHECKING:
    from gxxl.intake.moving.move import Moved

FILE_NAME = "政府信息公开年报模板-{edition}{suffix}"
"""The committed templates; name and content never depend on the clock."""

PLAIN = ".xlsx"
_SAID_OF_MOVING = (*MENDABLE, "W-07")
"""What reading a workbook that moves says of it: `import` tells in its own list what was mended and what is lost."""


def run_template(folder: Path, year: int | None) -> None:
    """Build the templates, with buttons and without, all editions or the one due in a year."""
    from gxxl.template.build import build

    editions = [form_for(year).edition.year] if year else list(EDITIONS)
    for edition in editions:
        for suffix in (PLAIN, WITH_MACROS):
            path = folder / FILE_NAME.format(edition=edition, suffix=suffix)
            folder.mkdir(parents=True, exist_ok=True)
            put(path, build(compose(edition, edition), macros=suffix == WITH_MACROS))
            _tell(MADE.format(path=path))


def run_oxt(folder: Path) -> None:
    """Build the extension of LibreOffice."""
    from gxxl.entry.oxt import NAME, extension

    folder.mkdir(parents=True, exist_ok=True)
    put(folder / NAME, extension())
    _tell(MADE.format(path=folder / NAME))


def run_new(organ: str, year: int, last: Path | None, out: Path) -> None:
    """A template for one organ, prefilled from last year's report."""
    form = form_due(year)
    blank = Report(form=form, values=(UNSEEN,) * len(form.cells), organ=organ, year=year)
    writes = list(_entries(blank))
    said: Sequence[Finding] = ()
    if last:
        previous, said = last_report(last, blank)
        writes += [*placed_last(previous, places_of(form)), *carried_in(previous, places_of(form))]
    place(form, writes, out)
    _tell(MADE.format(path=out), *(finding.problem for finding in said))


def run_import(source: Path, out: Path) -> None:
    """A report from data or a workbook into today's template, or out as data."""
    if out.exists() and out.samefile(source):
        raise click.UsageError(OUTPUT["source"])
    opened, moved = opened_and_moved(source)
    if moved:
        found = [one for one in opened.findings if one.rule.code not in _SAID_OF_MOVING] if opened.report else ()
        _tell(*_move(moved, opened, out), *(finding.problem for finding in found))
        return
    if opened.report is None:
        raise click.ClickException(f"{source.name}：{said(opened.findings)}")
    if out.suffix.lower() == ".json":
        write_file(out, dumps(opened.report))
    else:
        place(opened.report.form, placed(opened.report, finished=has_words(opened.report)), out)
    _tell(WRITTEN.format(path=out), *(finding.problem for finding in opened.findings))


def _move(moved: Moved, opened: Opened, out: Path) -> list[str]:
    """A workbook of ours into today's template, or out as data; what is said of it."""
    if out.suffix.lower() == ".json":
        report = (opened if opened.moved else read_moved(moved)).report
        assert report
        write_file(out, dumps(report))
    else:
        place(moved.form, moved.writes, out, moved.blank)
    counted = MOVED["counted"].format(cells=moved.cells, paragraphs=moved.paragraphs, reasons=moved.reasons)
    told = [WRITTEN.format(path=out), counted]
    told += [MOVED["mended"], *(f"　{sentence}" for sentence in moved.healed)] if moved.healed else []
    told += [MOVED["lost"], *(f"　{sentence}" for sentence in moved.lost)] if moved.lost else [MOVED["nothing lost"]]
    return told


def _tell(*lines: str) -> None:
    console.write("".join(f"{line}\n" for line in lines))


def form_due(year: int) -> Form:
    """The form due for a year. Raises UsageError where there was none yet."""
    try:
        return form_for(year)
    except LookupError:
        raise click.UsageError(NO_FORM) from None


def last_report(path: Path, mine: Report) -> tuple[Report, Sequence[Finding]]:
    """Last year's report named by `--last`, and what is to be said of its file.

    Raises UsageError where it is another's or not there.
    """
    garbage.collect()
    try:
        source = last_year_in(path)
        previous = source.before(mine)
    except WrongLastYear as error:
        raise click.UsageError(
            LAST["not of the year before"].format(last=whose(error.last.organ, error.last.year))
        ) from None
    except NoLastYear as error:
        raise click.UsageError(LAST["no report"].format(file=error)) from None
    if previous is None:
        raise click.UsageError(LAST["not there"].format(mine=whose(mine.organ, (mine.year or 0) - 1)))
    return previous, source.said(mine)


def _entries(report: Report) -> list[Write]:
    """The entries of 封面 of a report nobody has filled in yet."""
    from gxxl.template.placing import content

    year = report.year
    entries = {"organ": report.organ, "year": year, "title": title_of(report.organ, year),
               "signature_organ": report.organ}  # fmt: skip
    return [Write(cover(key), ((content(value),),)) for key, value in entries.items()]


def place(form: Form, writes: Sequence[Write], out: Path, blank: bytes | None = None) -> None:
    """A fresh workbook of a form with these writes; `blank` is the one without macros where it is at hand."""
    from gxxl.template.build import build

    macros = with_macros(out)
    data = build(form, macros=macros) if macros or blank is None else blank
    with writing(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        FileHost(out, out, data=data).apply(writes)
