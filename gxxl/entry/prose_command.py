"""`gxxl import --prose`: the signed text of a document taken back into a workbook; its tables are not touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import click

from gxxl.checking.versions import NO_ENTRY, SIGNATURE, Difference, differences
from gxxl.edit import Write
from gxxl.entry import console
from gxxl.entry.troubles import report_in, said, writing
from gxxl.form.sections import PREAMBLE, PREAMBLE_NAME, PROSE_KEYS, SECTIONS
from gxxl.form.spelling import even
from gxxl.form.told_by_commands import SIGNED, WRITTEN
from gxxl.form.told_of_usage import NOT_SIGNED_SO, UNREADABLE, whose
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.intake.file_findings import refusal
from gxxl.intake.files import bytes_of
from gxxl.intake.formats.refusal import Unreadable
from gxxl.macros.actions import names_for
from gxxl.macros.examine import IDENTITY, NotOurs, form_of, opening, typed_in
from gxxl.macros.undoing import undo_record
from gxxl.report import Report
from gxxl.sheet import layout_of
from gxxl.template.places import cover, places_of
from gxxl.template.placing import content, placed_prose

_NAMES = {PREAMBLE: PREAMBLE_NAME} | {section.key: section.title for section in SECTIONS if section.prose}


def run_prose(document: Path, book: Path) -> None:
    """Write the parts in words, title and signature of a document into a workbook; 撤销 takes them out again."""
    _, signed = report_in(document)
    try:
        host = FileHost(book, data=bytes_of(book))
        form = form_of(host.read(IDENTITY))
        snapshot = host.read(names_for(form))
        mine = opening(snapshot, form, lambda: typed_in(snapshot, form)).taken.report
    except NotOurs as stranger:
        raise click.ClickException(said(stranger.findings)) from None
    except Unreadable:
        raise click.ClickException(UNREADABLE.format(file=book)) from None
    except Refused as refused:
        raise click.ClickException(said([refusal(refused)])) from None
    _require_same(signed, mine)
    read = {key: text for key in PROSE_KEYS if (text := signed.prose.get(key))}
    places = places_of(form)
    writes = [*placed_prose(replace(mine, prose=read)), *_entries(signed, mine)]
    with writing(book):
        host.apply([*writes, *undo_record(snapshot, places, writes)])
    console.write("\n".join(_told(signed, mine, read, book)) + "\n")


def _require_same(signed: Report, mine: Report) -> None:
    """Raise UsageError where the document is another organ's or another year's."""
    one, other = (even(report.organ or "") for report in (signed, mine))
    strange = one and other and one not in other and other not in one
    if strange or (signed.year and mine.year and signed.year != mine.year):
        names = [whose(report.organ, report.year, nobody="") for report in (signed, mine)]
        raise click.UsageError(NOT_SIGNED_SO.format(signed=names[0], mine=names[1]))


def _entries(signed: Report, mine: Report) -> list[Write]:
    """Title and signature, as far as the document has them."""
    signature = signed.signature
    entries = {
        "title": signed.particular("title"),
        "signature_organ": signature.organ if signature else None,
        "signature_date": signature.date if signature else None,
    }
    organ, date = mine.signature or (None, None)
    known = {"title": mine.particular("title"), "signature_organ": organ, "signature_date": date}
    return [Write(cover(key), ((content(text),),)) for key, text in entries.items() if text and text != known[key]]


def _told(signed: Report, mine: Report, read: Collection[str], book: Path) -> list[str]:
    found = list(differences([mine, signed]))
    missing = [key for key in PROSE_KEYS if key not in read and mine.prose.get(key)]
    sentences = [each for each in found if each.part and each.part not in missing]
    signed_anew = [each for each in found if each.place in SIGNATURE and each.said[1] != NO_ENTRY]
    cells = [each for each in found if each.ref]
    lines = [WRITTEN.format(path=book), SIGNED["sentences"].format(count=len(sentences))]
    lines += [f"　{each.place}" for each in sentences]
    lines += [SIGNED["entry"].format(place=each.place, before=each.said[0], now=each.said[1]) for each in signed_anew]
    lines += [SIGNED["not read"].format(part=_NAMES[key]) for key in missing]
    lines.append(SIGNED["cells"].format(count=len(cells)) if cells else SIGNED["same cells"])
    return [*lines, *(_cell(each, mine) for each in cells)]


def _cell(each: Difference, mine: Report) -> str:
    said = SIGNED["cell"].format(place=each.place, mine=each.said[0], signed=each.said[1])
    if each.ref in mine.form.index:
        at = layout_of(mine.form)[each.ref]
        return f"　{at.sheet} {at.a1}{said}"
    return f"　{said}"
