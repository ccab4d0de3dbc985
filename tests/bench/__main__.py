"""Print the ratios and times of design §10, all or those named: `python -m tests.bench click`, `… --bulk 20000`."""

from __future__ import annotations

import resource
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
from tests.bench.clicks import excel_calls, frozen_start
from tests.bench.many import many
from tests.bench.office import office_clicks
from tests.bench.processes import check_process, clicks, processor_time
from tests.bench.workbooks import compared, varied
from tests.books import book_of
from tests.office.calc import Calc

REPORTS = Path(__file__).parents[1] / "corpus" / "reports"
SEED = REPORTS / "hotan-civil-affairs-2023.json"
FAULTY = REPORTS / "hongze-2023.json"
CLICKED = REPORTS / "suqian-2023.json"
IN_ORDER = REPORTS / "jinhu-2023.json"


def best(action: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds."""
    return min(_timed(action) for _ in range(times))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _spent(action: Callable[[], object]) -> float:
    """Processor time, as other work on the machine is none of ours."""
    return processor_time(action, resource.RUSAGE_SELF)


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
    """2,000 workbooks in a folder, no two of 100 alike."""
    seed, faulty = (open_report(path).report for path in (SEED, CLICKED))
    assert seed
    assert faulty
    with tempfile.TemporaryDirectory() as folder:
        unlike = [
            book_of(varied(faulty if number % 2 else seed, number + 1), Path(folder) / f"{number}.xlsx")
            for number in range(100)
        ]
        paths = [Path(folder) / f"{number}.xlsx" for number in range(2000)]
        for number, path in enumerate(paths[100:]):
            shutil.copyfile(unlike[number % 100], path)
        compared(paths, _spent)
        if shutil.which("soffice"):
            with Calc() as calc:
                print("The same saved by LibreOffice:")
                compared([calc.resave(path, path.with_suffix(".saved.xlsx")) for path in unlike[:40]], _spent)


def click() -> None:
    """核查 of a real report with findings: on the files host, in Excel, by the frozen program."""
    report = open_report(CLICKED).report
    assert report
    clicks(report)
    excel_calls(report)
    if shutil.which("soffice") and shutil.which("Xvfb"):
        office_clicks()
    frozen_start(_timed, lambda *command: lambda: subprocess.run(command, capture_output=True, check=False))


PARTS: dict[str, Callable[[], None]] = {
    "process": lambda: check_process(FAULTY),
    "click": click,
    "warm": warm,
    "bulk": bulk,
    "workbooks": workbooks,
}
"""What can be asked for by name: `python -m tests.bench click`."""

if __name__ == "__main__":
    if sys.argv[1:2] == ["--bulk"]:
        first, second, in_order, mistaken = (open_report(path).report for path in (SEED, CLICKED, IN_ORDER, FAULTY))
        assert first
        assert second
        assert in_order
        assert mistaken
        many(int(sys.argv[2]), (first, second), (in_order, mistaken))
    else:
        for part in sys.argv[1:] or PARTS:
            PARTS[part]()
