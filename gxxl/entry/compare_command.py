"""`gxxl compare`: two or three versions of one report, every difference listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gxxl.checking.versions import Difference, differences
from gxxl.entry import console
from gxxl.entry.troubles import report_in
from gxxl.form.told_by_commands import COMPARED
from gxxl.form.told_of_usage import TWO_OR_THREE
from gxxl.report import Report
from gxxl.sheet import layout_of

LETTERS = "ABC"


def run_compare(paths: Sequence[Path]) -> int:
    """Print where the versions differ; 0 where they do not."""
    if not 2 <= len(paths) <= len(LETTERS):
        raise click.UsageError(TWO_OR_THREE)
    reports = [report_in(path)[1] for path in paths]
    found = list(differences(reports))
    heading = COMPARED["three" if len(paths) > 2 else "two"]
    told = [heading + "　".join(f"{letter}={path.name}" for letter, path in zip(LETTERS, paths, strict=False))]
    told += [_line(difference, reports) for difference in found]
    cells = sum(difference.ref is not None for difference in found)
    counted = COMPARED["different"].format(cells=cells, others=len(found) - cells)
    told.append(counted if found else COMPARED["alike"])
    console.write("\n".join(told) + "\n")
    return int(bool(found))


def _line(difference: Difference, reports: Sequence[Report]) -> str:
    place = difference.place
    if difference.ref:
        form = next(report.form for report in reports if difference.ref in report.form.index)
        at = layout_of(form)[difference.ref]
        return f"{at.sheet} {at.a1}“{place}”　" + "　".join(_each(difference))
    return place + "".join(f"\n　　{said}" for said in _each(difference))


def _each(difference: Difference) -> list[str]:
    return [f"{letter} {said}" for letter, said in zip(LETTERS, difference.said, strict=False)]
