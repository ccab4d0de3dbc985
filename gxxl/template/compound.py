"""A compound file written from streams ([MS-CFB] version 3): what `vbaProject.bin` is on the outside.

Small streams lie in the mini stream (2.4), the directory is a tree of black nodes (2.6.4 allows an all-black tree that
is in order), and no date, class or state depends on the machine.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Tree: TypeAlias = "Mapping[str, bytes | Tree]"
"""Names with the bytes of a stream, or a storage."""

SECTOR, MINI_SECTOR, LEAST_LARGE = 512, 64, 4096
"""Bytes of a sector, of a mini sector, and of the smallest stream that has sectors of its own (2.2)."""

SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
"""FREESECT, ENDOFCHAIN, FATSECT (2.1), NOSTREAM (2.6.1)."""

ENTRY = struct.Struct("<64sH2B3I16sI2QIQ")
"""A directory entry of 128 bytes (2.6.1)."""

STORAGE, STREAM, ROOT = 1, 2, 5
_BLACK = 1
_IN_HEADER = 109
"""Sector numbers of the FAT that fit into the header (2.2); 7 MB of project."""


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = 0


class _Sectors:
    """The sectors of the file and the chains they form (2.3)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.chain: list[int] = []
        self.data = bytearray()

    def add(self, data: bytes) -> int:
        """The first sector of a new chain, ENDOFCHAIN where there is nothing to keep."""
        count = -(-len(data) // self.size)
        first = len(self.chain)
        self.chain += [first + place for place in range(1, count)] + [END] * bool(count)
        self.data += data.ljust(count * self.size, b"\0")
        return first if count else END


def compound(tree: Tree) -> bytes:
    """The bytes of a compound file. ValueError for more than the header can list."""
    entries = [_Entry("Root Entry", ROOT)]
    _grow(entries, 0, tree)
    large, small = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries[1:]:
        if entry.kind == STREAM:
            entry.start = (large if len(entry.data) >= LEAST_LARGE else small).add(entry.data)
    root = entries[0]
    root.data = bytes(small.data)
    root.start = large.add(root.data)
    directory = large.add(b"".join(_directory(entries)))
    mini_fat = _numbers(small.chain)
    mini_start = large.add(mini_fat)
    fat_start, count = len(large.chain), _fat_sectors(len(large.chain))
    large.chain += [FAT] * count
    fat_places = [*range(fat_start, fat_start + count), *[FREE] * (_IN_HEADER - count)]
    head = struct.pack("<8s16s5H6x9I", SIGNATURE, b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, LEAST_LARGE,
                       mini_start, len(mini_fat) // SECTOR, END, 0)  # fmt: skip
    return head + struct.pack(f"<{_IN_HEADER}I", *fat_places) + bytes(large.data) + _numbers(large.chain)


def name_order(name: str) -> tuple[int, bytes]:
    """How siblings are ordered: by length, then by code units in capitals (2.6.4)."""
    return len(name.encode("utf-16-le")), name.upper().encode("utf-16-be")


def _grow(entries: list[_Entry], parent: int, tree: Tree) -> None:
    names = sorted(tree, key=name_order)
    first = len(entries)
    for name in names:
        held = tree[name]
        entries.append(_Entry(name, STREAM, held) if isinstance(held, bytes) else _Entry(name, STORAGE))
    entries[parent].child = _balanced(entries, first, first + len(names))
    for number, name in enumerate(names, first):
        held = tree[name]
        if not isinstance(held, bytes):
            _grow(entries, number, held)


def _balanced(entries: list[_Entry], low: int, high: int) -> int:
    """The middle one of some siblings, with those before it to the left and those after it to the right."""
    if low >= high:
        return NONE
    middle = (low + high) // 2
    entries[middle].left = _balanced(entries, low, middle)
    entries[middle].right = _balanced(entries, middle + 1, high)
    return middle


def _directory(entries: Sequence[_Entry]) -> Iterator[bytes]:
    for entry in entries:
        name = entry.name.encode("utf-16-le") + b"\0\0"
        links = (entry.left, entry.right, entry.child)
        yield ENTRY.pack(name, len(name), entry.kind, _BLACK, *links, b"", 0, 0, 0, entry.start, len(entry.data))
    unused = ENTRY.pack(b"", 0, 0, 0, NONE, NONE, NONE, b"", 0, 0, 0, 0, 0)
    yield unused * (-len(entries) % (SECTOR // ENTRY.size))


def _numbers(chain: Sequence[int]) -> bytes:
    """Sector numbers, filled up to whole sectors with FREESECT."""
    packed = struct.pack(f"<{len(chain)}I", *chain)
    return packed + b"\xff" * (-len(packed) % SECTOR)


def _fat_sectors(used: int) -> int:
    """How many sectors the FAT needs to list `used` sectors and itself."""
    count = 1
    while count * SECTOR // 4 < used + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError(used)
    return count
