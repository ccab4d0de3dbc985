"""Small workbooks made by hand for the tests of hosts."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter

from gxxl.edit import Content
from gxxl.hosts.package import CONTENT_TYPES, Package
from gxxl.hosts.workbook_parts import Parts
from gxxl.sheet import Address, Held

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"


def relations(*targets: tuple[str, str]) -> str:
    """A part of relationships: kinds and targets."""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def book(sheet: str | bytes, *, names: str = "", more: Mapping[str, str] | None = None, main: str = MAIN) -> bytes:
    """A workbook of one sheet 甲, its part as given, or only what its sheetData holds."""
    if isinstance(sheet, str) and not sheet.startswith("<?xml"):
        sheet = f'{DECLARED}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
    parts: dict[str, str | bytes] = {
        CONTENT_TYPES: '<Types xmlns="t"><Override PartName="/xl/workbook.xml"/>'
        '<Override PartName="/xl/calcChain.xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{DECLARED}<workbook xmlns="{main}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="甲" sheetId="1" r:id="rId1"/></sheets>{names}<oleSize ref="A1"/></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "/xl/worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "../xl/styles.xml"),
            ("calcChain", "calcChain.xml"),
        ),
        SHEET: sheet,
        **(more or {}),
    }
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2024, 1, 5, 8, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def parts_of(data: bytes) -> Parts:
    """A workbook in memory, opened."""
    return Parts(Package(data))


def read(sheet: str | bytes, **keys: Any) -> dict[tuple[int, int], Held]:
    """The cells of a sheet."""
    return dict(parts_of(book(sheet, **keys)).grid("甲"))


def values(data: bytes, sheet: str = "甲") -> dict[str, Any]:
    """Every filled cell as openpyxl reads it: cached values where there are formulas."""
    table = openpyxl.load_workbook(BytesIO(data), data_only=True)[sheet]
    return {cell.coordinate: cell.value for row in table.iter_rows() for cell in row if cell.value is not None}


def written(*rows: tuple[str, Content], sheet: str = "") -> str:
    """What stands between the sheetData tags after these cells were written."""
    parts = parts_of(book(sheet))
    for a1, content in rows:
        parts.write(at(a1), content)
    return inside(parts.bytes())


def inside(data: bytes) -> str:
    """The text of sheetData."""
    text = Package(data).part(SHEET).decode()
    return text.partition("<sheetData>")[2].partition("</sheetData>")[0]


def at(a1: str) -> Address:
    """A cell of sheet 甲 with a one-letter column."""
    return Address("甲", int(a1[1:]), ord(a1[0]) - 64)


STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>无</t></si><si><r><t>一</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 二</t></r>'
    '<rPh sb="0" eb="1"><t>yi</t></rPh></si><si><t>_x005F_x0041_ _x000D_&amp;_xD83D__xDE00_</t></si></sst>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/>'
    '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs></styleSheet>'
)


def filled() -> bytes:
    """A workbook as XlsxWriter writes it: formats, column widths, formulas, a picture of what clerks fill."""
    held = BytesIO()
    with xlsxwriter.Workbook(held) as workbook:
        bold = workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("甲")
        sheet.set_column("E:F", 20, bold)
        sheet.write_row("A1", ["项目", 1, 2.5, True])
        sheet.write_datetime("A2", dt.datetime(2024, 1, 5), day)  # noqa: DTZ001 - a spreadsheet knows no zones
        sheet.write_formula("B2", "=SUM(B1:C1)", bold, 3.5)
        sheet.write_string("C3", "  两格 \n第二行")
        workbook.add_worksheet("乙").write("A1", "不动")
        workbook.define_name("grid", "=甲!$A$1:$D$3")
    return held.getvalue()
