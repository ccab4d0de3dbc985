"""写文字 as a whole: may it be done, what is written where, what is kept, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gxxl.finding import Finding
from gxxl.form.model import Form, Ref
from gxxl.form.rules import Severity
from gxxl.form.sections import PREAMBLE, PREAMBLE_NAME, SECTIONS
from gxxl.narrative.conflicts import LEFT, Conflict, is_open, remembered_conflicts
from gxxl.narrative.merging import Merged, merge
from gxxl.narrative.phrases import Book
from gxxl.narrative.writing import DRAFTED, TITLE, Draft, Piece, draft, with_words
from gxxl.report import JsonValue, Kind, Report
from gxxl.sheet import layout_of, ranges

_NAMES = {TITLE: "标题", PREAMBLE: PREAMBLE_NAME, **{section.key: section.title for section in SECTIONS}}
_MOST = 8
"""So many sentences are told; the rest is counted."""


class Outcome(NamedTuple):
    """What became of a report: its words, what to remember, which parts changed, which were not ours, what is open."""

    report: Report
    generated: dict[str, JsonValue]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    prompts: int


def hindrance(report: Report, findings: Sequence[Finding]) -> str | None:
    """Why nothing is written: the cells of the tables that are blank or in error; None where there are none."""
    blank = {ref for ref in report.form.index if report[ref].kind is Kind.BLANK}
    wrong = {f.where.ref for f in findings if f.where.ref and f.severity is Severity.ERROR and f.is_open} - blank
    told = [_cells(report.form, blank, "还没有填"), _cells(report.form, {ref for ref in wrong if ref}, "有错误")]
    if not any(told):
        return None
    return "没有写文字：" + "；".join(filter(None, told)) + "。请先核查、改好表格，再写文字。"


def _cells(form: Form, refs: set[Ref], what: str) -> str:
    layout = layout_of(form)
    sheets = [
        f"{table.sheet} {ranges(layout[ref] for ref in refs if ref.table == table.key)}"
        for table in form.tables
        if any(ref.table == table.key for ref in refs)
    ]
    return "、".join(sheets) + what if sheets else ""


def redraft(
    report: Report, last: Report | None = None, book: Book | None = None, before: Mapping[str, JsonValue] | None = None
) -> Outcome:
    """Write a report's words, merged with what stands there; `before` is what was written last, as remembered."""
    fresh, remembered = draft(report, last, book), _pieces(before or {})
    theirs = {TITLE: report.particular(TITLE) or "", **{key: report.prose.get(key) or "" for key in DRAFTED[1:]}}
    merged = {key: merge(remembered.get(key, ()), theirs[key], fresh.parts[key]) for key in DRAFTED}
    words = {key: merged[key].text for key in DRAFTED}
    kept = tuple(
        key for key in DRAFTED if theirs[key].strip() and not remembered.get(key) and words[key] == theirs[key]
    )
    generated: dict[str, JsonValue] = {
        key: [[piece.text, piece.fact] for piece in fresh.parts[key]] for key in DRAFTED if key not in kept
    }
    conflicts = _conflicts(merged, before or {}, fresh)
    generated |= {LEFT: [list(conflict) for conflict in conflicts]} if conflicts else {}
    changed = tuple(key for key in DRAFTED if words[key] != theirs[key])
    prompts = sum(words[key].count("〔请填写") for key in DRAFTED)
    return Outcome(with_words(report, words), generated, changed, kept, conflicts, prompts)


def _conflicts(merged: Mapping[str, Merged], before: Mapping[str, JsonValue], fresh: Draft) -> tuple[Conflict, ...]:
    """What is to be decided now, and what was and still is: written again, a draft no longer differs from itself."""
    new = [Conflict(key, one.theirs, one.now) for key in DRAFTED for one in merged[key].left]
    earlier = (conflict for conflict in remembered_conflicts(before) if conflict.section in merged)
    still = (
        conflict
        for conflict in earlier
        if conflict.now in fresh.text(conflict.section) and is_open(conflict, merged[conflict.section].text)
    )
    return (*new, *(conflict for conflict in still if conflict not in new))


def _pieces(before: Mapping[str, JsonValue]) -> dict[str, tuple[Piece, ...]]:
    """What was remembered; what is not in that shape was not written by us."""
    found: dict[str, tuple[Piece, ...]] = {}
    for key, pieces in before.items():
        pairs = [pair for pair in pieces if isinstance(pair, list)] if isinstance(pieces, list) else []
        found[key] = tuple(Piece(str(pair[0]), str(pair[1])) for pair in pairs if len(pair) == 2)
    return found


def told(outcome: Outcome) -> str:
    """What is said once it is done: what was written, what was kept, what to look at."""
    return "".join(_told(outcome))


def _told(outcome: Outcome) -> Iterator[str]:
    written = [_NAMES[key] for key in outcome.changed]
    unchanged = "文字没有改动。" if outcome.conflicts else "文字与表格一致，没有改动。"
    yield f"已写好：{'、'.join(written)}。" if written else unchanged
    kept = [_NAMES[key] for key in outcome.kept if key not in (TITLE, *outcome.changed)]
    if kept:
        yield f"已有文字、没有改动：{'、'.join(kept)}。需要重新起草的，清空后再写文字。"
    left = outcome.conflicts
    if left:
        yield f"您改过的文字有{len(left)}处请核对：" + "".join(map(_one, left[:_MOST]))
        yield f"另有{len(left) - _MOST}处，点“核查”后列出。" if len(left) > _MOST else ""
    if outcome.prompts:
        yield f"有{outcome.prompts}处“〔请填写：…〕”，请补写，或在“补充情况”中回答后再写文字。"


def _one(left: Conflict) -> str:
    if not left.theirs:
        return f"{_NAMES[left.section]}没有写入“{left.now}”；"
    if not left.now:
        return f"“{left.theirs}”所说的情况，表格里已经没有；"
    return f"“{left.theirs}”没有改动，按现在的表格是“{left.now}”；"
