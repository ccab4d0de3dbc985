"""The static check of the macro workbook: silent about the sound one, loud about every way to spoil it."""

from __future__ import annotations

from collections import Counter

import pytest

from gxxl.form.editions import compose
from gxxl.form.model import Form
from tests.books import template
from tests.template.corruptions import CORRUPTIONS, Corruption
from tests.template.macro_check import faults

FORM = compose(2021, 2021)


@pytest.mark.parametrize("form", [FORM, compose(2021, 2019), compose(2019, 2019)], ids=str)
def test_the_template_is_sound(form: Form) -> None:
    """No fault in any edition, and none in what is committed."""
    assert faults(template(form, macros=True)) == []


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: f"{corruption.family}-{corruption.name}")
def test_every_corruption_is_found_for_what_it_is(corruption: Corruption) -> None:
    """At least one fault of its own family, seen in the spoiled file alone."""
    families = {fault.partition(":")[0] for fault in faults(corruption.spoil(template(FORM, macros=True)))}

    assert corruption.family in families


def test_the_table_is_long_enough() -> None:
    """At least 40 corruptions, at least three of each family, no name twice."""
    counted = Counter(corruption.family for corruption in CORRUPTIONS)

    assert len(CORRUPTIONS) >= 100
    assert min(counted.values()) >= 3
    assert len({(corruption.family, corruption.name) for corruption in CORRUPTIONS}) == len(CORRUPTIONS)
