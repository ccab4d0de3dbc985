"""Fixtures of this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press


@pytest.fixture
def write_words() -> Callable[[Path], None]:
    """写文字 pressed on a workbook in place."""

    def pressed(path: Path) -> None:
        assert press("write", FileHost(path))

    return pressed
