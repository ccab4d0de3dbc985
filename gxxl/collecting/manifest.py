"""The record of what was sent out, beside the templates: for which year, to whom, with which digest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting.gathering import MANIFEST
from gxxl.collecting.roster import Roster
from gxxl.form.editions import form_for
from gxxl.template.fingerprints import fingerprint, layout_key


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
    for folder in folders:
        try:
            year = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["year"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if isinstance(year, int) and not isinstance(year, bool):
            return year
    return None
