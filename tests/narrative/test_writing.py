"""Writing: the signed narratives word for word, and what is said when."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gxxl.checking.totals import with_totals
from gxxl.form.sections import SECTIONS
from gxxl.narrative.writing import draft, write
from tests.narrative.samples import COUNTY, PREFECTURE, SAMPLES
from tests.tables import report_of

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_signed_narratives_come_out_word_for_word(name: str) -> None:
    """Season §7: three reports with their answers become exactly the sections 一、五、六 that were signed."""
    written = write(*SAMPLES[name]())
    lines = [line for s in SECTIONS if s.prose for line in (s.title, *(written.prose[s.key] or "").split("\n"))]

    assert "\n".join(lines) + "\n" == (GOLDEN / f"narrative-{name}.txt").read_text(encoding="utf-8")


def test_title_preamble_and_signature() -> None:
    """Basis, six parts, period 1月1日至12月31日, the notice of the form; the organ signs, the date is the clerk's."""
    written = write(*SAMPLES["prefecture"]())

    assert written.particulars["title"] == "和田地区民政局2023年政府信息公开工作年度报告"
    assert written.prose["preamble"] == (
        "本报告依据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
        "编制，包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六个部分。报告中所列数据的统计期限为2023年1月1日至12月31日。"
    )
    assert written.signature == ("和田地区民政局", None)


@pytest.mark.parametrize(
    ("cells", "last", "sentence"),
    [
        ({"new": 1, "granted": 1}, None, "本机关收到政府信息公开申请1件，予以公开。"),
        ({"carried_in": 2, "refused.third_party": 2}, None,
         "本机关未新收政府信息公开申请，上年结转2件。全年办结2件，均不予公开。上年结转的申请均已办结。"),
        ({"new": 3, "granted": 2, "carried_out": 1}, None,
         "本机关新收政府信息公开申请3件，均为自然人申请，无上年结转申请。全年办结2件，均予以公开。结转下年度继续办理1件。"),
        ({"new": 3, "granted": 1, "unavailable.unclear": 2}, 5,
         "本机关新收政府信息公开申请3件，比上年减少2件，均为自然人申请，无上年结转申请。全年办结3件，其中予以公开1件、无法提供2件。收到的申请均已办结。"),
        ({"new": 3, "granted": 3}, 0,
         "本机关新收政府信息公开申请3件（上年无），均为自然人申请，无上年结转申请。全年办结3件，均予以公开。收到的申请均已办结。"),
        ({"new": 3, "granted": 3}, 3, "本机关新收政府信息公开申请3件，与上年持平，均为自然人申请，"),
        ({"new": 60, "granted": 40, "unavailable.unclear": 20}, 30,
         "本机关新收政府信息公开申请60件，同比增长100.00%，均为自然人申请，无上年结转申请。全年办结60件，其中予以公开40件，占66.67%；无法提供20件，占33.33%。收到的申请均已办结。"),
        ({"new": 2, "carried_out": 2}, None, "均为自然人申请，无上年结转申请。结转下年度继续办理2件。"),
    ],
)  # fmt: skip
def test_requests_are_said_as_their_numbers_ask(cells: dict[str, int], last: int | None, sentence: str) -> None:
    """Season §7: none, only carried, one, some; shares from 50 on, 同比 from 20 on, 上年无, 持平; zeros left out."""
    done = sum(number for row, number in cells.items() if row not in ("new", "carried_in", "carried_out"))
    filled = {f"requests.{row}.{column}": number for row, number in {**cells, "handled": done}.items()
              for column in ("natural_person", "total")}  # fmt: skip
    before = report_of({"requests.new.total": last}, year=2022) if last is not None else None

    text = draft(report_of(filled), before).text("overview")
    assert sentence in text
    assert NOUGHT.search(text) is None


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"reconsideration.upheld": 1}, "因政府信息公开引起的行政复议1件，结果维持，未发生行政诉讼。"),
        ({"direct_litigation.upheld": 2, "litigation_after_reconsideration.upheld": 1},
         "因政府信息公开引起的行政诉讼3件，结果均为维持，未发生行政复议。"),
        ({"reconsideration.upheld": 2, "reconsideration.other": 1, "direct_litigation.pending": 1},
         "因政府信息公开引起的行政复议3件，其中结果维持2件、其他结果1件，均未被纠正；行政诉讼1件，尚未审结。"),
    ],
)  # fmt: skip
def test_disputes_are_said_as_their_numbers_ask(cells: dict[str, int], sentence: str) -> None:
    """One kind, both kinds, one result alone, 均未被纠正 where nothing was and nothing is pending; never 零败诉."""
    report = with_totals(report_of({f"disputes.{cell}": number for cell, number in cells.items()}))
    assert sentence in draft(report).text("overview")


NOUGHT = re.compile(r"(?<!\d)0[件条]")
FORCED = (
    "全年未收到政府信息公开申请，无上年结转申请", "本机关未收到政府信息公开申请，无上年结转申请", "未发生因政府信息公开引起的行政复议、行政诉讼",
    "本年度未制发、废止行政规范性文件，无现行有效的行政规范性文件", "未作出行政许可、行政处罚、行政强制决定", "除上述事项外，无其他需要报告的事项",
    "本机关未收取政府信息公开信息处理费",
)  # fmt: skip


def test_equal_zeros_and_different_answers_do_not_read_alike() -> None:
    """Two bureaus without a request: what they share is what the form forces, headings and the opening with the law."""
    texts = []
    for organ, answers in (("甲县民政局", COUNTY), ("乙县水利局", PREFECTURE)):
        written = write(report_of(organ=organ, extra={**answers, "style": ""}))
        prose = [written.prose[key] or "" for key in ("overview", "problems", "other_matters")]
        texts.append({one for one in re.split(r"[。；\n]", "\n".join(prose)) if one})
    shared = {one for one in texts[0] & texts[1] if not one.startswith("（")}
    assert {one.removeprefix("2023年，").removeprefix("2023年，") for one in shared} <= set(FORCED)
    assert len(shared) <= 6 < min(map(len, texts)) / 2


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_invented(name: str) -> None:
    """Without answers every place only the organ can fill is a prompt; no stock sentence stands in for it."""
    report, last = SAMPLES[name]()
    bare = replace(report, particulars={**report.particulars, "extra": {}})
    text = "".join(str(write(bare, last).prose[key]) for key in ("overview", "problems", "other_matters"))

    assert [
        word for word in ("高度重视", "成效显著", "三审三校", "零败诉", "不断提升", "进一步加强") if word in text
    ] == []
    assert text.count("〔请填写：") >= 6
    assert len(write(report, last).prose["overview"] or "") < 1000
