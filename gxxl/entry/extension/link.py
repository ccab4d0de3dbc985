"""The worker Python outside the office: started once, asked line by line, never waited for longer than agreed."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

LEAKS = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "URE_BOOTSTRAP", "UNO_PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""What the office sets for itself and must not reach another Python."""


class Gone(Exception):
    """The worker could not be started, ended, or did not answer in time; the argument is `missing`, `gone`, `late`."""


class Link:
    """One worker, kept alive from action to action."""

    def __init__(self, settings: dict[str, Any]) -> None:
        command, folder = settings.get("command"), settings.get("folder")
        if not command or not folder:
            raise Gone("missing")
        self.patience = float(settings.get("patience", 60))
        kept = {name: value for name, value in os.environ.items() if name not in LEAKS}
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NO_WINDOW}
        try:
            self.process = subprocess.Popen(  # noqa: S603 - the command stands in the user's own settings
                [str(part) for part in command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=dict(kept, PYTHONUTF8="1"),
                cwd=str(folder),
                **apart,
            )
        except OSError:
            raise Gone("missing") from None
        self.lines: queue.Queue[bytes | None] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def alive(self) -> bool:
        """Whether the worker still runs."""
        return self.process.poll() is None

    def run(self, action: str, answer: Callable[[dict[str, Any]], Any]) -> str | None:
        """Have an action done, answering every call of the worker; the sentence it failed with, if it did."""
        self._send({"run": action})
        while True:
            message = self._receive()
            if "done" in message:
                failed: str | None = message["done"]
                return failed
            self._send({"answer": answer(message)})

    def end(self) -> None:
        """End the worker, whatever it does."""
        assert self.process.stdin
        self.process.kill()
        self.process.wait(5)
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        self.listener.join(5)

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout:
            for line in self.process.stdout:
                self.lines.put(line)
        self.lines.put(None)

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        try:
            self.process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
            self.process.stdin.flush()
        except OSError:
            self.end()
            raise Gone("gone") from None

    def _receive(self) -> dict[str, Any]:
        try:
            line = self.lines.get(timeout=self.patience)
        except queue.Empty:
            self.end()
            raise Gone("late") from None
        if line is None:
            self.end()
            raise Gone("gone")
        found: dict[str, Any] = json.loads(line.decode("utf-8"))
        return found
