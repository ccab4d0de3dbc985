"""Formulas said once: an expression is written out for the spreadsheet and computed by Python from the same tree.

Only functions of Excel 2007 that WPS, LibreOffice and gnumeric share (ECMA-376 part 1, 18.17). An empty cell counts as
0 and reads as "", as in a spreadsheet; texts in ranges count for nothing in SUM and COUNT.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import TypeAlias

from gxxl.sheet import Address, Area, column_letters
from gxxl.template.functions import FUNCTIONS, OPERATORS, Cells, Scalar, general, is_error

Look: TypeAlias = "Callable[[Address], Scalar]"

Part: TypeAlias = "Expression | str | float | bool"


class Expression(ABC):
    """A piece of a formula; operators build larger pieces."""

    __slots__ = ()

    @abstractmethod
    def text(self) -> str:
        """As a spreadsheet writes it."""

    @abstractmethod
    def value(self, look: Look) -> Scalar:
        """As Python computes it from the cells."""

    def cells(self, look: Look) -> Cells:
        """The values of a range; one value of anything else."""
        return [self.value(look)]

    def __add__(self, other: Part) -> Infix:
        return Infix("+", self, part(other))

    def __sub__(self, other: Part) -> Infix:
        return Infix("-", self, part(other))

    def __mul__(self, other: Part) -> Infix:
        return Infix("*", self, part(other))

    def __truediv__(self, other: Part) -> Infix:
        return Infix("/", self, part(other))

    def __lt__(self, other: Part) -> Infix:
        return Infix("<", self, part(other))

    def __gt__(self, other: Part) -> Infix:
        return Infix(">", self, part(other))

    def __ge__(self, other: Part) -> Infix:
        return Infix(">=", self, part(other))

    def equals(self, other: Part) -> Infix:
        """`=`."""
        return Infix("=", self, part(other))

    def differs(self, other: Part) -> Infix:
        """`<>`."""
        return Infix("<>", self, part(other))


@dataclass(slots=True, eq=False)
class Literal(Expression):
    """A number, a text or a truth value."""

    constant: str | float | bool

    def text(self) -> str:
        """Texts in quotes, doubled inside."""
        if isinstance(self.constant, bool):
            return "TRUE" if self.constant else "FALSE"
        if isinstance(self.constant, str):
            return '"' + self.constant.replace('"', '""') + '"'
        return general(self.constant)

    def value(self, look: Look) -> Scalar:  # noqa: ARG002 - a constant needs no cells
        """The constant itself."""
        return self.constant


@dataclass(slots=True, eq=False)
class At(Expression):
    """A locked cell, named by its address."""

    address: Address
    home: str = ""

    def text(self) -> str:
        """With its sheet unless the formula stands on the same one."""
        return _prefix(self.address.sheet, self.home) + absolute(self.address.row, self.address.column)

    def value(self, look: Look) -> Scalar:
        """What stands there."""
        return look(self.address)


@dataclass(slots=True, eq=False)
class Through(Expression):
    """An input cell, reached through a defined name so that dragging or cutting it moves nothing."""

    name: str
    row: int
    column: int
    address: Address

    def text(self) -> str:
        """`INDEX(grid_requests,2,2)`."""
        return f"INDEX({self.name},{self.row},{self.column})"

    def value(self, look: Look) -> Scalar:
        """What stands there."""
        return look(self.address)


@dataclass(slots=True, eq=False)
class Range(Expression):
    """A rectangle of locked cells."""

    area: Area
    home: str = ""

    def text(self) -> str:
        """`$D$55:$J$79` with its sheet."""
        area = self.area
        start = absolute(area.top, area.left)
        end = absolute(area.top + area.height - 1, area.left + area.width - 1)
        return _prefix(area.sheet, self.home) + (start if start == end else f"{start}:{end}")

    def value(self, look: Look) -> Scalar:  # noqa: ARG002 - see the docstring
        """A range alone has no one value."""
        raise TypeError(self.text())

    def cells(self, look: Look) -> Cells:
        """Row by row."""
        return list(map(look, _within(self.area)))


@lru_cache(maxsize=1_024)
def _within(area: Area) -> tuple[Address, ...]:
    """The cells of a rectangle row by row: many formulas look at the same ones."""
    sheet, top, left, height, width = area
    rows, columns = range(top, top + height), range(left, left + width)
    return tuple([Address(sheet, row, column) for row in rows for column in columns])


@dataclass(slots=True, eq=False)
class Call(Expression):
    """A function of the spreadsheet."""

    function: str
    arguments: tuple[Expression, ...]

    def text(self) -> str:
        """`SUM(a,b)`."""
        return f"{self.function}({','.join(argument.text() for argument in self.arguments)})"

    def value(self, look: Look) -> Scalar:
        """By the Python function of the same name; IF and IFERROR look only where they must."""
        lazy = _LAZY.get(self.function)
        if lazy:
            return lazy(self.arguments, look)
        return FUNCTIONS[self.function]([argument.cells(look) for argument in self.arguments])


@dataclass(slots=True, eq=False)
class Infix(Expression):
    """Two expressions with an operator between them."""

    operator: str
    left: Expression
    right: Expression

    def text(self) -> str:
        """In brackets, so that precedence never matters."""
        return f"({self.left.text()}{self.operator}{self.right.text()})"

    def value(self, look: Look) -> Scalar:
        """By the Python operator of the same meaning."""
        return OPERATORS[self.operator](self.left.value(look), self.right.value(look))


@dataclass(slots=True, eq=False)
class Hole(Expression):
    """The place of another piece in a shape that many formulas share."""

    number: int

    def text(self) -> str:
        """A sign that stands in no formula."""
        return f"\0{self.number}\0"

    def value(self, look: Look) -> Scalar:
        """What the piece is there, by the look of its `Shaped`."""
        return look(_HOLES[self.number])


_HOLES = tuple(Address("", number, 0) for number in range(100))


@dataclass(slots=True, eq=False)
class Shaped(Expression):
    """A shape with cells in its holes, at which alone it looks.

    Hundreds of formulas are built, and kept, as their cells alone, and equal cells are computed once.
    """

    shape: Expression
    pieces: Sequence[At | Through]

    def text(self) -> str:
        """The shape as a spreadsheet writes it, with its cells."""
        texts = self.shape.text().split("\0")
        return "".join(self.pieces[int(text)].text() if at % 2 else text for at, text in enumerate(texts))

    def value(self, look: Look) -> Scalar:
        """The shape, looking at its own cells."""
        return _shaped(self.shape, *[look(piece.address) for piece in self.pieces])


@lru_cache(maxsize=4_096, typed=True)
def _shaped(shape: Expression, *values: Scalar) -> Scalar:
    return shape.value(lambda hole: values[hole.row])


def part(thing: Part) -> Expression:
    """A constant as a piece of a formula; pieces stay as they are."""
    return Literal(thing) if isinstance(thing, (str, int, float)) else thing


def call(function: str, *arguments: Part) -> Call:
    """A function with its arguments."""
    return Call(function, tuple(map(part, arguments)))


def when(condition: Expression, then: Part, otherwise: Part) -> Call:
    """`IF(condition,then,otherwise)`."""
    return call("IF", condition, then, otherwise)


def join(*parts: Part) -> Expression:
    """`a&b&c`."""
    first, *rest = (part(thing) for thing in parts)
    for thing in rest:
        first = Infix("&", first, thing)
    return first


def pieces(sentence: str, **slots: Part) -> list[Part]:
    """A sentence of form/ in pieces, what its slots hold between its words; a text in a slot joins the words."""
    found: list[Part] = []
    for words, slot, _, _ in Formatter().parse(sentence):
        for piece in (words, slots[slot] if slot else ""):
            if isinstance(piece, str) and found and isinstance(found[-1], str):
                found[-1] += piece
            elif piece != "":
                found.append(piece)
    return found


def filled(sentence: str, **slots: Part) -> Expression:
    """A sentence of form/ with pieces of a formula in its slots."""
    return join(*pieces(sentence, **slots))


def absolute(row: int, column: int) -> str:
    """`$D$7`."""
    return f"${column_letters(column)}${row}"


def quoted(sheet: str) -> str:
    """A sheet name as formulas quote it."""
    return "'" + sheet.replace("'", "''") + "'"


def _prefix(sheet: str, home: str) -> str:
    return "" if sheet == home else quoted(sheet) + "!"


def _if(arguments: Sequence[Expression], look: Look) -> Scalar:
    chosen = arguments[1] if arguments[0].value(look) else arguments[2]
    return chosen.value(look)


def _if_error(arguments: Sequence[Expression], look: Look) -> Scalar:
    value = arguments[0].value(look)
    return arguments[1].value(look) if is_error(value) else value


_LAZY: Mapping[str, Callable[[Sequence[Expression], Look], Scalar]] = {"IF": _if, "IFERROR": _if_error}
