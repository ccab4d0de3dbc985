"""LibreOffice Calc, kept alive as an oracle: what a workbook calculates, and what it becomes when a user edits it.

    with Calc() as calc:
        calc.values(path)["三、依申请公开"]["E9"]
        calc.edit(path, [{"move": ["表", "A1:B2", "表", "D1"]}])

The office runs in a process of its own kind of Python (`server.py`); one office per `Calc`, one profile per office.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.office import HERE, Values, environment, program, run, uno_python
from tests.office.asking import Asked, OfficeGoneError

Cells = Mapping[str, Sequence[str]]
Actions = Sequence[Mapping[str, Sequence[Any]]]

AT_ONCE = 20  # cases of one question, so that a time limit stays a time limit
SETTINGS = {
    "Office.Common/Misc": {"FirstRun": "false", "ShowTipOfTheDay": "false", "CrashReport": "false"}
    | dict.fromkeys(("UseLocking", "UseDocumentOOoLockFile", "UseDocumentSystemFileLocking"), "false"),
    "Setup/Product": {"ooSetupLastVersion": "99.0"},
    "Setup/L10N": {"ooSetupSystemLocale": "zh-CN"},
    "Office.Recovery/AutoSave": {"Enabled": "false"},
    "Office.Recovery/RecoveryInfo": {"Enabled": "false"},
    "Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments": {"AutoCheckEnabled": "false"},
    "Office.Calc/Formula/Load": {"OOXMLRecalcMode": "0", "ODFRecalcMode": "0"},
}


def seed(profile: Path) -> None:
    """A profile without wizard, tips, recovery, locks and updates, that always recalculates."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<oor:items xmlns:oor="http://openoffice.org/2001/registry">']
    for path, settings in SETTINGS.items():
        values = (
            f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' for name, value in settings.items()
        )
        lines += [f'<item oor:path="/org.openoffice.{path}">{value}</item>' for value in values]
    (profile / "user").mkdir(parents=True)
    text = "\n".join((*lines, "</oor:items>", ""))
    (profile / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def addressed(answer: tuple[list[str], list[tuple[str, int, int, list[list[Any]]]]]) -> dict[str, dict[str, Any]]:
    """Sheets and blocks of the server by sheet and address, without what is empty."""
    names, blocks = answer
    found: dict[str, dict[str, Any]] = {name: {} for name in names}
    for name, left, top, rows in blocks:
        letters = [letter(left + x) for x in range(len(rows[0]))]
        cells = (
            ((at, y), value) for y, row in enumerate(rows, top + 1) for at, value in zip(letters, row, strict=True)
        )
        found[name] |= {f"{at}{y}": value for (at, y), value in cells if value != ""}
    return found


@functools.cache
def letter(column: int) -> str:
    """The letters of a column counted from 0."""
    before, last = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(65 + last)


class Calc:
    """One headless LibreOffice. Every call works on a copy, is limited in time and survives one crash."""

    def __init__(self, timeout: float = 60.0) -> None:
        self.timeout = timeout
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._server: Asked | None = None

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="calc-", ignore_cleanup_errors=True)
        try:
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()
        if self._home:
            self._home.cleanup()
            self._home = None

    def values(self, path: Path, cells: Cells | None = None) -> Values:
        """Every value after calculating; an error is `#ERR #DIV/0!`. A formula that gives an empty text is left out."""
        return self.edit(path, (), cells=cells)

    def formulas(self, path: Path) -> dict[str, dict[str, str]]:
        """Every formula, as Excel writes it."""
        with self._copied(path) as copy:
            return addressed(self._call(path=copy, formulas=True))

    def resave(self, path: Path, out: Path) -> Path:
        """Load, calculate and save, as .xlsx or what the suffix says."""
        self.edit(path, (), out, cells={})
        return out

    def edit(self, path: Path, actions: Actions, out: Path | None = None, cells: Cells | None = None) -> Values:
        """Do a list of actions, calculate, perhaps save; all values or those of some ranges.

        An action is `{"move": ["表一", "A1:B2", "表二", "D1"]}`, see the methods of `Book` in `server.py`; the
        protection of a sheet is lifted for it, and put back (with default permissions) before saving.
        """
        with self._copied(path) as copy:
            saved = {"out": out.absolute()} if out else {}
            return addressed(self._call(path=copy, actions=actions, cells=cells, **saved))

    def edits(self, path: Path, cases: Sequence[Actions], cells: Cells | None = None) -> list[Values]:
        """Each list of actions on the workbook as it was; fast, because it is loaded once and every case undone."""
        answers: list[Values] = []
        with self._copied(path) as copy:
            for start in range(0, len(cases), AT_ONCE):
                some = cases[start : start + AT_ONCE]
                answers += map(addressed, self._call(path=copy, cases=some, cells=cells))
        return answers

    def pdf(self, path: Path, out_dir: Path) -> Path:
        """The workbook as it prints."""
        out_dir.mkdir(parents=True, exist_ok=True)
        return self.resave(path, out_dir / f"{path.stem}.pdf")

    def pictures(self, path: Path, out_dir: Path, dpi: int = 70) -> list[Path]:
        """Every page as it prints."""
        pages = f"{glob.escape(path.stem)}-*.png"
        for old in out_dir.glob(pages):
            old.unlink()
        run("pdftoppm", "-png", "-r", dpi, self.pdf(path, out_dir), out_dir / path.stem)
        return sorted(out_dir.glob(pages))

    def render_sheet(self, path: Path, sheet: str, out: Path, dpi: int = 70) -> Path:
        """One sheet, whole, on one page, with the colours of its conditional formats: .png, or .ppm to count pixels."""
        kind = {".png": ["-png"], ".ppm": []}[out.suffix]
        with self._copied(path) as copy:
            printed = copy.with_suffix(".pdf")
            self._call(path=copy, out=printed, sheet=sheet, cells={})
            run("pdftoppm", *kind, "-singlefile", "-r", dpi, printed, out.with_suffix(""))
        return out

    @contextlib.contextmanager
    def _copied(self, path: Path) -> Iterator[Path]:
        assert self._home, "use `with Calc() as calc`"
        with tempfile.TemporaryDirectory(dir=self._home.name) as folder:
            yield Path(shutil.copyfile(path, Path(folder) / path.name))

    def _call(self, **question: Any) -> Any:
        """Ask; when the office ends over it, start it again and ask once more, case by case."""
        if not self._server or self._server.process.poll() is not None:
            self._start()
        assert self._server
        try:
            return self._server.ask(question, self.timeout)
        except OfficeGoneError:
            again = self._start()
            if "cases" not in question:
                return again.ask(question, self.timeout)
            cases = question.pop("cases")
            return [again.ask({**question, "actions": actions}, self.timeout) for actions in cases]

    def _start(self) -> Asked:
        """Start server and office in a process group of their own, the profile being new."""
        assert self._home, "use `with Calc() as calc`"
        self._stop()
        binary = program("soffice").resolve().with_name("soffice.bin")
        profile = Path(tempfile.mkdtemp(prefix="profile-", dir=self._home.name))
        seed(profile)
        command = [uno_python(), "-I", HERE / "server.py", binary, profile]
        self._server = Asked(command, environment(), Path(self._home.name) / "office.log")
        self._server.ask(None, 90)
        return self._server

    def _stop(self) -> None:
        server, self._server = self._server, None
        if server:
            server.stop()
