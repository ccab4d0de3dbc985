"""写文字: sections 一、五、六, preamble, title and signature drafted in a workbook; edits of the clerk are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gxxl.edit import Edit, Tell, Write
from gxxl.form.model import Form
from gxxl.form.sections import PROSE_KEYS
from gxxl.macros.examine import examine
from gxxl.macros.phrase_sheet import book_in, fault_findings
from gxxl.macros.remembering import remembered, remembered_in
from gxxl.macros.undoing import undo_record
from gxxl.narrative.drafting import Outcome, hindrance, redraft, told
from gxxl.narrative.writing import TITLE
from gxxl.report import Report
from gxxl.sheet import Snapshot
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
