"""What a command loads before anything else: polars and pandera, while the stack is shallow.

Python keeps its call stack in pieces of 16 KB. Modules that load from far down a chain of imports cross the end of a
piece thousands of times, and each crossing maps memory and gives it back: a tenth of a click.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module

from gxxl.entry.guard import attempt

CHECKING = frozenset(("check", "mark", "fill", "undo", "write", "collect"))
"""The commands that check."""


def load(arguments: Sequence[str]) -> None:
    """Load what the command of these arguments is going to need anyway; what fails here is told by the command."""
    if arguments and arguments[0] in CHECKING:
        attempt(partial(import_module, "gxxl.checking.schema"), lambda: None)
