"""A report beside last year's: carry-over, stocks, jumps, words."""

from __future__ import annotations

import pytest

from gxxl.checking.words import how_alike
from gxxl.form.editions import compose
from gxxl.form.model import Role
from gxxl.form.rules import Severity
from tests.conftest import corpus_report, findings_of, told
from tests.tables import report_of


def test_carried_in_is_last_years_carried_out() -> None:
    """Y-01, column by column, answerable; both years' numbers are named."""
    last = report_of(
        {f"requests.{row}.{column}": 3 for row in ("new", "carried_out") for column in ("business", "total")}, year=2022
    )
    this = report_of(
        {f"requests.{row}.{column}": 2 for row in ("carried_in", "carried_out") for column in ("business", "total")}
    )

    found = findings_of(this, last)
    assert told(found) == [("Y-01", "requests.carried_in.business", 2, 3), ("Y-01", "requests.carried_in.total", 2, 3)]
    assert found[0].rule.answerable
    assert found[0].remedy.endswith("上年数读取有误的，请更正“上年数据”。")
    assert found[0].problem == (
        "“上年结转”与上年年报不衔接：商业企业列，2022年度年报“结转下年度继续办理”为3件，今年“上年结转”填2件，相差1件。"
    )


def test_carry_over_holds_across_editions() -> None:
    """Y-01 between a 2020 report on the old form and a 2021 report on the new one."""
    last = report_of({"requests.carried_out.total": 1}, form=compose(2019, 2019), year=2020)
    found = [f for f in findings_of(report_of(year=2021), last) if f.rule.code == "Y-01"]

    assert told(tuple(found)) == [("Y-01", "requests.carried_in.total", 0, 1)]


def test_stock_follows_from_last_year() -> None:
    """Y-02: 现行有效 = last year's + 制发 − 废止; T2-01: 废止 cannot exceed what was there."""
    last = report_of({"disclosure.normative_documents.in_force": 10}, year=2022)

    kept = {"issued": 2, "repealed": 3, "in_force": 9}
    assert findings_of(report_of({f"disclosure.normative_documents.{k}": v for k, v in kept.items()}), last) == ()

    wrong = {"issued": 2, "repealed": 13, "in_force": 9}
    found = findings_of(report_of({f"disclosure.normative_documents.{k}": v for k, v in wrong.items()}), last)
    assert told(found) == [
        ("T2-01", "disclosure.normative_documents.repealed", 13, 12),
        ("Y-02", "disclosure.normative_documents.in_force", 9, -1),
    ]


@pytest.mark.parametrize(
    ("this", "last", "words"),
    [
        (1284, 12, "今年1284件，上年12件，是上年的107倍。"),
        (12, 1284, "今年12件，上年1284件，只有上年的0.93%。"),
        (20, 0, "今年20件，上年0件。"),
        (0, 42, "今年0件，上年42件。"),
        (101, 20, "今年101件，上年20件，是上年的5.1倍。"),
        (100, 20, None),
        (20, 100, None),
        (19, 0, None),
        (6, 1, None),
    ],
)
def test_a_jump_is_news_from_twenty_on(this: int, last: int, words: str | None) -> None:
    """Y-03: more than 5 times or less than a fifth, where the larger number is at least 20."""
    ref = "disclosure.licences.decisions"
    found = findings_of(report_of({ref: this}), report_of({ref: last}, year=2022))

    assert [f.problem.partition("：")[2] for f in found if f.rule.code == "Y-03"] == ([words] if words else [])
    assert [(f.found, f.expected, f.due) for f in found] == ([(this, last, None)] if words else [])


def test_a_total_nobody_has_filled_in_yet_is_no_fall() -> None:
    """Y-03 is silent where a total is 0 for blanks alone, and speaks once its cells are 0."""
    last = report_of({f"requests.{row}.{column}": 70 for row in ("new", "granted", "handled")
                      for column in ("natural_person", "total")}, year=2022)  # fmt: skip
    form = compose(2021, 2021)
    blank = {str(cell.ref): "" for cell in form.cells if cell.ref.table == "requests" and cell.role is Role.INPUT}

    assert [f for f in findings_of(report_of(blank), last) if f.rule.code == "Y-03"] == []
    assert {f.where.path for f in findings_of(report_of(), last) if f.rule.code == "Y-03"} == {
        f"requests.{row}.total" for row in ("new", "granted", "handled")
    }


@pytest.mark.parametrize(("this", "last"), [("20.04", "100.20"), ("100.20", "20.04"), ("0.3", "0.06")])
def test_exactly_five_times_is_no_jump_in_decimals_either(this: str, last: str) -> None:
    """Y-03: float noise is no jump."""
    ref = "disclosure.fees.amount"

    assert findings_of(report_of({ref: this}), report_of({ref: last}, year=2022)) == ()
    assert told(findings_of(report_of({ref: "100.2001"}), report_of({ref: "20.04"}, year=2022)))


def test_fees_a_thousand_times_last_years_were_probably_typed_in_yuan() -> None:
    """Y-03 with its cause (season gap 14): 36800 under 万元 after 3.68."""
    (finding,) = findings_of(
        report_of({"disclosure.fees.amount": "36800"}), report_of({"disclosure.fees.amount": "3.68"}, year=2022)
    )

    assert (finding.rule.code, finding.causes) == ("Y-03", ("与上年相差10000倍，可能是按“元”填的。",))


def test_last_years_blanks_and_texts_say_nothing() -> None:
    """A faulty or unseen cell of last year takes its balances out; it is not this year's finding."""
    last = report_of({"requests.carried_out.business": "", "requests.carried_out.total": "无"}, year=2022)

    assert findings_of(report_of({"requests.carried_out.business": 0}), last) == ()


WORDS = (
    "一是对政府信息公开工作的认识有待提高，{0}年个别科室报送信息不够及时；"
    "二是信息内容的时效性不够强，部分栏目更新滞后。"
)


@pytest.mark.parametrize(
    ("problems", "requests", "severity"),
    [
        (WORDS.format(2023), 1, Severity.WARNING),
        (WORDS.format(2023), 0, Severity.NOTE),
        (
            "针对上年的问题，我局固定专人经办，建立了公开审查登记簿，每季度自查一次，社会救助信息在形成后二十个工作日内公开。",
            1,
            None,
        ),
        ("无。", 1, None),
    ],
)
def test_the_same_words_two_years_running(problems: str, requests: int, severity: Severity | None) -> None:
    """Y-05: own words nearly last year's, numbers masked; only a note where there was nothing to tell."""
    rows, columns = ("new", "granted", "handled"), ("business", "total")
    cells = dict.fromkeys((f"requests.{row}.{column}" for row in rows for column in columns), requests)
    this = report_of(cells, prose={"problems": problems})
    found = findings_of(this, report_of(cells, year=2022, prose={"problems": WORDS.format(2022)}))

    assert [(f.rule.code, f.where.section, f.severity) for f in found] == (
        [("Y-05", "problems", severity)] if severity else []
    )


@pytest.mark.parametrize(
    ("this", "last", "alike", "found"),
    [
        (WORDS, WORDS, "完全", "完全相同"),
        (WORDS.replace("个别", "少数"), WORDS, "有96.4%", "96.4%"),
        (WORDS * 40 + "另外。", WORDS * 40, "有99.9%", "99.9%"),
    ],
)
def test_how_alike_the_words_of_two_years_are_is_told(this: str, last: str, alike: str, found: str) -> None:
    """Y-05: 完全相同 where every word is, else a percent with one decimal, which is never rounded up to 100."""
    (finding,) = findings_of(
        report_of(prose={"problems": this.format(2023)}), report_of(year=2022, prose={"problems": last.format(2022)})
    )

    said = f"“五、存在的主要问题及改进情况”与上年年报的文字{alike}相同（不计数字和书名号内文字）。"
    assert (finding.problem, finding.found) == (said, found)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1, ("完全", "完全相同")),
        (0.99999, ("有99.9%", "99.9%")),
        (0.9, ("有90.0%", "90.0%")),
        (0.942, ("有94.2%", "94.2%")),
    ],
)
def test_only_equal_words_are_wholly_alike(share: float, said: tuple[str, str]) -> None:
    """Y-05, R-06: shares are rounded down."""
    assert how_alike(share) == said


def test_the_sixth_part_is_the_same_every_year() -> None:
    """Y-05 never looks at 六、其他需要报告的事项."""
    prose = {"other_matters": WORDS.format(2023)}

    assert findings_of(report_of(prose=prose), report_of(year=2022, prose=prose)) == ()


def test_quotations_are_not_own_words() -> None:
    """Y-05 looks past titles of laws and document numbers."""
    law = "认真落实《中华人民共和国政府信息公开条例》和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。"
    this = report_of(prose={"overview": law})

    assert findings_of(this, report_of(year=2022, prose={"overview": law})) == ()


PINGTAN: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "pingtan-2020",
        "pingtan-2019",
        [
            ("C-03", "disclosure.procurement.amount"),
            ("T3-03", "requests.handled.natural_person"),
            ("T3-03", "requests.handled.total"),
        ],
    ),
    ("pingtan-2021", "pingtan-2020", [("Y-03", "requests.unavailable.not_held.total")]),
    (
        "pingtan-2022",
        "pingtan-2021",
        [("Y-03", "disclosure.normative_documents.repealed"), ("Y-03", "disclosure.coercive_measures.decisions")],
    ),
]


@pytest.mark.parametrize(("this", "last", "expected"), PINGTAN)
def test_the_pingtan_series(this: str, last: str, expected: list[tuple[str, str]]) -> None:
    """2019→2020→2021→2022 of 平潭综合实验区: carry-over and stocks agree across the change of form."""
    found = findings_of(corpus_report(this), corpus_report(last))

    assert [(f.rule.code, f.where.path or f.where.section) for f in found] == expected
