"""`gxxl check`: open, check, show."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from gxxl.checking.verdict import Status, Verdict
from gxxl.entry import console
from gxxl.entry.batch import LastYear, check_all, open_all
from gxxl.intake.files import files_in
from gxxl.intake.last_year import NoLastYear, WrongLastYear, last_year_in


def run_check(paths: Sequence[Path], last: Path | None, style: str, output: Path | None) -> int:
    """Check files and folders and show the outcome; 0 where every file is in order, else 1."""
    files = list(files_in(paths))
    if not files:
        raise click.UsageError("文件夹里没有年报数据（.json）。")
    opened = open_all(console.progress(files, "正在核查"))
    try:
        source: LastYear | None = last_year_in(last) if last else None
        verdicts = check_all(opened, source)
    except NoLastYear as error:
        raise click.UsageError(f"--last 指定的“{error}”不是年报，读不出上年数据。") from None
    except WrongLastYear as error:
        wrong, mine = (
            f"{report.organ or '（单位未填）'}{report.year or ''}年度" for report in (error.last, error.mine)
        )
        raise click.UsageError(f"--last 指定的是{wrong}年报，不是{mine}的上年年报。") from None
    show(verdicts, style, output)
    return int(any(verdict.status in (Status.NOT_READY, Status.UNREADABLE) for verdict in verdicts))


def show(verdicts: Sequence[Verdict], style: str, output: Path | None) -> None:
    """Write the verdicts in one of the styles, to a file or to stdout."""
    if style == "json":
        from gxxl.entry.record import as_json as render
    elif style == "html":
        from gxxl.entry.page import as_page as render
    else:
        from gxxl.entry.text import as_text as render
    text = render(verdicts)
    if output:
        write_file(output, text)
        console.complain(f"结果已写入 {output}")
    elif style == "text":
        console.write(text)
    else:
        console.write_utf8(text)


def write_file(path: Path, text: str) -> None:
    """A complete, renamed write: the old file stays until the new one is whole."""
    draft = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise click.ClickException(f"写不了“{path}”：请关闭正在打开它的程序，或换一个位置。") from error
