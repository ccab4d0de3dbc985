"""`gxxl demo`: the main job on two real published reports, one in order and one with wrong sums."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from gxxl.entry import console
from gxxl.entry.batch import check_all, open_all
from gxxl.entry.check_command import show, write_file
from gxxl.entry.press_command import run_press
from gxxl.entry.workbook_commands import run_import
from gxxl.form.told_by_commands import DEMO, DEMO_PAGE

REPORTS = ("hotan-civil-affairs-2023.json", "hongze-2023.json")
"""Package data: 和田地区民政局 and 淮安市洪泽区人民政府, as published."""


ROSTERS = {"民政局.csv": "和田地区民政局.csv", "县政府.csv": "示例县人民政府.csv", "要求.txt": "要求.txt"}
"""Package data of `collecting`: a bureau with its eight county bureaus, a county government of 45 organs, a notice."""


def run_demo(folder: Path) -> None:
    """Put each report into a workbook, check and mark it, take it out again; show the verdicts and write the page."""
    sources = [folder / name for name in REPORTS]
    for path in sources:
        write_file(path, (files("gxxl.entry") / "demo" / path.name).read_text(encoding="utf-8"))
    for name, example in ROSTERS.items():
        text = (files("gxxl.collecting") / "examples" / example).read_text(encoding="utf-8")
        write_file(folder / "名单" / name, text)
    console.write(DEMO)
    books = [path.with_suffix(".xlsx") for path in sources]
    for path, book in zip(sources, books, strict=True):
        run_import(path, book)
        run_press("check", book, None)
    console.write("\n")
    verdicts = check_all(open_all(books))
    show(verdicts, "text", None)
    page = folder / DEMO_PAGE
    show(verdicts, "html", page)
