"""Results written where they belong, or beside it where another program holds the old ones open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from gxxl.collecting.dates import CHINA
from gxxl.hosts.package import save

HELD = "“{name}”正被别的程序打开，没有改动；这次的结果写在旁边的“{beside}”。"


def put(path: Path, data: bytes, told: list[str]) -> Path:
    """Save in one step; where the file came to lie."""
    return or_beside(path, partial(save, data=data), told)


def or_beside(path: Path, writing: Callable[[Path], object], told: list[str]) -> Path:
    """Write `path`; where it is held open, 汇总_1640.xlsx beside it, which is told. Raises OSError."""
    try:
        writing(path)
    except PermissionError:
        if not path.exists():
            raise
        beside = path.with_stem(f"{path.stem}_{datetime.now(CHINA):%H%M}")
        writing(beside)
        told.append(HELD.format(name=path.name, beside=beside.name))
        return beside
    return path
