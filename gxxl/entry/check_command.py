"""`gxxl check`: open, check, show."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from gxxl.checking.verdict import Status, Verdict
from gxxl.entry import console, garbage
from gxxl.entry.batch import check_all, open_all
from gxxl.form.told_by_commands import CHECKING, RESULT_IN
from gxxl.form.told_of_usage import CLOSE_OR_MOVE, LAST, MOVE, NOTHING_TO_READ, OUTPUT, UNWRITABLE, whose
from gxxl.intake.files import Opened, files_in, search
from gxxl.intake.last_year import LastYear, NoLastYear, WrongLastYear, last_year_in


def run_check(paths: Sequence[Path], last: Path | None, style: str, output: Path | None) -> int:
    """Check files and folders and show the outcome; 0 where every file is in order, else 1."""
    garbage.collect()
    found = search(paths)
    if not found.files:
        raise click.UsageError(NOTHING_TO_READ)
    if output:
        refuse_to_overwrite(output, [*found.files, *(files_in([last]) if last else ())])
    opened = open_all(console.progress(found.files, CHECKING))
    if tuple(paths) == found.files and len(opened) == 1:
        opened = [_with_drafted(opened[0])]
    try:
        verdicts = check_all(opened, last_of(last))
    except WrongLastYear as error:
        last_one, mine = (whose(report.organ, report.year) for report in (error.last, error.mine))
        raise click.UsageError(LAST["of another"].format(last=last_one, mine=mine)) from None
    show(verdicts, style, output, found.others)
    return int(any(verdict.status in (Status.NOT_READY, Status.UNREADABLE) for verdict in verdicts))


def _with_drafted(opened: Opened) -> Opened:
    """Of one file named alone what 写文字 left to decide (N-17) is told as by 核查; of many it would cost too much."""
    if opened.workbook is None:
        return opened
    from gxxl.intake.workbooks import with_drafted

    return with_drafted(opened)


def last_of(last: Path | None) -> LastYear | None:
    """The reports of the year before that were named. Raises UsageError where they are none."""
    try:
        return last_year_in(last) if last else None
    except NoLastYear as error:
        raise click.UsageError(LAST["no report"].format(file=error)) from None


def refuse_to_overwrite(output: Path, read: Sequence[Path]) -> None:
    """A result never takes the place of a report that is checked or compared with, whatever name it goes by."""
    for path in read:
        with suppress(OSError, ValueError):
            if output.samefile(path):
                raise click.UsageError(OUTPUT["read"])


def show(verdicts: Sequence[Verdict], style: str, output: Path | None, others: int = 0) -> None:
    """Write the verdicts in one of the styles, to a file or to stdout; `others` are files of kinds we do not read."""
    text = _rendered(verdicts, style, others)
    if output:
        write_file(output, text)
        console.complain(RESULT_IN.format(path=output))
    elif style == "text":
        console.write(text)
    else:
        console.write_utf8(text)


def _rendered(verdicts: Sequence[Verdict], style: str, others: int) -> str:
    if style == "json":
        from gxxl.entry.record import as_json as render
    elif style == "html":
        from gxxl.entry.page import as_page as render
    elif style == "csv":
        from gxxl.entry.listing import as_csv as render
    else:
        from gxxl.entry.text import as_text

        return as_text(verdicts, others)
    return render(verdicts)


def write_file(path: Path, text: str) -> None:
    """A complete, renamed write, through links to their target: the old file stays until the new one is whole."""
    data = console.utf8(text)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except (OSError, ValueError) as error:
        advice = CLOSE_OR_MOVE if isinstance(error, PermissionError) else MOVE
        raise click.UsageError(UNWRITABLE.format(path=path, advice=advice)) from error


def _replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another, which keeps its permissions; nothing is left behind where that fails."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
        draft = Path(file.name)
    try:
        draft.write_bytes(data)
        draft.chmod(path.stat().st_mode if path.exists() else _new_mode())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _new_mode() -> int:
    """The permissions a new file would have."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
