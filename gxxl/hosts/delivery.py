"""Files handed out beside an open workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gxxl.edit import Deliver
from gxxl.hosts.package import save
from gxxl.hosts.refused import Refused

UNDELIVERED = {
    "unsaved": "本文件还没有保存在本机的文件夹里，文稿没有地方放。请先保存，再点一次。",
    "undelivered": "文稿写不进文件夹“{folder}”。请关闭正在打开的旧文稿，或把本文件另存到别的文件夹，再点一次。",
}
"""What is said where files could not be handed out, by the key of `Refused`."""


def deliver(files: Sequence[Deliver], folder: str) -> None:
    """Put each file into the folder of a workbook. Raises Refused where it was never saved into one, or is full."""
    if not folder or "://" in folder:
        raise Refused("unsaved")
    try:
        for file in files:
            save(Path(folder) / file.name, file.data)
    except OSError as error:
        raise Refused("undelivered", folder=folder) from error
