"""`mark`, `fill`, `undo`: a button pressed from outside the workbook. Imports no more than a click needs."""

from __future__ import annotations

from pathlib import Path

import click

from gxxl.entry import console
from gxxl.entry.troubles import said, writing
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.hosts.refused import Refused
from gxxl.intake.file_findings import refusal
from gxxl.template.buttons import with_macros


def refuse_other_kind(path: Path, out: Path | None) -> None:
    """A workbook with buttons stays one, and one without too: Excel opens neither under the other's name."""
    if out and with_macros(out) != with_macros(path):
        from gxxl.form.told_of_usage import OUTPUT

        raise click.UsageError(OUTPUT["other kind"].format(suffix=path.suffix))


def run_press(key: str, path: Path, out: Path | None) -> None:
    """A button pressed from outside, in place or to another file of the same kind; macros not as issued are named."""
    refuse_other_kind(path, out)
    try:
        with writing(out or path):
            host = FileHost(path, out)
            ours = press(key, host)
    except Refused as refused:
        raise click.ClickException(said([refusal(refused)])) from None
    if not ours:
        raise click.ClickException("".join(host.told))
    console.write("".join(f"{text}\n" for text in [*host.told, *_strange_macros(host)]))


def _strange_macros(host: FileHost) -> list[str]:
    if host.macros is None and not host.macro_sheets:
        return []
    from gxxl.intake.strange_macros import strange_macros

    return [said([finding]) for finding in strange_macros(host)]
