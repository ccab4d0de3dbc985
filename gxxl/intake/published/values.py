"""What stands in a cell of a document as data has it: plain digits are numbers, everything else stays as printed."""

from __future__ import annotations

import re

from gxxl.form.model import Quantity
from gxxl.intake.strips import OUT_OF_SIGHT, squeezed

_COUNT = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
_BROKEN = re.compile(r"\d[\d.]*(?:\s+[\d.]+)+", re.ASCII)


_NOTE = re.compile(r"(?<=[\d０-９])(?:[\[〔［]\d{1,2}[\]〕］]|[①-⒇*＊※†]+|[（(]?注\d?[）)]?)+")
"""The mark of a note behind a number."""


def without_note(text: str) -> str:
    """A number without the mark of a note behind it; any other text as it is."""
    found = _NOTE.search(text)
    return text[: found.start()] if found and found.end() == len(text) else text


def raw_of(text: str | None, quantity: Quantity) -> int | str | None:
    """A cell of the corpus format: None not seen, "" blank, an int for a count, the text as printed for the rest."""
    shown = None if text is None else text.replace(OUT_OF_SIGHT, "")
    if text is None or shown is None or (shown != text and not squeezed(shown)):
        return None
    text = shown
    squeezed_text = without_note(squeezed(text))
    if _BROKEN.fullmatch(text.strip()):
        return " ".join(text.split())
    if not quantity.decimal and _COUNT.fullmatch(squeezed_text):
        return int(squeezed_text)
    return squeezed_text


def is_broken(text: str | None) -> bool:
    """Whether digits of a cell stand on several lines or with gaps between them: one number, or several."""
    return text is not None and _BROKEN.fullmatch(text.replace(OUT_OF_SIGHT, "").strip()) is not None
