"""Everything a collection is written to; each file in one step, so that no half of one is ever taken for a result."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from gxxl.checking.findings_table import as_parquet
from gxxl.collecting import slips
from gxxl.collecting.clerk_columns import remarks_in
from gxxl.collecting.collection import Collection, Member
from gxxl.collecting.held_open import or_beside, put, set_aside
from gxxl.collecting.problems import Problem, problems_of
from gxxl.collecting.register_book import register_book
from gxxl.collecting.reminders import reminder_list, reminder_texts
from gxxl.collecting.result_page import write_page
from gxxl.collecting.roll_up import RolledUp
from gxxl.collecting.sent_back import SentBack, is_copy, sent_back, write_copy
from gxxl.collecting.slips import Copy
from gxxl.collecting.statutory_place import put_statutory
from gxxl.collecting.summary_book import summary_book
from gxxl.collecting.texts import IS_VOLUME, volumes
from gxxl.export.letter import as_letter
from gxxl.form.register_words import REGISTER
from gxxl.form.spelling import fit_for_a_file
from gxxl.form.told import SUMMARY_ASIDE

SUMMARY = "汇总"
SLIPS, MARKED, DATA = "退回单", "标注", "数据"
LIST, MESSAGES, PAGE, FINDINGS = "催报名单.csv", "催报.txt", "report.html", "findings.parquet"

_BOOK, _WORD = ".xlsx", ".docx"
_SLIP = "{organ}_退回单.docx"
_COLUMNS = ("organ", "file", "rule", "severity", "place", "problem", "found", "expected", "remedy")


def write_all(collection: Collection, rolled: RolledUp, outdir: Path, now: datetime) -> tuple[str, ...]:
    """Write every output into `outdir`; the sentences tell which file was held open and what was written instead.

    Links to files are relative to `outdir`; `now` is a time in China.
    Raises OSError where the folder cannot be written at all.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    told: list[str] = []
    summary = outdir / f"{SUMMARY}{_BOOK}"
    remarks = remarks_in(summary, collection.year, {member.organ.name for member in collection.members})
    with summary_book(collection, rolled, remarks.notes, outdir) as book:
        if remarks.left:
            set_aside(summary, told, SUMMARY_ASIDE)
        put(summary, book, told)
    put_statutory(collection, rolled, outdir, told)
    messages = _slips(collection, outdir, now.date(), told)
    if not (outdir / f"{REGISTER}{_BOOK}").exists():
        put(outdir / f"{REGISTER}{_BOOK}", register_book([one.organ.name for one in collection.members]), told)
    put(outdir / LIST, reminder_list(collection).encode("utf-8"), told)
    put(outdir / MESSAGES, reminder_texts(collection, now, messages).encode("utf-8"), told)
    _texts(collection, outdir, told)
    with tempfile.TemporaryFile(dir=outdir) as page:
        write_page(collection, rolled, page)
        put(outdir / PAGE, page, told)
    (outdir / DATA).mkdir(exist_ok=True)
    put(outdir / DATA / FINDINGS, as_parquet(_COLUMNS, map(_row, problems_of(collection))), told)
    return tuple(told)


def _texts(collection: Collection, outdir: Path, told: list[str]) -> None:
    """文字汇编 in one volume or in several; those of an earlier run that no longer hold are taken away."""
    written: set[Path] = set()
    for volume in volumes(collection):
        path = outdir / volume.name
        written |= {path, put(path, as_letter(volume.letter), told)}
    _clear(outdir, lambda path: IS_VOLUME.fullmatch(path.name) is not None, written)


def _slips(collection: Collection, outdir: Path, today: date, told: list[str]) -> list[str]:
    """退回单 and 标注; those of an earlier run that no longer hold are taken away. The short messages to send."""
    letters, marked = outdir / SLIPS, outdir / MARKED
    written: set[Path] = set()
    messages = []
    for member, theirs in slips.with_slip(collection):
        letters.mkdir(exist_ok=True)
        sent = sent_back(member)
        copy = _copied(sent, member, marked, written, told) if sent else Copy()
        path = letters / _SLIP.format(organ=fit_for_a_file(member.organ.name))
        put(path, as_letter(slips.slip(collection, member, theirs, today, copy)), told)
        written.add(path)
        messages.append(slips.short_message(collection, member, theirs, today, copy))
    _clear(letters, lambda path: path.name.endswith(_SLIP.format(organ="")), written)
    _clear(marked, is_copy, written)
    return messages


def _copied(sent: SentBack, member: Member, folder: Path, written: set[Path], told: list[str]) -> Copy:
    """The copy as it was written; one without a name where the return cannot be marked."""
    folder.mkdir(exist_ok=True)
    path = folder / sent.name
    if path in written:
        path = path.with_stem(f"{fit_for_a_file(member.organ.name)}_{path.stem}")
    done: list[tuple[str, ...] | None] = []
    place = or_beside(path, lambda place: done.append(write_copy(sent, place)), told)
    if done[-1] is None:
        return Copy()
    written |= {path, place}
    return Copy(place.name, done[-1])


def _clear(folder: Path, is_ours: Callable[[Path], bool], written: Iterable[Path]) -> None:
    kept = set(written)
    for path in folder.iterdir() if folder.is_dir() else ():
        if is_ours(path) and path not in kept:
            with suppress(OSError):
                path.unlink()


def _row(problem: Problem) -> tuple[str | None, ...]:
    return (
        problem.organ, problem.received.name if problem.received else None, problem.rule, problem.severity.value,
        problem.place, problem.said, problem.found, problem.expected, problem.remedy,
    )  # fmt: skip
