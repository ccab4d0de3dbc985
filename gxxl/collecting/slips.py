"""退回单: the letter that goes back to an organ with problems, and its message (season §6.19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gxxl.collecting.changes import applied
from gxxl.collecting.collection import Collection, Member, State
from gxxl.collecting.correction_words import place_of, shown, words_of
from gxxl.collecting.dates import day, saved_at, weekday, working_days_after
from gxxl.collecting.originals import file_name
from gxxl.collecting.problems import Problem, place_in_book, problems_by_member
from gxxl.collecting.roster import LINE
from gxxl.collecting.sent_back import AGAIN, is_renewed
from gxxl.collecting.wording import note_of
from gxxl.export.content import chinese_date
from gxxl.export.letter import TEXT, Letter, Lines, Table, Words, text
from gxxl.form.letters import ANY_YOU, CALL, CALL_US, EQUAL_YOU, SHORT, SLIP, SLIP_HEADS, TO_ORGAN, YOU
from gxxl.form.rules import RULES, Severity
from gxxl.template.checksum import code_of

DAYS = 2
"""Working days an organ has to answer a slip."""

SENT_BACK = ("R-02", "R-08", "R-09", "R-10", "R-13")
"""Findings of the collection an organ itself must settle."""

_OTHER = "请对方"
_WIDTHS = (10.0, 31.0, 44.0, 18.0, 20.0, 35.0)


def to_send(member: Member, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Of an organ's problems those it is to correct or to explain; none where it sent nothing."""

    def is_theirs(problem: Problem) -> bool:
        return bool(problem.at) or not problem.rule.startswith("R-") or problem.rule in SENT_BACK

    open_ones = (one for one in problems if one.severity is not Severity.NOTE and one.open)
    return tuple(filter(is_theirs, open_ones)) if member.received else ()


class Copy(NamedTuple):
    """The copy of a workbook that goes with a letter: its name, empty where there is none, and what it lacks."""

    name: str = ""
    lost: tuple[str, ...] = ()


def slip(collection: Collection, member: Member, problems: tuple[Problem, ...], today: date, copy: Copy) -> Letter:
    """The letter that goes with a copy."""
    you, until = you_of(collection, member), working_days_after(today, DAYS)
    slots = {"you": you, "year": collection.year, "until": day(until), "weekday": weekday(until)}
    opening = _checked(collection, member, problems, slots) if member.counted else SLIP["unread"].format(**slots)
    opening += _with_copy(copy, you)
    changed = _changed(collection, member)
    rows = tuple(
        (str(at), one.place or SLIP["whole"], one.said, _found(one, changed), one.expected, _asked_of(one, copy))
        for at, one in enumerate(problems, 1)
    )
    heads = tuple(head.format(you=you) for head in SLIP_HEADS)
    contact = contact_of(collection)
    after = [SLIP["only a hint"].format(you=you)] * any(one.expected for one in problems)
    after += [note_of(collection)] * bool(note_of(collection))
    after += [SLIP["contact"].format(contact=contact)] * bool(contact)
    body: list[Lines | Table] = [Lines(TEXT, ((Words(f"{member.organ.name}："),),), indent=False), text(opening)]
    table = [Table(heads, _WIDTHS, rows, centred=(0, 3, 4))] if rows else []
    corrected = [*_corrections(collection, member)]
    corrected += [SLIP["as corrected"].format(you=you)] * bool(corrected and rows)
    whole = (*body, *([text(*corrected)] if corrected else []), *table, *([text(*after)] if after else []))
    signed = (collection.organ, chinese_date(today.isoformat()))
    return Letter(SLIP["title"].format(year=collection.year), whole, tuple(filter(None, signed)))


def _changed(collection: Collection, member: Member) -> frozenset[str]:
    """The cells of a return that count with another number than stands in the file."""
    before = collection.as_reported.get(member.organ.name)
    now = member.counted.verdict.report if member.counted else None
    if before is None or now is None:
        return frozenset()
    refs = (ref for ref in now.form.index if now[ref].counts != before[ref].counts)
    return frozenset(place_in_book(now.form, ref) for ref in refs)


def _found(problem: Problem, changed: frozenset[str]) -> str:
    """What stands in the cell, marked where a correction put it there."""
    return problem.found + SLIP["mark"] if problem.at in changed and problem.found else problem.found


def _with_copy(copy: Copy, you: str) -> str:
    """What is to be done with the copy, and what is missing in it."""
    number = AGAIN.search(Path(copy.name).stem)
    told = SLIP["renewed"] if is_renewed(copy.name) else ""
    if number:
        told = SLIP["marked"].format(number=number[1], you=you)
    return told + (SLIP["not moved"].format(what="；".join(copy.lost)) if copy.lost else "")


def _asked_of(problem: Problem, copy: Copy) -> str:
    """What the organ itself is to do: a remedy that speaks to the officer asks 对方, and the letter speaks to it."""
    if is_renewed(copy.name) and problem.remedy == RULES["W-02"].remedy:
        return TO_ORGAN["W-02"]
    _, asked, rest = problem.remedy.rpartition(_OTHER)
    theirs = f"请{rest.replace('或对方', '或')}" if problem.rule == "R-08" and asked else problem.remedy
    return TO_ORGAN.get(problem.rule, theirs)


def _checked(collection: Collection, member: Member, problems: tuple[Problem, ...], slots: dict[str, object]) -> str:
    counted = member.counted
    assert counted
    report = collection.as_reported.get(member.organ.name, counted.verdict.report)
    saved = saved_at(counted)
    told = SLIP["saved"].format(day=day(saved)) if saved else ""
    code = SLIP["code"].format(code=code_of(report)) if report else ""
    words = SLIP["checked"] if problems else SLIP["only corrected"]
    return words.format(file=file_name(counted), saved=told, code=code, count=counted_words(problems), **slots)


def _corrections(collection: Collection, member: Member) -> Iterator[str]:
    """What was corrected by telephone, a line each below a heading; nothing where nothing was."""
    before = collection.as_reported.get(member.organ.name)
    lines = applied(collection, member.organ.name)
    if before and lines:
        yield SLIP["corrected"]
        for number, one in enumerate(lines, 1):
            entry, old = one.entry, words_of(before[one.ref]) if one.ref else ""
            slots = {"place": place_of(one, before.form), "old": old, "new": shown(entry.new), "number": number}
            end = "。" if number == len(lines) else "；"
            yield SLIP["one corrected"].format(who=entry.who, when=entry.when, end=end, **slots)


def counted_words(problems: tuple[Problem, ...]) -> str:
    """错误2处、疑点1处: each blank cell is one, as everywhere else."""
    kinds = ((severity, sum(one.told for one in problems if one.severity is severity)) for severity in Severity)
    return "、".join(f"{severity.label}{number}处" for severity, number in kinds if number)


def you_of(collection: Collection, member: Member) -> str:
    """How the organ is spoken to: 你局 by the organ above it, 贵单位 by one beside it."""
    above = collection.line == LINE or (member.organ.parent and member.organ.parent == collection.organ)
    if not above:
        return EQUAL_YOU
    ends = (words for ending, words in YOU.items() if member.organ.name.endswith(ending))
    return next(ends, ANY_YOU)


def contact_of(collection: Collection) -> str:
    """Whom to call: the contact of the organ whose roll-up this is; empty where the roster does not tell."""
    organs = collection.roster.organs
    return next((organ.contact for organ in organs if organ.name == collection.organ), "")


def call(collection: Collection) -> str:
    """Whom to ask, as the end of a sentence: 请打王主任 83012345; 请与我们联系 where the roster does not tell."""
    contact = contact_of(collection)
    return CALL.format(contact=contact) if contact else CALL_US


def short_message(
    collection: Collection, member: Member, problems: tuple[Problem, ...], today: date, copy: Copy
) -> str:
    """The same as a short text to copy into a chat."""
    until = working_days_after(today, DAYS)
    with_it, where = ("renewed", "in the new one") if is_renewed(copy.name) else ("marked", "in the copy")
    where = where if copy.name else "by the slip"
    count = counted_words(problems) or SHORT["registered"].format(count=len(applied(collection, member.organ.name)))
    return SHORT["message"].format(
        organ=member.organ.name,
        state=SHORT["checked"].format(count=count) if member.counted else SHORT["unread"],
        marked=SHORT[with_it].format(name=copy.name) if copy.name else "",
        where=SHORT[where],
        until=day(until),
        weekday=weekday(until),
        contact=call(collection),
    )


def with_slip(collection: Collection) -> Iterator[tuple[Member, tuple[Problem, ...]]]:
    """The organs that get a slip, in the order of the roster, with what it says; corrections told alone are reason."""
    for member, problems in problems_by_member(collection, collection.members):
        theirs = to_send(member, problems)
        if (theirs or applied(collection, member.organ.name)) and member.state is not State.LEFT_OUT:
            yield member, theirs
