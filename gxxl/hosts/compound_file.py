"""Streams out of a compound file ([MS-CFB]), read with suspicion: every chain ends, nothing declared is believed."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from gxxl.hosts.refused import Refused
from gxxl.template.compound import END, ENTRY, LEAST_LARGE, NONE, ROOT, SIGNATURE, STORAGE, STREAM

_HEAD = struct.Struct("<8s16s5H6x9I")
_HEAD_SIZE, _IN_HEADER = 512, 109
_SHIFTS = {3: 9, 4: 12}
"""Sector sizes of the two versions as powers of two (2.2)."""

_MINI_SHIFT = 6
MOST_ENTRIES = 4_000
"""Streams and storages of one file."""


def streams(data: bytes) -> Mapping[str, bytes]:
    """Every stream by its path of names, `VBA/dir`. Raises Refused."""
    try:
        return dict(_File(data).streams())
    except (struct.error, UnicodeDecodeError, IndexError):
        raise Refused("damaged") from None


class _File:
    """The sectors of a compound file and what its directory says of them."""

    def __init__(self, data: bytes) -> None:
        head = _HEAD.unpack_from(data)
        version, shift = head[3], head[5]
        if head[0] != SIGNATURE or shift != _SHIFTS.get(version):
            raise Refused("damaged")
        _, fat_count, directory, _, _, mini_start, _, more_start, _ = head[7:]
        self._data, self._size = data, 1 << shift
        self._count = max(len(data) - 1, 0) // self._size
        places = list(struct.unpack_from(f"<{_IN_HEADER}I", data, _HEAD_SIZE - 4 * _IN_HEADER))
        places += self._more_places(more_start)
        self._fat = [number for place in places[:fat_count] for number in self._numbers(place)]
        self._mini_fat = [number for place in self._chain(self._fat, mini_start) for number in self._numbers(place)]
        table = b"".join(self._sector(place) for place in self._chain(self._fat, directory))
        self._entries = [ENTRY.unpack_from(table, at) for at in range(0, len(table), ENTRY.size)]
        if len(self._entries) > MOST_ENTRIES or not self._entries or self._entries[0][2] != ROOT:
            raise Refused("damaged")
        root = self._entries[0]
        self._mini = self._large(root[-2], root[-1])

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Every stream below the root; an entry named twice in the tree is damage."""
        waiting = [("", self._entries[0][6])]
        seen: set[int] = set()
        while waiting:
            path, number = waiting.pop()
            if number == NONE:
                continue
            if number in seen:
                raise Refused("damaged")
            seen.add(number)
            name, length, kind, _, left, right, child, *_, start, size = self._entries[number]
            full = path + name[: max(length - 2, 0)].decode("utf-16-le")
            waiting += [(path, left), (path, right)]
            if kind == STORAGE:
                waiting.append((f"{full}/", child))
            elif kind == STREAM:
                yield full, self._small(start, size) if size < LEAST_LARGE else self._large(start, size)

    def _more_places(self, start: int) -> list[int]:
        """The sectors of the FAT that found no room in the header (2.5.1)."""
        places: list[int] = []
        for _ in range(self._count):
            if start >= END:
                return places
            *numbers, start = self._numbers(start)
            places += numbers
        raise Refused("damaged")

    def _sector(self, number: int) -> bytes:
        if number >= self._count:
            raise Refused("damaged")
        return self._data[(number + 1) * self._size : (number + 2) * self._size].ljust(self._size, b"\0")

    def _numbers(self, sector: int) -> Sequence[int]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _chain(self, table: Sequence[int], start: int) -> Iterator[int]:
        """The sectors of a chain; one longer than its table runs in a circle."""
        for _ in range(len(table) + 1):
            if start == END:
                return
            yield start
            start = table[start]
        raise Refused("damaged")

    def _large(self, start: int, size: int) -> bytes:
        sectors = self._chain(self._fat, start) if size else ()
        return self._exact(b"".join(map(self._sector, sectors)), size)

    def _small(self, start: int, size: int) -> bytes:
        places = self._chain(self._mini_fat, start) if size else ()
        parts = (self._mini[place << _MINI_SHIFT : (place + 1) << _MINI_SHIFT] for place in places)
        return self._exact(b"".join(parts), size)

    @staticmethod
    def _exact(data: bytes, size: int) -> bytes:
        if size > len(data):
            raise Refused("damaged")
        return data[:size]
