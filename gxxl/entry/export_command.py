"""`gxxl export`: a report in any kind of file out as Word, as a page for the portal, as PDF or as data."""

from __future__ import annotations

from pathlib import Path

import click

from gxxl.entry import console
from gxxl.entry.batch import check_all
from gxxl.entry.check_command import refuse_to_overwrite
from gxxl.entry.troubles import put, report_in
from gxxl.export.content import Document, document_of
from gxxl.form.told import DRAFT_LEFT
from gxxl.form.told_by_commands import EXPORTED
from gxxl.form.told_of_usage import NO_PDF
from gxxl.report import dumps


def run_export(source: Path, style: str, out: Path) -> None:
    """Check, then write; with errors left the document is a draft, and that is said."""
    refuse_to_overwrite(out, [source])
    opened, report = report_in(source)
    (verdict,) = check_all([opened])
    document = document_of(report, verdict.findings)
    put(out, dumps(report).encode("utf-8") if style == "json" else _drawn(document, style))
    console.write(EXPORTED.format(path=out) + "\n")
    if document.draft and style != "json":
        console.write(DRAFT_LEFT + "\n")


def _drawn(document: Document, style: str) -> bytes:
    if style == "html":
        from gxxl.export.pages import as_page

        return as_page(document).encode("utf-8")
    from gxxl.export.word import as_word

    word = as_word(document)
    if style == "docx":
        return word
    from gxxl.export.printing import NoOffice, as_pdf

    try:
        return as_pdf(word)
    except NoOffice:
        raise click.ClickException(NO_PDF) from None
