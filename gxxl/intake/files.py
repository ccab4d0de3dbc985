"""Opening a file: a report comes out, or one finding that says why not. Nothing a file holds raises.

Content decides, never the name: report JSON, workbooks of ours, and published reports of any kind (`documents`).
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from gxxl.finding import Finding
from gxxl.form.model import Ref
from gxxl.form.rules_workbook import FILE_TROUBLES, NOT_A_REPORT, RECEIVED
from gxxl.form.told import KEPT_BACK
from gxxl.hosts.refused import Refused
from gxxl.intake.file_findings import file_finding, stranger
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, Seen, seen
from gxxl.intake.paths import is_folder
from gxxl.intake.strips import Place
from gxxl.reading import NotAReport, report_from_json
from gxxl.report import Report

if TYPE_CHECKING:
    from gxxl.intake.moving.move import Moved

LARGEST = 20 * 1024 * 1024
"""Bytes; a report of one organ is a hundredth of it."""

_READ = (
    ".json", ".xlsx", ".xlsm", ".xls", ".et", ".docx", ".doc", ".wps", ".rtf", ".pdf", ".html", ".htm", ".mht", ".mhtml"
)  # fmt: skip
_RECEIVED = (".ofd", ".zip", ".rar", ".7z", ".gz", ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff")
"""Kinds that arrive and cannot be read: each is a finding (R-08), for its organ has answered."""

_TEXTS = (".txt", ".md")
"""Kinds that may be anything: looked into before they are taken for reports."""

_SUBJECT = "政府信息公开"
_OWN_PAGE = b'name="generator" content="gxxl"'
"""Stands in the pages this program writes, which are no reports."""

PEEK = 256 * 1024
"""Bytes that are looked at to tell whether a text is a report."""

_BELONGINGS = ("_files", ".files")
"""How a browser calls the folder of pictures and styles beside a saved page."""

SKIPPED_STARTS = ("~$", ".~lock", ".", "__MACOSX", KEPT_BACK)
"""How files and folders begin that programs leave behind, or a sender keeps back."""


class OwnWorkbook(Protocol):
    """What a workbook of ours knows beyond its report."""

    @property
    def last(self) -> Report | None:
        """Last year's report, as far as 上年数据 has it."""

    @property
    def finished(self) -> bool:
        """填报完毕."""

    def settle(self, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """What was found, as it is said of a workbook: blanks only when finished, formulas named, reasons heard."""


class Opened(NamedTuple):
    """What a file held; `report` is None where it held none, and `findings` then say why.

    `workbook` if it was ours; `places` tells of a published report where each value was read;
    `is_document` tells a Word file, page, print or text from workbooks and data; `trouble` is the key of why a file
    could not be read, where it could not; `moved` is the workbook it was read from where that is of an earlier version.
    """

    path: Path
    report: Report | None
    findings: tuple[Finding, ...] = ()
    workbook: OwnWorkbook | None = None
    places: Mapping[Ref, Place] = MappingProxyType({})
    is_document: bool = False
    trouble: str = ""
    moved: Moved | None = None


def open_report(path: Path, data: bytes | None = None, *, kept: bool = False, unpack: bool = True) -> Opened:
    """Read one file whatever its name, from `data` where its bytes are known; `kept` ones stand in no file.

    An archive is the one report in it, or where `unpack` is False a file nobody can read.
    """
    try:
        held = bytes_of(path) if data is None else data
        if not held.strip():
            return _unreadable(path, "empty")
        kind = seen(held)
        if unpack and kind.key == "archive":
            from gxxl.intake.archives import is_archive, only_report

            if is_archive(held):
                return only_report(path, held)[0]
        return _held(path, held, kind, kept=kept)
    except NotAReport as error:
        return _other(path, str(error))
    except Unreadable as trouble:
        return not_read(path, trouble)
    except Refused as refused:
        return _unreadable(path, refused.key, **refused.slots)


def not_read(path: Path, trouble: Unreadable) -> Opened:
    """A file that is not read any further."""
    return Opened(path, None, (_finding(trouble),), trouble=trouble.key)


def _held(path: Path, data: bytes, kind: Seen, *, kept: bool) -> Opened:
    """What a file of a kind holds. Raises Unreadable, Refused or NotAReport where it holds no report."""
    if kind.kind is Kind.WORKBOOK:
        return _open_workbook(path, data, kind, kept=kept)
    if kind.kind is Kind.NONE:
        raise NotAReport(NOT_A_REPORT["format"])
    if kind.kind is not Kind.DATA:
        return _document(path, data, kind)
    report, strangers = report_from_json(_parse(_decoded(data)))
    return Opened(path, report, tuple(stranger(report.form, where, name) for where, name in strangers))


def unreadable(path: Path) -> Opened:
    """The file could not be read for a reason nobody foresaw; the log has it."""
    return _unreadable(path, "unexpected")


class Found(NamedTuple):
    """What folders hold: files to open in name order, and how many are of other kinds."""

    files: tuple[Path, ...]
    others: int


def search(paths: Iterable[Path]) -> Found:
    """The files given, and every workbook and .json below the folders given; lock and system files left out."""
    files: list[Path] = []
    others = 0
    for path in paths:
        for file, known in _inside(path) if is_folder(path) else [(path, True)]:
            files += [file] if known else []
            others += not known
    return Found(tuple(files), others)


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to open in files and folders."""
    return search(paths).files


def _inside(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Files below a folder, each with whether it is of a kind we read; a folder that cannot be looked into is given."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder, True
        return
    for entry in entries:
        if entry.name.startswith(SKIPPED_STARTS):
            continue
        if is_folder(entry):
            yield from () if entry.is_symlink() or entry.name.endswith(_BELONGINGS) else _inside(entry)
        else:
            yield entry, may_be_report(entry.name, partial(_start_of, entry))


def may_be_report(name: str, start: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is opened: by its kind; plain text and pages after a look at their `start`."""
    suffix = Path(name).suffix.lower()
    if suffix in _TEXTS:
        begins = start()
        return any(_SUBJECT.encode(encoding) in begins for encoding in ("utf-8", "gb18030", "utf-16-le"))
    if suffix in (".html", ".htm"):
        return _OWN_PAGE not in start()
    return suffix in _READ or suffix in _RECEIVED


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(PEEK)
    except OSError:
        return b""


def _document(path: Path, data: bytes, kind: Seen) -> Opened:
    """A published report of any kind; the readers are loaded only here. Raises as `read_document`."""
    from gxxl.intake.documents import read_document

    read = read_document(data, kind)
    is_document = kind.kind not in (Kind.WORKBOOK, Kind.OLD_SHEETS)
    return Opened(path, read.report, read.findings, places=read.places, is_document=is_document)


def _open_workbook(path: Path, data: bytes, kind: Seen, *, kept: bool) -> Opened:
    """Loaded only for workbooks: a check of report data must not wait for the template's formulas.

    A workbook that is not ours is read by its labels; where it holds no report it is what it was found to be. One of
    an earlier version of our template is read as it moves into today's.
    """
    from gxxl.intake.workbooks import NotOurs, open_book

    try:
        book = open_book(path, data, kept=kept)
    except NotOurs as stranger:
        if stranger.findings[0].rule.code == "W-05":
            with suppress(NotAReport, Unreadable, Refused):
                return _document(path, data, kind)
        opened = Opened(path, None, tuple(stranger.findings))
        return _older(opened, data) if stranger.older else opened
    return Opened(path, book.opening.taken.report, book.findings, book)


def _older(opened: Opened, data: bytes) -> Opened:
    """Loaded only where there is one: reading it takes the template."""
    from gxxl.intake.moving.files import open_older

    return open_older(opened, data)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, within bounds. Raises Unreadable where it is not there, cannot be read, or is too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable("W-06", "too large", limit=str(LARGEST // 1024**2))
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("W-06", "missing") from None
    except PermissionError:
        raise Unreadable("W-06", "denied") from None
    except (OSError, ValueError) as error:
        named_wrong = isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG
        raise Unreadable("W-06", "missing" if named_wrong else "unreadable") from None


def _decoded(data: bytes) -> str:
    """A text in one of the encodings of the trade."""
    from gxxl.intake.documents import decoded

    return decoded(data)


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Unreadable("W-06", "broken", line=str(error.lineno)) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise Unreadable("W-06", "broken", line="1") from None


def _once(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    """A JSON object whose names are each written once: of two, none may win silently."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Unreadable("W-06", "repeated", name=name)
        found[name] = value
    return found


def _unreadable(path: Path, key: str, **slots: str) -> Opened:
    return not_read(path, Unreadable("W-06", key, **slots))


def _finding(trouble: Unreadable) -> Finding:
    """W-06 for a file that is broken, R-08 for one that is sound but of a kind nobody can read."""
    told = (FILE_TROUBLES if trouble.rule == "W-06" else RECEIVED)[trouble.key]
    reason, advice = (text.format(**trouble.slots) for text in told)
    return file_finding(trouble.rule, {"reason": reason, "advice": advice})


def _other(path: Path, reason: str) -> Opened:
    return Opened(path, None, (file_finding("W-05", {"reason": reason}),))
