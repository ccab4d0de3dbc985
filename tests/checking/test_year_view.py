"""This year beside last year: what both say of each cell, and how alike the words are."""

from __future__ import annotations

from gxxl.checking.years import alike_sections, pairs
from gxxl.form.editions import compose
from tests.conftest import corpus_report
from tests.tables import report_of


def test_cells_of_two_years_stand_side_by_side() -> None:
    """Rise, fall, no change and a text; cells that are 0 in both years are left out."""
    last = report_of({"requests.new.total": 7, "requests.granted.total": 3, "requests.handled.total": 3}, year=2022)
    now = report_of({"requests.new.total": 5, "requests.granted.total": 3, "requests.handled.total": "无"})

    found = [(str(pair.ref), pair.last, pair.now, pair.change) for pair in pairs(now, last, "requests")]
    assert found == [
        ("requests.new.total", "7", "5", "−2"),
        ("requests.granted.total", "3", "3", "不变"),
        ("requests.handled.total", "3", "无", ""),
    ]
    assert list(pairs(now, report_of({}, form=compose(2019, 2019)), "disclosure")) == []


def test_sections_are_alike_by_their_own_words() -> None:
    """平潭 2022 beside 2021: shares of own words; a section with too little to compare has none."""
    found = alike_sections(corpus_report("pingtan-2022"), corpus_report("pingtan-2021"))

    assert found == [
        ("一、总体情况", "25.1%"),
        ("五、存在的主要问题及改进情况", "22.8%"),
        ("六、其他需要报告的事项", ""),
    ]
