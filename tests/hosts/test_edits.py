"""Cells written into the parts of a workbook; a second reader and an office agree."""

from __future__ import annotations

import datetime as dt
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gxxl.edit import Blank, Content, Formula, Number, Text
from gxxl.hosts.package import CONTENT_TYPES, Package
from gxxl.sheet import Address, Held
from tests.hosts.books import DECLARED, MAIN, SHEET, at, book, filled, inside, parts_of, values, written
from tests.hosts.test_package import records


def test_reading_changes_nothing() -> None:
    """A pass without edits gives the very same bytes."""
    data = filled()
    parts = parts_of(data)
    parts.grid("甲")

    assert parts.bytes() is data
    parts.write(Address("乙", 9, 9), Blank())
    assert parts.bytes() == data


def test_writing_into_an_array_formula_dissolves_it() -> None:
    """Its other cells stay as constants: the value written would not outlast the next calculation."""
    sheet = '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c><c r="B1"><v>2</v></c></row>'

    assert written(("B1", Number(5)), sheet=sheet) == ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row>')


def test_an_edit_changes_only_the_parts_it_names() -> None:
    """Every other member keeps its raw bytes; a second reader sees the new values and the old ones."""
    data = filled()
    parts = parts_of(data)
    parts.write(Address("甲", 1, 2), Number(12345678901234.25))
    parts.write(Address("甲", 3, 3), Text("=1+1"))
    parts.write(Address("甲", 40, 5), Formula('IF(B1>0,"<是>","")', "<是>"))
    parts.set_value(Address("甲", 2, 2), 7)
    parts.row_height("甲", 3, 40.5)
    parts.full_calc_on_load()
    edited = parts.bytes()

    old, new = records(data), records(edited)
    assert list(new) == list(old)
    assert {name for name in old if old[name] != new[name]} <= {SHEET, "xl/workbook.xml"}
    assert values(edited) == {
        "A1": "项目", "B1": 12345678901234.25, "C1": 2.5, "D1": True, "A2": dt.datetime(2024, 1, 5),  # noqa: DTZ001
        "B2": 7, "C3": "=1+1", "E40": "<是>",
    }  # fmt: skip
    assert values(edited, "乙") == {"A1": "不动"}
    sheet = openpyxl.load_workbook(BytesIO(edited))["甲"]
    assert sheet["B2"].value == "=SUM(B1:C1)"
    assert sheet["E40"].value == '=IF(B1>0,"<是>","")'
    assert sheet["B2"].font.bold
    assert sheet["E40"].font.bold
    assert sheet.row_dimensions[3].height == 40.5
    assert sheet["C3"].data_type == "s"
    assert b'<dimension ref="A1:F40"/>' in Package(edited).part(SHEET)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "2024-1-5",
        "007",
        " 前后 ",
        "第一行\n第二行\r\t",
        "<&\">'",
        "_x000D_",
        "\0\x0b\ufffe",
        "😀",
        "x" * 32_767,
    ],
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Texts are never parsed; what XML cannot hold is escaped."""
    parts = parts_of(book('<row r="1"><c r="A1" s="0"><v>1</v></c></row>'))
    parts.write(at("A1"), Text(text))
    parts.write(at("B1"), Formula("A1", text))
    again = parts_of(parts.bytes())

    assert parts.grid("甲") == again.grid("甲") == {(1, 1): Held(text), (1, 2): Held(text, "A1")}


@pytest.mark.parametrize("number", [0, -3, 5.0, 0.1, 1e15, 1e300, 123456789012345.67])
def test_a_number_comes_back_as_it_was(number: float) -> None:
    """All the digits there are."""
    parts = parts_of(book(""))
    parts.write(at("A1"), Number(number))

    assert parts.grid("甲")[1, 1].raw == number


def test_cells_keep_what_they_have_and_stand_in_order() -> None:
    """Attributes and unknown children stay, missing rows and cells come where they belong, in the row's format."""
    sheet = (
        '<row r="2" spans="1:3" s="4" customFormat="1" ht="20" x:dy="1" xmlns:x="u">'
        "<c s='7' r='B2' ph=\"1\" t='e' vm='2'><v>#VALUE!</v><extLst><v>y</v></extLst></c> "
        '<c r="D2"/></row><row r="5"/>'
    )
    edits = (
        ("C2", Text("丙")),
        ("B2", Number(1)),
        ("A5", Number(5)),
        ("A3", Number(3)),
        ("A9", Number(9)),
        ("E2", Blank()),
    )

    assert written(*edits, sheet=sheet) == (
        '<row r="2" s="4" customFormat="1" ht="20" x:dy="1" xmlns:x="u">'
        "<c s='7' r='B2' ph=\"1\"><v>1</v><extLst><v>y</v></extLst></c> "
        '<c r="C2" s="4" t="inlineStr"><is><t xml:space="preserve">丙</t></is></c><c r="D2"/></row>'
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="5"><c r="A5"><v>5</v></c></row>'
        '<row r="9"><c r="A9"><v>9</v></c></row>'
    )


def test_the_rest_of_the_part_keeps_its_bytes() -> None:
    """Declaration, comments, prefixes and odd spellings outside the cell are not rewritten."""
    part = (
        f"{DECLARED}<!--1--><x:worksheet  xmlns:x='{MAIN}'><x:sheetData />\n<x:pageMargins left='.7'/></x:worksheet>\n"
    )
    parts = parts_of(book(part))
    parts.write(at("B3"), Text("乙"))
    cell = '<x:c r="B3" t="inlineStr"><x:is><x:t xml:space="preserve">乙</x:t></x:is></x:c>'

    expected = part.replace("<x:sheetData />", f'<x:sheetData><x:row r="3">{cell}</x:row></x:sheetData>')
    assert Package(parts.bytes()).part(SHEET).decode() == expected


def test_a_part_in_utf16_is_written_as_utf8() -> None:
    """Both encodings of OPC are read; what we change we write in the usual one."""
    wide = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    parts = parts_of(book(wide.encode("utf-16")))
    parts.write(at("A1"), Text("甲"))

    assert b'encoding="UTF-8"' in Package(parts.bytes()).part(SHEET)
    assert parts_of(parts.bytes()).grid("甲") == {(1, 1): Held("甲")}


def test_writing_over_the_master_of_a_shared_formula_keeps_its_children() -> None:
    """Each child gets its own formula first; a child written over just leaves the family."""
    sheet = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f t="shared" si="0"/><v>六</v></c></row>'
    )
    kept = '<row r="3"><c r="A3" t="str"><f>B3*2</f><v>六</v></c></row>'

    assert written(("A1", Number(5)), sheet=sheet) == (
        f'<row r="1"><c r="A1"><v>5</v></c></row><row r="2"><c r="A2"><f>B2*2</f><v>4</v></c></row>{kept}'
    )
    assert written(("A2", Blank()), ("A1", Formula("1", 1)), sheet=sheet) == (
        f'<row r="1"><c r="A1"><f>1</f><v>1</v></c></row><row r="2"><c r="A2"/></row>{kept}'
    )
    assert written(("A2", Number(5)), sheet=sheet) == sheet.replace('<f t="shared" si="0"/><v>4</v>', "<v>5</v>")


def test_a_value_is_given_to_the_formula_only() -> None:
    """The formula stays as it is written; a cell without one is our mistake."""
    sheet = '<row r="1"><c r="A1" s="3" t="e"><f ca="1">B1</f><v>#N/A</v></c><c r="B1"><v>1</v></c></row>'
    cases: dict[Any, str] = {
        4: '<c r="A1" s="3"><f ca="1">B1</f><v>4</v></c>',
        "相符": '<c r="A1" s="3" t="str"><f ca="1">B1</f><v>相符</v></c>',
        True: '<c r="A1" s="3" t="b"><f ca="1">B1</f><v>1</v></c>',
        None: '<c r="A1" s="3"><f ca="1">B1</f></c>',
    }
    for value, cell in cases.items():
        parts = parts_of(book(sheet))
        parts.set_value(at("A1"), value)
        assert inside(parts.bytes()) == f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'

    parts = parts_of(book(sheet))
    with pytest.raises(ValueError, match="column=2"):
        parts.set_value(at("B1"), 5)
    parts.write(at("B1"), Formula("C1", 1))
    parts.set_value(at("B1"), 5)
    assert parts.grid("甲")[1, 2] == Held(5, "C1")


@pytest.mark.parametrize(
    "content", [Number(float("nan")), Number(float("inf")), Text("x" * 32_768), Formula("", 1), Formula("1+" * 5000, 1)]
)
def test_what_no_cell_can_hold_is_our_mistake(content: Content) -> None:
    """Callers cut texts and judge numbers; a package Excel would call damaged is not written."""
    with pytest.raises(ValueError):  # noqa: PT011 - the value is what matters
        parts_of(book("")).write(at("A1"), content)
    with pytest.raises(ValueError):  # noqa: PT011
        parts_of(book("")).write(Address("甲", 0, 1), Blank())


def test_row_heights_come_and_go() -> None:
    """A height is set by hand or left to the spreadsheet; a row that is not there is made."""
    parts = parts_of(book('<row r="1" ht="9" customHeight="1"/><row r="2" ht="9"/>'))
    parts.row_height("甲", 1, None)
    parts.row_height("甲", 2, 33)
    parts.row_height("甲", 3, 20.25)
    parts.row_height("甲", 4, None)

    assert inside(parts.bytes()) == (
        '<row r="1"/><row r="2" ht="33" customHeight="1"/><row r="3" ht="20.25" customHeight="1"></row>'
    )


def test_a_changed_formula_drops_the_calculation_chain() -> None:
    """The chain goes with its relationship and content type, and only when a formula comes or goes."""
    data = book(
        '<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><v>1</v></c></row>',
        more={"xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'},
    )
    same = parts_of(data)
    same.write(at("B1"), Number(2))
    same.set_value(at("A1"), 3)
    parts = parts_of(data)
    parts.write(at("A1"), Number(2))
    package = Package(parts.bytes())

    assert "xl/calcChain.xml" in Package(same.bytes()).names()
    assert "xl/calcChain.xml" not in package.names()
    assert b"calcChain" not in package.part(CONTENT_TYPES) + package.part("xl/_rels/workbook.xml.rels")
    assert b"sharedStrings" in package.part("xl/_rels/workbook.xml.rels")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '</sheets><calcPr fullCalcOnLoad="1"/><oleSize'),
        ("<definedNames/>", '<definedNames/><calcPr fullCalcOnLoad="1"/><oleSize'),
        ('<calcPr calcId="5" fullCalcOnLoad="0"/>', '</sheets><calcPr calcId="5" fullCalcOnLoad="1"/><oleSize'),
    ],
)
def test_recalculation_on_load_stands_where_the_schema_wants_it(before: str, after: str) -> None:
    """The element calcPr is changed, or added after the defined names."""
    parts = parts_of(book("", names=before))
    parts.full_calc_on_load()

    assert after in Package(parts.bytes()).part("xl/workbook.xml").decode()
    again = parts_of(parts.bytes())
    again.full_calc_on_load()
    assert again.bytes() == parts.bytes()


@pytest.mark.office
def test_libreoffice_opens_an_edited_workbook(tmp_path: Path) -> None:
    """Texts, numbers and formulas arrive; what we escaped is read as it was meant."""
    parts = parts_of(filled())
    parts.write(Address("甲", 1, 2), Number(5))
    parts.write(Address("甲", 1, 1), Text("=1+1"))
    parts.write(Address("甲", 3, 1), Text(" 前后 \n_x000D_"))
    parts.write(Address("甲", 40, 5), Formula("B1*2", 10))
    parts.write(Address("甲", 41, 5), Formula('"甲"&B1', "甲5"))
    parts.set_value(Address("甲", 2, 2), 7.5)
    parts.full_calc_on_load()
    path = tmp_path / "改.xlsx"
    path.write_bytes(parts.bytes())
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]

    subprocess.run([*command, "--outdir", tmp_path / "out", path], check=True, capture_output=True, timeout=120)

    found = values((tmp_path / "out" / "改.xlsx").read_bytes())
    assert found["A1"] == "=1+1"
    assert found["A3"] == " 前后 \n_x000D_"
    assert (found["B1"], found["B2"], found["C1"], found["E40"], found["E41"]) == (5, 7.5, 2.5, 10, "甲5")
