"""The record of what was sent out, kept back where nobody sends it on: for which year, to whom, with which digest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting.gathering import MANIFEST
from gxxl.collecting.roster import Roster
from gxxl.form.editions import form_for
from gxxl.form.told import ISSUE_RECORD, KEPT_BACK
from gxxl.template.fingerprints import fingerprint, layout_key

RECORD = Path(KEPT_BACK) / ISSUE_RECORD
"""Where it lies in the folder of the files to send."""

_PLACES = (RECORD, Path(MANIFEST))
"""Where it is looked for: older outboxes have it beside the files."""


class Issued(NamedTuple):
    """One workbook sent out."""

    organ: str
    code: str
    file: str
    sha256: str


def manifest_text(roster: Roster, organ: str, year: int, issued: Iterable[Issued]) -> str:
    """The record as JSON, the same for the same workbooks."""
    form = form_for(year)
    data = {
        "year": year,
        "organ": organ,
        "line": roster.line,
        "layout": {"key": layout_key(form), "fingerprint": fingerprint(form)},
        "files": [one._asdict() for one in issued],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def year_issued(*folders: Path) -> int | None:
    """The year of the first record that lies in one of the folders; None where there is none to be read."""
    for path in (folder / place for folder in folders for place in _PLACES):
        try:
            year = json.loads(path.read_text(encoding="utf-8"))["year"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if isinstance(year, int) and not isinstance(year, bool):
            return year
    return None
