"""Numbers and labels on lines of their own: whether the numbers of a row follow its label, or may stand before it.

Text copied from a print may have the numbers of one row on the line below its label, and those of the next above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from gxxl.intake.published.labels import Match, begins_as, fits_beside, is_heading, match_row, spellings
from gxxl.intake.strips import plain

_MOST_LINES = 12
"""Lines a label may be broken over, with the headings beside it."""

Lines = Sequence[str]


class Standing(Enum):
    """Numbers in a row with their label, some of them there, the rest of those before, or on lines of their own."""

    BESIDE = "beside"
    PARTLY = "partly"
    TAIL = "tail"
    APART = "apart"


class _Gap(NamedTuple):
    """What stands between two rows of numbers: rows named above and below its headings, and whether it has any.

    `bare`: below the headings is not even a piece of a label.
    """

    above: set[Match]
    below: set[Match]
    headed: bool
    bare: bool


def named_before(lines: Lines, beside: str, table: str) -> Match | None:
    """The one row the label lines before numbers name below the last heading; None where they name several.

    `beside`: what stands beside the numbers, which must be no piece of another label. Lines that only end a label
    are the rest of one that began beside or above the numbers before.
    """
    below = {match for match in _gap(lines, table).below if fits_beside(beside, match.row, table)}
    if len(below) != 1:
        return None
    (match,) = below
    near = lines[-_MOST_LINES:]
    ends = (_end(near[start:], match, table) for start in range(len(near)))
    rests = (near[start + end :] for start, end in enumerate(ends) if end)
    return match if any(all(_is_beside(line, match.row, table) for line in rest) for rest in rests) else None


@cache
def _is_beside(line: str, row: str, table: str) -> bool:
    """Whether a line may stand between a row's label and its numbers: 行政 may as well begin 行政强制."""
    begun = (label.startswith(plain(line)) for label, other in spellings(table).items() if other != row)
    return fits_beside(line, row, table) and not any(begun)


def in_doubt(standings: Sequence[Standing], lines: Sequence[Lines], table: str) -> list[bool]:
    """Of each row of numbers, whether it may be that of another label than the one before it.

    `lines` are the label lines before each row of numbers, and those after the last. Between headings or rows that
    stand beside their labels, numbers must begin with a label and end with numbers, each label with its own.
    """
    gaps = [_gap(part, table) for part in lines]
    led = _led(standings, gaps[:-1])
    ended = _ended(standings, gaps)
    return [
        standing is Standing.APART and not (first and last)
        for standing, first, last in zip(standings, led, ended, strict=True)
    ]


def _led(standings: Sequence[Standing], gaps: Sequence[_Gap]) -> list[bool]:
    """Whether no numbers without a label stand before a row since the last heading or row beside its label."""
    found, led = [], True
    for standing, gap in zip(standings, gaps, strict=True):
        led = (led or gap.headed) and not (standing is Standing.APART and gap.bare)
        found.append(led)
        led = led or standing is Standing.BESIDE
    return found


def _ended(standings: Sequence[Standing], gaps: Sequence[_Gap]) -> list[bool]:
    """Whether the label after a row, if there is one before the next heading, has numbers that are surely its own."""
    found, ended = [], not gaps[-1].above
    for standing, gap in zip(reversed(standings), reversed(gaps[:-1]), strict=True):
        found.append(ended)
        if standing is Standing.APART:
            ended = not gap.above if gap.headed else ended and len(gap.below) == 1
        elif standing is not Standing.TAIL:
            ended = standing is Standing.BESIDE and not gap.above
    return found[::-1]


def _gap(lines: Lines, table: str) -> _Gap:
    above = list(takewhile(lambda line: not is_heading(line, table), lines))
    below = list(takewhile(lambda line: not is_heading(line, table), reversed(lines)))[::-1]
    bare = not any(match_row(line, table) for line in below)
    return _Gap(_rows_named(above, table), _rows_named(below, table), len(above) < len(lines), bare)


def _rows_named(lines: Lines, table: str) -> set[Match]:
    """The rows label lines name, singly or joined; of one within the other the inner."""
    found = {match for text in _windows(lines) if (match := match_row(text, table)) and match.whole}
    return {match for match in found if not any(other.row.startswith(f"{match.row}.") for other in found)}


def _end(lines: Lines, match: Match, table: str) -> int:
    """After how many lines a label they begin with is there, 0 where it is not."""
    texts = ("".join(lines[:end]) for end in range(1, len(lines) + 1))
    found = (match_row(text, table) == match and begins_as(text, match.row, table) for text in texts)
    return next((end for end, whole in enumerate(found, 1) if whole), 0)


def _windows(lines: Lines) -> list[str]:
    """The last lines, singly and joined."""
    near = lines[-_MOST_LINES:]
    return ["".join(near[i:j]) for i in range(len(near)) for j in range(i + 1, len(near) + 1)]
