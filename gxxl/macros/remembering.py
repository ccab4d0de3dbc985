"""What 写文字 remembers in a workbook: the text it wrote last, and what merging left to decide."""

from __future__ import annotations

from gxxl.edit import Blank, Content, Text, Write
from gxxl.macros.undoing import CHUNK
from gxxl.narrative.remembered import packed, unpacked
from gxxl.report import JsonValue
from gxxl.sheet import Area, Snapshot
from gxxl.template.places import Places


def remembered_in(snapshot: Snapshot) -> dict[str, JsonValue]:
    """What was written into the workbook last."""
    cells = (row[0].raw for row in snapshot.blocks.get("generated", ()))
    return unpacked("".join(str(raw) for raw in cells if raw is not None))


def remembered(places: Places, generated: dict[str, JsonValue]) -> Write:
    """What is written now, for the next time; nothing where it does not fit, so that the text then counts as theirs."""
    area: Area = places.names["generated"]
    text = packed(generated)
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    cells: list[Content] = [Text(chunk) for chunk in chunks] if len(chunks) <= area.height else []
    return Write(area.at(0, 0), tuple((cell,) for cell in (*cells, *[Blank()] * (area.height - len(cells)))))
