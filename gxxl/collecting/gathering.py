"""Every file of a returned folder, one after the other: sub-folders and zip archives looked into, nothing written.

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
from gxxl.hosts.records import Member, directory, inflate
from gxxl.hosts.refused import Refused
from gxxl.intake.files import SKIPPED_STARTS, bytes_of, may_be_report, search
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, seen

LARGEST_ARCHIVE = 256 * 1024 * 1024
"""Bytes inflated from one archive, all members together."""

DEEPEST = 3
"""Archives within archives are looked into so far."""

MANIFEST = "manifest.json"
"""What `distribute` writes beside the templates: no report."""

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"<(?:\w+:)?modified\b[^>]*>\s*([0-9T:.+Z-]{19,35})\s*</")
_UTF8 = 0x800
"""Bit 11 of the flags: the name is UTF-8 (APPNOTE 4.4.4)."""


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


def gathered(folder: Path, left_out: Collection[Path] = ()) -> Iterator[Piece]:
    """Every file below a folder that may be a report, in name order, but for those left out and manifests."""
    for path in listed(folder, left_out):
        yield from pieces_of(path)


def listed(folder: Path, left_out: Collection[Path] = ()) -> tuple[Path, ...]:
    """The files `gathered` reads."""
    skipped = {path.resolve() for path in left_out}
    files = search([folder]).files
    return tuple(path for path in files if path.name != MANIFEST and path.resolve() not in skipped)


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


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip that is no document itself and that no password guards."""
    if not data.startswith(b"PK"):
        return False
    try:
        found = seen(data)
    except Refused:
        return False
    return found.kind is Kind.RECEIVED and found.key == "archive"


def _members(path: Path, data: bytes) -> Iterator[Piece]:
    """The members of an archive; one that cannot be unpacked within bounds is one piece, the archive itself."""
    found: list[Piece] = []
    try:
        for name, content in _unpacked(data, "", DEEPEST, [0]):
            found.append(_piece(path, name, content))
    except Refused:
        yield Piece(path, None, b"", digest(data), trouble=Unreadable("R-08", "archive"))
        return
    yield from found or [Piece(path, None, b"", digest(data), trouble=Unreadable("W-06", "empty"))]


def _unpacked(data: bytes, above: str, depth: int, total: list[int]) -> Iterator[tuple[str, bytes]]:
    """Names and contents, in name order; `total` counts what was inflated. Raises Refused."""
    members, _ = directory(data)
    for name, member in sorted((above + name_of(member), member) for member in members):
        parts = PurePosixPath(name).parts
        if name.endswith("/") or any(part.startswith(SKIPPED_STARTS) for part in parts) or parts[-1] == MANIFEST:
            continue
        content = inflate(data, member)
        total[0] += len(content)
        if total[0] > LARGEST_ARCHIVE:
            raise Refused("hostile")
        if depth > 1 and is_archive(content):
            yield from _unpacked(content, f"{name}/", depth - 1, total)
        elif may_be_report(name, content[: 256 * 1024].__bytes__):
            yield name, content


def name_of(member: Member) -> str:
    """The name of a member: UTF-8 where flag or bytes say so, else GBK, as Chinese archivers write, else cp437."""
    for encoding in ("utf-8",) if member.head.flags & _UTF8 else ("utf-8", "gbk", "cp437"):
        with suppress(UnicodeDecodeError):
            return member.raw_name.decode(encoding).replace("\\", "/")
    return member.name


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
