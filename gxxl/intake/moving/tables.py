"""The three tables of an old workbook: where each cell stands now, by the labels of its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gxxl.form.model import Form, Ref, Table
from gxxl.form.printed import Box, boxes, size
from gxxl.intake.moving.book import MOST_COLUMNS, Grid, Old, last_row
from gxxl.intake.moving.matching import Key, Line, Matched, matched
from gxxl.intake.strips import plain
from gxxl.sheet import TOP, Address, column_letters, layout_of, ranges

HEALED = "“{sheet}”{cell}的栏目名称已恢复为“{text}”（原为“{found}”）"
ADDED = "“{sheet}”表格有移动（如{was}原在{now}），已按栏目名称归位"
STOOD = "“{sheet}”{cells}在这份文件里是{there}"
DOUBTFUL_ROW = "“{sheet}”{cells}：“{text}”对应原表第{lines}行中的哪一行无法确定，没有转入"
DOUBTFUL_COLUMN = "“{sheet}”{cells}：“{text}”对应原表{lines}列中的哪一列无法确定，没有转入"
LOST = "“{sheet}”的栏目名称和区域名称都认不出来，整张表没有转入"
RESTORED = "“{sheet}”的栏目名称已全部恢复"
MISSING_ROW = "“{sheet}”{cells}：原表没有“{text}”这一行，空着"


class Located(NamedTuple):
    """Where the cells of a table stand; what was put right; what could not be, each a sentence."""

    cells: Mapping[Ref, Address]
    healed: tuple[str, ...]
    lost: tuple[str, ...]

    def elsewhere(self, form: Form) -> Iterator[str]:
        """Which cells stand elsewhere than in today's template, and where: a sentence for all that moved alike."""
        alike: dict[tuple[str, str, int, int], list[tuple[Address, Address]]] = {}
        for ref, at in self.cells.items():
            own = layout_of(form)[ref]
            alike.setdefault((own.sheet, at.sheet, at.row - own.row, at.column - own.column), []).append((own, at))
        for (sheet, found, *moved), pairs in alike.items():
            if found != sheet or any(moved):
                cells, there = (ranges(places) for places in zip(*pairs, strict=True))
                yield STOOD.format(sheet=sheet, cells=cells, there=there if found == sheet else f"“{found}”{there}")


def located(old: Old, form: Form, table: Table, sheet: str) -> Located:
    """Find the cells of a table on a sheet of the old workbook."""
    grid = old.grid(sheet)
    rows, columns = _rows(table, grid), _columns(table, grid)
    if len(rows.pairs) * 2 < len(_labelled(table)):
        return _by_name(old, form, table, sheet)
    rows_at = {row: line + 1 for row, line in rows.pairs.items()}
    columns = _columns(table, grid, rows_at)
    cells = {
        box.ref: Address(sheet, rows_at[box.row], columns.pairs[box.column] + 1)
        for box in boxes(table)
        if box.ref and box.row in rows_at and box.column in columns.pairs
    }
    labels = tuple(_healed(table, grid, rows_at, columns))
    old.taken |= {Address(sheet, row, column) for row, column, _ in labels}
    healed = (*(told for *_, told in labels), *_moved(form, table, cells))
    return Located(cells, healed, tuple(_lost(form, table, rows, columns)))


def _by_name(old: Old, form: Form, table: Table, sheet: str) -> Located:
    """Without its labels a table is where its name says, if that has the right size and no label contradicts it."""
    own = {ref: at for ref, at in layout_of(form).items() if ref.table == table.key}
    top, left = min(at.row for at in own.values()), min(at.column for at in own.values())
    height = max(at.row for at in own.values()) - top + 1
    width = max(at.column for at in own.values()) - left + 1
    area = old.names.get(table.key)
    if area is None or area.sheet != sheet or (area.height, area.width) != (height, width):
        return Located({}, (), (LOST.format(sheet=table.sheet),))
    grid, down, right = old.grid(sheet), area.top - top, area.left - left
    rows, columns = _rows(table, grid), _columns(table, grid)
    moved = any(rows.pairs[row] + 1 != TOP + row + down for row in rows.sure)
    if moved or any(columns.pairs[column] != column + right for column in columns.sure):
        return Located({}, (), (LOST.format(sheet=table.sheet),))
    cells = {ref: area.at(at.row - top, at.column - left) for ref, at in own.items()}
    return Located(cells, (RESTORED.format(sheet=table.sheet),), ())


def _labelled(table: Table) -> set[int]:
    return {box.row for box in boxes(table) if box.text}


def _words(table: Table) -> frozenset[str]:
    return frozenset(plain(box.text) for box in boxes(table) if box.text)


def _rows(table: Table, grid: Grid) -> Matched:
    """Rows of the table by the labels that begin in them."""
    height, width = size(table)
    wanted = [_key(box for box in boxes(table) if box.text and box.row == row) for row in range(height)]
    needed = frozenset(box.row for box in boxes(table) if box.ref)
    return matched(wanted, _lines(grid, _words(table), width + 2), needed)


def _lines(grid: Grid, words: frozenset[str], width: int) -> list[Line]:
    last = last_row(grid)
    by_row: dict[int, list[tuple[int, str, bool]]] = {}
    for (row, column), held in grid.items():
        if column <= width and held.raw not in (None, ""):
            by_row.setdefault(row, []).append((column, plain(str(held.raw)), held.formula is None))
    lines: list[Line] = []
    for row in range(1, last + 1):
        cells = sorted(by_row.get(row, ()))
        key = tuple(text for _, text, _ in cells if text in words)
        constant = [text for _, text, typed in cells if typed]
        lines.append(Line(key, bool(constant), any(text not in words for text in constant)))
    return lines


def _columns(table: Table, grid: Grid, rows_at: Mapping[int, int] | None = None) -> Matched:
    """Columns of the table by the labels of its header rows."""
    width = size(table)[1]
    heads = {box.row for box in boxes(table) if box.text} - {box.row for box in boxes(table) if box.ref}
    words = frozenset(plain(box.text) for box in boxes(table) if box.row in heads and box.text)
    wanted = [
        _key(box for box in boxes(table) if box.text and box.column == column and box.row in heads)
        for column in range(width)
    ]
    at = {rows_at[row] for row in heads if row in rows_at} if rows_at else {TOP + row for row in heads}
    last = min(max((column for _, column in grid), default=0), MOST_COLUMNS)
    lines: list[Line] = []
    for column in range(1, last + 1):
        held = [(row, cell) for (row, across), cell in grid.items() if across == column and cell.raw not in (None, "")]
        texts = [plain(str(cell.raw)) for row, cell in sorted(held, key=lambda each: each[0]) if row in at]
        below = any(cell.formula is None for row, cell in held if row not in at)
        lines.append(Line(tuple(text for text in texts if text in words), bool(held), below))
    needed = frozenset(box.column for box in boxes(table) if box.ref)
    return matched(wanted, lines, needed)


def _key(labels: Iterator[Box]) -> Key:
    return tuple(plain(box.text) for box in labels)


def _healed(table: Table, grid: Grid, rows_at: Mapping[int, int], columns: Matched) -> Iterator[tuple[int, int, str]]:
    """Labels that are not as issued: row and column in the old workbook, and what is told."""
    for box in boxes(table):
        if box.text and box.row in rows_at and box.column in columns.pairs:
            row, column = rows_at[box.row], columns.pairs[box.column] + 1
            held = grid.get((row, column))
            found = str(held.raw) if held and held.raw is not None else ""
            if plain(found) != plain(box.text):
                cell = Address(table.sheet, TOP + box.row, box.column + 1).a1
                yield row, column, HEALED.format(sheet=table.sheet, cell=cell, text=box.text, found=found or "空白")


def _moved(form: Form, table: Table, cells: Mapping[Ref, Address]) -> Iterator[str]:
    for ref, at in cells.items():
        own = layout_of(form)[ref]
        if at[1:] != own[1:]:
            yield ADDED.format(sheet=table.sheet, was=own.a1, now=at.a1)
            return


def _lost(form: Form, table: Table, rows: Matched, columns: Matched) -> Iterator[str]:
    layout = layout_of(form)
    for row in sorted({box.row for box in boxes(table) if box.ref} - set(rows.pairs)):
        refs = [box.ref for box in boxes(table) if box.ref and box.row == row]
        slots = {
            "sheet": table.sheet,
            "cells": _span([layout[ref] for ref in refs]),
            "text": form.cell(refs[0]).row.name,
        }
        lines = "、".join(str(line + 1) for line in rows.doubtful.get(row, ()))
        yield (DOUBTFUL_ROW if lines else MISSING_ROW).format(**slots, lines=lines)
    for column in sorted({box.column for box in boxes(table) if box.ref} - set(columns.pairs)):
        refs = [box.ref for box in boxes(table) if box.ref and box.column == column]
        lines = "、".join(column_letters(line + 1) for line in columns.doubtful.get(column, ()))
        slots = {"sheet": table.sheet, "cells": _span([layout[ref] for ref in refs]), "lines": lines or "各"}
        yield DOUBTFUL_COLUMN.format(**slots, text=form.cell(refs[0]).column.label)


def _span(cells: Sequence[Address]) -> str:
    first, last = min(cells), max(cells)
    return first.a1 if first == last else f"{first.a1}:{last.a1}"
