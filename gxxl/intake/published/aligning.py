"""Groups of values set against the rows of a table: by their labels, and by counting between labels that are sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gxxl.form.model import Table
from gxxl.intake.published.groups import Group
from gxxl.intake.published.labels import belongs, in_vocabulary
from gxxl.intake.strips import squeezed

_FULL, _FRAGMENT, _ABOVE = 10, 4, 3
"""How much a label counts: beside the values, a piece of it beside them, on the line above."""


class Aligned(NamedTuple):
    """The group of each row found; groups with a label the form does not have; groups that found no row."""

    rows: dict[str, Group]
    strangers: tuple[Group, ...]
    loose: tuple[Group, ...]


def align(groups: Sequence[Group], table: Table, stands: Callable[[Group], bool], *, ordered: bool) -> Aligned:
    """Give each row at most one group; a group whose row is in doubt is given to none.

    `stands` tells of numbers without a label whether they stand under the headings of the table. `ordered`: the rows
    are known to follow one another as in the form, so that counting may help.
    """
    widths = {row.key: len(block.columns) for block in table.blocks for row in block.rows}
    strangers = [group for group in groups if _is_stranger(group, table.key)]
    kept = [group for group in groups if ordered or not _is_stranger(group, table.key)]
    strays: list[Group] = []
    rest: list[Group] = []
    for group in kept:
        stray = _is_stray(group, widths) and not (ordered and stands(group))
        (strays if stray else rest).append(group)
    rows, loose = (_in_order if ordered else _by_label)(rest, widths, table.key)
    return Aligned(rows, tuple(strangers), (*strays, *loose))


def _by_label(kept: Sequence[Group], rows: Mapping[str, int], _table: str) -> tuple[dict[str, Group], list[Group]]:
    """Each group to the row it names; of two different ones for one row, neither."""
    named: dict[str, list[Group]] = {}
    loose: list[Group] = []
    for group in kept:
        match = group.named
        if match and match.whole and match.row in rows:
            named.setdefault(match.row, []).append(group)
        else:
            loose.append(group)
    taken = {row: found[0] for row, found in named.items() if all(_texts(g) == _texts(found[0]) for g in found)}
    return taken, loose + [group for row, found in named.items() if row not in taken for group in found]


def _in_order(kept: Sequence[Group], widths: Mapping[str, int], table: str) -> tuple[dict[str, Group], list[Group]]:
    """Rows in the order of the form: sure labels first, then what stands between them, if it is just as many."""
    rows, width = list(widths), max(widths.values())
    anchors = [_anchor(group, rows) for group in kept]
    chain = _chain(anchors)
    sure = {index: anchors[index][0] for index in chain}
    doubled = {index for index, (row, weight) in enumerate(anchors) if row >= 0 and weight > _ABOVE} - set(chain)
    places = {row: index for index, row in sure.items()}
    contested = {
        anchors[index][0]
        for index in doubled
        if anchors[index][0] not in places or _texts(kept[index]) != _texts(kept[places[anchors[index][0]]])
    }
    taken: dict[str, Group] = {rows[row]: kept[index] for index, row in sure.items() if row not in contested}
    marks = [(-1, -1), *sorted(sure.items()), (len(kept), len(rows))]
    loose: list[Group] = []
    for (left, low), (right, high) in pairwise(marks):
        between, missing = list(range(left + 1, right)), rows[low + 1 : high]
        foreign = [index for index in between if _is_stranger(kept[index], table)]
        whole = all(_is_whole(kept[index], width) for index in between)
        fits = len(between) == len(missing) and whole and not doubled & set(between) and not foreign
        if fits and all(belongs(kept[i].label, row, table) for i, row in zip(between, missing, strict=True)):
            taken.update({row: kept[i] for i, row in zip(between, missing, strict=True)})
        else:
            loose += [kept[i] for i in between if i not in foreign]
    return taken, loose


def _is_whole(group: Group, width: int) -> bool:
    """Whether a group surely holds one row, neither the half of one nor two: cells, lines of a page, or full."""
    return group.blanks or bool(group.place.page) or len(group.pieces) == width


def _texts(group: Group) -> list[str]:
    return [squeezed(piece.text) for piece in group.pieces]


def _is_stranger(group: Group, table: str) -> bool:
    """A row with a label of its own that is none of the form, nor a piece of one."""
    return bool(group.label) and group.own is None and not in_vocabulary(group.label, table)


def _is_stray(group: Group, widths: Mapping[str, int]) -> bool:
    """A number or two with nothing beside them, and too few for the row above them: no row."""
    if group.is_tail:
        return True
    if group.label or len(group.pieces) > 2:
        return False
    width = widths.get(group.before.row, 0) if group.before else max(widths.values())
    return width > 2 and sum(len(squeezed(piece.text)) for piece in group.pieces) < width


def _anchor(group: Group, rows: Sequence[str]) -> tuple[int, int]:
    """The position of the row a group names, -1 for none, and how much that counts."""
    match, weight = group.named, _FULL if group.own else _ABOVE
    if match is None or match.row not in rows:
        return -1, 0
    return rows.index(match.row), weight if match.whole else _FRAGMENT


def _chain(anchors: Sequence[tuple[int, int]]) -> list[int]:
    """The heaviest run of anchors whose rows follow one another."""
    best: list[tuple[int, list[int]]] = []
    for index, (row, weight) in enumerate(anchors):
        if row < 0:
            best.append((0, []))
            continue
        before = max(
            (best[i] for i in range(index) if 0 <= anchors[i][0] < row),
            key=lambda found: found[0],
            default=(0, []),
        )
        best.append((before[0] + weight, [*before[1], index]))
    return max(best, key=lambda found: found[0], default=(0, []))[1]
