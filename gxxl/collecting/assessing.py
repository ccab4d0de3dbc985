"""Every line of an assessor's list against the eight indicators, with what each rests on (season §3.15)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from gxxl.collecting.assembling import Arrival, places_of_names, year_of
from gxxl.collecting.assessed_list import AssessedList, Listed, Match, Matcher
from gxxl.collecting.collection import Member, Received, State
from gxxl.collecting.indicators import Evidence, evidence_in
from gxxl.collecting.publishing import timely
from gxxl.collecting.saying import reason_of
from gxxl.collecting.siblings import alike_pairs
from gxxl.finding import Shown
from gxxl.form.model import Ref
from gxxl.form.rules_assessing import (
    ALIKE,
    FORMAT,
    INDICATORS,
    PUBLISHED,
    SAID,
    STRAYS,
    WORST,
    Outcome,
)
from gxxl.intake.formats.publication import Published
from gxxl.intake.strips import Place


class Read(NamedTuple):
    """One file as it was read: its verdict, where each value stood in it, what it says of its publication, and when."""

    received: Received
    published: Published
    read_at: datetime
    places: Mapping[Ref, Place] = MappingProxyType({})


class Assessed(NamedTuple):
    """One line of the list: its files, the one the outcomes rest on (if any), and an outcome for each indicator."""

    listed: Listed
    files: tuple[Read, ...]
    main: Read | None
    matched: tuple[str, ...]
    outcomes: Mapping[str, Outcome]
    evidence: tuple[Evidence, ...]
    published: date | None = None
    address: str = ""
    note: str = ""


class Assessment(NamedTuple):
    """All lines, and the files that belong to none, with the reason."""

    listed: AssessedList
    year: int | None
    lines: tuple[Assessed, ...]
    strays: tuple[tuple[Read, str], ...]


def assess(listed: AssessedList, reads: Sequence[Read], roots: Sequence[Path]) -> Assessment:
    """Every line judged; the order of the files changes nothing. `roots` are the folders that were read."""
    year = year_of([Arrival(read.received) for read in reads])
    matcher = Matcher(listed)
    files: defaultdict[int, list[tuple[Read, Match]]] = defaultdict(list)
    strays: list[tuple[Read, str]] = []
    twice = {name for name, count in Counter(line.organ.name for line in listed.lines).items() if count > 1}
    for read in sorted(reads, key=lambda read: (str(read.received.path), read.received.inner or "")):
        report = read.received.verdict.report
        names = _names(read, roots)
        match = matcher.match(report, names, read.published.address, read.published.source)
        if match.place is None:
            same = any(name in (report.organ or "", *names[:1]) for name in twice) if report else False
            strays.append((read, STRAYS["same name" if same else "none"]))
        else:
            files[match.place].append((read, match))
    lines = [_assessed(line, files.get(line.place, []), year) for line in listed.lines]
    return Assessment(listed, year, tuple(_with_likeness(lines)), tuple(strays))


def _names(read: Read, roots: Sequence[Path]) -> tuple[str, ...]:
    """The name of a file and of the folders it lies in, up to the folder that was read."""
    root = next((root for root in roots if read.received.path.is_relative_to(root)), read.received.path.parent)
    return tuple(places_of_names(read.received, root))


def _assessed(line: Listed, matched: Sequence[tuple[Read, Match]], year: int | None) -> Assessed:
    files = tuple(read for read, _ in matched)
    of_year = [read for read in files if _year(read) in (year, None)]
    main = max(of_year, key=_seen, default=None)
    main = main if main and main.received.verdict.report else None
    evidence = [_timely(line, files, main, year)]
    if main is None:
        evidence += _unread(files, year)
    else:
        evidence += evidence_in(main.received.verdict, main.places)
    against = next((match.against for _, match in matched if match.against), "")
    readable = sum(read.received.verdict.report is not None for read in of_year)
    several = SAID["several"].format(count=readable, file=main.received.name) if main and readable > 1 else ""
    doubtful = SAID["doubtful"].format(text=against) if against else ""
    if against:
        evidence = [one.softened() for one in evidence]
    ways = tuple(dict.fromkeys(match.by for _, match in matched))
    published = evidence[0].found
    when = published if isinstance(published, date) else None
    address = next((read.published.address for read in files if read.published.address), "")
    shown = [one._replace(found=_shown(one.found), expected=_shown(one.expected)) for one in evidence]
    told = tuple(shown), when, address or line.address, doubtful + several
    return Assessed(line, files, main, ways, _outcomes(shown), *told)


def _year(read: Read) -> int | None:
    report = read.received.verdict.report
    return report.year if report else None


def _seen(read: Read) -> tuple[bool, int, bool]:
    """How much of a report was read."""
    verdict = read.received.verdict
    return verdict.report is not None, -verdict.unseen, read.published.labelled is not None


def _timely(line: Listed, files: Sequence[Read], main: Read | None, year: int | None) -> Evidence:
    """公布时间: of the files that tell a date the one the other outcomes rest on, else the first."""
    dated = [read for read in files if read.published.labelled or read.published.shown]
    if not files or year is None:
        return Evidence(PUBLISHED.name, Outcome.UNREAD, SAID["no file" if not files else "no year"])
    ordered = sorted(dated, key=lambda read: (_year(read) not in (year, None), read is not main))
    read = ordered[0] if ordered else main or files[0]
    report = main.received.verdict.report if main else None
    found = timely(line.organ, report, year, read.published)
    rule = "P-01" if found.outcome is Outcome.WRONG else ""
    return Evidence(
        PUBLISHED.name, found.outcome, found.said, rule, found.quote, "", found.found, found.due, read.received
    )


def _unread(files: Sequence[Read], year: int | None) -> Iterator[Evidence]:
    """Why nothing else can be said of a line."""
    if not files:
        said, received = SAID["no file"], None
    else:
        received = files[0].received
        stated = next((at for read in files if (at := _year(read))), None)
        slots = {"year": str(stated), "wanted": str(year), "file": received.name}
        unread = SAID["other year"] if stated else SAID["unread"].format(reason=reason_of(received))
        said = unread.format_map(slots) if stated else unread
    for indicator in INDICATORS[1:]:
        outcome = Outcome.REVIEW if files and _other_year(files) and indicator is FORMAT else Outcome.UNREAD
        yield Evidence(indicator.name, outcome, said, received=received)


def _other_year(files: Sequence[Read]) -> bool:
    return any(_year(read) for read in files)


def _shown(value: Shown | date) -> Shown:
    return value.isoformat() if isinstance(value, date) else value


def _outcomes(evidence: Sequence[Evidence]) -> Mapping[str, Outcome]:
    """The worst of what was found for each indicator; RIGHT where nothing was."""
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in evidence:
        found[one.indicator].append(one.outcome)
    return {one.name: min(found[one.name], key=WORST.index, default=Outcome.RIGHT) for one in INDICATORS}


def _with_likeness(lines: Sequence[Assessed]) -> list[Assessed]:
    """雷同 between the organs of the list: both are named, and neither is accused."""
    members = [_member(line) for line in lines]
    at = {id(member): place for place, member in enumerate(members)}
    added: defaultdict[int, list[Evidence]] = defaultdict(list)
    for mine, theirs, finding in alike_pairs(members):
        for member in (mine, theirs):
            said = Evidence(ALIKE.name, Outcome.REVIEW, finding.problem, "R-06", finding.quote)
            added[at[id(member)]].append(said._replace(found=finding.stood, received=member.counted))
    return [_more(line, added.get(place, [])) for place, line in enumerate(lines)]


def _more(line: Assessed, added: Sequence[Evidence]) -> Assessed:
    evidence = (*line.evidence, *added)
    return line._replace(evidence=evidence, outcomes=_outcomes(evidence)) if added else line


def _member(line: Assessed) -> Member:
    """A line as one of siblings: all organs of the list are, whatever stands above them."""
    received = line.main.received if line.main else None
    return Member(line.listed.organ._replace(parent=""), State.GOOD, received, (), "")
