"""The form of 国办公开办函〔2021〕30号, in force from report year 2021: every label character for character."""

from __future__ import annotations

from gxxl.form.model import Block, Column, Edition, Measure, Quantity, Role, Row, Table

EDITION = Edition(2021, "国办公开办函〔2021〕30号", "《中华人民共和国政府信息公开工作年度报告格式》")

DOCUMENTS = Quantity(Measure.CASES, ceiling=1_000_000)
DECISIONS = Quantity(Measure.CASES, ceiling=1_000_000_000)
APPLICATIONS = Quantity(Measure.CASES, ceiling=1_000_000)
CHARGES = Quantity(Measure.TEN_THOUSAND_YUAN, ceiling=100_000_000, decimal=True)

REGULATIONS = Row("regulations", "规章")
NORMATIVE_DOCUMENTS = Row("normative_documents", "行政规范性文件")
LICENCES = Row("licences", "行政许可")
PENALTIES = Row("penalties", "行政处罚")
COERCIVE_MEASURES = Row("coercive_measures", "行政强制")
FEES = Row("fees", "行政事业性收费")

STUB = "信息内容"
"""The heading over the row labels of every block of table two."""

DECIDED = (Column("decisions", "本年处理决定数量", DECISIONS),)

DISCLOSURE = Table(
    "disclosure",
    "二、主动公开政府信息情况",
    "二、主动公开",
    "表二",
    (
        Block(
            "第二十条第（一）项",
            (REGULATIONS, NORMATIVE_DOCUMENTS),
            (
                Column("issued", "本年制发件数", DOCUMENTS),
                Column("repealed", "本年废止件数", DOCUMENTS),
                Column("in_force", "现行有效件数", DOCUMENTS),
            ),
        ),
        Block("第二十条第（五）项", (LICENCES,), DECIDED),
        Block("第二十条第（六）项", (PENALTIES, COERCIVE_MEASURES), DECIDED),
        Block("第二十条第（八）项", (FEES,), (Column("amount", "本年收费金额（单位：万元）", CHARGES),)),
    ),
)

OUTCOME = "三、本年度办理结果"
"""The group over every result of table three."""

_REFUSED = (OUTCOME, "（三）不予公开")
_UNAVAILABLE = (OUTCOME, "（四）无法提供")
_NOT_PROCESSED = (OUTCOME, "（五）不予处理")
OTHERWISE = "（六）其他处理"
"""A group of three rows in 2021, one row in 2019."""

_OTHERWISE = (OUTCOME, OTHERWISE)

OTHERWISE_ROWS = (
    Row(
        "otherwise.uncorrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        _OTHERWISE,
        short="（六）1.逾期不补正",
    ),
    Row(
        "otherwise.unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        _OTHERWISE,
        short="（六）2.逾期不缴费",
    ),
    Row("otherwise.other", "3.其他", _OTHERWISE),
)

REQUEST_ROWS = (
    Row("new", "一、本年新收政府信息公开申请数量", short="本年新收"),
    Row("carried_in", "二、上年结转政府信息公开申请数量", short="上年结转"),
    Row("granted", "（一）予以公开", (OUTCOME,)),
    Row(
        "partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (OUTCOME,), short="（二）部分公开"
    ),
    Row("refused.state_secret", "1.属于国家秘密", _REFUSED),
    Row("refused.prohibited_by_law", "2.其他法律行政法规禁止公开", _REFUSED),
    Row("refused.security_stability", "3.危及“三安全一稳定”", _REFUSED),
    Row("refused.third_party", "4.保护第三方合法权益", _REFUSED),
    Row("refused.internal_affairs", "5.属于三类内部事务信息", _REFUSED),
    Row("refused.process_information", "6.属于四类过程性信息", _REFUSED),
    Row("refused.enforcement_file", "7.属于行政执法案卷", _REFUSED),
    Row("refused.administrative_inquiry", "8.属于行政查询事项", _REFUSED),
    Row("unavailable.not_held", "1.本机关不掌握相关政府信息", _UNAVAILABLE),
    Row("unavailable.must_be_created", "2.没有现成信息需要另行制作", _UNAVAILABLE),
    Row("unavailable.unclear", "3.补正后申请内容仍不明确", _UNAVAILABLE),
    Row("not_processed.petition", "1.信访举报投诉类申请", _NOT_PROCESSED),
    Row("not_processed.repeated", "2.重复申请", _NOT_PROCESSED),
    Row("not_processed.publication", "3.要求提供公开出版物", _NOT_PROCESSED),
    Row("not_processed.excessive", "4.无正当理由大量反复申请", _NOT_PROCESSED),
    Row("not_processed.confirmation", "5.要求行政机关确认或重新出具已获取信息", _NOT_PROCESSED),
    *OTHERWISE_ROWS,
    Row("handled", "（七）总计", (OUTCOME,), Role.TOTAL),
    Row("carried_out", "四、结转下年度继续办理", short="结转下年度"),
)

_APPLICANTS = ("申请人情况",)
_ORGANISATIONS = ("申请人情况", "法人或其他组织")

REQUESTS = Table(
    "requests",
    "三、收到和处理政府信息公开申请情况",
    "三、依申请公开",
    "表三",
    (
        Block(
            "",
            REQUEST_ROWS,
            (
                Column("natural_person", "自然人", APPLICATIONS, _APPLICANTS),
                Column("business", "商业企业", APPLICATIONS, _ORGANISATIONS),
                Column("research", "科研机构", APPLICATIONS, _ORGANISATIONS),
                Column("public_interest", "社会公益组织", APPLICATIONS, _ORGANISATIONS),
                Column("legal_service", "法律服务机构", APPLICATIONS, _ORGANISATIONS),
                Column("other", "其他", APPLICATIONS, _ORGANISATIONS),
                Column("total", "总计", APPLICATIONS, _APPLICANTS, Role.TOTAL),
            ),
        ),
    ),
    corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
)


def _dispute(key: str, label: str, groups: tuple[str, ...]) -> Block:
    """A group of five columns of table four; the corpus calls the group a row."""
    columns = (
        Column("upheld", "结果维持", APPLICATIONS, groups),
        Column("corrected", "结果纠正", APPLICATIONS, groups),
        Column("other", "其他结果", APPLICATIONS, groups),
        Column("pending", "尚未审结", APPLICATIONS, groups),
        Column("total", "总计", APPLICATIONS, groups, Role.TOTAL),
    )
    return Block("", (Row(key, label),), columns)


_LITIGATION = "行政诉讼"

DISPUTES = Table(
    "disputes",
    "四、政府信息公开行政复议、行政诉讼情况",
    "四、复议诉讼",
    "表四",
    (
        _dispute("reconsideration", "行政复议", ("行政复议",)),
        _dispute("direct_litigation", "未经复议直接起诉", (_LITIGATION, "未经复议直接起诉")),
        _dispute("litigation_after_reconsideration", "复议后起诉", (_LITIGATION, "复议后起诉")),
    ),
)
