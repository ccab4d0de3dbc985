"""Writing: the signed narratives word for word, and what is said when."""

from __future__ import annotations

from pathlib import Path

import pytest

from gxxl.form.sections import SECTIONS
from gxxl.narrative.writing import write
from tests.narrative.samples import SAMPLES

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_signed_narratives_come_out_word_for_word(name: str) -> None:
    """Season §7: three reports with their answers become exactly the sections 一、五、六 that were signed."""
    written = write(*SAMPLES[name]())
    lines = [line for s in SECTIONS if s.prose for line in (s.title, *(written.prose[s.key] or "").split("\n"))]

    assert "\n".join(lines) + "\n" == (GOLDEN / f"narrative-{name}.txt").read_text(encoding="utf-8")
