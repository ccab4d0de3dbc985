"""The file host: what a press leaves as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxxl.edit import Content, Number, Text, Write
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from tests.books import book_of
from tests.conftest import corpus_report
from tests.hosts.books import at, book, inside


def test_a_press_that_changes_nothing_changes_no_byte(tmp_path: Path) -> None:
    """核查 once more: every mark, finding and value stands already."""
    path = book_of(corpus_report("suqian-2023"), tmp_path / "a.xlsx")
    for _ in range(2):
        assert press("check", FileHost(path))
    before = path.read_bytes()

    assert press("check", FileHost(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("cell", "content", "after"),
    [
        ('<c r="A1"><v>5.0</v></c>', Number(5), '<c r="A1"><v>5.0</v></c>'),
        ('<c r="A1" t="str"><v>甲</v></c>', Text("甲"), '<c r="A1" t="str"><v>甲</v></c>'),
        ('<c r="A1" t="b"><v>1</v></c>', Number(1), '<c r="A1"><v>1</v></c>'),
        ('<c r="A1"><f>2+3</f><v>5</v></c>', Number(5), '<c r="A1"><v>5</v></c>'),
        ('<c r="A1" t="str"><v>5</v></c>', Number(5), '<c r="A1"><v>5</v></c>'),
        (
            '<c r="A1" t="e"><v>#REF!</v></c>',
            Text("#REF!"),
            '<c r="A1" t="inlineStr"><is><t xml:space="preserve">#REF!</t></is></c>',
        ),
    ],
)
def test_a_cell_is_written_unless_it_holds_just_that(cell: str, content: Content, after: str, tmp_path: Path) -> None:
    """The same number or text stays as it is spelled; a truth value, a formula, an error is something else."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(f'<row r="1">{cell}</row>'))
    FileHost(path).apply([Write(at("A1"), ((content,),))])

    assert inside(path.read_bytes()) == f'<row r="1">{after}</row>'
