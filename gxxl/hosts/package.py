"""The zip container of a workbook: opened behind guards, changed member by member, saved whole or not at all.

Members nobody edits keep their bytes, order, date, flags and extra fields (OPC, ECMA-376 part 2, annex B).
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from gxxl.hosts.records import central_record, deflated, directory, end_record, inflate, new_member
from gxxl.hosts.refused import Refused

__all__ = ["CONTENT_TYPES", "LARGEST_FILE", "Package", "Refused", "save"]

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_TOTAL = 64 * 1024 * 1024
"""Bytes inflated from one package, all parts together."""

CONTENT_TYPES = "[Content_Types].xml"
"""The member every package has (ECMA-376 part 2, 10.1.2.2)."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "加了打开密码的文件"),
    ("Workbook", "旧版 Excel 文件（.xls）"),
    ("Book", "旧版 Excel 文件（.xls）"),
    ("WordDocument", "旧版 Word 文件（.doc）"),
    ("PowerPoint Document", "旧版 PowerPoint 文件（.ppt）"),
)
_STARTS = (
    (b"%PDF", "PDF 文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"{\\rtf", "RTF 文件"),
    (b"<", "网页或 XML 文件"),
)
_MEMBERS = (
    ("word/", "Word 文件"),
    ("ppt/", "PowerPoint 文件"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
    ("content.xml", "OpenDocument 文件"),
)


class Package:
    """A package in memory; the file it came from is never opened again."""

    def __init__(self, data: bytes) -> None:
        """Raise Refused where the bytes are no sound zip of a workbook."""
        if not data:
            raise Refused("empty")
        if not data.startswith(b"PK"):
            raise Refused("not a workbook", seems=_seems(data))
        self._data = data
        members, self._comment = directory(data)
        self._members = {member.name: member for member in members}
        self._spelled = {name.casefold(): name for name in self._members}
        if len(self._spelled) < len(members):
            raise Refused("hostile")
        if any(member.encrypted for member in members):
            raise Refused("not a workbook", seems="加了密码的压缩包")
        _require_workbook(self._members)
        self._parts: dict[str, bytes] = {}
        self._inflated = 0

    @classmethod
    def open(cls, path: Path) -> Package:
        """Read a file once, whole."""
        return cls(_bytes_of(path))

    def checksum(self, name: str) -> tuple[int, int]:
        """The CRC-32 and the length a member states, without inflating it."""
        head = self._members[name].head
        return head.crc, head.inflated

    def names(self) -> tuple[str, ...]:
        """The names of all members, in the order of the file."""
        return tuple(self._members)

    def spelled(self, name: str) -> str | None:
        """The member of that name; part names differ by more than case (ECMA-376 part 2, 9.1.1.1)."""
        return self._spelled.get(name.casefold())

    def part(self, name: str) -> bytes:
        """The content of a member, inflated within bounds and checked against its CRC."""
        if name not in self._parts:
            if name not in self._members:
                raise Refused("damaged")
            content = inflate(self._data, self._members[name])
            self._inflated += len(content)
            if self._inflated > LARGEST_TOTAL:
                raise Refused("hostile")
            self._parts[name] = content
        return self._parts[name]

    def replaced(self, parts: Mapping[str, bytes], drop: Collection[str] = ()) -> bytes:
        """The whole zip with these contents in place of the old ones, and without the members to drop.

        Untouched members are copied with their local records byte for byte; new names come last.
        """
        if not parts and not self._members.keys() & set(drop):
            return self._data
        records: list[bytes] = []
        central: list[bytes] = []
        offset = 0
        for name in dict.fromkeys([*self._members, *parts]):
            if name in drop:
                continue
            member = self._members.get(name) or new_member(name)
            record = self._data[member.begin : member.end]
            if name in parts:
                member, record = deflated(member, parts[name])
            records.append(record)
            central.append(central_record(member, offset))
            offset += len(record)
        end = end_record(len(central), sum(map(len, central)), offset, self._comment)
        return b"".join([*records, *central, end])


def save(path: Path, data: bytes | IO[bytes]) -> None:
    """Put a new file in the place of an old one in one step; on an OSError the old one stays as it was.

    An open file is copied from its beginning.
    """
    path = path.resolve()
    handle, name = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                data.seek(0)
                shutil.copyfileobj(data, file)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _bytes_of(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused("unreadable")
        if found.st_size > LARGEST_FILE:
            raise _too_large()
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Refused("missing") from None
    except PermissionError:
        raise Refused("denied") from None
    except (OSError, ValueError):
        raise Refused("unreadable") from None
    if len(data) > LARGEST_FILE:
        raise _too_large()
    return data


def _too_large() -> Refused:
    return Refused("too large", limit=str(LARGEST_FILE // 1024**2))


def _seems(data: bytes) -> str:
    if data.startswith(_OLE):
        streams = (seems for name, seems in _OLE_STREAMS if name.encode("utf-16-le") + b"\0\0" in data)
        return next(streams, "旧版 Office 文件")
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((seems for mark, seems in _STARTS if start.startswith(mark)), "其他格式的文件")


def _require_workbook(names: Collection[str]) -> None:
    for start, seems in _MEMBERS:
        if any(name.startswith(start) for name in names):
            raise Refused("not a workbook", seems=seems)
    if CONTENT_TYPES not in names:
        raise Refused("not a workbook", seems="压缩包")
