"""The workers of a dask cluster as a crew: the same chunks, one task each; a worker that dies loses none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

import click

from gxxl.collecting.remembered import program_print
from gxxl.entry.chunks import Read, lost, read_chunk
from gxxl.entry.crews import AHEAD, Answer, Chunk, Crew
from gxxl.form.told_of_usage import CLUSTER

LOCAL = "本机"
"""The address of a cluster on this machine, started for one run."""

SECONDS = 20
"""So long is waited for a cluster to answer."""

_RETRIES = 3


class OtherProgram(Exception):
    """A worker runs another program than the one that asks."""


def read_there(wanted: Chunk, program: str) -> list[Read | None]:
    """`read_chunk` on a worker. Raises OtherProgram where it would not read as the one that asks."""
    if program_print() != program:
        raise OtherProgram
    return read_chunk(wanted)


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Crew]:
    """The crew behind an address (`tcp://…:8786`, or `本机` for so many workers here). Raises UsageError."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise click.UsageError(CLUSTER["not installed"]) from None
    with ExitStack() as stack:
        try:
            place: Any = address
            if address == LOCAL:
                started = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0")
                place = stack.enter_context(started)
            client = stack.enter_context(Client(place, timeout=SECONDS, set_as_default=False))
        except (OSError, ValueError, TimeoutError):
            raise click.UsageError(CLUSTER["no answer"].format(address=address)) from None
        yield lambda chunks: _read(client, chunks)


def _read(client: Any, chunks: Iterable[Chunk]) -> Iterator[Answer]:
    """Chunks handed out as answers come in; the answer to a chunk is taken once, however often it was begun."""
    from distributed import as_completed

    source = iter(chunks)
    ahead = AHEAD * max(1, sum(client.nthreads().values()))
    given = {_given(client, chunk): chunk for chunk in islice(source, ahead)}
    answered = as_completed(list(given), loop=client.loop)
    for future in answered:
        chunk = given.pop(future)
        yield from _answers(client, future, chunk)
        future.release()
        for following in islice(source, 1):
            given[new := _given(client, following)] = following
            answered.add(new)


def _given(client: Any, chunk: Chunk) -> Any:
    return client.submit(read_there, chunk, program_print(), retries=_RETRIES, pure=False)


def _answers(client: Any, future: Any, chunk: Chunk) -> Iterator[Answer]:
    """The answer to a chunk; one that kills its workers is halved until one file is left to blame."""
    from distributed import KilledWorker

    try:
        yield chunk, future.result()
    except OtherProgram:
        raise click.UsageError(CLUSTER["other program"]) from None
    except KilledWorker:
        if len(chunk) == 1:
            yield chunk, [lost(chunk[0])]
            return
        middle = len(chunk) // 2
        for half in (chunk[:middle], chunk[middle:]):
            yield from _answers(client, _given(client, half), half)
