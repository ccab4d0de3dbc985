"""Findings about prose in the words people read: the paragraph, the quotation, the cells by their names on the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gxxl.finding import Finding, Shown, Where, paragraph
from gxxl.form.model import Form, Ref
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_narrative import CELLS
from gxxl.report import Report
from gxxl.sheet import layout_of

_QUOTED = 60


def place(report: Report, section: str, start: int) -> str:
    """`第2段`."""
    return f"第{paragraph(report.prose.get(section) or '', start)}段"


def quote(text: str) -> str:
    """Words of the prose on one line, short enough for a sentence; the end holds the number."""
    plain = "".join(text.split()).removeprefix("其中").lstrip("，,：:")
    return plain if len(plain) <= _QUOTED else "…" + plain[-_QUOTED:]


def cells_in_words(form: Form, refs: Sequence[Ref]) -> str:
    """`表三“本年新收”总计`; a whole group by its heading; several cells as a sum."""
    table = form.table(refs[0].table).nickname
    if len(refs) == 1:
        return _one(form, refs[0])
    rows = [form.cell(ref).row for ref in refs]
    groups = {row.groups[-1] for row in rows if row.groups}
    if (
        refs[0].table == "requests"
        and len(groups) == 1
        and len({ref.column for ref in refs}) == 1
        and "." in refs[0].row
    ):
        return CELLS["group"].format(table=table, group=groups.pop())
    if len(refs) == 2:
        return CELLS["sum"].format(first=_one(form, refs[0]), second=_one(form, refs[1]))
    return CELLS["several"].format(table=table, first=form.cell(refs[0]).name, count=len(refs))


def _one(form: Form, ref: Ref) -> str:
    cell, table = form.cell(ref), form.table(ref.table).nickname
    if ref.table == "requests" and ref.column == "total":
        return CELLS["total"].format(table=table, row=cell.row.name)
    return CELLS["one"].format(table=table, name=cell.name)


def address(form: Form, ref: Ref) -> str:
    """The cell's address on its sheet."""
    return layout_of(form)[ref].a1


def measure_of(form: Form, refs: Sequence[Ref]) -> str:
    """The unit of the cells."""
    return form.cell(refs[0]).column.quantity.measure.value


def told(  # noqa: PLR0913 - the fields of a finding
    code: str,
    where: Where,
    slots: Mapping[str, str],
    *,
    severity: Severity | None = None,
    problem: str = "",
    remedy: str = "",
    found: Shown = None,
    expected: Shown = None,
    related: tuple[Ref, ...] = (),
) -> Finding:
    """A finding of a rule with its slots filled; `problem` and `remedy` stand in place of the rule's own."""
    rule = RULES[code]
    return Finding(
        rule=rule,
        severity=severity or rule.severity,
        where=where,
        problem=(problem or rule.problem).format_map(slots),
        remedy=(remedy or rule.remedy).format_map(slots),
        found=found,
        expected=expected,
        related=related,
        quote=slots.get("quote", ""),
    )
