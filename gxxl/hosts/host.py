"""What a host is: two verbs for the workbook and one for the person. Every host passes the same contract test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gxxl.edit import Edit
from gxxl.sheet import Snapshot


class Host(Protocol):
    """Where the cells of one workbook live."""

    def read(self, names: Sequence[str]) -> Snapshot:
        """All defined names with their areas, and the blocks asked for; a name there is none of is left out."""

    def apply(self, edits: Sequence[Edit]) -> None:
        """Carry out edits in order, all or nothing where the host can."""

    def tell(self, text: str) -> None:
        """Say one sentence to the person at the workbook."""
