"""HTML pages: complete in one file, without script, drawn from templates that lie beside the code that fills them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from gxxl.export.content import OPEN_TITLE, Document, Grid, Square, chinese_date
from gxxl.form.told import DRAFT

if TYPE_CHECKING:
    from jinja2 import Template

_PIECES = 100
"""Pieces of a page that are written together."""


class Drawn(NamedTuple):
    """A box of a table on a page: its own id, and the ids of the labels it stands under."""

    square: Square
    id: str
    headers: str


def as_page(document: Document) -> str:
    """The report as a page for the portal: headings, tables with captions, every number tied to its labels."""
    tables = {part.heading: list(_rows(part.table)) for part in document.parts if part.table}
    date = chinese_date(document.signature.date or "")
    return drawn_page(
        "gxxl.export", "portal.html.j2", document=document, tables=tables, date=date, draft=DRAFT, open_title=OPEN_TITLE
    )


def drawn_page(package: str, template: str, **values: Any) -> str:
    """A template of a package filled in; everything is escaped, a name without a value is our mistake."""
    return _template(package, template).render(values)


def draw_page(file: IO[bytes], package: str, template: str, **values: Any) -> None:
    """The same written into an open file piece by piece, what is iterated over as it comes. Raises OSError."""
    pieces = _template(package, template).stream(values)
    pieces.enable_buffering(_PIECES)
    pieces.dump(file, encoding="utf-8")


def _template(package: str, template: str) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template)


def _rows(grid: Grid) -> Iterator[list[Drawn]]:
    """Each number with the labels in its row and those in the nearest header rows above it."""
    squares = [square for row in grid.rows for square in row]
    names = {square: f"t{grid.title[0]}-{square.box.row}-{square.box.column}" for square in squares if square.head}
    for row in grid.rows:
        yield [
            Drawn(square, names.get(square, ""), "" if square.head else _headers(square, squares, names))
            for square in row
        ]


def _headers(square: Square, squares: list[Square], names: dict[Square, str]) -> str:
    at = square.box
    left = [s for s in squares if s.head == "row" and s.box.row <= at.row < s.box.row + s.box.height]
    above = [
        s for s in squares
        if s.head == "col" and s.box.row < at.row and s.box.column <= at.column < s.box.column + s.box.width
    ]  # fmt: skip
    cells = [s.box.row for s in squares if not s.head and s.box.row < at.row]
    tops = {s.box.row for s in above}
    starts = [row for row in cells if any(top > row for top in tops)]
    return " ".join(names[s] for s in (*(s for s in above if s.box.row > max(starts, default=-1)), *left))
