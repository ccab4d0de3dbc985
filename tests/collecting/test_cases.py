"""One disorder at a time: whose form it is, what a typed roll-up is held against, listed twice, archives, the outbox."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from gxxl.collecting.assembling import NO_CHOICES, Arrival, Choices, assemble
from gxxl.collecting.codes import code_of
from gxxl.collecting.collection import Collection, Received, State
from gxxl.collecting.gathering import listed, pieces_of
from gxxl.collecting.manifest import year_issued
from gxxl.collecting.recognising import Names
from gxxl.collecting.roster import Roster, roster_of
from gxxl.entry.batch import check_all
from gxxl.entry.cli import gxxl
from gxxl.intake.files import Opened, open_report
from gxxl.report import Report, dumps
from tests.collecting.returned import ROSTER, YEAR, chinese_zip, report_for
from tests.tables import changed

FOLDER = Path("报送")
BUREAUS = [["单位", "别名", "上级"], ["甲市教育局", "市教育局", ""], ["乙县教育局", "乙县", "甲市教育局"],
           ["丙县教育局", "丙县", "甲市教育局"]]  # fmt: skip


def _roster(rows: list[list[str]] | None = None) -> Roster:
    return roster_of(rows or BUREAUS, "名单.csv")


def _collection(
    files: dict[str, tuple[Report, str]], roster: Roster | None = None, choices: Choices = NO_CHOICES
) -> Collection:
    opened = [Opened(FOLDER / name, report) for name, (report, _) in files.items()]
    arrivals = [
        Arrival(Received(file.path, None, file.path.name, None, verdict), code)
        for file, verdict, (_, code) in zip(opened, check_all(opened), files.values(), strict=True)
    ]
    return assemble(roster or _roster(), arrivals, FOLDER, YEAR, choices)


def _told(collection: Collection, code: str) -> list[tuple[str, str]]:
    return [(organ, finding.problem) for organ, finding in collection.findings if finding.rule.code == code]


@pytest.mark.parametrize(
    ("cover", "code", "file", "organ", "words"),
    [
        (
            "乙县教育局",
            "",
            "丙县教育局",
            "乙县教育局",
            "“丙县教育局.json”按封面的单位名称认作乙县教育局，但文件名是丙县教育局。",
        ),
        (
            "乙县教育局",
            "丙县教育局",
            "年报",
            "丙县教育局",
            "“年报.json”按下发编号认作丙县教育局，但封面的单位名称是乙县教育局。",
        ),
        ("", "", "丙县教育局（改）", "丙县教育局", ""),
        ("甲市乙县教育局", "", "年报", "乙县教育局", ""),
        ("", "", "发给乙县", "乙县教育局", ""),
    ],
)
def test_whose_form_it_is(cover: str, code: str, file: str, organ: str, words: str) -> None:
    """R-09: code before cover before title before file name; a contradiction is told."""
    report = replace(report_for(cover), organ=cover or None, particulars={})
    found = _collection({f"{file}.json": (report, code_of(code) if code else "")})

    assert [member.organ.name for member in found.members if member.counted] == [organ]
    assert _told(found, "R-09") == ([(organ, words)] if words else [])


def test_a_stranger_is_nobodys_by_its_file_name() -> None:
    """R-09 or 未计入: an alias after another area's name, or in the name of a stranger's file, means nobody."""
    names = Names(_roster([["单位", "别名"], ["乙县教育局", "教育局"]]))

    assert (names.within("丁县教育局"), names.within("教育局年报"), names.within("2023 乙县 教育局")) == (
        "", "乙县教育局", "乙县教育局")  # fmt: skip
    assert (names.of("丁县教育局"), names.of("教育局")) == ("", "乙县教育局")


def test_a_typed_roll_up_is_held_against_the_sum_and_never_added() -> None:
    """R-03: every cell that differs with both numbers; the roll-up itself counts nowhere."""
    own = {f"{name}.json": (report_for(name, 1), "") for name in ("甲市教育局", "乙县教育局", "丙县教育局")}
    one = report_for("甲市教育局", 1)
    licences = one[next(ref for ref in one.form.index if str(ref) == "disclosure.licences.decisions")].number
    assert isinstance(licences, int)
    cells = {
        str(ref): str(3 * value.number) if cell.column.quantity.decimal else 3 * value.number
        for ref, value, cell in zip(one.form.index, one.values, one.form.cells, strict=True)
        if value.number is not None
    }
    right = replace(changed(one, cells), particulars={"scope": "rolled_up"})
    wrong = replace(changed(right, {"disclosure.licences.decisions": 3 * licences + 5}), particulars=right.particulars)

    assert _told(_collection({**own, "汇总.json": (right, "")}), "R-03") == []
    found = _collection({**own, "汇总.json": (wrong, "")})
    ((organ, problem),) = _told(found, "R-03")
    assert organ == "甲市教育局"
    assert f"填{3 * licences + 5}件，下级各单位之和为{3 * licences}件，相差5件。" in problem
    assert [one.why_not for one in found.others] == ["是汇总年报，只用于核对，不相加"]
    assert all(member.state is State.GOOD for member in found.members)


def test_an_organ_listed_twice_is_named() -> None:
    """R-07: counted once, and the list is to be mended."""
    roster = _roster([*BUREAUS, ["乙县教育局", "", "丙县教育局"]])

    assert _told(_collection({}, roster), "R-07") == [
        ("乙县教育局", "乙县教育局在名单中出现2次，会重复计算，只计入一次。")
    ]


def test_only_the_branch_that_is_asked_for() -> None:
    """--organ: the others' files are 未计入, with the reason."""
    files = {f"{name}.json": (report_for(name), "") for name in ("乙县教育局", "丙县教育局")}
    found = _collection(files, choices=Choices("乙县教育局"))

    assert [member.organ.name for member in found.members] == ["乙县教育局"]
    assert [(one.name, one.why_not) for one in found.others] == [("丙县教育局.json", "是丙县教育局的，不在汇总范围")]


def test_archives_are_read_in_memory(tmp_path: Path) -> None:
    """Names in GBK, archives within archives; one that is torn is one file that cannot be read (R-08, W-06)."""
    data = dumps(report_for("乙县教育局")).encode()
    path = tmp_path / "附件.zip"
    path.write_bytes(
        chinese_zip({"县/乙县.json": data, "内.zip": chinese_zip({"丙县.json": data, "~$丙县.json": b"x"})})
    )
    before = sorted(tmp_path.rglob("*"))

    pieces = list(pieces_of(path))
    assert [piece.inner for piece in pieces] == ["内.zip/丙县.json", "县/乙县.json"]
    assert {piece.sha256 for piece in pieces} == {hashlib.sha256(data).hexdigest()}
    assert open_report(pieces[0].shown, pieces[0].data, kept=True).report
    assert sorted(tmp_path.rglob("*")) == before
    path.write_bytes(path.read_bytes()[:-30])
    (torn,) = pieces_of(path)
    assert open_report(torn.shown, torn.data).report is None


def test_what_is_sent_out_comes_back_known(tmp_path: Path) -> None:
    """Distribute → renamed and sent back → collect: the code in the file tells whose it is, the record which year."""
    (tmp_path / "名单.csv").write_text(
        "单位名称,级别,类型\n甲县教育局,县级,部门\n乙县水利局,县级,部门\n", encoding="gb18030"
    )
    (tmp_path / "上年").mkdir()
    (tmp_path / "上年" / "旧.json").write_text(dumps(report_for("甲县教育局", year=2022)), encoding="utf-8")
    (tmp_path / "要求.txt").write_text("1月15日18时前报送。", encoding="gb18030")
    arguments = ["--year", "2023", "--last", str(tmp_path / "上年"), "--notice", str(tmp_path / "要求.txt"), "-o"]
    run = CliRunner().invoke(gxxl, ["distribute", str(tmp_path / "名单.csv"), *arguments, str(tmp_path / "下发")])
    assert (run.exit_code, run.stdout.splitlines()[1]) == (0, "没有找到2022年度年报、没有预填上年数据的1家：乙县水利局")
    sent_out = sorted(path.name for path in (tmp_path / "下发").iterdir())
    assert sent_out == ["乙县水利局2023年年报.xlsx", "甲县教育局2023年年报.xlsx", "留存（不要发送）", "通知.docx"]
    record = tmp_path / "下发" / "留存（不要发送）" / "下发记录.json"
    manifest = json.loads(record.read_text(encoding="utf-8"))
    assert (manifest["year"], len(manifest["files"])) == (2023, 2)
    for file in manifest["files"]:
        assert hashlib.sha256((tmp_path / "下发" / file["file"]).read_bytes()).hexdigest() == file["sha256"]

    sent = open_report(tmp_path / "下发" / "甲县教育局2023年年报.xlsx")
    assert sent.workbook
    assert sent.workbook.last
    assert sent.workbook.last.organ == "甲县教育局"
    (tmp_path / "报送").mkdir()
    (tmp_path / "下发" / "甲县教育局2023年年报.xlsx").rename(tmp_path / "报送" / "乙县水利局.xlsx")
    (pieces,) = pieces_of(tmp_path / "报送" / "乙县水利局.xlsx")
    assert pieces.code == code_of("甲县教育局")


def test_the_record_tells_the_year_and_is_no_report(tmp_path: Path) -> None:
    """Kept back in a folder of its own, or beside the files as once: found in the outbox, never read as a return."""
    put = {place: tmp_path / place / "manifest.json" for place in ("旧", "都有", "没有")}
    put["新"] = tmp_path / "新" / "留存（不要发送）" / "下发记录.json"
    put["也有"] = tmp_path / "都有" / "留存（不要发送）" / "下发记录.json"
    for place, path in put.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        years = {"旧": 2021, "都有": 2021, "没有": "2021"}
        path.write_text(json.dumps({"year": years.get(place, 2022)}), encoding="utf-8")

    places = [tmp_path / place for place in ("没有", "旧", "新", "都有")]
    assert [year_issued(place) for place in places] == [None, 2021, 2022, 2022]
    assert year_issued(*places) == 2021
    assert listed(tmp_path) == ()
    archive = tmp_path / "下发.zip"
    archive.write_bytes(chinese_zip({"下发/留存（不要发送）/下发记录.json": b'{"year":2022}', "下发/甲.json": b"{}"}))
    assert [piece.inner for piece in pieces_of(archive)] == ["下发/甲.json"]


def test_collect_ends_with_names_and_writes_beside_the_folder_only(tmp_path: Path) -> None:
    """Exit 1 with every organ named; an outbox inside the folder is refused; a second run writes the same bytes."""
    folder, out = tmp_path / "报送", tmp_path / "汇总"
    folder.mkdir()
    (folder / "教育局.json").write_text(dumps(report_for("示例县教育局")), encoding="utf-8")
    (folder / "司法局.jpg").write_bytes(b"\xff\xd8\xff" + bytes(99))
    arguments = ["collect", str(folder), "--roster", str(ROSTER), "-o"]

    refused = CliRunner().invoke(gxxl, [*arguments, str(folder / "汇总")])
    assert (refused.exit_code, sorted(path.name for path in folder.iterdir())) == (2, ["司法局.jpg", "教育局.json"])
    first = CliRunner().invoke(gxxl, [*arguments, str(out)])
    assert first.exit_code == 1
    assert first.stdout.startswith("示例县人民政府2023年度：应报43家，已计入1家。\n未报41家：示例县人民政府办公室、")
    assert "\n已交未读1家：示例县司法局\n" in first.stdout
    written = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert written
    assert CliRunner().invoke(gxxl, [*arguments, str(out)]).stdout == first.stdout
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == written


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--exclude", "示例县教育局"], "--exclude 后面要写“单位=理由”"),
        (["--include", "税务局=要求"], "名单里没有“税务局”。是不是 国家税务总局示例县税务局？"),
        (["--organ", "邻县"], "名单里没有“邻县”。"),
    ],
)
def test_choices_typed_wrong_are_told(more: list[str], words: str, tmp_path: Path) -> None:
    """Exit 2 and one sentence."""
    run = CliRunner().invoke(
        gxxl, ["collect", str(tmp_path), "--roster", str(ROSTER), "-o", str(tmp_path / "x"), *more]
    )

    assert run.exit_code == 2
    run = CliRunner().invoke(
        gxxl, ["collect", str(tmp_path), "--roster", str(ROSTER), "-o", str(tmp_path.parent / "x"), *more]
    )
    assert words in run.stderr
