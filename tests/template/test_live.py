"""The live formulas against Python, computed by two other engines: nothing drifts, nothing moves, nothing lies."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gxxl.checking.totals import with_totals
from gxxl.form.editions import compose
from gxxl.form.model import Ref, Role
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.hosts.workbook_parts import Parts
from gxxl.report import Report
from gxxl.sheet import Address, Area, column_letters, layout_of
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.places import FIXED_TOP, RESULTS, cover, places_of
from tests.books import as_read, blank_book, book_of, examined, press_check, typed, worded
from tests.conftest import corpus_names, corpus_report, gold, told, whole_findings_of
from tests.office import ssconvert
from tests.office.calc import Calc
from tests.tables import changed, report_of

FORM = compose(2021, 2021)
REQUESTS = "三、依申请公开"
TRAPS: list[Any] = [
    "",
    "/",
    "290件",
    "２９０",
    "３.5",
    "TRUE",
    "#REF!",
    "22（其中修订16件）",
    -1,
    3.5,
    10**12,
    "2024-01-05",
    " ",
    "\u3000",
]
COMPLETE = [name for name in corpus_names() if gold(name)["complete"] and name != "shanghai-science-2024"]


def cached(path: Path) -> dict[str, dict[str, Any]]:
    """Every formula's value as the file has it."""
    parts = Parts.open(path)
    found: dict[str, dict[str, Any]] = {}
    for sheet in parts.sheets:
        for (row, column), held in parts.grid(sheet).items():
            if held.formula is not None:
                raw = "" if held.raw is None else held.raw
                found.setdefault(sheet, {})[Address(sheet, row, column).a1] = (
                    float(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
                )
    return found


def differing(ours: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]) -> list[tuple[str, str, Any, Any]]:
    """Cells in which another engine computes something else."""
    return [
        (sheet, a1, value, theirs.get(sheet, {}).get(a1, ""))
        for sheet, cells in ours.items()
        for a1, value in cells.items()
        if theirs.get(sheet, {}).get(a1, "") != value
    ]


@pytest.mark.office
@pytest.mark.parametrize("name", COMPLETE)
def test_a_recalculation_changes_no_cell(name: str, calc: Calc, tmp_path: Path) -> None:
    """Placed and marked by us, recalculated by LibreOffice: every one of some 2,200 formulas keeps its value."""
    path = book_of(corpus_report(name), tmp_path / "年报.xlsx")
    assert differing(cached(path), calc.values(path)) == []
    press_check(path)
    assert differing(cached(path), calc.values(path)) == []


@pytest.mark.office
def test_a_recalculation_changes_no_cell_after_any_button(calc: Calc, tmp_path: Path) -> None:
    """Whatever a press leaves alone is as LibreOffice computes it: a value is missing from no cell it touches."""
    path = book_of(corpus_report("suqian-2023"), tmp_path / "年报.xlsx", finished=False)
    typed(path, {"requests.new.total": 3, "requests.granted.business": "", "disclosure.licences.decisions": "２９０"})
    for key in ("check", "fill", "check", "zero", "check", "undo", "check", "check"):
        assert press(key, FileHost(path)), key
        assert differing(cached(path), calc.values(path)) == [], key


@pytest.mark.office
@pytest.mark.parametrize("name", COMPLETE)
def test_a_report_survives_a_resave_by_another_program(name: str, calc: Calc, tmp_path: Path) -> None:
    """JSON → template → saved anew by LibreOffice → read: the same report, the same findings, W-02 silent."""
    report = worded(corpus_report(name))
    saved = calc.resave(book_of(report, tmp_path / "年报.xlsx"), tmp_path / "另存.xlsx")
    found = examined(saved)

    assert as_read(found.taken.report) == as_read(report)
    assert told(tuple(f for f in found.findings if f.rule.code != "C-07")) == told(whole_findings_of(report))


@pytest.mark.office
@pytest.mark.parametrize("name", ["hongze-2023", "shanghai-office-2019"])
def test_a_second_engine_agrees(name: str, tmp_path: Path) -> None:
    """Gnumeric computes the same values as LibreOffice and Python."""
    path = book_of(corpus_report(name), tmp_path / "年报.xlsx")
    press_check(path)

    assert differing(cached(path), ssconvert(path)) == []


def _random_reports(count: int) -> Iterator[Report]:
    """Valid reports with up to four cells typed anew: numbers, blanks, every trap."""
    chance = random.Random(20_211)
    for _ in range(count):
        cells = {str(cell.ref): chance.choice([0, 0, 0, 1, 2, 7]) for cell in FORM.cells if cell.role is Role.INPUT}
        report = with_totals(report_of({ref: str(v) if ref.endswith("amount") else v for ref, v in cells.items()}))
        refs = chance.sample([str(ref) for ref in FORM.index], chance.randint(0, 4))
        yield changed(report, {ref: chance.choice([*TRAPS, 5, 12]) for ref in refs})


def residuals(report: Report) -> list[float | str]:
    """Left minus right of the 42 identities as Python has them; "" where an operand is no number."""
    found: list[float | str] = []
    for balance in FORM.balances:
        numbers = [report[term.ref].counts for term in (*balance.left, *balance.right)]
        left, right = numbers[: len(balance.left)], numbers[len(balance.left) :]
        known = all(number is not None for number in numbers)
        found.append(float(sum(left) - sum(right)) if known else "")  # type: ignore[arg-type]
    return found


def live_residuals(values: dict[str, dict[str, Any]]) -> list[float | str]:
    """The differences of the same rows of 核查结果."""
    rows = [number for number, row in enumerate(fixed_rows(FORM)) if row.rule in ("T3-01", "T3-02", "T3-03", "T4-01")]
    return [values.get(RESULTS, {}).get(f"E{FIXED_TOP + number}", "") for number in rows]


@pytest.mark.office
def test_live_rows_are_pythons_residuals_on_200_reports(calc: Calc, tmp_path: Path) -> None:
    """核查结果 recalculated by LibreOffice: left − right as Python's, "" exactly where Python has none; 校验码 too."""
    rows = {RESULTS: ["A1:K100"], "封面": [cover("code").a1]}
    for number, report in enumerate(_random_reports(200)):
        path = book_of(report, tmp_path / f"{number}.xlsx")
        values = calc.values(path, cells=rows)
        assert live_residuals(values) == residuals(report), number
        assert values["封面"][cover("code").a1] == cached(path)["封面"][cover("code").a1]
        path.unlink()


def _taken(values: dict[str, dict[str, Any]]) -> Report:
    """The report another program now shows."""
    cells: dict[str, Any] = {}
    for ref, at in layout_of(FORM).items():
        raw = values.get(at.sheet, {}).get(at.a1, "")
        number = int(raw) if isinstance(raw, float) and raw == int(raw) else raw
        cells[str(ref)] = (
            str(number) if FORM.cell(ref).column.quantity.decimal and not isinstance(number, str) else number
        )
    return report_of(cells)


@pytest.mark.office
def test_moving_an_input_moves_no_rule(calc: Calc, tmp_path: Path) -> None:
    """Every input of table three cut and dropped onto each neighbour: the live rows still say what Python says.

    Three at a time, which do not touch each other: loading is what takes long.
    """
    path = book_of(corpus_report("suqian-2023"), tmp_path / "年报.xlsx")
    layout, moves = layout_of(FORM), []
    inputs = {layout[cell.ref] for cell in FORM.cells if cell.ref.table == "requests" and cell.role is Role.INPUT}
    for at in sorted(inputs):
        for row, column in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            to = at._replace(row=at.row + row, column=at.column + column)
            if to in inputs:
                moves.append({"move": [REQUESTS, at.a1, REQUESTS, to.a1]})
    assert len(moves) > 500
    far = len(moves) // 3
    cases = [moves[place::far] for place in range(far)]
    assert sum(map(len, cases)) == len(moves)
    assert all(len({cell for one in case for cell in one["move"][1::2]}) == 2 * len(case) for case in cases)
    shown = {RESULTS: ["A1:K100"], **{table.sheet: ["A1:P40"] for table in FORM.tables}}
    for case, values in zip(cases, calc.edits(path, cases, cells=shown), strict=True):
        assert live_residuals(values) == residuals(_taken(values)), case


@pytest.mark.office
def test_a_foreign_paste_changes_no_rule(calc: Calc, tmp_path: Path) -> None:
    """A block pasted with other fonts, borders and locks: the live rows still say what Python says."""
    path = book_of(corpus_report("hongze-2023"), tmp_path / "年报.xlsx")
    path = book_of(corpus_report("suqian-2023"), path)
    block = [[1, "2 ", "３"], ["", 5, "/"], [0, 0, 7]]
    cases = [[{"paste_foreign": [REQUESTS, at, block]}] for at in ("D7", "F12", "D29", "G15")]
    shown = {RESULTS: ["A1:K100"], **{table.sheet: ["A1:P40"] for table in FORM.tables}}
    for case, values in zip(cases, calc.edits(path, cases, cells=shown), strict=True):
        assert live_residuals(values) == residuals(_taken(values)), case


def code_of(report: Report, path: Path) -> str:
    """校验码 as the workbook shows it."""
    return str(cached(book_of(report, path))["封面"][cover("code").a1])


def test_the_code_changes_with_every_cell_and_every_swap(tmp_path: Path) -> None:
    """校验码: six digits; each single change of a number and each swap of unequal neighbours gives another."""
    from gxxl.template.checksum import code_of as computed

    report = corpus_report("suqian-2023")
    code = computed(report)
    assert code == code_of(report, tmp_path / "a.xlsx")
    assert len(code) == 6
    layout = layout_of(FORM)
    by_place = {(at.sheet, at.row, at.column): ref for ref, at in layout.items()}
    for ref, at in layout.items():
        for number in (0, 1, 2, 3605, ""):
            other = changed(report, {str(ref): number})
            assert (computed(other) == code) == (other[ref][:2] == report[ref][:2]), (ref, number)
        for place in ((at.sheet, at.row + 1, at.column), (at.sheet, at.row, at.column + 1)):
            neighbour = by_place.get(place)
            if neighbour and report[neighbour].raw != report[ref].raw:
                swapped = changed(report, {str(ref): report[neighbour].raw, str(neighbour): report[ref].raw})
                assert computed(swapped) != code, (ref, neighbour)


def test_the_code_of_a_report_is_the_workbooks(tmp_path: Path) -> None:
    """校验码: Python from the report equals the formula, blanks and texts included."""
    from gxxl.template.checksum import code_of as computed

    for report in _random_reports(25):
        assert computed(report) == code_of(report, tmp_path / "a.xlsx")


@pytest.mark.office
def test_an_empty_form_opens_as_it_was_built(calc: Calc, tmp_path: Path) -> None:
    """The blank templates recalculated: no cell changes, no error value anywhere."""
    for form in (FORM, compose(2019, 2019)):
        path = blank_book(form, tmp_path / "空.xlsx")
        values = calc.values(path)
        assert differing(cached(path), values) == []
        assert not [value for cells in values.values() for value in cells.values() if str(value).startswith("#ERR")]


def test_the_grids_have_locked_corners() -> None:
    """Names reach one row and column beyond the inputs: an edge cell that is moved does not drag the name."""
    places = places_of(FORM)
    for table in FORM.tables:
        grid, around = places.grid(table), places.names[f"grid_{table.key}"]
        assert around.top == grid.top - 1
        assert around.height == grid.height + 2
        assert around.left + around.width == grid.left + grid.width + 1
        assert column_letters(around.left) in ("A", "C")
    assert isinstance(places.names["overview"], Area)
    assert Ref.parse("requests.new.total") in FORM.index
