"""The fixed rows of 核查结果: every arithmetic, carry-over and section rule, with left, right, difference and state.

A row stands in the same place in every workbook of a form, so that a reason typed beside it stays with it.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gxxl.form.editions import balances_between
from gxxl.form.formula_words import (
    AGREES,
    BROKEN,
    EXPLAIN,
    EXPLAINED,
    FAULTS,
    INCOMPLETE,
    NO_LAST_YEAR,
    SINCE,
    SUMS,
    TITLES,
    UNEQUAL,
)
from gxxl.form.model import Balance, Form, Ref, Table, Term, Year
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_workbook import LEAST_REASON, REFUSED_REASONS
from gxxl.form.sections import SECTIONS
from gxxl.sheet import Address, Area, layout_of
from gxxl.template.blocks import finished_on
from gxxl.template.expressions import (
    At,
    Expression,
    Infix,
    Literal,
    Range,
    call,
    filled,
    join,
    pieces,
    quoted,
    when,
)
from gxxl.template.places import FIXED_TOP, RESULTS, Places, cover, places_of
from gxxl.template.prose_blocks import total


class FixedRow(NamedTuple):
    """One row: what it checks, where the cursor goes, and its expressions."""

    rule: str
    title: str
    target: Address
    left: Expression
    right: Expression
    difference: Expression
    state: Expression
    sentence: Expression
    answerable: bool = False
    ref: Ref | None = None
    table: str = ""

    @property
    def link(self) -> str:
        """The place as a hyperlink within the workbook names it."""
        return f"{quoted(self.target.sheet)}!{self.target.a1}"


@cache
def fixed_rows(form: Form) -> tuple[FixedRow, ...]:
    """All fixed rows of a form in order: the file, table by table, between the years, the prose."""
    places = places_of(form)
    between = [b for b in balances_between(form, form) if b.rule in ("Y-01", "Y-02")]
    makers = [_year_row(places), *(row for table in form.tables for row in _cell_rows(places, table))]
    for balance in (*form.balances, *between):
        makers.append(_balance_row(places, balance, FIXED_TOP + len(makers)))
    makers += _prose_rows(places)
    return tuple(makers)


def state_of(number: int, home: str = "") -> At:
    """The state of a fixed row (counted from 0)."""
    return At(Address(RESULTS, FIXED_TOP + number, 6), home)


def _year_row(places: Places) -> FixedRow:
    """W-01: the year of 封面 fits the edition of the template; a mixed form is due in no year."""
    year, edition = At(cover("year"), RESULTS), places.form.edition.year
    is_year = call("ISNUMBER", year)
    upper = 2100 if edition == 2021 else 2020
    mixed = len({each.year for each in places.form.editions}) > 1
    fits = Literal(False) if mixed else call("AND", year >= edition, Infix("<=", year, Literal(upper)))
    state = when(is_year, when(fits, AGREES, BROKEN), INCOMPLETE)
    sentence = filled(FAULTS["W-01"], year=year, form=places.form.edition.number)
    since = Literal(SINCE.format(year=edition))
    return FixedRow("W-01", TITLES["W-01"], cover("year"), join(year, ""), since, Literal(""), state, sentence)


def _cell_rows(places: Places, table: Table) -> Iterator[FixedRow]:
    """C-01 and the other C rules, counted for a table: cells left blank, cells that hold no number."""
    states = Range(places.block("state", table), RESULTS)
    blanks, faults = call("COUNTIF", states, 1), call("COUNTIF", states, 2)
    target = places.grid(table).at(0, 0)
    state = when(blanks.equals(0), AGREES, when(finished_on(RESULTS), BROKEN, INCOMPLETE))
    empty = filled(FAULTS["C-01"], table=table.nickname, count=blanks)
    title = TITLES["C-01"].format(table=table.nickname)
    yield FixedRow("C-01", title, target, blanks, Literal(0), blanks, state, empty, table=table.key)
    wrong = filled(FAULTS["C-02"], table=table.nickname, count=faults)
    title, state = TITLES["C-02"].format(table=table.nickname), when(faults.equals(0), AGREES, BROKEN)
    yield FixedRow("C-02", title, target, faults, Literal(0), faults, state, wrong, table=table.key)


def _balance_row(places: Places, balance: Balance, row: int) -> FixedRow:
    known = call("AND", _known(places, balance.left), _known(places, balance.right))
    left, right = (when(known, _total(places, side), "") for side in (balance.left, balance.right))
    sides = At(Address(RESULTS, row, 3), RESULTS), At(Address(RESULTS, row, 4), RESULTS)
    missing = sides[0].equals("")
    difference = At(Address(RESULTS, row, 5), RESULTS)
    reason = At(Address(RESULTS, row, 8), RESULTS)
    form, ref = places.form, balance.at
    rule = RULES[balance.rule]
    bad = BROKEN if rule.severity is Severity.ERROR else EXPLAIN
    outcome = when(difference.equals(0), AGREES, when(is_reason(reason), EXPLAINED, bad) if rule.answerable else bad)
    state = when(difference.equals(""), INCOMPLETE, outcome)
    if rule.answerable:
        state = when(_known(places, balance.left), state, NO_LAST_YEAR)
    title = _title(form, balance)
    sums = pieces(SUMS[balance.rule], left=sides[0], right=sides[1], difference=call("ABS", difference))
    told = join(UNEQUAL.format(title=title), *sums)
    words = when(difference.equals(""), "", told)
    return FixedRow(
        balance.rule, title, layout_of(form)[ref], left, right, when(missing, "", sides[0] - sides[1]), state, words,
        answerable=rule.answerable, ref=ref, table=ref.table,
    )  # fmt: skip


def is_reason(reason: Expression) -> Expression:
    """Long enough and none of the phrases that say nothing."""
    says_nothing = [call("ISNUMBER", call("SEARCH", phrase, reason)) for phrase in REFUSED_REASONS]
    return call("AND", call("LEN", call("TRIM", reason)) >= LEAST_REASON, call("NOT", call("OR", *says_nothing)))


def _known(places: Places, terms: Sequence[Term]) -> Expression:
    """Whether every cell of a sum is a number: one that is none empties the whole row.

    A total that is 0 with nothing filled in beneath it is none.
    """
    sums = places.form.sums_of_inputs
    known: list[Expression] = [call("COUNT", *_ranges(places, terms)).equals(len(terms))]
    for term in terms:
        if term.year is Year.THIS and term.ref in sums:
            filled = call("COUNT", *_ranges(places, sums[term.ref])) > 0
            known.append(call("OR", At(places.stored("clean", term.ref), RESULTS).differs(0), filled))
    return call("AND", *known) if len(known) > 1 else known[0]


def _total(places: Places, terms: Sequence[Term]) -> Expression:
    """The sum of clean cells."""
    plus = [term for term in terms if term.times > 0]
    minus = [term for term in terms if term.times < 0]
    total: Expression = call("SUM", *_ranges(places, plus))
    return total - call("SUM", *_ranges(places, minus)) if minus else total


def _ranges(places: Places, terms: Sequence[Term]) -> list[Range]:
    """The stored cells of terms as few rectangles: runs within one row or one column."""
    cells = [places.stored("clean_last" if term.year is Year.LAST else "clean", term.ref) for term in terms]
    runs: list[Area] = []
    for cell in cells:
        last = runs[-1] if runs else None
        if last and (last.width == 1 and cell == last.at(last.height, 0)):
            runs[-1] = last._replace(height=last.height + 1)
        elif last and (last.height == 1 and cell == last.at(0, last.width)):
            runs[-1] = last._replace(width=last.width + 1)
        else:
            runs.append(Area(cell.sheet, cell.row, cell.column, 1, 1))
    return [Range(run, RESULTS) for run in runs]


def _title(form: Form, balance: Balance) -> str:
    cell, table = form.cell(balance.at), form.table(balance.at.table)
    return TITLES[balance.rule].format(table=table.nickname, column=cell.column.label, row=cell.row.name)


def _prose_rows(places: Places) -> Iterator[FixedRow]:
    """N-09 for the three sections in words, N-10 for the statement on 信息处理费."""
    last = SECTIONS[-1]
    for section in SECTIONS:
        if section.prose:
            count = total(places, f"length_{section.key}", RESULTS)
            state, target = _written(count), places.names[section.key].at(0, 0)
            said = Literal(FAULTS["N-09"].format(section=section.title))
            title = TITLES["N-09"].format(section=section.title)
            yield FixedRow("N-09", title, target, count, Literal(1), Literal(""), state, said)
    count, target = total(places, f"said_fee_{last.key}", RESULTS), places.names[last.key].at(0, 0)
    said = Literal(FAULTS["N-10"])
    yield FixedRow("N-10", TITLES["N-10"], target, count, Literal(1), Literal(""), _written(count), said)


def _written(count: Expression) -> Expression:
    return when(count > 0, AGREES, when(finished_on(RESULTS), BROKEN, INCOMPLETE))


def broken_at(rows: Sequence[FixedRow]) -> dict[Ref, list[Address]]:
    """For each cell the states of the rows reported at it."""
    found: dict[Ref, list[Address]] = {}
    for number, row in enumerate(rows):
        if row.ref:
            found.setdefault(row.ref, []).append(state_of(number).address)
    return found
