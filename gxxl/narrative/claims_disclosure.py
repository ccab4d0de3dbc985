"""Words about documents, decisions, fees and procurement and the cells of table two they name."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.form.model import Form, Ref
from gxxl.narrative import cells
from gxxl.narrative.claims_words import NOTHING, Context, Label, details, kinds
from gxxl.narrative.lexicon import CASE_MEASURES, INFO_MEASURES
from gxxl.narrative.tokens import Token

_DOCUMENT_MEASURES = frozenset(("件", "份", "部", "个", "项"))
_MONEY = frozenset(("元", "万元", "亿元"))


def documents(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    """规章 and 行政规范性文件 made, repealed and in force, or made and disclosed in 2019."""
    found = kinds(tokens)
    if found & {"NODOC", "NOPUB"}:
        return NOTHING
    rows = details(tokens, "DOC") or ([context.document] if context.document else [])
    if not rows or not found & {"DOC", "ISSUED", "REPEALED", "INFORCE", "TOTALOUT"}:
        return Label("documents")
    if measure in INFO_MEASURES - _DOCUMENT_MEASURES or _information(tokens):
        return _published(tokens, tuple(_document(context.form, row, ["ISSUED"])[0] for row in rows[-1:]))
    if measure not in _DOCUMENT_MEASURES and not none:
        return Label("documents")
    verbs: list[str] = [verb for verb in ("INFORCE", "REPEALED", "ISSUED", "TOTALOUT") if verb in found]
    if "INFORCE" in verbs and not none:
        verbs = [verb for verb in verbs if verb != "TOTALOUT"]
    if not verbs:
        verbs = ["PUB"] if "PUB" in found else [context.verb] if context.verb else []
    refs: list[Ref] = []
    soft = not verbs or verbs == ["PUB"]
    for row in rows:
        refs += _document(context.form, row, verbs)
    other = _document(context.form, rows[-1], ["PUB" if verbs == ["ISSUED"] else "ISSUED"]) if soft else ()
    found_refs = tuple(dict.fromkeys(refs))
    if found_refs and not cells.known(context.form, *found_refs):
        return Label("documents")
    return Label("documents", found_refs, tuple(ref for ref in other if ref not in found_refs), soft)


_COLUMN_2021 = {
    "ISSUED": "issued",
    "REPEALED": "repealed",
    "INFORCE": "in_force",
    "PUB": "issued",
    "TOTALOUT": "issued",
}
_COLUMN_2019 = {
    "ISSUED": "made",
    "PUB": "newly_disclosed",
    "TOTALOUT": "disclosed_total",
    "REPEALED": "repealed",
    "INFORCE": "in_force",
}


def _document(form: Form, row: str, verbs: Sequence[str]) -> tuple[Ref, ...]:
    columns = _COLUMN_2021 if Ref("disclosure", row, "issued") in form.index else _COLUMN_2019
    return tuple(Ref("disclosure", row, columns[verb]) for verb in verbs or ("ISSUED",))


def _information(tokens: Sequence[Token]) -> bool:
    """Whether pieces of information about documents or decisions are counted: 规范性文件信息."""
    named = [place for place, token in enumerate(tokens) if token.kinds & {"DOC", "DEC"}]
    return bool(named) and "INFO" in kinds(tokens[named[-1] :])


def _published(tokens: Sequence[Token], cell: tuple[Ref, ...]) -> Label:
    """Pieces of information about documents or decisions: no table figure; 类信息 and 公开信息 say so themselves."""
    plain = any(token.text in ("类信息", "公开信息") for token in tokens)
    return Label("documents", (), () if plain else cell)


def decisions(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    """行政许可, 行政处罚, 行政强制 decided; in 2019 其他对外管理服务事项, whose items the words may mean, too."""
    found = kinds(tokens)
    names = details(tokens, "DEC")
    refs = cells.known(context.form, *(Ref("disclosure", name, "decisions") for name in names))
    decided = any(token.text == "处理决定" for token in tokens)
    items = "other_services" in names and measure in INFO_MEASURES and not decided
    if measure in _MONEY or found & {"NODOC", "NOPUB"} or (names and not refs) or items:
        return NOTHING
    if not names and "CLOSED" in found and context.decided:
        ref = Ref("disclosure", context.decided, "decisions")
        return Label("decisions", cells.known(context.form, ref), (), soft=True)
    if "立案" in {token.text for token in tokens} or "RECV" in found:
        return Label("decisions")
    if (measure in INFO_MEASURES and not decided) or _information(tokens):
        return Label("decisions", (), _published(tokens, refs[-1:]).alternatives)
    if not none and measure not in CASE_MEASURES and not decided:
        return Label("decisions")
    return Label("decisions", refs, (), "PUB" in found or context.verb == "PUB" or "HANDLE" in found)


def fees(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    """行政事业性收费 in money."""
    if measure not in _MONEY and not none:
        return Label("fees")
    ref = Ref("disclosure", "fees", "amount")
    return Label("fees", cells.known(context.form, ref), (), not tokens)


def procurement(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    """政府集中采购 of 2019."""
    column = "amount" if measure in _MONEY else "items" if measure in ("个", "项", "次", "件") else ""
    if not column or none or "NOPUB" in kinds(tokens):
        return Label("procurement")
    ref = Ref("disclosure", "procurement", column)
    return Label("procurement", cells.known(context.form, ref), (), soft=True)
