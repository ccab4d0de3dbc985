"""The one place where a result is opened for a person: in the program the desktop has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from gxxl.entry.guard import attempt

Opener: TypeAlias = Callable[[Path], object]
"""Opens a file; tests hand in their own."""


def open_result(path: Path) -> bool:
    """Open a file where there is a desktop and somebody before it; whether that was tried. Nothing depends on it."""
    return _is_watched() and attempt(lambda: _opened(path), lambda: False)


def _is_watched() -> bool:
    """Whether a person sees what is said; a program that reads our words wants no windows."""
    return bool(sys.stdout and sys.stdout.isatty())


def _opened(path: Path) -> bool:
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a file we have just written
        return True
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(name)
    has_desktop = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not (program and has_desktop):
        return False
    subprocess.Popen([program, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - see above
    return True
