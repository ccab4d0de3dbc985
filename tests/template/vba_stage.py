"""A Windows computer with Excel as the launcher sees it: our VBA runs on an interpreter, what it asks for is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.interpreter import HostBridge, Interpreter, VBAObject
from pyopenvba.interpreter._runtime import UNRESOLVED
from pyopenvba.interpreter._values import error

from gxxl.template.macro_book import LAUNCHER_WORDS, WORDS_NAME
from gxxl.template.vba_sources import modules

HOME = r"C:\Users\王芳\AppData\Local"
ENVIRONMENT = {"LOCALAPPDATA": HOME, "SystemRoot": r"C:\Windows"}
WINDOWS = "Windows (64-bit) NT 10.00"


class Thing(VBAObject):  # type: ignore[misc]
    """An object whose members are functions."""

    def __init__(self, **members: Callable[..., Any]) -> None:
        self.members = {name.lower(): value for name, value in members.items()}
        self.written: dict[tuple[object, ...], object] = {}

    def vba_get(self, name: str, args: list[Any], named: dict[str, Any]) -> Any:
        """Call a member; one there is none of is error 438."""
        assert not named
        if name.lower() not in self.members:
            raise error(438, name)
        return self.members[name.lower()](*args)

    def vba_set(self, name: str, value: Any, args: list[Any], named: dict[str, Any], *, by_ref: bool = False) -> None:
        """Remember what was set."""
        assert not named
        assert not by_ref
        self.written[name.lower(), *args] = value


@dataclass
class Stage(HostBridge):  # type: ignore[misc]
    """What there is on the computer: registry, environment, files; `ends` is how a program that is started ends."""

    registry: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    ends: int | str = 0
    workbook: str = "年报.xlsm"
    message: tuple[str, str] = ("核查完毕。", "")
    system: str = WINDOWS
    started: list[tuple[str, int, bool]] = field(default_factory=list)
    ran: list[tuple[Any, ...]] = field(default_factory=list)
    process: Thing = field(default_factory=Thing)

    def global_object(self, name: str) -> object:
        """Excel and the workbook."""
        book = Thing(Name=lambda: self.workbook, Names=lambda key: Thing(RefersToRange=lambda: self._range(key)))
        application = Thing(OperatingSystem=lambda: self.system, Path=lambda: r"C:\Office", Name=lambda: "Microsoft Excel",
                            Hwnd=lambda: 4711, Run=lambda *given: self.ran.append(given))  # fmt: skip
        return {"application": application, "thisworkbook": book}.get(name.lower(), UNRESOLVED)

    def create(self, type_name_: str) -> object:
        """The two helpers Windows brings."""
        if type_name_ == "Scripting.FileSystemObject":
            return Thing(FileExists=lambda path: path in self.files)
        assert type_name_ == "WScript.Shell"
        return Thing(Run=self._run, RegRead=self._read, ExpandEnvironmentStrings=self._expand,
                     Environment=lambda kind: {"PROCESS": self.process}[kind])  # fmt: skip

    def press(self, procedure: str) -> list[tuple[Any, ...]]:
        """Run a procedure of the project; the boxes it showed."""
        return self._pressed(procedure, [])

    def press_with_control(self, procedure: str) -> list[tuple[Any, ...]]:
        """Run a callback of the ribbon, which is handed the control."""
        return self._pressed(procedure, [Thing()])

    def _pressed(self, procedure: str, arguments: list[Any]) -> list[tuple[Any, ...]]:
        vba = Interpreter(self)
        for module in modules():
            if module.document is None:
                vba.add_module(module.source.decode(), name=module.name)
        vba.run(procedure, arguments)
        return list(vba.dialogs)

    def _range(self, key: str) -> Thing:
        cells = {"message": self.message, WORDS_NAME: LAUNCHER_WORDS}[key]
        return Thing(Cells=lambda row, _column: Thing(Value=lambda: cells[int(row) - 1]))

    def _run(self, line: str, window: int, wait: bool) -> int:
        self.started.append((line, int(window), bool(wait)))
        if isinstance(self.ends, str):
            raise error(-2147024894, self.ends)
        return self.ends

    def _read(self, path: str) -> str:
        if path not in self.registry:
            raise error(-2147024894, path)
        return self.registry[path]

    def _expand(self, text: str) -> str:
        """%NAME% replaced where there is such a variable, else left as it is."""
        return {**ENVIRONMENT, **self.environment}.get(text.strip("%"), text)
