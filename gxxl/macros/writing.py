"""写文字: sections 一、五、六, preamble, title and signature drafted in a workbook; edits of the clerk are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gxxl.edit import Blank, Content, Edit, Tell, Text, Write
from gxxl.form.model import Form
from gxxl.form.sections import PROSE_KEYS
from gxxl.macros.examine import examine
from gxxl.macros.phrase_sheet import book_in, fault_findings
from gxxl.macros.undoing import CHUNK, undo_record
from gxxl.narrative.drafting import Outcome, hindrance, packed, redraft, told, unpacked
from gxxl.narrative.writing import TITLE
from gxxl.report import JsonValue, Report
from gxxl.sheet import Area, Snapshot
from gxxl.template.places import Places, places_of
from gxxl.template.placing import content, placed_prose


def write_action(snapshot: Snapshot, form: Form, last: Report | None = None) -> tuple[list[Edit], bool]:
    """The edits, and whether it could be done: tables with blanks or errors are named and nothing is written.

    `last` is last year's report where it is known better than from 上年数据.
    """
    examined = examine(snapshot, form)
    taken = examined.taken
    refused = hindrance(taken.report, examined.findings)
    if refused:
        return [Tell(refused)], False
    book = book_in(snapshot)
    outcome = redraft(taken.report, last or taken.last, book, remembered_in(snapshot))
    places = places_of(form)
    writes = [*_words(places, taken.report, outcome), remembered(places, outcome.generated)]
    faults = "".join(finding.problem for finding in fault_findings(book, places))
    return [*writes, *undo_record(snapshot, places, writes), Tell(told(outcome) + faults)], True


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


def _words(places: Places, before: Report, outcome: Outcome) -> Iterator[Write]:
    """Texts that changed, and the signature where nobody had signed."""
    report = outcome.report
    changed = {key: report.prose[key] for key in PROSE_KEYS if key in outcome.changed}
    yield from placed_prose(replace(report, prose=changed))
    if TITLE in outcome.changed:
        yield Write(places.names["title"].at(0, 0), ((content(report.particular(TITLE)),),))
    organ = report.signature.organ if report.signature else None
    if organ and not (before.signature and before.signature.organ):
        yield Write(places.names["signature_organ"].at(0, 0), ((content(organ),),))
