"""What the words around a number name: cells of table three, four or two, or nothing in the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gxxl.form.model import Form, Ref
from gxxl.narrative import cells
from gxxl.narrative.lexicon import CASE_MEASURES, INFO_MEASURES
from gxxl.narrative.tokens import Token

_DOCUMENT_MEASURES = frozenset("件 份 部 个 项".split())
_PLAIN_MEASURES = frozenset("件 起 宗 份 例 条 件次".split())
_MONEY = frozenset("元 万元 亿元".split())


@dataclass(frozen=True, slots=True)
class Label:
    """The cells named, one other reading, whether it is doubtful, and what may follow it: `rows` for applicants,
    `kind` for the domain."""

    kind: str
    refs: tuple[Ref, ...] = ()
    alternatives: tuple[Ref, ...] = ()
    soft: bool = False
    rows: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


NOTHING = Label("other")


@dataclass(slots=True)
class Context:
    """What was spoken of before: carried from clause to clause, from sentence to sentence within a section."""

    form: Form
    domain: str = ""
    rows: tuple[str, ...] = ()
    groups: list[str] = field(default_factory=list)
    results_said: bool = False
    document: str = ""
    verb: str = ""
    among: bool = False
    said: set[str] = field(default_factory=set)
    published: bool = False

    def new_sentence(self) -> None:
        """Lists and verbs end with a sentence; the subject lives on."""
        self.among = self.published = False
        self.verb = ""
        self.said = set()


def details(tokens: Iterable[Token], kind: str) -> list[str]:
    """The details of a kind of word, in order, each once: `granted` of `OUT:granted`."""
    start = kind + ":"
    found = (meaning[len(start) :] for token in tokens for meaning in token.details if meaning.startswith(start))
    return list(dict.fromkeys(found))


def kinds(tokens: Iterable[Token]) -> set[str]:
    """The kinds of words there are."""
    return {meaning.partition(":")[0] for token in tokens for meaning in token.details}


_LABELS = frozenset(
    "BOTH REQ RECV HANDLE OUT APP CIN COUT CARRY DISP RES DOC DEC FEES PROC FEEINFO ISSUED REPEALED INFORCE SUMUP".split()
)
_OBJECTS = frozenset(
    "BOTH REQ OUT APP CIN COUT CARRY DISP RES DOC DEC FEES PROC FEEINFO INFORCE REPEALED ISSUED NOREQ OTHER NODOC".split()
)


def has_label(tokens: Iterable[Token]) -> bool:
    """Whether there is a word that could name a cell."""
    return bool(kinds(tokens) & _LABELS)


def has_object(tokens: Iterable[Token]) -> bool:
    """Whether there is a word that says what is counted."""
    return bool(kinds(tokens) & _OBJECTS)


def strong(token: Token) -> bool:
    """A request for government information by name, not merely 申请."""
    return "REQ" in token.details and ("公开" in token.text or "依申请" in token.text or "信息" in token.text)


_DOMAINS = {
    "NOREQ": "other",
    "OTHER": "other",
    "NODOC": "other",
    "SERVICES": "other",
    "DISP": "disputes",
    "DOC": "documents",
    "DEC": "decisions",
    "FEES": "fees",
    "PROC": "procurement",
    "CIN": "requests",
    "COUT": "requests",
}


def domain_of(tokens: Sequence[Token], context: Context) -> str:
    """Which table the words speak of, by the last thing named; `other` for none, empty where they do not say."""
    found = kinds(tokens)
    if "FEEINFO" in found:
        return "other"
    last = ""
    named = context.domain == "requests"
    for token in tokens:
        named = named or strong(token)
        for meaning in token.details:
            kind = meaning.partition(":")[0]
            if kind == "REQ" and last != "disputes" and (named or "other" not in (last, context.domain)):
                last = "requests"
            last = _DOMAINS.get(kind, last)
    if "OUT" in found and last in ("", "requests") and context.domain in ("requests", "", "disputes"):
        return "requests"
    return last or context.domain


def label(tokens: Sequence[Token], measure: str, context: Context, *, none: bool = False) -> Label:
    """What the words name. `none`: they stand after 未、无, so that several objects are meant each."""
    domain = domain_of(tokens, context)
    read = {
        "requests": _requests,
        "disputes": _disputes,
        "documents": _documents,
        "decisions": _decisions,
        "fees": _fees,
        "procurement": _procurement,
    }.get(domain)
    return read(tokens, measure, context, none=none) if read else NOTHING


def _requests(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    found = kinds(tokens)
    loose = measure not in _PLAIN_MEASURES and not (any(map(strong, tokens)) and found & {"RECV", "HANDLE"})
    if found & {"EXTEND", "CORRECT", "APPLIED"} or (measure not in CASE_MEASURES or loose) and not none:
        return Label("requests")
    if "CHANNEL" in found and (not found & {"RECV", "HANDLE", "OUT"} or context.among) and not none:
        return Label("requests")
    names, soft, other = _rows(tokens, found, context, none=none)
    if not names:
        return Label("requests")
    applicants = details(tokens, "APP") if not none else []
    if len(applicants) > 1 and "organizations" in applicants:
        applicants = [name for name in applicants if name in ("organizations", "natural_person")]
    if {"organizations", "natural_person"} <= set(applicants):
        applicants = []
    refs = cells.requests(context.form, names, applicants)
    alternatives = cells.requests(context.form, other, applicants) if other else ()
    return Label("requests", refs, alternatives, soft, tuple(names))


def _rows(
    tokens: Sequence[Token], found: set[str], context: Context, *, none: bool
) -> tuple[list[str], bool, list[str]]:
    """The rows of table three that are named, whether doubtful, and the rows of another reading."""
    outs = details(tokens, "OUT")
    if outs:
        return _outcomes(tokens, outs)
    if "CIN" in found and "COUT" in found:
        return (["carried_in", "carried_out"], False, []) if none else ([], False, [])
    if "CIN" in found:
        new = any(token.text.startswith("新收") or token.text == "本年新收" for token in tokens)
        return (["new", "carried_in"], False, []) if new and not none else (["carried_in"], False, [])
    if "COUT" in found:
        return ["carried_out"], False, []
    if "CARRY" in found:
        before = "new" in context.said and "handled" not in context.said
        return (["carried_in"], True, ["carried_out"]) if before else (["carried_out"], True, ["carried_in"])
    if "SUMUP" in found and {"new", "carried_in"} <= context.said:
        return ["new", "carried_in"], False, []
    if "BOTH" in found:
        return ["new", "carried_in"], False, []
    given = "GIVEN" in found and not found & {"RECV", "HANDLE", "REQ", "INFO", "OTHER", "DOC", "CHANNEL"}
    if given and context.said & {"new", "handled"} and not none:
        return ["granted"], True, ["partly_granted", "granted"]
    newly = any(token.text.startswith("新收") or token.text in ("新受理", "新接") for token in tokens)
    taken = "RECV" in found
    if taken and ("new" not in context.said or newly):
        return ["new"], False, (["handled"] if "HANDLE" in found else [])
    if taken:
        return [], False, []
    if "HANDLE" in found and ("handled" not in context.said or not context.among):
        return ["handled"], False, []
    if "APP" in found:
        return list(context.rows or ("new",)), False, []
    if "RES" in found and context.among and "handled" in context.said:
        return ["otherwise"], True, []
    if "REQ" in found and "new" not in context.said and not context.among:
        return ["new"], not any(map(strong, tokens)) or none, []
    return [], False, []


def _outcomes(tokens: Sequence[Token], outs: list[str]) -> tuple[list[str], bool, list[str]]:
    """Outcomes joined by 及 are added; a reason before its group is the row, unless 等 says that there are more."""
    groups = [name for name in outs if "." not in name]
    reasons = [name for name in outs if "." in name]
    if not reasons or not groups:
        return groups or reasons, False, []
    of_group = [name for name in reasons if name.partition(".")[0] in groups]
    if not of_group or any("ETC" in token.details for token in tokens):
        return groups, True, of_group
    return of_group, True, groups


def _disputes(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    found = kinds(tokens)
    if "TRIAL" in found or (measure not in CASE_MEASURES and not none):
        return Label("disputes")
    named = details(tokens, "DISP")
    results = [name for name in details(tokens, "RES") if not (name == "other" and len(details(tokens, "RES")) > 1)]
    if "CLOSED" in found and not results:
        return Label("disputes")
    if "both" in named:
        named = ["both"]
    elif {"direct_litigation", "litigation_after_reconsideration"} & set(named):
        named = [name for name in named if name in ("direct_litigation", "litigation_after_reconsideration")][-1:]
    if not results:
        groups = named or context.groups[-1:]
        return Label(
            "disputes",
            cells.disputes(groups, ()) if named or found & {"RECV"} or none or groups else (),
            groups=tuple(groups),
        )
    soft = "dismissed" in results
    columns = ["upheld" if name == "dismissed" else name for name in results]
    groups = named or (context.groups if context.among or "ALL" in found else context.groups[-1:])
    other = cells.disputes(context.groups[-1:], columns) if not named and len(groups) > 1 else ()
    if soft:
        other = cells.disputes(groups, ["other"])
    refs = cells.disputes(groups, columns)
    return Label("disputes", refs, other, soft, groups=tuple(groups), results=tuple(columns))


def _documents(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    found = kinds(tokens)
    if found & {"NODOC", "NOPUB"}:
        return Label("other")
    rows = details(tokens, "DOC") or ([context.document] if context.document else [])
    if not rows or not found & {"DOC", "ISSUED", "REPEALED", "INFORCE", "TOTALOUT"}:
        return Label("documents")
    if measure in INFO_MEASURES - _DOCUMENT_MEASURES or _information(tokens):
        return _published(tokens, tuple(_document(context.form, row, ["ISSUED"])[0] for row in rows[-1:]))
    if measure not in _DOCUMENT_MEASURES and not none:
        return Label("documents")
    verbs = [verb for verb in ("INFORCE", "REPEALED", "ISSUED", "TOTALOUT") if verb in found]
    verbs = verbs or (["PUB"] if "PUB" in found else [context.verb] if context.verb else [])
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
    columns = _COLUMN_2021 if form.edition.year == 2021 else _COLUMN_2019
    return tuple(Ref("disclosure", row, columns[verb]) for verb in verbs or ("ISSUED",))


def _information(tokens: Sequence[Token]) -> bool:
    """Whether pieces of information about documents or decisions are counted: 规范性文件信息."""
    named = [place for place, token in enumerate(tokens) if kinds([token]) & {"DOC", "DEC"}]
    return bool(named) and "INFO" in kinds(tokens[named[-1] :])


def _published(tokens: Sequence[Token], cell: tuple[Ref, ...]) -> Label:
    """Pieces of information about documents or decisions: no table figure; 类信息 and 公开信息 say so themselves."""
    plain = any(token.text in ("类信息", "公开信息") for token in tokens)
    return Label("documents", (), () if plain else cell)


def _decisions(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    found = kinds(tokens)
    names = details(tokens, "DEC")
    refs = tuple(Ref("disclosure", name, "decisions") for name in names)
    if measure in _MONEY or found & {"NODOC", "NOPUB"}:
        return Label("other")
    decided = any(token.text == "处理决定" for token in tokens)
    if (measure in INFO_MEASURES and not decided) or _information(tokens):
        return Label("decisions", (), _published(tokens, refs[-1:]).alternatives)
    if not none and measure not in CASE_MEASURES and not decided:
        return Label("decisions")
    return Label("decisions", refs, (), "PUB" in found or context.verb == "PUB" or "HANDLE" in found or "RECV" in found)


def _fees(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    if measure not in _MONEY and not none:
        return Label("fees")
    ref = Ref("disclosure", "fees", "amount")
    return Label("fees", cells.known(context.form, ref), (), not tokens)


def _procurement(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    column = "amount" if measure in _MONEY else "items" if measure in ("个", "项", "次", "件") else ""
    if not column or none:
        return Label("procurement")
    ref = Ref("disclosure", "procurement", column)
    return Label("procurement", cells.known(context.form, ref), (), soft=True)
