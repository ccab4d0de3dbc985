"""催报.txt: who is late when, and what is asked of whom (season §6.20)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gxxl.collecting.collection import Collection
from gxxl.collecting.reminders import reminder_texts
from tests.collecting.collections import NOW, collection_of, member_of
from tests.tables import report_of


@pytest.fixture(scope="module")
def some() -> Collection:
    """Three bureaus that have reported and one that has not, all due on the 15th of January."""
    members = [member_of(f"{place}县民政局", report_of({})) for place in "甲乙丁"]
    return collection_of([*members, member_of("丙县民政局", None)], line="条", organ="某地区民政局")


@pytest.mark.parametrize(
    ("now", "title", "said"),
    [
        ("2024-01-12 09:41", "截止前（群发）", "报送截止时间为1月15日（星期一）18时。截至1月12日9时已报3家，还有丙县民政局1家未报。"),
        ("2024-01-14 23:59", "截止前（群发）", "截至1月14日23时已报3家"),
        ("2024-01-15 00:00", "截止当天（群发）", "今天18时截止，还差丙县民政局1家。"),
        ("2024-01-15 17:59", "截止当天（群发）", "今天18时截止，还差丙县民政局1家。"),
        ("2024-01-15 18:01", "逾期（单发）", "丙县民政局：截至1月15日18时尚未收到你局年报。"),
        ("2024-01-15 18:01", "逾期（单发）", "应于1月31日前提交本级主管部门并向社会公布。请1月16日（星期二）12时前报来"),
        ("2024-01-18 09:00", "逾期（单发）", "请今天12时前报来，有特殊情况请打王某 0903-0000000。"),
        ("2024-01-18 13:00", "逾期（单发）", "请今天18时前报来"),
        ("2024-01-20 09:00", "逾期（单发）", "请1月22日（星期一）12时前报来"),
        ("2024-02-01 09:00", "逾期（单发）", "应于1月31日前提交本级主管部门并向社会公布，现已过期。"),
    ],
)  # fmt: skip
def test_a_reminder_says_what_is_so_when_it_is_written(some: Collection, now: str, title: str, said: str) -> None:
    """Season §6.20: nobody is late before 18时 of the deadline; times are those of the run, an answer is due in office hours."""
    text = reminder_texts(some, datetime.fromisoformat(f"{now}+08:00"), [])

    assert text.startswith(f"\ufeff【{title}】\r\n")
    assert said in text
    assert text.count("【") == 1


def test_the_last_day_is_that_of_those_due_today(some: Collection) -> None:
    """Three deadlines in one roster: who is late gets a letter of its own, who has days left is not told 今天18时截止."""
    due = {"乙局": date(2024, 1, 12), "丙局": date(2024, 1, 15), "丁局": date(2024, 1, 25)}
    organs = [member_of(name, None) for name in due]
    members = tuple(one._replace(organ=one.organ._replace(deadline=due[one.organ.name])) for one in organs)

    text = reminder_texts(some._replace(members=members), datetime.fromisoformat("2024-01-15T09:00+08:00"), [])

    assert "今天18时截止，还差丙局1家。" in text
    assert "乙局：截至1月15日9时尚未收到你局年报。" in text
    assert "丁局" not in text


def test_without_a_deadline_the_law_has_the_last_word(some: Collection) -> None:
    """No deadline in the roster: the text to all names none, and nobody is late before the 31st of January is over."""
    members = tuple(one._replace(organ=one.organ._replace(deadline=None)) for one in some.members)
    last = datetime.fromisoformat("2024-01-31T23:59+08:00")

    before = reminder_texts(some._replace(members=members), last, [])
    assert before.startswith(
        "\ufeff【截止前（群发）】\r\n各单位：2023年度政府信息公开年报正在收集。截至1月31日23时已报3家"
    )
    after = reminder_texts(some._replace(members=members), last + timedelta(minutes=1), [])
    assert after.startswith("\ufeff【逾期（单发）】\r\n丙县民政局：截至2月1日0时尚未收到你局年报。")
    done = some._replace(members=members[:3])
    assert reminder_texts(done, last, []) == "\ufeff【催报】\r\n各单位都已报送，没有需要催报的。\r\n"


def test_the_collecting_organ_is_not_asked_for_its_own(some: Collection) -> None:
    """Its own report alone is missing: there is nobody to write to, and the text does not say that all is there."""
    own = member_of(some.organ, None)
    text = reminder_texts(some._replace(members=(own, *some.members[:3])), NOW, [])

    assert text == "\ufeff【催报】\r\n其他单位都已报送，没有需要催报的；本单位自己的一份还没有收到。\r\n"
