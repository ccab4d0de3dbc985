"""Archives (.zip, .rar, .7z) on their way in: their files as bytes, in bounds, whatever names and depth they have.

A file that cannot be had is one file with its trouble; the others are read all the same. Nothing is written to disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gxxl.hosts.records import Member, directory, inflate
from gxxl.hosts.refused import Refused
from gxxl.intake.files import LARGEST, PEEK, SKIPPED_STARTS, Opened, bytes_of, may_be_report, not_read, open_report
from gxxl.intake.formats import seven_zip
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, seen

LARGEST_ARCHIVE = 256 * 1024 * 1024
"""Bytes unpacked from one archive, all of its files together."""

MOST_FILES = 2_000
"""Files in one archive, those of archives in it included."""

DEEPEST = 3
"""Archives within archives are looked into so far."""

MENDABLE = ("W-02", "W-04")
"""What is found of a workbook that can be moved into today's template."""

_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_UTF8 = 0x800
"""Bit 11 of the flags: the name is UTF-8 (APPNOTE 4.4.4)."""


class Inside(NamedTuple):
    """A file of an archive: its name with the folders and archives it lies in, and its bytes or why there are none."""

    name: str
    data: bytes
    trouble: Unreadable | None = None


class _Bounds:
    """What has been unpacked so far."""

    def __init__(self) -> None:
        self.bytes = self.files = 0

    def file(self) -> None:
        """One more file. Raises Refused where they are too many."""
        self.files += 1
        if self.files > MOST_FILES:
            raise Refused("hostile")

    def content(self, size: int) -> None:
        """So many more bytes. Raises Refused where they are too many."""
        self.bytes += size
        if self.bytes > LARGEST_ARCHIVE:
            raise Refused("hostile")


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a .rar, a .7z, or a zip that is no document itself and that no password guards."""
    if data.startswith(_PACKED):
        return True
    if not data.startswith(b"PK"):
        return False
    with suppress(Refused):
        found = seen(data)
        return found.kind is Kind.RECEIVED and found.key == "archive"
    return False


def unpacked(data: bytes) -> list[Inside]:
    """The files of an archive that may be reports, in name order; of one out of bounds, nothing but why."""
    try:
        found = sorted(_unpacked(data, "", DEEPEST, _Bounds()), key=lambda one: one.name)
    except Refused as refused:
        return [Inside("", b"", Unreadable("W-06", refused.key, **refused.slots))]
    except Unreadable as trouble:
        return [Inside("", b"", trouble)]
    return found or [Inside("", b"", Unreadable("R-08", "nothing inside"))]


def opened_in(path: Path) -> list[Opened]:
    """A file opened; of an archive each of its files, as if the archive were a folder."""
    try:
        data = bytes_of(path)
    except Unreadable as trouble:
        return [not_read(path, trouble)]
    opened = open_report(path, data, unpack=False)
    if opened.report is None and is_archive(data):
        return [_opened(path, inside) for inside in unpacked(data)]
    return [opened]


def only_report(path: Path, data: bytes) -> tuple[Opened, bytes]:
    """The one report an archive holds, a workbook that has to be moved first included, and its bytes.

    An archive of one file is that file; one of several reports is itself a file that is not read.
    """
    files = unpacked(data)
    opened = [_opened(path, inside) for inside in files]
    pairs = list(zip(opened, (inside.data for inside in files), strict=True))
    reports = [pair for pair in pairs if pair[0].report or any(f.rule.code in MENDABLE for f in pair[0].findings)]
    chosen = reports or pairs
    if len(chosen) == 1:
        return chosen[0]
    key = "several inside" if reports else "none inside"
    return not_read(path, Unreadable("R-08", key, count=str(len(chosen)))), b""


def _opened(path: Path, inside: Inside) -> Opened:
    place = path / inside.name if inside.name else path
    return not_read(place, inside.trouble) if inside.trouble else open_report(place, inside.data, kept=True)


def _unpacked(data: bytes, above: str, depth: int, bounds: _Bounds) -> Iterator[Inside]:
    """Raises Refused where the whole is out of bounds or broken, Unreadable where it cannot be opened."""
    files = _packed(data, bounds) if data.startswith(_PACKED) else _zipped(data, bounds)
    for raw, content in files:
        name = _plain(raw)
        if not name:
            continue
        try:
            if not may_be_report(name, lambda content=content: content()[:PEEK]):  # type: ignore[misc]
                continue
            held = content()
        except Unreadable as trouble:
            yield Inside(above + name, b"", trouble)
            continue
        if not is_archive(held):
            yield Inside(above + name, held)
        elif depth > 1:
            yield from _within(held, above + name, depth - 1, bounds)
        else:
            yield Inside(above + name, b"", Unreadable("R-08", "archive"))


def _within(data: bytes, name: str, depth: int, bounds: _Bounds) -> Iterator[Inside]:
    """An archive in an archive; one that cannot be opened is a file like others, one out of bounds ends all."""
    try:
        yield from _unpacked(data, f"{name}/", depth, bounds)
    except Unreadable as trouble:
        yield Inside(name, b"", trouble)


_Content = Callable[[], bytes]


def _zipped(data: bytes, bounds: _Bounds) -> Iterator[tuple[str, _Content]]:
    """Names and contents of a zip; contents are inflated when asked for, once."""
    members, _ = directory(data)
    for member in sorted(members, key=name_of):
        if not member.raw_name.endswith((b"/", b"\\")):
            bounds.file()
            yield name_of(member), _once(lambda member=member: _inflated(data, member), bounds)  # type: ignore[misc]


def _inflated(data: bytes, member: Member) -> bytes:
    """Raises Unreadable where a password guards the member, it is broken, or too large."""
    if member.encrypted:
        raise Unreadable("R-08", "password")
    try:
        return inflate(data, member, LARGEST)
    except Refused as refused:
        if refused.key == "hostile":
            raise _too_large() from None
        raise Unreadable("W-06", refused.key, **refused.slots) from None


def _packed(data: bytes, bounds: _Bounds) -> Iterator[tuple[str, _Content]]:
    """Names and contents of a .rar or .7z, by 7-Zip; what it declares is bounded before anything is unpacked."""
    with seven_zip.Laid(data) as laid:
        entries = sorted(laid.entries())
        if sum(entry.size for entry in entries) > LARGEST_ARCHIVE:
            raise Refused("hostile")
        for entry in entries:
            bounds.file()
            yield entry.name, _once(lambda entry=entry: _extracted(laid, entry), bounds)  # type: ignore[misc]


def _extracted(laid: seven_zip.Opened, entry: seven_zip.Entry) -> bytes:
    if entry.encrypted:
        raise Unreadable("R-08", "password")
    if entry.size > LARGEST:
        raise _too_large()
    return laid.content(entry, LARGEST)


def _too_large() -> Unreadable:
    return Unreadable("W-06", "too large", limit=str(LARGEST // 1024**2))


def _once(read: _Content, bounds: _Bounds) -> _Content:
    """What is read at the first asking, counted then, and kept for the next."""
    kept: list[bytes] = []

    def content() -> bytes:
        if not kept:
            kept.append(read())
            bounds.content(len(kept[0]))
        return kept[0]

    return content


def name_of(member: Member) -> str:
    """The name of a member: UTF-8 where flag or bytes say so, else GBK, as Chinese archivers write, else cp437."""
    for encoding in ("utf-8",) if member.head.flags & _UTF8 else ("utf-8", "gb18030", "cp437"):
        with suppress(UnicodeDecodeError):
            return member.raw_name.decode(encoding)
    return member.name


def _plain(name: str) -> str:
    """A name that leads nowhere else: no way up, no root, no signs nobody sees; "" for what programs leave behind."""
    shown = "".join(sign if sign.isprintable() else "_" for sign in name.replace("\\", "/"))
    parts = [part for part in PurePosixPath(shown).parts if part not in ("/", "//", "..")]
    return "" if any(part.startswith(SKIPPED_STARTS) for part in parts) else "/".join(parts)
