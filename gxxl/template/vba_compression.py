"""Source text packed as [MS-OVBA] 2.4.1 has it: chunks of 4,096 bytes, tokens that copy what was said before."""

from __future__ import annotations

import struct

CHUNK = 4096
SIGNATURE = 1
"""The first byte of a container (2.4.1.1.1)."""

COMPRESSED = 0xB000
"""A chunk's header (2.4.1.1.5): signature 3 in bits 12–14, compressed in bit 15, its size less 3 below."""

_LEAST = 3
"""Bytes worth a copy token."""


def compressed(text: bytes) -> bytes:
    """The container of a text. ValueError where a chunk would not get smaller: no source text does that."""
    chunks = (_chunk(text[start : start + CHUNK]) for start in range(0, len(text), CHUNK))
    return bytes([SIGNATURE]) + b"".join(chunks)


def offset_bits(place: int) -> int:
    """Bits of a copy token that say how far back, by how much of the chunk is out (2.4.1.3.19.1)."""
    return max((place - 1).bit_length(), 4)


def _chunk(plain: bytes) -> bytes:
    packed = bytearray()
    seen: dict[bytes, list[int]] = {}
    place = 0
    while place < len(plain):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if place >= len(plain):
                break
            back, length = _match(plain, place, seen)
            if length:
                flags |= 1 << bit
                tokens += struct.pack("<H", (back - 1) << (16 - offset_bits(place)) | (length - _LEAST))
            else:
                tokens += plain[place : place + 1]
            for done in range(place, place + max(length, 1)):
                seen.setdefault(plain[done : done + _LEAST], []).append(done)
            place += max(length, 1)
        packed += bytes([flags]) + tokens
    if len(packed) > CHUNK:
        raise ValueError(plain)
    return struct.pack("<H", COMPRESSED | (len(packed) - 1)) + packed


def _match(plain: bytes, place: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """The longest text before that goes on like this, as (how far back, how long); (0, 0) for none."""
    longest = min((0xFFFF >> offset_bits(place)) + _LEAST, len(plain) - place)
    best = (0, 0)
    for start in reversed(seen.get(plain[place : place + _LEAST], ())):
        length = 0
        while length < longest and plain[start + length] == plain[place + length]:
            length += 1
        if length > best[1]:
            best = (place - start, length)
        if length == longest:
            break
    return best if best[1] >= _LEAST else (0, 0)
