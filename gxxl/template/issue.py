"""What a sender adds to the workbooks it issues: requirements in words, and 加报项目, further rows of 补充情况.

They stand below the rows every template has and outside the issued layout: the book is known again without them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from gxxl.form.extras import EXTRAS
from gxxl.sheet import Area, Snapshot
from gxxl.template.places import EXTRA

ASKED = "asked"
"""The defined name of the rows: question, answer, unit; and the key under which a report keeps them."""

MOST_ASKED = 30
"""So many further rows find room."""

TOP = 5 + len(EXTRAS) + 3
"""The row of the first of them."""

_LEFT, _WIDTH = 2, 3


class Asked(NamedTuple):
    """One further row; the unit is "" where it is answered in words."""

    question: str
    unit: str = ""

    @property
    def item(self) -> str:
        """政策解读数（件）."""
        return f"{self.question}（{self.unit}）" if self.unit else self.question


class Issue(NamedTuple):
    """What one sender adds: its requirements, a paragraph each, and the further rows."""

    paragraphs: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()


NOTHING = Issue()


def asked_area(count: int) -> Area:
    """Where so many further rows stand."""
    return Area(EXTRA, TOP, _LEFT, count, _WIDTH)


def answers_asked(snapshot: Snapshot) -> Mapping[Asked, object]:
    """The further rows of a workbook and what was answered, None where nothing was; none where it has no such rows."""
    area = snapshot.names.get(ASKED)
    block = snapshot.blocks.get(ASKED, ())
    if area is None or area != asked_area(area.height) or area.height > MOST_ASKED:
        return {}
    found: dict[Asked, object] = {}
    for question, answer, unit in block:
        if isinstance(question.raw, str) and question.raw.strip():
            one = Asked(question.raw.strip(), str(unit.raw or "").strip())
            found.setdefault(one, None if answer.raw == "" else answer.raw)
    return found
