"""A document read and held against the report it was drawn from."""

from __future__ import annotations

from decimal import Decimal

from gxxl.intake.documents import read_document
from gxxl.intake.formats.sniffing import seen
from gxxl.intake.published.recognise import Recognised
from gxxl.intake.strips import squeezed
from gxxl.report import Kind, Report


def read(data: bytes) -> Recognised:
    """What the bytes of a document hold."""
    return read_document(data, seen(data))


def wrong(got: Report, drawn: Report) -> list[tuple[str, object, object]]:
    """Cells that say something else than what was drawn; a cell not read says nothing."""
    return [
        (str(ref), got[ref].raw, value.raw)
        for ref, value in zip(drawn.form.index, drawn.values, strict=True)
        if ref in got.form.index and got[ref].kind is not Kind.UNSEEN and shown(got[ref].raw) != shown(value.raw)
    ]


def unread(got: Report, drawn: Report) -> list[str]:
    """Cells that were drawn and not read."""
    return [str(ref) for ref in drawn.form.index if ref not in got.form.index or got[ref].kind is Kind.UNSEEN]


def shown(raw: object) -> object:
    """A value as it looks on paper: what was not known is drawn as a blank."""
    return "" if raw is None else squeezed(str(raw)) if isinstance(raw, str | Decimal) else raw


def words(report: Report) -> dict[str, str]:
    """The prose without white space; nothing is as good as not there."""
    return {key: squeezed(text or "") for key, text in report.prose.items()}


def assert_same(data: bytes, drawn: Report) -> None:
    """Every cell, the form, the prose, organ, year and signature are those that were drawn."""
    got = read(data).report
    assert got.form is drawn.form
    assert (wrong(got, drawn), unread(got, drawn)) == ([], [])
    assert words(got) == words(drawn)
    assert (got.organ, got.year, got.signature) == (squeezed(drawn.organ or ""), drawn.year, drawn.signature)
