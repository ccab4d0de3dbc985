"""Text copied with bars behind its cells: a bar ends a cell, so that a row or each cell of it stands on a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxxl.intake.strips import squeezed

_ENDED = re.compile(r"\s*([^|]*?[^|\s])\s*\|\s*")
_BLANKS = re.compile(r"\s*\|[\s|]*")
_LEAST = 10
"""Cells that stand alone on their lines before a text is known to be set so."""


def unbarred(lines: Sequence[str]) -> list[str]:
    """Lines whose cells end in bars as lines this room reads: rows between bars, single cells after a tab."""
    if not any("|" in line for line in lines):
        return list(lines)
    joined = _with_bars(lines)
    alone = sum(_ENDED.fullmatch(line) is not None for line in joined) >= _LEAST
    return [written for line in joined for written in _written(line, alone=alone)]


def _with_bars(lines: Sequence[str]) -> list[str]:
    """A bar alone on its line ends the cell before it, unless that has its own."""
    found: list[str] = []
    for line in lines:
        if line.strip() == "|" and found and squeezed(found[-1]) and "|" not in found[-1]:
            found[-1] += " |"
        else:
            found.append(line)
    return found


def _written(line: str, *, alone: bool) -> list[str]:
    """A line as it is read; several bars at once close a row and its cells that were merged away."""
    ended = _ENDED.fullmatch(line)
    if alone and ended:
        return ["\t" + ended.group(1)]
    if alone and _BLANKS.fullmatch(line):
        return ["\t"] * line.count("|")
    if line.count("|") > 1 and line.rstrip().endswith("|") and not line.lstrip().startswith("|"):
        return ["| " + line.strip()]
    return [line]
