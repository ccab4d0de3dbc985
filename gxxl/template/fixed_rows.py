"""The fixed rows of 核查结果: every arithmetic, carry-over and section rule, with left, right, difference and state.

A row stands in the same place in every workbook of a form, so that a reason typed beside it stays with it.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gxxl.form.editions import balances_between
from gxxl.form.model import Balance, Form, Ref, Table, Term, Year
from gxxl.form.rules import RULES, Severity
from gxxl.form.sections import SECTIONS
from gxxl.sheet import Address, Area, layout_of
from gxxl.template.blocks import AGREES, BROKEN, EXPLAIN, EXPLAINED, INCOMPLETE, finished_on
from gxxl.template.expressions import (
    At,
    Expression,
    Infix,
    Literal,
    Range,
    call,
    join,
    quoted,
    when,
)
from gxxl.template.places import FIXED_TOP, RESULTS, Places, cover, places_of
from gxxl.template.prose_blocks import total

NO_LAST_YEAR = "未核对（没有上年数据）"
LEAST_REASON = 8
"""A reason has at least so many characters."""

NO_FEE_STATEMENT = (
    "第六部分没有写信息处理费。请写明“本机关未收取政府信息公开信息处理费”，或写明收取的件数和金额（元）。"
)

REFUSED_REASONS = ("核实无误", "情况属实", "无误无误", "已核实无")
"""Reasons that say nothing."""


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
    sentence = join("封面年度", year, f"与表样（{places.form.edition.number}）不符，请核对年度或换用相应表样。")
    return FixedRow(
        "W-01", "年度与表样", cover("year"), join(year, ""), Literal(f"{edition}年起"), Literal(""), state, sentence
    )


def _cell_rows(places: Places, table: Table) -> Iterator[FixedRow]:
    """C-01 and the other C rules, counted for a table: cells left blank, cells that hold no number."""
    states = Range(places.block("state", table), RESULTS)
    blanks, faults = call("COUNTIF", states, 1), call("COUNTIF", states, 2)
    target = places.grid(table).at(0, 0)
    state = when(blanks.equals(0), AGREES, when(finished_on(RESULTS), BROKEN, INCOMPLETE))
    sentence = join(f"{table.nickname}有", blanks, "格没有填写，没有的请填“0”。")
    yield FixedRow(
        "C-01", f"{table.nickname}：没有填写的格", target, blanks, Literal(0), blanks, state, sentence, table=table.key
    )
    sentence = join(f"{table.nickname}有", faults, "格填的不是0或正整数，请只填数字。")
    state = when(faults.equals(0), AGREES, BROKEN)
    title = f"{table.nickname}：填的不是数字的格"
    yield FixedRow("C-02", title, target, faults, Literal(0), faults, state, sentence, table=table.key)


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
    told = join(f"{title}不符：", *_spelled(balance, *sides), "，相差", call("ABS", difference), "件。")
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
    column, row = f"{table.nickname}“{cell.column.label}”列", f"{table.nickname}“{cell.row.name}”"
    return {
        "T3-01": f"{column}勾稽关系",
        "T3-02": f"{row}行总计",
        "T3-03": f"{column}{cell.row.name}",
        "T4-01": f"{row}总计",
        "Y-01": f"“上年结转”{cell.column.label}列与上年衔接",
        "Y-02": f"{row}现行有效件数与上年衔接",
    }[balance.rule]


def _spelled(balance: Balance, left: Expression, right: Expression) -> list[Expression | str]:
    """Both sides in words: what the left one is, what the right one is."""
    words = {
        "T3-01": ("本年新收＋上年结转＝", "，（七）总计＋结转下年度＝"),
        "T3-02": ("六类申请人相加为", "，“总计”填的是"),
        "T3-03": ("（一）至（六）相加为", "，“（七）总计”填的是"),
        "T4-01": ("四项相加为", "，“总计”填的是"),
        "Y-01": ("上年“结转下年度继续办理”为", "件，今年“上年结转”填"),
        "Y-02": ("上年现行有效＋本年制发－本年废止＝", "，今年填"),
    }[balance.rule]
    return [words[0], left, words[1], right]


def _prose_rows(places: Places) -> Iterator[FixedRow]:
    """N-09 for the three sections in words, N-10 for the statement on 信息处理费."""
    last = SECTIONS[-1]
    for section in SECTIONS:
        if section.prose:
            count = total(places, f"length_{section.key}", RESULTS)
            state, target = _written(count), places.names[section.key].at(0, 0)
            said = Literal(f"“{section.title}”没有写。")
            title = f"“{section.title}”已写"
            yield FixedRow("N-09", title, target, count, Literal(1), Literal(""), state, said)
    count, target = total(places, f"said_fee_{last.key}", RESULTS), places.names[last.key].at(0, 0)
    said = Literal(NO_FEE_STATEMENT)
    yield FixedRow("N-10", "第六部分写明信息处理费", target, count, Literal(1), Literal(""), _written(count), said)


def _written(count: Expression) -> Expression:
    return when(count > 0, AGREES, when(finished_on(RESULTS), BROKEN, INCOMPLETE))


def broken_at(rows: Sequence[FixedRow]) -> dict[Ref, list[Address]]:
    """For each cell the states of the rows reported at it."""
    found: dict[Ref, list[Address]] = {}
    for number, row in enumerate(rows):
        if row.ref:
            found.setdefault(row.ref, []).append(state_of(number).address)
    return found
