"""The form and the rules as Chinese text: what `gxxl form` and `gxxl rules` print, for a domain person to sign."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gxxl.form.balances import FEES_LIMIT, REGULATIONS_LIMIT
from gxxl.form.edition2021 import STUB
from gxxl.form.model import Balance, Block, Column, Form, Ref, Row, Sum, Table, Year
from gxxl.form.rules import CASES, RULES
from gxxl.form.sections import SECTIONS


def form_text(form: Form) -> str:
    """A form: its notice, the six parts, each table with labels, units and totals, and every balance spelled out."""
    edition = form.edition
    lines = [
        f"{edition.number}　{edition.name}",
        f"自{edition.year}年度起使用　共{len(form.cells)}格　勾稽关系{len(form.balances)}条",
        "",
        "六个部分",
        *(f"  {section.title}（{'文字' if section.prose else '表'}）" for section in SECTIONS),
    ]
    for table in form.tables:
        lines += ["", table.title, *_table(table)]
    lines += ["", "勾稽关系（必须相符）", *(f"  {_spelled(form, balance)}" for balance in form.balances)]
    lines += ["", "合理性（不符时请核对）", *(f"  {_spelled(form, balance)}" for balance in form.bounds)]
    return "\n".join(lines) + "\n"


def rules_text() -> str:
    """Every rule: code, severity, title, what it says, how to mend it, what it rests on."""
    lines: list[str] = []
    for rule in RULES.values():
        answer = "，可写明原因" if rule.answerable else ""
        lines += [
            f"{rule.code}　{rule.severity.label}{answer}　{rule.title}",
            f"  现象　{rule.problem}",
            f"  改法　{rule.remedy}",
        ]
        others = (rule.remedy_over, *CASES.get(rule.code, {}).values())
        lines += [f"  　　　{remedy}" for remedy in others if remedy]
        lines += [f"  依据　{rule.basis}", ""]
    return "\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    if table.corner:
        yield f"  {table.corner}"
    if not any(block.title for block in table.blocks) and len(table.blocks) > 1:
        for block in table.blocks:
            yield f"  {' ▸ '.join(block.columns[0].groups)}"
            yield f"    {_columns(block.columns)}"
        return
    for block in table.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if block.title:
        yield f"  {block.title}"
        yield f"    {STUB}｜{_columns(block.columns)}"
    else:
        yield f"  列　{_columns(block.columns)}"
        yield "  行"
    for groups, rows in groupby(block.rows, key=lambda row: row.groups):
        indent = "    "
        if groups:
            yield f"{indent}{' ▸ '.join(groups)}"
            indent += "  "
        yield from (f"{indent}{row.label}{_role(row)}" for row in rows)


def _columns(columns: tuple[Column, ...]) -> str:
    labels = []
    for groups, run in groupby(columns, key=lambda column: column.groups[1:]):
        names = "｜".join(f"{column.label}{_unit(column)}{_role(column)}" for column in run)
        labels.append(f"{groups[0]}〔{names}〕" if groups and len(columns) > len(names.split("｜")) else names)
    return "｜".join(labels)


def _unit(column: Column) -> str:
    measure = column.quantity.measure
    extras = ("，可有小数" if column.quantity.decimal else "") + ("，可为负数" if column.quantity.signed else "")
    return "" if measure in column.label and not extras else f"（{measure}{extras}）"


def _role(line: Row | Column) -> str:
    return "（自动计算）" if line.role.value == "total" else ""


def _spelled(form: Form, balance: Balance) -> str:
    left, right = _sum(form, balance.left), _sum(form, balance.right)
    floor = f"（{_sum(form, balance.floor.sum)} ≥ {balance.floor.least} 时）" if balance.floor else ""
    return f"{balance.rule}  {left} {balance.relation.value} {right}{floor}"


def _sum(form: Form, terms: Sum) -> str:
    return " ＋ ".join(_term(form, *term) for term in terms)


def _term(form: Form, ref: Ref, year: Year, times: int) -> str:
    if year is Year.ORGAN:
        return {REGULATIONS_LIMIT: "0（无权制定规章的机关）", FEES_LIMIT: "100000（单个机关）"}[ref]
    cell = form.cell(ref)
    name = f"{form.table(ref.table).nickname}“{cell.name}”"
    return name if times == 1 else f"{times}×{name}"
