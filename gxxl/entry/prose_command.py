"""`gxxl import --prose`: the signed text of a document taken back into a workbook; its tables are not touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import click

from gxxl.checking.versions import Difference, differences
from gxxl.edit import Write
from gxxl.entry import console
from gxxl.entry.troubles import report_in, said, writing
from gxxl.form.sections import PREAMBLE, PROSE_KEYS, SECTIONS
from gxxl.form.spelling import even
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

_NAMES = {PREAMBLE: "文首说明"} | {section.key: section.title for section in SECTIONS if section.prose}
_SENTENCE = "句"


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
    missing = [_NAMES[key] for key in PROSE_KEYS if key not in read and mine.prose.get(key)]
    kept = {f"{name} " for name in missing}
    told = [each for each in found if each.ref is None and not any(each.place.startswith(name) for name in kept)]
    sentences = [each for each in told if each.place.endswith(_SENTENCE)]
    counted = f"文字与定稿不同的有{len(sentences)}处，已改为定稿的文字；表格没有改动，可撤销（gxxl undo）。"
    lines = [f"已写入 {book}", counted]
    lines += [f"　{each.place}" for each in sentences]
    signed_anew = [each for each in told if each.place.startswith("落款") and each.said[1] != "（没有）"]
    lines += [f"　{each.place}　原为 {each.said[0]}　改为 {each.said[1]}" for each in signed_anew]
    lines += [f"定稿中没有读到“{name}”，表内原文保留。" for name in missing]
    cells = [each for each in found if each.ref]
    lines += [f"表格与定稿不同的有{len(cells)}格，没有改动，请核对："] if cells else ["表格与定稿一致。"]
    return [*lines, *(_cell(each, mine) for each in cells)]


def _cell(each: Difference, mine: Report) -> str:
    said = f"“{each.place}”　表内 {each.said[0]}　定稿 {each.said[1]}"
    if each.ref in mine.form.index:
        at = layout_of(mine.form)[each.ref]
        return f"　{at.sheet} {at.a1}{said}"
    return f"　{said}"
