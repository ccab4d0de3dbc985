"""写文字 in a workbook: drafted, edited, drafted again, taken back; refused where the tables are not in order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gxxl.form.editions import compose
from gxxl.form.rules import Severity
from gxxl.form.rules_workbook import PHRASE_FAULTS
from gxxl.hosts.files import FileHost
from gxxl.hosts.pressing import press
from gxxl.intake.files import open_report
from gxxl.narrative.writing import write
from gxxl.template.places import PHRASES_TOP, places_of
from gxxl.template.placing import placed_last
from tests.books import blank_book, book_of, press_check, shown, typed
from tests.narrative.samples import SAMPLES, county
from tests.tables import report_of

FORM = compose(2021, 2021)


def pressed(key: str, path: Path) -> str:
    """A button pressed; what was said."""
    host = FileHost(path)
    press(key, host)
    return "".join(host.told)


def prose(path: Path) -> dict[str, str | None]:
    """The words of a workbook."""
    report = open_report(path).report
    assert report
    return dict(report.prose)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_signed_narratives_come_out_of_a_workbook(name: str, tmp_path: Path) -> None:
    """Tables, 补充情况 and 上年数据 in cells, 写文字 pressed: the words that were signed, title, preamble, signature."""
    report, last = SAMPLES[name]()
    path = book_of(report, tmp_path / "年报.xlsx", words=False)
    if last:
        FileHost(path).apply(placed_last(last, places_of(report.form)))
    said = pressed("write", path)

    assert said == ("已写好：标题、文首说明、一、总体情况、五、存在的主要问题及改进情况、六、其他需要报告的事项。")
    assert prose(path) == dict(write(report, last).prose)
    assert shown(path, "封面!C20") == f"{report.organ}{report.year}年政府信息公开工作年度报告"
    assert shown(path, "封面!C31") == report.organ
    assert str(shown(path, "封面!C21")).endswith(f"统计期限为{report.year}年1月1日至12月31日。")


def test_edits_are_kept_when_it_is_pressed_again(tmp_path: Path) -> None:
    """The clerk rewords a line, a cell changes: the words stay, the number follows; a retyped number stays and is told."""
    path = book_of(county()[0], tmp_path / "年报.xlsx", words=False)
    pressed("write", path)
    line = str(shown(path, "一、总体情况!B6"))
    mine = line.replace("作出行政许可决定12件", "依法作出社会组织登记等行政许可决定12件").replace("79条", "80条")
    typed(path, {"一、总体情况!B6": mine, "disclosure.licences.decisions": 14, "补充情况!C5": 81, "补充情况!C6": 60})
    said = pressed("write", path)

    now = str(shown(path, "一、总体情况!B6"))
    assert "依法作出社会组织登记等行政许可决定14件" in now
    assert "主动公开政府信息80条，其中通过民丰县人民政府网站公开60条" in now
    assert said.startswith("已写好：一、总体情况。您改过的文字有1处请核对：“全年主动公开政府信息80条")
    assert "按现在的表格是“全年主动公开政府信息81条" in said
    again = pressed("write", path)
    assert again.startswith("文字没有改动。您改过的文字有1处请核对：“全年主动公开政府信息80条")


def test_what_merging_left_is_listed_until_it_is_decided(tmp_path: Path) -> None:
    """N-17 at their sentence after 核查, however often 写文字 is pressed; gone once the clerk decided; N-01 says it alone."""
    path = book_of(county()[0], tmp_path / "年报.xlsx", words=False)
    pressed("write", path)
    line = str(shown(path, "一、总体情况!B6"))
    mine = line.replace("79条", "80条").replace("许可决定12件", "许可决定13件")
    typed(path, {"一、总体情况!B6": mine, "disclosure.licences.decisions": 14, "补充情况!C5": 81})
    pressed("write", path)
    pressed("write", path)

    told = [(f.rule.code, f.quote) for f in press_check(path).findings if f.rule.code in ("N-01", "N-17")]
    assert [code for code, _ in told] == ["N-17", "N-01"]
    assert told[0][1].startswith("全年主动公开政府信息80条")
    listed = [row[2].raw for row in FileHost(path).read(["results"]).blocks["results"]]
    assert "N-17" in listed

    typed(path, {"一、总体情况!B6": mine.replace("80条", "81条").replace("13件", "14件")})
    assert not [f for f in press_check(path).findings if f.rule.code in ("N-01", "N-17")]


def test_it_can_be_taken_back(tmp_path: Path) -> None:
    """撤销 after 写文字: the words as they were, also what is remembered for the next merging."""
    path = book_of(county()[0], tmp_path / "年报.xlsx", words=False)
    names = [name for name in places_of(FORM).names if name != "undo"]
    before = FileHost(path).read(names).blocks
    pressed("write", path)
    assert FileHost(path).read(names).blocks != before
    assert pressed("undo", path) == "已退回上一步操作。"
    assert FileHost(path).read(names).blocks == before


def test_merging_can_be_taken_back(tmp_path: Path) -> None:
    """撤销 after a merge: the clerk's edited words with the old numbers, and what was remembered before it."""
    path = book_of(county()[0], tmp_path / "年报.xlsx", words=False)
    pressed("write", path)
    line = str(shown(path, "一、总体情况!B6"))
    typed(path, {"一、总体情况!B6": line.replace("作出行政许可", "依法作出行政许可").replace("79条", "80条"),
                 "disclosure.licences.decisions": 14, "补充情况!C5": 81})  # fmt: skip
    names = [name for name in places_of(FORM).names if name != "undo"]
    before = FileHost(path).read(names).blocks

    assert "请核对" in pressed("write", path)
    assert "依法作出行政许可决定14件" in str(shown(path, "一、总体情况!B6"))
    assert pressed("undo", path) == "已退回上一步操作。"
    assert FileHost(path).read(names).blocks == before


def test_words_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    """A section typed or pasted by the clerk is kept as it is, and said to be."""
    path = book_of(report_of(year=2026, prose={"problems": "问题是人手不足。"}), tmp_path / "年报.xlsx", words=False)
    said = pressed("write", path)

    assert prose(path)["problems"] == "问题是人手不足。"
    assert "已有文字、没有改动：五、存在的主要问题及改进情况。需要重新起草的，清空后再写文字。" in said
    assert "处“〔请填写：…〕”，请补写，或在“补充情况”中回答后再写文字。" in said
    pressed("write", path)
    assert prose(path)["problems"] == "问题是人手不足。"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"requests.new.natural_person": 5}, "没有写文字：三、依申请公开 D30、J30有错误。"),
        (
            {"requests.new.business": "", "disclosure.fees.amount": ""},
            "没有写文字：二、主动公开 B17、三、依申请公开 E7还没有填。",
        ),
        ({"disputes.reconsideration.upheld": "/"}, "没有写文字：四、复议诉讼 A7有错误。"),
    ],
)
def test_it_is_refused_where_tables_are_not_in_order(cells: dict[str, Any], words: str, tmp_path: Path) -> None:
    """T3-01, blanks (also before the form is finished), C-02: the cells are named and nothing is written."""
    path = typed(book_of(report_of(year=2026), tmp_path / "年报.xlsx", finished=False, words=False), cells)
    said = pressed("write", path)

    assert words in said
    assert said.endswith("请先核查、改好表格，再写文字。")
    assert not any(prose(path).values())


def test_an_empty_form_is_told_what_to_fill_first(tmp_path: Path) -> None:
    """166 blanks: their ranges, no words."""
    said = pressed("write", blank_book(FORM, tmp_path / "空.xlsx"))
    assert said.startswith("没有写文字：二、主动公开 B6:D7、B10")
    assert "三、依申请公开 D7:I29、D31:I31" in said


def test_the_phrases_of_the_workbook_are_used_and_their_faults_told(tmp_path: Path) -> None:
    """Sheet 句式: a reworded row is used; an unknown slot is W-02 at its cell, and the program's own phrase stands in."""
    path = book_of(county()[0], tmp_path / "年报.xlsx", words=False)
    rows = [row[0].raw for row in FileHost(path).read(["phrases"]).blocks["phrases"]]
    at = PHRASES_TOP + rows.index("charges")
    other = PHRASES_TOP + rows.index("interpretations")
    typed(path, {f"句式!C{at}": "收费{disclosure.fee.amount}万元", f"句式!C{other}": "解读{extra.interpretations}件。",
                 "补充情况!C11": 3})  # fmt: skip
    said = pressed("write", path)

    problem = PHRASE_FAULTS["slot"].format(cell=f"句式 C{at}", text="disclosure.fee.amount")
    assert said.endswith(problem)
    assert "解读3件。" in str(shown(path, "一、总体情况!B6"))
    for findings in (press_check(path).findings, open_report(path).findings):
        (found,) = [finding for finding in findings if finding.rule.code == "W-02"]
        assert (found.severity, found.where.at, found.problem) == (Severity.NOTE, ("句式", f"C{at}"), problem)
    listed = FileHost(path).read(["results"]).blocks["results"]
    assert [row[6].raw for row in listed if row[2].raw == "W-02"] == [f"C{at}"]

    typed(path, {f"句式!C{at}": "收费{disclosure.fees.amount}万元"})
    assert not open_report(path).findings


def test_a_check_does_not_wait_for_the_phrase_book(tmp_path: Path) -> None:
    """核查 of a workbook without prose loads nothing that writes."""
    path = book_of(report_of(year=2026), tmp_path / "年报.xlsx", words=False)
    code = (
        "import sys; from pathlib import Path; from gxxl.hosts.files import FileHost; from gxxl.hosts.pressing import press; "
        f"press('check', FileHost(Path({str(path)!r}))); "
        "print([name for name in sys.modules if 'narrative.phrases' in name or 'narrative.writing' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_what_was_written_passes_the_check(tmp_path: Path) -> None:
    """写文字 and a date by hand, then 核查: no finding in a report whose questions are all answered."""
    path = book_of(county()[0], tmp_path / "年报.xlsx", words=False)
    pressed("write", path)
    typed(path, {"封面!C32": "2027-01-20"})
    assert press_check(path).findings == ()
