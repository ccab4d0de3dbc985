"""`roster` and `collect`: a list checked; a folder of returns read against it, counted, and its outcome written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from gxxl.collecting.assembling import Arrival, Choices, assemble, year_of
from gxxl.collecting.collection import Collection, Received
from gxxl.collecting.corrections import registers_in
from gxxl.collecting.gathering import Piece, listed, pieces_of
from gxxl.collecting.manifest import year_issued
from gxxl.collecting.recognising import Names
from gxxl.collecting.register import registers_for
from gxxl.collecting.roster import BadRoster, Roster, read_roster, tree
from gxxl.collecting.summary import is_settled, summary
from gxxl.entry import console, garbage
from gxxl.entry.batch import check_all
from gxxl.entry.guard import attempt
from gxxl.entry.troubles import writing
from gxxl.intake.files import Opened, not_read, open_report, unreadable
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
    """What is asked on the command line beside the choices: the year, and the register of corrections, if named."""

    year: int | None = None
    corrections: Path | None = None


def run_collect(folder: Path, roster_path: Path, out: Path, asked: Asked, choices: Choices) -> int:
    """Read a folder of returns and write what it comes to; 0 where nothing is open, else 1. The folder is only read."""
    from gxxl.collecting.outputs import write_all
    from gxxl.collecting.roll_up import roll_up

    garbage.collect()
    refuse_inside(out, folder)
    roster = roster_in(roster_path)
    refuse_strangers(roster, choices)
    choices = choices._replace(registers=registers_in(registers_for(folder, out, asked.corrections)))
    collection = collected(folder, roster, roster_path, asked.year, choices)
    with writing(out):
        told = write_all(collection, roll_up(collection), out, date.today())  # noqa: DTZ011 - the day on the officer's wall
    console.write(summary(collection) + "".join(f"{line}\n" for line in (*told, f"结果在 {out}")))
    return int(not is_settled(collection))


def collected(folder: Path, roster: Roster, roster_path: Path, year: int | None, choices: Choices) -> Collection:
    """The collection of a folder. Raises UsageError where it holds nothing or its year cannot be told."""
    paths = listed(folder, [roster_path])
    if not paths:
        raise click.UsageError("文件夹里没有年报表、年报数据或年报文稿。")
    arrivals = arrived(paths)
    due = year or year_issued(folder, roster_path.parent) or year_of(arrivals)
    if due is None:
        raise click.UsageError("看不出是哪一年度的年报，请用 --year 写明。")
    return assemble(roster, arrivals, folder, due, choices)


def arrived(paths: Sequence[Path]) -> list[Arrival]:
    """Every file and every member of an archive, read and checked; one that is broken stops no other."""
    files: list[tuple[Piece, Opened]] = []
    for path in console.progress(paths, "正在汇总"):
        pieces = attempt(partial(_pieces, path), partial(_nothing, path))
        files += [(piece._replace(data=b""), _opened(piece)) for piece in pieces]
    verdicts = check_all([opened for _, opened in files])
    return [
        Arrival(
            Received(piece.path, piece.inner, piece.sha256, piece.saved, verdict, is_document=opened.is_document),
            piece.code,
        )
        for (piece, opened), verdict in zip(files, verdicts, strict=True)
    ]


def _pieces(path: Path) -> Iterator[Piece]:
    return iter(tuple(pieces_of(path)))


def _nothing(path: Path) -> Iterator[Piece]:
    yield Piece(path, None, b"", "")


def _opened(piece: Piece) -> Opened:
    if piece.trouble:
        return not_read(piece.shown, piece.trouble)
    read = partial(open_report, piece.shown, piece.data, kept=piece.inner is not None)
    return attempt(read, partial(unreadable, piece.shown))


def refuse_inside(out: Path, folder: Path) -> None:
    """Results never lie among what is collected. Raises UsageError."""
    if not is_folder(folder):
        raise click.UsageError(f"“{folder}”不是文件夹，请写存放报送文件的文件夹。")
    inside, outside = out.resolve(), folder.resolve()
    if inside == outside or outside in inside.parents:
        raise click.UsageError("-o 不能写到存放报送文件的文件夹里面，请换一个文件夹。")


def refuse_strangers(roster: Roster, choices: Choices) -> None:
    """Names given by hand must be names of the list. Raises UsageError."""
    known = {organ.name for organ in roster.organs} | {organ.parent for organ in roster.organs}
    for name in filter(None, [choices.organ, *choices.excluded, *choices.included]):
        if name not in known:
            near = Names(roster).within(name)
            raise click.UsageError(f"名单里没有“{name}”。" + (f"是不是 {near}？" if near else ""))


def choices_of(organ: str, exclude: Sequence[str], include: Sequence[str], *, newest: bool) -> Choices:
    """What was chosen on the command line. Raises UsageError where a reason is missing."""
    return Choices(organ, _with_reasons("--exclude", exclude), _with_reasons("--include", include), newest)


def _with_reasons(option: str, texts: Sequence[str]) -> Mapping[str, str]:
    """`单位=理由` as names and reasons. Raises UsageError where there is no reason."""
    pairs = [text.partition("=") for text in texts]
    if any(not (name.strip() and reason.strip()) for name, _, reason in pairs):
        raise click.UsageError(f"{option} 后面要写“单位=理由”，例：{option} 某县林业局=机构已撤并。")
    return {name.strip(): reason.strip() for name, _, reason in pairs}
