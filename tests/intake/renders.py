"""A report drawn as documents of many kinds, the way offices and their websites do."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from gxxl.form.model import Table
from gxxl.form.printed import Box, boxes, header_height, size
from gxxl.form.sections import SECTIONS
from gxxl.report import Report


@dataclass(frozen=True)
class Style:
    """How a page is put into HTML."""

    cell: Callable[[str], str] = html.escape
    paragraph: Callable[[str], str] = lambda text: f"<p>{html.escape(text)}</p>"
    split: int = 0
    repeat_header: bool = True
    spans: bool = True
    closed: bool = True
    page: Callable[[str, str], str] = lambda title, body: (
        f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    )


def title_of(report: Report) -> str:
    """The commonest kind of title."""
    return f"{report.organ}{report.year}年政府信息公开工作年度报告"


def raw(report: Report, box: Box) -> str:
    """A box as printed: a label, or the cell's value."""
    if box.ref is None:
        return box.text
    value = report[box.ref].raw
    return "" if value is None else str(value)


def parts(report: Report) -> list[str | Table]:
    """Heading, text and tables from top to bottom; a table stands for itself."""
    found: list[str | Table] = [title_of(report), *(report.prose["preamble"] or "").split("\n")]
    for section in SECTIONS:
        found.append(section.title)
        if section.prose:
            found += (report.prose[section.key] or "").split("\n")
        else:
            found.append(report.form.table(section.key))
    if report.signature and report.signature.date:
        year, month, day = report.signature.date.split("-")
        found += [report.signature.organ or "", f"{year}年{int(month)}月{int(day)}日"]
    return [part for part in found if part != ""]


def as_html(report: Report, style: Style = Style()) -> str:
    """A web page."""
    body = "\n".join(
        style.paragraph(part) if isinstance(part, str) else html_table(report, part, style) for part in parts(report)
    )
    return style.page(title_of(report), body)


def html_table(report: Report, table: Table, style: Style) -> str:
    """One table; `split` breaks it after so many rows, with its headings repeated or not."""
    height, head = size(table)[0], header_height(table)
    breaks = [0, style.split, height] if style.split and len(table.rows) > 20 else [0, height]
    found = []
    for top, bottom in pairwise(breaks):
        lines = [_html_row(report, table, row, (0, head), style) for row in range(head) if top and style.repeat_header]
        lines += [_html_row(report, table, row, (top, bottom), style) for row in range(top, bottom)]
        found.append(f"<table border=1>{''.join(lines)}</table>")
    return "\n".join(found)


def _html_row(report: Report, table: Table, row: int, page: tuple[int, int], style: Style) -> str:
    """A row; merged cells reach no further than the page, from its first to past its last row."""
    top, bottom = page
    cells = []
    for box in boxes(table):
        first = max(box.row, top)
        if not style.spans:
            cells += _loose_cells(report, box, row, style)
        elif first == row and box.row + box.height > top and box.row < bottom:
            height = min(box.row + box.height, bottom) - first
            spans = (f" rowspan={height}" if height > 1 else "") + (f" colspan={box.width}" if box.width > 1 else "")
            cells.append((box.column, f"<td{spans}>{style.cell(raw(report, box))}" + ("</td>" if style.closed else "")))
    return "<tr>" + "".join(text for _, text in sorted(cells)) + ("</tr>" if style.closed else "\n")


def _loose_cells(report: Report, box: Box, row: int, style: Style) -> list[tuple[int, str]]:
    """A table whose merged cells were lost: the text in the first, nothing in the others."""
    if not box.row <= row < box.row + box.height:
        return []
    text = style.cell(raw(report, box)) if row == box.row else ""
    return [(box.column + at, f"<td>{text if at == 0 else ''}</td>") for at in range(box.width)]


def _nested(title: str, body: str) -> str:
    menu = "<ul><li><a>首页</a></li><li><a>政府信息公开年报</a></li></ul>"
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<title>{title}_某某网</title><style>p {{ color: red }}</style></head><body><table width=100%><tr><td>{menu}</td><td>
<table><tr><td class=bt>{title}</td></tr><tr><td>发布日期：2024-01-20　　来源：办公室　　浏览次数：<span>12</span></td></tr>
<tr><td><div id=zoom>{body}</div></td></tr></table></td></tr></table><script>var a = "总计";</script>
<div class=footer>【打印】 【关闭】</div><div>主办单位：某某市人民政府　ICP备12345678号</div></body></html>"""


def _word_like(text: str) -> str:
    return f'<p class=MsoNormal><span lang=EN-US style="mso-x">&nbsp;{html.escape(text)}<o:p></o:p></span></p>'


def _broken(text: str) -> str:
    return "<br>".join(html.escape(text[i : i + 6]) for i in range(0, len(text), 6))


STYLES: dict[str, tuple[Style, str]] = {
    "plain": (Style(), "utf-8"),
    "nested layout tables, menus and footers": (Style(page=_nested), "utf-8"),
    "pasted from Word, gb2312": (
        Style(
            cell=_word_like,
            paragraph=lambda text: f"<p>　　<span>{html.escape(text)}</span></p>",
            page=lambda _title, body: f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">{body}',
        ),
        "gb18030",
    ),
    "lines by br, cells broken": (
        Style(
            cell=lambda text: text if text.isascii() and text else _broken(text) or "&nbsp;",
            paragraph=lambda text: f"&emsp;&emsp;{html.escape(text)}<br/>",
            page=lambda _title, body: f"<HTML><BODY><DIV>{body}</DIV></BODY></HTML>",
        ),
        "utf-8",
    ),
    "broken over pages, headings repeated": (Style(split=15), "utf-8"),
    "broken over pages inside a group": (Style(split=19, repeat_header=False), "utf-8"),
    "merged cells lost": (Style(spans=False), "utf-16"),
    "cells never closed": (Style(closed=False), "utf-8"),
}
"""Pages by the way they are put, and their encodings."""


def as_mail(report: Report) -> bytes:
    """A page saved as .mht."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "年报"
    message.set_content(as_html(report), subtype="html", charset="utf-8", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def as_word(report: Report, font: float = 10.5) -> bytes:
    """A Word file with real merged cells."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    for part in parts(report):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        height, width = size(part)
        grid = document.add_table(height, width, style="Table Grid")
        for box in boxes(part):
            cell = grid.cell(box.row, box.column)
            if box.height > 1 or box.width > 1:
                cell = cell.merge(grid.cell(box.row + box.height - 1, box.column + box.width - 1))
            cell.text = raw(report, box)
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(font)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_sheets(report: Report) -> bytes:
    """A workbook of another layout: everything on one sheet, merged cells, a column to the left of all."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for part in parts(report):
        if isinstance(part, str):
            sheet.cell(at, 2, part)
            at += 1
            continue
        for box in boxes(part):
            value = raw(report, box)
            number: object = int(value) if value.isascii() and value.isdecimal() else value
            sheet.cell(at + box.row, 2 + box.column, number if value else None)
            if box.height > 1 or box.width > 1:
                sheet.merge_cells(start_row=at + box.row, start_column=2 + box.column,
                                  end_row=at + box.row + box.height - 1, end_column=1 + box.column + box.width)  # fmt: skip
        at += size(part)[0] + 1
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def as_text(report: Report, table_text: Callable[[Report, Table], str]) -> str:
    """A text copied from a page, its tables as the program it was pasted into shows them."""
    return "\n".join(part if isinstance(part, str) else table_text(report, part) for part in parts(report))


def _rows(report: Report, table: Table, *, blanks: bool) -> list[list[str]]:
    """The cells of each row from left to right; with `blanks`, those a merged cell covers are there, and empty."""
    height, width = size(table)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(height)]
    for box in boxes(table):
        for row in range(box.row, box.row + (box.height if blanks else 1)):
            for column in range(box.column, box.column + (box.width if blanks else 1)):
                first = (row, column) == (box.row, box.column)
                rows[row].append((column, raw(report, box) if first else ""))
    assert not blanks or all(len(row) == width for row in rows)
    return [[text for _, text in sorted(row)] for row in rows]


def tabbed(report: Report, table: Table) -> str:
    """As pasted from a browser: a tab between cells, merged cells once."""
    return "\n".join("\t".join(row) for row in _rows(report, table, blanks=False))


def tabbed_with_blanks(report: Report, table: Table) -> str:
    """As pasted from a spreadsheet: a tab between cells, merged cells with their blanks."""
    return "\n".join("\t".join(row) for row in _rows(report, table, blanks=True))


def barred(report: Report, table: Table) -> str:
    """As Markdown."""
    rows = _rows(report, table, blanks=True)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def stacked(report: Report, table: Table) -> str:
    """One cell a line, nothing between the rows; blank cells leave no trace."""
    return "\n".join(text for row in _rows(report, table, blanks=False) for text in row if text)


def indented(report: Report, table: Table) -> str:
    """One cell a line after a tab, a blank line after each row."""
    return "\n\n".join("\n".join(f"\t{text}" for text in row) for row in _rows(report, table, blanks=False))


def run_together(report: Report, table: Table) -> str:
    """All cells in one line with nothing between them, as some archives store a page."""
    return "".join(text for row in _rows(report, table, blanks=False) for text in row)


COPIED: dict[str, Callable[[Report, Table], str]] = {
    "tabs": tabbed,
    "tabs with blanks": tabbed_with_blanks,
    "bars": barred,
    "one cell a line": stacked,
    "one cell a line, indented": indented,
}
"""Ways a table looks in copied text that lose nothing."""
