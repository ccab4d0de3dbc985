"""Archives only 7-Zip can open (.rar, .7z), by an installed 7-Zip in a process of its own; nothing is unpacked to disk.

What an archive declares is listed and bounded first; each file wanted then comes over a pipe, bounded as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import NamedTuple

from gxxl.hosts.refused import Refused
from gxxl.intake.formats.refusal import Unreadable

SECONDS = 20
"""Time for one call; a solid archive of a county takes a tenth of a second."""

_PROGRAMS = ("7zz", "7z", "7za", r"C:\Program Files\7-Zip\7z.exe", r"C:\Program Files (x86)\7-Zip\7z.exe")
_QUIET = ("-bd", "-bb0", "-spd", "-sccUTF-8", "-scsUTF-8", "-p-", "-y")
"""No progress, no wildcards in names, UTF-8 both ways, a password nobody has instead of a question."""

_LISTING = 4 * 1024 * 1024
_NO_PASSWORD = ("Wrong password", "encrypted archive")
_NO_CODEC = b"Unsupported Method"
"""Said by a 7-Zip that was built without the methods of .rar."""


class Entry(NamedTuple):
    """A file in an archive as the archive declares it; `size` is in bytes."""

    name: str
    size: int
    encrypted: bool


class Opened:
    """An archive laid down in a folder for 7-Zip to read."""

    def __init__(self, path: Path, program: str) -> None:
        self._path, self._program = path, program

    def entries(self) -> Iterator[Entry]:
        """The files it declares, folders left out. Raises Unreadable where it is locked or broken."""
        shown, failed = self._run("l", ["-slt", "-ba", "-bse1"], _LISTING)
        text = shown.decode("utf-8", "replace")
        if failed or len(shown) > _LISTING:
            locked = any(words in text for words in _NO_PASSWORD)
            raise Unreadable("R-08", "password") if locked else Unreadable("W-06", "damaged")
        for block in text.replace("\r\n", "\n").split("\n\n"):
            said = dict(line.split(" = ", 1) for line in block.split("\n") if " = " in line)
            is_folder = said.get("Folder") == "+" or said.get("Attributes", "").startswith("D")
            if "Path" in said and not is_folder:
                size = said.get("Size", "")
                yield Entry(said["Path"], int(size) if size.isdecimal() else 0, said.get("Encrypted") == "+")

    def content(self, entry: Entry, most: int) -> bytes:
        """The content of one file. Raises Unreadable where it is broken, Refused where it is larger than `most`."""
        wanted = self._path.with_name("wanted")
        wanted.write_text(entry.name + "\n", encoding="utf-8")
        content, failed = self._run("e", ["-so", f"-i@{wanted}"], most)
        if len(content) > most:
            raise Refused("hostile")
        if failed or len(content) != entry.size:
            told, _ = self._run("t", ["-bse1", f"-i@{wanted}"], _LISTING)
            raise Unreadable("R-08", "archive") if _NO_CODEC in told else Unreadable("W-06", "damaged")
        return content

    def _run(self, what: str, more: list[str], most: int) -> tuple[bytes, bool]:
        """What 7-Zip writes, one byte more than `most` at the most, and whether it failed.

        Raises Unreadable where it takes too long.
        """
        begun = time.monotonic()
        command = [self._program, what, *_QUIET, *more, "--", str(self._path)]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet) as process:  # noqa: S603
            timer = Timer(SECONDS, process.kill)
            timer.start()
            try:
                assert process.stdout
                found = process.stdout.read(most + 1)
            finally:
                timer.cancel()
                if len(found) > most:
                    process.kill()
            failed = process.wait() != 0
        if time.monotonic() - begun >= SECONDS:
            raise Unreadable("W-06", "slow")
        return found, failed


def program() -> str | None:
    """The 7-Zip of this computer."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


class Laid:
    """A context in which an archive lies in a folder of its own; raises Unreadable where there is no 7-Zip."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._folder = tempfile.TemporaryDirectory(prefix="gxxl-", ignore_cleanup_errors=True)

    def __enter__(self) -> Opened:
        known = program()
        if known is None:
            self._folder.cleanup()
            raise Unreadable("R-08", "no 7-zip")
        path = Path(self._folder.name, "archive")
        path.write_bytes(self._data)
        return Opened(path, os.fspath(known))

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()
