"""How an organ and its area are spoken of: whether it is a government, whether the numbers are a roll-up's."""

from __future__ import annotations

import re

from gxxl.checking.organs import plain_name
from gxxl.form.organs import GOVERNMENT_ENDINGS, KINDS, REGION_ENDINGS, REGION_FALLBACK
from gxxl.narrative.answers import answers_in
from gxxl.report import Report

_REGION = re.compile(f"({'|'.join(REGION_ENDINGS)})(?:人民)?(?:{'|'.join(map(re.escape, GOVERNMENT_ENDINGS))})?$")


GOVERNMENT, DEPARTMENT = "government", "department"
OWN, ROLLED_UP = "own", "rolled_up"


def kind_of(report: Report) -> str:
    """GOVERNMENT or DEPARTMENT: as its `kind` says, else told from its name."""
    kind = report.particular("kind")
    if kind in KINDS:
        return GOVERNMENT if kind == GOVERNMENT else DEPARTMENT
    return GOVERNMENT if plain_name(report.organ or "").endswith(GOVERNMENT_ENDINGS) else DEPARTMENT


def scope_of(report: Report) -> str:
    """ROLLED_UP where the numbers are said to be those of all organs of an area, else OWN."""
    return ROLLED_UP if report.particular("scope") == ROLLED_UP else OWN


def region_of(report: Report) -> str:
    """`全市`, `全县`: as answered, else from the organ's name, else 本地区."""
    answered = answers_in(report).get("region")
    if answered:
        return answered
    found = _REGION.search(plain_name(report.organ or ""))
    return f"全{found.group(1)}" if found else REGION_FALLBACK
