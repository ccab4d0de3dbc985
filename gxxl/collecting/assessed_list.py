"""The assessor's list: its own columns as they are, and which file belongs to which of its lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from gxxl.checking.organs import plain_name
from gxxl.collecting.recognising import Names, recognised
from gxxl.collecting.roster import (
    BLOCK,
    KIND_WORDS,
    BadRoster,
    Organ,
    Roster,
    date_of,
    head_and_body,
    heading_key,
    rows_of_list,
)
from gxxl.form.organs import LEVELS
from gxxl.form.rules_assessing import AGAINST, LEVEL_MARKS, MATCHED
from gxxl.report import Report

NUMBER_HEADS = ("序号", "编号", "number", "no", "no.")
ADDRESS_HEADS = ("网址", "公布网址", "链接", "网站", "地址", "url", "address")

_NUMBER = re.compile(r"0*(\d{1,6})(?:\.0+)?")
_BEGINS = re.compile(r"0*(\d{1,6})(?![\d年月日号届])")
_SEPARATORS = re.compile(r"[、，,;；/|]+")


class Listed(NamedTuple):
    """One line: its place from 0, number and address as far as the list has them, the organ, all cells as typed."""

    place: int
    number: str
    address: str
    organ: Organ
    cells: tuple[str, ...]


class Name(NamedTuple):
    """What a line is called: its number as the list writes it, its organ, how many lines before it are called alike."""

    number: str
    organ: str
    before: int


def names_of(lines: Iterable[tuple[str, str]]) -> tuple[Name, ...]:
    """The names of lines of which number and organ are known, from top to bottom."""
    seen: Counter[tuple[str, str]] = Counter()
    found: list[Name] = []
    for line in lines:
        found.append(Name(*line, seen[line]))
        seen[line] += 1
    return tuple(found)


class AssessedList(NamedTuple):
    """The headings of a list and its lines, in its order."""

    heads: tuple[str, ...]
    lines: tuple[Listed, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What each column means, "" for one that is only kept."""
        return tuple(_key(text) for text in self.heads)

    @property
    def names(self) -> tuple[Name, ...]:
        """What the lines are called from run to run."""
        at = self.keys.index("number") if "number" in self.keys else None
        return names_of(("" if at is None else line.cells[at], line.organ.name) for line in self.lines)


class Match(NamedTuple):
    """The line a file belongs to (None if none), by what, and what speaks for another line."""

    place: int | None
    by: str = ""
    against: str = ""


def read_list(path: Path) -> AssessedList:
    """The list in a CSV or .xlsx; columns it does not need are only kept. Raises BadRoster."""
    head, body = head_and_body(rows_of_list(path), path.name)
    width = max((at + 1 for row in (head, *body) for at, text in enumerate(row) if text.strip()), default=0)
    head, *body = [(*row, *[""] * width)[:width] for row in (head, *body)]
    heads = tuple(" ".join(text.split()) for text in head)
    rows = [tuple(text.strip() for text in row) for row in body]
    keys = [_key(text) for text in heads]
    named = [cells for cells in rows if _held(keys, cells).get("name")]
    if not named:
        raise BadRoster(f"名单“{path.name}”里没有单位。")
    return AssessedList(heads, tuple(_listed(place, keys, cells, path.name) for place, cells in enumerate(named)))


def _key(heading: str) -> str:
    word = "".join(heading.split()).lower()
    return "number" if word in NUMBER_HEADS else "address" if word in ADDRESS_HEADS else heading_key(heading)


def _held(keys: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    return {key: text for key, text in zip(keys, cells, strict=True) if key}


def _listed(place: int, keys: Sequence[str], cells: tuple[str, ...], source: str) -> Listed:
    held = _held(keys, cells)
    name = "".join(held["name"].split())
    organ = Organ(
        name=name,
        aliases=tuple(alias.strip() for alias in _SEPARATORS.split(held.get("aliases", "")) if alias.strip()),
        level=level_of(held.get("level", "")),
        kind=next((key for key, words in KIND_WORDS.items() if held.get("kind", "") in (key, *words)), ""),
        deadline=date_of(held.get("deadline", ""), f"{name}的截止日期", source),
    )
    number = _NUMBER.fullmatch(held.get("number", "") if "number" in keys else str(place + 1))
    return Listed(place, number.group(1) if number else "", held.get("address", ""), organ, cells)


def level_of(text: str) -> str:
    """The level a list means, in whatever words; "" where it does not tell."""
    exact = next((key for key, word in LEVELS.items() if text in (key, word)), "")
    return exact or next((key for key, marks in LEVEL_MARKS if any(mark in text for mark in marks)), "")


class Matcher:
    """Files put to the lines of a list: by the number their name begins with, their address, their organ."""

    def __init__(self, listed: AssessedList) -> None:
        self._lines = listed.lines
        self._numbers = _once({line.place: line.number for line in listed.lines})
        self._addresses = _once({line.place: bare(line.address) for line in listed.lines})
        self._names = _once({line.place: plain_name(line.organ.name) for line in listed.lines})
        self._known = Names(Roster(tuple(line.organ for line in listed.lines), BLOCK))

    def match(self, report: Report | None, names: Sequence[str], address: str, source: str) -> Match:
        """The line of a file; `names` are its own and those of the folders it lies in, innermost first."""
        found = dict(self._found(report, names, address, source))
        if not found:
            return Match(None)
        by, place = next(iter(found.items()))
        other = next(((key, at) for key, at in found.items() if at != place and key != "source"), None)
        if other is None:
            return Match(place, MATCHED[by])
        organs = self._lines[place].organ.name, self._lines[other[1]].organ.name
        slots = {"by": MATCHED[by], "other_by": MATCHED[other[0]], "organ": organs[0], "other": organs[1]}
        return Match(place, MATCHED[by], AGAINST.format(**slots))

    def _found(
        self, report: Report | None, names: Sequence[str], address: str, source: str
    ) -> Iterator[tuple[str, int]]:
        begins = [found.group(1) for name in names if (found := _BEGINS.match(name))]
        number = next((self._numbers[text] for text in begins if text in self._numbers), None)
        if number is not None:
            yield "number", number
        place = self._of_address(bare(address))
        if place is not None:
            yield "address", place
        called = recognised(self._known, report, "", [PurePosixPath(name) for name in names]).organ
        for key, organ in (("name", called), ("source", self._known.of(source))):
            if plain_name(organ) in self._names:
                yield key, self._names[plain_name(organ)]

    def _of_address(self, address: str) -> int | None:
        """The line with this address, or the only one whose site holds it."""
        if not address:
            return None
        if address in self._addresses:
            return self._addresses[address]
        above = [(len(known), place) for known, place in self._addresses.items() if address.startswith(known + "/")]
        return max(above)[1] if above else None


def _once(texts: Mapping[int, str]) -> dict[str, int]:
    """Lines by a text that no other line has."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in texts.items():
        if text:
            places[text].append(place)
    return {text: found[0] for text, found in places.items() if len(found) == 1}


def bare(address: str) -> str:
    """An address for comparing: without scheme, www., fragment and the stroke at the end."""
    parts = urlsplit(address.strip() if "://" in address else f"//{address.strip()}")
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    query = f"?{parts.query}" if parts.query else ""
    return (host + parts.path.rstrip("/") + query) if "." in host else ""
