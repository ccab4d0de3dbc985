"""What is said of the lines of 更正登记: R-11 for those that were used, R-12 for those that were not."""

from __future__ import annotations

from decimal import Decimal

from gxxl.checking.wording import plain, typed
from gxxl.collecting.register import Outcome, Settled
from gxxl.collecting.saying import said
from gxxl.finding import Finding, Where
from gxxl.form.model import Form
from gxxl.form.register_words import NOTHING_NAMED, REGISTER, SHOWN_BLANK
from gxxl.form.rules import RULES
from gxxl.form.rules_collecting import CORRECTION_MERGED, CORRECTION_OVER, CORRECTION_REFUSED, REGISTER_UNREAD
from gxxl.report import Kind, Raw, Value
from gxxl.sheet import layout_of


def told(one: Settled, form: Form, value: Value | None) -> tuple[str, Finding]:
    """The finding of a line, and whose it is; `value` is what the return of the organ says in the cell."""
    entry = one.entry
    place = place_of(one, form)
    slots = {
        "organ": one.organ or entry.organ, "cell": place or entry.cell, "who": entry.who, "when": entry.when,
        "old": shown(entry.old), "new": shown(entry.new), "found": words_of(value),
        "places": "、".join(form.table(ref.table).nickname + layout_of(form)[ref].a1 for ref in one.candidates),
        "row": str(entry.row), "named": "，".join(filter(None, (entry.organ, entry.cell))) or NOTHING_NAMED,
    }  # fmt: skip
    if one.outcome is Outcome.REFUSED:
        reason, advice = (text.format_map(slots) for text in CORRECTION_REFUSED[one.reason])
        finding = said("R-12", {**slots, "reason": reason, "advice": advice})
    else:
        slots["old"] = words_of(value)
        finding = said("R-11", slots)
    if one.outcome is Outcome.MERGED:
        finding = finding._replace(problem=CORRECTION_MERGED.format_map(slots), remedy=CORRECTION_OVER)
    due = None if one.outcome is Outcome.REFUSED else slots["new"]
    return one.organ, finding._replace(where=Where(ref=one.ref), found=slots["found"], expected=due)


def reason_words(one: Settled, form: Form, value: Value | None) -> str:
    """Why a line was not used, "" where it was."""
    if one.outcome is not Outcome.REFUSED:
        return ""
    slots = {
        "organ": one.entry.organ, "cell": one.entry.cell, "when": one.entry.when, "old": shown(one.entry.old),
        "new": shown(one.entry.new), "found": words_of(value),
        "places": "、".join(form.table(ref.table).nickname + layout_of(form)[ref].a1 for ref in one.candidates),
    }  # fmt: skip
    return CORRECTION_REFUSED[one.reason][0].format_map(slots)


def place_of(one: Settled, form: Form) -> str:
    """The cell in the words of the form: 表三“（一）予以公开·自然人”; "" where it is not known."""
    if one.ref is None or one.ref not in form.index:
        return ""
    return f"{form.table(one.ref.table).nickname}“{form.cell(one.ref).name}”"


def words_of(value: Value | None) -> str:
    """What a cell holds, in words."""
    return SHOWN_BLANK if value is None or value.kind in (Kind.BLANK, Kind.UNSEEN) else typed(value)


def shown(raw: Raw) -> str:
    """A number or text of the register as people read it."""
    if raw is None or isinstance(raw, str):
        return raw or SHOWN_BLANK
    return plain(raw if isinstance(raw, int | Decimal) else Decimal(repr(raw)))


def unread(file: str, why: str) -> Finding:
    """R-12 for a file that holds no register."""
    problem, remedy = (text.format(file=file, reason=why) for text in REGISTER_UNREAD)
    rule = RULES["R-12"]
    return Finding(rule=rule, severity=rule.severity, where=Where(), problem=problem, remedy=remedy, quote=REGISTER)
