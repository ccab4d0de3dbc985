"""Every file of a folder read and checked, whoever reads it: what is known from an earlier run is not read again.

A file is read under the digest it has; where it no longer has it by then it is read again, or named, never half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from gxxl.checking.verdict import Verdict
from gxxl.collecting.assembling import Arrival
from gxxl.collecting.collection import Received
from gxxl.collecting.gathering import digest
from gxxl.collecting.kept_form import BROKEN, arrivals_of, bytes_of_report
from gxxl.collecting.remembered import Remembered, remembering
from gxxl.collecting.shelf import Shelf
from gxxl.entry import console
from gxxl.entry.chunks import Read, Wanted
from gxxl.entry.crews import Chunk, Crew, alone, pool, processors
from gxxl.form.told_by_commands import COLLECTING
from gxxl.form.told_of_usage import CLUSTER
from gxxl.intake.files import bytes_of, not_read
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.last_year import Archive
from gxxl.report import Report

CHUNK = 100
"""Files of one chunk: a frame of 100 costs a report no more than one of 1,000, and little is lost with a worker."""

CHUNK_BYTES = 32 * 1024 * 1024
"""The files of a chunk together are no larger, if more than one."""

WORKERS_FROM = 250
"""From so many files to read on, worker processes do it: two took 3.2 s for 120 files where one took 2.6, 4.8 s for 250
where one took 5.2, and 6.9 s for 500 where one took 10.0."""

TIMES = 3
"""A file that changes while it is read is read so often."""


class How(NamedTuple):
    """Who reads: so many worker processes (None: as many as pay), or a cluster; where readings are kept."""

    workers: int | None = None
    cluster: str = ""
    kept_in: Path | None = None
    chunk: int = CHUNK


HERE = How(workers=1)
"""One process, nothing remembered."""


def arrived(paths: Sequence[Path], how: How = HERE) -> list[Arrival]:
    """Every file and every member of an archive, in the order of the paths; one that is broken stops no other.

    What their reports and findings say lies on disk until it is looked at: each look reads it anew.
    Raises UsageError where a cluster cannot do it.
    """
    with remembering(how.kept_in) as remembered, console.bar(len(paths), COLLECTING) as advance:
        reading = _Reading(how, remembered, advance)
        reading.read(paths)
    return [arrival for path in paths for arrival in reading.arrivals[path]]


class _Asked(NamedTuple):
    """A file to read, the digest it has, last year's reports it is held against, and the key of what it comes to."""

    path: Path
    sha256: str
    key: str
    lasts: tuple[Report, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """The same, as a crew is asked for it."""
        return Wanted(self.path, self.sha256, tuple(map(bytes_of_report, self.lasts)))


class _Reading:
    """What has arrived so far, by file, and how it was asked for. Reports are only ever held as they lie on a shelf."""

    def __init__(self, how: How, remembered: Remembered, advance: Callable[[int], None]) -> None:
        self._how, self._remembered, self._advance = how, remembered, advance
        self._shelf = Shelf()
        self._asked: dict[Path, _Asked] = {}
        self.arrivals: dict[Path, list[Arrival]] = {}

    def read(self, paths: Sequence[Path]) -> None:
        """Read all; then again what has last year's report among the others, and what changed meanwhile."""
        pending = list(paths)
        for _ in range(TIMES):
            changed = self._take([asked for path in pending if (asked := self._as_it_is(path))])
            changed += self._take(list(self._beside_last()))
            if not changed:
                return
            pending = changed
        for path in pending:
            self._trouble(path, Unreadable("W-06", "changing"))

    def _as_it_is(self, path: Path) -> _Asked | None:
        """A file under the digest it has now; one that cannot be read has arrived, with the reason."""
        try:
            sha256 = digest(bytes_of(path))
        except Unreadable as trouble:
            self._trouble(path, trouble)
            return None
        return _Asked(path, sha256, sha256)

    def _trouble(self, path: Path, trouble: Unreadable) -> None:
        opened = not_read(path, trouble)
        verdict = Verdict(file=str(path), report=None, findings=opened.findings)
        self._asked.pop(path, None)
        self.arrivals[path] = [Arrival(Received(path, None, "", None, verdict))]

    def _beside_last(self) -> Iterator[_Asked]:
        """Files whose last year's report is known now and was not when they were read; two of them are told."""
        archive = Archive(report for some in self.arrivals.values() for one in some if (report := _report(one)))
        for path, asked in self._asked.items():
            before = (archive.before(report) for one in self.arrivals[path] if (report := _report(one)))
            lasts = {bytes_of_report(report): report for report in before if report}
            key = " ".join([asked.sha256, *map(digest, lasts)])
            if key != asked.key:
                yield asked._replace(key=key, lasts=tuple(lasts.values()))
            self.arrivals[path] = [_disputed(archive, one) for one in self.arrivals[path]]

    def _take(self, asked: Sequence[_Asked]) -> list[Path]:
        """Remembered, or read and remembered; the files that did not hold the bytes they should."""
        unknown = {one.path: one for one in asked if not self._known(one)}
        changed: list[Path] = []
        if not unknown:
            return changed
        wanted = (one.wanted for one in unknown.values())
        with _crew(self._how, len(unknown)) as crew:
            for chunk, read in crew(_chunks(wanted, self._how.chunk)):
                pairs = [(unknown[one.path], answer) for one, answer in zip(chunk, read, strict=True)]
                self._remembered.put((one.key, answer.data) for one, answer in pairs if answer and answer.lasting)
                changed += [one.path for one, answer in pairs if not self._answered(one, answer)]
        return changed

    def _known(self, asked: _Asked) -> bool:
        data = self._remembered.get(asked.key)
        try:
            return data is not None and self._answered(asked, Read(data, lasting=True))
        except BROKEN:
            return False

    def _answered(self, asked: _Asked, answer: Read | None) -> bool:
        if answer is None:
            if self._how.cluster and _is_still(asked):
                raise click.UsageError(CLUSTER["no folder"])
            return False
        self.arrivals[asked.path] = arrivals_of(asked.path, answer.data, self._shelf)
        if asked.path not in self._asked:
            self._advance(1)
        self._asked[asked.path] = asked._replace(lasts=())
        return True


@contextmanager
def _crew(how: How, count: int) -> Iterator[Crew]:
    """Whoever reads so many files."""
    workers = how.workers or processors()
    if how.cluster:
        from gxxl.entry.cluster import cluster

        with cluster(how.cluster, workers) as crew:
            yield crew
    elif workers > 1 and (how.workers or count >= WORKERS_FROM):
        yield pool(workers)
    else:
        yield alone


def _chunks(wanted: Iterable[Wanted], most: int) -> Iterator[Chunk]:
    """Files in their order, some at a time, no more bytes than fit."""
    chunk: list[Wanted] = []
    held = 0
    for one in wanted:
        size = _size(one.path)
        if chunk and (len(chunk) >= most or held + size > CHUNK_BYTES):
            yield tuple(chunk)
            chunk, held = [], 0
        chunk.append(one)
        held += size
    if chunk:
        yield tuple(chunk)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_still(asked: _Asked) -> bool:
    try:
        return digest(bytes_of(asked.path)) == asked.sha256
    except Unreadable:
        return False


def _report(arrival: Arrival) -> Report | None:
    return arrival.received.verdict.report


def _disputed(archive: Archive, arrival: Arrival) -> Arrival:
    """The arrival, marked where there are two different reports of the year before."""
    report, verdict = _report(arrival), arrival.received.verdict
    disputed = report is not None and archive.disputed(report)
    if disputed == verdict.last_disputed:
        return arrival
    return arrival._replace(received=arrival.received._replace(verdict=replace(verdict, last_disputed=disputed)))
