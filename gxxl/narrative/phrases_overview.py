"""Wording of section 一 up to table two: opening, the five aspects, what was disclosed, what was decided."""

from __future__ import annotations

from gxxl.form.editions import compose
from gxxl.narrative.phrase import PROMPT, Phrase

_LAW = "《中华人民共和国政府信息公开条例》"
_NORMATIVE, _REGULATIONS = "disclosure.normative_documents", "disclosure.regulations"
_LABELS = {row.key: row.label for row in compose(2021, 2021).table("disclosure").rows}
_TRIAL_LABELS = {row.key: row.label for row in compose(2019, 2019).table("disclosure").rows}
_DECIDED = {key: _LABELS[key] for key in ("licences", "penalties", "coercive_measures")}

FRAME = (
    Phrase(
        "overview",
        "一段式",
        "<opening>一是主动公开方面。<disclosed/prompt.disclosed>二是依申请公开方面。<applied/prompt.applied>三是政府信息管理方面。<management>"
        "四是政府信息公开平台建设方面。<platform/prompt.platform>五是监督保障方面。<supervision/prompt.supervision>",
    ),
    Phrase(
        "overview",
        "",
        "<opening>\n（一）主动公开情况。<disclosed/prompt.disclosed>\n（二）依申请公开情况。<applied/prompt.applied>\n（三）政府信息管理情况。<management>\n"
        "（四）政府信息公开平台建设情况。<platform/prompt.platform>\n"
        "（五）监督保障情况。<supervision/prompt.supervision>",
    ),
    Phrase("prompt.disclosed", "", PROMPT.format("主动公开情况") + "。"),
    Phrase("prompt.applied", "", PROMPT.format("依申请公开情况") + "。"),
    Phrase("year", "", "{report.year}年"),
    Phrase("year", "", "本年度"),
    Phrase("organ", "", "{organ.name}"),
    Phrase("organ", "", "本机关"),
    Phrase("whole", "汇总", "{region.name}"),
    Phrase("whole", "", "全年"),
    Phrase("who", "", "<year>，本机关"),
    Phrase(
        "opening",
        "汇总",
        f"<year>，{{region.name}}各级行政机关认真落实{_LAW}，<opening.way>。"
        "本报告数据为{region.name}汇总数<opening.parts>。",
    ),
    Phrase(
        "opening",
        "answer.field 已填",
        f"<year>，<organ>认真落实{_LAW}，<opening.superior><opening.way>，依法公开{{answer.field}}政府信息。",
    ),
    Phrase(
        "opening",
        "answer.mechanism 已填",
        f"<year>，<organ>认真落实{_LAW}，<opening.superior><opening.way>，依法做好政府信息公开工作。",
    ),
    Phrase("opening", "", f"<year>，<organ>认真落实{_LAW}，<opening.superior>依法做好政府信息公开工作。"),
    Phrase("opening.superior", "answer.mechanism 已填", "按照{answer.superior}有关工作要求，"),
    Phrase("opening.superior", "", "按照{answer.superior}有关要求，"),
    Phrase("opening.way", "", "{answer.mechanism}"),
    Phrase("opening.way", "汇总", "依法做好政府信息公开工作"),
    Phrase("opening.way", "", "做好政府信息公开工作"),
    Phrase("opening.parts", "", "，包括{answer.roll_parts}"),
)
"""Section 一 as a whole, and how it begins."""

_OF_WEBSITE = "<网站公开的信息中，|、|（均为网上公开的信息条数）。|website.normative|website.licences>"

DISCLOSED = (
    Phrase(
        "disclosed",
        "一段式",
        "<pieces><pieces.of_website><|；|。|regulations|normative|decisions|charges><interpretations>",
    ),
    Phrase(
        "disclosed",
        "",
        "<pieces><pieces.of_website><|；|。|regulations|normative><|，|。|decisions|charges><interpretations>",
    ),
    Phrase("pieces", "extra.published 为零", "{extra.published:本年度未主动公开政府信息}。"),
    Phrase(
        "pieces",
        "extra.published 有；extra.website 等于 extra.published",
        "<whole>通过<website>主动公开政府信息{extra.published}条<topics>。",
    ),
    Phrase(
        "pieces",
        "extra.published 有；extra.channels 等于 extra.published",
        "<whole>主动公开政府信息{extra.published}条<，其中|、||channel.website|channel.media|channel.gazette><topics>。",
    ),
    Phrase("pieces", "extra.published 有", "<whole>主动公开政府信息{extra.published}条<topics>。"),
    Phrase("pieces", "extra.website 有", "通过<website>主动公开政府信息{extra.website}条<website.parts><topics>。"),
    Phrase("pieces", "", "主动公开的政府信息主要是{answer.main_topics}。"),
    Phrase("website", "", "{answer.website_name}"),
    Phrase("website", "", "政府网站"),
    Phrase("channel.website", "extra.website 有", "通过<website>公开{extra.website}条"),
    Phrase("channel.media", "extra.new_media 有；answer.website_name 已填", "通过政务新媒体公开{extra.new_media}条"),
    Phrase("channel.media", "extra.new_media 有；extra.website 有", "政务新媒体公开{extra.new_media}条"),
    Phrase("channel.media", "extra.new_media 有", "通过政务新媒体公开{extra.new_media}条"),
    Phrase("channel.gazette", "extra.gazette_and_other 有", "政府公报等其他渠道公开{extra.gazette_and_other}条"),
    Phrase("topics", "", "，主要是{answer.main_topics}"),
    Phrase(
        "website.parts",
        "extra.website_parts 等于 extra.website",
        "<，其中|、|（均为网上公开的信息条数）|website.normative|website.licences>",
    ),
    Phrase("website.normative", "extra.website_normative 有", "规范性文件类信息{extra.website_normative}条"),
    Phrase("website.licences", "extra.website_licences 有", "行政许可类信息{extra.website_licences}条"),
    Phrase("pieces.of_website", "extra.website_parts 少于 extra.website", _OF_WEBSITE),
    Phrase("pieces.of_website", "extra.website_parts 等于 extra.website；extra.published 有", _OF_WEBSITE),
    Phrase("interpretations", "extra.interpretations 有", "发布政策解读{extra.interpretations}件。"),
)
"""（一）: pieces of information in 条, from 补充情况."""

DOCUMENTS = (
    Phrase(
        "regulations",
        f"{_REGULATIONS}.issued 有",
        f"制发规章{{{_REGULATIONS}.issued}}件<，|，||regulations.repealed|regulations.in_force>",
    ),
    Phrase(
        "regulations",
        f"{_REGULATIONS}.issued 为零；{_REGULATIONS}.repealed 有",
        f"{{{_REGULATIONS}.issued:未制发规章}}<，|，||regulations.repealed|regulations.in_force>",
    ),
    Phrase(
        "regulations",
        f"{_REGULATIONS}.issued 为零；{_REGULATIONS}.repealed 为零；{_REGULATIONS}.in_force 有",
        f"{{{_REGULATIONS}.issued:未制发}}、{{{_REGULATIONS}.repealed:废止}}规章<，|，||regulations.in_force>",
    ),
    Phrase("regulations.repealed", f"{_REGULATIONS}.repealed 有", f"废止{{{_REGULATIONS}.repealed}}件"),
    Phrase("regulations.repealed", "", f"{{{_REGULATIONS}.repealed:无废止}}"),
    Phrase("regulations.in_force", f"{_REGULATIONS}.in_force 有", f"现行有效{{{_REGULATIONS}.in_force}}件"),
    Phrase("regulations.in_force", "", f"{{{_REGULATIONS}.in_force:无现行有效的规章}}"),
    Phrase(
        "normative",
        f"{_NORMATIVE}.issued 有；汇总",
        f"制发行政规范性文件{{{_NORMATIVE}.issued}}件<，|，||normative.repealed|normative.in_force>",
    ),
    Phrase(
        "normative",
        f"{_NORMATIVE}.issued 有",
        f"本年度制发行政规范性文件{{{_NORMATIVE}.issued}}件<，|，||normative.repealed|normative.in_force>",
    ),
    Phrase(
        "normative",
        f"{_NORMATIVE}.issued 为零；{_NORMATIVE}.repealed 有",
        f"本年度{{{_NORMATIVE}.issued:未制发行政规范性文件}}<，|，||normative.repealed|normative.in_force>",
    ),
    Phrase(
        "normative",
        "",
        f"本年度{{{_NORMATIVE}.issued:未制发}}、{{{_NORMATIVE}.repealed:废止}}行政规范性文件<，|，||normative.in_force>",
    ),
    Phrase("normative.repealed", f"{_NORMATIVE}.repealed 有", f"废止{{{_NORMATIVE}.repealed}}件"),
    Phrase("normative.repealed", "", f"{{{_NORMATIVE}.repealed:无废止}}"),
    Phrase("normative.in_force", f"{_NORMATIVE}.in_force 有", f"现行有效{{{_NORMATIVE}.in_force}}件"),
    Phrase("normative.in_force", "", f"{{{_NORMATIVE}.in_force:无}}现行有效的行政规范性文件"),
)
"""（一）: table two, 第（一）项, in the form of 2021."""


def _trial(key: str, noun: str) -> tuple[Phrase, ...]:
    """What the form of 2019 asks of documents: made, newly disclosed, disclosed in all."""
    cell = f"disclosure.{key}"
    quiet = "regulations" if key == "regulations" else "normative"
    return (
        Phrase(quiet, f"{cell}.disclosed_total 有", f"<|，||{quiet}.made|{quiet}.new|{quiet}.all>"),
        Phrase(quiet, "", f"<|，||{quiet}.made|{quiet}.new>"),
        Phrase(f"{quiet}.made", f"{cell}.made 有", f"本年新制作{noun}{{{cell}.made}}件"),
        Phrase(f"{quiet}.new", f"{cell}.newly_disclosed 有", f"本年新公开{noun}{{{cell}.newly_disclosed}}件"),
        Phrase(f"{quiet}.all", "", f"对外公开{noun}总数{{{cell}.disclosed_total}}件"),
    )


TRIAL = tuple(phrase for key in ("regulations", "normative_documents") for phrase in _trial(key, _TRIAL_LABELS[key]))
"""（一）: table two, 第（一）项, in the form of 2019."""


def _decided(key: str, noun: str) -> tuple[Phrase, ...]:
    cell = f"disclosure.{key}.decisions"
    return (
        Phrase(f"decided.{key}", f"{cell} 有", f"{noun}决定{{{cell}}}件"),
        Phrase(f"undecided.{key}", f"{cell} 为零", f"{{{cell}:{noun}}}"),
    )


_ALL_ZERO = "；".join(f"disclosure.{key}.decisions 为零" for key in _DECIDED)
_LISTED = "|".join(f"decided.{key}" for key in (*_DECIDED, "other_services"))
_UNLISTED = "|".join(f"undecided.{key}" for key in _DECIDED)

DECISIONS = (
    Phrase("decisions", _ALL_ZERO, f"<未作出|、|决定|{_UNLISTED}><，作出|、||decided.other_services>"),
    Phrase("decisions", "", "<|，||decided|undecided>"),
    Phrase("decided", "", f"<作出|、||{_LISTED}>"),
    Phrase("undecided", "", f"<未作出|、|决定|{_UNLISTED}>"),
    *(phrase for key, noun in _DECIDED.items() for phrase in _decided(key, noun)),
    Phrase(
        "decided.other_services",
        "disclosure.other_services.decisions 有",
        f"{_TRIAL_LABELS['other_services']}处理决定{{disclosure.other_services.decisions}}件",
    ),
    Phrase("charges", "disclosure.fees.amount 有", "行政事业性收费{disclosure.fees.amount}万元"),
)
"""（一）: table two, the other items."""

OVERVIEW = (*FRAME, *DISCLOSED, *DOCUMENTS, *TRIAL, *DECISIONS)
"""Everything of section 一 but requests, disputes and the clerk's own words."""
