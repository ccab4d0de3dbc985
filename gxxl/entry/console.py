"""Where words go: stdout and stderr that never fail on Chinese, whatever the console, pipe or code page."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, TypeVar

import click

T = TypeVar("T")
_PROBE = "核查"
_BAR_FROM = 51
"""A progress bar is shown from so many files on."""


def prepare() -> None:
    """Characters a GBK console lacks become a question mark; a console without Chinese gets UTF-8.

    A window without a console has no streams at all: what is written to them is lost, and no error.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nowhere())
        elif isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if _can_write_chinese(stream) else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _can_write_chinese(stream: TextIOWrapper) -> bool:
    try:
        _PROBE.encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(text: str) -> None:
    """Words for people, to stdout. A reader that went away early is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = _nowhere()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def utf8(text: str) -> bytes:
    """A text as UTF-8; halves of characters, which no encoding holds, become question marks."""
    return text.encode("utf-8", "replace")


def write_utf8(text: str) -> None:
    """Data for programs, to stdout, UTF-8 whatever the console."""
    sys.stdout.flush()
    sys.stdout.buffer.write(utf8(text) + b"\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One sentence to stderr."""
    click.echo(text, err=True)


def progress(items: Sequence[T], label: str) -> Iterable[T]:
    """The items, with a bar on stderr while they are worked through, where there are many and someone watches."""
    with bar(len(items), label) as advance:
        for item in items:
            yield item
            advance(1)


@contextmanager
def bar(count: int, label: str) -> Iterator[Callable[[int], None]]:
    """What to call with the number of files done: a bar with rate and remaining time, where it is wanted."""
    if count < _BAR_FROM or not sys.stderr.isatty():
        yield lambda _: None
        return
    from gxxl.form.told_by_commands import RATE

    begun, done = time.monotonic(), 0

    def rate(_: object) -> str:
        return RATE.format(rate=f"{done / max(time.monotonic() - begun, 0.001):.0f}")

    with click.progressbar(length=count, label=label, file=sys.stderr, width=30, item_show_func=rate) as shown:

        def advance(number: int) -> None:
            nonlocal done
            done += number
            shown.update(number, done)

        yield advance
