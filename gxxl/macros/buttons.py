"""The pure function behind each button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from gxxl.edit import Edit, Show, Tell
from gxxl.form.model import Form
from gxxl.macros.actions import check_action, fill_action, undo_action, zero_action
from gxxl.sheet import Address, Snapshot
from gxxl.template.places import HELP

Action: TypeAlias = Callable[[Snapshot, Form], Sequence[Edit]]
"""What a button does: a workbook as it was read, and its form, to edits."""


def _check(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    return check_action(snapshot, form)[0]


def _help(_snapshot: Snapshot, _form: Form) -> Sequence[Edit]:
    return [Show(Address(HELP, 1, 1))]


def _coming(_snapshot: Snapshot, _form: Form) -> Sequence[Edit]:
    return [Tell("此版本尚未提供。")]


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "check": _check,
        "fill": fill_action,
        "zero": zero_action,
        "write": _coming,
        "undo": undo_action,
        "export": _coming,
        "collect": _coming,
        "help": _help,
    }
)
"""The function behind each button, by its key."""
