"""The printed tables: spans as in the official form, cells where filled workbooks have them."""

from __future__ import annotations

import re
import zipfile

import pytest

from gxxl.form.editions import EDITIONS, compose
from gxxl.form.model import Ref
from gxxl.form.printed import boxes, size
from gxxl.sheet import Address, layout_of, ranges
from tests.conftest import CORPUS

_FORMS = [compose(two, three) for two in EDITIONS for three in EDITIONS]


@pytest.mark.parametrize("table", [table for form in _FORMS for table in form.tables], ids=lambda table: table.key)
def test_boxes_cover_every_square_once(table) -> None:  # type: ignore[no-untyped-def]
    """No gap, no overlap: a rectangle of the printed size."""
    covered = [
        (row, column)
        for box in boxes(table)
        for row in range(box.row, box.row + box.height)
        for column in range(box.column, box.column + box.width)
    ]
    height, width = size(table)
    assert sorted(covered) == [(row, column) for row in range(height) for column in range(width)]


def test_labels_are_those_of_the_official_document() -> None:
    """Every label of the 2021 form stands character for character in the blank form as issued (Word copy)."""
    with zipfile.ZipFile(CORPUS / "documents" / "official-form-2021.docx") as document:
        paragraphs = document.read("word/document.xml").decode("utf-8").split("</w:tc>")
    official = {"".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text)).replace(" ", "") for text in paragraphs}

    labels = {box.text for table in compose(2021, 2021).tables for box in boxes(table) if box.text}
    missing = {label for label in labels if not any(text.endswith(label) for text in official)}
    assert missing == set()


@pytest.mark.parametrize(
    ("ref", "a1"),
    [
        ("disclosure.regulations.issued", "B6"),
        ("disclosure.normative_documents.in_force", "D7"),
        ("disclosure.licences.decisions", "B10"),
        ("disclosure.penalties.decisions", "B13"),
        ("disclosure.coercive_measures.decisions", "B14"),
        ("disclosure.fees.amount", "B17"),
        ("requests.new.natural_person", "D7"),
        ("requests.handled.total", "J30"),
        ("requests.carried_out.other", "I31"),
        ("disputes.reconsideration.upheld", "A7"),
        ("disputes.litigation_after_reconsideration.total", "O7"),
    ],
)
def test_cells_stand_where_the_design_fixed_them(ref: str, a1: str) -> None:
    """The fixed cells are a contract: filled workbooks outlive the program."""
    assert layout_of(compose(2021, 2021))[Ref.parse(ref)].a1 == a1


def test_the_old_table_three_ends_two_rows_earlier() -> None:
    """Data of the 2019 table three stand in rows 7 to 29."""
    layout = layout_of(compose(2021, 2019))

    assert layout[Ref.parse("requests.carried_out.total")].a1 == "J29"


def test_ranges_read_as_rectangles() -> None:
    """D8:I29 and D31:I31 are two rectangles, a single cell is its address."""
    cells = [Address("三", row, column) for row in (*range(8, 30), 31) for column in range(4, 10)]

    assert ranges(cells) == "D8:I29、D31:I31"
    assert ranges([Address("三", 7, 10)]) == "J7"
