"""A desk with LibreOffice on it: visible, with the extension put in by `gxxl doctor`, worked by mouse and keyboard.

with Desk() as desk, desk.opened(path) as book:
    book.press("核查")
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from gxxl.hosts.libreoffice import LibreOfficeHost
from gxxl.template.buttons import BUTTONS
from tests.office import HERE, OfficeError, environment, program, uno_python
from tests.office.asking import Asked
from tests.office.calc import seed
from tests.office.screen import SIZE, Box, Picture, Screen

ROOT = HERE.parents[1]
PUSH_BUTTON = 44
"""com.sun.star.accessibility.AccessibleRole: what items of toolbars and buttons on sheets are."""

ON_TOOLBAR, ON_SHEET = 0, 1
"""Which of the buttons with one caption, from top to bottom."""

T = TypeVar("T")


class Desk:
    """One screen, one office, one home of settings; `settings` replaces what the doctor wrote."""

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        self._settings = settings

    def __enter__(self) -> Self:
        self._ending = contextlib.ExitStack()
        with contextlib.ExitStack() as started:
            home = Path(started.enter_context(tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True)))
            self.screen = started.enter_context(Screen())
            self.environment = surroundings(home) | {"DISPLAY": self.screen.display}
            seed(home / "libreoffice" / "4")
            doctor(home, "--install-libreoffice")
            self.settings_file = home / "gxxl" / "libreoffice.json"
            if self._settings:
                written = json.loads(self.settings_file.read_text(encoding="utf-8"))
                self.settings_file.write_text(json.dumps({**written, **self._settings}), encoding="utf-8")
            binary = program("soffice").resolve().with_name("soffice.bin")
            command = [uno_python(), "-I", HERE / "desk_server.py", binary]
            self._server = Asked(command, self.environment, home / "office.log")
            started.callback(self._server.stop)
            self._server.ask(None, 90)
            self._ending = started.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ending.close()

    @contextlib.contextmanager
    def opened(self, path: Path | str, **options: Any) -> Iterator[Book]:
        """A workbook in a window; it is closed without saving."""
        self.ask("begin", path=str(path), **options)
        waited(lambda: self._opening(str(path)))
        book = Book(self, str(path))
        try:
            if not options.get("Hidden"):
                book.front()
            yield book
        finally:
            self.ask("close", path=str(path))

    def _opening(self, path: str) -> bool:
        """Whether it is open; a warning that comes first (macros are switched off) is read and closed."""
        is_open, buttons = self.ask("opening", path=path)
        if buttons:
            self.screen.click(Box(*buttons[0]))
            time.sleep(0.3)
        return bool(is_open)

    def ask(self, verb: str, **arguments: Any) -> Any:
        """Ask the office's side."""
        return self._server.ask({verb: arguments}, 60)

    def log(self) -> str:
        """What office and extension said on standard error."""
        return self._server.log.read_text(encoding="utf-8", errors="replace")


class Book:
    """A workbook in a window."""

    def __init__(self, desk: Desk, path: str) -> None:
        self.desk, self.path = desk, path

    def ask(self, verb: str, **arguments: Any) -> Any:
        """Ask about this workbook."""
        return self.desk.ask(verb, path=self.path, **arguments)

    def front(self) -> None:
        """Bring its window to the front."""
        self.ask("front", width=SIZE[0], height=SIZE[1])

    def turn(self, sheet: str) -> None:
        """Turn to a sheet."""
        self.ask("sheet", name=sheet)

    def go(self, sheet: str, area: str) -> None:
        """Put the cursor on an area and bring it into view."""
        self.ask("go", sheet=sheet, area=area)

    def find(self, name: str, role: int | None = None) -> list[Box]:
        """What has that name, in reading order."""
        boxes = [Box(*box) for box in self.ask("find", name=name, role=role)]
        return sorted(boxes, key=lambda box: (box.y, box.x))

    def press(self, caption: str, where: int = ON_TOOLBAR) -> str:
        """Click a button with this caption, and wait for what is said of it."""
        self.click(caption, where)
        return waited(self.said)

    def click(self, caption: str, where: int = ON_TOOLBAR) -> None:
        """Click a button with this caption; what was said before is gone."""
        self.ask("forget")
        found = waited(lambda: self.find(caption, PUSH_BUTTON)[where:])
        self.desk.screen.click(found[0])

    def said(self) -> str:
        """The text of the bar above the sheet."""
        text: str = self.ask("said", captions=[button.caption for button in BUTTONS])
        return text

    def boxes(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Box]:
        """Where the cells of the active sheet that can be seen are on the screen."""
        listed = list(places)
        found = self.ask("boxes", places=[list(place) for place in listed])
        return {place: Box(*box) for place, box in zip(listed, found, strict=True) if box}

    def picture(self) -> Picture:
        """What the screen shows, once it has come to rest."""
        last = self.desk.screen.picture()
        for _ in range(50):
            time.sleep(0.15)
            now = self.desk.screen.picture()
            if now._pixels == last._pixels:
                return now
            last = now
        return last

    def cells(self, sheet: str, area: str) -> list[list[Any]]:
        """Values of an area."""
        found: list[list[Any]] = self.ask("cells", sheet=sheet, area=area)
        return found

    def has_left_to_undo(self, count: int) -> bool:
        """Whether so many steps can be undone."""
        return len(self.ask("undo")) == count

    @property
    def state(self) -> dict[str, Any]:
        """Cursor, protected sheets, whether it is modified."""
        found: dict[str, Any] = self.ask("state")
        return found


class DeskHost(LibreOfficeHost):
    """The host on a workbook of the desk, answered by the code of the extension; `told` is what a person would see."""

    def __init__(self, book: Book) -> None:
        super().__init__(lambda call: book.ask("call", call=call)["answer"])
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        """See Host."""
        self.told.append(text)
        super().tell(text)


def surroundings(home: Path) -> dict[str, str]:
    """Surroundings in which this user's settings lie in a folder of their own, and our Python is not on the path."""
    path = [place for place in os.get_exec_path() if not (Path(place).parent / "pyvenv.cfg").is_file()]
    return environment() | {"XDG_CONFIG_HOME": str(home), "PATH": os.pathsep.join(path)}


def doctor(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `gxxl doctor` for the user whose settings lie in `home`."""
    command = [sys.executable, "-m", "gxxl", "doctor", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(home), capture_output=True, text=True, timeout=180, check=False
    )
    if done.returncode:
        raise OfficeError(done.stderr)
    return done


def waited(look: Callable[[], T], seconds: float = 20) -> T:
    """What is seen once there is anything to see."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise OfficeError("it did not come")
        time.sleep(0.03)
    return found
