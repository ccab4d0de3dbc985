"""When cyclic garbage is looked for: not while a command loads or works on one workbook, but among many files.

Loading and one click leave hardly a cycle behind, yet looking for some takes a fifth of their time.
"""

from __future__ import annotations

import atexit
import gc


def leave() -> None:
    """From now on, and when the process ends, cycles stay where they are."""
    gc.disable()
    atexit.register(gc.freeze)


def collect() -> None:
    """From now on cycles are collected: memory must not grow with the number of files."""
    gc.enable()
