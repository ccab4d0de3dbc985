"""Where what is wrong now is told: 核查提示 beside each table, the list on top of 核查结果, its fixed rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxxl.form.formula_words import AND, BROKEN, EXPLAIN, FAULTS_IN_ROW, JUMP, LIST, STALE_LIST, YES
from gxxl.form.model import Ref, Table
from gxxl.form.rule import Severity
from gxxl.sheet import Address, Area, layout_of
from gxxl.template.expressions import At, Expression, Literal, Range, call, filled, join, when
from gxxl.template.fixed_rows import FixedRow, state_of
from gxxl.template.places import FIXED_TOP, LIST_ROWS, LIST_TOP, RESULTS, Places
from gxxl.template.statuses import Live


def hint_cells(places: Places, rows: Sequence[FixedRow]) -> Iterator[Live]:
    """核查提示 beside each table: the program's words while the row is as it was checked, else what is wrong now."""
    form, layout = places.form, layout_of(places.form)
    for table in form.tables:
        grid = places.grid(table)
        for down in range(grid.height):
            refs = [ref for ref, at in layout.items() if ref.table == table.key and at.row == grid.top + down]
            if refs:
                at = grid.at(down, grid.width + 1)
                yield at, _hint(places, rows, table, down, refs)


def _hint(places: Places, rows: Sequence[FixedRow], table: Table, down: int, refs: Sequence[Ref]) -> Expression:
    home = table.sheet
    words: Expression = Literal("")
    for number, row in reversed(list(enumerate(rows))):
        if row.ref in refs:
            sentence = At(Address(RESULTS, FIXED_TOP + number, 10), home)
            bad = call("OR", state_of(number, home).equals(BROKEN), state_of(number, home).equals(EXPLAIN))
            words = when(bad, sentence, words)
    row_of = {kind: places.block(kind, table) for kind in ("state", "same", "hints")}
    strips = {kind: Range(area._replace(top=area.top + down, height=1), home) for kind, area in row_of.items()}
    faults = call("COUNTIF", strips["state"], 2)
    live = when(faults > 0, filled(FAULTS_IN_ROW, count=faults), words)
    hint = At(row_of["hints"].at(down, 0), home)
    current = call("AND", hint.differs(""), call("COUNTIF", strips["same"], 0).equals(0))
    return join(live, when(current, join(when(live.differs(""), AND, ""), hint), ""))


def list_cells(places: Places, rows: Sequence[FixedRow]) -> Iterator[Live]:
    """核查结果: the fixed rows themselves, their ranks, and on top the list of what is wrong now."""
    for number, row in enumerate(rows):
        at = FIXED_TOP + number
        parts = {3: row.left, 4: row.right, 5: row.difference, 6: row.state, 10: row.sentence}
        for column, expression in parts.items():
            if not isinstance(expression, Literal):
                yield Address(RESULTS, at, column), expression
        above = Range(Area(RESULTS, FIXED_TOP - 1, 9, number + 1, 1), RESULTS)
        state = state_of(number, RESULTS)
        bad = call("OR", state.equals(BROKEN), state.equals(EXPLAIN))
        yield Address(RESULTS, at, 9), when(bad, call("MAX", above) + 1, "")
    changed = At(places.names["changes"].at(0, 0), RESULTS) > 0
    checked = At(places.names["checked"].at(0, 0), RESULTS).equals(YES)
    yield places.names["results"].at(-2, 0), when(call("AND", checked, changed), STALE_LIST, LIST)
    ranks = Range(Area(RESULTS, FIXED_TOP, 9, len(rows), 1), RESULTS)
    columns = {
        key: Range(ranks.area._replace(left=left), RESULTS) for key, left in (("state", 6), ("words", 10), ("link", 11))
    }
    for place in range(LIST_ROWS):
        line = LIST_TOP + place
        hit = call("MATCH", place + 1, ranks, 0)
        shown = call("IFERROR", call("INDEX", columns["state"], hit), "")
        severity = when(shown.equals(BROKEN), Severity.ERROR.label, Severity.WARNING.label)
        yield Address(RESULTS, line, 1), when(shown.equals(""), "", severity)
        yield Address(RESULTS, line, 2), call("IFERROR", call("INDEX", columns["words"], hit), "")
        link = call("IFERROR", call("INDEX", columns["link"], hit), "")
        jump = call("HYPERLINK", join("#", link), JUMP)
        yield Address(RESULTS, line, 7), when(shown.equals(""), "", jump)
