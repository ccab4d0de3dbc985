"""The roll-up law: every cell is the sum of its parts, whatever the order, and nothing is guessed."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gxxl.collecting.dates import saved_at
from gxxl.collecting.roll_up import Why, roll_up, total
from gxxl.form.editions import compose
from gxxl.form.model import Ref
from gxxl.form.rules import Severity
from gxxl.report import Kind, Report, to_json
from gxxl.template.build import EPOCH
from tests.collecting.collections import collection_of, member_of, received_of
from tests.conftest import findings_of
from tests.strategies import FORMS, valid_reports
from tests.tables import report_of

NOW = st.just(compose(2021, 2021))
SOME = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SOME
@given(st.lists(valid_reports(FORMS), min_size=1, max_size=4), st.randoms())
def test_every_cell_is_the_sum_of_its_parts_in_any_order_and_grouping(
    reports: list[Report], order: random.Random
) -> None:
    """Σ over drill-through = the cell (R-03); shuffled organs, and roll-ups of roll-ups, give the same tables."""
    members = [member_of(f"{number}局", report) for number, report in enumerate(reports)]
    rolled = roll_up(collection_of(members))
    for ref, parts in rolled.parts.items():
        value = rolled.report[ref]
        assert (value.counts if parts else value.kind) == (total(parts) if parts else Kind.UNSEEN)
    shuffled = order.sample(members, len(members))
    at = order.randint(0, len(members))
    halves = [roll_up(collection_of(half)).report for half in (members[:at], members[at:]) if half]
    grouped = collection_of([member_of(f"第{number}组", half) for number, half in enumerate(halves)])

    tables = to_json(rolled.report)["tables"]
    assert to_json(roll_up(collection_of(shuffled)).report)["tables"] == tables
    assert to_json(roll_up(grouped).report)["tables"] == tables


@SOME
@given(st.lists(valid_reports(NOW), min_size=1, max_size=4))
def test_a_roll_up_of_clean_reports_is_clean(reports: list[Report]) -> None:
    """What balances in every part balances in the sum."""
    rolled = roll_up(collection_of([member_of(f"{number}局", report) for number, report in enumerate(reports)]))

    assert not rolled.gaps
    assert [f for f in findings_of(rolled.report) if f.severity is Severity.ERROR] == []


def test_money_is_exact() -> None:
    """Ten times 0.1万元 is 1.0, and 0.0001 is not lost beside millions."""
    fees = "disclosure.fees.amount"
    members = [member_of(f"{n}局", report_of({fees: "0.1"})) for n in range(10)]
    members.append(member_of("大局", report_of({fees: "59237000.0001"})))

    value = roll_up(collection_of(members)).report[Ref.parse(fees)]

    assert value.counts == Decimal("59237001.0001")


def test_what_cannot_be_read_is_named_and_not_guessed() -> None:
    """A blank, a text and a cell not seen of one organ are three gaps; the others are added all the same."""
    bad = report_of({"disclosure.licences.decisions": "", "disclosure.penalties.decisions": "290件",
                     "requests.new.business": None})  # fmt: skip
    rolled = roll_up(
        collection_of([member_of("甲局", bad), member_of("乙局", report_of({"disclosure.licences.decisions": 7}))])
    )

    told = {(gap.organ, str(gap.refs[0]), gap.why) for gap in rolled.gaps}
    assert told == {
        ("甲局", "disclosure.licences.decisions", Why.BLANK),
        ("甲局", "disclosure.penalties.decisions", Why.FAULTY),
        ("甲局", "requests.new.business", Why.UNSEEN),
    }
    assert rolled.report[Ref.parse("disclosure.licences.decisions")].counts == 7


def test_an_older_table_three_is_counted_under_its_rest_and_said() -> None:
    """（六）其他处理 of 2019 has no rows: its number goes to 3.其他, named; where it is 0 nothing is assumed."""
    old = compose(2021, 2019)
    cells = {"requests.otherwise.natural_person": 3, "requests.otherwise.total": 3,
             "requests.handled.natural_person": 3, "requests.handled.total": 3,
             "requests.new.natural_person": 3, "requests.new.total": 3}  # fmt: skip
    rolled = roll_up(collection_of([member_of("甲局", report_of(cells, form=old))]))

    assert [(str(one.ref), one.number) for one in rolled.assumed] == [
        ("requests.otherwise.other.natural_person", 3), ("requests.otherwise.other.total", 3),
    ]  # fmt: skip
    assert rolled.report[Ref.parse("requests.otherwise.unpaid.natural_person")].counts == 0
    assert not [f for f in findings_of(rolled.report) if f.severity is Severity.ERROR]


def test_another_edition_of_table_two_is_left_out_and_named() -> None:
    """2019's table two counts other things: none of its numbers is added to 2021's."""
    rolled = roll_up(collection_of([member_of("甲局", report_of(form=compose(2019, 2019)))]))

    assert {(gap.table.key, gap.why) for gap in rolled.gaps} == {("disclosure", Why.EDITION)}
    assert rolled.report[Ref.parse("disclosure.fees.amount")].kind is Kind.UNSEEN


def test_fees_for_information_are_summed_and_named_by_organ() -> None:
    """补充情况 is added apart from the tables; section six can say who took how much."""
    one = report_of(extra={"fee_cases": 1, "fee_yuan": 420, "published": 79})
    two = report_of(extra={"fee_cases": 17, "fee_yuan": "1790.5"})
    rolled = roll_up(collection_of([member_of("甲县", one), member_of("丙县", two)]))

    extra = rolled.report.particulars["extra"]
    assert isinstance(extra, dict)
    assert (extra["fee_cases"], extra["fee_yuan"], extra["published"]) == (18, "2210.5", 79)
    assert extra["fee_parts"] == "甲县1件，收取420元；丙县17件，收取1790.5元"


def test_a_workbook_nobody_saved_has_no_time_of_saving() -> None:
    """The program's own workbooks bear the day of the form: that is not told as the day of saving."""
    received = received_of(report_of(), Path("甲局.xlsx"))

    assert saved_at(received) == datetime(2024, 1, 12, 16, 3)  # noqa: DTZ001 - a clock on a wall
    assert saved_at(received._replace(saved=EPOCH.replace(tzinfo=UTC))) is None
