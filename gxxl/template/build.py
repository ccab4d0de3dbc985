"""Form → .xlsx bytes, the same each time: no clock, no paths, no user names (ECMA-376 part 2)."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gxxl.form.formula_words import NO
from gxxl.form.model import Form
from gxxl.form.sections import REPORT_NAME, SECTIONS
from gxxl.sheet import Address, Area
from gxxl.template import macro_book, pages
from gxxl.template.asked_rows import write_asked
from gxxl.template.blocks import weight
from gxxl.template.expressions import Literal, absolute, quoted
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.functions import Scalar
from gxxl.template.issue import ASKED, NOTHING, Issue, asked_area
from gxxl.template.live import live_cells, values
from gxxl.template.looks import Looks
from gxxl.template.phrase_page import write_phrases
from gxxl.template.places import (
    COVER,
    EXTRA,
    FIXED_TOP,
    HELP,
    LAST,
    PHRASES,
    RESULTS,
    SHEETS,
    STORE,
    VERSION,
    Places,
    cover,
    places_of,
)
from gxxl.template.sheets import write_prose, write_table

EPOCH = datetime(2021, 9, 29)  # noqa: DTZ001 - the day the form was published; a workbook has no time zone
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PROTECTION = {"select_locked_cells": True, "select_unlocked_cells": True, "format_rows": True, "format_columns": True}


class BuildError(Exception):
    """XlsxWriter refused or warned: the template would be damaged."""


def build(form: Form, *, macros: bool = False, issue: Issue = NOTHING) -> bytes:
    """The workbook of a form: the county edition without macros, which checks itself, or the one with buttons.

    `issue` is what the sender adds to the rows every template has.
    """
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"title": REPORT_NAME, "created": EPOCH, "comments": f"gxxl {VERSION}"})
        book.set_calc_mode("auto")
        _write(book, form, issue, macros=macros)
        for sheet in book.worksheets():
            _narrow(sheet)
        book.close()
    parts = _parts(stream.getvalue())
    return packed(macro_book.finished(parts) if macros else parts)


def _write(book: Workbook, form: Form, issue: Issue, *, macros: bool) -> None:
    places, looks, rows = places_of(form), Looks(book), fixed_rows(form)
    sheets = {name: book.add_worksheet(name) for name in SHEETS}
    pages.write_cover(sheets[COVER], looks, form.edition)
    for section in SECTIONS:
        if section.prose:
            write_prose(sheets[section.sheet], looks, section)
        else:
            write_table(sheets[section.sheet], looks, places, form.table(section.key))
    pages.write_last(sheets[LAST], looks, places)
    pages.write_extra(sheets[EXTRA], looks)
    write_asked(sheets[EXTRA], looks, issue.asked)
    pages.write_results(sheets[RESULTS], looks, places, rows)
    pages.write_help(sheets[HELP], looks, form, issue.paragraphs)
    pages.write_store(sheets[STORE], looks, places)
    added = {ASKED: asked_area(len(issue.asked))} if issue.asked else {}
    for name, area in {**places.names, **added}.items():
        book.define_name(name, "=" + _reference(area))
    _formulas(sheets, places, looks)
    write_phrases(sheets[PHRASES], looks, form)
    sheets[PHRASES].hide()
    sheets[STORE].very_hidden()
    for sheet in sheets.values():
        sheet.protect("", _PROTECTION)
    sheets[COVER].activate()
    if macros:
        macro_book.furnish(book, sheets, looks["locked"])
        book.define_name(macro_book.WORDS_NAME, "=" + _reference(macro_book.WORDS_AREA))


def _narrow(sheet: Worksheet) -> None:
    """Have XlsxWriter look for cells no further right than they stand: it follows locked columns to the last one."""
    sheet.dim_colmax = max((max(row, default=0) for row in sheet.table.values()), default=0)


def _reference(area: Area) -> str:
    start = absolute(area.top, area.left)
    end = absolute(area.top + area.height - 1, area.left + area.width - 1)
    return f"{quoted(area.sheet)}!" + (start if start == end else f"{start}:{end}")


def _formulas(sheets: dict[str, Worksheet], places: Places, looks: Looks) -> None:
    """Every live cell with its value now, in the format its place has."""
    empty: dict[Address, Scalar] = _constants(places)
    computed = values(places.form, empty.get)
    for address, expression in live_cells(places.form).items():
        sheet = sheets[address.sheet]
        value = computed[address]
        style = _style_at(places, looks, address)
        shown = value if value is not None else ""
        code = sheet.write_formula(address.row - 1, address.column - 1, "=" + expression.text(), style, shown)
        if code:
            raise BuildError(address)


def _constants(places: Places) -> dict[Address, Scalar]:
    """What stands in a blank template where formulas look."""
    found: dict[Address, Scalar] = {cover("finished"): NO}
    for position, cell in enumerate(places.form.cells):
        found[places.stored("weights", cell.ref)] = float(weight(position))
    for number, row in enumerate(fixed_rows(places.form)):
        found[Address(RESULTS, FIXED_TOP + number, 11)] = row.link
        if isinstance(row.sentence, Literal):
            found[Address(RESULTS, FIXED_TOP + number, 10)] = row.sentence.constant
    return found


def _style_at(places: Places, looks: Looks, address: Address) -> Format:
    """The format of a live cell by where it stands."""
    if address.row <= 2 and address.sheet != STORE:
        return looks["status" if address.row == 2 else "organ"]
    if address.sheet == RESULTS:
        heading = address == places.names["results"].at(-2, 0)
        return looks["help_head" if heading else {2: "row", 7: "link"}.get(address.column, "figure")]
    tables = {table.sheet: table for table in places.form.tables}
    if address.sheet in tables:
        grid = places.grid(tables[address.sheet])
        return looks["total" if address.column < grid.left + grid.width else "hint"]
    return looks[{COVER: "shown", STORE: "locked"}.get(address.sheet, "sentence")]


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts with an unlocked Normal style: a foreign paste brings Normal, and must not lock the cell.

    Everything else is explicitly locked (ECMA-376 part 1, 18.8.33 protection). The dimensions, which locking whole
    columns stretches to the last one, are left out: they are optional (18.3.1.35) and readers trust them.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = re.sub(rb"<dimension [^>]*/>", b"", part)
        if name == "xl/styles.xml":
            parts[name] = _unlock_normal(part.decode("utf-8")).encode("utf-8")
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip package of these parts in this order, the same bytes each time: without dates (ECMA-376 part 2)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, part)
    return out.getvalue()


def _unlock_normal(styles: str) -> str:
    unlocked = '<protection locked="0"/>'

    def first(match: re.Match[str]) -> str:
        opening, body = match.group(1), match.group(2)
        xfs = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", body)
        xfs = [_with(xf, unlocked if place == 0 else "<protection/>") for place, xf in enumerate(xfs)]
        return opening + "".join(xfs)

    styles = re.sub(r"(<cellStyleXfs [^>]*>)(.*?)(?=</cellStyleXfs>)", first, styles, flags=re.DOTALL)
    return re.sub(r"(<cellXfs [^>]*>)(.*?)(?=</cellXfs>)", first, styles, flags=re.DOTALL)


def _with(xf: str, protection: str) -> str:
    """A format record with a protection element, unless it has one."""
    if "<protection" in xf:
        return xf
    opened = xf[:-2] + ">" if xf.endswith("/>") else xf[: -len("</xf>")]
    if "applyProtection" not in opened:
        opened = opened.replace("<xf ", '<xf applyProtection="1" ', 1)
    return f"{opened}{protection}</xf>"
