"""Texts made comparable, measured, and made fit for a file name: how people spell says nothing."""

from __future__ import annotations

import re
import unicodedata

_UNFIT = re.compile(r'[\\/:*?"<>|\r\n\t]+')


def even(text: str) -> str:
    """A text in half-width signs (NFKC) without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def in_a_cell(raw: object) -> str:
    """A value as a spreadsheet shows it: TRUE for true, nothing where there is nothing."""
    return "" if raw is None else str(raw).upper() if isinstance(raw, bool) else str(raw)


def width_of(text: str) -> int:
    """How wide a text is, in Latin letters (Unicode annex 11)."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fit_for_a_file(text: str) -> str:
    """A name without what Windows has in no file name."""
    return _UNFIT.sub("_", text)
