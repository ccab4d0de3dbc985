"""Bytes in parts: a head, and the bulk below it, each part packed by itself so that it is unpacked alone.

JSON and nothing that could be run: whoever may write into the folder of results must not run code by it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from gxxl.collecting.shelf import LENGTH, Shelf, ShelvedMapping, ShelvedTuple, measured

T = TypeVar("T")


class Parts:
    """Parts by number, under a head that tells which is what; taken out they lie on the shelf, where there is one."""

    def __init__(self, data: bytes = b"", shelf: Shelf | None = None) -> None:
        self._parts: list[bytes] = []
        self._shelf = shelf
        at = 0
        while at < len(data):
            begin = at + LENGTH
            end = begin + int.from_bytes(data[at:begin])
            self._parts.append(data[begin:end])
            at = end

    def put(self, items: Sequence[object] | Mapping[str, object]) -> int | None:
        """The number of a new part; None for one that is empty."""
        if not items:
            return None
        self._parts.append(packed(items))
        return len(self._parts)

    def under(self, head: object) -> bytes:
        """The bytes of all parts below their head."""
        return b"".join(map(measured, (packed(head), *self._parts)))

    @property
    def head(self) -> Any:
        """What stands above all parts."""
        return unpacked(self._parts[0])

    def several(self, number: int | None, made: Callable[[bytes], tuple[T, ...]]) -> Sequence[T]:
        """What a part holds, one after the other."""
        if number is None:
            return ()
        part = self._parts[number]
        return ShelvedTuple(self._shelf, part, made) if self._shelf else made(part)

    def keyed(self, number: int | None, made: Callable[[bytes], Mapping[str, T]]) -> Mapping[str, T]:
        """What a part holds by keys."""
        if number is None:
            return MappingProxyType({})
        part = self._parts[number]
        return ShelvedMapping(self._shelf, part, made) if self._shelf else made(part)


def packed(items: object) -> bytes:
    """The bytes of what JSON can hold."""
    text = json.dumps(items, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(part: bytes) -> Any:
    """What such bytes hold."""
    return json.loads(zlib.decompress(part).decode("utf-8", "surrogatepass"))
