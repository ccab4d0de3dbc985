"""Workbooks of ours on their way in: what a file holds, or the one finding that says why it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gxxl.finding import Finding
from gxxl.form.model import Form
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.intake.file_findings import refusal
from gxxl.intake.files import Opened
from gxxl.intake.strange_macros import strange_macros
from gxxl.macros.examine import (
    IDENTITY,
    NOTHING_TYPED,
    REASONS,
    TYPED_REASONS,
    NotOurs,
    Opening,
    Typed,
    form_of,
    names_to_examine,
    opening,
    settled,
    typed_in,
)
from gxxl.macros.phrase_sheet import BLOCK, phrase_findings
from gxxl.macros.remembering import remembered_in
from gxxl.narrative.remembered import GENERATED
from gxxl.report import Report
from gxxl.template.issue import ASKED
from gxxl.template.places import PHRASES, places_of

__all__ = ["Book", "NotOurs", "open_book", "with_drafted"]


class Book(NamedTuple):
    """A workbook of ours that could be read."""

    path: Path
    form: Form
    opening: Opening
    findings: tuple[Finding, ...] = ()
    """W-03, where its macros are not as issued, W-02 where a phrase of 句式 is no use; its numbers are read anyway."""

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
        names = (*names_to_examine(form), ASKED)
        opened = opening(host.read(names), form, partial(_typed, path, form, data if kept else None))
        return Book(path, form, opened, (*strange_macros(host), *_phrases(host, form)))
    except Refused as refused:
        raise NotOurs([refusal(refused)]) from None


def with_drafted(opened: Opened) -> Opened:
    """A workbook of ours with what 写文字 wrote into it last, for N-17: its file is read once more, some 10 ms.

    One in an archive, or of an earlier template, stays as it is.
    """
    if opened.report is None or opened.workbook is None or opened.moved:
        return opened
    try:
        drafted = remembered_in(FileHost(opened.path).read(["generated"]))
    except Refused:
        return opened
    particulars = {**opened.report.particulars, **({GENERATED: drafted} if drafted else {})}
    return opened._replace(report=replace(opened.report, particulars=particulars))


def _phrases(host: FileHost, form: Form) -> tuple[Finding, ...]:
    """W-02 for what is wrong in sheet 句式; a sheet that has once been found in order is not read again."""
    sums = host.checksums(PHRASES)
    if sums in _IN_ORDER:
        return ()
    found = phrase_findings(host.read((BLOCK,)), places_of(form))
    if not found:
        _IN_ORDER[sums] = None
        if len(_IN_ORDER) > _MOST_IN_ORDER:
            del _IN_ORDER[next(iter(_IN_ORDER))]
    return found


_IN_ORDER: dict[tuple[tuple[int, int], ...], None] = {}
_MOST_IN_ORDER = 64
"""So many sheets are remembered to be in order: files of one mailing have the same."""


def _typed(path: Path, form: Form, data: bytes | None) -> Typed:
    """The reasons in a file, opened once more: most files have nothing to settle, and none is kept in memory."""
    host = FileHost(path, data=data)
    return NOTHING_TYPED if host.seem_blank(TYPED_REASONS) else typed_in(host.read(REASONS), form)
