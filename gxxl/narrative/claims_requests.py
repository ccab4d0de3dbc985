"""Words about requests and the cells of table three they name."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gxxl.narrative import cells
from gxxl.narrative.claims_words import Context, Label, details, kinds, strong
from gxxl.narrative.lexicon import CASE_MEASURES
from gxxl.narrative.tokens import Token

_PLAIN_MEASURES = frozenset(("件", "起", "宗", "份", "例", "条", "件次"))


class Rows(NamedTuple):
    """Rows of table three that are named, whether doubtful, and those of one other reading."""

    names: tuple[str, ...] = ()
    soft: bool = False
    other: tuple[str, ...] = ()


OUTCOMES = frozenset(("granted", "partly_granted", "refused", "unavailable", "not_processed", "otherwise"))
_NO_ROWS = Rows()
_RECEIVED = Rows(("new", "carried_in"))


def requests(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    """A label of table three: rows by outcome or verb, columns by applicant."""
    found = kinds(tokens)
    loose = measure not in _PLAIN_MEASURES and not (any(map(strong, tokens)) and found & {"RECV", "HANDLE"})
    loose = loose and not (measure == "项" and "OUT" in found and "new" in context.said)
    pieces = measure == "条" and not found & {"RECV", "HANDLE"} and any("信息" in token.text for token in tokens)
    pieces = pieces or (measure == "条" and "GIVEN" in found and not context.outcomes)
    uncounted = (measure not in CASE_MEASURES or loose) and not none
    people = measure in ("人", "人次") and "APP" not in found
    about = people or ("NOPUB" in found and "OUT" not in found)
    if about or pieces or uncounted or _is_apart(tokens, found):
        return Label("requests")
    if "CHANNEL" in found and (not found & {"RECV", "HANDLE", "OUT"} or context.among) and not none:
        return Label("requests")
    if context.applicants and "RES" in found and not found & {"OUT", "DISP"}:
        rest = cells.requests(context.form, context.rows or ["new"], ["other"])
        return Label("requests", rest, cells.requests(context.form, ["otherwise"], ()), soft=True)
    names, soft, other = _rows(tokens, found, context, none=none)
    if not names:
        return Label("requests")
    applicants = details(tokens, "APP") if not none else []
    if len(applicants) > 1 and "organizations" in applicants:
        applicants = [name for name in applicants if name in ("organizations", "natural_person")]
    if {"organizations", "natural_person"} <= set(applicants):
        applicants = []
    anyone = [token.text for token in tokens if "APP" in token.kinds] == ["公民"]
    if anyone and "RECV" in found and any(map(strong, tokens)):
        of_natural_persons = cells.requests(context.form, names, applicants)
        return Label("requests", cells.requests(context.form, names, ()), of_natural_persons, soft, names)
    refs = cells.requests(context.form, names, applicants)
    alternatives = cells.requests(context.form, other, applicants) if other else ()
    return Label("requests", refs, alternatives, soft, names)


def _is_apart(tokens: Sequence[Token], found: set[str]) -> bool:
    """Requests of another kind or in another state than the rows tell; 转来及本级收到的 are not of another kind."""
    if "APPLIED" in found or (found & {"EXTEND", "CORRECT"} and not found & {"COUT", "OUT"}):
        return True
    return any(
        "APART" in token.kinds and not after.kinds & {"CONJ"} for token, after in pairwise([*tokens, *tokens[-1:]])
    )


def _rows(tokens: Sequence[Token], found: set[str], context: Context, *, none: bool) -> Rows:
    """The rows of table three that are named, the surest words first."""
    outs = details(tokens, "OUT")
    if outs:
        return _outcomes(tokens, outs, found)
    if found & {"CIN", "COUT", "CARRY"}:
        return _carried(tokens, found, context, none=none)
    if "BOTH" in found and none:
        return Rows(("new",))
    if "BOTH" in found or (
        "SUMUP" in found and "FINISHED" not in found and {"new", "carried_in"} <= context.said | context.said_before
    ):
        return _RECEIVED
    given = "GIVEN" in found and not found & {"RECV", "HANDLE", "REQ", "INFO", "OTHER", "DOC", "CHANNEL"}
    already = context.said | context.said_before if context.among else context.said
    if given and (context.outcomes or already & {"new", "handled"}) and not none:
        return Rows(("granted",), soft=True, other=("partly_granted", "granted"))
    return _done(tokens, found, context) or _unspoken(tokens, found, context, none=none)


def _done(tokens: Sequence[Token], found: set[str], context: Context) -> Rows | None:
    """收到 and 办理; a second 收到 in a sentence counts a part of the first."""
    if "RECV" in found:
        newly = any(token.text.startswith("新") for token in tokens if "RECV" in token.kinds)
        other = ("handled",) if "HANDLE" in found else ()
        if _handles_received(tokens) and "handled" not in context.said:
            return Rows(("handled",), other=("new",))
        already = context.said | context.said_before if context.among else context.said
        again = "new" in already and "SUMUP" not in found
        return _NO_ROWS if again and not newly else Rows(("new",), other=other)
    if {"REST", "TIMELY"} <= found and "HANDLE" not in found:
        return Rows(("carried_out",), soft=True)
    if "HANDLE" in found and ("handled" not in context.said or not context.among or "FINISHED" in found):
        return Rows(("handled",))
    return None


def _handles_received(tokens: Sequence[Token]) -> bool:
    """办理本级收到的申请27件: the verb that comes first counts."""
    verbs = [token.kinds & {"RECV", "HANDLE"} for token in tokens if token.kinds & {"RECV", "HANDLE"}]
    return len(verbs) > 1 and verbs[0] == {"HANDLE"} and verbs[-1] == {"RECV"}


def _carried(tokens: Sequence[Token], found: set[str], context: Context, *, none: bool) -> Rows:
    """上年结转, 结转下年, or 结转 alone: what was carried in stands before what was handled."""
    if {"CIN", "COUT"} <= found:
        return Rows(("carried_in", "carried_out")) if none else _NO_ROWS
    if "CIN" in found:
        newly = any(token.text.startswith("新收") for token in tokens)
        return _RECEIVED if newly and not none else Rows(("carried_in",))
    if "COUT" in found:
        return Rows(("carried_out",))
    before = "new" in context.said and "handled" not in context.said
    rows = ("carried_in",), ("carried_out",)
    return Rows(rows[not before], soft=True, other=rows[before])


def _unspoken(tokens: Sequence[Token], found: set[str], context: Context, *, none: bool) -> Rows:
    """No verb: applicants of the row before, 其他 in a list of outcomes, or requests merely counted."""
    said = context.said | context.said_before
    if "APP" in found:
        of_new = any(map(strong, tokens)) and not context.among
        return Rows(("new",) if of_new else context.rows or ("new",))
    listed = len([row for row in context.said if row.partition(".")[0] in OUTCOMES]) > 2
    if "RES" in found and (listed or (context.among and said & {"handled", "new"})):
        return Rows(("otherwise",), soft=True)
    if "REQ" in found and (none or ("new" not in context.said and not context.among)):
        return Rows(("new",), soft=none or not any(map(strong, tokens)))
    return _NO_ROWS


def _outcomes(tokens: Sequence[Token], outs: list[str], found: set[str]) -> Rows:
    """Outcomes joined by 及 are added; a reason before its group is the row, unless 等 says that there are more."""
    if outs == ["partly_granted"] and {"GIVEN", "CONJ"} <= found:
        return Rows(("granted", "partly_granted"))
    groups = tuple(name for name in outs if "." not in name)
    reasons = tuple(name for name in outs if "." in name)
    if not reasons or not groups:
        return Rows(groups or reasons)
    if "not_processed" in groups and {"otherwise.uncorrected", "otherwise.unpaid"} & set(reasons):
        return Rows(reasons)
    of_group = tuple(name for name in reasons if name.partition(".")[0] in groups)
    named_with_etc = of_group == ("not_processed.petition",)
    if not of_group or (not named_with_etc and any("ETC" in token.kinds for token in tokens)):
        return Rows(groups, soft=True, other=of_group)
    return Rows(of_group, soft=True, other=groups)
