"""Returns put to their organs: who has reported, what counts, what does not and why. Nothing here reads a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gxxl.collecting.asked import not_answered
from gxxl.collecting.beside import versions
from gxxl.collecting.collection import Collection, Member, Received, State
from gxxl.collecting.corrections import NO_REGISTERS, Registers, corrected
from gxxl.collecting.recognising import Names, Recognised, recognised
from gxxl.collecting.roster import Organ, Roster, below, top_of
from gxxl.collecting.saying import (
    faults_of,
    left_out_finding,
    listed_twice,
    missing,
    reason_of,
    said,
    unread,
    unread_beside,
    with_errors,
)
from gxxl.collecting.siblings import alike
from gxxl.collecting.sums import against_sums
from gxxl.finding import Finding
from gxxl.form.rules_collecting import NOT_COUNTED

NO_REPORT = "W-05"
ROLLED_UP = "rolled_up"
_TITLE_OF_ROLL_UP = "汇总"

Said = list[tuple[str, Finding]]


class Arrival(NamedTuple):
    """A file as it was read and checked, and the code it was issued under ("" for none)."""

    received: Received
    code: str = ""


class Choices(NamedTuple):
    """What the officer decided: whose roll-up, organs out or in with reasons, the last one counts, corrections told."""

    organ: str = ""
    excluded: Mapping[str, str] = {}
    included: Mapping[str, str] = {}
    newest: bool = False
    registers: Registers = NO_REGISTERS


NO_CHOICES = Choices()


class _Sorted(NamedTuple):
    """Files by what they are: returns and unread files by organ, roll-ups by whose they are, and the rest."""

    returns: Mapping[str, list[Received]]
    unread: Mapping[str, list[Received]]
    rolled_up: Mapping[str, list[Received]]
    others: Sequence[Received]
    doubts: Mapping[str, list[Finding]]


def year_of(arrivals: Sequence[Arrival]) -> int | None:
    """The report year most files state, of several the latest; None where none states one."""
    reports = (arrival.received.verdict.report for arrival in arrivals)
    counts = Counter(report.year for report in reports if report and report.year)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def assemble(
    roster: Roster, arrivals: Sequence[Arrival], folder: Path, year: int, choices: Choices = NO_CHOICES
) -> Collection:
    """The collection of a folder; the order of the arrivals changes nothing."""
    top = choices.organ or top_of(roster)
    organs = below(roster, top) if top else roster.organs
    inside = _sorted(roster, organs, arrivals, folder, year)
    found: Said = []
    reported = tuple(_member(organ, year, inside, choices, found) for organ in organs)
    done = corrected(roster, reported, found, choices.registers, year)
    members, found = done.members, list(done.found)
    found += listed_twice(roster, organs)
    found += alike(members)
    found += not_answered(members)
    sums, others = against_sums(roster, members, inside.rolled_up)
    found += sums
    places = {organ.name: place for place, organ in enumerate(organs)}
    ordered = sorted(found, key=lambda one: places.get(one[0], -1))
    every_other = sorted([*inside.others, *others], key=lambda one: (str(one.path), one.inner or ""))
    return Collection(
        roster, year, roster.line, members, tuple(every_other), tuple(ordered), top, done.register, done.as_reported
    )


def _sorted(roster: Roster, organs: Sequence[Organ], arrivals: Sequence[Arrival], folder: Path, year: int) -> _Sorted:
    """Each file to its organ, in the order of names."""
    names, mine = Names(roster), {organ.name for organ in organs}
    parents = {organ.parent for organ in roster.organs}
    lists: tuple[defaultdict[str, list[Received]], ...] = tuple(defaultdict(list) for _ in range(3))
    returns, unread_files, rolled_up = lists
    others: list[Received] = []
    doubts: defaultdict[str, list[Finding]] = defaultdict(list)
    for received, code in sorted(arrivals, key=_place):
        known = recognised(names, received.verdict.report, code, tuple(places_of_names(received, folder)))
        why = _not_counted(received, known, year)
        if why or (received.verdict.report and known.organ not in mine | parents):
            others.append(received._replace(why_not=why or NOT_COUNTED["another line"].format(organ=known.organ)))
            continue
        if known.contradiction:
            slots = {"file": received.name, **known._asdict()}
            doubts[known.organ].append(said("R-09", slots, quote=received.name))
        if _is_unread(received):
            unread_files[known.organ].append(received._replace(why_not=_unread_reason(received)))
        elif known.organ not in mine or (known.organ in parents and _is_rolled_up(received)):
            rolled_up[known.organ].append(received._replace(why_not=NOT_COUNTED["rolled up"]))
        else:
            returns[known.organ].append(received)
    strays = [one for organ, files in unread_files.items() if organ not in mine for one in files]
    return _Sorted(returns, unread_files, rolled_up, [*others, *strays], doubts)


def _place(arrival: Arrival) -> tuple[str, str]:
    return str(arrival.received.path), arrival.received.inner or ""


def places_of_names(received: Received, folder: Path) -> Iterator[str]:
    """The name of a file and of what it lies in, innermost first, up to the folder that is collected."""
    if received.inner:
        inner = PurePosixPath(received.inner)
        yield inner.name
        yield from (part.name + "." for part in inner.parents if part.name)
    yield received.path.name
    for above in received.path.parents:
        if above == folder or not received.path.is_relative_to(folder):
            return
        yield above.name + "."


def _not_counted(received: Received, known: Recognised, year: int) -> str:
    """Why a file belongs to no organ of this year; "" where it does."""
    report = received.verdict.report
    if report is None:
        if any(finding.rule.code == NO_REPORT for finding in received.verdict.findings):
            return NOT_COUNTED["not a report"].format(reason=reason_of(received))
        return "" if known.organ else NOT_COUNTED["unreadable"].format(reason=reason_of(received))
    if report.year and report.year != year:
        mine = known.organ and report.year == year - 1
        return NOT_COUNTED["last year" if mine else "year"].format(year=report.year, wanted=year)
    if not known.organ:
        said_of_itself = report.organ or ""
        return NOT_COUNTED["not listed" if said_of_itself else "organ"].format(organ=said_of_itself)
    return ""


def _is_unread(received: Received) -> bool:
    return received.verdict.report is None or received.verdict.report.year is None


def _unread_reason(received: Received) -> str:
    if received.verdict.report:
        return NOT_COUNTED["no year"]
    return NOT_COUNTED["unreadable"].format(reason=reason_of(received))


def _is_rolled_up(received: Received) -> bool:
    report = received.verdict.report
    if report is None:
        return False
    scope = report.particular("scope")
    return scope == ROLLED_UP or (not scope and _TITLE_OF_ROLL_UP in (report.particular("title") or ""))


def _member(organ: Organ, year: int, inside: _Sorted, choices: Choices, found: Said) -> Member:
    """How one organ stands; what is to be said of it is added to `found`."""
    name = organ.name
    readable, unreadable = inside.returns.get(name, []), inside.unread.get(name, [])
    why = _left_out(organ, choices)
    if why:
        found += [(name, left_out_finding(organ))] if name not in choices.excluded else []
        all_out = tuple(one._replace(why_not=why) for one in [*readable, *unreadable])
        return Member(organ, State.LEFT_OUT, None, all_out, why)
    found += [(name, doubt) for doubt in inside.doubts.get(name, [])]
    if not readable:
        found += [(name, unread(organ, one)) for one in unreadable] or [(name, missing(organ, year))]
        state = State.UNREAD if unreadable else State.MISSING
        return Member(organ, state, None, tuple(unreadable), "")
    choice, differing = versions(name, readable, newest=choices.newest)
    told = [choice.finding] if choice.finding else []
    told += [*differing, *(unread_beside(organ, one, choice.counted) for one in unreadable)]
    found += [(name, finding) for finding in told]
    faults = faults_of(choice.counted.verdict)
    found += [(name, with_errors(organ, choice.counted, faults))] if faults else []
    state = State.UNDECIDED if choice.disputed else State.FAULTY if faults else State.GOOD
    received = (choice.counted, *choice.others, *unreadable)
    return Member(organ, state, choice.counted, received, choices.included.get(name, ""))


def _left_out(organ: Organ, choices: Choices) -> str:
    """Why an organ takes no part, "" where it does."""
    if organ.name in choices.excluded:
        return NOT_COUNTED["excluded"].format(reason=choices.excluded[organ.name])
    if organ.kind == "vertical" and organ.name not in choices.included:
        return NOT_COUNTED["vertical"]
    return ""
