"""补充情况: numbers and answers the prose needs and no table holds; none of them is part of the statutory form."""

from typing import NamedTuple


class Extra(NamedTuple):
    """One line of 补充情况: its key in a report's `extra`, the question, the unit ("" for an answer in words)."""

    key: str
    question: str
    unit: str


NUMBERS = (
    Extra("published", "全年主动公开政府信息", "条"),
    Extra("website", "其中：通过政府网站公开", "条"),
    Extra("new_media", "其中：通过政务新媒体公开", "条"),
    Extra("gazette_and_other", "其中：通过政府公报等其他渠道公开", "条"),
    Extra("website_normative", "网站公开的信息中，规范性文件类信息", "条"),
    Extra("website_licences", "网站公开的信息中，行政许可类信息", "条"),
    Extra("interpretations", "发布政策解读", "件"),
    Extra("media_accounts", "备案政务新媒体", "个"),
    Extra("service_zones", "设立政务公开专区", "个"),
    Extra("gazette_issues", "编印政府公报", "期"),
    Extra("training", "举办或参加业务培训", "次"),
    Extra("training_people", "培训人次", "人次"),
    Extra("bulletins", "印发通报", "期"),
    Extra("fee_cases", "收取信息处理费的申请", "件"),
    Extra("fee_yuan", "收取信息处理费金额", "元"),
    Extra("assessed_units", "年度考核的单位（政府填写）", "个"),
    Extra("surveys", "开展网上评议（政府填写）", "次"),
    Extra("accountable_units", "被追究责任的单位（政府填写）", "个"),
)
"""Lines answered by a number."""

PROBLEMS = 3
"""How many 问题 and 改进措施 are asked for."""

NAMES = (
    Extra("superior", "按照哪一级的要求开展？（例：县人民政府；不填则不写）", ""),
    Extra("field", "公开的是哪方面的信息？（例：民政领域；不填则不写）", ""),
    Extra("website_name", "在哪个网站公开？（例：某县人民政府网站）", ""),
    Extra("training_host", "培训由谁组织？（例：县政府办公室；本单位举办的不填）", ""),
    Extra("region", "汇总范围怎样称呼？（例：全市；汇总报告填写）", ""),
    Extra("roll_parts", "汇总包括哪些单位？（例：市政府办公室、42个市级部门和5个县区）", ""),
    Extra("received_parts", "新收和结转的申请分别在哪里？（例：市政府办公室349件、甲县477件）", ""),
    Extra("fee_parts", "信息处理费分别由谁收取？（例：甲县1件，收取420元）", ""),
    Extra("style", "第一、五部分怎样分段？（填“一段式”写成“一是…五是…”；不填则分（一）至（五））", ""),
)
"""Names and enumerations the sentences need; what is not answered is not written."""

ANSWERS = (
    Extra("mechanism", "建立了什么工作机制？", ""),
    Extra("main_topics", "主动公开的主要是哪些信息？", ""),
    Extra("guide", "公开指南和申请渠道在哪里公布？", ""),
    Extra("management", "信息公开前怎样审查？由谁审定？", ""),
    Extra("platform", "在哪里公开？有没有查阅场所？", ""),
    Extra("supervision", "由谁分管、谁经办？怎样接受监督？", ""),
    Extra("assessment", "工作考核结果怎样？（政府填写）", ""),
    Extra("survey", "社会评议结果怎样？（政府填写）", ""),
    Extra("problem_1", "今年的第一个主要问题是什么？", ""),
    Extra("measure_1", "针对第一个问题，怎样改进？", ""),
    Extra("problem_2", "第二个主要问题是什么？", ""),
    Extra("measure_2", "针对第二个问题，怎样改进？", ""),
    Extra("problem_3", "第三个主要问题是什么？", ""),
    Extra("measure_3", "针对第三个问题，怎样改进？", ""),
    Extra("last_problem_1", "上年报告指出了什么问题？", ""),
    Extra("last_measure_1", "这个问题今年改得怎样？", ""),
    Extra("other", "第六部分还有什么要报告的？", ""),
)
"""Questions answered in the clerk's own words, printed as given."""

EXTRAS = (*NUMBERS, *NAMES, *ANSWERS)
"""Every line of 补充情况, from top to bottom."""
