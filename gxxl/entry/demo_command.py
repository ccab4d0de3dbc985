"""`gxxl demo`: the main job on two real published reports, one in order and one with wrong sums."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from gxxl.entry import console
from gxxl.entry.batch import check_all, open_all
from gxxl.entry.check_command import show, write_file

REPORTS = ("hotan-civil-affairs-2023.json", "hongze-2023.json")
"""Package data: 和田地区民政局 and 淮安市洪泽区人民政府, as published."""


def run_demo(folder: Path) -> None:
    """Copy the reports into a folder, check them, show the verdicts and write the page."""
    paths = [folder / name for name in REPORTS]
    for path in paths:
        write_file(path, (files("gxxl.entry") / "demo" / path.name).read_text(encoding="utf-8"))
    verdicts = check_all(open_all(paths))
    console.write("演示：核查两份已公布的真实年报。\n\n")
    show(verdicts, "text", None)
    page = folder / "核查结果.html"
    show(verdicts, "html", page)
