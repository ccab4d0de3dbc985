"""Sentences told to a person that belong to no rule: how a check ended, why a button could not do its part."""

from __future__ import annotations

from collections.abc import Mapping

DRAFT = "送审稿"
"""Stands in the heading of an exported report while an error is open (design §9)."""

DRAFT_LEFT = f"尚有错误没有更正，文稿标为“{DRAFT}”，末页列出了须处理的事项。"

CHECKED_ERRORS = "核查完毕：错误{errors}处{doubts}。请从{first}改起。"
CHECKED_DOUBTS = "核查完毕：没有错误，疑点{doubts}处。请核对，如无误请写明原因。"
CHECKED_RIGHT = "核查完毕：三张表勾稽相符。"
"""How a check ended (season §6.17)."""


def checked(errors: int, doubts: int, first: str) -> str:
    """How a check ended; `first` says where to begin where there are errors."""
    if errors:
        return CHECKED_ERRORS.format(errors=errors, doubts=f"，疑点{doubts}处" if doubts else "", first=first)
    return CHECKED_DOUBTS.format(doubts=doubts) if doubts else CHECKED_RIGHT


WORKING = "正在处理，请稍候……"
READ_ONLY = "本文件是以只读方式打开的，要另存为新文件，改动才能保留。"
UNSAVED = "本文件还没有保存过，请先保存，改动才能保留。"
"""Said by a spreadsheet program with a workbook open in it."""

UNDELIVERED: Mapping[str, str] = {
    "unsaved": "本文件还没有保存在本机的文件夹里，文稿没有地方放。请先保存，再点一次。",
    "undelivered": "文稿写不进文件夹“{folder}”。请关闭正在打开的旧文稿，或把本文件另存到别的文件夹，再点一次。",
}
"""Why files could not be handed out, by the key of `hosts.refused.Refused`."""
