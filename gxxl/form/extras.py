"""补充情况: numbers and answers the prose needs and no table holds; none of them is part of the statutory form."""

from __future__ import annotations

from typing import NamedTuple


class Extra(NamedTuple):
    """One line of 补充情况: its key in a report's `extra`, the question, the unit ("" for an answer in words)."""

    key: str
    question: str
    unit: str


EXTRAS = (
    Extra("published", "全年主动公开政府信息", "条"),
    Extra("website", "其中：通过政府网站公开", "条"),
    Extra("new_media", "其中：通过政务新媒体公开", "条"),
    Extra("gazette_and_other", "其中：通过政府公报等其他渠道公开", "条"),
    Extra("interpretations", "发布政策解读", "件"),
    Extra("media_accounts", "备案政务新媒体", "个"),
    Extra("service_zones", "设立政务公开专区（查阅点）", "个"),
    Extra("gazette_issues", "编印政府公报", "期"),
    Extra("training", "举办或参加业务培训", "次"),
    Extra("training_people", "培训人次", "人次"),
    Extra("fee_cases", "收取信息处理费的申请", "件"),
    Extra("fee_yuan", "收取信息处理费金额", "元"),
    Extra("assessed_units", "年度考核的单位", "个"),
    Extra("surveys", "开展社会评议", "次"),
    Extra("accountable_units", "被追究责任的单位", "个"),
    Extra("main_topics", "主动公开的主要是哪些信息？", ""),
    Extra("management", "信息公开前怎样审查？由谁审定？", ""),
    Extra("platform", "在哪里公开？有没有查阅场所？", ""),
    Extra("supervision", "由谁分管、谁经办？", ""),
    Extra("guide", "公开指南和申请渠道在哪里公布？", ""),
    Extra("problem_1", "今年的第一个主要问题是什么？", ""),
    Extra("measure_1", "针对第一个问题，怎样改进？", ""),
    Extra("problem_2", "第二个主要问题是什么？", ""),
    Extra("measure_2", "针对第二个问题，怎样改进？", ""),
    Extra("last_improvement", "上年报告指出的问题，改得怎样？", ""),
)
