"""Files handed out beside an open workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gxxl.edit import Deliver
from gxxl.hosts.package import save
from gxxl.hosts.refused import Refused


def deliver(files: Sequence[Deliver], folder: str) -> None:
    """Put each file into the folder of a workbook. Raises Refused where it was never saved into one, or is full."""
    if not folder or "://" in folder:
        raise Refused("unsaved")
    try:
        for file in files:
            save(Path(folder) / file.name, file.data)
    except OSError as error:
        raise Refused("undelivered", folder=folder) from error
