"""Opening a file: a report comes out, or one finding that says why not. Nothing a file holds raises.

Content decides, never the name. Only report JSON is read here so far.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from gxxl.finding import Finding, Where
from gxxl.form.rules import FILE_TROUBLES, NOT_A_REPORT, RULES
from gxxl.reading import NotAReport, report_from_json
from gxxl.report import Report

LARGEST = 20 * 1024 * 1024
"""Bytes; a report of one organ is a hundredth of it."""

_SKIPPED_STARTS = ("~$", ".~lock", ".", "__MACOSX")


class Opened(NamedTuple):
    """What a file held; `report` is None where it held none, and `findings` then say why."""

    path: Path
    report: Report | None
    findings: tuple[Finding, ...] = ()


def open_report(path: Path) -> Opened:
    """Read one file whatever its name."""
    try:
        data = _bytes_of(path)
        if not data.strip():
            return _unreadable(path, "empty")
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"[") and not data.startswith(
            (b"\xff\xfe", b"\xfe\xff")
        ):
            return _other(path, NOT_A_REPORT["format"])
        report, strangers = report_from_json(_parse(_decode(data)))
    except NotAReport as error:
        return _other(path, str(error))
    except _Trouble as trouble:
        return _unreadable(path, trouble.key, **trouble.slots)
    return Opened(path, report, tuple(_stranger(where, name) for where, name in strangers))


def unreadable(path: Path) -> Opened:
    """The file could not be read for a reason nobody foresaw; the log has it."""
    return _unreadable(path, "unexpected")


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given, and every .json below the folders given in name order; lock and system files left out."""
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if not _skipped(file.relative_to(path)))
            yield from (file for file in inside if file.suffix.lower() == ".json" and file.is_file())
        else:
            yield path


class _Trouble(Exception):
    """A file that cannot be read: a key of FILE_TROUBLES and its slots."""

    def __init__(self, key: str, **slots: str) -> None:
        super().__init__(key)
        self.key, self.slots = key, slots


def _skipped(inside: Path) -> bool:
    return any(part.startswith(_SKIPPED_STARTS) for part in inside.parts)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _Trouble("too large", limit=str(LARGEST // 1024**2))
        return path.read_bytes()
    except FileNotFoundError:
        raise _Trouble("missing") from None
    except PermissionError:
        raise _Trouble("denied") from None
    except (OSError, ValueError):
        raise _Trouble("unreadable") from None


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
    return Opened(path, None, (_file_finding("W-06", reason=reason, advice=advice),))


def _other(path: Path, reason: str) -> Opened:
    return Opened(path, None, (_file_finding("W-05", reason=reason),))


def _file_finding(code: str, **slots: str) -> Finding:
    rule = RULES[code]
    return Finding(
        rule=rule,
        severity=rule.severity,
        where=Where(),
        problem=rule.problem.format_map(slots),
        remedy=rule.remedy.format_map(slots),
    )


def _stranger(where: str, name: str) -> Finding:
    rule = RULES["W-02"]
    problem = rule.problem.format(where=where, text=name)
    return Finding(
        rule=rule, severity=rule.severity, where=Where(part=where), problem=problem, remedy=rule.remedy, found=name
    )
