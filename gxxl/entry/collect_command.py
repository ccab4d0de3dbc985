"""`roster` and `collect`: a list checked; a folder of returns read against it, counted, and its outcome written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from gxxl.collecting.assembling import Choices, assemble, year_of
from gxxl.collecting.collection import Collection
from gxxl.collecting.corrections import registers_in
from gxxl.collecting.dates import CHINA
from gxxl.collecting.gathering import listed
from gxxl.collecting.manifest import year_issued
from gxxl.collecting.recognising import Names
from gxxl.collecting.register import registers_for
from gxxl.collecting.roster import BadRoster, Roster, read_roster, tree
from gxxl.collecting.summary import is_settled, summary
from gxxl.collecting.unfinished import unfinished
from gxxl.entry import console, garbage
from gxxl.entry.arriving import HERE, How, arrived
from gxxl.entry.troubles import writing
from gxxl.form.told_by_commands import RESULTS_IN
from gxxl.form.told_of_usage import NEAR, NOTHING_TO_READ, OUTPUT, RETURNS, ROSTER
from gxxl.intake.paths import is_folder


def run_roster(path: Path) -> int:
    """Check a roster and print it; 1 where an organ is listed twice."""
    roster = roster_in(path)
    console.write(tree(roster))
    return int(bool(roster.twice))


def roster_in(path: Path) -> Roster:
    """The roster of a file. Raises UsageError where it is none."""
    try:
        return read_roster(path)
    except BadRoster as error:
        raise click.UsageError(str(error)) from None


class Asked(NamedTuple):
    """What is asked beside the choices: the year, the register of corrections if named, and who reads."""

    year: int | None = None
    corrections: Path | None = None
    how: How = HERE


def run_collect(folder: Path, roster_path: Path, out: Path, asked: Asked, choices: Choices) -> int:
    """Read a folder of returns and write what it comes to; 0 where nothing is open, else 1. The folder is only read."""
    collection, told = collect_into(folder, roster_path, out, asked, choices)
    console.write(summary(collection) + "".join(f"{line}\n" for line in (*told, RESULTS_IN.format(place=out))))
    return int(not is_settled(collection))


def collect_into(
    folder: Path, roster_path: Path, out: Path, asked: Asked, choices: Choices
) -> tuple[Collection, tuple[str, ...]]:
    """A folder collected and all results written, registers of corrections heard; what is to be said of the files."""
    from gxxl.collecting.outputs import write_all
    from gxxl.collecting.roll_up import roll_up

    garbage.collect()
    refuse_inside(out, folder)
    roster = roster_in(roster_path)
    refuse_strangers(roster, choices)
    choices = choices._replace(registers=registers_in(registers_for(folder, out, asked.corrections)))
    how = asked.how._replace(kept_in=out)
    collection = collected(folder, roster, roster_path, asked.year, choices, how=how)
    with writing(out), unfinished(out):
        told = write_all(collection, roll_up(collection), out, datetime.now(CHINA))
    return collection, told


def collected(  # noqa: PLR0913 - where from, what was chosen and who reads
    folder: Path, roster: Roster, roster_path: Path, year: int | None, choices: Choices, *, how: How = HERE
) -> Collection:
    """The collection of a folder. Raises UsageError where it holds nothing or its year cannot be told."""
    paths = listed(folder, [roster_path])
    if not paths:
        raise click.UsageError(NOTHING_TO_READ)
    arrivals = arrived(paths, how)
    due = year or year_issued(folder, roster_path.parent) or year_of(arrivals)
    if due is None:
        raise click.UsageError(RETURNS["no year"])
    return assemble(roster, arrivals, folder, due, choices)


def refuse_inside(out: Path, folder: Path) -> None:
    """Results never lie among what is collected. Raises UsageError."""
    if not is_folder(folder):
        raise click.UsageError(RETURNS["no folder"].format(folder=folder))
    inside, outside = out.resolve(), folder.resolve()
    if inside == outside or outside in inside.parents:
        raise click.UsageError(OUTPUT["among returns"])


def refuse_strangers(roster: Roster, choices: Choices) -> None:
    """Names given by hand must be names of the list. Raises UsageError."""
    known = {organ.name for organ in roster.organs} | {organ.parent for organ in roster.organs}
    for name in filter(None, [choices.organ, *choices.excluded, *choices.included]):
        if name not in known:
            near = Names(roster).within(name)
            asked = NEAR.format(names=near) if near else ""
            raise click.UsageError(ROSTER["stranger"].format(name=name, near=asked))


def choices_of(organ: str, exclude: Sequence[str], include: Sequence[str], *, newest: bool) -> Choices:
    """What was chosen on the command line. Raises UsageError where a reason is missing."""
    return Choices(organ, _with_reasons("--exclude", exclude), _with_reasons("--include", include), newest)


def _with_reasons(option: str, texts: Sequence[str]) -> Mapping[str, str]:
    """`单位=理由` as names and reasons. Raises UsageError where there is no reason."""
    pairs = [text.partition("=") for text in texts]
    if any(not (name.strip() and reason.strip()) for name, _, reason in pairs):
        raise click.UsageError(ROSTER["no reason"].format(option=option))
    return {name.strip(): reason.strip() for name, _, reason in pairs}
