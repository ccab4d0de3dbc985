"""What a file is, by its content and never by its name."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from gxxl.hosts.records import directory


class Kind(Enum):
    """Kinds of files, by the way they are read."""

    DATA = "data"
    WORKBOOK = "workbook"
    OLD_SHEETS = "old sheets"
    WORD = "word"
    OFFICE = "office"
    PDF = "pdf"
    PAGE = "page"
    MAIL = "mail"
    TEXT = "text"
    RECEIVED = "received"
    NONE = "none"


class Seen(NamedTuple):
    """The kind of a file; for what cannot be read a key of RECEIVED, and what it seems to be."""

    kind: Kind
    key: str = ""
    seems: str = ""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", Seen(Kind.RECEIVED, "password")),
    ("Workbook", Seen(Kind.OLD_SHEETS, seems="旧版 Excel 文件（.xls）")),
    ("Book", Seen(Kind.OLD_SHEETS, seems="旧版 Excel 文件（.xls）")),
    ("WordDocument", Seen(Kind.OFFICE, seems=".doc")),
)
_STARTS = (
    (b"%PDF", Seen(Kind.PDF)),
    (b"{\\rtf", Seen(Kind.OFFICE, seems=".rtf")),
    (b"Rar!", Seen(Kind.RECEIVED, "archive")),
    (b"7z\xbc\xaf\x27\x1c", Seen(Kind.RECEIVED, "archive")),
    (b"\x1f\x8b", Seen(Kind.RECEIVED, "archive")),
    (b"\x89PNG", Seen(Kind.RECEIVED, "picture")),
    (b"\xff\xd8\xff", Seen(Kind.RECEIVED, "picture")),
    (b"GIF8", Seen(Kind.RECEIVED, "picture")),
    (b"BM", Seen(Kind.RECEIVED, "picture")),
    (b"II*\0", Seen(Kind.RECEIVED, "picture")),
    (b"MM\0*", Seen(Kind.RECEIVED, "picture")),
)
_MEMBERS = (
    ("word/document", Seen(Kind.WORD)),
    ("xl/workbook.bin", Seen(Kind.OLD_SHEETS, seems="二进制工作簿（.xlsb）")),
    ("xl/workbook", Seen(Kind.WORKBOOK)),
    ("ppt/presentation", Seen(Kind.RECEIVED, "kind", "PowerPoint 文件")),
    ("OFD.xml", Seen(Kind.RECEIVED, "kind", "OFD 版式文件")),
    ("content.xml", Seen(Kind.OFFICE, seems="OpenDocument")),
    ("[Content_Types].xml", Seen(Kind.WORKBOOK)),
)
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|title|style|center|span)\b", re.IGNORECASE
)
_MAIL = re.compile(rb"\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_DATA = re.compile(rb"[\[{]\s*(?:[\[{\"\]}\d-]|true|false|null|\Z)")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 4096


def seen(data: bytes) -> Seen:
    """What the bytes of a file are."""
    head = data[:_LOOKED_AT]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(_OLE):
        found = (what for name, what in _STREAMS if name.encode("utf-16-le") + b"\0\0" in data)
        return next(found, Seen(Kind.RECEIVED, "kind", "旧版 Office 文件"))
    for mark, what in _STARTS:
        if start.startswith(mark):
            return what
    if b"%PDF-" in head[:1024]:
        return Seen(Kind.PDF)
    narrow = head.replace(b"\0", b"") if head.startswith(_WIDE) else start
    return _written(narrow, data)


def _written(start: bytes, data: bytes) -> Seen:
    """What a file of text is: data, a page, a page as mail, plain text; or bytes of no kind."""
    wide = data.startswith(_WIDE)
    if _DATA.match(start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()):
        return Seen(Kind.DATA)
    if start.startswith(b"<") or (wide and b"<" in start[:8]):
        return Seen(Kind.PAGE if _PAGE.search(start) else Kind.NONE)
    if _MAIL.match(start) and b"<" in data:
        return Seen(Kind.MAIL)
    if _PAGE.search(start[:1024]):
        return Seen(Kind.PAGE)
    if not wide and b"\0" in data[: _LOOKED_AT * 4]:
        return Seen(Kind.NONE)
    return Seen(Kind.TEXT)


def _package(data: bytes) -> Seen:
    """What a zip is, by the names of its members. Raises Refused where its directory is broken."""
    members, _ = directory(data)
    names = [member.name for member in members]
    for start, what in _MEMBERS:
        if any(name.startswith(start) for name in names):
            return what
    return Seen(Kind.RECEIVED, "password" if any(member.encrypted for member in members) else "archive")
