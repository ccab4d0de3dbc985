"""Every file of a returned folder, one after the other: sub-folders and archives looked into, nothing written.

A file is read once: its digest, its time and its report are all of the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gxxl.collecting.codes import code_in
from gxxl.collecting.register import is_register
from gxxl.hosts.records import directory, inflate
from gxxl.hosts.refused import Refused
from gxxl.intake.archives import is_archive, unpacked
from gxxl.intake.files import bytes_of, search
from gxxl.intake.formats.refusal import Unreadable

MANIFEST = "manifest.json"
"""What `distribute` once wrote beside the templates: no report."""

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"<(?:\w+:)?modified\b[^>]*>\s*([0-9T:.+Z-]{19,35})\s*</")


class Piece(NamedTuple):
    """One file or member: where it lies, its bytes and what they tell of themselves; `trouble` where there are none.

    `saved` is `modified` of docProps/core.xml; `code` the number under which `distribute` issued the workbook.
    """

    path: Path
    inner: str | None
    data: bytes
    sha256: str
    saved: datetime | None = None
    code: str = ""
    trouble: Unreadable | None = None

    @property
    def shown(self) -> Path:
        """The file, or the member as if the archive were a folder."""
        return self.path / self.inner if self.inner else self.path


def listed(folder: Path, left_out: Collection[Path] = ()) -> tuple[Path, ...]:
    """Every file below a folder that may be a report, in name order; not those left out, manifests, registers."""
    skipped = {path.resolve() for path in left_out}
    files = search([folder]).files
    ours = (path for path in files if path.name != MANIFEST and not is_register(path))
    return tuple(path for path in ours if path.resolve() not in skipped)


def pieces_of(path: Path) -> Iterator[Piece]:
    """A file, or the members of an archive; what cannot be read is one piece that says why."""
    try:
        data = bytes_of(path)
    except Unreadable as trouble:
        yield Piece(path, None, b"", "", trouble=trouble)
        return
    yield from pieces_in(path, data)


def pieces_in(path: Path, data: bytes) -> Iterator[Piece]:
    """The same of the bytes of a file."""
    if is_archive(data):
        yield from _members(path, data)
    else:
        yield _piece(path, None, data)


def _members(path: Path, data: bytes) -> Iterator[Piece]:
    """The members of an archive; one that cannot be had is a piece that says why."""
    for inside in unpacked(data):
        if PurePosixPath(inside.name).name == MANIFEST:
            continue
        if inside.trouble:
            told = digest(data + inside.name.encode())
            yield Piece(path, inside.name or None, b"", told, trouble=inside.trouble)
        else:
            yield _piece(path, inside.name, inside.data)


def _piece(path: Path, inner: str | None, data: bytes) -> Piece:
    core = _core(data)
    return Piece(path, inner, data, digest(data), _saved(core), code_in(core))


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _core(data: bytes) -> bytes:
    """The core properties of a package, empty where there are none (ECMA-376 part 2, 11)."""
    if not data.startswith(b"PK"):
        return b""
    with suppress(Refused):
        member = next((member for member in directory(data)[0] if member.name == _CORE), None)
        return inflate(data, member) if member else b""
    return b""


def _saved(core: bytes) -> datetime | None:
    found = _MODIFIED.search(core)
    with suppress(ValueError):
        time = datetime.fromisoformat(found.group(1).decode("ascii")) if found else None
        return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC) if time else None
    return None
