"""Excel asked again: it turns calls away while somebody types in a cell, answers a dialog, or while it computes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

from gxxl.hosts.refused import Refused

T = TypeVar("T")

TURNED_AWAY = frozenset((0x80010001 - 2**32, 0x8001010A - 2**32, 0x800AC472 - 2**32))
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER ([MS-ERREF] 2.1.1), and what Excel says while a cell is edited."""

TIMES, PAUSE = 12, 0.25
"""How often a call is made, and the seconds between: three seconds in all."""


def patiently(action: Callable[[], T]) -> T:
    """The answer to a call. Raises Refused("busy") where Excel keeps turning it away."""
    engine = _engine()
    for _ in range(TIMES):
        try:
            return action()
        except engine.ExcelBusyError:
            pass
        except engine.pywintypes.com_error as error:
            if not _turned_away(error):
                raise
        time.sleep(PAUSE)
    raise Refused("busy")


def surely(action: Callable[[], object]) -> None:
    """What must be put back is tried a second time, whatever went wrong the first."""
    try:
        patiently(action)
    except failures():
        patiently(action)


def failures() -> tuple[type[Exception], ...]:
    """What is raised where Excel does not do what it is asked."""
    engine = _engine()
    return (Refused, engine.pywintypes.com_error, engine.ExcelBusyError)


def _turned_away(error: Any) -> bool:
    detail = error.excepinfo or (0,)
    return error.hresult in TURNED_AWAY or detail[-1] in TURNED_AWAY


def _engine() -> Any:
    """The Windows engine of xlwings, which else asks a busy Excel again and again without end."""
    engine: Any = sys.modules["xlwings._xlwindows"]
    engine.N_COM_ATTEMPTS = 1
    return engine
