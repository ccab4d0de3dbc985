"""更正登记 applied on top of the returns that count: originals stay as they are, what is corrected is checked anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.wording import typed
from gxxl.collecting.cells_named import cells_named
from gxxl.collecting.collection import Member, Received, State
from gxxl.collecting.corrected_report import checked_again, with_numbers
from gxxl.collecting.correction_words import told, unread
from gxxl.collecting.recognising import Names
from gxxl.collecting.register import BadRegister, Entry, Outcome, Settled, read_register, time_of
from gxxl.collecting.roster import Roster
from gxxl.collecting.saying import faults_of, with_errors
from gxxl.finding import Finding
from gxxl.form.editions import form_for
from gxxl.form.model import Form, Quantity, Ref
from gxxl.form.rules_collecting import REGISTER_TROUBLES
from gxxl.reading import read_cell
from gxxl.report import Kind, Number, Report, Value

_BLANK_WORDS = ("空", "空白", "没填", "未填", "（空白）")
_WITH_ERRORS = "R-05"


class Registers(NamedTuple):
    """The lines of all registers that lie about, and the files that hold none, with the reason."""

    entries: tuple[Entry, ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()


NO_REGISTERS = Registers()


class Told(NamedTuple):
    """The form of a return, and what it says in a cell."""

    form: Form
    value: Value | None


class Corrected(NamedTuple):
    """The members with their corrections, what came of each line, the reports before, what is to be said."""

    members: tuple[Member, ...]
    register: tuple[Settled, ...]
    as_reported: Mapping[str, Report]
    found: tuple[tuple[str, Finding], ...]


def registers_in(paths: Iterable[Path]) -> Registers:
    """Every line of these registers; a line that stands in two of them alike counts once."""
    entries: dict[tuple[object, ...], Entry] = {}
    troubles: list[tuple[str, str]] = []
    for path in paths:
        try:
            for entry in read_register(path):
                entries.setdefault(entry[1:-1], entry)
        except BadRegister as trouble:
            troubles.append((path.name, REGISTER_TROUBLES[trouble.key]))
    return Registers(tuple(entries.values()), tuple(troubles))


def corrected(
    roster: Roster, members: Sequence[Member], found: Sequence[tuple[str, Finding]], registers: Registers, year: int
) -> Corrected:
    """Apply the lines; `found` is what has been said of the members so far, and is said anew where that changes."""
    known = {member.organ.name: member for member in members}
    names = Names(roster)
    settled: dict[Entry, Settled] = {}
    lists: defaultdict[tuple[str, Ref], list[Entry]] = defaultdict(list)
    for entry in registers.entries:
        one = _placed(names, known, entry, year)
        settled[entry] = one
        if one.outcome is Outcome.APPLIED and one.ref:
            lists[one.organ, one.ref].append(entry)
    new: defaultdict[str, dict[Ref, Number]] = defaultdict(dict)
    for (organ, ref), entries in lists.items():
        report = _report(known[organ])
        quantity = report.form.cell(ref).column.quantity
        for entry, outcome in _in_turn(entries, report[ref], quantity, year).items():
            reason = "old" if outcome is Outcome.REFUSED else ""
            settled[entry] = settled[entry]._replace(outcome=outcome, reason=reason)
            number = _number(entry, quantity)
            if outcome is Outcome.APPLIED and number is not None:
                new[organ][ref] = number
    done = {organ: _corrected(known[organ], numbers) for organ, numbers in new.items()}
    kept = [(organ, one) for organ, one in found if not (organ in done and one.rule.code == _WITH_ERRORS)]
    kept += [(organ, finding) for organ, (_, finding) in done.items() if finding]
    kept += [
        told(one, *reported_in(one, {}, known, year))
        for one in settled.values()
        if one.outcome is not Outcome.SUPERSEDED
    ]
    kept += [("", unread(file, why)) for file, why in registers.troubles]
    return Corrected(
        tuple(done[member.organ.name][0] if member.organ.name in done else member for member in members),
        tuple(settled.values()),
        {organ: _report(known[organ]) for organ in done},
        tuple(kept),
    )


def _report(member: Member) -> Report:
    assert member.counted
    assert member.counted.verdict.report
    return member.counted.verdict.report


def _placed(names: Names, known: Mapping[str, Member], entry: Entry, year: int) -> Settled:
    """A line with the organ and the cell it means; refused where they, its number, person or time are not clear."""
    organ = names.of(entry.organ)
    member = known.get(organ)
    report = member.counted.verdict.report if member and member.counted else None
    form = report.form if report else form_for(year)
    refs = cells_named(form, entry.cell) if entry.cell else ()
    ref = refs[0] if len(refs) == 1 else None
    value = read_cell(entry.new, form.cell(ref).column.quantity) if ref and entry.new is not None else None
    why = {
        "no organ": not entry.organ,
        "organ": member is None,
        "no cell": not entry.cell,
        "cell": not refs,
        "cells": len(refs) > 1,
        "no new": entry.new is None,
        "new": value is not None and value.kind is not Kind.NUMBER,
        "who": not entry.who,
        "when": not entry.when,
        "time": time_of(entry.when, year) is None,
        "left out": member is not None and member.state is State.LEFT_OUT,
        "no return": report is None,
    }
    reason = next((key for key, holds in why.items() if holds), "")
    return Settled(entry, Outcome.REFUSED if reason else Outcome.APPLIED, organ if member else "", ref, reason, refs)


def _in_turn(entries: Sequence[Entry], value: Value, quantity: Quantity, year: int) -> dict[Entry, Outcome]:
    """What comes of the corrections of one cell in the order they were told; the last one that fits counts."""
    ordered = sorted(entries, key=lambda entry: time_of(entry.when, year) or datetime.min)  # noqa: DTZ901 - no zone here
    held = [at for at, entry in enumerate(ordered) if _number(entry, quantity) == value.counts]
    start = held[-1] + 1 if held else 0
    outcomes = dict.fromkeys(ordered[:start], Outcome.SUPERSEDED)
    if start:
        outcomes[ordered[start - 1]] = Outcome.MERGED
    now, last = value, None
    for entry in ordered[start:]:
        if not (_is(entry, value, quantity) or _is(entry, now, quantity)):
            outcomes[entry] = Outcome.REFUSED
            continue
        if last:
            outcomes[last] = Outcome.SUPERSEDED
        elif start:
            outcomes[ordered[start - 1]] = Outcome.SUPERSEDED
        outcomes[entry], last = Outcome.APPLIED, entry
        now = read_cell(entry.new, quantity)
    return outcomes


def _number(entry: Entry, quantity: Quantity) -> Number | None:
    return read_cell(entry.new, quantity).counts


def _is(entry: Entry, value: Value, quantity: Quantity) -> bool:
    """Whether 原值 is what stands in the cell: the same number, blank where nothing stands, else the same text."""
    if value.counts is not None:
        return entry.old is not None and read_cell(entry.old, quantity).counts == value.counts
    if value.kind in (Kind.BLANK, Kind.UNSEEN):
        return entry.old is None or entry.old in _BLANK_WORDS
    return entry.old is not None and str(entry.old).strip() == typed(value)


def _corrected(member: Member, numbers: Mapping[Ref, Number]) -> tuple[Member, Finding | None]:
    """The member with the corrected return in place of its own, and R-05 where that still has errors."""
    counted = member.counted
    assert counted
    before = _report(member)
    now = counted._replace(verdict=checked_again(counted.verdict, with_numbers(before, numbers)))
    received: tuple[Received, ...] = tuple(now if one is counted else one for one in member.received)
    faults = faults_of(now.verdict)
    state = member.state
    if state in (State.GOOD, State.FAULTY):
        state = State.FAULTY if faults else State.GOOD
    done = member._replace(counted=now, received=received, state=state)
    return done, with_errors(member.organ, now, faults) if faults else None


def reported_in(one: Settled, as_reported: Mapping[str, Report], known: Mapping[str, Member], year: int) -> Told:
    """The form of the return a line is about, and what that return said in the cell."""
    member = known.get(one.organ)
    report = member.counted.verdict.report if member and member.counted else None
    report = as_reported.get(one.organ, report)
    if report is None:
        return Told(form_for(year), None)
    return Told(report.form, report[one.ref] if one.ref and one.ref in report.form.index else None)
