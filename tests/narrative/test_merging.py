"""Merging what was written, what the clerk made of it, and what would be written now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from gxxl.narrative.merging import Left, merge
from gxxl.narrative.writing import draft
from gxxl.report import Report
from tests.narrative.samples import COUNTY
from tests.tables import report_of

NUMBERS = {
    "disclosure.licences.decisions": 12, "requests.new.natural_person": 5, "requests.new.total": 5,
    "requests.carried_in.natural_person": 1, "requests.carried_in.total": 1, "requests.granted.natural_person": 4,
    "requests.granted.total": 4, "requests.unavailable.not_held.natural_person": 2,
    "requests.unavailable.not_held.total": 2, "requests.handled.natural_person": 6, "requests.handled.total": 6,
}  # fmt: skip
MORE = {"disclosure.licences.decisions": 15, "requests.new.natural_person": 8, "requests.new.total": 8,
        "requests.granted.natural_person": 7, "requests.granted.total": 7, "requests.handled.natural_person": 9,
        "requests.handled.total": 9}  # fmt: skip


def report(cells: Mapping[str, Any] | None = None, **extra: Any) -> Report:
    """A county bureau with five requests, changed."""
    return report_of({**NUMBERS, **(cells or {})}, organ="民丰县民政局", year=2026, extra={**COUNTY, **extra})


BEFORE = draft(report())
OLD = BEFORE.text("overview")


def merged(theirs: str, cells: Mapping[str, Any], **extra: Any) -> tuple[str, list[Left]]:
    """The clerk's text of section 一 after the cells changed."""
    found = merge(BEFORE.parts["overview"], theirs, draft(report(cells, **extra)).parts["overview"])
    return found.text, list(found.left)


def test_what_nobody_touched_is_written_anew() -> None:
    """Without an edit the new draft stands, whatever changed."""
    assert merged(OLD, MORE) == (draft(report(MORE)).text("overview"), [])
    assert merged("", MORE)[0] == draft(report(MORE)).text("overview")


def test_nothing_new_leaves_every_edit_alone() -> None:
    """Same numbers, same answers: the clerk's text is not touched, whatever it says."""
    theirs = OLD.replace("新收", "共收到").replace("12件", "13件")
    assert merged(theirs, {}) == (theirs, [])


def test_edited_sentences_keep_their_words_and_get_the_new_numbers() -> None:
    """Words the clerk put in stay; 5 → 8, 6 → 9, 4 → 7 and 12 → 15 in them; untouched sentences are written anew."""
    edits = [
        ("本机关新收政府信息公开申请5件，均为自然人申请", "我局共收到群众提出的政府信息公开申请5件，均为自然人申请"),
        (
            "全年办结6件，其中予以公开4件、无法提供2件",
            "经认真办理，全年办结 6 件（含上年），其中予以公开 4 件、无法提供 2 件",
        ),
        ("作出行政许可决定12件", "依法作出社会组织登记等行政许可决定12件"),
    ]
    theirs = OLD
    for old, new in edits:
        assert old in theirs
        theirs = theirs.replace(old, new)
    text, left = merged(theirs, MORE)

    assert left == []
    assert "我局共收到群众提出的政府信息公开申请8件，均为自然人申请" in text
    assert "经认真办理，全年办结 9 件（含上年），其中予以公开 7 件、无法提供 2 件" in text
    assert "依法作出社会组织登记等行政许可决定15件" in text
    assert text == theirs.replace("申请5件", "申请8件").replace("办结 6", "办结 9").replace("公开 4", "公开 7").replace(
        "12件", "15件"
    )


def test_moved_paragraphs_are_followed() -> None:
    """Paragraphs in another order, one of them edited: each gets its numbers where it stands now."""
    lines = OLD.replace("作出行政许可决定12件", "办理社会组织登记，作出行政许可决定12件").split("\n")
    moved = [lines[0], lines[2], lines[1], *reversed(lines[3:])]
    text, left = merged("\n".join(moved), MORE)

    assert left == []
    assert text.split("\n")[1].count("8件") == 1
    assert "办理社会组织登记，作出行政许可决定15件" in text.split("\n")[2]
    assert [line[:3] for line in text.split("\n")[3:]] == ["（五）", "（四）", "（三）"]


def test_deleted_sentences_stay_deleted_and_added_ones_stay() -> None:
    """The licences are struck out, a sentence of the clerk's own is put in: both stay so, its numbers untouched."""
    struck = "作出行政许可决定12件，未作出行政处罚、行政强制决定。"
    own = "组织召开专题会议5次，办结群众来信6件。"
    assert struck in OLD
    theirs = OLD.replace(struck, "").replace("（三）", own + "\n（三）")
    text, left = merged(theirs, MORE)

    assert left == []
    assert "行政许可决定" not in text
    assert own in text
    assert "新收政府信息公开申请8件" in text


def test_a_number_the_clerk_retyped_stays_and_is_told() -> None:
    """12 became 20 by hand, the cell says 15 now: 20 stays, and what would be written is told."""
    theirs = OLD.replace("作出行政许可决定12件，未", "作出行政许可决定20件，均已公开，未")
    text, left = merged(theirs, {"disclosure.licences.decisions": 15})

    assert "作出行政许可决定20件，均已公开，未" in text
    assert [(one.theirs, one.now) for one in left] == [
        (
            "作出行政许可决定20件，均已公开，未作出行政处罚、行政强制决定。",
            "作出行政许可决定15件，未作出行政处罚、行政强制决定。",
        )
    ]


def test_a_number_retyped_to_what_the_cell_says_now_is_no_conflict() -> None:
    """The clerk corrected text and cell alike."""
    theirs = OLD.replace("作出行政许可决定12件，未", "作出行政许可决定15件（均已公开），未")
    assert merged(theirs, {"disclosure.licences.decisions": 15}) == (theirs, [])


def test_a_number_that_became_none_is_told_in_edited_sentences() -> None:
    """12 → 0: no 0件 is put into the clerk's sentence; an untouched one says 未作出."""
    text, left = merged(OLD.replace("12件，未", "12件（许可），未"), {"disclosure.licences.decisions": 0})
    assert "12件（许可）" in text
    assert left[0].now == "未作出行政许可、行政处罚、行政强制决定。"

    text, left = merged(OLD + "另附说明。", {"disclosure.licences.decisions": 0})
    assert left == []
    assert "未作出行政许可、行政处罚、行政强制决定。" in text
    assert text.endswith("另附说明。")


def test_new_sentences_follow_the_one_before_or_are_told() -> None:
    """Two requests are carried out now: 均已办结 gives way where it stands untouched, is told where it was edited."""
    out = {"requests.new.natural_person": 7, "requests.new.total": 7, "requests.carried_out.natural_person": 2,
           "requests.carried_out.total": 2}  # fmt: skip
    text, left = merged(OLD.replace("（三）政府", "（三）本机关政府"), out)
    assert left == []
    assert "结转下年度继续办理2件。" in text
    assert "均已办结" not in text

    text, left = merged(OLD.replace("申请均已办结", "申请都均已办结完毕"), out)
    assert "都均已办结完毕" in text
    assert left[0].now == "结转下年度继续办理2件。"


def test_sentences_the_clerk_joined_still_get_their_numbers() -> None:
    """Two sentences made one: the number of the swallowed one is known again by the words before it."""
    theirs = OLD.replace("；上年结转1件。全年办结6件", "，上年结转1件，全年办结6件")
    assert theirs != OLD
    text, left = merged(theirs, MORE)

    assert "申请8件，均为自然人申请，上年结转1件，全年办结9件，其中予以公开7件" in text
    assert left == []


@pytest.mark.parametrize("now", [{"fee_cases": 2, "fee_yuan": 200}, {"fee_cases": 0}])
def test_sections_are_merged_one_by_one(now: dict[str, int]) -> None:
    """Section 六: an edited fee sentence is told when there are fees now, and stays when there are none."""
    base = draft(report()).parts["other_matters"]
    theirs = "2026年，本机关未向任何申请人收取政府信息公开信息处理费。除上述事项外，无其他需要报告的事项。"
    found = merge(base, theirs, draft(report({}, **now)).parts["other_matters"])

    assert found.text.startswith("2026年，本机关未向任何申请人收取政府信息公开信息处理费。")
    assert bool(found.left) == (now["fee_cases"] > 0)
