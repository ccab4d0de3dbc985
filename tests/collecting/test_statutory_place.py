"""汇总年报 takes the place of an earlier one; of what the officer wrote into any of them nothing is lost."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gxxl.collecting import statutory_place
from gxxl.collecting.collection import Collection
from gxxl.collecting.roll_up import roll_up
from gxxl.collecting.statutory_book import write_statutory
from gxxl.collecting.statutory_place import put_statutory
from gxxl.form.editions import compose
from gxxl.form.model import Ref
from gxxl.hosts.workbook_parts import Parts
from gxxl.intake.files import open_report
from gxxl.template.fixed_rows import fixed_rows
from gxxl.template.places import cover, places_of
from tests.books import typed
from tests.collecting.collections import collection_of, member_of
from tests.collecting.returned import saved_at
from tests.tables import report_of

DRAFT, FINAL = "汇总年报（未定稿）.xlsm", "汇总年报.xlsm"
FORM = compose(2021, 2021)
PROBLEMS = places_of(FORM).names["problems"].at(0, 0)
DONE = collection_of([member_of("甲县民政局", report_of({}))], organ="某地区民政局")
OPEN = DONE._replace(members=(*DONE.members, member_of("丙县民政局", None)))


def run(out: Path, collection: Collection) -> list[str]:
    """What is told when 汇总年报 is written."""
    out.mkdir(exist_ok=True)
    told: list[str] = []
    put_statutory(collection, roll_up(collection), out, told)
    return told


def both(out: Path) -> None:
    """A final workbook and a draft side by side, as where neither could be deleted."""
    run(out, DONE)
    run(out.parent / "稿", OPEN)
    (out.parent / "稿" / DRAFT).rename(out / DRAFT)


def edited(path: Path, words: str, minutes: int) -> Path:
    """A workbook with words of the officer's, saved so many minutes after the others."""
    typed(path, {f"{PROBLEMS.sheet}!{PROBLEMS.a1}": words})
    path.write_bytes(saved_at(path.read_bytes(), datetime(2024, 1, 19, 2, minutes, tzinfo=UTC)))
    later = path.stat().st_mtime + 60 * minutes
    os.utime(path, (later, later))
    return path


def words_in(path: Path) -> str:
    """Section five."""
    report = open_report(path).report
    assert report
    return report.prose["problems"] or ""


def names(out: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.name for path in out.iterdir())


def test_a_draft_becomes_final_with_its_words(tmp_path: Path) -> None:
    """Written under the other name the workbook keeps the words, and one is left."""
    assert run(tmp_path, OPEN) == []
    edited(tmp_path / DRAFT, "一是报送不及时。", 1)

    assert run(tmp_path, DONE) == []
    assert names(tmp_path) == [FINAL]
    assert words_in(tmp_path / FINAL).startswith("一是报送不及时。")


def test_what_is_entered_beside_the_words_stays_too(tmp_path: Path) -> None:
    """封面, 上年数据 and 核实说明 are the officer's: the next run, under the other name, changes none of them."""
    run(tmp_path, OPEN)
    answerable = next(at for at, row in enumerate(fixed_rows(FORM)) if row.answerable)
    reason = places_of(FORM).names["fixed_reasons"].at(answerable, 0)
    carried_out = places_of(FORM).last(Ref("requests", "carried_out", "natural_person"))
    entered = {cover("contact"): "王某", cover("approved_by"): "李某", cover("level"): "地市级", carried_out: 7,
               reason: "上年误将1件计入结转，已更正公布。"}  # fmt: skip
    typed(tmp_path / DRAFT, {f"{at.sheet}!{at.a1}": said for at, said in entered.items()})

    assert run(tmp_path, DONE) == []
    grids = Parts.open(tmp_path / FINAL)
    assert {at: grids.grid(at.sheet)[at.row, at.column].raw for at in entered} == entered
    last = open_report(tmp_path / FINAL).workbook
    assert last is not None
    assert last.last is not None


def test_a_roll_up_of_nobody_takes_the_name_the_officer_gave_it(tmp_path: Path) -> None:
    """A roster without the organ at the top: who rolls up is typed on 封面, and stands there after the next run."""
    nobody = DONE._replace(organ="")
    run(tmp_path, nobody)
    at = cover("organ")
    edited(typed(tmp_path / FINAL, {f"{at.sheet}!{at.a1}": "某地区民政局"}), "一是报送不及时。", 1)

    assert run(tmp_path, nobody) == []
    assert words_in(tmp_path / FINAL).startswith("一是报送不及时。")
    again = open_report(tmp_path / FINAL).report
    assert again is not None
    assert again.organ == "某地区民政局"


def test_while_the_place_is_held_open_the_other_name_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The final one is open in Excel: the new one lies beside it, nothing is deleted, and the next run takes its words."""
    both(tmp_path)
    edited(tmp_path / DRAFT, "一是报送不及时。", 1)
    real = write_statutory

    def held(*arguments: object, **keys: object) -> None:
        if arguments[1] == tmp_path / FINAL:
            raise PermissionError
        real(*arguments, **keys)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(statutory_place, "write_statutory", held)
        (told,) = run(tmp_path, DONE)
    (beside,) = tmp_path.glob("汇总年报_????.xlsm")
    assert beside.name in told
    assert (tmp_path / DRAFT).exists()
    edited(beside, "二是经办人员更换。", 2)

    run(tmp_path, DONE)
    assert words_in(tmp_path / FINAL).startswith("二是经办人员更换。")
    assert beside.exists()


def test_what_the_officer_saved_under_both_names_is_kept(tmp_path: Path) -> None:
    """Of two workbooks that were both saved the later is taken over, the other set aside and told."""
    both(tmp_path)
    edited(tmp_path / FINAL, "一是报送不及时。", 1)
    edited(tmp_path / DRAFT, "二是经办人员更换。", 2)

    told = run(tmp_path, DONE)
    assert words_in(tmp_path / FINAL).startswith("二是经办人员更换。")
    assert words_in(tmp_path / "汇总年报_另存1.xlsm").startswith("一是报送不及时。")
    assert told == ["“汇总年报.xlsm”不是这次汇总的，或者另外改动过，没有覆盖，已改名为“汇总年报_另存1.xlsm”。"]
    assert not (tmp_path / DRAFT).exists()


@pytest.mark.parametrize("name", [DRAFT, FINAL])
def test_a_roll_up_of_another_year_is_set_aside(name: str, tmp_path: Path) -> None:
    """Last year's 汇总年报, and a file that is none, are neither written over nor deleted."""
    last = DONE._replace(year=2022)
    run(tmp_path, last if name == FINAL else last._replace(members=(*last.members, OPEN.members[1])))
    edited(tmp_path / name, "一是报送不及时。", 1)

    assert len(run(tmp_path, DONE)) == 1
    (aside,) = tmp_path.glob("*_另存1.xlsm")
    assert words_in(aside).startswith("一是报送不及时。")
    aside.write_bytes(b"torn")
    aside.rename(tmp_path / DRAFT)
    run(tmp_path, DONE)
    assert (tmp_path / "汇总年报（未定稿）_另存1.xlsm").read_bytes() == b"torn"
