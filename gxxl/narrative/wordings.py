"""More words of annual reports with the meanings of `lexicon`: what other places call the same things."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = "中心 校 学校 镇 乡 街道 办 委 厅 局 院 部门 支队 大队 所 站 会 公司"
_ORGANS = _NAMES.split()

OF_REQUESTS: Mapping[str, str] = {
    "REQ": (
        "依申请政府信息公开事项 依申请政府信息公开 政府信息公开申请办件 信息公开申请办件 申请办件 依申请公开办件 "
        "依申请公开来信 依申请来信 依申请公开信函 依申请公开邮件 依申请公开来件 依申请件 依申请事项 "
        "依申请公开案例 依申请公开案件 信息公开申请案件 政府信息公开申请案件 信息公开申请案例"
    ),
    "OUT:not_processed": (
        "不作为政府信息公开申请处理 不作为信息公开申请处理 不作为申请处理 不作为政府信息公开申请 "
        "不按政府信息公开申请处理"
    ),
    "OUT:not_processed.petition": "属信访事项 信访、投诉、举报 信访投诉举报",
    "OUT:granted": "已主动公开答复 属于已主动公开答复",
    "BOTH": "应办 应办理 应处理",
    "HANDLE": "已办",
    "FINISHED": "已办",
    "TIMELY": "法定办理期限 法定答复期限 法定办理时限 法定答复时限",
    "OUT:unavailable.not_held": " ".join(
        [
            *(f"{said}本{organ}" for said in ("不属于", "非", "不属", "不是") for organ in _ORGANS),
            "告知向其他机关 告知向其他行政机关 向其他机关提出 向有权机关提出 告知向有权机关 告知向相关部门",
        ]
    ),
    "OUT:partly_granted": "部份公开 予以部份公开",
    "OUT:otherwise.other": "撤件 撤回件 主动撤件 撤单",
    "OUT:otherwise.unpaid": "未缴费 未按期缴费 未按要求缴费",
    "CHANNEL": "纸质 互联网 邮箱 口头 邮递 上门 政务大厅",
    "APART": "同一申请人 个别申请人 单一申请人 同一人 当年受理当年办结 当年受理并办结 当年收到当年办结",
}

OF_DISPUTES: Mapping[str, str] = {
    "DISP:direct_litigation": "未经复议直接诉讼 未经行政复议直接诉讼 直接诉讼 未经复议诉讼",
    "DISP:litigation_after_reconsideration": ("复议后诉讼 经复议后诉讼 行政复议后诉讼 先复议后诉讼 复议后再诉讼"),
    "DISP:litigation": "被诉 被诉讼 被提起诉讼",
    "RES:pending": "未开庭 尚未开庭 未宣判 待开庭",
    "RES:upheld": "维持原答复 维持原答复意见 维持原处理意见 维持原决定",
    "CLOSED": "已办结 已审结 已结案 审理完毕",
    "BY:litigation": "法院 人民法院",
    "BY:reconsideration": "复议机关 行政复议机关 复议机构 行政复议机构",
}

OF_TIME: Mapping[str, str] = {
    "NOISE": "申请事项 同一事项 办结件 答复书 告知书 补正通知书 延期通知书",
    "OTHER": "会商 研判 审签",
    "FILED": "立案",
    "POWER": "职能 职权 权限 职责权限 制发权 制定权 处罚权 许可权 强制权 执法权 审批权",
    "PERIOD": (
        "一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 上半年 下半年 单月 当月 月均 日均 单日 每月 "
        "前三季度 年均 季均 周均"
    ),
    "ALL": "全部予以公开 全部同意公开 全部予以部分公开 全部不予公开",
    "NODOC": "规范性文件草案 规章草案 规范性文件征求意见稿 规范性文件送审稿",
    "TO": "降为 升为 增长为 减少为 上升为 下降为 变成 调整为 调整至 变为 增为 减为 扩大到 压减到 提升至",
    "ONLY": "唯一",
}

WORDINGS = (OF_REQUESTS, OF_DISPUTES, OF_TIME)
