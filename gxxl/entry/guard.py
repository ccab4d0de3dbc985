"""The one broad `except`: nobody who pushes a button sees a traceback; what happened is written to a log file."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gxxl import __version__

T = TypeVar("T")


def _log_folder() -> Path:
    """The folder for passing files; where a full disk leaves none, the clerk's own."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path.home()


LOG = _log_folder() / "gxxl.log"
"""Where failures nobody foresaw are written down, with their tracebacks."""


def attempt(action: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """The result of `action`; what went wrong goes to the log and `otherwise` answers instead."""
    try:
        return action()
    except Exception:  # noqa: BLE001 - the one broad except
        log_failure()
        return otherwise()


def log_failure() -> None:
    """Append the exception being handled, with versions, to the log."""
    text = f"gxxl {__version__} · Python {sys.version}\n{traceback.format_exc()}\n"
    try:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        sys.stderr.write(text)
