"""The workbook with macros: the macro-free one and what is added to it, and that others can open and build it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from gxxl.form.editions import compose
from gxxl.template.buttons import BUTTONS, TAB
from gxxl.template.macro_book import LAUNCHER_WORDS, PRESSED_ON, WORDS_AREA, WORDS_NAME
from gxxl.template.places import SHEETS, STORE, places_of
from gxxl.template.ribbon import PARTS
from gxxl.template.vba_sources import code_names
from tests.books import template
from tests.office.calc import Calc
from tests.template.corruptions import parts_of
from tests.template.macro_check import faults

ROOT = Path(__file__).parents[2]
FORM = compose(2021, 2021)
PLAIN, WITH = parts_of(template(FORM)), parts_of(template(FORM, macros=True))
EXCEL = "{urn:schemas-microsoft-com:office:excel}"


def _buttons(number: int) -> list[tuple[str, str, list[int]]]:
    """Caption, macro and anchor of each button of a drawing: column, pixels, row, pixels from and to."""
    tree = ET.fromstring(WITH[f"xl/drawings/vmlDrawing{number}.vml"])
    shapes = tree.findall("{urn:schemas-microsoft-com:vml}shape")
    return [
        (
            "".join(shape.itertext()).split()[0] if shape.find(".//font") is None else str(shape.findtext(".//font")),
            str(shape.findtext(f".//{EXCEL}FmlaMacro")),
            [int(part) for part in str(shape.findtext(f".//{EXCEL}Anchor")).split(",")],
        )
        for shape in shapes
    ]


@pytest.mark.parametrize("sheet", PRESSED_ON)
def test_every_sheet_that_is_filled_in_has_every_button(sheet: str) -> None:
    """In order, side by side in the frozen first row, which no print area holds."""
    number = list(SHEETS).index(sheet) + 1
    found = _buttons(PRESSED_ON.index(sheet) + 1)
    book = openpyxl.load_workbook(io.BytesIO(template(FORM, macros=True)))

    assert [(caption, macro) for caption, macro, _ in found] == [(b.caption, f"[0]!{b.procedure}") for b in BUTTONS]
    anchors = [anchor for *_, anchor in found]
    assert {(top, bottom) for _, _, top, _, _, _, bottom, _ in anchors} == {(0, 0)}
    assert all(tuple(left[4:6]) < tuple(right[0:2]) for left, right in pairwise(anchors))
    assert b'<pane ySplit="1" ' in WITH[f"xl/worksheets/sheet{number}.xml"]
    assert b"<x:PrintObject>False" in WITH[f"xl/drawings/vmlDrawing{PRESSED_ON.index(sheet) + 1}.vml"]
    area = book[sheet].print_area
    assert not area or int(re.findall(r"\d+", area)[0]) > 1


def test_it_is_the_macro_free_workbook_and_nothing_is_taken_away() -> None:
    """Every part of the .xlsx is in the .xlsm; sheets differ by code name and drawing, `_gxxl` by the sentences."""
    assert set(PLAIN) < set(WITH)
    added = {name for name in set(WITH) - set(PLAIN) if not re.search(r"drawings/|worksheets/_rels/", name)}
    assert added == {"xl/vbaProject.bin", *PARTS}
    for number, name in enumerate(SHEETS, 1):
        part = WITH[f"xl/worksheets/sheet{number}.xml"].decode("utf-8")
        code_name = code_names()[name]
        assert f'<sheetPr codeName="{code_name}"' in part
        if name != STORE:
            held = re.sub(r"<sheetData>.*</sheetData>", "", part, flags=re.DOTALL)
            assert part.count("<c ") == PLAIN[f"xl/worksheets/sheet{number}.xml"].decode("utf-8").count("<c ")
            assert ("<legacyDrawing " in held) == (name in PRESSED_ON)
    assert not [name for name in PLAIN if "vba" in name or "customUI" in name or name.endswith(".vml")]
    assert b"codeName=" not in PLAIN["xl/worksheets/sheet1.xml"]


def test_the_launchers_sentences_stand_in_free_cells() -> None:
    """Named `launcher_words`, in no area of another name, only where there are macros."""
    sheet = openpyxl.load_workbook(io.BytesIO(template(FORM, macros=True)))[STORE]
    shown = [sheet.cell(WORDS_AREA.top + row, WORDS_AREA.left).value for row in range(WORDS_AREA.height)]

    assert tuple(shown) == LAUNCHER_WORDS
    for area in places_of(FORM).names.values():
        apart = area.sheet != STORE or area.left > WORDS_AREA.left or area.left + area.width <= WORDS_AREA.left
        assert apart or area.top >= WORDS_AREA.top + WORDS_AREA.height or area.top + area.height <= WORDS_AREA.top
    assert WORDS_NAME.encode() in WITH["xl/workbook.xml"]
    assert WORDS_NAME.encode() not in PLAIN["xl/workbook.xml"]


@pytest.mark.parametrize("name", PARTS)
def test_the_ribbon_says_what_the_buttons_say(name: str) -> None:
    """Tab 信息公开年报; caption, callback, hint, icon and key tip of each button, in order, in both versions."""
    tree = ET.fromstring(WITH[name])
    (tab,) = tree.iterfind(".//{*}tab")
    told = [
        tuple(b.get(key) for key in ("label", "onAction", "supertip", "imageMso", "keytip"))
        for b in tree.iterfind(".//{*}button")
    ]

    assert tab.get("label") == TAB
    assert told == [(b.caption, b.callback, b.hint, b.image, b.keytip) for b in BUTTONS]
    assert len({keytip for *_, keytip in told}) == len(BUTTONS)


@pytest.mark.office
def test_libreoffice_opens_it_and_finds_what_the_macro_free_one_has(calc: Calc, tmp_path: Path) -> None:
    """Loaded without a question (one would end in no answer), calculated to the same values, and saved."""
    plain, macros = tmp_path / "a.xlsx", tmp_path / "b.xlsm"
    plain.write_bytes(template(FORM))
    macros.write_bytes(template(FORM, macros=True))
    values, other = calc.values(macros), calc.values(plain)
    words = {f"B{WORDS_AREA.top + row}" for row in range(len(LAUNCHER_WORDS))}

    assert {
        name: {at: v for at, v in cells.items() if name != STORE or at not in words} for name, cells in values.items()
    } == other
    assert set(calc.formulas(macros)) == set(calc.formulas(plain))


@pytest.mark.office
def test_what_libreoffice_keeps_of_it(calc: Calc, tmp_path: Path) -> None:
    """Re-saved by LibreOffice: container, types, relations, names, sheets and ribbon sound. Not kept: code names, unlike
    shape identifiers, and a tree of black nodes in the project. So the office never saves the file that is sent in.
    """
    book = tmp_path / "a.xlsm"
    book.write_bytes(template(FORM, macros=True))
    saved = calc.resave(book, tmp_path / "b.xlsm").read_bytes()

    told = {re.sub(r".*\.vml: |: \[.*", "", fault) for fault in faults(saved)}
    assert told == {"vba: red below red", "vba: code names and document modules differ", "shape_0 twice"}


def test_what_openpyxl_keeps_of_it() -> None:
    """Re-saved by openpyxl with keep_vba: VBA, code names, names and sheets sound. Not kept: the ribbon of Office 2010 and
    later, and the drawing of the last sheet with buttons, which it names and leaves out. So we edit files part by part.
    """
    held = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(template(FORM, macros=True)), keep_vba=True).save(held)

    assert faults(held.getvalue()) == [
        "relations: xl/worksheets/sheet10.xml: anysvml leads to nothing",
        "relations: nothing leads to customUI/customUI14.xml",
        "ribbon: a version left out",
    ]


def test_an_installed_package_builds_the_same_workbook(tmp_path: Path) -> None:
    """The wheel carries the VBA; unpacked elsewhere, away from this tree, `gxxl template` writes the committed files."""
    code = "from hatchling.builders.wheel import WheelBuilder; import sys; print(*WheelBuilder(sys.argv[1]).build(directory=sys.argv[2]))"
    built = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), str(tmp_path)], check=True, capture_output=True, text=True
    )
    place = tmp_path / "installed"
    with zipfile.ZipFile(built.stdout.split()[-1]) as wheel:
        wheel.extractall(place)
    run = f"import sys; sys.path.insert(0, {str(place)!r}); import gxxl; assert {str(place)!r} in gxxl.__file__; from gxxl.__main__ import main; main()"
    subprocess.run(
        [sys.executable, "-P", "-c", run, "template", "-o", str(tmp_path / "out")],
        check=True,
        cwd=tmp_path,
        capture_output=True,
    )

    made = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in made if path.suffix == ".xlsm"] != []
    for path in made:
        assert parts_of(path.read_bytes()) == parts_of((ROOT / "workbook" / path.name).read_bytes()), path.name
