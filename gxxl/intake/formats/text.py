"""Plain text as copied from a page, a PDF or a spreadsheet: lines of words, tabs, bars, or one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count

from gxxl.form.model import Column, Row
from gxxl.form.sections import SECTIONS
from gxxl.form.spelling import width_of
from gxxl.intake.formats.bars import unbarred
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.words import is_page_number, words_in
from gxxl.intake.published.labels import TABLES, forms_of
from gxxl.intake.strips import Box, Document, Piece, Place, Strip, rows, squeezed

LARGEST = 1_000_000
"""Signs of a text; a long report has thirty thousand."""

_BAR = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:\-—–=+*_#]*")
_CONTINUED = 3
"""Labels of table three in one line by which the line is known to be a whole table run together."""


def text_document(text: str) -> Document:
    """The lines of a text as strips; a bar or several tabs make a row of cells. Raises Unreadable if it is too long."""
    if len(text) > LARGEST:
        raise Unreadable("W-06", "too large", limit="2")
    return Document(tuple(_strips(_lines(text))))


def _lines(text: str) -> list[str]:
    found: list[str] = []
    for line in unbarred(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")):
        found += _broken_up(line) if len(_row_labels().findall(line)) >= _CONTINUED else [line]
    return found


def _strips(lines: Sequence[str]) -> Iterator[Strip]:
    wrapped = _is_wrapped(lines)
    grid, numbers = 0, count(1)
    table: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*lines, ""], 1):
        cells = _cells(line)
        if cells is not None:
            table.append((number, cells))
            continue
        if table:
            grid += 1
            yield from _rows(table, grid, next(numbers))
            table = []
        if number <= len(lines) and not is_page_number(line):
            yield from _line(line, number, begins=None if wrapped else True)


def _cells(line: str) -> list[str] | None:
    """The cells of a line with bars or several tabs; [] for the rule under a heading; None for any other line."""
    if _BAR.fullmatch(line):
        return [] if _RULE.fullmatch(line) and "-" in line else [cell.strip() for cell in line.strip()[1:-1].split("|")]
    if line.count("\t") > 1 or ("\t" in line.lstrip("\t") and line.strip()):
        return line.split("\t")
    return None


def _rows(table: Sequence[tuple[int, list[str]]], grid: int, number: int) -> list[Strip]:
    """Rows of cells; each keeps the number of its line."""
    kept = [cells for _, cells in table if cells]
    boxes = [Box(row, column, 1, 1, text) for row, cells in enumerate(kept) for column, text in enumerate(cells)]
    return [strip._replace(place=Place(None, number, row + 1)) for row, strip in enumerate(rows(boxes, grid, None))]


def _line(line: str, number: int, *, begins: bool | None) -> Iterator[Strip]:
    if _RULE.fullmatch(line) and squeezed(line):
        return
    text = re.sub(r"^#{1,6}\s+", "", line)
    place, fixed = Place(row=number), text.startswith("\t")
    if not squeezed(text):
        yield Strip("", (Piece("", 0, 0),) if "\t" in line else (), place, fixed=True)
    else:
        pieces = (Piece(text.strip(), 0, 1),) if fixed else tuple(words_in(text))
        indented = begins is None and bool(re.match(r"[\u3000 ]{2,}", text)) and not _looks_centred(text)
        yield Strip(text.strip(), pieces, place, fixed=fixed, begins=True if indented else begins)


def _looks_centred(text: str) -> bool:
    return len(text) - len(text.lstrip()) > 12


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs were broken at the edge of a page: many lines about as long as the longest usual one."""
    widths = sorted(width_of(line.strip()) for line in lines if _cells(line) is None and width_of(line.strip()) >= 30)
    if len(widths) < 8:
        return False
    usual = widths[len(widths) // 2]
    return usual <= 100 and sum(abs(width - usual) <= 6 for width in widths) >= 0.6 * len(widths)


@cache
def _row_labels() -> re.Pattern[str]:
    return _either(row.label for form in forms_of("requests") for row in form.rows if len(row.label) > 4)


@cache
def _all_labels() -> re.Pattern[str]:
    found = [section.title for section in SECTIONS]
    for key in TABLES:
        for form in forms_of(key):
            found.append(form.corner)
            for block in form.blocks:
                found.append(block.title)
                lines: list[Row | Column] = [*block.rows, *block.columns]
                for line in lines:
                    found += [line.label, *line.groups]
    return _either(label for label in found if label)


@cache
def _headings() -> re.Pattern[str]:
    return _either(section.title for section in SECTIONS)


def _either(labels: Iterator[str]) -> re.Pattern[str]:
    """Any of the labels, longest first, with white space between their signs and either kind of brackets."""
    return re.compile("|".join(_loosely(label) for label in sorted(set(labels), key=len, reverse=True)))


def _loosely(label: str) -> str:
    brackets = {"（": "[（(]", "）": "[）)]", "，": "[，,]", "：": "[：:]", "“": '[“"]', "”": '[”"]'}
    return r"\s*".join(brackets.get(sign, re.escape(sign)) for sign in label)


def _broken_up(line: str) -> list[str]:
    """A whole report in one line: a line for each heading, and in the tables for each label and what follows it."""
    start = re.search(_loosely(forms_of("disclosure")[0].blocks[0].title), line)
    first = start.start() if start else 0
    tail = [match.end() for match in _all_labels().finditer(line, first)]
    labels_end = next((end for end in reversed(tail) if re.match(r"\s*[\d/]", line[end:])), len(line))
    numbers = re.compile(r"[\s\d./]*\d(?=\D|$)").match(line, labels_end)
    last = numbers.end() if numbers else labels_end
    table = _all_labels().sub(lambda match: f"\n{match.group()}\n", line[first:last])
    table = re.sub(r"(?<=\d)(?=\d[.．、]\s*[一-龥])", "\n", table)
    table = re.sub(r"(?<=[\d\s])(?=[一二三四五六]、)", "\n", table)
    table = re.sub(r"(?<=[一-龥）)”])(?=\d)", "\n", table)
    parts = [*_sections(line[:first]), *(part for part in table.split("\n") if part.strip()), *_sections(line[last:])]
    return [part.strip() for part in parts]


def _sections(text: str) -> list[str]:
    return [part for part in _headings().sub(lambda match: f"\n{match.group()}\n", text).split("\n") if part.strip()]
