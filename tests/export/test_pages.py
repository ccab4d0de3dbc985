"""The page for the portal: strict HTML, no script, every number tied to its labels, readable by everyone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import html5lib
import pytest

from gxxl.export.content import document_of
from gxxl.export.pages import as_page
from gxxl.form.printed import Box, boxes
from tests.conftest import corpus_names, corpus_report, findings_of

XHTML = "{http://www.w3.org/1999/xhtml}"


def page(name: str) -> str:
    """The page of a report of the corpus."""
    report = corpus_report(name)
    return as_page(document_of(report, findings_of(report)))


@pytest.mark.parametrize("name", corpus_names())
def test_the_page_is_strict_html_and_has_every_cell(name: str) -> None:
    """A strict parser finds no fault; each cell's headers are exactly the labels in its row and above it."""
    report = corpus_report(name)
    tree = html5lib.HTMLParser(strict=True).parse(page(name))
    labels = {th.get("id"): th.text or "" for th in tree.iter(f"{XHTML}th")}

    assert len(labels) == len(list(tree.iter(f"{XHTML}th")))
    assert not list(tree.iter(f"{XHTML}script"))
    for table, drawn in zip(report.form.tables, tree.iter(f"{XHTML}table"), strict=True):
        cells = list(drawn.iter(f"{XHTML}td"))
        refs = [box for box in boxes(table) if box.ref]
        assert len(cells) == len(refs)
        for box, cell in zip(refs, cells, strict=True):
            assert box.ref
            raw = report[box.ref].raw
            assert (cell.text or "") == ("" if raw is None else str(raw).strip())
            assert [labels[key] for key in cell.get("headers").split()] == _labels(boxes(table), box)


def _labels(drawn: tuple[Box, ...], cell: Box) -> list[str]:
    """The labels a reader would name: from the nearest run of header rows above, then those of the row."""
    rows_of_cells = {box.row for box in drawn if box.ref}
    top = cell.row
    while top - 1 in rows_of_cells:
        top -= 1
    start = top
    while start > 0 and start - 1 not in rows_of_cells:
        start -= 1
    over = [b for b in drawn if not b.ref and start <= b.row < top and b.column <= cell.column < b.column + b.width]
    left = [b for b in drawn if not b.ref and b.row + b.height > cell.row >= b.row and b.row >= top]
    return [box.text for box in (*over, *left)]


@pytest.mark.office
@pytest.mark.parametrize("name", ["hongze-2023", "pingtan-2020", "suqian-2023"])
def test_everyone_can_read_it(name: str, tmp_path: Path) -> None:
    """axe-core in a browser finds no violation: contrast, headings, table headers, language."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    run = (
        f"<script>{axe}</script><script>axe.run().then(r => {{ document.body.innerText = 'AXE' + JSON.stringify({{"
        "violations: r.violations.map(v => [v.id, v.nodes.map(n => n.html)]), passes: r.passes.length}) + 'END'})</script>"
    )
    path = tmp_path / "page.html"
    path.write_text(page(name).replace("</body>", run + "</body>"), encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    seen = subprocess.run([*command, path.as_uri()], capture_output=True, check=True, timeout=90).stdout.decode("utf-8")
    found = re.search(r"AXE(.*?)END", seen)

    assert found
    told = json.loads(found[1])
    assert told["violations"] == []
    assert told["passes"] > 20
