"""Who reads the chunks: this process, worker processes beside it, or the workers of a cluster.

All of them answer chunk by chunk, in any order, each chunk once; never more chunks are under way than a few a worker.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias

from gxxl.entry.chunks import Read, Wanted, lost, read_chunk

Chunk: TypeAlias = "tuple[Wanted, ...]"
Answer: TypeAlias = "tuple[Chunk, list[Read | None]]"
Crew: TypeAlias = "Callable[[Iterable[Chunk]], Iterator[Answer]]"
"""Reads every chunk it is given."""

AHEAD = 2
"""Chunks under way for each worker: one is read, one waits."""

TIMES = 2
"""So often a chunk may see a process die before it is read in one of its own."""


def alone(chunks: Iterable[Chunk]) -> Iterator[Answer]:
    """This process reads."""
    for chunk in chunks:
        yield chunk, read_chunk(chunk)


def pool(workers: int) -> Crew:
    """So many worker processes read."""

    def crew(chunks: Iterable[Chunk]) -> Iterator[Answer]:
        source, again, deaths = iter(chunks), list[Chunk](), Counter[Chunk]()
        while True:
            broken: list[Chunk] = []
            yield from _until_broken(_each(again, source), workers, broken)
            if not broken:
                return
            deaths.update(broken)
            for chunk in broken:
                if deaths[chunk] < TIMES:
                    again.append(chunk)
                else:
                    yield from _by_itself(chunk)

    return crew


def _each(again: list[Chunk], source: Iterator[Chunk]) -> Iterator[Chunk]:
    """First what was lost, then what is new: `source` outlives this, which may be given up half way."""
    while chunk := again.pop() if again else next(source, None):
        yield chunk


def _by_itself(chunk: Chunk) -> Iterator[Answer]:
    """A chunk in a process of its own; where that dies, in halves, until one file is left to blame."""
    answers = list(_until_broken(iter([chunk]), 1, []))
    if answers:
        yield from answers
    elif len(chunk) == 1:
        yield chunk, [lost(chunk[0])]
    else:
        middle = len(chunk) // 2
        yield from _by_itself(chunk[:middle])
        yield from _by_itself(chunk[middle:])


def _until_broken(chunks: Iterator[Chunk], workers: int, broken: list[Chunk]) -> Iterator[Answer]:
    """Read until all is read or a process dies; what was under way then is in `broken`."""
    under_way: dict[Future[list[Read | None]], Chunk] = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin) as executor:
        while True:
            try:
                while not broken and len(under_way) < workers * AHEAD and (chunk := next(chunks, None)):
                    broken.append(chunk)
                    under_way[executor.submit(read_chunk, chunk)] = broken.pop()
            except BrokenProcessPool:
                pass
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                chunk = under_way.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    broken.append(chunk)
                else:
                    yield chunk, future.result()


def _begin() -> None:
    """A worker ends quietly where the clerk stops the program."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
