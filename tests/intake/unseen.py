"""A report drawn in ways nobody announced: marks beside numbers, other orders, blocks for tables, bars, tracked changes."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable

from gxxl.form.model import Ref, Table
from gxxl.form.printed import Box, boxes, size
from gxxl.report import Report
from tests.intake import renders

Cell = Callable[[str], str]
"""A value as it is put into a page."""

PRINTS = {
    "no lines": "",
    "lines below rows": "td {border-bottom: 1px solid black}",
    "lines beside columns": "td {border-right: 1px solid black}",
    "to the left": "td {text-align: left}",
    "small pages": "@page {size: A5; margin: 10mm} td {border: 1px solid black}",
    "upright labels": "td {border: 1px solid black} td[rowspan] {writing-mode: vertical-rl}",
}
"""Looks of printed tables."""


def page(
    report: Report, table: Callable[[Report, Table], str], css: str = "", head: str = "<meta charset=utf-8>"
) -> str:
    """A web page with its tables put as `table` does."""
    body = "".join(
        f"<p>{html.escape(part)}</p>" if isinstance(part, str) else table(report, part)
        for part in renders.parts(report)
    )
    return f"<!DOCTYPE html><html><head>{head}<title>年报</title><style>{css}</style></head><body>{body}</body></html>"


def printed(report: Report, css: str, cell: Cell = html.escape) -> str:
    """A page to be printed: tables as wide as the page, lines only where `css` has them."""
    usual = (
        "p {text-indent: 2em} table {border-collapse: collapse; width: 100%} td {font-size: 9pt; text-align: center}"
    )
    return page(report, lambda report, table: table_of(report, table, cell), usual + css)


def table_of(report: Report, table: Table, cell: Cell = html.escape) -> str:
    """A table with its merged cells, each value put by `cell`."""
    rows = "".join(f"<tr>{''.join(_td(report, box, cell) for box in row)}</tr>" for row in _rows(table))
    return f"<table>{rows}</table>"


def _td(report: Report, box: Box, cell: Cell) -> str:
    text = renders.raw(report, box)
    spans = f"{f' rowspan={box.height}' if box.height > 1 else ''}{f' colspan={box.width}' if box.width > 1 else ''}"
    return f"<td{spans}>{cell(text) if box.ref else html.escape(text)}</td>"


def _rows(table: Table) -> list[list[Box]]:
    found: list[list[Box]] = [[] for _ in range(size(table)[0])]
    for box in boxes(table):
        found[box.row].append(box)
    return [sorted(row, key=lambda box: box.column) for row in found]


def blocks(row: str, cell: str) -> Callable[[Report, Table], str]:
    """A table put into blocks: `row` and `cell` are the elements."""
    return lambda report, table: "".join(
        f"<{row}>" + "".join(f"<{cell}>{html.escape(renders.raw(report, box))}</{cell}>" for box in line) + f"</{row}>"
        for line in _rows(table)
    )


def reordered(order: tuple[int, ...], start: str, between: str, end: str) -> Callable[[Report, Table], str]:
    """Table three with its columns in another order; rows between `start` and `end`, cells with `between`."""

    def drawn(report: Report, table: Table) -> str:
        (block, *more) = table.blocks
        if more:
            return table_of(report, table) if start else renders.tabbed(report, table)
        columns = [block.columns[at] for at in order]
        lines = [["", *(column.label for column in columns)]]
        for row in block.rows:
            values = [report[Ref(table.key, row.key, column.key)].raw for column in columns]
            lines.append([row.label, *("" if value is None else str(value) for value in values)])
        text = "".join(start + between.join(line) + end for line in lines)
        return f"<table>{text}</table>" if start else text

    return drawn


def noted(mark: str) -> Cell:
    """Numbers of several digits with the mark of a note."""
    return lambda text: text + mark if text.isdecimal() and len(text) > 1 else html.escape(text)


def changed(report: Report, pattern: str, replacement: str) -> bytes:
    """A Word file, the XML of its numbers changed."""
    with zipfile.ZipFile(io.BytesIO(renders.as_word(report))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    made = re.sub(pattern, replacement, body)
    assert made != body
    parts["word/document.xml"] = made.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()


def in_lines(report: Report) -> bytes:
    """A Word file whose tables are paragraphs with tabs."""
    from docx import Document

    document = Document()
    for part in renders.parts(report):
        for line in (part if isinstance(part, str) else renders.tabbed(report, part)).split("\n"):
            document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def barred_cells(report: Report, table: Table) -> str:
    """One cell a line, each ended by a bar, the bars of merged cells in one line behind the row."""
    width = size(table)[1]
    lines = []
    for row in _rows(table):
        lines += [f"{renders.raw(report, box)} |".strip() for box in row]
        lines += ["|" * (width - len(row))] if len(row) < width else []
    return "\n".join(lines)


def bars_apart(report: Report, table: Table) -> str:
    """Each cell on a line, a bar on the next."""
    return "\n".join(f"{renders.raw(report, box)}\n|" for row in _rows(table) for box in row)
