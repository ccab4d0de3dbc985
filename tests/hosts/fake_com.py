"""Windows as far as xlwings' own engine needs it, so that the engine runs unmodified where there is no Windows.

Every property read or set and every method called on a `Com` object is one call to Excel's process: counted, recorded,
and refused on demand.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import MagicMock, patch

import xlwings as xw

Windows = dict[int, Any]
"""The windows of Excel by their handles, the topmost first."""


class ComError(Exception):
    """pywintypes.com_error: hresult, text, details, number of the argument."""

    def __init__(self, hresult: int, scode: int | None = None) -> None:
        self.hresult = hresult
        self.excepinfo = None if scode is None else (0, "Microsoft Excel", None, None, 0, scode)
        super().__init__(hresult, "", self.excepinfo, None)


class TimeType(dt.datetime):
    """pywintypes.TimeType: a datetime with a zone."""


class Dispatch:
    """win32com.client.CDispatch, by which the engine tells objects from values."""


class Calls:
    """What was asked of Excel. `refuse` is asked before each call and may raise."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.refuse: Callable[[int, str], None] = lambda _number, _what: None

    def make(self, what: str) -> None:
        """Record one call."""
        self.made.append(what)
        self.refuse(len(self.made), what)


CALLS = Calls()
WINDOWS: Windows = {}
ALERTS: list[str] = []
_asked: list[int] = []


class _Unknown:
    """What the engine asks about a name an object has not answered to."""

    def GetIDsOfNames(self, _: int, _name: str) -> None:
        raise ComError(0x80020006 - 2**32)


class Com(Dispatch):
    """An object of another process: `p` are its properties, `get_…` and `set_…` compute some, `m_…` are its methods."""

    def __init__(self, **properties: Any) -> None:
        self.__dict__.update(p=properties, _oleobj_=_Unknown())

    def __getattr__(self, name: str) -> Any:
        if name not in self.p and not hasattr(type(self), f"get_{name}"):
            method = getattr(type(self), f"m_{name}", None)
            if method is None:
                raise AttributeError(name)
            return types.MethodType(lambda self, *args: self._call(name, method, args), self)
        CALLS.make(f"{type(self).__name__}.{name}")
        getter = getattr(type(self), f"get_{name}", None)
        return getter(self) if getter else self.p[name]

    def __setattr__(self, name: str, value: Any) -> None:
        CALLS.make(f"{type(self).__name__}.{name} =")
        setter = getattr(type(self), f"set_{name}", None)
        if setter:
            setter(self, value)
        else:
            self.p[name] = value

    def __call__(self, *args: Any) -> Any:
        """The default member, `item`; most objects have none."""
        CALLS.make(f"{type(self).__name__}()")
        item = getattr(type(self), "item", None)
        if item is None:
            raise ComError(0x80020003 - 2**32)
        return item(self, *args)

    def _call(self, name: str, method: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        CALLS.make(f"{type(self).__name__}.{name}()")
        return method(self, *args)


class _System:
    """The module sys as it looks there."""

    platform = "win32"

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class _Library:
    """A DLL as ctypes opens it; the one function turns the window asked for last into its object."""

    def __init__(self, *_: object) -> None:
        self.PyCom_PyObjectFromIUnknown = _Function()


class _Function:
    restype: Any = None

    def __call__(self, *_: object) -> Any:
        return WINDOWS[_asked[-1]]


class _WindowsError(OSError):
    """WindowsError, a built-in there."""


def _find_window(parent: int, _after: int, _name: str, _title: object) -> int:
    if parent not in WINDOWS:
        raise _WindowsError
    _asked.append(parent)
    return parent


def _next_window(handle: int, _which: int) -> int:
    handles = [*WINDOWS, 0]
    return handles[handles.index(handle) + 1]


def _said(_window: int, prompt: str, _title: str, _style: int) -> int:
    ALERTS.append(prompt)
    return 1


def _modules() -> dict[str, types.ModuleType]:
    client = {"CDispatch": Dispatch, "DispatchBaseClass": type("A", (), {}), "CoClassBaseClass": type("B", (), {}),
              "Dispatch": lambda found: found, "DispatchEx": None}  # fmt: skip
    stated: dict[str, dict[str, Any]] = {
        "pywintypes": {"com_error": ComError, "error": type("error", (Exception,), {}), "TimeType": TimeType},
        "win32api": {"MessageBox": _said},
        "win32con": dict.fromkeys(
            ("MB_OK", "MB_OKCANCEL", "MB_YESNO", "MB_YESNOCANCEL", "MB_ICONINFORMATION", "MB_ICONWARNING"), 0
        ),
        "pythoncom": {"__file__": "", "CoInitialize": lambda: None, "ole_error": ComError},
        "win32gui": {"FindWindowEx": _find_window},
        "win32process": {"GetWindowThreadProcessId": lambda handle: (1, handle)},
        "win32timezone": {},
        "win32com": {"client": None},
        "win32com.client": client,
        "win32com.server": {},
        "win32com.server.policy": {},
    }
    found = {}
    for name, members in stated.items():
        found[name] = types.ModuleType(name)
        found[name].__dict__.update(members)
    found["win32com"].client = found["win32com.client"]  # type: ignore[attr-defined]
    return found


@contextmanager
def windows() -> Iterator[None]:
    """The Windows engine of xlwings is there; everything is as it was afterwards."""
    user = MagicMock()
    user.user32.GetTopWindow = lambda _: next(iter(WINDOWS), 0)
    user.user32.GetWindow = _next_window
    names: dict[str, Any] = {"windll": user, "oledll": MagicMock(), "PyDLL": _Library}
    builtins = patch("builtins.WindowsError", _WindowsError, create=True)
    system = patch.object(xw.main, "sys", _System())
    with patch.dict(sys.modules, _modules()), patch.multiple(ctypes, create=True, **names), builtins, system:
        with patch("atexit.register", lambda action: action):
            engine = importlib.import_module("xlwings._xlwindows")
        xw._xlwindows = engine  # type: ignore[attr-defined]
        engines: Any = xw.engines
        before, active = list(engines), engines.active
        engines.add(xw.Engine(impl=engine.engine))
        engines.active = engines[engine.engine.name]
        try:
            yield
        finally:
            engines.engines[:] = before
            engines.engines_by_name.pop(engine.engine.name)
            engines.active = active
            del xw._xlwindows  # type: ignore[attr-defined]
            WINDOWS.clear()
            ALERTS.clear()
