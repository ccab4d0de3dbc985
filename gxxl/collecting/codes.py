"""The organ code of an issued workbook: stands among its properties, where Excel, WPS and LibreOffice keep it."""

from __future__ import annotations

import hashlib
import re

from gxxl.checking.organs import plain_name
from gxxl.hosts.package import Package

_CORE = "docProps/core.xml"
_MARK = "gxxl-"
_FOUND = re.compile(rb"<(?:\w+:)?keywords>[^<]*gxxl-([0-9a-f]{10})[^<]*</")


def code_of(organ: str) -> str:
    """Ten digits that stand for the name of an organ."""
    return hashlib.sha256(plain_name(organ).encode()).hexdigest()[:10]


def code_in(core: bytes) -> str:
    """The code in the core properties of a package, "" where there is none."""
    found = _FOUND.search(core)
    return found.group(1).decode("ascii") if found else ""


def coded(book: bytes, organ: str) -> bytes:
    """The workbook with the code of its organ as a keyword (ECMA-376 part 2, 11.1)."""
    package = Package(book)
    core = package.part(_CORE).decode("utf-8")
    keyword = f"<cp:keywords>{_MARK}{code_of(organ)}</cp:keywords>"
    return package.replaced({_CORE: core.replace("</cp:coreProperties>", f"{keyword}</cp:coreProperties>").encode()})
