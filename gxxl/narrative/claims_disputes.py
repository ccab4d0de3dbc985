"""Words about 行政复议 and 行政诉讼 and the cells of table four they name."""

from __future__ import annotations

from collections.abc import Sequence

from gxxl.narrative import cells
from gxxl.narrative.claims_words import Context, Label, details, is_pending, kinds
from gxxl.narrative.lexicon import CASE_MEASURES
from gxxl.narrative.tokens import Token

_BARE_MEASURES = frozenset(("件", "起", "宗", "例", "案"))


def disputes(tokens: Sequence[Token], measure: str, context: Context, *, none: bool) -> Label:
    """A label of table four: groups by the kind of dispute, columns by its result."""
    found = kinds(tokens)
    if ("TRIAL" in found and not (none and "DISP" in found)) or (measure not in CASE_MEASURES and not none):
        return Label("disputes")
    named = details(tokens, "DISP")
    results = details(tokens, "RES") or ["pending"] * any(map(is_pending, tokens))
    results = [name for name in results if name != "other" or len(results) == 1]
    if "CLOSED" in found and not results:
        return Label("disputes")
    if results and not named:
        named = _decided_by(tokens, context)
    if "both" in named:
        named = ["both"]
    elif {"direct_litigation", "litigation_after_reconsideration"} & set(named):
        named = [name for name in named if name in ("direct_litigation", "litigation_after_reconsideration")][-1:]
    bare = not results and not named
    if bare and (context.among or not context.disputes_near or measure not in _BARE_MEASURES):
        return Label("disputes")
    if not results:
        groups = named or context.groups[-1:]
        return Label("disputes", cells.disputes(groups, ()), groups=tuple(groups))
    return _results(named, results, context, all_of_them=none or "ALL" in found)


def _decided_by(tokens: Sequence[Token], context: Context) -> list[str]:
    """法院确认违法: who decided tells the kind of dispute where the words before do not tell it closer."""
    by = details(tokens, "BY")[-1:]
    closer = by == ["litigation"] and any("litigation" in group for group in context.groups)
    return [] if closer else by


def _results(named: list[str], results: list[str], context: Context, *, all_of_them: bool) -> Label:
    """Results of the disputes named, else of those the list began with; 驳回 is mostly 维持, and doubtful."""
    soft = "dismissed" in results
    columns = ["upheld" if name == "dismissed" else name for name in results]
    several = context.groups if context.among or all_of_them else list(context.together) or context.groups[-1:]
    groups = named or context.of_results or several
    others = several if context.of_results and several != groups else context.groups[-1:] if len(groups) > 1 else []
    other = cells.disputes(others, columns) if not named and others else ()
    if soft:
        other = cells.disputes(groups, ["other"])
    refs = cells.disputes(groups, columns)
    return Label("disputes", refs, other, soft, groups=tuple(groups), results=tuple(columns), named=bool(named))
