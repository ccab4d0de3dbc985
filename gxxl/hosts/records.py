"""The records of a zip file: the central directory read with suspicion, members inflated in bounds and written anew.

Sections are those of PKWARE's APPNOTE 6.3, which OPC refers to (ECMA-376 part 2, annex B). Nothing a record declares
is believed: sizes are checked against the bytes there are, records must not overlap, names must agree.
"""

import struct
import zlib
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from gxxl.hosts.refused import Refused

LARGEST_PART = 8 * 1024 * 1024
"""Bytes of one member, inflated."""

MOST_MEMBERS = 2_000

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_ZIP64 = 1
_VERSION = 20
_FIRST_DAY = 0x21
"""1980-01-01, the first date a zip can hold."""


class Head(NamedTuple):
    """The fields of a central record that outlive a rewrite (4.3.12)."""

    made_by: int
    needed: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    size: int
    inflated: int
    disk: int
    internal: int
    external: int


class Member(NamedTuple):
    """One entry of a zip: its name decoded and as bytes, its fields, and the span of its local record in the file."""

    name: str
    raw_name: bytes
    head: Head
    extra: bytes
    comment: bytes
    begin: int = 0
    body: int = 0
    end: int = 0
    local_extra: bytes = b""

    @property
    def encrypted(self) -> bool:
        """Whether a password guards it (4.4.4, bit 0)."""
        return bool(self.head.flags & _ENCRYPTED)


@lru_cache(maxsize=1)
def directory(data: bytes) -> tuple[tuple[Member, ...], bytes]:
    """All members in the order of the central directory, and the comment of the zip.

    The newest is remembered: whoever reads a file asks what kind it is, when it was saved, and then opens it.
    """
    try:
        count, start, stop, comment = _end(data)
        members = _entries(data, start, stop)
        if len(members) != count:
            raise Refused("damaged")
        ends = dict(pairwise([*sorted(member.begin for member in members), start]))
        return tuple([_located(data, member, ends[member.begin]) for member in members]), comment
    except struct.error:
        raise Refused("damaged") from None


def new_member(name: str) -> Member:
    """A member that was not there before."""
    flags = 0 if name.isascii() else _UTF8
    head = Head(_VERSION, _VERSION, flags, _DEFLATED, 0, _FIRST_DAY, 0, 0, 0, 0, 0, 0)
    return Member(name, name.encode(), head, b"", b"")


def inflate(data: bytes, member: Member, most: int = LARGEST_PART) -> bytes:
    """The content of a member; never more than so many bytes, and never with a wrong CRC."""
    raw = data[member.body : member.body + member.head.size]
    if member.head.method == _STORED:
        content = raw
    elif member.head.method == _DEFLATED:
        content = _inflated(raw, most)
    else:
        raise Refused("damaged")
    if len(content) > most:
        raise Refused("hostile")
    if zlib.crc32(content) != member.head.crc:
        raise Refused("damaged")
    return content


def _inflated(raw: bytes, most: int) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(raw, most + 1)
    except zlib.error:
        raise Refused("damaged") from None
    if not stream.eof and len(content) <= most:
        raise Refused("damaged")
    return content


_LEVEL = 4
"""Of zlib: half the time of the usual 6 while someone waits, for an eighth more bytes."""


def deflated(member: Member, content: bytes) -> tuple[Member, bytes]:
    """The member with new content, and its local record; name, date and attributes stay."""
    stream = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    body = stream.compress(content) + stream.flush()
    head = member.head._replace(
        flags=member.head.flags & ~_SIZES_FOLLOW,
        method=_DEFLATED,
        crc=zlib.crc32(content),
        size=len(body),
        inflated=len(content),
    )
    extra = _split_extra(member.local_extra)[0]
    local = _LOCAL.pack(b"PK\3\4", *head[1:9], len(member.raw_name), len(extra))
    return member._replace(head=head), b"".join((local, member.raw_name, extra, body))


def central_record(member: Member, offset: int) -> bytes:
    """The entry of the central directory for a member whose local record stands at an offset."""
    lengths = (len(member.raw_name), len(member.extra), len(member.comment))
    head = member.head
    fields = _CENTRAL.pack(b"PK\1\2", *head[:9], *lengths, head.disk, head.internal, head.external, offset)
    return b"".join((fields, member.raw_name, member.extra, member.comment))


def end_record(count: int, size: int, offset: int, comment: bytes) -> bytes:
    """The last record of a zip (4.3.16)."""
    return _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, len(comment)) + comment


def _end(data: bytes) -> tuple[int, int, int, bytes]:
    """Entries, begin and end of the central directory, and the comment (4.3.16; ZIP64: 4.3.14 and 4.3.15)."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _FULL16))
    if at < 0:
        raise Refused("damaged")
    _, _, _, _, count, size, start, length = _END.unpack_from(data, at)
    stop = at
    if at >= 20 and data.startswith(b"PK\6\7", at - 20):
        (stop,) = struct.unpack_from("<Q", data, at - 12)
        if stop >= at:
            raise Refused("damaged")
        _, _, _, _, _, _, _, count, size, start = _END64.unpack_from(data, stop)
    if count > MOST_MEMBERS:
        raise Refused("hostile")
    if start + size > stop:
        raise Refused("damaged")
    return count, start, start + size, data[at + _END.size : at + _END.size + length]


def _entries(data: bytes, at: int, stop: int) -> list[Member]:
    found: list[Member] = []
    while at < stop:
        mark, *fields = _CENTRAL.unpack_from(data, at)
        ends = list(accumulate((_CENTRAL.size, *fields[9:12]), initial=at))[1:]
        if mark != b"PK\1\2" or ends[-1] > stop:
            raise Refused("damaged")
        raw_name, raw_extra, comment = (data[begin:end] for begin, end in pairwise(ends))
        extra, large = _split_extra(raw_extra)
        inflated, size, begin = _sizes((fields[8], fields[7], fields[15]), large)
        if begin > len(data) or size > len(data):
            raise Refused("damaged")
        head = Head._make([*fields[:7], size, min(inflated, _FULL32), *fields[12:15]])
        found.append(Member(_name(raw_name, head.flags), raw_name, head, extra, comment, begin))
        if len(found) > MOST_MEMBERS:
            raise Refused("hostile")
        at = ends[-1]
    return found


def _located(data: bytes, member: Member, end: int) -> Member:
    """The member with the span of its local record (4.3.7), which must not reach into the next one."""
    mark, *fields = _LOCAL.unpack_from(data, member.begin)
    name = member.begin + _LOCAL.size
    extra = name + fields[8]
    body = extra + fields[9]
    if mark != b"PK\3\4" or data[name:extra] != member.raw_name:
        raise Refused("damaged")
    if body + member.head.size > end:
        raise Refused("hostile")
    return member._replace(body=body, end=end, local_extra=data[extra:body])


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        raise Refused("damaged") from None


def _split_extra(extra: bytes) -> tuple[bytes, bytes]:
    """The extra fields without the ZIP64 one, and what that one holds (4.5.1, 4.5.3)."""
    kept, large, at = b"", b"", 0
    while at + 4 <= len(extra):
        key, length = struct.unpack_from("<2H", extra, at)
        if key == _ZIP64:
            large = extra[at + 4 : at + 4 + length]
        else:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:], large


def _sizes(fields: tuple[int, int, int], large: bytes) -> list[int]:
    """The three 32-bit fields, those that are full replaced from the ZIP64 field in its order."""
    found: list[int] = []
    at = 0
    for field in fields:
        if field == _FULL32 and large:
            found.append(struct.unpack_from("<Q", large, at)[0])
            at += 8
        else:
            found.append(field)
    return found
