"""The shape of a statutory form: tables, blocks, rows, columns, sums and balances, as plain immutable data.

Nothing here can be called by a form: what cannot be printed cannot become a formula, a frame column or a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from typing import NamedTuple


class Ref(NamedTuple):
    """A cell in the coordinates of the form (填报格): table, row, column."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return ".".join(self)

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read `requests.refused.state_secret.total`; rows may hold dots, tables and columns never do."""
        table, _, rest = text.partition(".")
        row, _, column = rest.rpartition(".")
        return cls(table, row, column)


class Role(Enum):
    """Who fills a cell: the clerk, or the sum of other cells."""

    INPUT = "input"
    TOTAL = "total"


class Measure(StrEnum):
    """The unit printed on the form for a column (计量单位)."""

    CASES = "件"
    ITEMS = "项"
    TEN_THOUSAND_YUAN = "万元"
    MONEY = "元或万元"


class Quantity(NamedTuple):
    """What a cell may hold: its unit, decimals, sign, and the size beyond which it is implausible (C-09)."""

    measure: Measure
    ceiling: int
    decimal: bool = False
    signed: bool = False


class Column(NamedTuple):
    """One column of numbers; `groups` are the headings printed above it, outermost first."""

    key: str
    label: str
    quantity: Quantity
    groups: tuple[str, ...] = ()
    role: Role = Role.INPUT


class Row(NamedTuple):
    """One row of numbers; `groups` are the headings to its left, outermost first; `short` is used in sentences."""

    key: str
    label: str
    groups: tuple[str, ...] = ()
    role: Role = Role.INPUT
    short: str = ""

    @property
    def name(self) -> str:
        """The label as a sentence quotes it: with the numeral of its group, without explanations in brackets."""
        if self.short or self.label.startswith("（"):
            return self.short or self.label
        group = self.groups[-1] if self.groups else ""
        numeral = group[: group.find("）") + 1] if group.startswith("（") else ""
        return numeral + self.label


class Block(NamedTuple):
    """Rows and columns under one heading (`title` empty where the table has no headings of this kind)."""

    title: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


class Cell(NamedTuple):
    """A cell of the form: where it stands and what it may hold."""

    ref: Ref
    row: Row
    column: Column
    block: Block

    @property
    def role(self) -> Role:
        """TOTAL where the row or the column is one."""
        return Role.TOTAL if Role.TOTAL in (self.row.role, self.column.role) else Role.INPUT

    @property
    def name(self) -> str:
        """The cell in the words of the form, as a sentence quotes it."""
        if len(self.block.columns) == 1:
            return self.row.name
        return f"{self.row.name}·{self.column.label}"


class Table(NamedTuple):
    """One of the three prescribed tables; `sheet` is its tab in the workbook, `nickname` its name in a sentence."""

    key: str
    title: str
    sheet: str
    nickname: str
    blocks: tuple[Block, ...]
    corner: str = ""

    def cells(self) -> Iterator[Cell]:
        """All cells, block by block, row by row."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield Cell(Ref(self.key, row.key, column.key), row, column, block)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all blocks in printed order."""
        return tuple(row for block in self.blocks for row in block.rows)


class Year(Enum):
    """Whose cell a term means: the report's own, last year's report's, or a bound known of the organ."""

    THIS = "this"
    LAST = "last"
    ORGAN = "organ"


class Term(NamedTuple):
    """`times` × the cell `ref` of `year`."""

    ref: Ref
    year: Year = Year.THIS
    times: int = 1


Sum = tuple[Term, ...]


class Relation(Enum):
    """How the left sum must stand to the right one."""

    EQUAL = "＝"
    AT_MOST = "≤"
    BELOW = "＜"


class Floor(NamedTuple):
    """A balance is looked at only where `sum` is at least `least`: small numbers jump without meaning."""

    sum: Sum
    least: int


class Balance(NamedTuple):
    """A linear relation between two sums of cells (勾稽关系), checked under the code `rule` and reported at `at`."""

    rule: str
    at: Ref
    left: Sum
    right: Sum
    relation: Relation = Relation.EQUAL
    floor: Floor | None = None

    def refs(self) -> tuple[Ref, ...]:
        """This year's cells of both sides in order, each once."""
        found = (term.ref for term in self.left + self.right if term.year is Year.THIS)
        return tuple(dict.fromkeys(found))


class Edition(NamedTuple):
    """The notice that prescribed a form: the first report year it serves, document number, title."""

    year: int
    number: str
    name: str


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """The three tables an organ fills in, the identities they must satisfy and the bounds they should keep.

    `editions` names the edition of each table: reports of 2021 and later with the table three of 2019 are real.
    Forms are made once for each composition (`editions.compose`) and compared by identity.
    """

    tables: tuple[Table, ...]
    editions: tuple[Edition, ...]
    balances: tuple[Balance, ...]
    bounds: tuple[Balance, ...]

    def __repr__(self) -> str:
        return f"Form({'、'.join(str(edition.year) for edition in self.editions)})"

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell in printed order; the position of a cell in this tuple is its index everywhere."""
        return tuple(cell for table in self.tables for cell in table.cells())

    @cached_property
    def index(self) -> dict[Ref, int]:
        """The position of each cell in `cells`."""
        return {cell.ref: number for number, cell in enumerate(self.cells)}

    @cached_property
    def total_sums(self) -> dict[Ref, Sum]:
        """For each total cell the sum that fills it; a row's own sum wins where a column's ends in the same cell."""
        sums: dict[Ref, Sum] = {}
        for balance in self.balances:
            if balance.right == (Term(balance.at),):
                sums.setdefault(balance.at, balance.left)
        return sums

    @cached_property
    def sums_of_inputs(self) -> dict[Ref, Sum]:
        """Those of `total_sums` whose cells are all filled in by hand: 0 there says nothing while all are blank."""
        return {
            ref: terms
            for ref, terms in self.total_sums.items()
            if all(self.cell(term.ref).role is Role.INPUT for term in terms)
        }

    @property
    def edition(self) -> Edition:
        """The edition of table two, by which a mixed form is called."""
        return self.editions[0]

    def table(self, key: str) -> Table:
        """The table with this key; KeyError where there is none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    def cell(self, ref: Ref) -> Cell:
        """The cell at `ref`; KeyError where the form has none."""
        return self.cells[self.index[ref]]
