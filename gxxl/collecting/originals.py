"""The bytes of a return as they came, for marking a copy; the original is only ever read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from gxxl.collecting.collection import Received
from gxxl.collecting.gathering import pieces_of

BOOKS = (".xlsx", ".xlsm")
"""Suffixes of workbooks a copy can be marked of."""


def file_name(received: Received) -> str:
    """The name of the file itself, that of the member where it came in an archive."""
    return PurePosixPath(received.inner).name if received.inner else received.path.name


def is_book(received: Received) -> bool:
    """Whether the name is that of a workbook."""
    return Path(file_name(received)).suffix.lower() in BOOKS


def data_of(received: Received) -> bytes | None:
    """The bytes the verdict is about; None where the file is gone or no longer holds the same."""
    found = (piece for piece in pieces_of(received.path) if piece.inner == received.inner)
    return next((piece.data for piece in found if piece.sha256 == received.sha256), None)
