"""`new`, `template`, `fill`, `undo`, `import`, `export`: what is done to a workbook from outside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gxxl.edit import Write
from gxxl.entry import console
from gxxl.entry.check_command import write_file
from gxxl.form.editions import EDITIONS, compose, form_for
from gxxl.form.model import Form
from gxxl.hosts.files import FileHost
from gxxl.hosts.package import save
from gxxl.intake.files import open_report
from gxxl.intake.last_year import WrongLastYear, last_year_in
from gxxl.intake.workbooks import open_book
from gxxl.macros.actions import names_for
from gxxl.macros.buttons import ACTIONS
from gxxl.macros.examine import NotOurs
from gxxl.report import UNSEEN, Report, dumps
from gxxl.template.places import cover, places_of
from gxxl.template.placing import carried_in, placed, placed_last

FILE_NAME = "政府信息公开年报模板-{edition}.xlsx"
"""The committed templates; name and content never depend on the clock."""


def run_template(folder: Path, year: int | None) -> None:
    """Build the templates, all editions or the one due in a year."""
    from gxxl.template.build import build

    editions = [form_for(year).edition.year] if year else list(EDITIONS)
    for edition in editions:
        path = folder / FILE_NAME.format(edition=edition)
        folder.mkdir(parents=True, exist_ok=True)
        _save(path, build(compose(edition, edition)))
        console.write(f"已生成 {path}\n")


def run_new(organ: str, year: int, last: Path | None, out: Path) -> None:
    """A template for one organ, prefilled from last year's report."""
    form = _form_for(year)
    blank = Report(form=form, values=(UNSEEN,) * len(form.cells), organ=organ, year=year)
    writes = list(_entries(blank))
    if last:
        previous = _last_report(last, blank)
        writes += [*placed_last(previous, places_of(form)), *carried_in(previous, places_of(form))]
    _place(form, writes, out)
    console.write(f"已生成 {out}\n")


def run_import(source: Path, out: Path) -> None:
    """A report from data or a workbook into today's template, or out as data."""
    if out.exists() and out.samefile(source):
        raise click.UsageError("-o 不能写到来源文件上，请换一个文件名。")
    opened = open_report(source)
    if opened.report is None:
        raise click.ClickException("".join(finding.problem + finding.remedy for finding in opened.findings))
    if out.suffix.lower() == ".json":
        write_file(out, dumps(opened.report))
    else:
        finished = opened.workbook.finished if opened.workbook else True
        writes = list(placed(opened.report, finished=finished))
        if opened.workbook and opened.workbook.last:
            writes += placed_last(opened.workbook.last, places_of(opened.report.form))
        _place(opened.report.form, writes, out)
    console.write(f"已写入 {out}\n" + "".join(f"{finding.problem}\n" for finding in opened.findings))


def run_export(source: Path, style: str, out: Path) -> None:
    """The report of a workbook as data."""
    assert style == "json"
    run_import(source, out.with_suffix(".json") if out.suffix.lower() != ".json" else out)


def run_action(key: str, path: Path, out: Path | None) -> None:
    """A button pressed from outside, in place or to another file."""
    try:
        book = open_book(path)
    except NotOurs as stranger:
        raise click.ClickException("".join(f.problem + f.remedy for f in stranger.findings)) from None
    host = FileHost(path, out)
    snapshot = host.read(names_for(book.form))
    try:
        host.apply(ACTIONS[key](snapshot, book.form))
    except OSError:
        raise click.ClickException(f"写不了“{out or path}”：请关闭正在打开它的程序，或换一个位置。") from None
    console.write("".join(f"{text}\n" for text in host.told))


def _form_for(year: int) -> Form:
    try:
        return form_for(year)
    except LookupError:
        raise click.UsageError("2019年度以前没有统一表样。") from None


def _last_report(path: Path, mine: Report) -> Report:
    try:
        previous = last_year_in(path).before(mine)
    except WrongLastYear as error:
        raise click.UsageError(f"--last 指定的是{error.last.organ}{error.last.year}年度年报，不是上年年报。") from None
    if previous is None:
        raise click.UsageError(f"--last 里没有找到{mine.organ}{(mine.year or 0) - 1}年度的年报。")
    return previous


def _entries(report: Report) -> list[Write]:
    """The entries of 封面 of a report nobody has filled in yet."""
    from gxxl.template.placing import content

    year = report.year
    entries = {"organ": report.organ, "year": year, "title": f"{report.organ}{year}年政府信息公开工作年度报告",
               "signature_organ": report.organ}  # fmt: skip
    return [Write(cover(key), ((content(value),),)) for key, value in entries.items()]


def _place(form: Form, writes: Sequence[Write], out: Path) -> None:
    from gxxl.template.build import build

    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        FileHost(out, out, data=build(form)).apply(writes)
    except OSError:
        raise click.ClickException(f"写不了“{out}”：请关闭正在打开它的程序，或换一个位置。") from None


def _save(path: Path, data: bytes) -> None:
    try:
        save(path, data)
    except OSError:
        raise click.ClickException(f"写不了“{path}”：请关闭正在打开它的程序，或换一个位置。") from None
