"""Wording of （二）: requests of table three, disputes of table four."""

from __future__ import annotations

from gxxl.narrative.phrase import Phrase

_NEW, _IN, _DONE, _OUT = (f"requests.{row}.total" for row in ("new", "carried_in", "handled", "carried_out"))
_NATURAL, _ORGANIZATIONS = "requests.new.natural_person", "requests.new.organizations"
_APPLIED = "政府信息公开申请"

OUTCOME_WORDS = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "otherwise": "其他处理",
}
"""The results of table three as prose names them."""


def changes(id_: str, fact: str) -> tuple[Phrase, ...]:
    """同比, where it may be said: in percent of large numbers, in 件 of small ones, 上年无 where it was 0."""
    return (
        Phrase(id_, f"{fact} 同比增长", f"，{{dir.{fact}:同比增长}}{{change.{fact}}}"),
        Phrase(id_, f"{fact} 同比下降", f"，{{dir.{fact}:同比下降}}{{change.{fact}}}"),
        Phrase(id_, f"{fact} 比上年多", f"，{{dir.{fact}:比上年增加}}{{difference.{fact}}}件"),
        Phrase(id_, f"{fact} 比上年少", f"，{{dir.{fact}:比上年减少}}{{difference.{fact}}}件"),
        Phrase(id_, f"{fact} 与上年持平", "，与上年持平"),
        Phrase(id_, f"{fact} 上年为零", f"（上年{{last.{fact}:无}}）"),
    )


def _outcome(key: str, words: str) -> tuple[Phrase, ...]:
    cell = f"requests.{key}.total"
    alone = "作其他处理" if key == "otherwise" else words
    return (
        Phrase("only", f"{cell} 有；{cell} 等于 {_DONE}；{_DONE} 为一", f"，{{{cell}:{alone}}}"),
        Phrase("only", f"{cell} 有；{cell} 等于 {_DONE}", f"，{{{cell}:均{alone}}}"),
        Phrase(f"result.{key}", f"{cell} 有；{_DONE} 可算占比", f"{words}{{{cell}}}件，占{{share.{cell}}}"),
        Phrase(f"result.{key}", f"{cell} 有", f"{words}{{{cell}}}件"),
    )


_RESULTS = "|".join(f"result.{key}" for key in OUTCOME_WORDS)

REQUESTS = (
    Phrase("applied", "一段式", "<||。|guide><|；|。|requests|disputes>"),
    Phrase("applied", "", "<||。|guide><||。|requests><||。|disputes>"),
    Phrase("guide", "", "{answer.guide}"),
    Phrase("asked", "汇总", "{region.name}"),
    Phrase("asked", "一段式", "全年"),
    Phrase("asked", "", "<who>"),
    Phrase(
        "requests",
        f"{_NEW} 为零；{_IN} 为零",
        f"<asked>{{{_NEW}:未收到}}{_APPLIED}，{{{_IN}:无}}上年结转申请",
    ),
    Phrase("requests", f"{_NEW} 为一；{_IN} 为零；{_DONE} 为一", f"<asked>收到{_APPLIED}{{{_NEW}}}件<only>"),
    Phrase("requests", "", "<|。||received|received.sum|handled|carried_out>"),
    Phrase("received", f"{_NEW} 为零；{_IN} 有", f"<asked>{{{_NEW}:未新收}}{_APPLIED}，上年结转{{{_IN}}}件"),
    Phrase(
        "received",
        f"{_NEW} 有；{_IN} 有",
        f"<asked>新收{_APPLIED}{{{_NEW}}}件<new.change><applicants>；上年结转{{{_IN}}}件",
    ),
    Phrase(
        "received",
        f"{_NEW} 有；{_IN} 为零",
        f"<asked>新收{_APPLIED}{{{_NEW}}}件<new.change><applicants>，{{{_IN}:无}}上年结转申请",
    ),
    Phrase(
        "received.sum",
        f"{_NEW} 有；{_IN} 有；汇总",
        "两项合计{requests.received.total}件<received.parts>",
    ),
    Phrase("received.sum", f"{_NEW} 有；{_IN} 为零；汇总", f"新收的申请{{{_NEW}}}件，其中{{answer.received_parts}}"),
    *changes("new.change", _NEW),
    Phrase("applicants", f"{_NATURAL} 等于 {_NEW}；{_NEW} 为一", f"，{{{_NATURAL}:为自然人申请}}"),
    Phrase("applicants", f"{_NATURAL} 等于 {_NEW}", f"，{{{_NATURAL}:均为自然人申请}}"),
    Phrase("applicants", f"{_ORGANIZATIONS} 等于 {_NEW}；{_NEW} 为一", f"，{{{_ORGANIZATIONS}:为法人或其他组织申请}}"),
    Phrase("applicants", f"{_ORGANIZATIONS} 等于 {_NEW}", f"，{{{_ORGANIZATIONS}:均为法人或其他组织申请}}"),
    Phrase(
        "applicants",
        f"{_NATURAL} 有；{_ORGANIZATIONS} 有",
        f"，其中自然人{{{_NATURAL}}}件、法人或其他组织{{{_ORGANIZATIONS}}}件",
    ),
    Phrase("received.parts", "", "，其中{answer.received_parts}"),
    Phrase("handled", f"{_DONE} 有；一段式", f"办结{{{_DONE}}}件<results>"),
    Phrase("handled", f"{_DONE} 有", f"全年办结{{{_DONE}}}件<results>"),
    Phrase("results", "kinds.outcomes 为一", "<only>"),
    Phrase("results", f"{_DONE} 可算占比", f"<，其中|；||{_RESULTS}>"),
    Phrase("results", "", f"<，其中|、||{_RESULTS}>"),
    *(phrase for key, words in OUTCOME_WORDS.items() for phrase in _outcome(key, words)),
    Phrase("carried_out", f"{_OUT} 有", f"结转下年度继续办理{{{_OUT}}}件"),
    Phrase("carried_out", f"{_NEW} 为零；{_OUT} 为零", f"上年结转的申请{{{_OUT}:均已办结}}"),
    Phrase("carried_out", f"{_IN} 有；{_OUT} 为零", f"新收和上年结转的申请{{{_OUT}:均已办结}}"),
    Phrase("carried_out", f"{_NEW} 多于一；{_OUT} 为零", f"收到的申请{{{_OUT}:均已办结}}"),
)
"""Requests: what came in, from whom, what was decided, what is left."""

_RECONSIDERED, _SUED = "disputes.reconsideration", "disputes.litigation"
_BY_LAW = "因政府信息公开引起的"


_RESULTS_OF_DISPUTES = {
    "upheld": ("结果维持", "结果维持", "结果均为维持"),
    "corrected": ("结果纠正", "结果纠正", "结果均为纠正"),
    "other": ("其他结果", "为其他结果", "均为其他结果"),
    "pending": ("尚未审结", "尚未审结", "均尚未审结"),
}
"""The results of table four: beside others, of one case, of all of several cases."""


def _dispute(name: str, noun: str, cell: str) -> tuple[Phrase, ...]:
    """One kind of dispute and its results; one result alone is said in words."""
    total, corrected, pending = f"{cell}.total", f"{cell}.corrected", f"{cell}.pending"
    listed = f"<，其中|、||{'|'.join(f'{name}.{column}' for column in _RESULTS_OF_DISPUTES)}>"
    return (
        Phrase(name, f"{total} 有", f"{noun}{{{total}}}件<{name}.change><{name}.results>"),
        *changes(f"{name}.change", total),
        *(phrase for column in _RESULTS_OF_DISPUTES for phrase in _result(name, cell, column)),
        Phrase(f"{name}.results", f"{corrected} 为零；{pending} 为零", f"{listed}，{{{corrected}:均未被纠正}}"),
        Phrase(f"{name}.results", "", listed),
    )


def _result(name: str, cell: str, column: str) -> tuple[Phrase, ...]:
    beside, one, all_ = _RESULTS_OF_DISPUTES[column]
    number, total = f"{cell}.{column}", f"{cell}.total"
    alone = f"{number} 有；{number} 等于 {total}"
    return (
        Phrase(f"{name}.results", f"{alone}；{total} 为一", f"，{{{number}:{one}}}"),
        Phrase(f"{name}.results", alone, f"，{{{number}:{all_}}}"),
        Phrase(f"{name}.{column}", f"{number} 有", f"{beside}{{{number}}}件"),
    )


DISPUTES = (
    Phrase(
        "disputes",
        f"{_RECONSIDERED}.total 为零；{_SUED}.total 为零",
        f"{{{_RECONSIDERED}.total:未发生{_BY_LAW}行政复议}}、{{{_SUED}.total:行政诉讼}}",
    ),
    Phrase(
        "disputes",
        f"{_RECONSIDERED}.total 有；{_SUED}.total 为零",
        f"{_BY_LAW}<reconsidered>，{{{_SUED}.total:未发生行政诉讼}}",
    ),
    Phrase(
        "disputes",
        f"{_RECONSIDERED}.total 为零；{_SUED}.total 有",
        f"{_BY_LAW}<sued>，{{{_RECONSIDERED}.total:未发生行政复议}}",
    ),
    Phrase("disputes", "", f"<{_BY_LAW}|；||reconsidered|sued>"),
    *_dispute("reconsidered", "行政复议", _RECONSIDERED),
    *_dispute("sued", "行政诉讼", _SUED),
)
"""Disputes: none, one kind, both."""
