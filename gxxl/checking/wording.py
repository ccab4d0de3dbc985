"""From a failing row to a finding in the words of the form: the rule's texts with their slots filled.

The sentences are the rules' (`form.rules`); here only numbers, labels and addresses are put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from gxxl.checking.frames import Case
from gxxl.checking.organs import FEES_IN_YUAN
from gxxl.finding import Finding, Shown, Where
from gxxl.form.balances import FEES_LIMIT, JUMP
from gxxl.form.model import Balance, Form, Ref, Relation, Role, Sum, Year
from gxxl.form.rules import CASES, CHANGE_WORDS, FEES_TOO_LARGE, RULES, Rule
from gxxl.form.spelling import in_a_cell
from gxxl.report import Kind, Number, Report, Value
from gxxl.sheet import layout_of

_MOST_DIGITS = 30
"""Larger and smaller amounts than so many digits are printed with an exponent."""

_MANY = Context(prec=700)
"""Enough digits for any quotient of two numbers of a report."""

_RULE_OF_KIND = {
    Kind.BLANK: "C-01",
    Kind.TEXT: "C-02",
    Kind.NUMBER_AS_TEXT: "C-03",
    Kind.NEGATIVE: "C-04",
    Kind.FRACTION: "C-05",
    Kind.ERROR_VALUE: "C-06",
    Kind.DATE: "C-08",
    Kind.HUGE: "C-09",
}


def cell_finding(report: Report, position: int) -> Finding:
    """The C finding of a cell whose value is no plain number."""
    cell, value = report.form.cells[position], report.values[position]
    rule = RULES[_RULE_OF_KIND[value.kind]]
    expected: Shown = value.number if value.kind is Kind.NUMBER_AS_TEXT else None
    if value.kind is Kind.BLANK:
        expected = _sum_of_blank(report, cell.ref)
    slots = {
        **_place(report.form, cell.ref),
        "text": _typed(value),
        "value": plain(value.number) if value.number is not None else "",
        "sum": plain(expected) if isinstance(expected, int | Decimal) else "",
        "ceiling": _ceiling(cell.column.quantity.ceiling, cell.column.quantity.measure),
    }
    case = _case_of(value, cell.role, expected)
    remedy = CASES[rule.code][case] if case else None
    return _finding(rule, cell.ref, slots, found=_found(value), expected=expected, remedy=remedy)


def _case_of(value: Value, role: Role, expected: Shown) -> str | None:
    """Which of the `CASES` of its rule a cell is; None for the rule's own remedy."""
    if value.kind is Kind.BLANK and role is Role.TOTAL:
        return "unknown total" if expected is None else "total"
    if value.kind is not Kind.NUMBER_AS_TEXT:
        return None
    text = str(value.raw)
    if any("０" <= sign <= "９" for sign in text):
        return "full width"
    if any("一" <= sign <= "龥" for sign in text):
        return "unit"
    return "comma" if any(sign in text for sign in ",，") else None


def _ceiling(number: float, measure: str) -> str:
    return f"{round(number)}{measure}"


def _found(value: Value) -> Shown:
    """What was typed, as a finding states it."""
    raw = value.raw
    if isinstance(raw, bool):
        return in_a_cell(raw)
    return Decimal(str(raw)) if isinstance(raw, float) else raw


def typed(value: Value) -> str:
    """What was typed, as people read it: TRUE, plain decimals, texts without white space around them."""
    if value.kind is Kind.DATE and isinstance(value.raw, int | float):
        return _date(value.raw)
    found = _found(value)
    return found.strip() if isinstance(found, str) else plain(found or 0)


def _date(days: float) -> str:
    """A date as the clerk sees it; spreadsheets count days from the end of 1899 (ECMA-376 part 1, 18.17.4.1)."""
    try:
        found = date(1899, 12, 30) + timedelta(days=int(days))
    except OverflowError:
        return plain(Decimal(str(days)))
    return f"{found.year}-{found.month}-{found.day}"


def _typed(value: Value) -> str:
    """What was typed, short enough for a sentence."""
    text = typed(value)
    return text if len(text) <= 30 else text[:29] + "…"


def _sum_of_blank(report: Report, ref: Ref) -> Number | None:
    """What a blank cell should be: 0, or the sum of its cells; None where one of them is faulty or was not seen."""
    terms = report.form.total_sums.get(ref, ())
    parts = [_amount(report, term.ref) for term in terms]
    known = [part * term.times for part, term in zip(parts, terms, strict=True) if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _amount(report: Report, ref: Ref) -> Number | None:
    value = report[ref]
    return _sum_of_blank(report, ref) if value.kind is Kind.BLANK else value.counts


def balance_finding(case: Case, balance: Balance) -> Finding:
    """The finding of a balance that is not kept."""
    report = case.report
    if balance.right[0].ref == FEES_LIMIT:
        return _likely_yuan(report, balance)
    rule = RULES[balance.rule]
    left, right = total(case, balance.left), total(case, balance.right)
    related = tuple(ref for ref in balance.refs() if ref != balance.at)
    single = balance.relation is Relation.EQUAL and len(balance.right) == 1
    found: Number = right if single else left
    expected: Shown = left if single else right
    slots: dict[str, str] = {
        **_place(report.form, balance.at),
        **_addresses(report.form, balance.at, related),
        "left_sum": _spelled(report, balance.left),
        "right_sum": _spelled(report, balance.right),
        "left": plain(left),
        "right": plain(right),
        "difference": plain(max(left - right, right - left)),
        "last_year": f"{report.year - 1}年度" if report.year else "上年",
    }
    if balance.rule == "Y-03":
        found, expected = _this_and_last(case, balance.at)
        slots |= _jump(case, balance.at)
    if balance.rule == "Y-04":
        found, expected = (report[balance.at].counts or 0), None
        slots |= {"count": plain(found), "share": percent(found, right)}
    over = rule.remedy_over if left < right and rule.remedy_over else rule.remedy
    return _finding(rule, balance.at, slots, found=found, expected=expected, related=related, remedy=over)


def total(case: Case, terms: Sum) -> Number:
    """The exact sum of terms; 0 for what is not known, which a failing balance never holds."""
    sources = {Year.THIS: case.report, Year.LAST: case.last}
    amounts = ((sources.get(term.year), term) for term in terms)
    return sum((source[term.ref].counts or 0) * term.times for source, term in amounts if source)


def plain(number: Number) -> str:
    """A number as it is printed in the form: all digits, no thousands commas, no exponent, no trailing zeros."""
    if isinstance(number, int):
        return str(number)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, step: str) -> Decimal:
    return number.quantize(Decimal(step), ROUND_HALF_UP, _MANY)


def percent(part: Number, whole: Number) -> str:
    """A share in percent, half-up to two decimals."""
    share = _MANY.divide(_MANY.multiply(Decimal(part), Decimal(100)), Decimal(whole))
    return f"{_rounded(share, '0.01'):f}%"


def _likely_yuan(report: Report, balance: Balance) -> Finding:
    value = report[balance.at]
    measure = report.form.cell(balance.at).column.quantity.measure
    slots = {
        **_place(report.form, balance.at),
        "text": _typed(value) + measure,
        "ceiling": _ceiling(FEES_IN_YUAN, measure),
    }
    return _finding(RULES[balance.rule], balance.at, slots, found=value.number, problem=FEES_TOO_LARGE)


def _this_and_last(case: Case, at: Ref) -> tuple[Number, Number]:
    last = case.last[at].counts if case.last and at in case.last.form.index else None
    return case.report[at].counts or 0, last or 0


def _jump(case: Case, at: Ref) -> dict[str, str]:
    this, last = _this_and_last(case, at)
    measure = case.report.form.cell(at).column.quantity.measure
    if not this or not last:
        change = CHANGE_WORDS["zero"]
    elif this > last * JUMP:
        change = CHANGE_WORDS["up"].format(times=plain(_rounded(_MANY.divide(Decimal(this), Decimal(last)), "0.1")))
    else:
        change = CHANGE_WORDS["down"].format(share=percent(this, last))
    return {"this": plain(this), "last": plain(last), "measure": measure, "change": change}


@cache
def _place(form: Form, ref: Ref) -> Mapping[str, str]:
    """A cell in the words and addresses of the form."""
    cell = form.cell(ref)
    return {
        "table": form.table(ref.table).nickname,
        "cell": cell.name,
        "row": cell.row.name,
        "column": cell.column.label,
        "at": layout_of(form)[ref].a1,
    }


@cache
def _addresses(form: Form, at: Ref, operands: tuple[Ref, ...]) -> Mapping[str, str]:
    """The addresses a remedy names: the operands from first to last, the results, the rows of the carry identity."""
    layout = layout_of(form)
    carried = {key: Ref(at.table, key, at.column) for key in ("new", "carried_in", "carried_out")}
    return {
        "parts": _from_to([layout[ref].a1 for ref in operands]),
        "outcomes": _from_to([layout[ref].a1 for ref in outcome_refs(form, at)]),
        **{key: layout[ref].a1 for key, ref in carried.items() if ref in layout},
    }


def _from_to(addresses: Sequence[str]) -> str:
    return "至".join(dict.fromkeys((addresses[0], addresses[-1]))) if addresses else ""


def outcome_refs(form: Form, at: Ref) -> list[Ref]:
    """The results under （七）总计 in the column of `at`."""
    cells = (cell for cell in form.cells if (cell.ref.table, cell.ref.column) == (at.table, at.column))
    return [cell.ref for cell in cells if cell.row.groups and cell.row.role is Role.INPUT]


def _spelled(report: Report, terms: Sum) -> str:
    """`本年新收5＋上年结转0`."""
    own = (term for term in terms if term.year is Year.THIS)
    return "＋".join(f"{report.form.cell(term.ref).row.name}{plain(report[term.ref].counts or 0)}" for term in own)


def _finding(  # noqa: PLR0913 - the fields of a finding
    rule: Rule,
    at: Ref,
    slots: Mapping[str, str],
    *,
    found: Shown = None,
    expected: Shown = None,
    related: tuple[Ref, ...] = (),
    problem: str | None = None,
    remedy: str | None = None,
) -> Finding:
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(ref=at),
        problem=(problem or rule.problem).format_map(slots),
        remedy=(remedy or rule.remedy).format_map(slots),
        found=found,
        expected=expected,
        related=related,
    )
