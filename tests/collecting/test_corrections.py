"""更正登记: corrections told by telephone, on top of originals nobody touches; each line has a clear outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from gxxl.collecting import slips
from gxxl.collecting.assembling import Arrival, Choices, assemble
from gxxl.collecting.cells_named import cells_named
from gxxl.collecting.changes import changes_of
from gxxl.collecting.collection import Collection, State
from gxxl.collecting.corrections import registers_in
from gxxl.collecting.gathering import listed
from gxxl.collecting.outputs import write_all
from gxxl.collecting.register import Outcome, read_register, registers_for, time_of
from gxxl.collecting.register_book import register_book
from gxxl.collecting.roll_up import roll_up
from gxxl.collecting.roster import Organ, Roster
from gxxl.collecting.total_sheets import Sources, key_of
from gxxl.entry.cli import gxxl
from gxxl.export.letter import Lines, Table
from gxxl.form.editions import compose
from gxxl.form.model import Ref
from gxxl.form.register_words import HEADS
from gxxl.report import Report
from gxxl.sheet import layout_of
from tests.books import book_of, worded
from tests.collecting.collections import NOW, received_of
from tests.strategies import FORMS, valid_reports
from tests.tables import changed, report_of

FORM = compose(2021, 2021)
TOLD = datetime.fromisoformat("2024-01-18T17:00")
ONE = {"requests.new.natural_person": 5, "requests.new.total": 5, "requests.granted.natural_person": 4,
       "requests.granted.total": 4, "requests.handled.natural_person": 4, "requests.handled.total": 4}  # fmt: skip
"""A return of which T3-01 says that one request is missing."""


LINES = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([str(ref) for ref in FORM.index]), st.integers(0, 99)),
    max_size=6,
    unique_by=lambda line: line[:2],
)
"""Whose cell is corrected to what."""


def _register(path: Path, rows: Sequence[Sequence[Any]], heads: Sequence[str] = tuple(HEADS.values())) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["来电更正"], list(heads), *rows):
        sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _collection(
    folder: Path, reports: Mapping[str, Report | None], rows: Sequence[Sequence[Any]], **choices: Any
) -> Collection:
    """A folder with a workbook for each report, and a register beside them."""
    folder.mkdir(exist_ok=True)
    arrivals = []
    for name, report in reports.items():
        if report is not None:
            path = book_of(report, folder / f"{name}.xlsx")
            arrivals.append(Arrival(received_of(worded(report), path)))
    register = _register(folder / "更正登记.xlsx", rows)
    roster = Roster(tuple(Organ(name, aliases=(name[2:],)) for name in reports), "块")
    return assemble(roster, arrivals, folder, 2023, Choices(registers=registers_in([register]), **choices))


def _outcomes(collection: Collection) -> list[tuple[str, str]]:
    return [(one.outcome.name, one.reason) for one in collection.register]


def _reports(*names: str) -> dict[str, Report | None]:
    return {name: report_of(ONE, organ=name) for name in names}


@pytest.mark.parametrize(
    "text",
    [
        "表三D9",
        "D9",
        "三D9",
        "三、依申请公开 D9“（一）予以公开·自然人”",
        "'三、依申请公开'!$D$9",
        "表三 自然人 予以公开",
        "（一）予以公开·自然人",
        "ｄ９",
        "requests.granted.natural_person",
    ],
)
def test_a_cell_is_named_as_clerks_do(text: str) -> None:
    """Address with or without its sheet, as a finding prints it, the words of the form, or a Ref."""
    assert [str(ref) for ref in cells_named(FORM, text)] == ["requests.granted.natural_person"]


def test_every_cell_is_found_by_what_findings_print() -> None:
    """Sheet and address, nickname and name, and the Ref, of each of the cells."""
    for cell in FORM.cells:
        at, table = layout_of(FORM)[cell.ref], FORM.table(cell.ref.table)
        for text in (f"{at.sheet} {at.a1}“{cell.name}”", f"{table.nickname}{at.a1}", str(cell.ref)):
            assert cells_named(FORM, text) == (cell.ref,), text
        assert cell.ref in cells_named(FORM, f"{table.nickname}“{cell.name}”")
    assert len(cells_named(FORM, "D7")) == 3
    assert cells_named(FORM, "表三第九行") == ()


def test_a_correction_counts_on_top_of_the_original(tmp_path: Path) -> None:
    """R-11: the error is gone, the totals that were right follow, the file keeps its bytes, R-05 is no more."""
    folder = tmp_path / "报送"
    before = _collection(folder, _reports("某县甲局"), [])
    done = _collection(folder, _reports("某县甲局"), [["甲局", "表三D9", 4, 5, "王主任", TOLD]])

    assert [member.state for member in (*before.members, *done.members)] == [State.FAULTY, State.GOOD]
    assert _outcomes(done) == [("APPLIED", "")]
    told = {finding.rule.code: finding for _, finding in done.findings}
    assert (told["R-11"].problem, "R-05" in told) == (
        "某县甲局表三“（一）予以公开·自然人”按王主任2024-01-18 17:00来电由4更正为5，已按更正后的数计入。",
        False,
    )
    rolled = roll_up(done)
    assert {str(ref): rolled.report[ref].counts for ref in rolled.report.form.index if ref.row in ("granted", "handled")
            and ref.column in ("natural_person", "total")} == {
        "requests.granted.natural_person": 5, "requests.granted.total": 5,
        "requests.handled.natural_person": 5, "requests.handled.total": 5,
    }  # fmt: skip
    original = done.members[0].counted
    assert original is not None
    assert original.sha256 == before.members[0].received[0].sha256
    assert done.members[0].received == (original,)


@pytest.mark.parametrize(
    ("row", "reason", "words"),
    [
        (["别处", "表三D9", 4, 5, "王", TOLD], "organ", "名单里没有“别处”这个单位"),
        ([None, "表三D9", 4, 5, "王", TOLD], "no organ", "没有写单位"),
        (["甲局", None, 4, 5, "王", TOLD], "no cell", "没有写是哪一格"),
        (["甲局", "表三Z99", 4, 5, "王", TOLD], "cell", "认不出“表三Z99”是哪一格"),
        (["甲局", "D7", 0, 5, "王", TOLD], "cells", "“D7”可以是表二D7、表三D7、表四D7"),
        (["甲局", "D9", 3, 5, "王", TOLD], "old", "原值写3，报来的表是4"),
        (["甲局", "D9", True, 5, "王", TOLD], "old", "原值写TRUE，报来的表是4"),
        (["甲局", True, 4, 5, "王", TOLD], "cell", "认不出“TRUE”是哪一格"),
        (["甲局", "D9", None, 5, "王", TOLD], "old", "原值写空白，报来的表是4"),
        (["甲局", "D9", 4, "五件", "王", TOLD], "new", "更正值“五件”不是这一格可以填的数"),
        (["甲局", "D9", 4, -1, "王", TOLD], "new", "更正值“-1”不是这一格可以填的数"),
        (["甲局", "D9", 4, None, "王", TOLD], "no new", "没有写更正值"),
        (["甲局", "D9", 4, 5, None, TOLD], "who", "没有写来电人"),
        (["甲局", "D9", 4, 5, "王", None], "when", "没有写时间"),
        (["甲局", "D9", 4, 5, "王", "昨天"], "time", "时间“昨天”看不懂"),
        (["乙局", "D9", 4, 5, "王", TOLD], "no return", "还没有收到该单位能读的年报"),
    ],
)
def test_a_line_that_is_not_clear_is_not_used(row: list[Any], reason: str, words: str, tmp_path: Path) -> None:
    """R-12 says which line, why, and what to do; no number changes."""
    done = _collection(tmp_path / "报送", {**_reports("某县甲局"), "某县乙局": None}, [row])

    assert _outcomes(done) == [("REFUSED", reason)]
    (finding,) = (finding for _, finding in done.findings if finding.rule.code == "R-12")
    assert words in finding.problem
    assert finding.problem.startswith("更正登记第3行（")
    assert finding.is_open
    assert roll_up(done).report[FORM.cells[0].ref] == roll_up(done._replace(register=())).report[FORM.cells[0].ref]
    assert done.as_reported == {}


def test_of_two_corrections_of_a_cell_the_later_counts(tmp_path: Path) -> None:
    """By the time they were told, whatever the order of lines; 原值 may be what the return says or was corrected to."""
    rows = [
        ["甲局", "D9", 5, 3, "李科长", "1月19日上午9时"],
        ["甲局", "表三D9", 4, 5, "王主任", TOLD],
        ["甲局", "D9", 9, 8, "赵", "2024-1-20"],
    ]
    done = _collection(tmp_path / "报送", _reports("某县甲局"), rows)

    assert [outcome for outcome, _ in _outcomes(done)] == ["APPLIED", "SUPERSEDED", "REFUSED"]
    assert roll_up(done).report[cells_named(FORM, "表三D9")[0]].counts == 3


def test_a_new_return_takes_the_correction_in(tmp_path: Path) -> None:
    """已并入: the organ's own number is the corrected one; nothing is added, nothing is open."""
    reported = changed(report_of(ONE, organ="某县甲局"), dict.fromkeys(
        [f"requests.{row}.{column}" for row in ("granted", "handled") for column in ("natural_person", "total")], 5
    ))  # fmt: skip
    rows = [["甲局", "D9", 4, 5, "王主任", TOLD], ["甲局", "D9", 2, 4, "王主任", "2024-01-17"]]
    done = _collection(tmp_path / "报送", {"某县甲局": reported}, rows)

    assert [one.outcome for one in done.register] == [Outcome.MERGED, Outcome.SUPERSEDED]
    assert [(finding.problem, finding.is_open) for _, finding in done.findings if finding.rule.code == "R-11"] == [
        ("某县甲局表三“（一）予以公开·自然人”报来的表已是更正值5，更正已并入。", False)
    ]
    assert (done.as_reported, done.members[0].state) == ({}, State.GOOD)


def test_blank_text_and_money_can_be_corrected(tmp_path: Path) -> None:
    """A cell left blank has no 原值; one with 件 behind its number has its text, one with TRUE that; money is exact."""
    report = report_of({"disclosure.licences.decisions": "", "disclosure.penalties.decisions": "7件",
                        "disclosure.coercive_measures.decisions": True, "disclosure.fees.amount": "985.7325"},
                       organ="某县甲局")  # fmt: skip
    rows: list[list[Any]] = [
        ["甲局", "表二 行政许可", None, 12, "王", TOLD],
        ["甲局", "行政处罚", "7件", 7, "王", TOLD],
        ["甲局", "行政强制", True, 8, "王", TOLD],
        ["甲局", "行政事业性收费", 985.7325, "0.0985", "王", TOLD],
    ]
    done = _collection(tmp_path / "报送", {"某县甲局": report}, rows)

    assert [outcome for outcome, _ in _outcomes(done)] == ["APPLIED"] * 4
    rolled = roll_up(done)
    assert [rolled.report[cells_named(FORM, row[1])[0]].counts for row in rows] == [12, 7, 8, Decimal("0.0985")]
    assert rolled.gaps == ()


@settings(
    max_examples=15,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
@given(one=valid_reports(FORMS), other=valid_reports(FORMS), lines=LINES)
def test_the_lines_of_sources_add_up_with_any_corrections(
    tmp_path_factory: pytest.TempPathFactory, one: Report, other: Report, lines: list[tuple[int, str, int]]
) -> None:
    """Σ over 来源 = every cell of the roll-up, corrections and the totals that follow them included (R-03, R-11)."""
    reports = [replace(report, organ=f"某县{number}局", year=2023) for number, report in enumerate((one, other))]
    rows = [
        [f"某县{number}局", ref, str(reports[number][Ref.parse(ref)].counts), new, "王", TOLD]
        for number, ref, new in lines
        if Ref.parse(ref) in reports[number].form.index
    ]
    folder = tmp_path_factory.mktemp("更正")
    arrivals = [Arrival(received_of(report, folder / f"{report.organ}.xlsx")) for report in reports]
    registers = registers_in([_register(folder / "更正登记.xlsx", rows)])
    roster = Roster(tuple(Organ(str(report.organ)) for report in reports), "块")

    done = assemble(roster, arrivals, folder, 2023, Choices(registers=registers))
    rolled = roll_up(done)
    sums: dict[str, Decimal] = {}
    for row in Sources(rolled, changes_of(done, rolled)).rows():
        sums[row.key] = sums.get(row.key, Decimal(0)) + row.part.number

    assert {one.outcome for one in done.register} <= {Outcome.APPLIED, Outcome.MERGED}
    for ref in FORM.index:
        assert sums.get(key_of(rolled, ref), 0) == (rolled.report[ref].counts or 0)


def test_the_books_and_the_slip_show_what_was_corrected(tmp_path: Path) -> None:
    """来源 lists reported number and correction apart, 进度 how many, 更正 each line; the slip asks for it in writing."""
    folder, out = tmp_path / "报送", tmp_path / "结果"
    rows = [["甲局", "表三D9", 4, 5, "@王主任", TOLD], ["乙局", "D9", 9, 5, "李", TOLD]]
    done = _collection(folder, _reports("某县甲局", "某县乙局"), rows)
    write_all(done, roll_up(done), out, NOW)

    book = load_workbook(out / "汇总.xlsx")
    seen = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    mine = [row[3:6:2] for row in seen["来源"] if row[0] == "表三D9" and row[2] == "某县甲局"]
    assert mine == [[4, None], [1, "更正登记第3行：@王主任2024-01-18 17:00来电，由4改为5"]]
    assert [row[3] for row in seen["来源"] if row[0] == "表三J9" and row[2] == "某县甲局"] == [4, 1]
    head = next(row for row in seen["进度"] if "来电更正" in row)
    assert [row[head.index("来电更正")] for row in seen["进度"] if row[1] in ("某县甲局", "某县乙局")] == ["1格", None]
    assert [row[7] for row in seen["更正"][3:]] == ["已更正", "没有用上"]
    word = docx.Document(str(out / "退回单" / "某县甲局_退回单.docx"))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "1. 表三“（一）予以公开·自然人”，由4改为5（@王主任，2024-01-18 17:00来电）。" in text
    assert not word.tables
    assert "来电更正1格已登记" in (out / "催报.txt").read_text(encoding="utf-8")


def test_the_slip_says_first_that_numbers_were_corrected(tmp_path: Path) -> None:
    """T3-01 of corrected numbers stands below the corrections, and 原填 says where the file has another number."""
    rows = [["甲局", "表三D9", 4, 7, "王主任", TOLD], ["甲局", "表三D30", 4, 6, "王主任", TOLD]]
    done = _collection(tmp_path / "报送", _reports("某县甲局"), rows)
    ((member, problems),) = slips.with_slip(done)

    letter = slips.slip(done, member, problems, date(2024, 1, 19), slips.Copy("某县甲局_退改1.xlsx"))
    order = [type(part) for part in letter.body]
    assert order == [Lines, Lines, Lines, Table, Lines]
    said = ["".join(words.text for words in words) for words in letter.body[2].paragraphs]  # type: ignore[union-attr]
    assert said[0].startswith("下列来电更正已登记")
    assert said[-1] == "下表按更正后的数核对，与贵单位文件里的数不同的，标有“更正后”。"
    (table,) = (part for part in letter.body if isinstance(part, Table))
    assert [(row[1][8:11], *row[3:5]) for row in table.rows] == [
        ("D30", "6（更正后）", "5"), ("D30", "6（更正后）", "7"), ("J30", "6（更正后）", "7"),
    ]  # fmt: skip


def test_the_empty_form_reads_as_nothing_and_is_never_written_over(tmp_path: Path) -> None:
    """更正登记.xlsx lies ready among the results; filled in there or in the folder it is read; twice alike is once."""
    folder, out = tmp_path / "报送", tmp_path / "结果"
    out.mkdir()
    (out / "更正登记.xlsx").write_bytes(register_book(["某县甲局"]))
    assert read_register(out / "更正登记.xlsx") == ()
    book = load_workbook(out / "更正登记.xlsx")
    for column, entry in enumerate(("某县甲局", "表三D9", 4, 5, "王主任", TOLD), 1):
        book["更正登记"].cell(4, column).value = entry
    book.save(out / "更正登记.xlsx")
    kept = (out / "更正登记.xlsx").read_bytes()
    (folder / "补").mkdir(parents=True)
    _register(folder / "补" / "更正登记(1).xlsx", [["某县甲局", "表三D9", 4, 5, "王主任", TOLD]])

    registers = registers_in(registers_for(folder, out, None))
    assert [(entry.organ, entry.cell, entry.old, entry.new, entry.who, entry.when) for entry in registers.entries] == [
        ("某县甲局", "表三D9", 4, 5, "王主任", "2024-01-18 17:00")
    ]
    assert listed(folder) == ()
    done = _collection(tmp_path / "空", _reports("某县甲局"), [])
    write_all(done, roll_up(done), out, NOW)
    assert (out / "更正登记.xlsx").read_bytes() == kept


def test_a_file_that_is_no_register_is_said(tmp_path: Path) -> None:
    """R-12 without headings or without a workbook: nothing stops, one sentence says so."""
    bad = tmp_path / "更正登记.xlsx"
    bad.write_bytes(b"PK not a workbook")
    other = _register(tmp_path / "更正登记2.xlsx", [["a"]], heads=("甲", "乙"))
    roster = Roster((Organ("某县甲局"),), "块")

    done = assemble(roster, [], tmp_path, 2023, Choices(registers=registers_in([bad, other])))

    assert [finding.problem for organ, finding in done.findings if not organ] == [
        "更正登记“更正登记.xlsx”没有用上：读不了。",
        "更正登记“更正登记2.xlsx”没有用上：没有“单位、格、更正值”几栏。",
    ]


@pytest.mark.parametrize(
    ("when", "read"),
    [
        ("2027-01-18 17:00", "2027-01-18 17:00:00"),
        ("2027/1/18", "2027-01-18 00:00:00"),
        ("1月18日17时", "2024-01-18 17:00:00"),
        ("1月18日下午5点30分", "2024-01-18 17:30:00"),
        ("2月30日", "None"),
        ("刚才", "None"),
    ],
)
def test_times_as_people_write_them(when: str, read: str) -> None:
    """With or without a year, hour, 下午; what is no time is none."""
    assert str(time_of(when, 2023)) == read


def test_collect_reads_a_register_in_the_folder_or_a_named_one(tmp_path: Path) -> None:
    """`collect`: the register in the folder is used, one named with --corrections in its place; no file changes."""
    folder, out = tmp_path / "报送", tmp_path / "汇总"
    folder.mkdir()
    book_of(worded(report_of(ONE, organ="某县甲局")), folder / "甲.xlsx")
    _register(folder / "更正登记.xlsx", [["甲局", "表三D9", 4, 5, "王主任", TOLD]])
    other = _register(tmp_path / "另一份.xlsx", [["甲局", "表三D9", 4, 6, "李", TOLD]])
    (tmp_path / "名单.csv").write_text("单位名称,别名\n某县甲局,甲局\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    command = ["collect", str(folder), "--roster", str(tmp_path / "名单.csv"), "--year", "2023", "-o", str(out)]

    run = CliRunner().invoke(gxxl, command)
    assert "按王主任2024-01-18 17:00来电由4更正为5，已按更正后的数计入。（R-11）" in run.stdout
    assert run.exit_code == 0
    assert (out / "更正登记.xlsx").is_file()
    named = CliRunner().invoke(gxxl, [*command, "--corrections", str(other)])
    assert "按李2024-01-18 17:00来电由4更正为6" in named.stdout
    assert named.exit_code == 1
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
