"""Laws of writing: what we write, we believe; every number of the tables is said; a changed number is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gxxl.claim import Verdict
from gxxl.form.model import Form, Ref
from gxxl.form.sections import PROSE_KEYS
from gxxl.narrative.compare import compare
from gxxl.narrative.facts import OUTCOMES, Facts
from gxxl.narrative.sentences import NUMBER
from gxxl.narrative.writing import draft, with_words, write
from gxxl.report import Kind, Report, Signature, Value
from tests.conftest import findings_of
from tests.narrative.drawn import FORMS, drawn
from tests.narrative.samples import SAMPLES
from tests.tables import report_of

PROMPTED = {"N-09"}
"""What a draft with open questions is told: that they are open."""

RANDOM = st.randoms(use_true_random=False)


def of(rng: Random) -> tuple[Report, Report | None]:
    """A report without an error in its tables, signed, with or without last year's."""
    form = rng.choice(FORMS)
    last = drawn(rng, form, year=form.edition.year, prose={"problems": rng.choice(("", "公开不够及时。"))})
    report = drawn(rng, form)
    signature = Signature(report.organ or "某县民政局", f"{form.edition.year + 2}-01-20")
    report = replace(report, signature=signature)
    return report, last if rng.random() < 0.6 else None


@given(RANDOM)
@settings(max_examples=120, deadline=None, phases=[Phase.generate])
def test_what_is_written_is_believed(rng: Random) -> None:
    """`compare(write(report, last))` finds nothing but open prompts (N-09), whatever the tables and answers say."""
    report, last = of(rng)
    assert not [
        f for f in findings_of(report) if f.where.ref and f.rule.code[0] in "CT" and f.severity.value == "error"
    ]
    written = write(report, last)

    assert [(f.rule.code, f.problem) for f in compare(written, last).findings if f.rule.code not in PROMPTED] == []


def test_what_is_written_of_the_samples_is_believed_altogether() -> None:
    """All questions answered: no finding at all."""
    for sample in SAMPLES.values():
        report, last = sample()
        signed = replace(report, signature=Signature(report.organ, f"{(report.year or 0) + 1}-01-20"))
        assert [(f.rule.code, f.problem) for f in compare(write(signed, last), last).findings] == []


def owed(report: Report) -> Iterator[str]:
    """Domain E11–E15: what must be said where it is not 0."""
    yield from (f"requests.{row}.total" for row in ("new", "carried_in", "carried_out", *OUTCOMES))
    for row in ("reconsideration", "litigation"):
        yield from (f"disputes.{row}.{column}" for column in ("upheld", "corrected", "other", "pending", "total"))
    counted = ("issued", "repealed", "in_force", "made", "newly_disclosed", "disclosed_total", "decisions")
    for ref in report.form.index:
        money = ref.row == "fees" and ref.column == "amount"
        if ref.table == "disclosure" and (ref.column in counted or money):
            yield str(ref)


@given(RANDOM)
@settings(max_examples=120, deadline=None, phases=[Phase.generate])
def test_every_sum_that_is_not_zero_is_said(rng: Random) -> None:
    """E11–E15: 新收, 结转, 办结, results, disputes and their results, table two: each in its number or in words."""
    report, last = of(rng)
    facts, stated = Facts(report, last), draft(report, last).stated
    assert [key for key in owed(report) if facts[key].number and key not in stated] == []
    handled = facts["requests.handled.total"].number
    whole = any(facts[key].number == handled and key in stated for key in owed(report))
    assert not handled or "requests.handled.total" in stated or whole


class Stated(NamedTuple):
    """A number of the tables in a draft: whose fact it is, in which section, from which character on."""

    fact: str
    text: str
    section: str
    start: int


def stated_in(report: Report, last: Report | None) -> Iterator[Stated]:
    """The numbers a draft takes from the tables, in order."""
    found, facts = draft(report, last), Facts(report, last)
    for key in PROSE_KEYS:
        at = 0
        for piece in found.parts[key]:
            refs = facts[piece.fact].refs if piece.fact else ()
            if refs and NUMBER.fullmatch(piece.text) and not piece.fact.startswith("last."):
                yield Stated(piece.fact, piece.text, key, at)
            at += len(piece.text)


def reworded(report: Report, last: Report | None, number: Stated, text: str) -> Report:
    """The report with its draft, one number of it made another."""
    found = draft(report, last)
    words = {key: found.text(key) for key in found.parts}
    old, end = words[number.section], number.start + len(number.text)
    return with_words(report, {**words, number.section: old[: number.start] + text + old[end:]})


def mutations(report: Report, last: Report | None) -> Iterator[tuple[str, str, Report, Report]]:
    """Each number of the tables that is stated, changed in the prose, and changed in its cell."""
    found, facts = draft(report, last), Facts(report, last)
    words = {key: found.text(key) for key in found.parts}
    for number in stated_in(report, last):
        in_prose = reworded(report, last, number, _other(number.text))
        in_cell = with_words(_changed(report, facts[number.fact].refs[0]), words)
        yield number.fact, number.text, in_prose, in_cell


def _other(text: str) -> str:
    """Another number of the same kind."""
    return text.replace(text[0], str(int(text[0]) % 9 + 1), 1)


def _another(rng: Random, text: str) -> str:
    """Any other number above 0 with as many decimals: one more or less, more, ten times, anything."""
    old, sign = Decimal(text.rstrip("%")), "%" if text.endswith("%") else ""
    step = Decimal(1).scaleb(int(old.as_tuple().exponent))
    made = (old + step, old - step, old + rng.randint(2, 50), old * 10, Decimal(rng.randint(1, 2000)))
    return f"{rng.choice([new for new in made if new > 0 and new != old]).quantize(step):f}{sign}"


def _changed(report: Report, ref: Ref) -> Report:
    values = list(report.values)
    at = report.form.index[ref]
    number = (values[at].number or 0) + 1
    values[at] = Value(Kind.NUMBER, number, number)
    return replace(report, values=tuple(values))


def _told(report: Report, last: Report | None) -> set[tuple[str, str | None]]:
    return {(f.rule.code, f.problem) for f in compare(report, last).findings}


@pytest.mark.parametrize("name", [*SAMPLES, *range(6)])
def test_a_number_changed_in_prose_or_cell_is_found(name: str | int) -> None:
    """N-01, N-03, N-04, N-05: of every number of the tables that is stated, in the samples and in drawn reports."""
    report, last = SAMPLES[name]() if isinstance(name, str) else of(Random(name))
    before, missed = _told(write(report, last), last), []
    for fact, text, in_prose, in_cell in mutations(report, last):
        missed += [("prose", fact, text)] if not _told(in_prose, last) - before else []
        derived = fact.split(".")[0] in ("change", "difference", "share")
        missed += [("cell", fact, text)] if not derived and not _told(in_cell, last) - before else []
    assert missed == []


TABLE_TWO = [
    (form, str(cell.ref))
    for form in FORMS
    for cell in form.cells
    if cell.ref.table == "disclosure" and str(cell.ref) in set(owed(report_of({}, form=form)))
]


@pytest.mark.parametrize(("form", "key"), TABLE_TWO, ids=[f"{form.edition.year} {key}" for form, key in TABLE_TWO])
def test_every_cell_of_table_two_is_found_by_its_words(form: Form, key: str) -> None:
    """N-01 (N-02 where 公开 has two readings) names the cell: 其他对外管理服务事项处理决定19件 where it says 18."""
    report = report_of({key: 18}, form=form, year=form.edition.year + 1)
    (number,) = stated_in(report, None)
    found = compare(reworded(report, None, number, "19"), None).findings

    assert [str(ref) for f in found if f.rule.code in ("N-01", "N-02") for ref in f.related] == [key]


@given(RANDOM)
@settings(max_examples=80, deadline=None, phases=[Phase.generate])
def test_any_other_number_is_found(rng: Random) -> None:
    """One number of a draft in any form made any other is told; a share may also be that of another whole (存疑)."""
    report, last = of(rng)
    numbers = list(stated_in(report, last))
    if not numbers:
        return
    number, written = rng.choice(numbers), compare(write(report, last), last)
    after = compare(reworded(report, last, number, _another(rng, number.text)), last)

    new = {(f.rule.code, f.problem) for f in after.findings} - {(f.rule.code, f.problem) for f in written.findings}
    doubtful = [claim for claim in after.claims if claim.verdict is Verdict.AMBIGUOUS]
    assert new or (number.fact.startswith("share.") and doubtful), number
