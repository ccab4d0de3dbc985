"""Published reports of any kind on their way in: bytes, whatever they are, as strips, and those recognised."""

from __future__ import annotations

from gxxl.export.content import OPEN_TITLE
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, Seen
from gxxl.intake.published.recognise import Recognised, recognise
from gxxl.intake.strips import Document, squeezed

MOST_STRIPS = 6_000
"""Lines and rows of a document; a report put one cell a line has a thousand."""


def read_document(data: bytes, seen: Seen) -> Recognised:
    """The report in a document. Raises Unreadable, Refused, or NotAReport where it is another kind of document."""
    try:
        document = document_of(data, seen)
        if len(document.strips) > MOST_STRIPS:
            raise Unreadable("W-06", "hostile")
        return recognise(_without_last_page(document))
    except RecursionError:
        raise Unreadable("W-06", "hostile") from None


def _without_last_page(document: Document) -> Document:
    """A draft (送审稿) exported by this program without its last page, which lists what is open."""
    titles = (at for at, strip in enumerate(document.strips) if squeezed(strip.text) == OPEN_TITLE)
    return document._replace(strips=document.strips[: next(titles, None)])


def document_of(data: bytes, seen: Seen) -> Document:
    """The strips of a document; each library is loaded only for its own kind."""
    if seen.kind is Kind.WORD:
        from gxxl.intake.formats.word import word_document

        return word_document(data)
    if seen.kind is Kind.PDF:
        from gxxl.intake.formats.pdf import pdf_document

        return pdf_document(data)
    if seen.kind in (Kind.PAGE, Kind.MAIL):
        from gxxl.intake.formats import html

        return html.html_document(data) if seen.kind is Kind.PAGE else html.mail_document(data)
    if seen.kind in (Kind.WORKBOOK, Kind.OLD_SHEETS):
        from gxxl.intake.formats import sheets

        return sheets.workbook_document(data) if seen.kind is Kind.WORKBOOK else sheets.old_document(data, seen.seems)
    if seen.kind is Kind.OFFICE:
        from gxxl.intake.formats.office import converted
        from gxxl.intake.formats.word import word_document

        return word_document(converted(data, seen.seems if seen.seems.startswith(".") else ".odt"))
    if seen.kind is Kind.TEXT:
        from gxxl.intake.formats.text import text_document

        return text_document(decoded(data))
    raise Unreadable("R-08", seen.key or "kind", seems=seen.seems)


def decoded(data: bytes) -> str:
    """A text in one of the encodings of the trade. Raises Unreadable where it is in none."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("W-06", "encoding")
