"""A workbook for reading: sheets of texts, numbers, dates, links, charts. Text is always text, whatever it begins with.

The bytes are the same each time: no clock, no user names.
"""

from __future__ import annotations

import io
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gxxl.form.printed import Box
from gxxl.form.told import ADDED_UP
from gxxl.template.build import EPOCH

_A4 = 9
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "max_url_length": 2079}
_COLOURS = ("#2F6690", "#A9C1D3")
MOST_LINKS = 65_530
"""Of one sheet, in Excel."""

LONGEST = 32_000
"""Characters of a cell; Excel holds 32,767."""


class Computed(NamedTuple):
    """A formula of ours and its value now; `jump` is the place a click leads to."""

    formula: str
    value: int | Decimal
    jump: str = ""


class Link(NamedTuple):
    """Words that lead to a place: `internal:'来源'!A5`, or `external:` and a relative path."""

    target: str
    text: str


Entry: TypeAlias = "str | int | Decimal | date | datetime | Computed | Link | None"
"""What a cell can be given."""

Style: TypeAlias = "Mapping[str, Any]"


class Book:
    """Sheets in the making; `styles` are formats by name.

    With a `folder` what is written lies in a draft there until the book is left; without one all is in memory.
    """

    def __init__(self, title: str, styles: Mapping[str, Style], folder: Path | None = None) -> None:
        self._draft = tempfile.TemporaryDirectory(prefix=".~", suffix=".tmp", dir=folder) if folder else None
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder) if folder else io.BytesIO()  # noqa: SIM115 - see __exit__
        options = {"tmpdir": self._draft.name} if self._draft else {"in_memory": True}
        self._book = Workbook(self._file, {**_OPTIONS, **options})
        self._book.use_zip64()
        self._book.set_properties({"title": title, "created": EPOCH})
        self._formats: dict[str, Format] = {name: self._book.add_format(dict(style)) for name, style in styles.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for sheet in self._book.worksheets():
            if sheet.row_data_fh:
                sheet.row_data_fh.close()
        self._file.close()
        if self._draft:
            self._draft.cleanup()

    def sheet(self, name: str, widths: Sequence[float], *, landscape: bool = False, endless: bool = False) -> Page:
        """A new sheet with columns of these widths, printed as wide as a sheet of A4.

        Rows of an `endless` sheet are put from top to bottom, and those of a book with a folder are out of memory when
        the next is begun.
        """
        self._book.constant_memory = endless = endless and self._draft is not None
        sheet = self._book.add_worksheet(name)
        self._book.constant_memory = False
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self._formats.get("plain"))
        sheet.set_paper(_A4)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer('&C&"宋体,常规"&9第 &P 页，共 &N 页')
        if landscape:
            sheet.set_landscape()
        sheet.hide_gridlines(2)
        return Page(sheet, self._formats, self._book, endless=endless)

    def file(self) -> IO[bytes]:
        """The finished file, which lasts as long as the book; nothing can be added any more. Raises OSError."""
        try:
            self._book.close()
        except FileCreateError as error:
            self._let_go(error.args[0])
            raise error.args[0] from None
        self._file.seek(0)
        return self._file

    def _let_go(self, error: OSError) -> None:
        """XlsxWriter's archive hangs on the error and writes its end when it goes: now, while there is room for it."""
        self._file.truncate(0)
        traceback.clear_frames(error.__traceback__)

    def bytes(self) -> bytes:
        """All of it at once, and the book is left. Raises OSError."""
        with self:
            return self.file().read()


class Page:
    """One sheet; rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, formats: Mapping[str, Format], book: Workbook, *, endless: bool) -> None:
        self._sheet, self._formats, self._book = sheet, formats, book
        self._endless, self._row, self._links = endless, 0, 0

    @property
    def name(self) -> str:
        """The name on its tab."""
        return str(self._sheet.get_name())

    def put(self, row: int, column: int, entry: Entry, style: str) -> None:
        """One cell. Text that begins with = + - @ stays text: only `Computed` is a formula."""
        self._begin(row)
        form = self._formats[style]
        if entry is None or entry == "":
            self._sheet.write_blank(row, column, None, form)
        elif isinstance(entry, str):
            self._sheet.write_string(row, column, _text(entry), form)
        elif isinstance(entry, Computed):
            if entry.jump:
                self._sheet.write_url(row, column, entry.jump, form, tip=ADDED_UP)
            self._sheet.write_formula(row, column, entry.formula, form, _plain(entry.value))
        elif isinstance(entry, Link):
            self._link(row, column, entry, form)
        elif isinstance(entry, date):
            self._sheet.write_datetime(row, column, entry, form)
        else:
            self._sheet.write_number(row, column, float(entry), form)
        if self._endless and row > self._row:
            self._forget(self._row)
            self._row = row

    def _begin(self, row: int) -> None:
        if self._endless and row < self._row:
            raise ValueError(row)

    def _link(self, row: int, column: int, link: Link, form: Format) -> None:
        """The words alone where Excel takes no more links, or not this one."""
        self._links += 1
        if self._links > MOST_LINKS or self._sheet.write_url(row, column, link.target, form, _text(link.text)[:255]):
            self._sheet.write_string(row, column, _text(link.text), form)

    def _forget(self, row: int) -> None:
        """The height of a row that has been written: XlsxWriter keeps all of them, by names it does not document."""
        for kept in ("row_info", "row_sizes"):
            getattr(self._sheet, kept, {}).pop(row, None)

    def span(self, box: Box, entry: Entry, style: str) -> None:
        """One cell that reaches over several."""
        if box.height * box.width > 1:
            end = box.row + box.height - 1, box.column + box.width - 1
            self._sheet.merge_range(box.row, box.column, *end, "", self._formats[style])
        self.put(box.row, box.column, entry, style)

    def row(self, row: int, entries: Sequence[Entry], styles: Sequence[str], height: float | None = None) -> None:
        """A row of cells from the first column on, each in its style."""
        for column, (entry, style) in enumerate(zip(entries, styles, strict=True)):
            self.put(row, column, entry, style)
        if height:
            self.height(row, height)

    def height(self, row: int, points: float) -> None:
        """The height of a row in points."""
        self._begin(row)
        self._sheet.set_row(row, min(points, 409))

    def freeze(self, row: int, column: int = 0) -> None:
        """Rows above and columns before stay in sight, and are repeated on paper."""
        self._sheet.freeze_panes(row, column)
        self._sheet.repeat_rows(row - 1)

    def filter(self, top: int, bottom: int, columns: int) -> None:
        """Drop-downs on a heading row over the rows below it."""
        self._sheet.autofilter(top, 0, max(top, bottom), columns - 1)

    def validate(self, area: tuple[int, int, int], rule: Mapping[str, Any]) -> None:
        """What the cells of a column take, and what is said of it beside them; `area` is top, bottom, column."""
        top, bottom, column = area
        self._sheet.data_validation(top, column, bottom, column, dict(rule))

    def hide(self) -> None:
        """No tab is shown."""
        self._sheet.hide()

    def page_breaks(self, rows: Sequence[int]) -> None:
        """A new page of paper before each of these rows."""
        self._sheet.set_h_pagebreaks(list(rows))

    def chart(self, at: tuple[int, int], title: str, kind: str, area: tuple[int, int, int, int]) -> None:
        """A chart: names in the left column of `area` (top, bottom, left, right), a series in each of the others.

        Several series are called as the row above them says.
        """
        top, bottom, left, right = area
        chart: Any = self._book.add_chart({"type": kind})
        font = {"name": "宋体", "size": 9}
        several = right - left > 1
        for column, colour in zip(range(left + 1, right + 1), _COLOURS, strict=False):
            chart.add_series({
                **({"name": [self.name, top - 1, column]} if several else {}),
                "categories": [self.name, top, left, bottom, left],
                "values": [self.name, top, column, bottom, column],
                "data_labels": {"value": True, "font": font},
                "fill": {"color": colour},
                "gap": 60,
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"name": "黑体", "size": 11, "bold": False}})
        chart.set_legend({"position": "bottom", "font": font} if several else {"none": True})
        chart.set_y_axis({"num_font": font, "reverse": kind == "bar", "major_gridlines": {"visible": False}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": 470, "height": 300 if several else 260})
        self._sheet.insert_chart(*at, chart)


def _text(text: str) -> str:
    """As much as a cell holds; XlsxWriter takes what stands between <r> and </r> for XML unless something follows."""
    held = text[:LONGEST]
    return f"{held} " if held.startswith("<r>") and held.endswith("</r>") else held


def _plain(value: float | Decimal) -> int | float:
    return value if isinstance(value, int) else float(value)
