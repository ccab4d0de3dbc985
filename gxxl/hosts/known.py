"""What was worked out for the bytes of one file holds for the same bytes of the next: workbooks of one template share
most of theirs.

Only pure functions of bytes are remembered, by the bytes themselves; few and small ones, so that memory stays flat
however many files are read, and whatever they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

LARGEST_KNOWN = 128 * 1024
"""Bytes of a part that is remembered; the largest of our templates is half of it."""

More = ParamSpec("More")
Result = TypeVar("Result")
Work = Callable[Concatenate[bytes, More], Result]


def known(most: int) -> Callable[[Work[More, Result]], Work[More, Result]]:
    """Have a function remember what it said of the last so many parts. What it says is shared: nobody may change it."""

    def decorate(work: Work[More, Result]) -> Work[More, Result]:
        remembered = lru_cache(maxsize=most)(work)

        @wraps(work)
        def answer(part: bytes, *more: More.args, **named: More.kwargs) -> Result:
            use = remembered if len(part) <= LARGEST_KNOWN else work
            return use(part, *more, **named)

        return answer

    return decorate
