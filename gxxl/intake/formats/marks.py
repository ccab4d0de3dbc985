"""Signs on a printed page that are no part of a number beside them: raised marks of notes, and what is struck out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gxxl.intake.formats.print_lines import Glyph
from gxxl.intake.formats.rulings import Ruling
from gxxl.intake.strips import OUT_OF_SIGHT

_BAND, _WIDE, _MOST_IN_FIELD = 8.0, 24.0, 40
"""Points of height and width by which glyphs are looked up, and how many there may be in such a field."""

_LONGEST, _MOST_LINES = 400.0, 5_000
"""Points of a line that may strike something out, and lines of a page beyond which none is taken for one."""

Bands = Mapping[tuple[int, int], list[Glyph]]

_SMALLER, _LOW, _HIGH, _NEAR = 0.9, 0.12, 0.9, 0.5
"""A note: smaller than its number by that much, raised between these parts of its size, and this near."""

_MIDDLE, _REACH = (0.3, 0.72), 0.6
"""Where in the height of a glyph a line strikes it out, and how far beside the first and last it may end."""

_MEETS = 3.0
"""Points by which a line of a table reaches the upright it ends at."""


def without_marks(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> tuple[list[Glyph], list[Ruling]]:
    """The glyphs without marks of notes; those struck out, with their lines, as one sign that says they are there."""
    bands = _bands(glyphs)
    notes = _notes(glyphs, bands)
    uprights = [ruling for ruling in rulings if ruling.upright]
    struck: set[Glyph] = set()
    kept: list[Ruling] = []
    signs: list[Glyph] = []
    for ruling in rulings:
        may = not ruling.upright and len(rulings) <= _MOST_LINES and ruling.high - ruling.low < _LONGEST
        under = _struck_by(ruling, bands, uprights) if may else []
        if under:
            struck.update(under)
            signs.append(under[0]._replace(sign=OUT_OF_SIGHT))
        else:
            kept.append(ruling)
    gone = notes | struck
    return [*(glyph for glyph in glyphs if glyph not in gone), *signs], kept


def _bands(glyphs: Iterable[Glyph]) -> Bands:
    found: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        field = found.setdefault((int(glyph.x // _WIDE), int(glyph.y // _BAND)), [])
        if len(field) < _MOST_IN_FIELD:
            field.append(glyph)
    return found


def _near(bands: Bands, left: float, right: float, y: float) -> Iterable[Glyph]:
    band = int(y // _BAND)
    return (
        glyph
        for across in range(int(left // _WIDE) - 1, int(right // _WIDE) + 2)
        for at in range(band - 2, band + 3)
        for glyph in bands.get((across, at), ())
    )


def _notes(glyphs: Sequence[Glyph], bands: Bands) -> set[Glyph]:
    """Small raised signs right of a digit, and those that go on from them."""
    found: set[Glyph] = set()
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        if glyph.sign.isnumeric() or glyph.sign in "[]〔〕()（）*※":
            hosts = (other for other in _near(bands, glyph.left - _WIDE, glyph.left, glyph.y) if _touches(other, glyph))
            if any(_raises(other, glyph) or (other in found and _level(other, glyph)) for other in hosts):
                found.add(glyph)
    return found


def _touches(left: Glyph, right: Glyph) -> bool:
    return left.left < right.left and abs(right.left - left.right) < _NEAR * right.size


def _raises(number: Glyph, note: Glyph) -> bool:
    raised = note.base - number.base
    smaller = note.size < _SMALLER * number.size
    return number.sign.isdecimal() and smaller and _LOW * number.size < raised < _HIGH * number.size


def _level(one: Glyph, other: Glyph) -> bool:
    return abs(one.base - other.base) < 0.1 * one.size and abs(one.size - other.size) < 0.1 * one.size


def _struck_by(ruling: Ruling, bands: Bands, uprights: Sequence[Ruling]) -> list[Glyph]:
    """The glyphs a line runs through from the first to the last, unless it is a line of a table."""
    through = [
        glyph
        for glyph in _near(bands, ruling.low, ruling.high, ruling.at)
        if ruling.low - 1 < glyph.x < ruling.high + 1
        and glyph.bottom + _MIDDLE[0] * (glyph.top - glyph.bottom) < ruling.at
        and ruling.at < glyph.bottom + _MIDDLE[1] * (glyph.top - glyph.bottom)
    ]
    through.sort(key=lambda glyph: glyph.left)
    if not through:
        return []
    begins = abs(ruling.low - through[0].left) < _REACH * through[0].size
    ends = abs(ruling.high - through[-1].right) < _REACH * through[-1].size
    return through if begins and ends and not any(_meets(ruling, upright) for upright in uprights) else []


def _meets(ruling: Ruling, upright: Ruling) -> bool:
    across = ruling.low - _MEETS < upright.at < ruling.high + _MEETS
    return across and upright.low - _MEETS < ruling.at < upright.high + _MEETS
