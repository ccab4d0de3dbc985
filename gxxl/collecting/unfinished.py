"""Results being written: a note says so until the last of them lies there, whatever ends the program before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gxxl.hosts.package import save

NOTE = "结果没有写完.txt"
_SAID = "上一次汇总中途停止，这个文件夹里的结果有新有旧，请不要使用。重新运行一次汇总，这份说明会自动消失。\r\n"
_DRAFTS = ".~*.tmp"


@contextmanager
def unfinished(outdir: Path) -> Iterator[None]:
    """The note lies in the folder while results are written, and stays where that fails; drafts left behind go.

    Raises OSError where the folder cannot be written.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    for draft in list(outdir.rglob(_DRAFTS)):
        with suppress(OSError):
            shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    save(outdir / NOTE, ("\ufeff" + _SAID).encode("utf-8"))
    yield
    (outdir / NOTE).unlink(missing_ok=True)
