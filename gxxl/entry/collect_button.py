"""The button 汇总 on any host: a folder is chosen, collected by the list that lies in it, and 汇总.xlsx opens."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as waited
from pathlib import Path
from typing import Protocol

import click

from gxxl.form.told import CHOOSE_FOLDER, COLLECTED, NOT_CHOSEN, READ_MORE

KEY = "collect"
EVERY = 5.0
"""Seconds after which somebody who waits is told that the work goes on."""

MOST = 300
"""Characters of a summary that stand in a box or a bar."""


class Desk(Protocol):
    """A spreadsheet program with a person before it."""

    def choose_folder(self, title: str) -> str:
        """The folder the person chooses, "" for none."""

    def show_book(self, path: Path) -> None:
        """Open a file in the program."""

    def tell(self, text: str) -> None:
        """Say a sentence."""


def press_collect(desk: Desk, waiting: Callable[[], object] = lambda: None) -> None:
    """Do what the button promises; whatever stands in the way is one sentence. The open workbook is left alone."""
    chosen = desk.choose_folder(CHOOSE_FOLDER)
    if not chosen:
        desk.tell(NOT_CHOSEN)
        return
    try:
        told, result, place = _gathered(Path(chosen), waiting)
    except click.ClickException as error:
        desk.tell(error.format_message())
        return
    if result is None:
        desk.tell(told)
        return
    desk.show_book(result)
    desk.tell(COLLECTED.format(summary=shortened(told), place=place.name))


def _gathered(folder: Path, waiting: Callable[[], object]) -> tuple[str, Path | None, Path]:
    """What the folder came to, `waiting` called now and then until it has."""
    from gxxl.entry.door import Gathered, gather

    with ThreadPoolExecutor(1) as pool:
        future: Future[Gathered] = pool.submit(gather, folder)
        while not waited([future], EVERY).done:
            waiting()
    gathered = future.result()
    return gathered.told, gathered.result, gathered.place


def shortened(told: str) -> str:
    """The first lines of a summary, as many as a box holds."""
    if len(told) <= MOST:
        return told
    lines, kept = told.splitlines(), ""
    for line in lines:
        if len(kept) + len(line) > MOST:
            break
        kept += f"{line}\n"
    return (kept or lines[0][:MOST] + "…\n") + READ_MORE
