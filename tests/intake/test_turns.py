"""Text copied from a print has numbers after their labels, before them and beside them: none is given to another row."""

from __future__ import annotations

from itertools import product

import pytest

from gxxl.form.edition2021 import STUB
from gxxl.form.model import Block, Row, Table
from gxxl.report import Report
from tests.conftest import corpus_report
from tests.intake import renders
from tests.intake.reading import read, unread, wrong

SUQIAN = corpus_report("suqian-2023")
"""No number of table two is there twice."""

ORDERS = ("after", "before", "beside", "around", "blank")
"""How the numbers of a row stand to its label; blank leaves no trace, a label around them is broken in two lines."""


def _headed(block: Block) -> list[str]:
    return [block.title, STUB, *(column.label for column in block.columns)]


def _numbers(report: Report, table: Table, row: Row) -> list[str]:
    cells = [cell for cell in table.cells() if cell.ref.row == row.key]
    return [str(report[cell.ref].raw) for cell in cells]


def _row(report: Report, table: Table, row: Row, order: str, apart: str) -> list[str]:
    numbers = [apart.join(_numbers(report, table, row))]
    half = len(row.label) // 2
    return {
        "around": [row.label[:half], *numbers, row.label[half:]],
        "after": [row.label, *numbers],
        "before": [*numbers, row.label],
        "beside": [f"{row.label} {' '.join(_numbers(report, table, row))}"],
        "blank": [row.label],
    }[order]


def _drawn(report: Report, orders: dict[str, str], apart: str) -> bytes:
    def table_text(report: Report, table: Table) -> str:
        if table.key == "disputes":
            return renders.stacked(report, table)
        lines: list[str] = []
        for block in table.blocks:
            lines += _headed(block)
            for row in block.rows:
                lines += _row(report, table, row, orders.get(row.key, "beside"), apart)
        return "\n".join(lines)

    return renders.as_text(report, table_text).encode()


@pytest.mark.parametrize(
    ("orders", "lost"),
    [
        ({"licences": "after", "penalties": "after", "coercive_measures": "after"}, set()),
        (
            {"licences": "before", "penalties": "before", "coercive_measures": "before"},
            {"licences", "penalties", "coercive_measures"},
        ),
        ({"licences": "after", "penalties": "after", "coercive_measures": "blank"}, {"penalties", "coercive_measures"}),
        ({"penalties": "blank", "coercive_measures": "before"}, {"penalties", "coercive_measures"}),
        ({"penalties": "after", "coercive_measures": "before"}, {"penalties", "coercive_measures"}),
        ({"penalties": "after"}, set()),
        ({"coercive_measures": "before"}, {"penalties", "coercive_measures"}),
        ({"licences": "blank", "penalties": "after", "coercive_measures": "after"}, {"licences"}),
    ],
)
def test_a_number_between_two_labels_is_read_only_where_the_second_has_its_own(
    orders: dict[str, str], lost: set[str]
) -> None:
    """W-07: a number below a heading never belongs to a label above it; rows in doubt are not read, others are."""
    got = read(_drawn(SUQIAN, orders, " "))

    assert wrong(got.report, SUQIAN) == []
    assert {name.split(".")[1] for name in unread(got.report, SUQIAN)} == lost
    assert any(finding.rule.code == "W-07" for finding in got.findings) == bool(lost - {"licences"} or len(lost) > 1)


def _given_away(orders: dict[str, str], apart: str) -> list[tuple[str, object, object]]:
    """The cells that hold another row's number; rows not named stand as they usually do."""
    drawn = {row.key: orders.get(row.key, "after") for table in SUQIAN.form.tables[:2] for row in table.rows}
    cells = wrong(read(_drawn(SUQIAN, drawn, apart)).report, SUQIAN)
    return [cell for cell in cells if drawn[cell[0].split(".", 1)[1].rsplit(".", 1)[0]] != "blank" or cell[1]]


@pytest.mark.parametrize("apart", [" ", "\n"])
def test_table_two_gives_no_number_to_another_row(apart: str) -> None:
    """Every order of three rows, blanks among them, in lines of numbers or one number a line."""
    rows = ("licences", "penalties", "coercive_measures")
    given = [_given_away(dict(zip(rows, orders, strict=True)), apart) for orders in product(ORDERS, repeat=3)]

    assert len(given) == len(ORDERS) ** 3
    assert [cells for cells in given if cells] == []


@pytest.mark.parametrize("first", range(0, 24, 2))
def test_table_three_gives_no_number_to_another_row(first: int) -> None:
    """Two neighbours in every order, blanks among them, in a table whose other rows stand as usual."""
    rows = [row.key for row in SUQIAN.form.tables[1].rows][first : first + 2]
    given = [_given_away(dict(zip(rows, orders, strict=True)), " ") for orders in product(ORDERS, repeat=2)]

    assert len(given) == len(ORDERS) ** 2
    assert [cells for cells in given if cells] == []
