"""Fingerprints of issued layouts: what makes a template this one, whoever saved it last.

Hashed are labels, names and formulas in a normal form, never bytes of parts: Excel, WPS and LibreOffice each write
styles, strings and quotes in their own way. `issued.json` is the judge; what a workbook says of itself only names
the entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from gxxl.form.model import Form
from gxxl.form.printed import boxes
from gxxl.template.live import live_cells
from gxxl.template.places import VERSION, places_of
from gxxl.template.taking import plain_formula


def fingerprint(form: Form) -> str:
    """The SHA-256 of a layout: every label with its place, every name with its area, every formula with its cell."""
    places = places_of(form)
    labels = [
        [table.key, box.row, box.column, box.height, box.width, box.text]
        for table in form.tables
        for box in boxes(table)
        if box.text
    ]
    names = sorted([name, *area] for name, area in places.names.items())
    formulas = sorted([*address, plain_formula(live.text())] for address, live in live_cells(form).items())
    text = json.dumps([labels, names, formulas], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def layout_key(form: Form) -> str:
    """The entry of a form: the template's version and the editions of table two and three."""
    return f"{VERSION}/{form.editions[0].year}-{form.editions[1].year}"


@cache
def issued() -> Mapping[str, str]:
    """Every layout ever issued, by its entry."""
    found: dict[str, str] = json.loads((files("gxxl.template") / "issued.json").read_text(encoding="utf-8"))
    return found
