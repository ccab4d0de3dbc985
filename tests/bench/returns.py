"""Workbooks by the thousand as organs return them: each organ its own, one in ten with mistakes, and their list."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gxxl.hosts.package import Package
from gxxl.report import Report
from tests.bench.workbooks import varied
from tests.books import book_of
from tests.collecting.returned import WORDS

UNLIKE = 100
"""Workbooks no two of which are alike; the others are copies of them in another organ's name."""

ABOVE = "某市人民政府"
BELOW = 45
"""Organs of one county: no list of the country has thousands below one organ."""

_ORGAN = "某市第{number:05}局"
_COVER = "xl/worksheets/sheet1.xml"
_SIGNS = tuple(chr(code) for code in range(0x5000, 0x5C00))
"""Characters that words which mean nothing are made of: none of them states a number."""

_A_SENTENCE = 30


def fill(folder: Path, count: int, reports: tuple[Report, Report]) -> None:
    """Workbooks of so many organs, made from a report in order and, one in ten, from one that is not."""
    packages: list[Package] = []
    for number in range(count):
        if number < UNLIKE:
            path = book_of(_of_organ(reports, number), folder / "made.xlsx")
            packages.append(Package(path.read_bytes()))
            path.unlink()
        package, cover = packages[number % UNLIKE], packages[number % UNLIKE].part(_COVER)
        old, new = (_ORGAN.format(number=one).encode() for one in (number % UNLIKE, number))
        assert old in cover
        (folder / f"{number:05}.xlsx").write_bytes(package.replaced({_COVER: cover.replace(old, new)}))


def list_of(count: int) -> str:
    """The list of so many organs, as a text of comma-separated columns: each of `BELOW` after another is its own."""
    names = [_ORGAN.format(number=number) for number in range(count)]
    organs = "".join(
        f"{name},{names[number - number % (BELOW + 1)] if number % (BELOW + 1) else ABOVE}\n"
        for number, name in enumerate(names)
    )
    return f"单位名称,上级单位\n{organs}"


def _of_organ(reports: tuple[Report, Report], number: int) -> Report:
    """One organ's report: its numbers and words its own; in order but for every tenth."""
    in_order, mistaken = reports
    report = varied(mistaken if number % 10 == 9 else in_order, number + 1)
    prose = report.prose if number % 10 == 9 else _mixed(report.prose, number)
    return replace(report, organ=_ORGAN.format(number=number), prose=prose, signature=None, particulars={})


def _mixed(prose: Mapping[str, str | None], number: int) -> Mapping[str, str | None]:
    """What must be said, and as many words that mean nothing: no two organs' are alike, none contradicts the tables."""
    dice = random.Random(number)
    mixed: dict[str, str | None] = {"preamble": None}
    for key, due in WORDS.items():
        sentences = len(prose[key] or "") // _A_SENTENCE
        mixed[key] = due + "".join("".join(dice.choices(_SIGNS, k=_A_SENTENCE)) + "。" for _ in range(sentences))
    return mixed
