"""A returned folder read against its roster: who stands how, what counts, what is said, whatever the order of files."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from pathlib import Path

import pytest

from gxxl.collecting.assembling import Choices, assemble
from gxxl.collecting.collection import Collection, State
from gxxl.collecting.gathering import listed
from gxxl.collecting.siblings import alike
from gxxl.collecting.summary import summary
from gxxl.entry.arriving import arrived
from tests.collecting import returned
from tests.collecting.collections import collection_of, member_of
from tests.collecting.returned import YEAR, roster
from tests.tables import report_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it came back."""
    path = tmp_path_factory.mktemp("returned") / "报送"
    returned.fill(path, path.parent / "made")
    return path


@pytest.fixture(scope="module")
def collection(folder: Path) -> Collection:
    """What it comes to."""
    return assemble(roster(), arrived(listed(folder)), folder, YEAR)


def _standing(collection: Collection) -> dict[str, State]:
    return {member.organ.name: member.state for member in collection.members}


def test_every_organ_stands_as_it_should(folder: Path, collection: Collection) -> None:
    """45 organs, more than 60 files: missing, unread, undecided, faulty, left out by name, all others in."""
    odd = {
        **dict.fromkeys(returned.MISSING, State.MISSING),
        **dict.fromkeys(returned.UNREAD, State.UNREAD),
        **dict.fromkeys(returned.UNDECIDED, State.UNDECIDED),
        **dict.fromkeys(returned.FAULTY, State.FAULTY),
        **dict.fromkeys(returned.LEFT_OUT, State.LEFT_OUT),
    }
    expected = {organ.name: odd.get(organ.name, State.GOOD) for organ in roster().organs}

    assert sum(path.is_file() for path in folder.rglob("*")) >= 60
    assert _standing(collection) == expected
    assert (len(expected), collection.organ, collection.line) == (45, returned.COUNTY, "块")


def test_what_is_said_of_the_folder(collection: Collection) -> None:
    """R-01 missing, R-02 doubled, R-03 not summed yet, R-04 vertical, R-05 faulty, R-06 alike, R-08 unread, R-09 whose."""
    said = {(organ, finding.rule.code, finding.severity.label) for organ, finding in collection.findings}

    assert said == {
        *((name, "R-01", "错误") for name in returned.MISSING),
        ("示例县教育局", "R-02", "疑点"),
        ("示例县公安局", "R-02", "提示"),
        ("示例县民政局", "R-02", "提示"),
        (returned.COUNTY, "R-03", "提示"),
        ("示例县气象局", "R-04", "提示"),
        ("国家税务总局示例县税务局", "R-04", "提示"),
        *((name, "R-05", "错误") for name in returned.FAULTY),
        ("示例县红旗乡人民政府", "R-06", "疑点"),
        *((name, "R-08", "错误") for name in returned.UNREAD),
        ("示例县公安局", "R-08", "提示"),
        (returned.MISTAKEN, "R-09", "疑点"),
    }
    told = {organ: finding.problem for organ, finding in collection.findings if finding.rule.code in ("R-02", "R-08")}
    assert told["示例县教育局"] == (
        "收到示例县教育局2份，内容有1格不同（B10），保存时间分别为1月12日16:03、1月14日9:41。"
    )
    assert told["示例县司法局"] == "已收到示例县司法局文件“示例县司法局盖章件.jpg”，但读不了（图片）。"


def test_how_alike_words_are_is_said_and_the_summary_names_the_first(collection: Collection) -> None:
    """R-06: 完全相同 where every word is, else in percent; of many the summary counts and names three organs."""
    assert [finding.found for _, finding in collection.findings if finding.rule.code == "R-06"] == ["完全相同"] * 2
    assert "“一、总体情况”的文字完全相同：" in next(f.problem for _, f in collection.findings if f.rule.code == "R-06")
    assert "文字雷同2处：示例县红旗乡人民政府，见“汇总.xlsx”的“问题”表。（R-06）\n" in summary(collection)

    words = [f"{one}村的公开栏由驻村干部每月更换一次，群众可以随时查看并提出意见。" for one in "东西南北中"]
    texts = ["".join((*words, f"{room}号会议室设有查阅点。")) for room in "甲乙丙丁戊己"]
    members = [member_of(f"{at}镇人民政府", report_of({}, prose={"overview": text})) for at, text in enumerate(texts)]
    found = alike(members)
    assert {finding.problem.split("的文字")[1].split("：")[0] for _, finding in found} == {"有99.4%相同"}
    told = summary(collection_of(members)._replace(findings=tuple(found)))
    assert "文字雷同5处：1镇人民政府、2镇人民政府、3镇人民政府等5家，见“汇总.xlsx”的“问题”表。（R-06）\n" in told


def test_the_last_saved_counts_and_equal_ones_once(collection: Collection) -> None:
    """The time inside the file decides, not its name; the workbook counts beside the signed Word file."""
    members = {member.organ.name: member for member in collection.members}
    counted = {name: members[name].counted for name in returned.DOUBLED}

    assert {name: one.name for name, one in counted.items() if one} == {
        "示例县教育局": "AA教育局（更正）.xlsx",
        "示例县公安局": counted["示例县公安局"].name if counted["示例县公安局"] else "",
        "示例县民政局": "民政局.xlsx",
    }
    assert len(members["示例县公安局"].received) == 3


def test_what_belongs_to_nobody_is_listed_with_its_reason(collection: Collection) -> None:
    """Last year's, another county's, papers: 未计入; junk is not even that."""
    assert {one.name: one.why_not for one in collection.others} == {
        **{
            f"{name}{y}.json": f"是{y}年度的，不是2023年度" + "，只供与上年对照" * (y == 2022)
            for name in returned.MISSING
            for y in (2021, 2022)
        },
        "邻县林业局.xlsx": "“邻县林业局”不在名单里",
        "邻县民政局.json": "“邻县民政局”不在名单里",
        "邻县水利局.json": "“邻县水利局”不在名单里",
        "洪泽区.pdf": next(one.why_not for one in collection.others if one.name == "洪泽区.pdf"),
        "示例县人民政府汇总.xlsx": "是汇总年报，只用于核对，不相加",
        "会议通知.docx": "不是年报：没有找到年报的三张表，也没有年报的六个部分",
        "数据.json": "不是年报：没有“tables”和“prose”两部分",
    }


def test_nothing_in_the_folder_changes_and_order_does_not_matter(folder: Path, collection: Collection) -> None:
    """Files keep their bytes; any order of arrivals gives the same collection."""
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    arrivals = arrived(listed(folder))
    for seed in range(5):
        shuffled = random.Random(seed).sample(arrivals, len(arrivals))
        again = assemble(roster(), shuffled, folder, YEAR)
        assert _comparable(again) == _comparable(collection)
    assert digests == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in digests}
    recorded = {one.path: one.sha256 for member in collection.members for one in member.received if not one.inner}
    assert all(digests[path] == digest for path, digest in recorded.items())


def _comparable(collection: Collection) -> object:
    members = [
        (member.organ, member.state, member.counted and member.counted.name, [one.name for one in member.received])
        for member in collection.members
    ]
    findings = [(organ, finding.rule.code, finding.problem) for organ, finding in collection.findings]
    return members, [(one.name, one.why_not) for one in collection.others], findings


def test_choices_of_the_officer(folder: Path) -> None:
    """--newest settles two returns, --exclude and --include take their reasons along."""
    excluded, included = {"示例县信访局": "机构撤并"}, {"国家税务总局示例县税务局": "当地要求"}
    chosen = assemble(roster(), arrived(listed(folder)), folder, YEAR, Choices("", excluded, included, newest=True))
    members = {member.organ.name: member for member in chosen.members}

    assert members["示例县教育局"].state is State.GOOD
    assert (members["示例县信访局"].state, members["示例县信访局"].why) == (State.LEFT_OUT, "不计入：机构撤并")
    assert members["国家税务总局示例县税务局"].state is State.GOOD
    assert Counter(member.state for member in chosen.members)[State.LEFT_OUT] == 2
