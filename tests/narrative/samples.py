"""Three reports whose words were signed (tests/golden/narrative-*.txt): a county bureau without a request, a prefecture
bureau in one paragraph, a city's roll-up with large numbers and last year's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gxxl.reading import report_from_json
from gxxl.report import Report
from tests.conftest import gold
from tests.tables import report_of

COUNTY: Mapping[str, Any] = {
    "published": 79, "website": 58, "new_media": 21, "training": 1, "training_people": 18, "fee_cases": 0,
    "superior": "县人民政府", "website_name": "民丰县人民政府网站", "training_host": "县政府办公室",
    "main_topics": "社会救助、养老服务和社会组织登记等信息",
    "management": "公文拟稿时由股室提出公开属性，分管领导审定；信息发布前由综合办公室作保密审查，主要领导签批后上网。",
    "platform": "本机关未单独开设网站，信息统一在民丰县人民政府网站“政府信息公开”专栏发布；在婚姻登记处设有政府信息查阅点1处。",
    "supervision": "明确一名副局长分管政府信息公开工作，综合办公室1人经办。",
    "problem_1": "社会救助标准、办理流程等群众关心的信息更新不够及时",
    "problem_2": "经办人员为兼职，对公开属性认定和保密审查的要求掌握不够",
    "measure_1": "社会救助、养老服务类信息由业务股室在形成或变更之日起20个工作日内提供，综合办公室核对后发布，每季度自查一次",
    "measure_2": "{report.next_year}年固定一名专人经办，参加县政府办公室组织的培训，并建立公开审查登记簿",
}  # fmt: skip
PREFECTURE: Mapping[str, Any] = {
    "website": 6, "website_normative": 1, "website_licences": 5, "fee_cases": 0, "style": "一段式",
    "superior": "行署", "field": "民政领域", "website_name": "和田政府网",
    "mechanism": "建立分管领导抓落实、专人负责、各科室协同配合的工作机制",
    "guide": "在行署网站公布了《和田地区民政局政府信息公开指南》和政府信息公开申请表。",
    "management": "拟公开的信息由制作科室负责人审核，报分管领导审核，主要领导审批后报送行署公开。",
    "platform": "本机关未建立独立的政府信息公开平台，信息通过和田政府网、融媒体中心等官方平台发布。",
    "supervision": "安排一名分管领导负责本单位政府信息公开工作，在和田政府网公布各业务科室负责人姓名、联系电话和综合办公室监督举报电话，接受社会监督。",
    "problem_1": "政府信息公开不够及时。各科室人员紧缺，业务科室之间沟通不够，信息报送迟缓",
    "measure_1": "建立主要领导负总责、分管领导抓落实、综合办公室具体负责、各业务科室协同配合的工作制度，把信息报送情况纳入周例会，定期听取汇报",
    "problem_2": "对县市民政部门指导不够，部分县市对政府信息公开工作重视不足",
    "measure_2": "加强对县市民政部门的指导和督促，推动县市建立政府信息公开制度，明确责任人员，做到常态化落实",
}  # fmt: skip
CITY: Mapping[str, Any] = {
    "published": 183264, "website": 121530, "new_media": 58412, "gazette_and_other": 3322, "interpretations": 486,
    "media_accounts": 176, "service_zones": 94, "gazette_issues": 12, "training": 6, "training_people": 1320,
    "bulletins": 4, "assessed_units": 56, "surveys": 3, "accountable_units": 0, "fee_cases": 25, "fee_yuan": 2950,
    "mechanism": "围绕市委、市政府中心工作推进政府信息公开",
    "roll_parts": "市政府办公室、42个市级部门、5个县区和4个功能区",
    "received_parts": "市政府办公室349件、市级部门933件、甲县477件、乙县301件、丙县874件、丁区216件、戊区348件、各功能区109件",
    "fee_parts": "甲县1件，收取420元；丙县17件，收取1790元；市级部门7件，收取740元",
    "management": "开展行政规范性文件清理，清理结果和现行有效文件目录在市政府网站集中公开；公文公开属性由拟稿单位提出，随文报批。",
    "platform": "市政府网站优化政府信息公开专栏检索功能。",
    "assessment": "结果纳入综合考核", "survey": "意见已分送有关单位办理",
    "problem_1": "依申请公开数量增长较快，部分单位经办力量不足，结转下年度继续办理的申请由上年{last.requests.carried_out.total}件增至{requests.carried_out.total}件",
    "problem_2": "部分单位对“无法提供”与“不予公开”的适用情形区分不准",
    "problem_3": "县区之间政策解读的数量和质量不平衡",
    "measure_1": "指导申请量较大的单位固定专人经办，建立会商和催办制度",
    "measure_2": "分领域编写答复案例，组织专题培训",
    "measure_3": "将政策解读纳入季度检查，定期通报",
    "last_problem_1": "依申请公开答复不够规范",
    "last_measure_1": "印发答复文书示范文本，对县区和市级部门的答复文书集中评查2次，评查发现的问题已逐件整改",
}  # fmt: skip
_BEFORE = {
    "requests.new.total": 2041, "disputes.reconsideration.total": 391,
    "disputes.direct_litigation.total": 128,
}  # fmt: skip


def county() -> tuple[Report, None]:
    """民丰县民政局2026: no request at all, twelve licences."""
    report = report_of({"disclosure.licences.decisions": 12}, organ="民丰县民政局", year=2026, extra=dict(COUNTY))
    return report, None


def prefecture() -> tuple[Report, None]:
    """和田地区民政局2023, with the numbers of the seed report."""
    return _corpus("hotan-civil-affairs-2023", PREFECTURE), None


def city() -> tuple[Report, Report]:
    """A city's roll-up of 2023 with the tables of 宿迁, and the numbers it needs of 2022."""
    keys = {"organ": "××市", "kind": "government", "scope": "rolled_up", "level": "prefecture"}
    prose = {"problems": "依申请公开答复不够规范。"}
    report = _corpus("suqian-2023", CITY, **keys)
    carried = {
        f"requests.carried_out.{cell.ref.column}": report[cell.ref].number
        for cell in report.form.cells
        if cell.ref.row == "carried_in"
    }
    return report, report_of({**_BEFORE, **carried}, organ="××市", year=2022, prose=prose)


def _corpus(name: str, extra: Mapping[str, Any], **keys: Any) -> Report:
    data = {**gold(name), "extra": dict(extra), "prose": {}, "signature": None, **keys}
    return report_from_json(data)[0]


SAMPLES: Mapping[str, Callable[[], tuple[Report, Report | None]]] = {
    "county": county,
    "prefecture": prefecture,
    "city": city,
}
"""The samples by the name of their golden file."""
