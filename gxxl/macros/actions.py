"""核查, 填总计, 补零: each a pure function from a snapshot to edits; every action can be taken back once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxxl.edit import Blank, Content, Edit, Formula, Number, Show, Tell, Text, Write
from gxxl.finding import Finding, shown
from gxxl.form.formula_words import YES
from gxxl.form.model import Form, Ref, Role
from gxxl.form.rules import Severity
from gxxl.form.rules_workbook import REFUSED_REASON, STALE_REASON
from gxxl.form.told import checked
from gxxl.macros.coverage import coverage_rows, link
from gxxl.macros.examine import REASONS, Examined, examine, names_to_examine, opening, typed_in
from gxxl.macros.reasons import counts, key_of, outdated, place_of
from gxxl.macros.undoing import Cells, undo_record
from gxxl.narrative.compare import coverage
from gxxl.report import Kind
from gxxl.sheet import Held, Snapshot, layout_of
from gxxl.template.blocks import LIVE_RULES, SIGN
from gxxl.template.functions import general
from gxxl.template.live import looker, scalar, total_cells
from gxxl.template.places import FINDINGS_ROWS, PROSE_SECTIONS, Places, places_of
from gxxl.template.taking import Taken, plain_formula

_WRITTEN = (
    "checked",
    "open_errors",
    "open_doubts",
    "results",
    "reasons",
    "result_keys",
    "kept_reasons",
    "undo",
    "seen_watched",
    "generated",
)


def names_for(form: Form) -> tuple[str, ...]:
    """Every block an action reads or writes."""
    kinds = [f"{kind}_{table.key}" for table in form.tables for kind in ("marks", "seen", "hints", "weights")]
    seen = [f"seen_{key}" for key in PROSE_SECTIONS]
    return tuple(dict.fromkeys((*names_to_examine(form), *REASONS, *_WRITTEN, *kinds, *seen)))


def check_action(snapshot: Snapshot, form: Form) -> tuple[list[Edit], Examined]:
    """核查: marks, hints, findings and reasons written; nothing the clerk typed is touched."""
    examined = examine(snapshot, form)
    places = places_of(form)
    writes = [*_marks(places, snapshot, examined), *_findings(places, examined), *_verdict(places, snapshot, examined)]
    first = next((f.where.ref for f in examined.findings if f.where.ref and f.is_open), None)
    edits: list[Edit] = [*writes, *undo_record(snapshot, places, writes)]
    return [*edits, *([Show(layout_of(form)[first])] if first else []), Tell(_summary(examined))], examined


def fill_action(snapshot: Snapshot, form: Form) -> list[Edit]:
    """填总计: the total formulas restored wherever they were typed over or cleared; each change is named."""
    places, layout = places_of(form), layout_of(form)
    cells = Cells(snapshot, places)
    told: list[str] = []
    writes: list[Write] = []
    report = _taken(snapshot, form).report
    for at, expression in total_cells(form).items():
        ref = next(ref for ref, address in layout.items() if address == at)
        held = cells[at]
        if held.formula is not None and plain_formula(held.formula) == plain_formula(expression.text()):
            continue
        total = sum(report[term.ref].counts or 0 for term in form.total_sums[ref])
        writes.append(Write(at, ((Formula(expression.text(), float(total)),),)))
        old = "空白" if held.raw is None else general(held.raw) if isinstance(held.raw, float) else str(held.raw)
        told.append(f"{at.sheet} {at.a1} 原{old}改{general(float(total))}")
    sentence = f"恢复总计公式{len(told)}格：" + "；".join(told) + "。" if told else "总计公式都在，没有改动。"
    return [*writes, *(undo_record(snapshot, places, writes) if writes else []), Tell(sentence)]


def zero_action(snapshot: Snapshot, form: Form) -> list[Edit]:
    """补零: every blank input of the three tables becomes 0."""
    report, layout = _taken(snapshot, form).report, layout_of(form)
    blanks = [cell.ref for cell in form.cells if cell.role is Role.INPUT and report[cell.ref].kind is Kind.BLANK]
    writes = [Write(layout[ref], ((Number(0.0),),)) for ref in blanks]
    record = undo_record(snapshot, places_of(form), writes) if writes else ()
    return [*writes, *record, Tell(f"补零{len(blanks)}格。")]


def _taken(snapshot: Snapshot, form: Form) -> Taken:
    """The report of a workbook whose structure is as issued. Raises NotOurs."""
    return opening(snapshot, form, lambda: typed_in(snapshot, form)).taken


def _marks(places: Places, snapshot: Snapshot, examined: Examined) -> Iterator[Write]:
    """Marks and words of rules the formulas do not know, and what was seen, as blocks."""
    layout, cells = layout_of(places.form), Cells(snapshot, places)
    marks: dict[Ref, str] = {}
    words: dict[tuple[str, int], list[str]] = {}
    for finding in examined.findings:
        ref = finding.where.ref
        if ref and finding.reason is None and finding.rule.code not in LIVE_RULES:
            marks.setdefault(ref, finding.severity.mark)
            words.setdefault((ref.table, layout[ref].row), []).append(finding.problem)
    for table in places.form.tables:
        grid = places.grid(table)
        block: list[list[Content | None]] = [[None] * grid.width for _ in range(grid.height)]
        seen = [list(row) for row in block]
        for ref, at in layout.items():
            if ref.table == table.key:
                row, column = at.row - grid.top, at.column - grid.left
                block[row][column] = Text(marks[ref]) if ref in marks else Blank()
                seen[row][column] = _as_seen(cells[at], examined.taken.report[ref].number)
        yield Write(places.block("marks", table).at(0, 0), tuple(map(tuple, block)))
        yield Write(places.block("seen", table).at(0, 0), tuple(map(tuple, seen)))
        hints = [words.get((table.key, grid.top + down), []) for down in range(grid.height)]
        column_of = tuple(((Text("；".join(hint)[:500]) if hint else Blank()),) for hint in hints)
        yield Write(places.block("hints", table).at(0, 0), column_of)


def _as_seen(held: Held, number: object) -> Content:
    """A cell as `same` compares it. A total that is computed counts with its value now."""
    raw = held.raw
    if held.formula is not None and isinstance(number, int | Decimal):
        return Number(float(number))
    if raw is None or raw == "":
        return Blank()
    if isinstance(raw, bool) or (isinstance(raw, str) and raw.startswith(SIGN)):
        return Text(SIGN)
    return Text(raw) if isinstance(raw, str) else Number(float(raw))


def _findings(places: Places, examined: Examined) -> Iterator[Write]:
    """核查结果: a row for each finding, its reason beside it, its key in a hidden column."""
    rows: list[tuple[Content | None, ...]] = []
    reasons: list[tuple[Content, ...]] = []
    keys: list[tuple[Content, ...]] = []
    for finding in examined.findings[:FINDINGS_ROWS]:
        key = key_of(finding)
        reason = examined.reasons.get(key, "") if finding.answerable else ""
        stale = finding.answerable and not reason and bool(outdated(key, examined.reasons))
        rows.append(_row(places, finding, reason, stale=stale))
        reasons.append((Text(reason) if reason else Blank(),))
        keys.append((Text(key),))
    listed = coverage_rows(places, examined)[: FINDINGS_ROWS - len(rows)]
    rows += listed
    reasons += [(Blank(),) for _ in listed]
    keys += [(Blank(),) for _ in listed]
    rest = FINDINGS_ROWS - len(rows)
    blank = tuple(Blank() for _ in range(7))
    yield Write(places.names["results"].at(0, 0), (*rows, *[blank] * rest))
    yield Write(places.names["reasons"].at(0, 0), (*reasons, *[(Blank(),)] * rest))
    yield Write(places.names["result_keys"].at(0, 0), (*keys, *[(Blank(),)] * rest))


def _row(places: Places, finding: Finding, reason: str, *, stale: bool) -> tuple[Content | None, ...]:
    problem = finding.problem
    if finding.causes:
        problem = (
            "".join(finding.causes) + problem
            if len(finding.causes) == 1
            else problem + "可能：" + "".join(finding.causes)
        )
    if reason and not counts(reason):
        problem += REFUSED_REASON.format(reason=reason)
    if stale:
        problem += STALE_REASON
    level = "已说明" if finding.reason else finding.severity.label
    texts = [level, problem, finding.rule.code, _told(finding.stood), _told(finding.due), finding.remedy]
    return (
        *[Text(text) if text else Blank() for text in texts],
        link(places, finding.where),
    )


def _told(value: object) -> str:
    return "" if value is None else str(shown(value))  # type: ignore[arg-type]


def _verdict(places: Places, snapshot: Snapshot, examined: Examined) -> Iterator[Write]:
    """What the workbook's own status needs to know of the program's check."""
    errors = sum(f.is_open and f.severity is Severity.ERROR for f in examined.findings)
    doubts = sum(f.is_open and f.severity is Severity.WARNING for f in examined.findings)
    for name, content in (("checked", Text(YES)), ("open_errors", Number(errors)), ("open_doubts", Number(doubts))):
        yield Write(places.names[name].at(0, 0), ((content,),))
    yield Write(places.names["seen_watched"].at(0, 0), _watched(places, snapshot))
    for key in PROSE_SECTIONS:
        rows = tuple((_as_seen(row[0], None),) for row in snapshot.blocks[key])
        yield Write(places.names[f"seen_{key}"].at(0, 0), rows)
    open_places = {place_of(key_of(finding)) for finding in examined.findings}
    kept = [(Text(key), Text(text)) for key, text in examined.reasons.items() if place_of(key) in open_places]
    area = places.names["kept_reasons"]
    blank = (Blank(), Blank())
    yield Write(area.at(0, 0), (*kept[: area.height], *[blank] * (area.height - len(kept))))


def _watched(places: Places, snapshot: Snapshot) -> tuple[tuple[Content], ...]:
    """What `watched` sums up, as it is now."""
    cells, area = Cells(snapshot, places), places.names["watched"]
    look = looker(places.form, lambda at: scalar(cells.get(at)))
    return tuple((Text(str(look(area.at(row, 0)))),) for row in range(area.height))


def _summary(examined: Examined) -> str:
    errors = sum(f.is_open and f.severity is Severity.ERROR for f in examined.findings)
    doubts = sum(f.is_open and f.severity is Severity.WARNING for f in examined.findings)
    told = checked(errors, doubts, "“核查结果”第一条")
    if errors or doubts:
        return told
    end = ("可以上报。" if examined.claims else "") if examined.taken.finished else "还没有填完。"
    return told + coverage(examined.claims) + end
