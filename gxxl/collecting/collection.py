"""What was collected: which organ returned what, what counts, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.verdict import Verdict
from gxxl.collecting.register import Settled
from gxxl.collecting.roster import Organ, Roster
from gxxl.finding import Finding
from gxxl.report import Report


class State(StrEnum):
    """How an organ stands, in the word the officer reads."""

    MISSING = "未报"
    GOOD = "已报"
    FAULTY = "有误"
    UNDECIDED = "两份未定"
    UNREAD = "已交未读"
    LEFT_OUT = "未计入"


class Received(NamedTuple):
    """One file that came back, or one member (`inner`) of an archive; `why_not` says why it does not count, if so.

    `saved` is `modified` of docProps/core.xml (UTC), never the time of the file system; `is_document` tells a Word
    file, page or print from a workbook or data.
    """

    path: Path
    inner: str | None
    sha256: str
    saved: datetime | None
    verdict: Verdict
    why_not: str = ""
    is_document: bool = False

    @property
    def name(self) -> str:
        """The file's name, or that of the archive and of its member."""
        return f"{self.path.name}：{self.inner}" if self.inner else self.path.name


class Member(NamedTuple):
    """One organ of the roll-up: what it returned, and the one return that counts, if any.

    `why` says why it takes no part, or why it does all the same, as the officer gave it.
    """

    organ: Organ
    state: State
    counted: Received | None
    received: tuple[Received, ...]
    why: str = ""


class Collection(NamedTuple):
    """A folder read against a roster, in the roster's order; `others` are files that belong to no organ or year.

    `findings` are those of the collection itself (R rules), each with the name of its organ ("" for none);
    what is wrong inside a return stands in its verdict. `organ` is whose roll-up this is.
    `register` is 更正登记 line by line; `as_reported` the reports before corrections, of organs that have any.
    """

    roster: Roster
    year: int
    line: str
    members: tuple[Member, ...]
    others: tuple[Received, ...]
    findings: tuple[tuple[str, Finding], ...]
    organ: str = ""
    register: tuple[Settled, ...] = ()
    as_reported: Mapping[str, Report] = {}
