"""How things stand: the state of each sheet and of the whole, the counts behind them, 校验码.

The words are those of season §6.3: one set for a sheet, one for the whole, one for a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxxl.form.formula_words import BROKEN, EXPLAIN, NO_YEAR_YET, PERIOD, PROSE, TABLE, WHOLE, YES
from gxxl.form.model import Table
from gxxl.form.sections import SECTIONS
from gxxl.sheet import Address, Area
from gxxl.template.blocks import PRIME, finished_on
from gxxl.template.expressions import At, Expression, Range, call, filled, join, when
from gxxl.template.fixed_rows import FixedRow
from gxxl.template.places import COVER, FIXED_TOP, PROSE_SECTIONS, RESULTS, STORE, Places, cover
from gxxl.template.prose_blocks import total

Live = tuple[Address, Expression]


def status_cells(places: Places, rows: Sequence[FixedRow]) -> Iterator[Live]:
    """Every cell that says how things stand."""
    yield from _counts(places, rows)
    yield places.names["status"].at(0, 0), _overall(places)
    yield Address(RESULTS, 2, 1), At(places.names["status"].at(0, 0), RESULTS)
    for place, section in enumerate(SECTIONS):
        at = Address(section.sheet, 2, 1)
        yield Address(COVER, 5 + place, 6), At(at, COVER)
        yield at._replace(row=1), join(At(cover("organ"), at.sheet), "")
        if section.prose:
            yield at, _prose_status(places, section.key, at.sheet)
        else:
            yield at, _table_status(places, rows, places.form.table(section.key), at.sheet)
    yield cover("code"), _code(places)
    year = At(cover("year"), COVER)
    yield cover("period"), when(year.equals(""), NO_YEAR_YET, filled(PERIOD, year=year))


def _store(places: Places, key: str, home: str = STORE) -> At:
    return At(places.names[key].at(0, 0), home)


def _states(rows: Sequence[FixedRow], home: str) -> Range:
    return Range(Area(RESULTS, FIXED_TOP, 6, len(rows), 1), home)


def _counts(places: Places, rows: Sequence[FixedRow]) -> Iterator[Live]:
    """`_gxxl`: how many errors, doubts, blanks and changes since the check there are now."""
    states = _states(rows, STORE)
    extra = [call("MAX", _faults(places, table, STORE) - 1, 0) for table in places.form.tables]
    yield places.names["live_errors"].at(0, 0), call("COUNTIF", states, BROKEN) + call("SUM", *extra)
    yield places.names["live_doubts"].at(0, 0), call("COUNTIF", states, EXPLAIN)
    blanks = [_blanks(places, table, STORE) for table in places.form.tables]
    yield places.names["blanks"].at(0, 0), call("SUM", *blanks)
    unlike = [call("COUNTIF", Range(places.block("same", table), STORE), 0) for table in places.form.tables]
    prose = [call("COUNTIF", Range(places.names[f"same_{key}"], STORE), 0) for key in PROSE_SECTIONS]
    beside = call("COUNTIF", Range(places.names["same_watched"], STORE), 0)
    yield places.names["changes"].at(0, 0), call("SUM", *unlike, *prose, beside)


def _blanks(places: Places, table: Table, home: str) -> Expression:
    return call("COUNTIF", Range(places.block("state", table), home), 1)


def _faults(places: Places, table: Table, home: str) -> Expression:
    return call("COUNTIF", Range(places.block("state", table), home), 2)


def _overall(places: Places) -> Expression:
    """封面: 未填完 ｜ 请更正 ｜ 请说明 ｜ 表内勾稽通过 ｜ 核查后有改动 ｜ 可以上报."""
    count = {key: _store(places, key, COVER) for key in places.names if key in _COUNTED}
    checked = count["checked"].equals(YES)
    current = call("AND", checked, count["changes"].equals(0))
    errors = call("MAX", count["live_errors"], when(current, count["open_errors"], 0))
    doubts = call("MAX", count["live_doubts"], when(current, count["open_doubts"], 0))
    done = when(current, WHOLE["ready"], WHOLE["changed"])
    passed = when(checked, done, WHOLE["not checked"])
    asked = when(doubts > 0, filled(WHOLE["doubts"], count=doubts), passed)
    unfinished = call("OR", count["blanks"] > 0, call("NOT", finished_on(COVER)))
    complete = when(unfinished, WHOLE["unfinished"], asked)
    return when(errors > 0, filled(WHOLE["errors"], count=errors), complete)


_COUNTED = ("checked", "changes", "live_errors", "open_errors", "live_doubts", "open_doubts", "blanks")


def _table_status(places: Places, rows: Sequence[FixedRow], table: Table, home: str) -> Expression:
    """未填 ｜ 填报中，还差n格 ｜ 有误n处 ｜ 待说明n处 ｜ 已通过."""
    mine = [number for number, row in enumerate(rows) if row.table == table.key]
    states = [Range(Area(RESULTS, FIXED_TOP + start, 6, height, 1), home) for start, height in _runs(mine)]
    broken = call("SUM", *(call("COUNTIF", run, BROKEN) for run in states))
    asked = call("SUM", *(call("COUNTIF", run, EXPLAIN) for run in states))
    faults, blanks = _faults(places, table, home), _blanks(places, table, home)
    errors = broken + call("MAX", faults - 1, 0)
    typed = sum(cell.role.value == "input" for cell in places.form.cells if cell.ref.table == table.key)
    filling = when(blanks.equals(typed), TABLE["blank"], filled(TABLE["filling"], count=blanks))
    done = when(asked > 0, filled(TABLE["doubts"], count=asked), TABLE["right"])
    return when(errors > 0, filled(TABLE["errors"], count=errors), when(blanks > 0, filling, done))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and sum(runs[-1]) == number:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    return runs


def _prose_status(places: Places, key: str, home: str) -> Expression:
    length = total(places, f"length_{key}", home)
    return when(length.equals(0), PROSE["blank"], filled(PROSE["written"], count=length))


def _code(places: Places) -> Expression:
    """校验码: six digits of all cells (see `checksum`)."""
    products = [
        call("SUMPRODUCT", Range(places.block("code", table), COVER), Range(places.block("weights", table), COVER))
        for table in places.form.tables
    ]
    total = call("SUM", *products)
    rest = total - call("INT", total / PRIME) * PRIME
    return call("RIGHT", join("000000", rest), 6)
