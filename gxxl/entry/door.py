"""The officer's door: a folder is collected and a file checked without a word more, the result beside it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from gxxl.collecting.assembling import NO_CHOICES, Arrival
from gxxl.collecting.gathering import listed
from gxxl.collecting.held_open import put
from gxxl.collecting.roster_inside import drafted, rosters_in
from gxxl.collecting.summary import is_settled, summary
from gxxl.entry import console, garbage
from gxxl.entry.arriving import arrived
from gxxl.entry.check_command import run_check
from gxxl.entry.collect_command import Asked, collect_into, refuse_inside
from gxxl.entry.opening import Opener, open_result
from gxxl.entry.troubles import writing
from gxxl.form.told import DOOR, DRAFT_LIST
from gxxl.form.told_by_commands import RESULTS_IN
from gxxl.intake.paths import is_folder


class Gathered(NamedTuple):
    """What a folder came to: what is said, the file to open (if any), where everything lies, whether all is settled."""

    told: str
    result: Path | None
    place: Path
    settled: bool


def run_door(paths: Sequence[Path], opener: Opener = open_result) -> int:
    """A folder or files as they were dropped on the program; 0 where nothing is open, else 1."""
    folders = [path for path in paths if is_folder(path)]
    if folders and len(paths) > 1:
        raise click.UsageError(DOOR["mixed"])
    if not folders:
        code, result = _checked(paths)
        opener(result)
    else:
        gathered = gather(folders[0])
        console.write(gathered.told + RESULTS_IN.format(place=gathered.place) + "\n")
        if gathered.result:
            opener(gathered.result)
        code = int(not gathered.settled)
    linger()
    return code


def _checked(paths: Sequence[Path]) -> tuple[int, Path]:
    """Files checked into one page beside the first; in a folder of our own where nothing can be written there."""
    name = DOOR["checked"].format(file=paths[0].stem)
    try:
        page = paths[0].absolute().with_name(name)
        return run_check(paths, None, "html", page), page
    except click.UsageError:
        page = Path(tempfile.mkdtemp(prefix="gxxl-")) / name
        return run_check(paths, None, "html", page), page


def gather(folder: Path) -> Gathered:
    """A folder collected by the list that lies in it, into a folder beside it. Raises ClickException."""
    from gxxl.collecting.outputs import SUMMARY

    garbage.collect()
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - `resolve` would follow a link to elsewhere
    if not folder.name:
        raise click.UsageError(DOOR["alone"].format(folder=folder))
    place = folder.with_name(DOOR["results"].format(folder=folder.name))
    refuse_inside(place, folder)
    lists = rosters_in(folder)
    if len(lists) > 1:
        names = "、".join(path.name for path in lists)
        raise click.UsageError(DOOR["several"].format(folder=folder.name, names=names))
    if not lists:
        return _without_list(folder, place)
    collection, told = collect_into(folder, lists[0], place, Asked(), NO_CHOICES)
    books = (*place.glob(f"{SUMMARY}.xlsx"), *place.glob(f"{SUMMARY}_????.xlsx"))
    newest = max(books, key=lambda path: path.stat().st_mtime_ns)
    return Gathered(summary(collection) + _lines(told), newest, place, is_settled(collection))


def _without_list(folder: Path, place: Path) -> Gathered:
    """Who has reported, and a list of them to go on from."""
    paths = listed(folder)
    arrivals = arrived(paths) if paths else []
    reports = [report for one in arrivals if (report := one.received.verdict.report)]
    names = list(dict.fromkeys(report.organ for report in reports if report.organ))
    slots = {"folder": folder.name, "count": len(names), "draft": DRAFT_LIST}
    if not names:
        told = [DOOR["nobody"].format_map(slots), *_unknown(arrivals), DOOR["make one"].format_map(slots)]
        return Gathered(_lines(told), None, folder, settled=False)
    told = [DOOR["no roster"].format_map(slots), *(f"  {name}" for name in names), *_unknown(arrivals)]
    with writing(place):
        place.mkdir(exist_ok=True)
        draft = put(place / DRAFT_LIST, drafted(reports).encode("utf-8"), told)
    return Gathered(_lines([*told, DOOR["draft"].format_map(slots)]), draft, place, settled=False)


def _lines(told: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in told)


def _unknown(arrivals: Sequence[Arrival]) -> list[str]:
    """The files no organ could be read from."""
    files = [
        one.received.name
        for one in arrivals
        if one.received.verdict.report is None or not one.received.verdict.report.organ
    ]
    return [DOOR["unknown"].format(count=len(files), files="、".join(files))] if files else []


def linger() -> None:
    """A window that opened for us alone stays until what it says was read."""
    if getattr(sys, "frozen", False) and sys.platform == "win32" and sys.stdin and sys.stdin.isatty():
        console.write(DOOR["enter"])
        sys.stdin.readline()
