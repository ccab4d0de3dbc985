"""What can be told of an organ from its name: data about endings, nothing about any one organ."""

from __future__ import annotations

GOVERNMENT_ENDINGS = ("人民政府", "人民政府办公厅", "人民政府办公室", "行政公署", "行政公署办公室")
"""Names of a government, or of the office that reports in its name (〔2021〕30号 二（一）)."""

DEPARTMENT_ENDINGS = ("局", "厅", "委", "委员会", "办", "办公室", "处", "所", "中心", "支队", "大队", "街道办事处")
"""Names that mean one organ below a government."""

STATE_COUNCIL_MARKS = ("国家", "中国", "中华人民共和国", "国务院", "全国")
"""Beginnings of departments under the State Council, which may make regulations."""

NO_REGULATIONS_MARKS = ("乡人民政府", "镇人民政府", "县人民政府", "旗人民政府", "区人民政府", "行政公署")
"""Governments that cannot make regulations: below the city with districts; a 行政公署 is an outpost (立法法)."""

REGULATION_MAKERS = ("自治区人民政府",)
"""Names that end like one of `NO_REGULATIONS_MARKS` and may make regulations all the same."""
