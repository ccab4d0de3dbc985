"""The buttons, in order: what stands on them, what they say when pointed at, and the pure function behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from gxxl.edit import Edit, Show, Tell
from gxxl.form.model import Form
from gxxl.macros.actions import check_action, fill_action, names_for, undo_action, zero_action
from gxxl.sheet import Address, Snapshot
from gxxl.template.places import HELP

Action: TypeAlias = Callable[[Snapshot, Form], Sequence[Edit]]
"""What a button does: a workbook as it was read, and its form, to edits."""


class Button(NamedTuple):
    """One button: its key in code, its caption, and the sentence shown when it is pointed at."""

    key: str
    caption: str
    hint: str


BUTTONS = (
    Button("check", "核查", "核对三张表的数字，以及文字里的数字与表格是否一致。只作标注，不改您填的内容。"),
    Button("fill", "填总计", "恢复被覆盖或清除的“总计”公式，只动灰色格。"),
    Button("zero", "补零", "把三张表的空白格填为0，并告诉您填了几格；可以撤销。"),
    Button("write", "写文字", "按表内数字起草有关句子。您改过的文字原样保留。"),
    Button("undo", "撤销", "退回上一步按钮操作。"),
    Button("export", "导出", "生成可送审、可上网的 Word 文稿。"),
    Button("collect", "汇总", "选择存放各单位报送文件的文件夹，生成汇总表、进度和退回单。"),
    Button("help", "帮助", "填报说明与联系电话。"),
)
"""Every button of the workbook and of the ribbon, from left to right."""


def _check(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    return check_action(snapshot, form)[0]


def _write(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    """Loaded by the button that writes: a check must not wait for the phrase book."""
    from gxxl.macros.writing import write_action

    return write_action(snapshot, form)[0]


def _help(_snapshot: Snapshot, _form: Form) -> Sequence[Edit]:
    return [Show(Address(HELP, 1, 1))]


def _coming(_snapshot: Snapshot, _form: Form) -> Sequence[Edit]:
    return [Tell("此版本尚未提供。")]


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "check": _check,
        "fill": fill_action,
        "zero": zero_action,
        "write": _write,
        "undo": undo_action,
        "export": _coming,
        "collect": _coming,
        "help": _help,
    }
)
"""The function behind each button, by its key."""

_MORE_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({"write": ("phrases",)})


def names_of(key: str, form: Form) -> tuple[str, ...]:
    """Every block the button `key` reads or writes."""
    return (*names_for(form), *_MORE_NAMES.get(key, ()))
