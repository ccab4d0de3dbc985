"""A process of another Python, asked by lines of JSON: each question limited in time, the whole group ended with it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.office import OfficeError


class OfficeGoneError(OfficeError):
    """The office ended; it is started again, once."""


class Asked:
    """A server and the office it starts, in a process group of their own."""

    def __init__(self, command: Sequence[object], surroundings: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=surroundings,
                start_new_session=True,
            )

    def ask(self, question: Mapping[str, Any] | None, seconds: float) -> Any:
        """One line out, one line in; the whole group is killed when the time is up, so no read can hang."""
        server = self.process
        assert server.stdin
        assert server.stdout
        late = threading.Event()

        def end() -> None:
            late.set()
            self.kill()

        watch = threading.Timer(seconds, end)
        watch.daemon = True
        watch.start()
        line = b""
        with contextlib.suppress(BrokenPipeError):
            if question is not None:
                server.stdin.write(json.dumps(question, default=str).encode() + b"\n")
                server.stdin.flush()
            line = server.stdout.readline()
        watch.cancel()
        if late.is_set():
            raise OfficeError(f"no answer in {seconds:g} s to {str(question)[:500]}")
        if not line:
            raise OfficeGoneError(self.log.read_text(encoding="utf-8", errors="replace")[-3000:])
        answer = json.loads(line)
        if "error" in answer:
            raise OfficeError(answer["error"])
        return answer["result"]

    def stop(self) -> None:
        """End of questions; the group is killed if that is not enough."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.kill()
        self.process.wait(10)

    def kill(self) -> None:
        """End the server and the office, which is in the same group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
