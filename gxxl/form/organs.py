"""What can be told of an organ from its name: data about endings, nothing about any one organ."""

from __future__ import annotations

_GOVERNMENTS = ("政府", "行政公署", "行署")

GOVERNMENT_ENDINGS = tuple(name + office for name in _GOVERNMENTS for office in ("", "办", "办公室", "办公厅"))
"""Names of a government, or of the office that reports in its name (〔2021〕30号 二（一）)."""

DEPARTMENT_ENDINGS = ("局", "厅", "委", "委员会", "办", "办公室", "处", "所", "中心", "支队", "大队", "街道办事处")
"""Names that mean one organ below a government."""

STATE_COUNCIL_MARKS = ("国家", "中国", "中华人民共和国", "国务院", "全国")
"""Beginnings of departments under the State Council, which may make regulations and take in any sum."""

STATE_COUNCIL_ENDINGS = ("总局",)
"""Endings of such departments."""

_LOW = ("乡", "镇", "街道", "县", "旗", "区")

NO_REGULATIONS_MARKS = (*(f"{place}{kind}" for place in _LOW for kind in ("人民政府", "政府")), "行政公署", "行署")
"""Governments that cannot make regulations: below the city with districts; a 行政公署 is an outpost (立法法)."""

NO_REGULATIONS_ENDINGS = ("乡", "镇", "街道")
"""Names of places that stand for their government."""

NO_REGULATIONS_LEVELS = ("township", "county")
"""Levels at which nobody makes regulations; at the others the name decides."""

REGULATION_MAKERS = ("自治区人民政府", "自治区政府")
"""Names that end like one of `NO_REGULATIONS_MARKS` and may make regulations all the same."""

REGION_ENDINGS = ("地区", "街道", "省", "市", "州", "盟", "县", "旗", "区", "乡", "镇")
"""How names of areas end: with 全 before it the whole of it."""

REGION_FALLBACK = "本地区"
"""How an area is spoken of whose name does not tell."""

LINE_REGION = "本系统"
"""How the organs of a 条 are spoken of together: a bureau and those below it are no area."""

LEVELS = {"township": "乡镇级", "county": "县级", "prefecture": "地市级", "province": "省级"}
"""`level` of a report and the word on 封面."""

KINDS = {"department": "政府部门", "government": "人民政府", "vertical": "垂直管理单位"}
"""`kind` of a report and the word on 封面."""

SCOPES = {"own": "本级", "rolled_up": "汇总"}
"""`scope` of a report and the word on 封面."""
