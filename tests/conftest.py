"""Fixtures every room uses: findings of a small table, the corpus, golden texts."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from gxxl.checking.check import check
from gxxl.checking.frames import Case
from gxxl.finding import Finding
from gxxl.narrative.whole import check_whole
from gxxl.reading import report_from_json
from gxxl.report import Report
from tests.office.calc import Calc
from tests.office.desk import Desk
from tests.tables import report_of

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

TESTS = Path(__file__).parent
CORPUS = TESTS / "corpus"


def findings_of(report: Report, last: Report | None = None) -> tuple[Finding, ...]:
    """The findings of one report's tables."""
    (found,) = check([Case(report, last)])
    return found


def whole_findings_of(report: Report, last: Report | None = None) -> tuple[Finding, ...]:
    """All findings of one report, those of its words too."""
    ((found, _),) = check_whole([Case(report, last)])
    return found


def told(findings: Sequence[Finding]) -> list[tuple[str, str | None, Any, Any]]:
    """Findings as (rule, place, found, expected)."""
    return [(f.rule.code, f.where.path or f.where.section, f.found, f.expected) for f in findings]


@pytest.fixture
def findings() -> Callable[..., list[tuple[str, str | None, Any, Any]]]:
    """A table in, (rule, place, found, expected) out."""
    return lambda table="", **keys: told(findings_of(report_of(table, **keys)))


def gold(name: str) -> dict[str, Any]:
    """A report of the corpus with its hand-made answers."""
    data: dict[str, Any] = json.loads((CORPUS / "reports" / f"{name}.json").read_text(encoding="utf-8"))
    return data


def corpus_names() -> list[str]:
    """Every report of the corpus."""
    return sorted(path.stem for path in (CORPUS / "reports").glob("*.json"))


def corpus_report(name: str) -> Report:
    """A report of the corpus, read."""
    report, _ = report_from_json(gold(name))
    return report


@pytest.fixture(scope="session")
def calc() -> Iterator[Calc]:
    """LibreOffice, started by the first test that asks for it."""
    with Calc() as office:
        yield office


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    """LibreOffice with windows and our extension, started by the first test that asks for it."""
    with Desk() as started:
        yield started


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the one that was signed; GXXL_ACCEPT=1 signs the new one (see golden/README.md)."""

    def compare(name: str, text: str) -> None:
        path = TESTS / "golden" / name
        if os.environ.get("GXXL_ACCEPT") == "1":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of what this machine does not have are deselected by marker, all or none.

    LibreOffice's are kept in any case by GXXL_REQUIRE_OFFICE=1; those of the frozen program want to be told by
    GXXL_FROZEN where it is.
    """
    there = {
        "office": bool(shutil.which("soffice")) or os.environ.get("GXXL_REQUIRE_OFFICE") == "1",
        "frozen": "GXXL_FROZEN" in os.environ,
    }
    left_out = [item for item in items if any(item.get_closest_marker(name) for name, has in there.items() if not has)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
