"""加报项目: what a sender asks for beyond the form goes out in its workbooks, comes back, and is added up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from gxxl.collecting.asked import items_of
from gxxl.collecting.assembling import Arrival, assemble
from gxxl.collecting.collection import Collection
from gxxl.collecting.deadlines import deadlines_in
from gxxl.collecting.distributing import covering_note
from gxxl.collecting.notice import TooMuchAsked, issue_of, wrapped
from gxxl.collecting.outputs import write_all
from gxxl.collecting.roll_up import roll_up, total
from gxxl.collecting.roster import Organ, Roster, roster_of
from gxxl.collecting.slips import with_slip
from gxxl.edit import Content, Number, Text, Write
from gxxl.entry.cli import gxxl
from gxxl.form.editions import compose
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.intake.files import open_report
from gxxl.intake.moving.move import move
from gxxl.template.build import build
from gxxl.template.issue import Asked, Issue, asked_area
from gxxl.template.placing import placed
from tests.books import worded
from tests.collecting.collections import NOW, received_of
from tests.tables import report_of

FORM = compose(2021, 2021)
NOTICE = """一、请于1月15日18时前报送，联系人王某，电话0903-0000000。
二、加报：政策解读数（件）、政务公开专区数（个）。
三、加报项目：政务新媒体名称
"""
ASKED = (Asked("政策解读数", "件"), Asked("政务公开专区数", "个"), Asked("政务新媒体名称"))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (NOTICE, ASKED),
        ("加报:专区数(个)；公报期数（期）", (Asked("专区数", "个"), Asked("公报期数", "期"))),
        ("加报：政策解读数（含图解，件数）（件）", (Asked("政策解读数（含图解，件数）", "件"),)),
        ("加报：发布政策解读（件）", ()),
        ("报送时间另行通知。\n1. 加报：甲（件）\n加报：甲（件）", (Asked("甲", "件"),)),
        ("", ()),
    ],
)
def test_lines_of_a_notice_ask_for_more(text: str, asked: tuple[Asked, ...]) -> None:
    """加报： with one item or several, with a unit or in words; what 补充情况 has already, or twice, is no new row."""
    assert issue_of(text).asked == asked


def test_lines_on_the_cover_break_as_printers_do() -> None:
    """No line begins with a sign that closes or parts; a telephone number stays whole."""
    lines = list(wrapped("盖章件随后报送；联系人王某，电话0903-0000000。低保和特困认定、养老机构备案", 17))

    assert lines == ["盖章件随后报送；联系人王某，电话", "0903-0000000。低保和特困认定、养老", "机构备案"]
    assert "".join(lines) == "盖章件随后报送；联系人王某，电话0903-0000000。低保和特困认定、养老机构备案"


def test_too_much_is_refused() -> None:
    """More rows than find room are no notice."""
    with pytest.raises(TooMuchAsked):
        issue_of("加报：" + "、".join(f"项目{number}（件）" for number in range(31)))


@cache
def _issued() -> bytes:
    return build(FORM, issue=Issue(asked=ASKED))


def _answered(path: Path, organ: str, answers: tuple[Content | None, ...], *, finished: bool = True) -> Path:
    """A workbook issued with the notice, filled in."""
    book = _issued()
    given = [
        Write(asked_area(len(ASKED)).at(row, 1), ((answer,),))
        for row, answer in enumerate(answers)
        if answer is not None
    ]
    FileHost(path, path, data=book).apply([*placed(worded(report_of(organ=organ)), finished=finished), *given])
    return path


def _collected(folder: Path) -> Collection:
    folder.mkdir(exist_ok=True)
    paths = [
        _answered(folder / "甲.xlsx", "某县甲局", (Number(12), Number(0), Text("=某县发布"))),
        _answered(folder / "乙.xlsx", "某县乙局", (Number(30), Text("两个"), None)),
        _answered(folder / "丙.xlsx", "某县丙局", (Number(5), None, None), finished=False),
    ]
    arrivals = [Arrival(received_of(open_report(path).report, path)) for path in paths]
    unfinished = arrivals[2].received.verdict
    arrivals[2] = Arrival(arrivals[2].received._replace(verdict=replace(unfinished, finished=False)))
    roster = Roster(tuple(Organ(f"某县{name}局") for name in "甲乙丙丁"), "块")
    return assemble(roster, arrivals, folder, 2023)


def test_answers_come_back_and_are_added_up(tmp_path: Path) -> None:
    """R-13 names what a finished return left out or put in words; the sums lead to 来源; words stay words."""
    done, out = _collected(tmp_path / "报送"), tmp_path / "结果"
    write_all(done, roll_up(done), out, NOW)

    items = items_of(done.members)
    assert [(item.name, item.unit, total(item.parts)) for item in items] == [
        ("政策解读数（件）", "件", 47), ("政务公开专区数（个）", "个", 0), ("政务新媒体名称", "", 0),
    ]  # fmt: skip
    told = {organ: finding.problem for organ, finding in done.findings if finding.rule.code == "R-13"}
    assert told == {
        "某县乙局": "某县乙局的加报项目有2项没有填好：“政务公开专区数（个）”填的是“两个”，不是数字；“政务新媒体名称”没有填。"
    }
    assert {member.organ.name: [one.rule for one in problems] for member, problems in with_slip(done)}["某县乙局"] == [
        "R-13"
    ]
    book = load_workbook(out / "汇总.xlsx", data_only=True)
    rows = [[cell.value for cell in row] for row in book["加报项目"].iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "单位")
    assert rows[head + 1] == ["合计", 47, 0, None]
    assert rows[head + 2 :] == [
        ["某县甲局", 12, 0, "=某县发布"],
        ["某县乙局", 30, "两个", "未填"],
        ["某县丙局", 5, "未填", "未填"],
        ["某县丁局", None, None, None],
    ]
    lines = [[cell.value for cell in row] for row in book["来源"].iter_rows(min_row=4)]
    assert sorted(row[3] for row in lines if row[0] == "加1") == [5, 12, 30]


def test_the_workbook_is_known_again_and_keeps_its_rows(tmp_path: Path) -> None:
    """Checked, marked, filled, moved: further rows make it no stranger (no W finding), and their answers stay."""
    path = _answered(tmp_path / "甲.xlsx", "某县甲局", (Number(12), Number(0), Text("某县发布")))
    answers = {"政策解读数（件）": 12, "政务公开专区数（个）": 0, "政务新媒体名称": "某县发布"}

    opened = open_report(path)
    assert opened.findings == ()
    for button in ("check", "fill", "write", "check"):
        press(button, FileHost(path))
    again = open_report(path)
    assert (again.findings, again.report and again.report.particulars["asked"]) == ((), answers)

    moved = move(path.read_bytes())
    assert moved is not None
    assert (moved.lost, moved.healed) == ((), ())
    FileHost(tmp_path / "新.xlsx", tmp_path / "新.xlsx", data=moved.blank).apply(moved.writes)
    new = open_report(tmp_path / "新.xlsx").report
    assert new is not None
    assert new.particulars["asked"] == answers


def test_the_requirements_are_printed_where_people_look(tmp_path: Path) -> None:
    """What distribute --notice is given: 封面, 填报说明 and the note say it; further rows stand on 补充情况."""
    (tmp_path / "名单.csv").write_text("单位名称\n某县甲局\n", encoding="utf-8")
    (tmp_path / "要求.txt").write_text(NOTICE, encoding="utf-8")
    arguments = ["distribute", str(tmp_path / "名单.csv"), "--year", "2026", "--notice", str(tmp_path / "要求.txt")]
    run = CliRunner().invoke(gxxl, [*arguments, "-o", str(tmp_path / "下发")])

    assert run.exit_code == 0
    assert "加报项目3项（在“补充情况”末尾）：政策解读数（件）、政务公开专区数（个）、政务新媒体名称\n" in run.stdout
    (path,) = (tmp_path / "下发").glob("*.xlsx")
    book = load_workbook(path)
    seen = {sheet.title: [str(c.value) for row in sheet.iter_rows() for c in row if c.value] for sheet in book}
    assert "加报项目请填在“补充情况”末尾。" in seen["封面"]
    assert {line.strip() for line in NOTICE.splitlines()} <= set(seen["填报说明"])
    assert {"政策解读数", "政务新媒体名称"} <= set(seen["补充情况"])
    answer = book["补充情况"].cell(asked_area(1).top, 3)
    assert not answer.protection.locked
    assert not open_report(path).findings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1月15日前提供相关数据，1月16日前提供给我办。", ("1月15日前", "1月16日前")),
        ("1月15日前录入系统，1月16日前登录系统，1月17日前填写。", ("1月15日前", "1月16日前", "1月17日前")),
        ("时间：1月15日前", ("1月15日前",)),
        ("一、报送时间\n\n2024年1月15日前。\n二、录入时间：\n1月18日-20日", ("2024年1月15日前", "1月18日-20日")),
        ("请于1月15日中午12:00前报送，1月16日18时30分前补正后报送。", ("1月15日中午12:00前", "1月16日18时30分前")),
        ("请于 2024 年 1 月 15 日 （星期一） 18 : 30 前报送。", ("2024 年 1 月 15 日 （星期一） 18 : 30 前",)),
        ("截止时间： 1 月 15 日 联系人王某，请于 1 月 8 日前在群里接龙。", ("截止时间： 1 月 15 日", "1 月 8 日前")),
        ("报送不得晚于1月20日。", ("不得晚于1月20日",)),
        ("请各单位于1月15日-20日报送，纸质件1月20日至1月25日18时前报送。", ("1月15日-20日", "1月20日至1月25日18时前")),
        ("请于1月底前报送，2024.1.15前先发电子表。", ("1月底前", "2024.1.15前")),
        ("请于一月十五日前报送，二〇二四年一月三十一日前公开。", ("一月十五日前", "二〇二四年一月三十一日前")),
        ("请于1月15日前转发至各科室。", ("1月15日前",)),
        ("按照2023年12月5日前下发的通知、12月8日前转发的口径报送。", ()),
        ("统计时间：2026年1月1日-11月30日。填报时间范围：1月1日至12月31日。", ()),
        ("请将1月1日至11月30日数据报送（1月1日至6月30日）；1月1日至11月30日公开信息1204条，请核对后上报。", ()),
        (
            "截至 2026 年 12 月 31 日未报件、截至十二月三十一日未报件、截至12月底未报件、截至2026.12.31未报件填入结转。",
            (),
        ),
        ("12月31日前无法提供信息的、向申请人提供信息的、提供给申请人信息的，请按类填写。", ()),
        ("二、填报范围\n2026年12月31日前。\n填写口径：2026年12月31日前。\n报送时间另行通知。\n2026年12月30日前。", ()),
    ],
)
def test_days_are_read_as_notices_write_them(text: str, found: tuple[str, ...]) -> None:
    """Words of handing in, headings, hours, blanks, spans and other writings of a day; what was sent out is no deadline."""
    assert deadlines_in(text) == found


@pytest.mark.parametrize(("deadlines", "said"), [(("2027-01-15", ""), "有1家"), (("2027-01-15",) * 2, "")])
def test_a_deadline_the_list_does_not_have_is_told(deadlines: tuple[str, str], said: str, tmp_path: Path) -> None:
    """Nothing is guessed from the notice: `distribute` says that the list lacks a column; the sender needs none itself."""
    lines = [f"{place}县民政局,某地区民政局,{day}" for place, day in zip("甲乙", deadlines, strict=True)]
    names = [str(tmp_path / name) for name in ("名单.csv", "要求.txt", "下发")]
    Path(names[0]).write_text("\n".join(["单位名称,上级单位,截止日期", "某地区民政局,,", *lines]), encoding="utf-8")
    Path(names[1]).write_text("请于1月15日前报送。", encoding="utf-8")

    told = CliRunner().invoke(gxxl, ["distribute", names[0], "--year", "2026", "--notice", names[1], "-o", names[2]])
    assert told.exit_code == 0
    warned = f"注意：要求里写的是“1月15日前”，名单里{said}没有截止日期（共2家）：" in told.output
    assert warned == bool(said), told.output
    assert ("注意" in told.output) == bool(said)


@pytest.mark.parametrize(
    ("deadline", "filled", "said", "heads"),
    [
        ("", False, "年报表中的单位、年度已经预填", ["序号", "单位", "年报表"]),
        ("2027-01-15", True, "（找到上年年报的还有上年数据）已经预填", ["序号", "单位", "年报表", "报送截止"]),
    ],
)
def test_the_note_says_what_was_prefilled(
    deadline: str, filled: bool, said: str, heads: list[str], tmp_path: Path
) -> None:
    """Nothing of last year where nothing was found, no column of deadlines where there are none."""
    roster = roster_of([["单位", "截止日期"], ["甲局", deadline]], "名单.csv")
    (tmp_path / "通知.docx").write_bytes(covering_note(roster, "某县", 2026, ["甲.xlsx"], "", filled=filled))

    word = docx.Document(str(tmp_path / "通知.docx"))
    assert any(said in paragraph.text for paragraph in word.paragraphs)
    assert [cell.text for cell in word.tables[0].rows[0].cells] == heads
