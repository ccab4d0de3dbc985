"""`check --roster 名单.xlsx --format xlsx`: the assessor's sheet, written and told in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from gxxl.collecting.assessed_list import read_list
from gxxl.collecting.assessing import Assessment, Read, assess
from gxxl.collecting.collection import Received
from gxxl.collecting.dates import CHINA
from gxxl.collecting.earlier import Change, changes, earlier_beside
from gxxl.collecting.gathering import MANIFEST, Piece, pieces_of
from gxxl.collecting.held_open import put, with_copies
from gxxl.collecting.roster import BadRoster
from gxxl.collecting.score_book import Told, score_book, tallies
from gxxl.entry import console, garbage
from gxxl.entry.batch import check_all
from gxxl.entry.check_command import last_of, refuse_to_overwrite
from gxxl.entry.chunks import opened_piece
from gxxl.entry.guard import attempt
from gxxl.entry.troubles import writing
from gxxl.form.rules_assessing import TOLD, WORST, Outcome
from gxxl.form.told_by_commands import CHECKING, RESULT_IN
from gxxl.form.told_of_usage import LAST, NOTHING_TO_READ, ROSTER
from gxxl.intake.files import Opened, files_in, unreadable
from gxxl.intake.formats.publication import Published, published
from gxxl.intake.last_year import WrongLastYear
from gxxl.intake.paths import is_folder


class _File(NamedTuple):
    """One file or member as it was opened, without its bytes."""

    piece: Piece
    opened: Opened
    published: Published
    read_at: datetime


def run_assess(paths: Sequence[Path], last: Path | None, roster: Path | None, output: Path | None) -> int:
    """Read what was published, hold it against the list, write the sheet; 0 where every organ is in order, else 1."""
    if roster is None or output is None:
        raise click.UsageError(ROSTER["wanted"])
    garbage.collect()
    try:
        listed = read_list(roster)
    except BadRoster as error:
        raise click.UsageError(str(error)) from None
    earlier = earlier_beside(output, listed)
    files = _files(paths, roster, *(with_copies(output) if earlier else ()))
    refuse_to_overwrite(output, [roster, *files, *(files_in([last]) if last else ())])
    assessment = assess(listed, _read(files, last), [path for path in paths if is_folder(path)])
    changed = tuple(changes(earlier, list(zip(listed.names, assessment.lines, strict=True)))) if earlier else ()
    when = f"{datetime.now(CHINA):%Y-%m-%d %H:%M}"
    told = Told(earlier.run + 1 if earlier else 1, when, earlier, changed)
    beside: list[str] = []
    with writing(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        done = put(output, score_book(assessment, told, output.parent), beside)
    lines = (*_summary(assessment), *_changed(changed, is_first=earlier is None), *beside, RESULT_IN.format(path=done))
    console.write("".join(f"{line}\n" for line in lines))
    right = all(outcome is Outcome.RIGHT for line in assessment.lines for outcome in line.outcomes.values())
    return int(not right)


def _files(paths: Sequence[Path], *left_out: Path) -> tuple[Path, ...]:
    """The files to read: neither the list nor an earlier sheet. Raises UsageError where there is none."""
    skipped = {path.resolve() for path in left_out}
    files = tuple(path for path in files_in(paths) if path.name != MANIFEST and path.resolve() not in skipped)
    if not files:
        raise click.UsageError(NOTHING_TO_READ)
    return files


def _read(paths: Sequence[Path], last: Path | None) -> list[Read]:
    """Every file read and checked; one that is broken stops no other."""
    files = [
        one
        for path in console.progress(paths, CHECKING)
        for one in attempt(partial(_opened_all, path), partial(_broken, path))
    ]
    try:
        verdicts = check_all([one.opened for one in files], last_of(last))
    except WrongLastYear:
        raise click.UsageError(LAST["folder"]) from None
    return [
        Read(
            Received(one.piece.path, one.piece.inner, one.piece.sha256, one.piece.saved, verdict),
            one.published,
            one.read_at,
            one.opened.places,
        )
        for one, verdict in zip(files, verdicts, strict=True)
    ]


def _opened_all(path: Path) -> list[_File]:
    return [_opened(piece) for piece in pieces_of(path)]


def _broken(path: Path) -> list[_File]:
    return [_File(Piece(path, None, b"", ""), unreadable(path), Published(), _now())]


def _opened(piece: Piece) -> _File:
    opened = opened_piece(piece, kept=piece.inner is not None)
    said = attempt(partial(published, piece.data), Published)
    return _File(piece._replace(data=b""), opened, said, _now())


def _now() -> datetime:
    """The time on clocks in China, without a zone, to the minute."""
    return datetime.now(CHINA).replace(tzinfo=None, second=0, microsecond=0)


def _summary(assessment: Assessment) -> Iterator[str]:
    read = [line for line in assessment.lines if line.main]
    yield TOLD["head"].format(rows=len(assessment.lines), read=len(read))
    for name, counts in tallies(assessment):
        yield f"  {name}：" + "、".join(f"{one.value}{counts[one]}" for one in WORST if counts[one])
    unread = [line.listed.organ.name for line in assessment.lines if line.main is None]
    if unread:
        yield TOLD["unread"].format(count=len(unread), organs="、".join(unread))
    if assessment.strays:
        names = "、".join(read.received.name for read, _ in assessment.strays)
        yield TOLD["strays"].format(count=len(assessment.strays), files=names)


def _changed(changed: Sequence[Change], *, is_first: bool) -> Iterator[str]:
    if is_first:
        return
    if not changed:
        yield TOLD["no changes"]
        return
    yield TOLD["changes"].format(count=len(changed))
    for one in changed:
        yield f"  {one.organ}　{one.indicator}　{one.before}→{one.now}".rstrip("→")
