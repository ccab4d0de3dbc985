"""The list of organs that lies among what was returned; where there is none, one drafted from who has reported."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from gxxl.collecting.register import is_register
from gxxl.collecting.reminders import BOM, harmless
from gxxl.collecting.roster import HEADINGS, BadRoster, read_roster
from gxxl.form.organs import LEVELS
from gxxl.hosts.refused import Refused
from gxxl.hosts.workbook_parts import Parts
from gxxl.intake.files import SKIPPED_STARTS, open_report
from gxxl.report import Report

_SUFFIXES = (".csv", ".xlsx")
_MARK = "名单"
_HEADS = tuple(HEADINGS[key][1] for key in ("name", "aliases", "level", "parent", "kind", "contact", "deadline"))


def rosters_in(folder: Path) -> tuple[Path, ...]:
    """The lists in a folder itself: those called 名单, else whatever reads as one and is no report; none if closed."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file())
    except OSError:
        return ()
    files = [path for path in files if not (path.name.startswith(SKIPPED_STARTS) or is_register(path))]
    named = tuple(path for path in files if _MARK in path.stem)
    return named or tuple(path for path in files if _is_list(path))


def _is_list(path: Path) -> bool:
    """Whether a file is a list; a workbook of ours has a cell 单位名称 too."""
    try:
        if path.suffix.lower() == ".xlsx" and "edition" in Parts.open(path).names:
            return False
        read_roster(path)
    except (BadRoster, Refused):
        return False
    return open_report(path).report is None


def drafted(reports: Iterable[Report]) -> str:
    """A list of the organs of some reports, in their order, each once; with a BOM, so that Excel opens it right."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEADS)
    organs = {report.organ: LEVELS.get(report.particular("level") or "", "") for report in reports if report.organ}
    for name, level in organs.items():
        writer.writerow([harmless(name), "", level, *[""] * (len(_HEADS) - 3)])
    return BOM + stream.getvalue()
