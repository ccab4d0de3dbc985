"""Whose file is it: told by its code, its title, its signature and its name, in this order, and never silently."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from gxxl.checking.organs import plain_name
from gxxl.collecting.codes import code_of
from gxxl.collecting.roster import Roster
from gxxl.form.rules_collecting import CONTRADICTIONS, EVIDENCE
from gxxl.form.spelling import even
from gxxl.report import Report

_SHORTEST = 2
_LAST_SIGN = chr(sys.maxunicode)
_AREAS = ("省", "市", "州", "盟", "县", "旗", "区", "乡", "镇")
_OTHERS = f"(?<![{''.join(_AREAS)}])"
_OTHERS_BEFORE_AREA = "(?<![一-鿿])"


class Recognised(NamedTuple):
    """The organ of a file (its name in the roster, or "" if none), by what, and what speaks against it."""

    organ: str
    by: str = ""
    contradiction: str = ""


class Names:
    """The names, aliases and codes of a roster's organs, and of those only named as parents."""

    def __init__(self, roster: Roster) -> None:
        names = dict.fromkeys([organ.name for organ in roster.organs])
        names |= dict.fromkeys(organ.parent for organ in roster.organs if organ.parent)
        self._codes = {code_of(name): name for name in names}
        self._full = {plain_name(name): name for name in names}
        self._called: dict[str, str] = dict(self._full)
        shared: set[str] = set()
        for organ in roster.organs:
            for alias in map(plain_name, organ.aliases):
                if self._called.setdefault(alias, organ.name) != organ.name and alias not in self._full:
                    shared.add(alias)
        for alias in shared:
            del self._called[alias]
        self._backwards = sorted(name[::-1] for name in self._full)
        self._lengths = {len(name) for name in self._called}

    def of_code(self, code: str) -> str:
        """The organ with a code, "" if none."""
        return self._codes.get(code, "")

    def of(self, text: str | None) -> str:
        """The organ a whole text names: exactly, with a larger area before it, or without its own; "" if none."""
        text = plain_name(text or "")
        if text in self._called:
            return self._called[text]
        ends = (text[at:] for at in range(len(text)))
        longest = next((end for end in ends if end in self._full), None)
        if longest:
            return self._full[longest]
        longer = self._ending_in(text) if len(text) > _SHORTEST else set()
        return longer.pop() if len(longer) == 1 else ""

    def _ending_in(self, text: str) -> set[str]:
        """The organs whose full names end so: they stand side by side where names are sorted from their ends."""
        end, names = text[::-1], self._backwards
        alike = names[bisect_left(names, end) : bisect_left(names, end + _LAST_SIGN)]
        return {self._full[name[::-1]] for name in alike}

    def within(self, text: str, *, in_full: bool = False) -> str:
        """The one organ named anywhere in a text; "" where there is none or more than one.

        An alias right after the name of an area belongs to another organ: 邻县教育局 is not our 教育局.
        """
        rest = even(text)
        found: set[str] = set()
        for name in self._in(rest):
            is_full = name in self._full
            if name not in rest or (in_full and not is_full):
                continue
            before = "" if is_full else _OTHERS_BEFORE_AREA if name.startswith(_AREAS) else _OTHERS
            rest, count = re.subn(before + re.escape(name), "\n", rest)
            if count:
                found.add(self._called[name])
        return found.pop() if len(found) == 1 else ""

    def _in(self, text: str) -> list[str]:
        """What stands in a text of all that organs are called, longest first."""
        pieces = {text[at : at + length] for length in self._lengths for at in range(len(text) - length + 1)}
        return sorted(pieces & self._called.keys(), key=lambda name: (-len(name), name))


def recognised(names: Names, report: Report | None, code: str, places: Sequence[PurePath | str]) -> Recognised:
    """The organ of a file; `places` are its name and the folders and archive it lies in, innermost first."""
    said = dict(_said(names, report, code, places))
    first = next((key for key, (organ, _) in said.items() if organ), None)
    if first is None:
        return Recognised("", contradiction=next((text for _, text in said.values() if text), ""))
    organ = said[first][0]
    return Recognised(organ, EVIDENCE[first], _against(said, organ))


def _against(said: Mapping[str, tuple[str, str]], organ: str) -> str:
    """The first piece of evidence for another organ, listed or not; a file may be called anything."""
    for key, (other, text) in said.items():
        if other and other != organ:
            return CONTRADICTIONS["other"].format(by=EVIDENCE[key], organ=other)
        if text and not other:
            return CONTRADICTIONS["stranger"].format(by=EVIDENCE[key], text=text)
    return ""


def _said(
    names: Names, report: Report | None, code: str, places: Sequence[PurePath | str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each piece of evidence: the organ it points to, and its own words where it must point to one.

    Where a report calls itself by a name that is not listed, only a listed name in full says otherwise.
    """
    stranger = bool(report and report.organ and not names.of(report.organ))
    yield "code", (names.of_code(code), "")
    if report:
        yield "cover", (names.of(report.organ), report.organ or "")
        yield "title", (names.within(report.particular("title") or "", in_full=stranger), "")
        signer = report.signature.organ if report.signature else None
        yield "signature", (names.of(signer), signer or "")
    found = (names.within(PurePath(place).stem, in_full=stranger) for place in places)
    yield "file", (next(filter(None, found), ""), "")
