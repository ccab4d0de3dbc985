"""Wording around the clerk's own words: （三）（四）（五） of section 一, sections 五 and 六, title and preamble."""

from __future__ import annotations

from gxxl.form.extras import PROBLEMS
from gxxl.form.sections import REPORT_NAME
from gxxl.narrative.phrase import PROMPT, Phrase

_ORDINALS = "一二三"
_FEES = "政府信息公开信息处理费"
_FEE_RULE = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
_FEE_NOTICE = "《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）"

MANAGED = (
    Phrase("management", "", "{answer.management}。"),
    Phrase("management", "", PROMPT.format("信息公开前怎样审查、由谁审定") + "。"),
    Phrase(
        "platform", "汇总", "<{region.name}|，|。|platform.media|platform.zones|platform.gazette><||。|platform.words>"
    ),
    Phrase("platform", "", "<|，|。|platform.media|platform.zones|platform.gazette><||。|platform.words>"),
    Phrase("platform.media", "extra.media_accounts 有", "备案政务新媒体{extra.media_accounts}个"),
    Phrase("platform.zones", "extra.service_zones 有", "设立政务公开专区{extra.service_zones}个"),
    Phrase("platform.gazette", "extra.gazette_issues 有", "编印政府公报{extra.gazette_issues}期"),
    Phrase("platform.words", "", "{answer.platform}"),
    Phrase("prompt.platform", "", PROMPT.format("在哪里公开、有没有查阅场所") + "。"),
    Phrase("supervision", "政府", "<||。|supervision.words><|，|。|training|bulletins><supervision.results>。"),
    Phrase("supervision", "", "<||。|supervision.words><|，|。|training|bulletins>"),
    Phrase("supervision.words", "", "{answer.supervision}"),
    Phrase("prompt.supervision", "", PROMPT.format("由谁分管、谁经办，怎样接受监督") + "。"),
    Phrase(
        "training",
        "extra.training 有；answer.training_host 已填",
        "参加{answer.training_host}组织的业务培训{extra.training}次<training.people>",
    ),
    Phrase("training", "extra.training 有；政府", "举办业务培训{extra.training}期<training.people>"),
    Phrase("training", "extra.training 有", "开展业务培训{extra.training}次<training.people>"),
    Phrase("training.people", "extra.training_people 有", "、{extra.training_people}人次"),
    Phrase("bulletins", "extra.bulletins 有", "印发通报{extra.bulletins}期"),
    Phrase(
        "supervision.results",
        "",
        "工作考核方面，<assessment>；社会评议方面，<survey>；责任追究方面，<accountability>",
    ),
    Phrase(
        "assessment",
        "extra.assessed_units 有；answer.assessment 已填",
        "对{extra.assessed_units}个单位开展年度考核，{answer.assessment}",
    ),
    Phrase("assessment", "extra.assessed_units 有", "对{extra.assessed_units}个单位开展年度考核"),
    Phrase("assessment", "", "{answer.assessment}"),
    Phrase("assessment", "", "{extra.assessed_units:未开展年度考核}"),
    Phrase("assessment", "", PROMPT.format("工作考核结果")),
    Phrase("survey", "extra.surveys 有；answer.survey 已填", "开展网上评议{extra.surveys}次，{answer.survey}"),
    Phrase("survey", "extra.surveys 有", "开展网上评议{extra.surveys}次"),
    Phrase("survey", "", "{answer.survey}"),
    Phrase("survey", "", "{extra.surveys:未开展网上评议}"),
    Phrase("survey", "", PROMPT.format("社会评议结果")),
    Phrase("accountability", "extra.accountable_units 有", "对{extra.accountable_units}个单位追究责任"),
    Phrase("accountability", "", "{extra.accountable_units:未发生}需要追究责任的情形"),
    Phrase("accountability", "", PROMPT.format("责任追究结果")),
)
"""（三）（四）（五）: answers as given, numbers of 补充情况; 条例第五十条第四项 for governments."""

_NUMBERS = range(1, PROBLEMS + 1)
_FIRST_TO_LAST = "|".join(f"problem.{number}" for number in _NUMBERS)
_MEASURES = "|".join(f"measure.{number}" for number in _NUMBERS)
_TODAY = "<problem.list>"
_THREE_PARTS = (
    f"（一）上年问题改进情况。<last.problem>。\n（二）存在的主要问题。{_TODAY}\n（三）改进措施。<next><measure.list>"
)


def _asked(number: int) -> tuple[Phrase, ...]:
    """One problem and what is done about it; a problem without a measure is asked about."""
    ordinal = _ORDINALS[number - 1]
    problem, measure = f"answer.problem_{number}", f"answer.measure_{number}"
    return (
        Phrase(f"problem.{number}", "", f"{ordinal}是{{{problem}}}"),
        Phrase(f"measure.{number}", f"{problem} 已填", f"针对第{ordinal}个问题，<done.{number}>"),
        Phrase(f"done.{number}", "", f"{{{measure}}}"),
        Phrase(f"done.{number}", "", PROMPT.format("改进措施")),
        Phrase(f"pair.{number}", f"{problem} 已填", f"{ordinal}是{{{problem}}}。改进措施：<done.{number}>。"),
    )


_PAIRS = "|".join(f"pair.{number}" for number in _NUMBERS)

PROBLEMS_AND_MEASURES = (
    Phrase("problems", "一段式；answer.last_problem_1 已填", f"<last.problem>。\n<|\n||{_PAIRS}>"),
    Phrase("problems", "一段式；last.problems 已填", f"<last.problem>。\n<|\n||{_PAIRS}>"),
    Phrase("problems", "一段式", f"<|\n||{_PAIRS}>"),
    Phrase("problems", "answer.last_problem_1 已填", _THREE_PARTS),
    Phrase("problems", "last.problems 已填", _THREE_PARTS),
    Phrase("problems", "", f"（一）存在的主要问题。{_TODAY}\n（二）改进情况。<measure.list>"),
    Phrase("last.year", "", "{report.last_year}年"),
    Phrase("last.year", "", "上年"),
    Phrase(
        "last.problem",
        "answer.last_measure_1 已填",
        "针对<last.year>报告指出的{answer.last_problem_1}问题，{answer.last_measure_1}",
    ),
    Phrase(
        "last.problem",
        "answer.last_problem_1 已填",
        "针对<last.year>报告指出的{answer.last_problem_1}问题，" + PROMPT.format("这个问题今年改得怎样"),
    ),
    Phrase("last.problem", "", PROMPT.format("上年报告指出的问题，今年改得怎样")),
    Phrase("next", "", "{report.next_year}年，"),
    Phrase("problem.list", "answer.problem_2 已填", f"<|；|。|{_FIRST_TO_LAST}>"),
    Phrase("problem.list", "", "{answer.problem_1}。"),
    Phrase("problem.list", "", PROMPT.format("今年的主要问题") + "。"),
    Phrase("measure.list", "answer.problem_2 已填", f"<|；|。|{_MEASURES}>"),
    Phrase("measure.list", "answer.problem_1 已填", "针对上述问题，<done.1>。"),
    Phrase("measure.list", "", PROMPT.format("改进措施") + "。"),
    *(phrase for number in _NUMBERS for phrase in _asked(number)),
    Phrase("pair.1", "", f"一是{PROMPT.format('今年的主要问题')}。改进措施：{PROMPT.format('改进措施')}。"),
)
"""Section 五: a frame; what stands in it is the clerk's own."""

OTHER = (
    Phrase("other_matters", "", "<fees><||。|other><end>"),
    Phrase(
        "fees",
        "extra.fee_cases 为零；一段式",
        f"<year>，本机关按照{_FEE_NOTICE}规定的标准执行，{{extra.fee_cases:未收取}}信息处理费。",
    ),
    Phrase("fees", "extra.fee_cases 为零", f"<fee.who>{{extra.fee_cases:未收取}}{_FEES}。"),
    Phrase("fees", "extra.fee_cases 未填；extra.fee_yuan 为零", f"<fee.who>{{extra.fee_yuan:未收取}}{_FEES}。"),
    Phrase(
        "fees",
        "extra.fee_cases 有；extra.fee_yuan 有",
        f"<fee.who>依据{_FEE_RULE}，对{{extra.fee_cases}}件政府信息公开申请收取信息处理费{{extra.fee_yuan}}元。"
        "<其中，||。|fee.parts>",
    ),
    Phrase("fees", "现行表样", f"<year>，{PROMPT.format('是否收取政府信息公开信息处理费，收取的写明件数和金额')}。"),
    Phrase("fee.who", "汇总", "<year>，{region.name}"),
    Phrase("fee.who", "", "<who>"),
    Phrase("fee.parts", "", "{answer.fee_parts}"),
    Phrase("other", "", "{answer.other}"),
    Phrase("end", "extra.fee_cases 未填；extra.fee_yuan 未填；answer.other 未填；试行表样", "无其他需要报告的事项。"),
    Phrase("end", "", "除上述事项外，无其他需要报告的事项。"),
)
"""Section 六: 信息处理费 first."""

ROUND = (
    Phrase("title", "", f"{{organ.name}}{{report.year}}年{REPORT_NAME}"),
    Phrase(
        "preamble",
        "",
        "本报告依据《中华人民共和国政府信息公开条例》和{form.name}（{form.number}）编制，包括{form.sections}六个部分。"
        "<preamble.period>",
    ),
    Phrase("preamble.period", "", "报告中所列数据的统计期限为{report.year}年1月1日至12月31日。"),
)
"""What stands before section 一."""

WORDS = (*MANAGED, *PROBLEMS_AND_MEASURES, *OTHER, *ROUND)
"""Everything that is not numbers of the tables."""
