"""Where everything stands in the workbook of a form: sheets, areas, defined names. The addresses are a contract."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from gxxl.form.editions import balances_between
from gxxl.form.extras import EXTRAS
from gxxl.form.model import Form, Ref, Table
from gxxl.form.sections import SECTIONS
from gxxl.sheet import Address, Area, layout_of

COVER, LAST, EXTRA, RESULTS, HELP = "封面", "上年数据", "补充情况", "核查结果", "填报说明"
PHRASES, STORE = "句式", "_gxxl"
SHEETS = (COVER, *(section.sheet for section in SECTIONS), LAST, EXTRA, RESULTS, HELP, PHRASES, STORE)
"""Every sheet in order; the last two are hidden."""

VERSION = "2021.1"
"""Edition.layout of the newest template; `issued.json` knows the older ones."""

PROSE_TOP, PROSE_ROWS = 5, 60
"""Sections 一、五、六: one paragraph a row in B5:B64."""

CONTINUED = "接上段"
"""Stands in column A beside a row that goes on with the paragraph above."""

COVER_ROWS = MappingProxyType(
    {
        "organ": 5, "year": 6, "level": 7, "kind": 8, "scope": 9, "contact": 10, "phone": 11, "deadline": 12,
        "finished": 13, "period": 14, "code": 15, "filled_by": 16, "checked_by": 17, "approved_by": 18,
        "title": 20, "preamble": 21, "signature_organ": 31, "signature_date": 32, "version": 34,
    }
)  # fmt: skip
"""封面: the row of each entry; what is entered stands in column C."""

PREAMBLE_ROWS = 10
LIST_TOP, LIST_ROWS = 6, 15
"""核查结果: the live list of what is wrong now."""

FIXED_TOP = LIST_TOP + LIST_ROWS + 3
"""核查结果: the first of the fixed rows."""

FINDINGS_ROWS = 120
"""核查结果: how many findings of the program find room."""

PHRASES_TOP, PHRASES_ROWS = 6, 360
"""句式: the first of its rows and how many find room: id, condition, text in A–C."""

STORE_TOP, BLOCK_WIDTH = 41, 17
"""`_gxxl`: the first row of the blocks that have the shape of a table, and the columns one kind takes."""

KINDS = ("state", "clean", "code", "same", "live", "clean_last", "marks", "seen", "hints", "weights")
"""Blocks of `_gxxl` in the shape of the tables. Computed: `state` 0 number, 1 blank, 2 faulty; `clean` number or "";
`code` a number for the 校验码; `same` whether the cell is as it was checked; `live` the mark that is shown;
`clean_last` last year's number or "". Written by the program: `marks`, `seen`, `hints` (first column only). Constant:
`weights`.
"""


PROSE_SECTIONS = tuple(section.key for section in SECTIONS if section.prose)
"""The sections written in words."""

TEXT_ROWS = (*PROSE_SECTIONS, "preamble", "results")
"""Names of the areas whose rows are as high as their texts need: hosts see to that after writing into them."""

SAID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"overview": ("said_new", "said_handled", "said_carried_out"), "problems": (), "other_matters": ("said_fee",)}
)
"""What is looked for in each row of a section: three numbers of table three, the statement on 信息处理费."""

WATCHED = ("entries", "extra", "last tables", "last prose")
"""What a check looks at beside the tables and the prose: a row of `_gxxl` each."""

PROSE_COLUMN = 200
"""`_gxxl`: the first column of the blocks that have a cell for each row of prose."""


class Places(NamedTuple):
    """The places of one form; `offsets`: how far a cell lies from the top left one of its table, down and across."""

    form: Form
    names: Mapping[str, Area]
    offsets: Mapping[Ref, tuple[int, int]]

    def grid(self, table: Table) -> Area:
        """The rectangle of a table's cells on its sheet."""
        return self.names[table.key]

    def block(self, kind: str, table: Table) -> Area:
        """The block of `_gxxl` of that kind and table."""
        return self.names[f"{kind}_{table.key}"]

    def stored(self, kind: str, ref: Ref) -> Address:
        """The cell of a block that stands for a cell of the form."""
        return self.names[f"{kind}_{ref.table}"].at(*self.offsets[ref])

    def last(self, ref: Ref) -> Address:
        """Last year's cell on 上年数据."""
        return self.stored("last", ref)


@cache
def places_of(form: Form) -> Places:
    """Every area of the template of a form by its defined name."""
    names = {**_cover(), **_sheets(form), **_store(form), **_results(form)}
    offsets = {
        ref: (at.row - names[ref.table].top, at.column - names[ref.table].left) for ref, at in layout_of(form).items()
    }
    return Places(form, MappingProxyType(names), MappingProxyType(offsets))


def cover(key: str) -> Address:
    """The cell of an entry of 封面."""
    return Address(COVER, COVER_ROWS[key], 3)


def _one(address: Address) -> Area:
    return Area(address.sheet, address.row, address.column, 1, 1)


def _cover() -> dict[str, Area]:
    areas = {key: _one(cover(key)) for key in COVER_ROWS if key not in ("version", "preamble")}
    areas["preamble"] = Area(COVER, COVER_ROWS["preamble"], 3, PREAMBLE_ROWS, 1)
    areas["version"] = _one(cover("version"))
    areas["status"] = Area(COVER, 2, 1, 1, 1)
    areas["extra"] = Area(EXTRA, 5, 3, len(EXTRAS), 1)
    areas["phrases"] = Area(PHRASES, PHRASES_TOP, 1, PHRASES_ROWS, 3)
    areas["extra_keys"] = Area(EXTRA, 5, 5, len(EXTRAS), 1)
    return areas


def _sheets(form: Form) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    for section in SECTIONS:
        if section.prose:
            areas[section.key] = Area(section.sheet, PROSE_TOP, 2, PROSE_ROWS, 1)
            areas[f"continued_{section.key}"] = Area(section.sheet, PROSE_TOP, 1, PROSE_ROWS, 1)
    top = 20
    for table in form.tables:
        grid = _grid(form, table)
        areas[table.key] = grid
        areas[f"grid_{table.key}"] = _around(grid)
        areas[f"labels_{table.key}"] = Area(grid.sheet, 4, 1, grid.top + grid.height - 4, grid.left + grid.width - 1)
        areas[f"last_{table.key}"] = Area(LAST, top, 4, grid.height, grid.width)
        areas[f"grid_last_{table.key}"] = _around(areas[f"last_{table.key}"])
        top += grid.height + 4
    areas["last_organ"], areas["last_year"], areas["last_edition"] = (Area(LAST, row, 4, 1, 1) for row in (4, 5, 6))
    areas["last_source"] = Area(LAST, 7, 4, 1, 1)
    for section in SECTIONS:
        if section.prose:
            areas[f"last_{section.key}"] = Area(LAST, top, 4, PROSE_ROWS, 1)
            top += PROSE_ROWS + 2
    return areas


def _grid(form: Form, table: Table) -> Area:
    cells = [address for ref, address in layout_of(form).items() if ref.table == table.key]
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    bottom, right = max(cell.row for cell in cells), max(cell.column for cell in cells)
    return Area(table.sheet, top, left, bottom - top + 1, right - left + 1)


def _around(area: Area) -> Area:
    """One row and one column more on each side, where the sheet has them: its corners are locked cells."""
    left = max(area.left - 1, 1)
    return Area(area.sheet, area.top - 1, left, area.height + 2, area.left - left + area.width + 1)


def _store(form: Form) -> dict[str, Area]:
    areas: dict[str, Area] = {"edition": Area(COVER, 2, 8, 1, 1), "layout": Area(COVER, 3, 8, 1, 1)}
    written = ("checked", "open_errors", "open_doubts")
    areas |= {key: Area(STORE, row, 2, 1, 1) for row, key in enumerate(written, 5)}
    areas["seen_watched"] = Area(STORE, 5 + len(written), 2, len(WATCHED), 1)
    counted = ("live_errors", "live_doubts", "blanks", "changes")
    areas |= {key: Area(STORE, row, 2, 1, 1) for row, key in enumerate(counted, 12)}
    areas |= {"message": Area(STORE, 17, 2, 2, 1)}
    areas |= {"undo": Area(STORE, 1, 300, 40, 1), "kept_reasons": Area(STORE, 1, 310, 200, 2)}
    areas |= {"generated": Area(STORE, 20, 2, 6, 1)}
    watched = Area(STORE, 34, 2, len(WATCHED), 1)
    areas |= {"watched": watched, "same_watched": watched._replace(left=watched.left + 1)}
    left = PROSE_COLUMN
    for key in PROSE_SECTIONS:
        for kind in ("seen", "length", "same", *SAID[key]):
            areas[f"{kind}_{key}"] = Area(STORE, STORE_TOP, left, PROSE_ROWS, 1)
            left += 1
    top = STORE_TOP
    for table in form.tables:
        grid = _grid(form, table)
        for number, kind in enumerate(KINDS):
            areas[f"{kind}_{table.key}"] = Area(STORE, top, 4 + number * BLOCK_WIDTH, grid.height, grid.width)
        top += grid.height + 2
    return areas


def _results(form: Form) -> dict[str, Area]:
    count = fixed_count(form)
    findings = FIXED_TOP + count + 4
    return {
        "fixed": Area(RESULTS, FIXED_TOP, 1, count, 11),
        "fixed_reasons": Area(RESULTS, FIXED_TOP, 8, count, 1),
        "results": Area(RESULTS, findings, 1, FINDINGS_ROWS, 7),
        "reasons": Area(RESULTS, findings, 8, FINDINGS_ROWS, 1),
        "result_keys": Area(RESULTS, findings, 9, FINDINGS_ROWS, 1),
    }


def fixed_count(form: Form) -> int:
    """How many fixed rows 核查结果 has: the year, four of the prose, two a table for its cells, one a balance."""
    between = [balance for balance in balances_between(form, form) if balance.rule in ("Y-01", "Y-02")]
    return 1 + 4 + 2 * len(form.tables) + len(form.balances) + len(between)
