"""The bulk of what was read of many files lies on disk until somebody looks: memory must not grow with their words.

A report or verdict whose parts lie on a shelf is one like any other; every look fetches them anew.
"""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, TypeAlias, TypeVar, cast, overload

T = TypeVar("T")

AT_HAND = 64
"""So many parts that were looked at last stay in memory, for whoever looks at one several times."""

LENGTH = 4
"""Bytes before each part that tell how long it is."""

Place: TypeAlias = "int | bytes"
"""Where a part lies: the byte of the file at which it begins, or the part itself."""


def measured(part: bytes) -> bytes:
    """A part behind its length, as it lies among others."""
    return len(part).to_bytes(LENGTH) + part


class Shelf:
    """A temporary file that goes with the last part that lies in it; what the disk does not take stays in memory."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._at_hand: OrderedDict[Place, object] = OrderedDict()
        with suppress(OSError):
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is open as long as anything lies in it

    def __del__(self) -> None:
        if self._file:
            self._file.close()

    def put(self, part: bytes) -> Place:
        """Lay a part down."""
        record = measured(part)
        if self._file:
            with suppress(OSError):
                self._file.seek(self._end)
                if self._file.write(record) == len(record):
                    self._end += len(record)
                    return self._end - len(record)
        return part

    def look(self, place: Place, made: Callable[[bytes], T]) -> T:
        """What is made of the part that lies there."""
        if place not in self._at_hand:
            self._at_hand[place] = made(self._part(place))
            if len(self._at_hand) > AT_HAND:
                self._at_hand.popitem(last=False)
        self._at_hand.move_to_end(place)
        return cast("T", self._at_hand[place])

    def _part(self, place: Place) -> bytes:
        if isinstance(place, bytes):
            return place
        assert self._file
        self._file.seek(place)
        return self._file.read(int.from_bytes(self._file.read(LENGTH)))


class ShelvedTuple(Sequence[T]):
    """A tuple, made of its part at every look."""

    __slots__ = ("_made", "_place", "_shelf")

    def __init__(self, shelf: Shelf, part: bytes, made: Callable[[bytes], tuple[T, ...]]) -> None:
        self._shelf, self._place, self._made = shelf, shelf.put(part), made

    def _all(self) -> tuple[T, ...]:
        return self._shelf.look(self._place, self._made)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._all()[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class ShelvedMapping(Mapping[str, T]):
    """A mapping of texts, made of its part at every look."""

    __slots__ = ("_made", "_place", "_shelf")

    def __init__(self, shelf: Shelf, part: bytes, made: Callable[[bytes], Mapping[str, T]]) -> None:
        self._shelf, self._place, self._made = shelf, shelf.put(part), made

    def _all(self) -> Mapping[str, T]:
        return self._shelf.look(self._place, self._made)

    def __getitem__(self, key: str) -> T:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
