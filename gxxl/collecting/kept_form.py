"""Arrivals as bytes and back: how what was read of a file travels between processes, is remembered and is held."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from gxxl import claim
from gxxl.checking.verdict import Verdict
from gxxl.claim import Claim, Nature
from gxxl.collecting.assembling import Arrival
from gxxl.collecting.collection import Received
from gxxl.collecting.gathering import Piece
from gxxl.collecting.parts import Parts, unpacked
from gxxl.collecting.shelf import Shelf
from gxxl.finding import Finding, Where
from gxxl.form.editions import compose
from gxxl.form.model import Ref
from gxxl.form.rules import RULES, Severity
from gxxl.report import BLANK, UNSEEN, Kind, Report, Signature, Value

T = TypeVar("T")

BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, zlib.error)
"""What reading bytes raises that were not written here."""


def bytes_of_arrivals(arrivals: Sequence[Arrival]) -> bytes:
    """What one file came to: itself, or each member of an archive. The path is not part of it."""
    parts = Parts()
    return parts.under([_arrival_out(arrival, parts) for arrival in arrivals])


def arrivals_of(path: Path, data: bytes, shelf: Shelf) -> list[Arrival]:
    """The arrivals as if just read from `path`, their bulk laid on the shelf.

    Raises one of `BROKEN` where their head is none; what lies below it is only looked at later: it must be whole.
    """
    parts = Parts(data, shelf)
    return [_arrival_in(path, items, parts) for items in parts.head]


def bytes_of_report(report: Report) -> bytes:
    """A report, the same bytes for the same report."""
    parts = Parts()
    return parts.under(_report_out(report, parts))


def report_of(data: bytes) -> Report:
    """The report of such bytes, all of it at hand."""
    parts = Parts(data)
    return _report_in(parts.head, parts)


def _arrival_out(arrival: Arrival, parts: Parts) -> list[object]:
    received, verdict = arrival.received, arrival.received.verdict
    return [
        received.inner,
        received.sha256,
        received.saved and received.saved.isoformat(),
        arrival.code,
        verdict.report and _report_out(verdict.report, parts),
        verdict.last and _report_out(verdict.last, parts),
        verdict.finished,
        parts.put([_out(finding, _FINDING) for finding in verdict.findings]),
        parts.put([_out(claim, _CLAIM) for claim in verdict.claims]),
        received.is_document,
    ]


def _arrival_in(path: Path, items: Sequence[Any], parts: Parts) -> Arrival:
    inner, sha256, saved, code, report, last, finished, findings, claims, is_document = items
    verdict = Verdict(
        file=str(Piece(path, inner, b"", "").shown),
        report=report and _report_in(report, parts),
        last=last and _report_in(last, parts),
        finished=finished,
        findings=parts.several(findings, _findings_in),
        claims=parts.several(claims, _claims_in),
    )
    when = saved and datetime.fromisoformat(saved)
    return Arrival(Received(path, inner, sha256, when, verdict, is_document=is_document), code)


def _report_out(report: Report, parts: Parts) -> list[object]:
    editions = report.form.editions
    return [
        [editions[0].year, editions[1].year],
        parts.put([_value_out(value) for value in report.values]),
        report.organ,
        report.year,
        parts.put(dict(report.prose)),
        report.signature,
        parts.put(_mapped(report.particulars)),
    ]


def _report_in(items: Sequence[Any], parts: Parts) -> Report:
    (disclosure, requests), values, organ, year, prose, signature, particulars = items
    return Report(
        compose(disclosure, requests),
        parts.several(values, _values_in),
        organ,
        year,
        parts.keyed(prose, _mapping_in),
        Signature(*signature) if signature else None,
        parts.keyed(particulars, _mapping_in),
    )


def _findings_in(part: bytes) -> tuple[Finding, ...]:
    return tuple(_in(Finding, item, _FINDING) for item in unpacked(part))


def _claims_in(part: bytes) -> tuple[Claim, ...]:
    return tuple(_in(Claim, item, _CLAIM) for item in unpacked(part))


def _values_in(part: bytes) -> tuple[Value, ...]:
    return tuple(_count(item) if type(item) is int else _value_in(item) for item in unpacked(part))


def _mapping_in(part: bytes) -> Mapping[str, Any]:
    return MappingProxyType(unpacked(part))


def _mapped(value: Any) -> Any:
    """A JSON value whose objects may be read-only."""
    return {key: _mapped(held) for key, held in value.items()} if isinstance(value, Mapping) else value


def _value_out(value: Value) -> object:
    if value.kind is Kind.NUMBER and type(value.raw) is int and type(value.number) is int and value.raw == value.number:
        return value.raw
    if value in (BLANK, UNSEEN):
        return value.raw
    return [int(value.kind), _number_out(value.number), _number_out(value.raw)]


@lru_cache(maxsize=1 << 12)
def _count(number: int) -> Value:
    """One object for all cells that hold the same count: most do."""
    return Value(Kind.NUMBER, number, number)


def _value_in(item: Any) -> Value:
    if item is None:
        return UNSEEN
    if item == "":
        return BLANK
    kind, number, raw = item
    return Value(Kind(kind), _number_in(number), _number_in(raw))


def _number_out(value: object) -> object:
    """A Decimal as a list of its digits; all else as it is."""
    return [str(value)] if isinstance(value, Decimal) else value


def _number_in(item: Any) -> Any:
    return Decimal(item[0]) if isinstance(item, list) else item


_ref = cache(Ref.parse)


def _refs_in(items: Sequence[str]) -> tuple[Ref, ...]:
    return tuple(_ref(item) for item in items)


def _refs_out(refs: Sequence[Ref]) -> list[str]:
    return [str(ref) for ref in refs]


def _where_out(where: Where) -> list[object]:
    return [where.ref and str(where.ref), *where[1:]]


def _where_in(items: Sequence[Any]) -> Where:
    ref, section, span, part, at = items
    return Where(ref and _ref(ref), section, span and (span[0], span[1]), part, at and (at[0], at[1]))


Ways = Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]
"""For each field that JSON cannot hold as it is: the way out and the way in."""

_NUMBER = (_number_out, _number_in)
_REFS = (_refs_out, _refs_in)
_TUPLE = (list, tuple)
_FINDING: Ways = {
    "rule": (lambda rule: rule.code, RULES.__getitem__),
    "severity": (lambda severity: severity.value, Severity),
    "where": (_where_out, _where_in),
    "found": _NUMBER,
    "expected": _NUMBER,
    "related": _REFS,
    "causes": _TUPLE,
}
_CLAIM: Ways = {
    "span": _TUPLE,
    "value": _NUMBER,
    "refs": _REFS,
    "alternatives": _REFS,
    "ratio": (
        lambda ratio: ratio and [_number_out(number) for number in ratio],
        lambda items: items and tuple(_number_in(item) for item in items),
    ),
    "verdict": (lambda verdict: verdict.value, claim.Verdict),
    "nature": (lambda nature: nature.value, Nature),
    "sentence": _TUPLE,
}


def _out(thing: Finding | Claim, ways: Ways) -> dict[str, object]:
    """The fields of a thing but those that hold what they usually do."""
    found: dict[str, object] = {}
    usual = thing._field_defaults
    for name, value in thing._asdict().items():
        if name not in usual or value != usual[name] or type(value) is not type(usual[name]):
            found[name] = ways[name][0](value) if name in ways else value
    return found


def _in(kind: type[T], items: Mapping[str, Any], ways: Ways) -> T:
    return kind(**{name: ways[name][1](item) if name in ways else item for name, item in items.items()})
