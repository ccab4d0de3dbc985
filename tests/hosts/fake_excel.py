"""Excel's objects as far as a host uses them, over a workbook file: it parses what is written, computes, protects.

It is stricter than Excel where that is safe: every cell of a protected sheet is locked, and no cell is formatted as text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlwings as xw

from gxxl.edit import Write
from gxxl.hosts.excel_cells import ERRORS
from gxxl.hosts.files import FileHost
from gxxl.hosts.package import Package
from gxxl.hosts.protection import ALLOWANCES, Protection
from gxxl.hosts.workbook import area_of
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import Address, Area, Held, column_letters
from tests.hosts.fake_com import WINDOWS, Com, ComError, TimeType
from tests.hosts.fake_entry import parsed

FAILED = 0x800A03EC - 2**32
"""What Excel answers to what it cannot do: error 1004."""

FOLDER_PICKER = 4
"""msoFileDialogFolderPicker."""

MANUAL = -4135
"""xlCalculationManual."""

_ERROR_CODES = {text: 0x800A0000 - 2**32 + code for code, text in ERRORS.items()}


def opened(path: Path, *, copies: bool = True, **properties: Any) -> tuple[xw.Book, Workbook]:
    """A workbook opened in an Excel of its own, as its button finds it, and the object behind."""
    app = Application(max(WINDOWS, default=0) + 100)
    book = Workbook(app, path, **properties)
    book.__dict__["copies"] = copies
    return next(found for found in xw.apps if found.hwnd == app.handle).books[book.p["Name"]], book


class Application(Com):
    """One running Excel. `shown`, `computed`, `bars`, `asked`, `started` are what a person would have seen.

    `chosen` is the folder the person chooses, "" for 取消.
    """

    def __init__(self, handle: int = 100) -> None:
        super().__init__(Hwnd=handle, ScreenUpdating=True, StatusBar=False, Calculation=-4105)
        self.__dict__.update(handle=handle, shown=[], computed=0, bars=[], books={}, chosen="", asked=[], started=[])
        WINDOWS[handle] = _Window(Application=self)

    def get_Workbooks(self) -> Com:
        return Workbooks(app=self)

    def set_StatusBar(self, text: object) -> None:
        self.p["StatusBar"] = text
        self.bars.append(text)

    def m_Goto(self, target: Any) -> None:
        area: Area = target._inner.area
        self.shown.append(area.at(0, 0))

    def m_FileDialog(self, kind: int) -> Com:
        assert kind == FOLDER_PICKER
        return FolderDialog(app=self, Title="")

    def m_Calculate(self) -> None:
        self.__dict__["computed"] += 1


class FolderDialog(Com):
    """Excel's own dialog for a folder."""

    def m_Show(self) -> int:
        self.p["app"].asked.append(self.p["Title"])
        return -1 if self.p["app"].chosen else 0

    def get_SelectedItems(self) -> Com:
        return SelectedItems(app=self.p["app"])


class SelectedItems(Com):
    """What was chosen, from 1 on."""

    def m_Item(self, number: int) -> str:
        chosen: str = self.p["app"].chosen
        if number != 1 or not chosen:
            raise ComError(-2147352567, FAILED)
        return chosen


class _Window(Com):
    """The window object the engine gets hold of."""


class Workbooks(Com):
    """The open books by name, whatever its case."""

    def item(self, name: str) -> Any:
        for book in self.p["app"].books.values():
            if book.p["Name"].casefold() == name.casefold():
                return book
        raise ComError(-2147352567, FAILED)

    def m_Open(self, path: str) -> None:
        self.p["app"].started.append(path)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.p["app"].books.values())


class Workbook(Com):
    """A workbook of an Excel, opened from a file, which is written only by whoever saves."""

    def __init__(self, app: Application, path: Path, name: str | None = None, **properties: Any) -> None:
        known = {"Name": name or path.name, "Path": str(path.parent), "ReadOnly": False, "Application": app}
        super().__init__(**known | properties)
        self.__dict__.update(
            app=app, path=path, data=path.read_bytes(), pending=[], fitted=[], money=set(), copies=True
        )
        app.books[self.p["Name"]] = self
        self.__dict__["protected"] = {sheet: self.parts.protection(sheet) for sheet in self.parts.sheets}

    @property
    def parts(self) -> Parts:
        """The cells as they are now, computed."""
        if self.pending:
            target = self.path.with_name("~computed.xlsx")
            host = FileHost(target, target, data=self.data)
            host.apply([Write(at, ((content,),)) for at, content in self.pending])
            self.__dict__.update(data=target.read_bytes(), pending=[], read=None)
        if self.__dict__.get("read") is None:
            self.__dict__["read"] = Parts(Package(self.data))
        found: Parts = self.__dict__["read"]
        return found

    def get_Worksheets(self) -> Com:
        return Worksheets(book=self)

    def get_Names(self) -> Com:
        return Names(book=self)

    def m_SaveCopyAs(self, path: str) -> None:
        if not self.copies:
            raise ComError(-2147352567, FAILED)
        copy = self.parts._package
        if self.app.p["Calculation"] == MANUAL:
            part = "xl/workbook.xml"
            data = copy.replaced({part: copy.part(part).replace(b"<calcPr ", b'<calcPr calcMode="manual" ')}, set())
        else:
            data = self.data
        Path(path).write_bytes(data)

    def again(self, data: bytes) -> None:
        """Hold what a file holds."""
        self.__dict__.update(data=data, pending=[], read=None)

    def save(self, path: Path) -> None:
        """What 保存 does."""
        assert self.parts
        path.write_bytes(self.data)


class Worksheets(Com):
    """The sheets by name."""

    def item(self, name: str) -> Any:
        return Worksheet(Name=name, book=self.p["book"])

    def __iter__(self) -> Iterator[Any]:
        return (Worksheet(Name=name, book=self.p["book"]) for name in self.p["book"].parts.sheets)


class Names(Com):
    """The defined names by number."""

    def get_Count(self) -> int:
        return len(self.p["book"].parts.names)

    def item(self, number: int) -> Any:
        name, area = list(self.p["book"].parts.names.items())[number - 1]
        last = area.at(area.height - 1, area.width - 1)
        corners = [f"${column_letters(at.column)}${at.row}" for at in (area.at(0, 0), last)]
        return Com(Name=name, RefersTo=f"='{area.sheet}'!" + ":".join(dict.fromkeys(corners)))


class Worksheet(Com):
    """One sheet and its protection."""

    def get_ProtectContents(self) -> bool:
        return self._kept() is not None

    def get_ProtectDrawingObjects(self) -> bool:
        return bool(self._protection().objects)

    def get_ProtectScenarios(self) -> bool:
        return bool(self._protection().scenarios)

    def get_Protection(self) -> Com:
        names = [name for _, name in ALLOWANCES]
        return Com(**dict(zip(names, self._protection().allowed, strict=True)))

    def get_UsedRange(self) -> Com:
        cells = list(self.p["book"].parts.grid(self.p["Name"])) or [(1, 1)]
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        top, left = min(rows), min(columns)
        return Range(self.p["book"], Area(self.p["Name"], top, left, max(rows) - top + 1, max(columns) - left + 1))

    def m_Range(self, text: str) -> Com:
        rows = re.fullmatch(r"(\d+):(\d+)", text)
        whole = f"$A${rows[1]}:$XFD${rows[2]}" if rows else "$" + text
        area = area_of(f"'{self.p['Name']}'!{whole}")
        assert area
        return Range(self.p["book"], area)

    def m_Unprotect(self, password: str) -> None:
        if password != self.p["book"].p.get("Password", ""):
            raise ComError(-2147352567, FAILED)
        self.p["book"].protected[self.p["Name"]] = None

    def m_Protect(
        self, _password: str, objects: bool, contents: bool, scenarios: bool, own: bool, *allowed: bool
    ) -> None:
        assert (contents, own, len(allowed)) == (True, False, len(ALLOWANCES))
        self.p["book"].protected[self.p["Name"]] = Protection(objects, scenarios, allowed)

    def _kept(self) -> Protection | None:
        kept: Protection | None = self.p["book"].protected[self.p["Name"]]
        return kept

    def _protection(self) -> Protection:
        found = self._kept()
        assert found
        return found


class Range(Com):
    """A rectangle of cells."""

    def __init__(self, book: Workbook, area: Area) -> None:
        rows, columns = Com(Count=area.height), Com(Count=area.width)
        super().__init__(Worksheet=None, Row=area.top, Column=area.left, Rows=rows, Columns=columns)
        self.__dict__.update(book=book, area=area)

    def get_Value(self) -> Any:
        return self._square([[self._value(held, at) for held, at in row] for row in self._cells()])

    def get_Value2(self) -> Any:
        return self._square([[_plain(held) for held, _ in row] for row in self._cells()])

    def get_Formula(self) -> Any:
        return self._square([[_formula(held) for held, _ in row] for row in self._cells()])

    def set_Value(self, value: Any) -> None:
        if self.book.protected[self.area.sheet]:
            raise ComError(-2147352567, FAILED)
        rows = value if isinstance(value, list | tuple) else [[value]]
        assert (len(rows), {len(row) for row in rows}) == (self.area.height, {self.area.width})
        for down, row in enumerate(rows):
            self.book.pending.extend((self.area.at(down, across), parsed(one)) for across, one in enumerate(row))

    def m_AutoFit(self) -> None:
        if self.book.protected[self.area.sheet]:
            raise ComError(-2147352567, FAILED)
        self.book.fitted.append((self.area.sheet, self.area.top, self.area.height))

    def _cells(self) -> list[list[tuple[Held, Address]]]:
        block = self.book.parts.block(self.area)
        return [
            [(held, self.area.at(down, across)) for across, held in enumerate(row)] for down, row in enumerate(block)
        ]

    def _square(self, rows: list[list[Any]]) -> Any:
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else tuple(map(tuple, rows))

    def _value(self, held: Held, at: Address) -> Any:
        if at in self.book.money:
            return Decimal(str(held.raw)).quantize(Decimal("0.0001"))
        if held.is_date and isinstance(held.raw, int | float):
            day = dt.datetime(1899, 12, 30, tzinfo=dt.UTC) + dt.timedelta(days=held.raw)
            return TimeType(*day.timetuple()[:6], tzinfo=dt.UTC)
        return _plain(held)


def _plain(held: Held) -> Any:
    raw = held.raw
    if isinstance(raw, str) and raw in _ERROR_CODES:
        return _ERROR_CODES[raw]
    return float(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def _formula(held: Held) -> str:
    if held.formula is not None:
        return "=" + held.formula
    return "" if held.raw is None else str(held.raw).upper() if isinstance(held.raw, bool) else str(held.raw)
