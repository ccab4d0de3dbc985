"""The source text of every module of a `vbaProject.bin` ([MS-OVBA]): read, never run."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gxxl.hosts.compound_file import streams
from gxxl.hosts.refused import Refused
from gxxl.template.vba_compression import CHUNK, SIGNATURE, offset_bits

LARGEST_TEXT = 1024 * 1024
"""Bytes of one stream, unpacked; no module of ours is a hundredth of it."""

_CODE_PAGE, _VERSION, _NAME, _STREAM, _OFFSET = 0x03, 0x09, 0x19, 0x1A, 0x31
_END_OF_MODULE, _END_OF_PROJECT = 0x2B, 0x10
"""Records of the dir stream (2.3.4.2)."""

_ODD_SIZE = 6
"""Bytes of PROJECTVERSION (2.3.4.2.1.11), whose size field says 4."""

_CHUNK_SIGN, _PACKED = 0x3000, 0x8000


@dataclass
class _Directory:
    """What the dir stream says: the code page, and of each module its name, its stream and where its source begins."""

    codec: str = "latin-1"
    modules: list[tuple[str, str, int]] = field(default_factory=list)


def module_sources(project: bytes) -> Mapping[str, str]:
    """The source of each module by its name, attribute lines and all. Raises Refused."""
    found = {name.casefold(): data for name, data in streams(project).items()}
    try:
        directory = _directory(unpacked(found["vba/dir"]))
        return {
            name: unpacked(found[f"vba/{stream}".casefold()][offset:]).decode(directory.codec, "replace")
            for name, stream, offset in directory.modules
        }
    except (KeyError, struct.error, IndexError):
        raise Refused("damaged") from None


def unpacked(container: bytes) -> bytes:
    """The text of a compressed container (2.4.1.3.1). Raises Refused."""
    if not container or container[0] != SIGNATURE:
        raise Refused("damaged")
    out = bytearray()
    at = 1
    while at < len(container):
        (head,) = struct.unpack_from("<H", container, at)
        end = at + (head & 0xFFF) + 3
        if head & 0x7000 != _CHUNK_SIGN or len(out) > LARGEST_TEXT:
            raise Refused("damaged")
        chunk = container[at + 2 : end]
        out += _chunk(chunk) if head & _PACKED else chunk[:CHUNK]
        at = end
    return bytes(out)


def _chunk(packed: bytes) -> bytes:
    """One chunk (2.4.1.3.2): eight tokens to a byte of flags, each a sign or a copy of what stands before."""
    plain = bytearray()
    at = 0
    while at < len(packed):
        flags = packed[at]
        at += 1
        for bit in range(8):
            if at >= len(packed):
                break
            if not flags >> bit & 1:
                plain.append(packed[at])
                at += 1
                continue
            (token,) = struct.unpack_from("<H", packed, at)
            at += 2
            _copy(plain, token)
        if len(plain) > CHUNK:
            raise Refused("damaged")
    return bytes(plain)


def _copy(plain: bytearray, token: int) -> None:
    bits = offset_bits(len(plain))
    back, length = (token >> (16 - bits)) + 1, (token & (0xFFFF >> bits)) + 3
    if back > len(plain) or len(plain) + length > CHUNK:
        raise Refused("damaged")
    for _ in range(length):
        plain.append(plain[-back])


def _directory(data: bytes) -> _Directory:
    found = _Directory()
    name = stream = ""
    offset = 0
    for key, held in _records(data):
        if key == _CODE_PAGE:
            found.codec = _codec(int.from_bytes(held, "little"))
        elif key == _NAME:
            name = held.decode(found.codec, "replace")
        elif key == _STREAM:
            stream = held.decode(found.codec, "replace")
        elif key == _OFFSET:
            offset = int.from_bytes(held, "little")
        elif key == _END_OF_MODULE:
            found.modules.append((name, stream, offset))
    if not found.modules:
        raise Refused("damaged")
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        key, size = struct.unpack_from("<HI", data, at)
        size = _ODD_SIZE if key == _VERSION else size
        yield key, data[at + 6 : at + 6 + size]
        if key == _END_OF_PROJECT:
            return
        at += 6 + size


def _codec(page: int) -> str:
    name = "utf-8" if page == 65001 else f"cp{page}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "latin-1"
