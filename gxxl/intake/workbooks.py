"""Workbooks of ours on their way in: what a file holds, or the one finding that says why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gxxl.finding import Finding
from gxxl.form.model import Form
from gxxl.form.rules_workbook import FILE_TROUBLES, NOT_A_REPORT, STRANGE_MACROS
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.hosts.vba_modules import module_sources
from gxxl.intake.file_findings import file_finding
from gxxl.macros.examine import (
    IDENTITY,
    REASONS,
    NotOurs,
    Opening,
    Typed,
    form_of,
    names_to_examine,
    opening,
    settled,
    typed_in,
)
from gxxl.report import Report
from gxxl.template.issue import ASKED
from gxxl.template.vba_sources import strangers

__all__ = ["Book", "NotOurs", "open_book", "refusal", "strange_macros"]


class Book(NamedTuple):
    """A workbook of ours that could be read."""

    path: Path
    form: Form
    opening: Opening
    findings: tuple[Finding, ...] = ()
    """W-03, where its macros are not as issued; its numbers are read all the same."""

    @property
    def last(self) -> Report | None:
        """See OwnWorkbook."""
        return self.opening.taken.last

    @property
    def finished(self) -> bool:
        """See OwnWorkbook."""
        return self.opening.taken.finished

    def settle(self, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """See OwnWorkbook."""
        return settled(self.opening, found).findings


def open_book(path: Path, data: bytes | None = None, *, kept: bool = False) -> Book:
    """Read a workbook, from `data` where its bytes are known. Raises NotOurs: its findings say why it is of no use.

    `kept` data are the only ones there are: they stay in memory for its reasons.
    """
    try:
        host = FileHost(path, data=data)
        form = form_of(host.read(IDENTITY))
        opened = opening(
            host.read((*names_to_examine(form), ASKED)), form, partial(_typed, path, form, data if kept else None)
        )
        return Book(path, form, opened, tuple(strange_macros(host)))
    except Refused as refused:
        raise NotOurs([refusal(refused)]) from None


def strange_macros(host: FileHost) -> Iterator[Finding]:
    """W-03 for a file with macros that are not as issued, whatever number of them."""
    found = [STRANGE_MACROS["macro sheet"]] if host.macro_sheets else []
    if host.macros is not None:
        try:
            found += [STRANGE_MACROS[key].format(name=name) for key, name in strangers(module_sources(host.macros))]
        except Refused:
            found.append(STRANGE_MACROS["unreadable"])
    if found:
        yield file_finding("W-03", {"reason": "；".join(found)})


def _typed(path: Path, form: Form, data: bytes | None) -> Typed:
    """The reasons in a file, opened once more: most files have nothing to settle, and none is kept in memory."""
    return typed_in(FileHost(path, data=data).read(REASONS), form)


def refusal(refused: Refused) -> Finding:
    """W-05 for a file of another kind, W-06 for one that is damaged."""
    if refused.key == "not a workbook":
        reason = NOT_A_REPORT["other"].format_map(refused.slots)
        return file_finding("W-05", {"reason": reason})
    reason, advice = (text.format_map(refused.slots) for text in FILE_TROUBLES[refused.key])
    return file_finding("W-06", {"reason": reason, "advice": advice})
