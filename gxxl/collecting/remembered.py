"""What earlier runs read, kept hidden among the results: nothing that has not changed is read again.

One SQLite file: each step is written whole or not at all, whenever the program ends. It is only ever a shortcut:
where it is damaged, held by another run or cannot be written, files are read as if there were none.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

NAME = ".gxxl-read.sqlite3"
"""The file, hidden where names that begin with a dot are."""

_READERS = ("lxml", "openpyxl", "pandera", "polars", "pypdfium2", "python-calamine", "rapidfuzz", "selectolax")
_TABLE = "CREATE TABLE IF NOT EXISTS read (key TEXT PRIMARY KEY, seal BLOB NOT NULL, data BLOB NOT NULL)"
_SEAL = 16

PATIENCE = 10.0
"""Seconds to wait for another run that is writing into the same file."""

_PRIMARY = 0xFF
"""The bits of an SQLite error that tell its kind."""


@cache
def program_print() -> str:
    """A digest of the program and the libraries it reads with: what another one read is read again."""
    found = hashlib.sha256(sys.version.encode())
    if getattr(sys, "frozen", False):
        found.update(Path(sys.executable).read_bytes())
    for name, data in _sources(files("gxxl"), ""):
        found.update(name.encode() + b"\0" + data + b"\0")
    for library in _READERS:
        with suppress(PackageNotFoundError):
            found.update(f"{library} {version(library)}".encode())
    return found.hexdigest()


def _sources(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the program's own files, but for compiled ones."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{above}{entry.name}/")
        elif entry.is_file():
            yield above + entry.name, entry.read_bytes()


class Remembered:
    """What was read, by a key that tells content and circumstances; `folder` None remembers nothing."""

    def __init__(self, folder: Path | None, program: str = "") -> None:
        self._program = program
        self._used: set[str] = set()
        self._base: sqlite3.Connection | None = None
        if folder:
            self._open(folder)

    def _open(self, folder: Path) -> None:
        """Open the file, anew where it is damaged; one that another run holds for too long is left alone."""
        path = folder / NAME
        for _ in range(2):
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
            if self._is_sound(path):
                return
            with suppress(OSError):
                path.unlink()

    def _is_sound(self, path: Path) -> bool:
        """Whether the file is whole; True too where that cannot be told, and then nothing is remembered.

        Damage may stand in the words of an error itself: such an error has no code, or cannot even be decoded.
        """
        try:
            self._base = sqlite3.connect(path, timeout=PATIENCE)
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute(_TABLE)
            sound: bool = self._base.execute("PRAGMA quick_check").fetchone() == ("ok",)
        except (sqlite3.Error, UnicodeDecodeError) as trouble:
            self.close()
            code = getattr(trouble, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
            return code & _PRIMARY not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        if not sound:
            self.close()
        return sound

    def close(self) -> None:
        """From now on nothing is remembered."""
        if self._base:
            with suppress(sqlite3.Error):
                self._base.close()
            self._base = None

    def get(self, key: str) -> bytes | None:
        """What was read under a key; None where it was not, or no longer is what it was."""
        key = self._key(key)
        self._used.add(key)
        rows = self._done("SELECT seal, data FROM read WHERE key = ?", [(key,)])
        return next((data for seal, data in rows if seal == _seal(key, data)), None)

    def put(self, read: Iterable[tuple[str, bytes]]) -> None:
        """Remember, all of them in one step."""
        rows = [(key := self._key(name), _seal(key, data), data) for name, data in read]
        self._used.update(key for key, _, _ in rows)
        self._done("INSERT OR REPLACE INTO read VALUES (?, ?, ?)", rows)

    def end(self) -> None:
        """Forget what was not asked for this time: files that are gone, readings of an older program."""
        if self._base:
            kept = {str(row[0]) for row in self._done("SELECT key FROM read", [()])}
            self._done("DELETE FROM read WHERE key = ?", [(key,) for key in kept - self._used])
        self.close()

    def _key(self, key: str) -> str:
        return f"{self._program} {key}"

    def _done(self, statement: str, rows: Iterable[tuple[str | bytes, ...]]) -> list[Any]:
        """Run a statement for each row in one transaction; what fails ends the remembering, not the work."""
        found: list[Any] = []
        if self._base:
            try:
                with self._base:
                    for row in rows:
                        found += self._base.execute(statement, row).fetchall()
            except (sqlite3.Error, UnicodeDecodeError):
                self.close()
                return []
        return found


@contextmanager
def remembering(folder: Path | None) -> Iterator[Remembered]:
    """What earlier runs left in a folder of results; it is put in order only where all went well."""
    remembered = Remembered(folder, program_print() if folder else "")
    try:
        yield remembered
        remembered.end()
    finally:
        remembered.close()


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + data).digest()[:_SEAL]
