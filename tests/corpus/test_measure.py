"""The figures claims must reach on the hand-made answers (design §8)."""

from __future__ import annotations

from tests.corpus.measure import measured, pieces, table, total


def test_claims_reach_their_figures() -> None:
    """Recall ≥ 95 %, precision ≥ 98 %, agreeing claims agree, contradictions are caught, nobody right is accused."""
    tally = total(measured(piece) for piece in pieces())

    assert tally.table >= 170
    assert tally.found >= 0.95 * tally.table, table(tally)
    assert tally.right >= 0.98 * tally.claimed, table(tally)
    assert tally.agreed >= 0.95 * tally.agreeing, table(tally)
    assert tally.caught == tally.contradictions
    assert tally.worked_out == tally.ratios
    assert tally.accused == 0
