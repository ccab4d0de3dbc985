"""PDF with a text layer, by pypdfium2: glyphs and ruling lines of each page, turned into rows of cells and lines.

PDFium was chosen by measure: a report of five pages in 25 ms where pdfplumber takes 220, and it is hardened against
broken files. Coordinates are points from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from gxxl.intake.formats.marks import without_marks
from gxxl.intake.formats.print_lines import Glyph, Lines
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.rulings import Ruling, grids_of
from gxxl.intake.strips import MOST_CELLS, Document, Strip, rows

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MOST_PAGES = 80
"""Pages of a report; the longest of a province has about forty."""

SECONDS = 20.0
"""Time a whole file may take."""

_MOST_GLYPHS = 30_000
_MOST_OBJECTS = 60_000
_THIN = 3.0
"""Points: what is thinner is a line, whether it is drawn or filled."""

_SHORT = 4.0


def pdf_document(data: bytes) -> Document:
    """The strips of a PDF. Raises Unreadable where it is locked, damaged, too long, or a scan."""
    document = _opened(data)
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise Unreadable("R-08", "pages", count=str(pages))
        lines, strips, limit, tables = Lines(), [], time.monotonic() + SECONDS, count(1)
        contents = [_content(document, number, limit) for number in range(pages)]
        if sum(len(glyphs) for glyphs, _, _ in contents) < _LEAST * pages:
            raise Unreadable("R-08", "scan")
        cells = 0
        for number, (glyphs, rulings, size) in enumerate(contents, 1):
            grids, rest = grids_of(*without_marks(glyphs, rulings))
            cells += sum(len(grid.boxes) for grid in grids)
            if cells > MOST_CELLS:
                raise Unreadable("W-06", "hostile")
            found: list[tuple[float, list[Strip]]] = lines.of_page(rest, number, size)
            for grid in grids:
                at = next(tables)
                found.append((grid.top, rows(grid.boxes, at, number, count(at))))
            for _, block in sorted(found, key=lambda item: -item[0]):
                strips += block
    finally:
        document.close()
    return Document(tuple(lines.paragraphs(strips)))


_LEAST = 12
"""Glyphs of a page on average below which there is no text layer."""


def _opened(data: bytes) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise (Unreadable("R-08", "password") if locked else Unreadable("W-06", "damaged")) from None


def _content(
    document: pdfium.PdfDocument, number: int, limit: float
) -> tuple[list[Glyph], list[Ruling], tuple[float, float]]:
    import pypdfium2 as pdfium

    if time.monotonic() > limit:
        raise Unreadable("W-06", "slow")
    try:
        page = document[number]
    except pdfium.PdfiumError:
        raise Unreadable("W-06", "damaged") from None
    try:
        return list(_glyphs(page)), list(_rulings(page)), page.get_size()
    finally:
        page.close()


def _glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    from pypdfium2 import raw

    text = page.get_textpage()
    across, base = ctypes.c_double(), ctypes.c_double()
    try:
        total = text.count_chars()
        if total > _MOST_GLYPHS:
            raise Unreadable("W-06", "hostile")
        for index in range(total):
            sign = chr(raw.FPDFText_GetUnicode(text, index))
            if sign.isspace() or not sign.isprintable() or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            left, bottom, right, top = text.get_charbox(index, loose=True)
            raw.FPDFText_GetCharOrigin(text, index, across, base)
            yield Glyph(sign, left, bottom, right, top, base.value)
    finally:
        text.close()


def _rulings(page: pdfium.PdfPage) -> Iterator[Ruling]:
    """Lines and thin rectangles of a page, and the edges of drawn rectangles, along one axis."""
    from pypdfium2 import raw

    for seen, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if seen > _MOST_OBJECTS:
            raise Unreadable("W-06", "hostile")
        left, bottom, right, top = item.get_bounds()
        if top - bottom <= _THIN or right - left <= _THIN:
            yield from _along(left, bottom, right, top)
        elif _is_stroked(item.raw):
            yield from _edges(item.raw)


def _is_stroked(item: raw_object) -> bool:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _edges(item: raw_object) -> Iterator[Ruling]:
    """The straight segments of a path, moved to where the page shows them."""
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), 500)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        at = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points = [at]
        elif points:
            yield from _between(points[-1], at)
            points.append(at)
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _between(at, points[0])


def _between(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Ruling]:
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    if right - left <= _THIN or top - bottom <= _THIN:
        yield from _along(left, bottom, right, top)


def _along(left: float, bottom: float, right: float, top: float) -> Iterator[Ruling]:
    if right - left > max(_SHORT, top - bottom):
        yield Ruling(upright=False, at=(bottom + top) / 2, low=left, high=right)
    elif top - bottom > _SHORT:
        yield Ruling(upright=True, at=(left + right) / 2, low=bottom, high=top)


raw_object = object
"""A page object of PDFium."""
