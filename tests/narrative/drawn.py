"""Reports drawn at random, with valid tables, answers, and last year's: few cells above 0, so that zeros meet numbers."""

from __future__ import annotations

from random import Random
from typing import Any

from gxxl.checking.totals import with_totals
from gxxl.form.editions import compose
from gxxl.form.extras import ANSWERS, NAMES, NUMBERS
from gxxl.form.model import Form, Role
from gxxl.report import Report
from tests.tables import report_of

FORMS = (compose(2021, 2021), compose(2021, 2019), compose(2019, 2019))
_COUNTS = (1, 1, 1, 2, 3, 18, 60, 143)
_WORDS = {"style": "一段式", "region": "全市"}


def drawn(rng: Random, form: Form | None = None, **keys: Any) -> Report:
    """One report: valid tables, some questions answered."""
    form = form or rng.choice((*FORMS, FORMS[0]))
    rate = rng.choice((0, 0.02, 0.1, 0.4))
    cells: dict[str, Any] = {}
    inputs = [cell for cell in form.cells if cell.role is Role.INPUT and cell.ref.row not in ("new", "carried_in")]
    one = rng.choice((None, *(cell for cell in inputs if cell.ref.table == "requests")))
    for cell in inputs:
        busy = cell is one or rng.random() < (rng.choice((0, 0.5)) if cell.ref.table != "requests" else rate)
        count = rng.choice(_COUNTS) if busy else 0
        cells[str(cell.ref)] = f"{count}.25" if cell.column.quantity.decimal and count else count
    for column in ("natural_person", "business", "research", "public_interest", "legal_service", "other"):
        rows = [key for key in cells if key.startswith("requests.") and key.endswith(f".{column}")]
        received = sum(cells[key] for key in rows)
        carried = rng.choice((0, 0, received, rng.randint(0, received)))
        cells |= {f"requests.carried_in.{column}": carried, f"requests.new.{column}": received - carried}
    about = {
        "kind": rng.choice((None, "government", "department")),
        "scope": rng.choice((None, "own", "rolled_up")),
        "organ": rng.choice(("某县民政局", "某市人民政府", None)),
        "year": rng.choice((form.edition.year + 1, form.edition.year + 1, None)),
        "extra": extra(rng),
    }
    return with_totals(report_of(cells, form=form, **{**about, **keys}))


def extra(rng: Random) -> dict[str, Any]:
    """补充情况: all, none or some lines filled in; parts that add up half of the time."""
    rate = rng.choice((0, 0.5, 0.9, 1))
    found: dict[str, Any] = {line.key: rng.choice((0, 1, 7, 60)) for line in NUMBERS if rng.random() < rate}
    found |= {line.key: _WORDS.get(line.key, f"{line.key}的回答") for line in (*NAMES, *ANSWERS) if rng.random() < rate}
    if "region" in found and found.get("published"):
        found["region"] = "本系统"
    if rng.random() < 0.5:
        found.pop("style", None)
    if rng.random() < 0.5 and "website" in found:
        found["website_normative"] = found["website"] // 2
        found["website_licences"] = found["website"] - found["website_normative"] - rng.choice((0, 0, 1))
    if rng.random() < 0.5:
        found["published"] = sum(found.get(key, 0) for key in ("website", "new_media", "gazette_and_other"))
    return found
