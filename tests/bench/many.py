"""Workbooks by the thousand as `collect` reads them: `python -m tests.bench --bulk 20000`.

Each measure runs in a process of its own, so that its time and its peak of memory are its own.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from gxxl.collecting.assembling import NO_CHOICES
from gxxl.entry.arriving import CHUNK, How, arrived
from gxxl.entry.collect_command import Asked, collect_into
from gxxl.report import Report
from tests.bench.returns import fill, list_of
from tests.bench.workbooks import BESIDE, PARTS, SHEETS, inflate_and_scan, openpyxl_and_pydantic, read_and_check, varied
from tests.books import book_of

UNLIKE = 100
"""Workbooks no two of which are alike; the others are copies of them."""

FIRST = 200
"""The count growth is measured from."""

NAMES = {
    "floor": "inflate + expat-scan alone",
    "whole floor": "the same of whole returns",
    "peer": "openpyxl + pydantic rows",
    "tables": "read, tables checked",
    "alone": "collect",
    "two": "collect, two workers",
    "cluster": "collect, cluster of two",
    "again": "collect again",
    "whole": "collect, all written",
}

FLOOR, PEER = 2000, 100
"""So many files of the folder the floor and the slow peer are measured on."""


def many(count: int, reports: tuple[Report, Report], returned: tuple[Report, Report]) -> None:
    """Print what so many workbooks take: read and checked by tables alone, as the peer does; and collected whole.

    Whole is with every sentence of the words and the reasons, in one process, in two, and on a local cluster; then with
    everything written that comes of it, for as many organs as there are workbooks, made of `returned` (see `fill`).
    """
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as organs:
        folder = Path(name)
        _fill(folder, count, reports)
        floor, whole_floor, peer = (
            _way(folder, min(count, some), way, (0, 0)).each
            for some, way in ((FLOOR, "floor"), (FLOOR, "whole floor"), (PEER, "peer"))
        )
        _growth(folder, count, "tables", (floor, peer))
        _growth(folder, count, "alone", (whole_floor, peer))
        for way in ("two", "cluster"):
            _way(folder, count, way, (whole_floor, peer))
        _way(folder, min(count, FLOOR), "again", (whole_floor, peer))
        fill(Path(organs), count, returned)
        _growth(Path(organs), count, "whole", (whole_floor, peer))


def _fill(folder: Path, count: int, reports: tuple[Report, Report]) -> None:
    for number in range(count):
        path = folder / f"{number:05}.xlsx"
        if number < UNLIKE:
            book_of(varied(reports[number % 2], number + 1), path)
        else:
            shutil.copyfile(folder / f"{number % UNLIKE:05}.xlsx", path)


class _Took(NamedTuple):
    """Seconds of processor time of one workbook, and the most memory the process held, in MB."""

    each: float
    peak: float


def _growth(folder: Path, count: int, way: str, against: tuple[float, float]) -> None:
    """One way with few and with all: how time and memory grow."""
    few = min(count, FIRST)
    first, last = (_way(folder, some, way, against) for some in (few, count))
    grown = f"{(last.peak - first.peak) * 1024 / (count - few):.1f} KB of memory a workbook" if count > few else "—"
    print(f"  growth {few} → {count}: {last.each / first.each:.2f} × the time of one, {grown}; target: linear, flat")


def _way(folder: Path, count: int, way: str, against: tuple[float, float]) -> _Took:
    """What one way takes, printed beside the floor and the peer it is held against."""
    floor, peer = against
    got = _measured(folder, count, way)
    each = got["processor"] / count
    targets = {"tables": "; targets ≥ 50 % and ≥ 10 ×", "alone": "; target ≥ 50 %, the peer reads tables only"}.get(way)
    rate = f"; {floor / each:.0%} of the scan's speed, {peer / each:.1f} × the peer's{targets or ''}"
    shown = rate if way in ("tables", "alone") else ""
    _told(NAMES[way], count, got["processor"], f"{shown}; {got['wall']:.1f} s by the clock")
    print(f"    peak {got['peak']:.0f} MB, {got['workers']:.0f} MB the largest worker")
    return _Took(each, got["peak"])


def _told(name: str, count: int, seconds: float, more: str) -> None:
    print(f"{name:<27}{count:6} workbooks {seconds:7.1f} s = {seconds / count * 1e3:5.2f} ms each{more}", flush=True)


def _measured(folder: Path, count: int, way: str) -> Any:
    """Seconds on processors and by the clock, peaks of memory in MB, of a process that does it."""
    command = [sys.executable, "-m", "tests.bench.many", str(folder), str(count), way]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    return json.loads(done.stdout.splitlines()[-1])


def _ways(kept: Path) -> dict[str, Callable[[list[Path]], object]]:
    return {
        "floor": inflate_and_scan,
        "whole floor": lambda paths: inflate_and_scan(paths, PARTS + SHEETS + BESIDE),
        "peer": openpyxl_and_pydantic,
        "tables": lambda paths: [read_and_check(paths[at : at + CHUNK]) for at in range(0, len(paths), CHUNK)],
        "alone": lambda paths: arrived(paths, How(workers=1)),
        "two": lambda paths: arrived(paths, How(workers=2)),
        "cluster": lambda paths: arrived(paths, How(workers=2, cluster="本机")),
        "again": lambda paths: arrived(paths, How(workers=1, kept_in=kept)),
        "whole": lambda paths: _collected(paths, kept),
    }


def _collected(paths: list[Path], kept: Path) -> None:
    """A folder of these files and the list of their organs, and everything `collect` writes of them."""
    folder, roster = kept / "in", kept / "list.csv"
    folder.mkdir(exist_ok=True)
    for path in paths:
        (folder / path.name).hardlink_to(path)
    roster.write_text(list_of(len(paths)), encoding="utf-8")
    collect_into(folder, roster, kept / "out", Asked(how=How(workers=1)), NO_CHOICES)


def _one(folder: Path, count: int, way: str) -> None:
    """Do it, and print what it took; `again` is measured where all is remembered."""
    paths = sorted(folder.glob("*.xlsx"))[:count]
    with tempfile.TemporaryDirectory() as kept:
        action = _ways(Path(kept))[way]
        if way != "whole":
            action(paths if way == "again" else paths[:1])
        before, start = _spent(), time.perf_counter()
        action(paths)
        wall, spent = time.perf_counter() - start, _spent() - before
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"processor": spent, "wall": wall, "peak": _peak(), "workers": workers}))


def _peak() -> float:
    """The most memory this program held, in MB: `ru_maxrss` would begin with that of the process it was made from."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _spent() -> float:
    """Processor time of this process and of those it has waited for."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    _one(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
