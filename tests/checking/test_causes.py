"""Likely causes: named only where they explain the whole difference."""

from __future__ import annotations

from tests.conftest import findings_of
from tests.tables import report_of


def _causes(table: str) -> dict[str, tuple[str, ...]]:
    return {str(f.where.ref): f.causes for f in findings_of(report_of(table))}


def test_an_applicant_booked_in_the_wrong_column() -> None:
    """T3-01: equal and opposite differences in two columns, 总计 level."""
    causes = _causes("""
        | requests | natural_person | business | total |
        | new      | 1              | 0        | 1     |
        | granted  | 0              | 1        | 1     |
        | handled  | 0              | 1        | 1     |
    """)

    wrong = ("“商业企业”列多1件，“自然人”列少1件，总计相平，可能是1件归错了列。",)
    assert causes == {"requests.handled.natural_person": wrong, "requests.handled.business": wrong}


def test_a_row_left_out_of_the_total() -> None:
    """T3-03: the difference is exactly one row."""
    causes = _causes("""
        | requests           | natural_person | total |
        | new                | 9              | 9     |
        | granted            | 4              | 4     |
        | partly_granted     | 5              | 5     |
        | carried_out        | 5              | 5     |
        | handled            | 4              | 4     |
    """)

    text = "相差的5正好是“（二）部分公开”的数，可能是加总计时漏了或重了这一格。"
    assert causes == {"requests.handled.natural_person": (text,), "requests.handled.total": (text,)}


def test_digits_that_changed_places() -> None:
    """T3-02: 21 for 12 differs by 9."""
    causes = _causes("""
        | requests | business | research | total |
        | new      | 7        | 5        | 21    |
        | carried_out | 7     | 5        | 12    |
    """)

    assert causes["requests.new.total"] == ("“总计”的21如是12则相符，可能是相邻两位数字颠倒。",)


def test_one_number_split_over_two_cells() -> None:
    """T4-01: 金湖2023 had 10 read as 1 and 0."""
    causes = _causes("""
        | disputes        | upheld | corrected | total |
        | reconsideration | 1      | 0         | 10    |
    """)

    assert causes["disputes.reconsideration.total"] == (
        "“结果维持”填1、“结果纠正”填0，如是10则相符，可能是一个数拆在了两格。",
    )


def test_all_that_explains_the_difference_is_named_most_telling_first() -> None:
    """T4-01 where a row left out, swapped digits and split digits all fit."""
    causes = _causes("""
        | disputes        | upheld | corrected | other | pending | total |
        | reconsideration | 1      | 9         | 52    | 5       | 76    |
    """)

    assert causes["disputes.reconsideration.total"] == (
        "相差的9正好是“结果纠正”的数，可能是加总计时漏了或重了这一格。",
        "“总计”的76如是67则相符，可能是相邻两位数字颠倒。",
        "“结果维持”填1、“结果纠正”填9，如是19则相符，可能是一个数拆在了两格。",
    )


def test_a_total_of_zero_needs_no_explanation() -> None:
    """洪泽2023: a 总计 left 0 is not a forgotten row."""
    assert _causes("| disputes | pending | total |\n| reconsideration | 5 | 0 |") == {
        "disputes.reconsideration.total": ()
    }
