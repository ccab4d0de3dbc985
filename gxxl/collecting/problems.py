"""What is wrong, line by line over the whole collection: which organ, which rule, where, what was found and is due."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.wording import plain
from gxxl.collecting.collection import Collection, Member, Received
from gxxl.export.digest import Line, lines
from gxxl.finding import Finding, Shown
from gxxl.form.editions import form_for
from gxxl.form.model import Form, Ref
from gxxl.form.rules import Severity
from gxxl.sheet import layout_of

_BOOKS = (".xlsx", ".xlsm")


class Problem(NamedTuple):
    """One line of 问题; `told` is how many findings it tells; `at` is a cell of `received`, if any."""

    organ: str
    severity: Severity
    rule: str
    title: str
    place: str
    said: str
    found: str
    expected: str
    remedy: str
    received: Received | None
    at: str
    open: bool
    told: int = 1

    @property
    def place_told(self) -> str:
        """The place, or 整个文件; nothing where the organ has sent nothing that counts."""
        return self.place or ("整个文件" if self.received else "")


def problems_of(collection: Collection) -> Iterator[Problem]:
    """What concerns no organ of the list, then organ by organ; made anew each time, never in memory together."""
    yield from problems_of_none(collection)
    for _, problems in problems_by_member(collection, collection.members):
        yield from problems


def problems_of_none(collection: Collection) -> Iterator[Problem]:
    """What concerns no organ of the list, by whose name it is told."""
    form, listed = form_for(collection.year), {member.organ.name for member in collection.members}
    strange = ((organ, found) for organ, found in _by_organ(collection).items() if organ not in listed)
    yield from (_of_collection(organ, finding, None, form) for organ, found in strange for finding in found)


def problems_by_member(
    collection: Collection, members: Iterable[Member]
) -> Iterator[tuple[Member, tuple[Problem, ...]]]:
    """Organ by organ of these: R rules first, then what stands in its return."""
    form, said = form_for(collection.year), _by_organ(collection)
    for member in members:
        name, counted = member.organ.name, member.counted
        of_collection = [_of_collection(name, finding, member, form) for finding in said.get(name, ())]
        yield member, (*of_collection, *(problems_in(name, counted) if counted else ()))


def _by_organ(collection: Collection) -> dict[str, list[Finding]]:
    said: dict[str, list[Finding]] = {}
    for organ, finding in collection.findings:
        said.setdefault(organ, []).append(finding)
    return said


def problems_in(organ: str, received: Received) -> Iterator[Problem]:
    """What stands in one return: every error and doubt nobody answered, and every note."""
    verdict = received.verdict
    report = verdict.report
    for line in lines(verdict, capped=False):
        at = place_in_book(report.form, line.refs[0]) if report and line.refs else ""
        yield _problem(organ, line, received, at)


def place_in_book(form: Form, ref: Ref) -> str:
    """Where a cell stands in a workbook, as a link names it."""
    address = layout_of(form)[ref]
    return f"'{address.sheet}'!{address.a1}"


def _problem(organ: str, line: Line, received: Received, at: str) -> Problem:
    cause = line.causes[0] if len(line.causes) == 1 else ""
    said, shown = cause + line.problem, (_shown(line.found), _shown(line.expected))
    return Problem(
        organ,
        line.severity,
        line.rule.code,
        line.rule.title,
        line.place,
        said,
        *shown,
        line.remedy,
        received,
        at,
        line.open,
        max(1, len(line.findings)),
    )


def _of_collection(organ: str, finding: Finding, member: Member | None, form: Form) -> Problem:
    rule, received = finding.rule, member.counted if member else None
    shown = _shown(finding.stood), _shown(finding.due)
    ref = finding.where.ref if finding.where.ref in form.index else None
    place = f"{layout_of(form)[ref].sheet} {layout_of(form)[ref].a1}“{form.cell(ref).name}”" if ref else ""
    return Problem(
        organ,
        finding.severity,
        rule.code,
        rule.title,
        place,
        finding.problem,
        *shown,
        finding.remedy,
        received,
        "",
        finding.is_open,
    )


def _shown(value: Shown) -> str:
    return "" if value is None else value if isinstance(value, str) else plain(value)


def link_to(path: Path, folder: Path, at: str = "") -> str | None:
    """A link from a workbook in `folder` to a file, and to a cell where it is a workbook; None where none can be made.

    Relative, so that the folder can be moved; absolute where the file lies on another drive.
    """
    try:
        place = os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:
        place = str(path.resolve())
    if "#" in place:
        return None
    anchor = f"#{at}" if at and path.suffix.lower() in _BOOKS else ""
    return f"external:{place}{anchor}"
