"""Hypothesis strategies: valid reports (the balances solved), single typed values, mutations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from gxxl.checking.totals import with_totals
from gxxl.form.editions import compose
from gxxl.form.model import Form, Role
from gxxl.report import Report
from tests.tables import report_of

FORMS = st.sampled_from([compose(2021, 2021), compose(2021, 2019), compose(2019, 2019)])
SMALL = st.integers(0, 99)


@st.composite
def valid_reports(draw: st.DrawFn, forms: st.SearchStrategy[Form] = FORMS) -> Report:
    """A report whose tables satisfy every identity: 本年新收 is solved from results and carry, totals are filled."""
    form = draw(forms)
    cells: dict[str, Any] = {}
    for cell in form.cells:
        if cell.role is Role.INPUT and cell.ref.row not in ("new", "carried_in"):
            drawn = draw(SMALL)
            cells[str(cell.ref)] = str(drawn) if cell.column.quantity.decimal else drawn
    for column in ("natural_person", "business", "research", "public_interest", "legal_service", "other"):
        received = sum(
            value for key, value in cells.items() if key.startswith("requests.") and key.endswith(f".{column}")
        )
        carried = draw(st.integers(0, received))
        cells |= {f"requests.carried_in.{column}": carried, f"requests.new.{column}": received - carried}
    return with_totals(report_of(cells, form=form, organ="某市人民政府"))


_MONEY = st.decimals(0, 10**6, places=4).map(lambda number: f"{number:f}")
_TEXTS = st.text(max_size=8) | st.sampled_from(["/", "无", "290件", "１２", "#REF!", "2024-1-5", "1,200", "３.5"])
_NUMBERS = st.integers(-10, 10**6) | st.floats() | st.integers(0, 10**6).map(Decimal)
TYPED: st.SearchStrategy[Any] = _NUMBERS | st.booleans() | _TEXTS | _MONEY
"""Whatever may end up in a cell: numbers of all kinds, texts, blanks."""
