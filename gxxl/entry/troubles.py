"""Why a command could not do its work: a file that holds no report, a place nothing can be written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gxxl.finding import Finding
from gxxl.hosts.package import save
from gxxl.report import Report

if TYPE_CHECKING:
    from gxxl.intake.files import Opened


def said(findings: Iterable[Finding]) -> str:
    """Findings about a file in one breath: what is seen, how to mend it."""
    return "".join(finding.problem + finding.remedy for finding in findings)


def report_in(path: Path) -> tuple[Opened, Report]:
    """A file and the report it holds. Raises ClickException with what is said of it where it holds none."""
    from gxxl.intake.files import open_report

    opened = open_report(path)
    if opened.report is None:
        raise click.ClickException(f"{path.name}：{said(opened.findings)}")
    return opened, opened.report


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What fails to be written inside is one sentence about `path`: the file is open, the folder full or forbidden."""
    try:
        yield
    except OSError:
        from gxxl.form.told_of_usage import CLOSE_OR_MOVE, UNWRITABLE

        raise click.ClickException(UNWRITABLE.format(path=path, advice=CLOSE_OR_MOVE)) from None


def put(path: Path, data: bytes) -> None:
    """A complete, renamed write into a folder that is made where there is none. Raises ClickException."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, data)
