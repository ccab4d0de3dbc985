"""The pure function behind each button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from gxxl.edit import Edit, Show
from gxxl.form.model import Form
from gxxl.macros.actions import check_action, fill_action, names_for, zero_action
from gxxl.macros.exporting import export_action
from gxxl.macros.phrase_sheet import BLOCK as PHRASES
from gxxl.macros.undoing import undo_action
from gxxl.sheet import Address, Snapshot
from gxxl.template.places import HELP

Action: TypeAlias = Callable[[Snapshot, Form], Sequence[Edit]]
"""What a button does: a workbook as it was read, and its form, to edits."""


def _check(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    return check_action(snapshot, form)[0]


def _write(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    """Loaded by the button that writes: a check must not wait for the phrase book."""
    from gxxl.macros.writing import write_action

    return write_action(snapshot, form)[0]


def _help(_snapshot: Snapshot, _form: Form) -> Sequence[Edit]:
    return [Show(Address(HELP, 1, 1))]


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "check": _check,
        "fill": fill_action,
        "zero": zero_action,
        "write": _write,
        "undo": undo_action,
        "export": export_action,
        "help": _help,
    }
)
"""The function behind each button, by its key; 汇总 is no edit of the workbook: `entry` does it."""

_MORE_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({"check": (PHRASES,), "write": (PHRASES,)})


def names_of(key: str, form: Form) -> tuple[str, ...]:
    """Every block the button `key` reads or writes."""
    return (*names_for(form), *_MORE_NAMES.get(key, ()))
