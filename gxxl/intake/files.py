"""Opening a file: a report comes out, or one finding that says why not. Nothing a file holds raises.

Content decides, never the name: report JSON and workbooks of ours.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from gxxl.finding import Finding, Where
from gxxl.form.model import Form
from gxxl.form.rules import FILE_TROUBLES, NOT_A_REPORT, RULES, STRUCTURE, Severity
from gxxl.intake.file_findings import file_finding
from gxxl.reading import NotAReport, report_from_json
from gxxl.report import Report

LARGEST = 20 * 1024 * 1024
"""Bytes; a report of one organ is a hundredth of it."""

_BINARY = (b"PK", b"\xd0\xcf\x11\xe0")
"""How zip packages and old Office files begin; `hosts.package` tells them apart."""

_SUFFIXES = (".json", ".xlsx", ".xlsm")
_SKIPPED_STARTS = ("~$", ".~lock", ".", "__MACOSX")


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
    """What a file held; `report` is None where it held none, and `findings` then say why; `workbook` if it was ours."""

    path: Path
    report: Report | None
    findings: tuple[Finding, ...] = ()
    workbook: OwnWorkbook | None = None


def open_report(path: Path) -> Opened:
    """Read one file whatever its name."""
    try:
        data = _bytes_of(path)
        if not data.strip():
            return _unreadable(path, "empty")
        if data.startswith(_BINARY):
            return _open_workbook(path)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"[") and not data.startswith(
            (b"\xff\xfe", b"\xfe\xff")
        ):
            return _other(path, NOT_A_REPORT["format"])
        report, strangers = report_from_json(_parse(_decode(data)))
    except NotAReport as error:
        return _other(path, str(error))
    except _Trouble as trouble:
        return _unreadable(path, trouble.key, **trouble.slots)
    return Opened(path, report, tuple(_stranger(report.form, where, name) for where, name in strangers))


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


def is_folder(path: Path) -> bool:
    """Whether there is a folder; a name that cannot be asked about is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether anything is there; a name that cannot be asked about is nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _inside(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Files below a folder, each with whether it is of a kind we read; a folder that cannot be looked into is given."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder, True
        return
    for entry in entries:
        if entry.name.startswith(_SKIPPED_STARTS):
            continue
        if is_folder(entry):
            yield from () if entry.is_symlink() else _inside(entry)
        else:
            yield entry, entry.suffix.lower() in _SUFFIXES


def _open_workbook(path: Path) -> Opened:
    """Loaded only for workbooks: a check of report data must not wait for the template's formulas."""
    from gxxl.intake.workbooks import NotOurs, open_book

    try:
        book = open_book(path)
    except NotOurs as stranger:
        return Opened(path, None, stranger.findings)
    return Opened(path, book.opening.taken.report, book.findings, book)


class _Trouble(Exception):
    """A file that cannot be read: a key of FILE_TROUBLES and its slots."""

    def __init__(self, key: str, **slots: str) -> None:
        super().__init__(key)
        self.key, self.slots = key, slots


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _Trouble("too large", limit=str(LARGEST // 1024**2))
        return path.read_bytes()
    except FileNotFoundError:
        raise _Trouble("missing") from None
    except PermissionError:
        raise _Trouble("denied") from None
    except (OSError, ValueError) as error:
        named_wrong = isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG
        raise _Trouble("missing" if named_wrong else "unreadable") from None


def _decode(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _Trouble("encoding")


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise _Trouble("broken", line=str(error.lineno)) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise _Trouble("broken", line="1") from None


def _once(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    """A JSON object whose names are each written once: of two, none may win silently."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Trouble("repeated", name=name)
        found[name] = value
    return found


def _unreadable(path: Path, key: str, **slots: str) -> Opened:
    reason, advice = (text.format(**slots) for text in FILE_TROUBLES[key])
    return Opened(path, None, (file_finding("W-06", {"reason": reason, "advice": advice}),))


def _other(path: Path, reason: str) -> Opened:
    return Opened(path, None, (file_finding("W-05", {"reason": reason}),))


def _stranger(form: Form, where: str, name: str) -> Finding:
    rule = RULES["W-02"]
    reason = STRUCTURE["stranger"].format(where=_named(form, where), text=name)
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        where=Where(part=where),
        problem=rule.problem.format(reason=reason),
        remedy=rule.remedy_over,
        found=name,
    )


def _named(form: Form, where: str) -> str:
    """A table or row in the words of the form, as far as it has them."""
    key, _, rest = where.partition(".")
    table = next((table for table in form.tables if table.key == key), None)
    row = next((row for row in table.rows if row.key == rest), None) if table else None
    return f"“{where}”" if table is None else f"{table.nickname}“{row.name}”" if row else table.nickname
