"""When cyclic garbage is looked for: not while a command loads or works on one workbook, but among many files.

Loading and one click leave hardly a cycle behind, yet looking for some takes a fifth of their time.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress


def leave() -> None:
    """From now on cycles stay where they are."""
    gc.disable()


def collect() -> None:
    """From now on cycles are collected: memory must not grow with the number of files."""
    gc.enable()


def end(code: object) -> None:
    """End the process with this exit code, as it is: taking it apart first, piece by piece, is a good part of a click.

    What is left to do at exit is done. Where other threads still run, and for what is no code, the usual way is taken.
    """
    if threading.active_count() > 1 or not isinstance(code, int):
        gc.freeze()
        sys.exit(code)  # type: ignore[arg-type]
    atexit._run_exitfuncs()  # noqa: SLF001 - the only way to them
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
