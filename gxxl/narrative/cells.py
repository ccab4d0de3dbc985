"""From what the words name to the cells of the form: rows, applicants, disputes, table two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from gxxl.form.model import Form, Ref

ORGANIZATIONS = ("business", "research", "public_interest", "legal_service", "other")
GROUPS = {
    "reconsideration": ("reconsideration",),
    "litigation": ("direct_litigation", "litigation_after_reconsideration"),
    "direct_litigation": ("direct_litigation",),
    "litigation_after_reconsideration": ("litigation_after_reconsideration",),
    "both": ("reconsideration", "direct_litigation", "litigation_after_reconsideration"),
}
"""A dispute in words and the groups of table four it spans."""


@cache
def rows(form: Form, name: str) -> tuple[str, ...]:
    """The rows of table three a word names: one row, or all rows of a group; a row the form lacks is its group."""
    keys = tuple(row.key for row in form.table("requests").rows)
    found = tuple(key for key in keys if key == name or key.startswith(name + "."))
    return found or ((group,) if (group := name.partition(".")[0]) in keys else ())


def requests(form: Form, names: Iterable[str], applicants: Sequence[str]) -> tuple[Ref, ...]:
    """Cells of table three: every row named, in the columns of the applicants named (总计 where none is)."""
    columns = [column for name in applicants for column in (ORGANIZATIONS if name == "organizations" else (name,))] or [
        "total"
    ]
    keys = dict.fromkeys(key for name in names for key in rows(form, name))
    return tuple(Ref("requests", key, column) for key in keys for column in dict.fromkeys(columns))


def disputes(groups: Iterable[str], results: Iterable[str]) -> tuple[Ref, ...]:
    """Cells of table four: every result named (总计 where none is) of every group named."""
    keys = dict.fromkeys(key for name in groups for key in GROUPS[name])
    columns = tuple(dict.fromkeys(results)) or ("total",)
    return tuple(Ref("disputes", key, column) for key in keys for column in columns)


def known(form: Form, *refs: Ref) -> tuple[Ref, ...]:
    """These cells, or none where the form lacks one of them."""
    return refs if all(ref in form.index for ref in refs) else ()
