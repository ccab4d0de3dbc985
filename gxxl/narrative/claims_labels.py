"""What the words around a number name: cells of table three, four or two, or nothing in the tables."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.narrative.claims_disclosure import decisions, documents, fees, procurement
from gxxl.narrative.claims_disputes import disputes
from gxxl.narrative.claims_requests import requests
from gxxl.narrative.claims_words import NOTHING, Context, Label, details, is_pending, kinds, strong
from gxxl.narrative.tokens import Token

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
    if "otherwise.unpaid" in details(tokens, "OUT"):
        return "requests"
    last = ""
    named = context.domain == "requests"
    before: Token | None = None
    for token in tokens:
        named = named or strong(token)
        for meaning in token.details:
            kind = meaning.partition(":")[0]
            if kind == "REQ" and last != "disputes" and (named or "other" not in (last, context.domain)):
                last = "requests"
            if kind != "OTHER" or not _is_vague(token, last, found, before):
                last = _DOMAINS.get(kind, last)
        before = token
    if context.domain == "disputes" and last in ("", "requests") and _of_disputes(tokens, found, context):
        return "disputes"
    if "OUT" in found and last in ("", "requests") and context.domain in ("requests", "", "disputes"):
        return "requests"
    if "OUT" in found and last in ("", "requests") and context.said:
        return "requests"
    return last or context.domain


def _is_vague(token: Token, last: str, found: set[str], before: Token | None) -> bool:
    """复议、诉讼问题, 办理行政许可事项, 依申请公开申请事项: a noun that names nothing of its own."""
    if before and strong(before) and before.end == token.start and token.text in ("事项", "办件", "案例"):
        return True
    return (last == "disputes" and token.text == "问题") or (
        last == "decisions" and token.text == "事项" and "HANDLE" in found
    )


def _of_disputes(tokens: Sequence[Token], found: set[str], context: Context) -> bool:
    """撤回, 正在办理 in a list of what became of disputes are results of theirs."""
    if found & {"REQ", "RECV", "HANDLE", "CIN", "CARRY"}:
        return False
    told = [token for token in tokens if token.kinds & {"OUT", "COUT"}]
    listed = context.among or context.results_said or not found & {"OUT"}
    return listed and bool(told) and all("RES" in token.kinds or is_pending(token) for token in told)


def label(tokens: Sequence[Token], measure: str, context: Context, *, none: bool = False) -> Label:
    """What the words name. `none`: they stand after 未、无, so that several objects are meant each."""
    domain = domain_of(tokens, context)
    if context.judging:
        return NOTHING
    read = {
        "requests": requests,
        "disputes": disputes,
        "documents": documents,
        "decisions": decisions,
        "fees": fees,
        "procurement": procurement,
    }.get(domain)
    return read(tokens, measure, context, none=none) if read else NOTHING
