"""What was read once from the bytes of a workbook, for the next workbook that has the same bytes.

Workbooks of one template share most of theirs: whole parts, or the rows nobody fills in. Only what follows from the
bytes alone is remembered, by the bytes themselves; little of it and in small pieces, so that memory stays flat however
many files are read and whatever they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from itertools import islice
from typing import Concatenate, Generic, ParamSpec, TypeVar

from gxxl.hosts.markup import plain_parser, run

LARGEST_KNOWN = 128 * 1024
"""Bytes of a part that is remembered; the largest of our templates is half of it."""

MOST_PIECES = 4_096
"""Pieces of one kind that are remembered; a template has a thousand."""

LONGEST_PIECE = 4_096
"""Bytes of a piece that is remembered: longer ones hold prose, which no other workbook has."""

More = ParamSpec("More")
Result = TypeVar("Result")
Work = Callable[Concatenate[bytes, More], Result]


def known(most: int) -> Callable[[Work[More, Result]], Work[More, Result]]:
    """Have a function remember what it said of the last so many parts. What it says is shared: nobody may change it."""

    def decorate(work: Work[More, Result]) -> Work[More, Result]:
        remembered = lru_cache(maxsize=most)(work)

        @wraps(work)
        def answer(part: bytes, /, *more: More.args, **named: More.kwargs) -> Result:
            use = remembered if len(part) <= LARGEST_KNOWN else work
            return use(part, *more, **named)

        return answer

    return decorate


class Pieces(Generic[Result]):
    """Pieces of one kind, rows or shared strings: each is read once."""

    def __init__(self, mark: bytes, read: Callable[[bytes], Result | None]) -> None:
        """`mark` begins every piece; `read` makes of the rest what it means, or None where it is not as expected."""
        self._mark, self._read = mark, read
        self._known: dict[bytes, Result] = {}

    def read(self, body: bytes) -> list[Result] | None:
        """What stands in a body of such pieces and nothing else, else None; new ones must be well-formed."""
        nothing, *pieces = body.split(self._mark)
        found: list[Result] = []
        new: dict[bytes, Result] = {}
        for piece in pieces:
            result = self._known.get(piece)
            if result is None:
                result = self._read(piece)
                if result is None:
                    return None
                new[piece] = result
            found.append(result)
        if new:
            run(plain_parser(), b"".join((b"<x>", self._mark, self._mark.join(new), b"</x>")))
            self._remember(new)
        return None if nothing else found

    def _remember(self, new: Mapping[bytes, Result]) -> None:
        if len(self._known) + len(new) > MOST_PIECES:
            self._known.clear()
        short = (piece for piece in islice(new, MOST_PIECES) if len(piece) <= LONGEST_PIECE)
        self._known.update((piece, new[piece]) for piece in short)
