"""Cells and names read from the parts of a workbook; hostile and damaged parts turned away."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from gxxl.hosts.package import Refused
from gxxl.hosts.styles import shows_date
from gxxl.sheet import Area, Held
from tests.hosts.books import DECLARED, MAIN, STRICT, STRINGS, STYLES, book, filled, parts_of, read, relations


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("<c><v>5</v></c>", Held(5)),
        ("<c><v>5.0</v></c>", Held(5)),
        ("<c><v>1E3</v></c>", Held(1000)),
        ("<c><v>-2.50</v></c>", Held(-2.5)),
        ("<c><v> 7 </v></c>", Held(7)),
        ('<c s="1"><v>45296</v></c>', Held(45296, None, is_date=True)),
        ('<c s="2"><v>45296</v></c>', Held(45296, None, is_date=True)),
        ('<c s="3"><v>3</v></c>', Held(3)),
        ('<c s="1" t="s"><v>0</v></c>', Held("无")),
        ('<c t="s"><v>1</v></c>', Held("一 二")),
        ('<c t="s"><v>2</v></c>', Held("_x0041_ \r&\U0001f600")),
        ('<c t="inlineStr"><is><t>甲</t></is></c>', Held("甲")),
        ('<c t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r><rPh><t>yi</t></rPh></is></c>', Held("甲 乙")),
        ('<c t="b"><v>1</v></c>', Held(True)),
        ('<c t="b"><v>0</v></c>', Held(False)),
        ('<c t="e"><v>#REF!</v></c>', Held("#REF!")),
        ('<c t="d"><v>2024-01-05</v></c>', Held("2024-01-05", None, is_date=True)),
        ('<c t="str"><f>A9&amp;"x"</f><v>x</v></c>', Held("x", 'A9&"x"')),
        ('<c t="str"><f>A9</f><v></v></c>', Held("", "A9")),
        ("<c><f>A9</f></c>", Held(None, "A9")),
        ("<c><f>A9</f><v/></c>", Held(None, "A9")),
        ("<c><f/><v>3</v></c>", Held(3, "")),
        ('<c><f t="array" ref="A1">SUM(B1:B2)</f><v>3</v></c>', Held(3, "SUM(B1:B2)")),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', Held("#DIV/0!", "1/0")),
        ('<c s="1"/>', None),
        ('<c t="s"/>', None),
        ('<c t="inlineStr"><is><t></t></is></c>', None),
        ("<c><!-- 5 --><v>1<![CDATA[2]]></v><extLst><ext><v>9</v></ext></extLst></c>", Held(12)),
    ],
)
def test_every_way_to_write_a_value_is_read(cell: str, held: Held | None) -> None:
    """Types of cells, shared and inline strings, dates by their format, formulas with and without a value."""
    more = {"xl/sharedStrings.xml": STRINGS, "xl/styles.xml": STYLES}

    assert read(f"<row>{cell}</row>", more=more) == ({(1, 1): held} if held else {})


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("General", False),
        ("G/通用格式", False),
        ("0.00E+00", False),
        ('#,##0.00_);[Red]\\(#,##0.00\\);"days"', False),
        ("[$-804]0;[=1]\\d0", False),
        ("_d0*y", False),
        ("@", False),
        ("yyyy-mm-dd", True),
        ('m"月"d"日"', True),
        ("[$-F400]H:MM:SS", True),
        ("[h]", True),
        ("[mm]:ss.0", True),
        ("[Red]0;yyyy", True),
    ],
)
def test_format_codes_tell_dates(code: str, date: bool) -> None:
    """Letters count outside quotes, brackets and escapes only; elapsed hours are a time."""
    assert shows_date(code) is date


def test_cells_without_addresses_and_with_prefixes_are_read() -> None:
    """Rows and cells without `r` follow each other; any prefix, the strict namespace and UTF-16 mean the same."""
    plain = '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c r="B4"><v>2</v></c><c><v>5</v></c></row>'
    prefixed = plain.replace("<", "<x:").replace("<x:/", "</x:")
    wide = (
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{plain}</sheetData></worksheet>'
    )
    expected = {(1, 1): Held(1), (1, 3): Held(3), (4, 2): Held(2), (4, 3): Held(5)}

    assert read(plain) == expected
    assert read(plain, main=STRICT) == expected
    assert read(wide.encode("utf-16")) == expected
    prefixed = f'{DECLARED}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>'
    assert read(prefixed) == expected


@pytest.mark.parametrize(
    ("master", "child"),
    [
        ("B1+$B1+B$1+$B$1", "C3+$B3+C$1+$B$1"),
        ("SUM(B1:D4)*LOG10(B1)", "SUM(C3:E6)*LOG10(C3)"),
        ("'B1'!B1&\"B1\"&甲!B1&T1!B1", "'B1'!C3&\"B1\"&甲!C3&T1!C3"),
        ("SUM(B:B,$C:D,1:$2)", "SUM(C:C,$C:E,3:$2)"),
        ("表[B1]+_xlfn.X(B1)+名称B1+TRUE", "表[B1]+_xlfn.X(C3)+名称B1+TRUE"),
        ("XFD1+B1048576", "#REF!+#REF!"),
        ("'B1&\"", "'B1&\""),
    ],
)
def test_a_shared_formula_is_said_in_each_of_its_cells(master: str, child: str) -> None:
    """Relative references move, absolute ones, texts, sheet names and functions stay."""
    text = master.replace("&", "&amp;")
    rows = (
        f'<row r="1"><c r="A1"><f t="shared" ref="A1:B3" si="0">{text}</f><v>1</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>2</v></c></row>'
    )

    assert read(rows) == {(1, 1): Held(1, master), (3, 2): Held(2, child)}


def test_every_cell_of_an_array_formula_shows_it() -> None:
    """As in Excel."""
    sheet = '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
    assert read(sheet) == {(1, 1): Held(1, "C1:D1"), (1, 2): Held(2, "C1:D1")}


def test_names_that_are_one_rectangle_are_known() -> None:
    """With and without `$` and quotes, corners in any order; local, composed, broken and foreign names are left out."""
    texts = {
        "a": "'甲'!$D$7:$J$31",
        "b": "甲!D7",
        "c": "=甲!$J$31:$D$7",
        "d": "'甲''s'!$A$1",
        "e": "甲!$A$1,甲!$B$2",
        "f": "OFFSET(甲!$A$1,1,1)",
        "g": "甲!#REF!",
        "h": "[1]甲!$A$1",
        "i": "甲!$A:$B",
        "j": "甲!$ZZZ$1",
    }
    inside = "".join(f'<definedName name="{key}">{text}</definedName>' for key, text in texts.items())
    local = '<definedName name="k" localSheetId="0">甲!$A$1</definedName>'
    parts = parts_of(book("", names=f"<definedNames>{inside}{local}</definedNames>"))

    assert parts.sheets == ("甲",)
    assert parts.names == {
        "a": Area("甲", 7, 4, 25, 7),
        "b": Area("甲", 7, 4, 1, 1),
        "c": Area("甲", 7, 4, 25, 7),
    }


def test_a_sheet_name_with_a_quote_is_found() -> None:
    """Quotes in sheet names are doubled in references."""
    held = BytesIO()
    with xlsxwriter.Workbook(held) as workbook:
        workbook.add_worksheet("it's").write(1, 1, 5)
        workbook.define_name("x", "='it''s'!$B$2:$C$2")
    parts = parts_of(held.getvalue())

    assert parts.block(parts.names["x"]) == ((Held(5), Held(None)),)


def rows_of(cells: str, count: int) -> str:
    """A row with the same cell many times."""
    return f"<row>{cells * count}</row>"


@pytest.mark.parametrize(
    ("sheet", "key"),
    [
        ("".join(rows_of("<c/>", 1000) for _ in range(1500)), "hostile"),
        ("<row/>" * 1_200_000, "hostile"),
        ("<a>" * 100 + "</a>" * 100, "hostile"),
        ("<a>" * 2_000_000, "hostile"),
        (f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="{MAIN}"/>', "hostile"),
        (
            f'<row><c><f t="shared" ref="A1:A9" si="0">{"A1+" * 2000}1</f></c></row>'
            + '<row><c><f t="shared" si="0"/></c></row>' * 9000,
            "hostile",
        ),
        (rows_of('<c><f t="array" ref="A1:ZZ9999">1</f></c>', 16000), "hostile"),
        (f"<row><c><f>{'1+' * 5000}1</f></c></row>", "damaged"),
        ("<row><c><v>1</v>", "damaged"),
        ("<row><c><v>1e999</v></c></row>", "damaged"),
        ("<row><c><v>NaN</v></c></row>", "damaged"),
        ("<row><c><v>1_0</v></c></row>", "damaged"),
        ("<row><c><v>１</v></c></row>", "damaged"),
        (f"<row><c><v>{'1' * 100_000}x</v></c></row>", "damaged"),
        ('<row><c t="s"><v>7</v></c></row>', "damaged"),
        ('<row><c t="q"><v>7</v></c></row>', "damaged"),
        ('<row r="0"/>', "damaged"),
        ('<row r="1048577"/>', "damaged"),
        ('<row r="1"/><row r="1"/>', "damaged"),
        ('<row r="1"><c r="A2"/></row>', "damaged"),
        ('<row r="1"><c r="XFE1"/></row>', "damaged"),
        ('<row r="1"><c r="A1"/><c r="A1"/></row>', "damaged"),
        (f'<?xml version="1.0" encoding="GBK"?><worksheet xmlns="{MAIN}"/>', "damaged"),
    ],
)
def test_hostile_and_damaged_sheets_are_refused(sheet: str, key: str) -> None:
    """Too many cells, too deep, entities, formulas that grow, numbers that are none, addresses that cannot be."""
    more = {"xl/sharedStrings.xml": STRINGS}

    with pytest.raises(Refused) as refusal:
        read(sheet, more=more)
    assert refusal.value.key == key


def test_a_far_cell_costs_nothing_and_a_far_area_is_refused() -> None:
    """XFD1048576 is one cell; a name over the whole sheet is not read cell by cell."""
    parts = parts_of(book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))

    assert parts.grid("甲") == {(1_048_576, 16_384): Held(1)}
    with pytest.raises(Refused) as refusal:
        parts.block(Area("甲", 1, 1, 1_048_576, 16_384))
    assert refusal.value.key == "hostile"


@pytest.mark.parametrize(
    ("member", "content", "key"),
    [
        ("_rels/.rels", relations(("image", "a.png")), "not a workbook"),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>', "damaged"),
        ("xl/workbook.xml", "<document/>", "not a workbook"),
        ("xl/_rels/workbook.xml.rels", relations(("worksheet", "none.xml")), "damaged"),
        ("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">' + "<si/>" * 600_000 + "</sst>", "hostile"),
        (
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs>' + "<xf/>" * 400_000 + "</cellXfs></styleSheet>",
            "hostile",
        ),
    ],
)
def test_hostile_and_damaged_other_parts_are_refused(member: str, content: str, key: str) -> None:
    """The parts around the sheets are guarded as well."""
    sheet = '<row><c t="s"><v>0</v></c></row>'

    with pytest.raises(Refused) as refusal:
        read(sheet, more={member: content})
    assert refusal.value.key == key


def test_what_a_second_writer_wrote_is_read() -> None:
    """A workbook of XlsxWriter: names, blocks, dates, formulas with their values."""
    parts = parts_of(filled())

    assert parts.sheets == ("甲", "乙")
    assert parts.block(parts.names["grid"]) == (
        (Held("项目"), Held(1), Held(2.5), Held(True)),
        (Held(45296, None, is_date=True), Held(3.5, "SUM(B1:C1)"), Held(None), Held(None)),
        (Held(None), Held(None), Held("  两格 \n第二行"), Held(None)),
    )
