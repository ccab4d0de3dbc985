"""What leaves comes back: Report → Word or page → intake → the same report."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from gxxl.export.content import Document, document_of
from gxxl.export.pages import as_page
from gxxl.export.printing import as_pdf
from gxxl.export.word import as_word
from gxxl.intake.files import open_report
from gxxl.report import Report
from tests.conftest import corpus_names, corpus_report, findings_of
from tests.strategies import valid_reports

STYLES: dict[str, Callable[[Document], bytes]] = {"docx": as_word, "html": lambda d: as_page(d).encode("utf-8")}


def told(report: Report) -> dict[str, Any]:
    """Cells (not seen and blank are one on paper), words without white space, organ, year, signature."""
    cells = {
        str(cell.ref): str(report[cell.ref].raw if report[cell.ref].raw is not None else "")
        for cell in report.form.cells
    }
    words = {key: "".join((text or "").split()) for key, text in report.prose.items()}
    return {
        "cells": cells,
        "words": words,
        "organ": plain(report.organ),
        "year": report.year,
        "signed": report.signature,
    }


def plain(text: str | None) -> str:
    """Brackets of either width are one."""
    return unicodedata.normalize("NFKC", text or "")


def back(report: Report, style: str, folder: Path) -> Report:
    """The report exported, errors and all, and read again."""
    path = folder / f"年报.{style}"
    path.write_bytes(STYLES[style](document_of(report, findings_of(report))))
    again = open_report(path).report
    assert again
    return again


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", corpus_names())
def test_a_report_comes_back_as_it_left(name: str, style: str, tmp_path: Path) -> None:
    """Every report of the corpus, drafts included; a made-up name in brackets for a nameless organ is no name."""
    report = corpus_report(name)
    again, expected = told(back(report, style, tmp_path)), told(report)
    if (report.organ or "（").startswith("（"):
        keys = ["cells", "signed"]
        again, expected = ({key: side[key] for key in keys} for side in (again, expected))

    assert again == expected


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=valid_reports())
def test_random_reports_come_back(report: Report, style: str, tmp_path: Path) -> None:
    """Numbers of any size, both forms."""
    assert told(back(report, style, tmp_path))["cells"] == told(report)["cells"]


@pytest.mark.office
@pytest.mark.parametrize("name", ["hotan-civil-affairs-2023", "suqian-2023", "hongze-2023"])
def test_a_printed_report_comes_back(name: str, tmp_path: Path) -> None:
    """Word → PDF → intake: cells, words without page numbers and 校验码, signature; drafts (hongze) without their last page."""
    report, path = corpus_report(name), tmp_path / "年报.pdf"
    path.write_bytes(as_pdf(as_word(document_of(report, findings_of(report)))))
    again = open_report(path).report

    assert again
    assert told(again) == told(report)
