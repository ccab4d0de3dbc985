"""A workbook examined: is it ours and as issued, what report does it hold, what is to be said about it."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from gxxl.checking.check import in_order
from gxxl.checking.frames import Case
from gxxl.checking.wording import plain
from gxxl.claim import Claim
from gxxl.finding import Finding, Where
from gxxl.form.model import Form, Ref, Role
from gxxl.form.printed import boxes
from gxxl.form.rules import RULES, Severity
from gxxl.form.rules_workbook import FORMULA_NOTES, NOT_A_REPORT, PASTED, STRUCTURE, TYPED_OVER
from gxxl.form.spelling import even
from gxxl.macros.phrase_sheet import phrase_findings
from gxxl.macros.reasons import answered, key_of, outdated
from gxxl.macros.remembering import remembered_in
from gxxl.narrative.remembered import GENERATED
from gxxl.narrative.whole import check_whole
from gxxl.sheet import Address, Held, Snapshot, layout_of, ranges
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.places import VERSION, places_of
from gxxl.template.taking import Taken, form_in, names_to_read, take

IDENTITY = ("edition", "layout", "version")
"""What tells which form a workbook was made for, read before anything else."""

_TOTAL_RULES = ("T3-02", "T3-03", "T4-01")
_MARKS_OF_STRUCTURE = 3
_VERSION = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")
_WHEN_FINISHED = frozenset(("C-01", "N-09", "N-10", "N-11", "N-13"))
"""What is only missing as yet while 填报完毕 is 否."""


class NotOurs(ValueError):
    """The workbook was not made from our template, or its structure is broken; `findings` say how.

    `older`: it was made from an earlier version of our template.
    """

    def __init__(self, findings: Sequence[Finding], *, older: bool = False) -> None:
        super().__init__()
        self.findings, self.older = tuple(findings), older


class Typed(NamedTuple):
    """核实说明 as they stand in a workbook: kept from earlier checks, beside findings, beside fixed rows."""

    kept: Mapping[str, str]
    listed: Mapping[str, str]
    fixed: Mapping[tuple[str, Ref | None], str]


class Opening(NamedTuple):
    """A workbook of ours, read but not checked; `typed` reads its reasons when they are wanted.

    `pasted` are the input cells whose format was pasted over.
    """

    taken: Taken
    typed: Callable[[], Typed]
    pasted: tuple[Ref, ...] = ()


class Examined(NamedTuple):
    """A workbook read and checked. `reasons` are those typed, by the key of their finding."""

    taken: Taken
    findings: tuple[Finding, ...]
    reasons: Mapping[str, str]
    claims: tuple[Claim, ...] = ()


NOTHING_TYPED = Typed({}, {}, {})

TYPED_REASONS = ("fixed_reasons", "reasons", "kept_reasons")
REASONS = (*TYPED_REASONS, "result_keys")
"""Where 核实说明 stand: read only where something was found that they may settle."""


def names_to_examine(form: Form) -> tuple[str, ...]:
    """The blocks an examination reads."""
    labels = [f"labels_{table.key}" for table in form.tables]
    return (*IDENTITY, *names_to_read(form), *labels)


def form_of(snapshot: Snapshot) -> Form:
    """The form of a workbook of ours. Raises NotOurs."""
    form = form_in(snapshot)
    if form is None:
        raise NotOurs([_said("W-05", reason=NOT_A_REPORT["workbook"])])
    version = snapshot.blocks["layout"][0][0].raw
    if version != VERSION:
        older = _numbers(str(version)) < _numbers(VERSION)
        raise NotOurs([_said("W-04", found=str(version), expected=VERSION)], older=older)
    return form


def _numbers(version: str) -> tuple[float, ...]:
    """`2021.1` as it compares; what is no version is later than all."""
    return tuple(map(int, version.split("."))) if _VERSION.fullmatch(version) else (math.inf,)


def opening(snapshot: Snapshot, form: Form, typed: Callable[[], Typed]) -> Opening:
    """The report of a workbook. Raises NotOurs where cells are not where they belong."""
    broken = list(_structure(snapshot, form))
    if broken:
        raise NotOurs(broken)
    return Opening(take(snapshot, form), typed, _inputs_among(snapshot.pasted, form))


def examine(snapshot: Snapshot, form: Form) -> Examined:
    """Read and check a workbook against itself and its 上年数据. Raises NotOurs."""
    opened = opening(snapshot, form, lambda: typed_in(snapshot, form))
    report = opened.taken.report
    if generated := remembered_in(snapshot):
        report = replace(report, particulars={**report.particulars, GENERATED: generated})
    ((found, claims),) = check_whole([Case(report, opened.taken.last)])
    examined = settled(opened, found, claims)
    return examined._replace(findings=(*examined.findings, *phrase_findings(snapshot, places_of(form))))


def settled(opened: Opening, found: Sequence[Finding], claims: tuple[Claim, ...] = ()) -> Examined:
    """What was found, as it is said of a workbook: gaps only when finished, formulas named, reasons heard."""
    taken, form = opened.taken, opened.taken.report.form
    kept = [finding for finding in found if taken.finished or finding.rule.code not in _WHEN_FINISHED]
    notes = [*_formula_notes(form, taken, kept), *_pasted_notes(form, opened.pasted)]
    findings = in_order(form, [*_with_typed_over(kept, taken), *notes])
    reasons = _reasons(opened.typed(), findings) if any(finding.answerable for finding in findings) else {}
    return Examined(taken, answered(findings, reasons), reasons, claims)


def _structure(snapshot: Snapshot, form: Form) -> Iterator[Finding]:
    """W-02: names missing or moved, labels altered; the first few say enough."""
    places = places_of(form)
    told = 0
    for name in names_to_examine(form):
        if snapshot.names.get(name) != places.names[name] and told < _MARKS_OF_STRUCTURE:
            told += 1
            yield _said("W-02", reason=STRUCTURE["name"].format(name=name))
    if told:
        return
    for table in form.tables:
        block = snapshot.blocks[f"labels_{table.key}"]
        for box in boxes(table):
            held = block[box.row][box.column]
            if box.text and held.raw != box.text and _word(held) != even(box.text) and told < _MARKS_OF_STRUCTURE:
                told += 1
                at = places.names[f"labels_{table.key}"].at(box.row, box.column)
                slots = {"sheet": table.sheet, "cell": at.a1, "expected": box.text, "found": _word(held)}
                yield _said("W-02", reason=STRUCTURE["label"].format(**slots))


def _word(held: Held) -> str:
    return even("" if held.raw is None else str(held.raw))


def _said(code: str, **slots: str) -> Finding:
    rule = RULES[code]
    problem, remedy = rule.problem.format_map(slots), rule.remedy.format_map(slots)
    return Finding(rule=rule, severity=rule.severity, where=Where(), problem=problem, remedy=remedy)


def _with_typed_over(found: Sequence[Finding], taken: Taken) -> Iterator[Finding]:
    """A total that is wrong because it was typed over: its T rule alone, whose remedy says so."""
    for finding in found:
        over = finding.rule.code in _TOTAL_RULES and finding.where.ref in taken.typed_over
        yield finding._replace(remedy=finding.remedy + TYPED_OVER) if over else finding


def _formula_notes(form: Form, taken: Taken, found: Sequence[Finding]) -> Iterator[Finding]:
    """C-07: formulas in input cells; totals typed over with the right number."""
    wrong = {finding.where.ref for finding in found}
    for ref, held in taken.formulas.items():
        if ref in wrong and held.raw is not None:
            continue
        link = any(sign in (held.formula or "") for sign in "[!")
        key = "no value" if held.raw is None else "link" if link else "input"
        yield _note(form, taken, ref, key, "=" + (held.formula or "")[:40])
    for ref in taken.typed_over - wrong:
        yield _note(form, taken, ref, "typed over", "")


@lru_cache(maxsize=32)
def _inputs_among(cells: tuple[Address, ...], form: Form) -> tuple[Ref, ...]:
    """The inputs of a form that stand in these cells; in most workbooks the cells are the same: totals."""
    wanted, layout = set(cells), layout_of(form)
    return tuple(cell.ref for cell in form.cells if cell.role is Role.INPUT and layout[cell.ref] in wanted)


def _pasted_notes(form: Form, pasted: Sequence[Ref]) -> Iterator[Finding]:
    """W-02 as a note for each table with cells whose format came from elsewhere."""
    rule, (problem, remedy) = RULES["W-02"], PASTED
    for table in form.tables:
        refs = tuple(ref for ref in pasted if ref.table == table.key)
        if refs:
            slots = {"sheet": table.sheet, "cells": ranges(layout_of(form)[ref] for ref in refs)}
            said = problem.format_map(slots)
            where = Where(part=table.key)
            yield Finding(
                rule=rule,
                severity=Severity.NOTE,
                where=where,
                problem=said,
                remedy=remedy,
                found=len(refs),
                related=refs,
            )


def _note(form: Form, taken: Taken, ref: Ref, key: str, formula: str) -> Finding:
    rule, cell = RULES["C-07"], form.cell(ref)
    number = taken.report[ref].number
    what, how = FORMULA_NOTES[key]
    slots = {"formula": formula, "value": plain(number) if number is not None else ""}
    where = {"table": form.table(ref.table).nickname, "cell": cell.name, "what": what.format_map(slots), "how": how}
    return Finding(
        rule=rule,
        severity=Severity.WARNING if key in ("link", "no value") else rule.severity,
        where=Where(ref=ref),
        problem=rule.problem.format_map(where),
        remedy=how,
        found=formula or number,
        expected=number if formula else None,
    )


def typed_in(snapshot: Snapshot, form: Form) -> Typed:
    """The reasons of a workbook, from the blocks `REASONS`."""
    blocks = snapshot.blocks
    kept = {_text(key): _text(reason) for key, reason in blocks["kept_reasons"] if _text(key)}
    listed = {
        _text(key): _text(reason) for (key,), (reason,) in zip(blocks["result_keys"], blocks["reasons"], strict=True)
    }
    rows = zip(fixed_rows(form), blocks["fixed_reasons"], strict=True)
    fixed = {(row.rule, row.ref): _text(held) for row, (held,) in rows if row.answerable and _text(held)}
    return Typed(kept, {key: reason for key, reason in listed.items() if key}, fixed)


def _reasons(typed: Typed, findings: Sequence[Finding]) -> dict[str, str]:
    """Reasons by key; one beside a fixed row counts unless it was kept for other numbers."""
    reasons = {**typed.kept, **typed.listed}
    for finding in findings:
        key, place = key_of(finding), (finding.rule.code, finding.where.ref)
        reason = typed.fixed.get(place)
        if reason and reason not in outdated(key, typed.kept):
            reasons[key] = reason
    return {key: reason for key, reason in reasons.items() if reason}


def _text(held: Held) -> str:
    return "" if held.raw is None else str(held.raw).strip()
