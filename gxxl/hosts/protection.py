"""How a sheet is protected: the options of ECMA-376 part 1, 18.3.1.85 sheetProtection, and of Excel's `Protect`."""

from collections.abc import Mapping
from typing import NamedTuple

from gxxl.hosts.markup import is_true

ALLOWANCES = (
    ("formatCells", "AllowFormattingCells"),
    ("formatColumns", "AllowFormattingColumns"),
    ("formatRows", "AllowFormattingRows"),
    ("insertColumns", "AllowInsertingColumns"),
    ("insertRows", "AllowInsertingRows"),
    ("insertHyperlinks", "AllowInsertingHyperlinks"),
    ("deleteColumns", "AllowDeletingColumns"),
    ("deleteRows", "AllowDeletingRows"),
    ("sort", "AllowSorting"),
    ("autoFilter", "AllowFiltering"),
    ("pivotTables", "AllowUsingPivotTables"),
)
"""What protection may leave allowed, in the order of Excel's arguments: in a file the attribute says it is locked."""


class Protection(NamedTuple):
    """The options a sheet is protected with, beside its contents."""

    objects: bool
    scenarios: bool
    allowed: tuple[bool, ...]
    password: bool = False


def protection_of(attributes: Mapping[str, str]) -> Protection | None:
    """The options as a file states them; None where the sheet is not protected."""
    if not is_true(attributes.get("sheet")):
        return None
    allowed = tuple(not is_true(attributes.get(name, "1")) for name, _ in ALLOWANCES)
    password = not attributes.keys().isdisjoint(("password", "hashValue"))
    return Protection(is_true(attributes.get("objects")), is_true(attributes.get("scenarios")), allowed, password)
