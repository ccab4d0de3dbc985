"""Collections for tests: organs with reports of their own, as a folder would give them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.checking.verdict import Status, Verdict
from gxxl.collecting.collection import Collection, Member, Received, State
from gxxl.collecting.dates import CHINA
from gxxl.collecting.roster import Organ, Roster
from gxxl.report import Report

SAVED = datetime(2024, 1, 12, 8, 3, tzinfo=UTC)
NOW = datetime(2024, 1, 18, 9, tzinfo=CHINA)
DEADLINE = date(2024, 1, 15)


def received_of(report: Report | None, path: Path, why_not: str = "") -> Received:
    """A file that holds a report, checked."""
    findings = check([Case(report, None)])[0] if report else ()
    digest = sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    return Received(path, None, digest, SAVED, Verdict(file=str(path), report=report, findings=findings), why_not)


def member_of(name: str, report: Report | None, path: Path | None = None, **organ: str) -> Member:
    """An organ with its one return, or with none."""
    place = Organ(name, deadline=DEADLINE, **organ)  # type: ignore[arg-type]
    if report is None:
        return Member(place, State.MISSING, None, ())
    received = received_of(report, path or Path(f"{name}.xlsx"))
    bad = received.verdict.status is Status.NOT_READY
    return Member(place, State.FAULTY if bad else State.GOOD, received, (received,))


def collection_of(
    members: Sequence[Member], *, line: str = "块", year: int = 2023, organ: str = "某县人民政府办公室"
) -> Collection:
    """A collection of these members."""
    organs = (Organ(organ, contact="王某 0903-0000000"), *(member.organ for member in members))
    return Collection(Roster(organs, line), year, line, tuple(members), (), (), organ)
