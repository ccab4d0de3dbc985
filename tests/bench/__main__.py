"""Print the ratios and times of design §10 that exist so far."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.intake.files import open_report
from gxxl.narrative.compare import compare
from tests.bench.workbooks import compared
from tests.books import book_of

REPORTS = Path(__file__).parents[1] / "corpus" / "reports"
SEED = REPORTS / "hotan-civil-affairs-2023.json"
FAULTY = REPORTS / "hongze-2023.json"
BARE = "import xlwings, pandera.polars"


def best(action: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds."""
    return min(_timed(action) for _ in range(times))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)


def processes() -> None:
    """The whole process of one check against the bare imports, interleaved so that both meet the same machine."""
    check_one, bare = _process("-m", "gxxl", "check", str(FAULTY)), _process("-c", BARE)
    check_one(), bare()
    pairs = [(_timed(check_one), _timed(bare)) for _ in range(15)]
    ours, theirs = (min(pair[side] for pair in pairs) for side in (0, 1))
    ratio = f"{ours / theirs:.2f} × “{BARE}” ({theirs * 1e3:.0f} ms)"
    print(f"process of one check      {ours * 1e3:7.0f} ms = {ratio}; target < 1.3")


def warm() -> None:
    """One report, read and checked, in a process that has done so before."""
    seed, faulty = (open_report(path).report for path in (SEED, FAULTY))
    assert seed
    assert faulty
    for name, report in (("in order", seed), ("3 findings", faulty)):
        spent = best(lambda report=report: check([Case(report)]), 50)  # type: ignore[misc]
        print(f"warm check, {name:<13} {spent * 1e3:7.1f} ms; target < 10")
    for name in ("pingtan-2022", "shanghai-office-2019"):
        long = open_report(REPORTS / f"{name}.json").report
        assert long
        signs = sum(len(text or "") for text in long.prose.values())
        spent = best(lambda long=long: compare(long), 30) * 3000 / signs  # type: ignore[misc]
        print(f"claims and comparing, {name:<22} {spent * 1e3:5.1f} ms a 3,000 characters; target < 10")
    print(f"warm read of a JSON file  {best(lambda: open_report(SEED), 50) * 1e3:7.1f} ms")


def bulk() -> None:
    """Many reports in one frame, one in ten faulty; time per report shows whether growth is linear."""
    seed, faulty = (open_report(path).report for path in (SEED, FAULTY))
    assert seed
    assert faulty
    for count in (100, 1_000, 10_000, 30_000):
        cases = [Case(faulty if number % 10 == 0 else seed) for number in range(count)]
        spent = best(lambda cases=cases: check(cases), 2)  # type: ignore[misc]
        target = "; target < 1000 ms" if count == 10_000 else ""
        print(f"{count:6} reports in one frame {spent * 1e3:7.0f} ms = {spent / count * 1e6:5.1f} µs a report{target}")


def workbooks() -> None:
    """2,000 workbooks in a folder, and one click on the files host as a whole process."""
    seed, faulty = (open_report(path).report for path in (SEED, REPORTS / "suqian-2023.json"))
    assert seed
    assert faulty
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xlsx" for number in range(2000)]
        for number, path in enumerate(paths[:2]):
            book_of(faulty if number else seed, path)
        for number, path in enumerate(paths[2:]):
            shutil.copyfile(paths[number % 2], path)
        compared(paths, _timed)
        click_one, bare = _process("-m", "gxxl", "mark", str(paths[0])), _process("-c", BARE)
        click_one(), bare()
        pairs = [(_timed(click_one), _timed(bare)) for _ in range(10)]
        ours, theirs = (min(pair[side] for pair in pairs) for side in (0, 1))
        ratio = f"{ours / theirs:.2f} × “{BARE}” ({theirs * 1e3:.0f} ms)"
        print(f"one click, whole process  {ours * 1e3:7.0f} ms = {ratio}; target < 1.3")


if __name__ == "__main__":
    processes()
    warm()
    bulk()
    workbooks()
