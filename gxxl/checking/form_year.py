"""W-01: the form of the report is not the one due in its year, told table by table."""

from __future__ import annotations

from functools import cache

from gxxl.finding import Finding, Where
from gxxl.form.editions import form_for
from gxxl.form.model import Edition, Form, Table
from gxxl.form.rules import EDITION_ADVICE, FORM_DUE, NO_FORM_YET, RULES


@cache
def form_year_finding(form: Form, year: int) -> Finding | None:
    """At most one finding: on table two where it is of another edition, else on the rows of table three."""
    try:
        due = form_for(year)
    except LookupError:
        return _finding(year, form.tables[0], form.edition, None, form.tables[0].key)
    for table, edition, right in zip(form.tables, form.editions, due.tables, strict=True):
        if table is not right:
            two = table is form.tables[0]
            rows = [row.key for row in table.rows if row not in right.rows]
            part = table.key if two else f"{table.key}.{rows[0].partition('.')[0]}"
            return _finding(year, table, edition, (right, due.edition), part)
    return None


def _finding(year: int, table: Table, edition: Edition, due: tuple[Table, Edition] | None, part: str) -> Finding:
    rule = RULES["W-01"]
    slots = {
        "year": str(year),
        "table": table.nickname,
        "found": str(edition.year),
        "trial": "（试行）" if "试行" in edition.name else "",
        "marks": f"有{_marks(table, due[0] if due else None)}等栏",
        **_due(year, table, edition, due[1] if due else None),
    }
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(part=part),
        problem=rule.problem.format_map(slots),
        remedy=rule.remedy.format_map(slots) if due else NO_FORM_YET,
        found=edition.year,
        expected=due[1].year if due else None,
    )


def _due(year: int, table: Table, edition: Edition, due: Edition | None) -> dict[str, str]:
    """Which form is due, what it is called, and what can be copied into it where it is the newer one."""
    if due is None:
        return {"due": "", "due_form": "", "advice": ""}
    newer = due.year > edition.year
    sentence, name = FORM_DUE["newer" if newer else "older"]
    said = sentence.format(since=due.year, year=year, number=due.number)
    return {"due": said, "due_form": name, "advice": EDITION_ADVICE.get(table.key, "") if newer else ""}


def _marks(table: Table, due: Table | None) -> str:
    """The first and the last label of the first block by which the wrong edition is known."""
    right = set(_labels(due)) if due else set()
    blocks = [[column.label for column in block.columns] for block in table.blocks]
    for labels in (*blocks, [row.label for row in table.rows]):
        own = [label for label in labels if label not in right]
        if own:
            return "".join(f"“{label}”" for label in dict.fromkeys((own[0], own[-1])))
    return ""


def _labels(table: Table) -> list[str]:
    columns = (column.label for block in table.blocks for column in block.columns)
    return [*columns, *(row.label for row in table.rows)]
