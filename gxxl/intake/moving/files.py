"""A file that may be a workbook of ours, moved; whatever else it is, `open_report` tells."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gxxl.finding import Finding
from gxxl.form.rules import Severity
from gxxl.form.rules_workbook import OLDER_PLACES, OLDER_READ, READING_DOUBTS
from gxxl.hosts.refused import Refused
from gxxl.intake.archives import MENDABLE, is_archive, only_report
from gxxl.intake.file_findings import file_finding
from gxxl.intake.files import Opened, bytes_of, not_read, open_report
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, seen

if TYPE_CHECKING:
    from gxxl.intake.moving.move import Moved

_NAMED = 20
"""Sentences about one file that are told where it is only read."""


def moved_from(path: Path) -> Moved | None:
    """The workbook in a file as it moves into today's template; None where it is none of ours or cannot be read."""
    return opened_and_moved(path)[1]


def opened_and_moved(path: Path) -> tuple[Opened, Moved | None]:
    """A file opened, and the workbook in it moved as by `moved_from`; it is read, unpacked and moved once."""
    try:
        data = bytes_of(path)
    except Unreadable as trouble:
        return not_read(path, trouble), None
    opened, held = only_report(path, data) if is_archive(data) else (open_report(path, data), data)
    return opened, opened.moved or moved_in(held)


def moved_in(data: bytes) -> Moved | None:
    """The workbook in these bytes as by `moved_from`. The template is loaded only here."""
    from gxxl.intake.moving.move import move

    try:
        return move(data) if data and seen(data).kind is Kind.WORKBOOK else None
    except (Unreadable, Refused):
        return None


def read_moved(moved: Moved) -> Opened:
    """What a moved workbook holds, as if it had been saved."""
    from gxxl.hosts.files import FileHost

    with tempfile.TemporaryDirectory(prefix="gxxl-") as folder:
        path = Path(folder, "moved.xlsx")
        FileHost(path, path, data=moved.blank).apply(moved.writes)
        return open_report(path, path.read_bytes(), kept=True)


def open_older(opened: Opened, data: bytes) -> Opened:
    """A workbook of an earlier version as it moves into today's template; `opened` where it cannot be moved.

    W-04 then is a note that says which cells stand elsewhere in the file, and W-07 names what could not be read.
    """
    moved = moved_in(data)
    read = read_moved(moved) if moved else None
    if moved is None or read is None or read.report is None:
        return opened
    said, remedy = OLDER_READ
    version = opened.findings[0]._replace(severity=Severity.NOTE, remedy=remedy)
    places = OLDER_PLACES.format(places="；".join(moved.elsewhere)) if moved.elsewhere else ""
    notes = [version._replace(problem=version.problem + said + places)]
    if moved.lost:
        notes.append(file_finding("W-07", {"what": READING_DOUBTS["not read"].format(what=_named(moved.lost))}))
    findings = (*notes, *_macros_in(opened.path, data), *read.findings)
    return read._replace(path=opened.path, findings=findings, moved=moved)


def _macros_in(path: Path, data: bytes) -> tuple[Finding, ...]:
    """W-03: the macros of a workbook stay behind when it moves."""
    from gxxl.hosts.files import FileHost
    from gxxl.intake.strange_macros import strange_macros

    return tuple(strange_macros(FileHost(path, data=data)))


def open_mended(opened: Opened, path: Path) -> tuple[Opened, tuple[Finding, ...]]:
    """What was opened of a file; a workbook of an older template or of damaged structure as it moves into today's.

    With it W-07 about what was put right and what could not be read. A damaged one in an archive of several stays as
    it is.
    """
    codes = {finding.rule.code for finding in opened.findings}
    may_be = "W-04" in codes or (opened.report is None and (opened.path == path or codes & set(MENDABLE)))
    moved = opened.moved or (moved_from(path) if may_be else None)
    report = opened.report if opened.moved else read_moved(moved).report if moved else None
    if moved is None or report is None:
        return opened, ()
    told = [("mended", moved.healed or (READING_DOUBTS["older"],)), ("not moved", moved.lost)]
    findings = (
        file_finding("W-07", {"what": READING_DOUBTS[key].format(file=opened.path.name, what=_named(sentences))})
        for key, sentences in told
        if sentences
    )
    return opened._replace(report=report, findings=()), tuple(findings)


def _named(sentences: Sequence[str]) -> str:
    more = READING_DOUBTS["more"].format(count=len(sentences) - _NAMED) if len(sentences) > _NAMED else ""
    return "；".join(sentences[:_NAMED]) + more
