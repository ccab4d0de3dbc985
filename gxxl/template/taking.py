"""Between workbook and report: a snapshot taken as a report (with what its formulas say), a report placed as writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from gxxl.form import organs
from gxxl.form.editions import EDITIONS, compose
from gxxl.form.extras import EXTRAS
from gxxl.form.formula_words import YES
from gxxl.form.model import Form, Quantity, Ref, Role
from gxxl.form.sections import PROSE_KEYS, SECTIONS
from gxxl.reading import read_cell
from gxxl.report import BLANK, UNSEEN, JsonValue, Kind, Report, Signature, Value
from gxxl.sheet import Held, Snapshot, layout_of
from gxxl.template.issue import ASKED, answers_asked
from gxxl.template.live import total_cells
from gxxl.template.places import CONTINUED, PROSE_ROWS, places_of

_DECORATION = str.maketrans("", "", "'$ ")
_COVER = (
    "organ",
    "year",
    "level",
    "kind",
    "scope",
    "finished",
    "title",
    "signature_organ",
    "signature_date",
    "version",
)
_WORDS = {"level": organs.LEVELS, "kind": organs.KINDS, "scope": organs.SCOPES}


class Taken(NamedTuple):
    """A workbook read: its report, last year's as far as it was filled in, and which cells hold what they should not.

    `formulas` are input cells with a formula, `typed_over` total cells without their own; `finished` is 填报完毕.
    """

    report: Report
    last: Report | None
    finished: bool
    formulas: Mapping[Ref, Held]
    typed_over: frozenset[Ref]


def names_to_read(form: Form) -> tuple[str, ...]:
    """The defined names whose blocks make a report."""
    tables = [name for table in form.tables for name in (table.key, f"last_{table.key}")]
    prose = [
        name
        for key in PROSE_KEYS
        for name in (key, *(() if key == "preamble" else (f"continued_{key}", f"last_{key}")))
    ]
    return (*_COVER, *tables, *prose, "extra", "extra_keys", "last_organ", "last_year", "last_edition")


def form_in(snapshot: Snapshot) -> Form | None:
    """The form a workbook was made for: the edition it states, the rows table three has. None for a stranger."""
    stated = snapshot.blocks.get("edition", ((Held(None),),))[0][0].raw
    if not isinstance(stated, int) or stated not in EDITIONS or "requests" not in snapshot.names:
        return None
    height = snapshot.names["requests"].height
    for edition in EDITIONS:
        form = compose(stated, edition)
        if places_of(form).names["requests"].height == height:
            return form
    return None


def take(snapshot: Snapshot, form: Form) -> Taken:
    """The report a workbook holds, cell by cell as typed; totals with their own formula are what it computes."""
    text = _texts(snapshot)
    held = _cells(snapshot, form)
    formulas, typed_over = _formulas(form, held)
    values = _values(form, held, typed_over)
    particulars: dict[str, JsonValue] = {key: _key(words, text(key)) for key, words in _WORDS.items() if text(key)}
    particulars |= {"title": text("title")} if text("title") else {}
    extra = _extra(snapshot)
    if extra:
        particulars["extra"] = extra
    asked = {one.item: _plain_json(raw) for one, raw in answers_asked(snapshot).items()}
    if asked:
        particulars[ASKED] = asked
    signature = Signature(text("signature_organ"), text("signature_date"))
    report = Report(
        form=form,
        values=values,
        organ=text("organ"),
        year=_year(snapshot, "year"),
        prose={key: prose_in(snapshot, key) for key in PROSE_KEYS},
        signature=signature if any(signature) else None,
        particulars=particulars,
    )
    return Taken(report, _last(snapshot, form, text), text("finished") == YES, formulas, typed_over)


def _texts(snapshot: Snapshot) -> Callable[[str], str | None]:
    def text(name: str) -> str | None:
        raw = snapshot.blocks[name][0][0].raw if name in snapshot.blocks else None
        return str(raw) if raw not in (None, "") else None

    return text


def _year(snapshot: Snapshot, name: str) -> int | None:
    raw = snapshot.blocks[name][0][0].raw
    if isinstance(raw, str) and raw.strip().removesuffix("年").isdecimal():
        raw = int(raw.strip().removesuffix("年"))
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 1900 <= raw <= 2999 else None


def _key(words: Mapping[str, str], word: str | None) -> str | None:
    return next((key for key, shown in words.items() if shown == word), word)


def _cells(snapshot: Snapshot, form: Form, prefix: str = "") -> list[Held]:
    """What the cells of the form hold, in its order; with the prefix `last_` those of 上年数据."""
    grids = {table.key: snapshot.blocks[prefix + table.key] for table in form.tables}
    return [grids[table][row][column] for table, row, column in _offsets(form)]


@cache
def _offsets(form: Form) -> tuple[tuple[str, int, int], ...]:
    """Table, row and column in the block of the table, for each cell of the form."""
    layout, names = layout_of(form), places_of(form).names
    return tuple(
        (ref.table, layout[ref].row - names[ref.table].top, layout[ref].column - names[ref.table].left)
        for ref in (cell.ref for cell in form.cells)
    )


def _formulas(form: Form, held: Sequence[Held]) -> tuple[dict[Ref, Held], frozenset[Ref]]:
    formulas: dict[Ref, Held] = {}
    typed_over: list[Ref] = []
    for cell, found, own in zip(form.cells, held, _own_formulas(form), strict=True):
        if own is None:
            if found.formula is not None:
                formulas[cell.ref] = found
        elif found.raw is not None and not _is_own(found.formula, own):
            typed_over.append(cell.ref)
    return formulas, frozenset(typed_over)


@cache
def _own_formulas(form: Form) -> tuple[str | None, ...]:
    """The formula of each total in its normal form, in the order of the form; None for a cell that is entered."""
    totals, layout = total_cells(form), layout_of(form)
    live = (totals.get(layout[cell.ref]) for cell in form.cells)
    return tuple(plain_formula(total.text()) if total is not None else None for total in live)


def _is_own(formula: str | None, own: str) -> bool:
    return formula is not None and plain_formula(formula) == own


@lru_cache(maxsize=512)
def plain_formula(formula: str) -> str:
    """A formula without quotes round sheet names, `$`, spaces, in capitals: Excel, WPS and LibreOffice each differ."""
    return formula.lstrip("=").upper().translate(_DECORATION)


def _values(form: Form, held: Sequence[Held], typed_over: frozenset[Ref]) -> tuple[Value, ...]:
    values: list[Value] = []
    computed: list[int] = []
    for position, (cell, found) in enumerate(zip(form.cells, held, strict=True)):
        if found.formula is not None and cell.role is Role.TOTAL and cell.ref not in typed_over:
            computed.append(position)
            values.append(BLANK)
        else:
            values.append(as_value(found, cell.column.quantity))
    for position in computed:
        total = sum(values[term].counts or 0 for term in _terms(form)[position])
        values[position] = Value(Kind.NUMBER, total, total)
    return tuple(values)


@cache
def _terms(form: Form) -> Mapping[int, tuple[int, ...]]:
    """The positions of the cells each total sums up, by its own."""
    return {form.index[ref]: tuple(form.index[term.ref] for term in terms) for ref, terms in form.total_sums.items()}


def as_value(held: Held, quantity: Quantity) -> Value:
    """What a cell holds, judged at the door."""
    raw = held.raw
    if raw is None or raw == "":
        return BLANK
    if isinstance(raw, int | float) and not isinstance(raw, bool) and quantity.decimal:
        raw = Decimal(repr(raw))
    return read_cell(raw, quantity, is_date=held.is_date)


def prose_in(snapshot: Snapshot, key: str) -> str:
    """The paragraphs of a section, one a line; a row marked 接上段 goes on with the one above."""
    rows = [str(row[0].raw) if row[0].raw is not None else "" for row in snapshot.blocks[key]]
    marks = snapshot.blocks.get(f"continued_{key}", ())
    continued = [bool(marks) and marks[place][0].raw == CONTINUED for place in range(len(rows))]
    paragraphs: list[str] = []
    for row, goes_on in zip(rows, continued, strict=True):
        if goes_on and paragraphs:
            paragraphs[-1] += row
        else:
            paragraphs.append(row)
    return "\n".join(paragraphs).rstrip("\n")


def _extra(snapshot: Snapshot) -> dict[str, JsonValue]:
    keys = [str(row[0].raw) for row in snapshot.blocks["extra_keys"]]
    answers = [row[0].raw for row in snapshot.blocks["extra"]]
    known = {extra.key for extra in EXTRAS}
    return {key: raw if not isinstance(raw, Decimal) else str(raw) for key, raw in zip(keys, answers, strict=True)
            if raw not in (None, "") and key in known}  # fmt: skip


def _plain_json(raw: object) -> JsonValue:
    """What a cell holds as JSON can keep it."""
    return raw if raw is None or isinstance(raw, bool | int | float | str) else str(raw)


def _last(snapshot: Snapshot, form: Form, text: Callable[[str], str | None]) -> Report | None:
    """Last year's report as far as 上年数据 holds it; blanks are cells not seen."""
    values = tuple(
        UNSEEN if held.raw is None or held.raw == "" else as_value(held, cell.column.quantity)
        for cell, held in zip(form.cells, _cells(snapshot, form, "last_"), strict=True)
    )
    prose = {section.key: prose_in(snapshot, f"last_{section.key}") or None for section in SECTIONS if section.prose}
    if all(value.kind is Kind.UNSEEN for value in values) and not any(prose.values()):
        return None
    return Report(
        form=form,
        values=values,
        organ=text("last_organ"),
        year=_year(snapshot, "last_year"),
        prose={key: prose.get(key) for key in PROSE_KEYS},
    )


def rows_of(paragraphs: Sequence[str], limit: int, rows: int = PROSE_ROWS) -> Iterator[tuple[str, bool]]:
    """Paragraphs as rows of a prose sheet: (text, goes on with the row above); too many share the last rows."""
    split = [(piece, place > 0) for text in paragraphs for place, piece in enumerate(_pieces(text, limit))]
    if len(split) <= rows:
        yield from split
        return
    yield from split[: rows - 1]
    rest = ""
    for piece, goes_on in split[rows - 1 :]:
        rest += piece if goes_on or not rest else "\n" + piece
    yield rest, split[rows - 1][1]


def _pieces(text: str, limit: int) -> list[str]:
    """A paragraph cut after sentences where it is longer than a row shows."""
    pieces: list[str] = []
    while len(text) > limit:
        cut = max(text.rfind(sign, 0, limit) for sign in "。；，") + 1 or limit
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]
