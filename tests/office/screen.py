"""A private X server: what is on its screen as pixels and pictures, and a mouse and a keyboard that are real to it."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
import time
import zlib
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests.office import OfficeError, program

SIZE = (1600, 1280)
"""High enough for the whole of 表三."""


class Box(NamedTuple):
    """A rectangle of the screen."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        return self.x + self.width // 2, self.y + self.height // 2


class Picture:
    """What the screen showed at one moment."""

    def __init__(self, dump: bytes) -> None:
        """Read an X window dump (XWDFile.h), as Xvfb keeps its screen."""
        head = struct.unpack(">25I", dump[:100])
        self.width, self.height, self._line = head[4], head[5], head[12]
        self._pixels = dump[head[0] + 12 * head[19] :]

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green, blue."""
        at = y * self._line + 4 * x
        blue, green, red = self._pixels[at : at + 3]
        return red, green, blue

    def save(self, path: Path) -> Path:
        """As a PNG (ISO/IEC 15948)."""

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        lines = bytearray()
        for y in range(self.height):
            line = self._pixels[y * self._line : y * self._line + 4 * self.width]
            rgb = bytearray(3 * self.width)
            rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
            lines += b"\0" + rgb
        head = chunk(b"IHDR", struct.pack(">2I5B", self.width, self.height, 8, 2, 0, 0, 0))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(lines))) + chunk(b"IEND", b"")
        )
        return path


class Screen:
    """Xvfb on a display number of its own choice."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="screen-")
        read, write = os.pipe()
        size = "{}x{}x24".format(*SIZE)
        command = [str(program("Xvfb")), "-displayfd", str(write), "-screen", "0", size, "-fbdir", self._folder.name]
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-noreset"], pass_fds=(write,), stdout=quiet, stderr=quiet
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        if self.display == ":":
            raise OfficeError("Xvfb did not start")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.terminate()
        self._server.wait(10)
        self._folder.cleanup()

    def picture(self) -> Picture:
        """What it shows now."""
        return Picture((Path(self._folder.name) / "Xvfb_screen0").read_bytes())

    def do(self, *arguments: object) -> None:
        """Have xdotool do something."""
        command = [str(program("xdotool")), *map(str, arguments)]
        subprocess.run(command, env={**os.environ, "DISPLAY": self.display}, check=True, timeout=20)

    def type(self, text: str) -> None:
        """Type on the keyboard."""
        self.do("type", "--delay", 15, text)

    def click(self, box: Box, button: int = 1) -> None:
        """Move the mouse there as a hand does, press, let go."""
        x, y = box.middle
        self.do("mousemove", x - 4, y - 2)
        time.sleep(0.05)
        self.do("mousemove", x, y)
        time.sleep(0.1)
        self.do("mousedown", button)
        time.sleep(0.05)
        self.do("mouseup", button)
