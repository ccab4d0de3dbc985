"""What the functions and operators of the spreadsheet mean in Python, for the values our formulas meet.

ECMA-376 part 1, 18.17.7; an empty cell counts as 0 and reads as "", texts in ranges count for nothing in SUM and COUNT.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Scalar: TypeAlias = "str | float | bool | None"
Cells: TypeAlias = "list[Scalar]"

ERROR = "#"
"""How Python stands for an error value: a text that begins with this sign and came from a cell."""


def general(number: float) -> str:
    """A number in the General format: 15 significant digits, no needless zeros."""
    return f"{number:.15g}".upper()


def shown(value: Scalar) -> str:
    """A value as `&` joins it to a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else general(value)


def _number(value: Scalar) -> float:
    return 0.0 if value is None or value == "" else float(value)


def _is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_error(value: Scalar) -> bool:
    """Whether a value stands for an error."""
    return isinstance(value, str) and value.startswith(ERROR)


def _equal(left: Scalar, right: Scalar) -> bool:
    """As `=` compares: case does not matter, numbers never equal texts, an empty cell equals "" and 0."""
    if left is None or right is None:
        other = right if left is None else left
        return other in (None, "", 0)
    if isinstance(left, str) or isinstance(right, str):
        return isinstance(left, str) and isinstance(right, str) and left.casefold() == right.casefold()
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _less(left: Scalar, right: Scalar) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return False
    return _number(left) < _number(right)


OPERATORS: Mapping[str, Callable[[Scalar, Scalar], Scalar]] = {
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": lambda a, b: _number(a) / _number(b),
    "&": lambda a, b: shown(a) + shown(b),
    "=": _equal,
    "<>": lambda a, b: not _equal(a, b),
    "<": _less,
    ">": lambda a, b: _less(b, a),
    "<=": lambda a, b: not _less(b, a) and not isinstance(a, str) and not isinstance(b, str),
    ">=": lambda a, b: not _less(a, b) and not isinstance(a, str) and not isinstance(b, str),
}


def _flat(arguments: Sequence[Cells]) -> Cells:
    return [value for cells in arguments for value in cells]


def _numbers(arguments: Sequence[Cells]) -> list[float]:
    return [
        float(value) for value in _flat(arguments) if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _countif(arguments: Sequence[Cells]) -> float:
    cells, (wanted,) = arguments
    if isinstance(wanted, str):
        folded = wanted.casefold()
        return float(sum(isinstance(value, str) and value.casefold() == folded for value in cells))
    return float(sum(value is not None and _equal(value, wanted) for value in cells if not isinstance(value, str)))


def _sumproduct(arguments: Sequence[Cells]) -> float:
    return math.fsum(
        math.prod(_number(v) if _is_number(v) else 0.0 for v in row) for row in zip(*arguments, strict=True)
    )


def _index(arguments: Sequence[Cells]) -> Scalar:
    (position,) = arguments[1]
    return position if is_error(position) else arguments[0][int(_number(position)) - 1]


def _match(arguments: Sequence[Cells]) -> Scalar:
    (wanted,), cells = arguments[0], arguments[1]
    found = (float(place) for place, value in enumerate(cells, 1) if value is not None and _equal(value, wanted))
    return next(found, "#N/A")


def _search(arguments: Sequence[Cells]) -> Scalar:
    (wanted,), (text,) = arguments[0], arguments[1]
    place = shown(text).casefold().find(shown(wanted).casefold())
    return float(place + 1) if place >= 0 else "#VALUE!"


def _substitute(arguments: Sequence[Cells]) -> Scalar:
    (text,), (old,), (new,) = arguments
    return shown(text).replace(shown(old), shown(new))


def _units(text: str) -> int:
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def _clean(text: str) -> str:
    return "".join(sign for sign in text if ord(sign) >= 32)


FUNCTIONS: Mapping[str, Callable[[Sequence[Cells]], Scalar]] = {
    "SUM": lambda a: math.fsum(_numbers(a)),
    "COUNT": lambda a: float(len(_numbers(a))),
    "COUNTIF": _countif,
    "SUMPRODUCT": _sumproduct,
    "AND": lambda a: all(bool(value) for value in _flat(a)),
    "OR": lambda a: any(bool(value) for value in _flat(a)),
    "NOT": lambda a: not a[0][0],
    "ISNUMBER": lambda a: _is_number(a[0][0]),
    "ISLOGICAL": lambda a: isinstance(a[0][0], bool),
    "ISERROR": lambda a: is_error(a[0][0]),
    "INT": lambda a: float(math.floor(_number(a[0][0]))),
    "ABS": lambda a: abs(_number(a[0][0])),
    "ROUND": lambda a: float(round(_number(a[0][0]) * 10 ** int(_number(a[1][0]))) / 10 ** int(_number(a[1][0]))),
    "LEN": lambda a: float(_units(shown(a[0][0]))),
    "LEFT": lambda a: shown(a[0][0])[: int(_number(a[1][0]))],
    "TRIM": lambda a: " ".join(shown(a[0][0]).split(" ")).strip(" "),
    "CLEAN": lambda a: _clean(shown(a[0][0])),
    "SUBSTITUTE": _substitute,
    "INDEX": _index,
    "MATCH": _match,
    "SEARCH": _search,
    "REPT": lambda a: shown(a[0][0]) * int(_number(a[1][0])),
    "RIGHT": lambda a: shown(a[0][0])[-int(_number(a[1][0])) :],
    "MAX": lambda a: max(_numbers(a), default=0.0),
    "HYPERLINK": lambda a: a[1][0],
}
