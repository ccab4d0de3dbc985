"""The template as built: reproducible, labelled as the law prints, inputs reached only through names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gxxl.form.editions import compose
from gxxl.form.model import Form, Role
from gxxl.form.printed import boxes
from gxxl.sheet import TOP, layout_of
from gxxl.template.build import build
from gxxl.template.fingerprints import fingerprint, issued, layout_key
from gxxl.template.live import live_cells
from gxxl.template.places import SHEETS, places_of
from tests.books import template

ROOT = Path(__file__).parents[2]
FORMS = [compose(2021, 2021), compose(2021, 2019), compose(2019, 2019)]
ALLOWED = {
    "ABS", "AND", "CLEAN", "COUNT", "COUNTIF", "HYPERLINK", "IF", "IFERROR", "INDEX", "INT", "ISERROR", "ISLOGICAL",
    "ISNUMBER", "LEFT", "LEN", "MATCH", "MAX", "NOT", "OR", "REPT", "RIGHT", "ROUND", "SEARCH", "SUBSTITUTE", "SUM",
    "SUMPRODUCT", "TRIM",
}  # fmt: skip


def _parts(data: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


def _coordinates(area: Any) -> Iterator[str]:
    return (f"{openpyxl.utils.get_column_letter(column)}{row}" for row, column in area.cells)


@pytest.mark.parametrize("macros", [False, True])
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_two_builds_are_the_same(form: Form, *, macros: bool) -> None:
    """Same member names, order, dates and uncompressed bytes: nothing depends on the clock."""
    assert _parts(build(form, macros=macros)) == _parts(template(form, macros=macros))


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_committed_template_is_a_fresh_build(edition: int, suffix: str) -> None:
    """`workbook/` holds what `gxxl template -o workbook` writes."""
    committed = ROOT / "workbook" / f"政府信息公开年报模板-{edition}{suffix}"

    assert _parts(committed.read_bytes()) == _parts(template(compose(edition, edition), macros=suffix == ".xlsm"))


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_labels_and_merges_are_the_official_ones(form: Form) -> None:
    """Cell for cell as the form prints them, read by a second library."""
    book = openpyxl.load_workbook(io.BytesIO(template(form)))
    assert book.sheetnames == list(SHEETS)
    assert [book[name].sheet_state for name in SHEETS[-2:]] == ["hidden", "veryHidden"]
    for table in form.tables:
        sheet = book[table.sheet]
        merged = {str(area) for area in sheet.merged_cells.ranges}
        for box in boxes(table):
            cell = sheet.cell(TOP + box.row, 1 + box.column)
            if box.text:
                assert cell.value == box.text
            if box.height * box.width > 1:
                last = sheet.cell(TOP + box.row + box.height - 1, box.column + box.width).coordinate
                assert f"{cell.coordinate}:{last}" in merged


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_no_formula_validation_or_format_names_an_input_cell(form: Form) -> None:
    """All go through INDEX over a name, so that dragging or cutting an input moves nothing (season gap 5)."""
    inputs = {(at.sheet, at.a1) for ref, at in layout_of(form).items() if form.cell(ref).role is Role.INPUT}
    for address, expression in live_cells(form).items():
        for sheet, a1 in re.findall(r"(?:'([^']+)'!)?(\$[A-Z]+\$\d+)(?::\$[A-Z]+\$\d+)?", expression.text()):
            assert (sheet or address.sheet, a1.replace("$", "")) not in inputs, address
    with zipfile.ZipFile(io.BytesIO(template(form))) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                text = package.read(name).decode("utf-8")
                rules = re.findall(r"<(?:formula|formula1|formula2)>([^<]*)<", text)
                assert not [rule for rule in rules if re.search(r"\b[A-Z]{1,2}[3-9]\d*\b", rule)], name


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_formulas_use_only_functions_every_program_knows(form: Form) -> None:
    """Functions of Excel 2007 that WPS, LibreOffice and gnumeric share; every formula below 8,192 characters."""
    texts = [expression.text() for expression in live_cells(form).values()]

    outside_quotes = [re.sub(r'"[^"]*"', "", text) for text in texts]
    used = {function for text in outside_quotes for function in re.findall(r"([A-Z]+)\(", text)}
    assert used <= ALLOWED
    assert max(map(len, texts)) < 8_192


def test_inputs_are_unlocked_and_everything_else_is_locked() -> None:
    """Protection without password; Normal is unlocked, so that a foreign paste cannot lock an input."""
    form = FORMS[0]
    book = openpyxl.load_workbook(io.BytesIO(template(form)))
    for table in form.tables:
        sheet = book[table.sheet]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        covered = {at for area in sheet.merged_cells.ranges for at in list(_coordinates(area))[1:]}
        unlocked = {
            cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        } - covered
        layout = layout_of(form)
        inputs = {layout[cell.ref] for cell in form.cells if cell.ref.table == table.key and cell.role is Role.INPUT}
        assert unlocked == {at.a1 for at in inputs}
    styles = zipfile.ZipFile(io.BytesIO(template(form))).read("xl/styles.xml").decode("utf-8")
    first = re.search(r"<cellStyleXfs [^>]*><xf [^>]*>(.*?)</xf>", styles)
    assert first
    assert first.group(1) == '<protection locked="0"/>'


def test_every_input_refuses_in_chinese() -> None:
    """166 cells with an error message; prompts only where they help, titles at most 32 characters, texts 255."""
    form = FORMS[0]
    book = openpyxl.load_workbook(io.BytesIO(template(form)))
    rules = [rule for table in form.tables for rule in book[table.sheet].data_validations.dataValidation]

    assert sum(len(rule.sqref.ranges) for rule in rules) == 166
    assert {rule.errorTitle for rule in rules} == {"请核对"}
    assert all(
        len(rule.promptTitle or "") <= 32 and len(rule.error) <= 255 and len(rule.prompt or "") <= 255 for rule in rules
    )
    assert 30 < sum(bool(rule.prompt) for rule in rules) < 60


def test_the_names_are_those_of_the_contract() -> None:
    """Defined names other programs rely on (design §6)."""
    names = places_of(FORMS[0]).names
    wanted = [
        "organ",
        "year",
        "edition",
        "level",
        "kind",
        "scope",
        "version",
        "contact",
        "disclosure",
        "requests",
        "disputes",
        "preamble",
        "overview",
        "problems",
        "other_matters",
        "marks_requests",
        "seen_requests",
        "last_requests",
        "extra",
        "results",
        "reasons",
        "undo",
        "generated",
        "message",
        "status",
    ]

    assert set(wanted) <= set(names)
    assert (names["requests"].top, names["requests"].left, names["requests"].height, names["requests"].width) == (
        7,
        4,
        25,
        7,
    )


def test_an_empty_form_is_calm() -> None:
    """Grey, 未填完, no red and no error until 填报完毕 (season gap 6)."""
    book = openpyxl.load_workbook(io.BytesIO(template(FORMS[0])), data_only=True)

    assert book["封面"]["A2"].value == "○ 未填完"
    assert [book["封面"][f"F{row}"].value for row in range(5, 11)] == ["○ 未填"] * 6
    assert [book["核查结果"][f"B{row}"].value or "" for row in range(6, 21)] == [""] * 15
    assert "错" not in {cell.value for row in book["_gxxl"].iter_rows() for cell in row}


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_an_issued_layout_never_changes_under_its_version(form: Form) -> None:
    """`issued.json` has the fingerprint of each layout: a changed label, name or formula wants a new version."""
    assert issued()[layout_key(form)] == fingerprint(form)
