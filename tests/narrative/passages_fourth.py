"""A fourth held-out set, the last.

The shorthand is that of `sentences`.
"""

from __future__ import annotations

PASSAGES_FOURTH: dict[str, str] = {
    "2023年，全市共收到政府信息公开申请1382件，上年结转41件，办结1377件，结转下一年度46件。在办结的申请中，予以公开460件，占33.4%；部分公开51件，占3.7%；不予公开88件；无法提供592件，占43.0%；不予处理61件；其他125件。": "1382 new; 41 carried_in; 1377 handled; 46 carried_out; 460 granted; 51 partly_granted; 88 refused; 592 unavailable; 61 not_processed; 125 otherwise",
    "全年依申请公开收件26件，出件26件，其中邮寄送达18件、电子邮件送达8件。": "26 new",
    "依申请公开：本年度共收到申请8件（自然人7件、法人1件），全部依法办结；其中公开5件，不予公开1件，信息不存在2件。": "8 new; 7 new/natural_person; 1 new/organizations; 0 carried_out; 5 granted; 1 refused; 2 unavailable.not_held",
    "2023年，我县共收到依申请公开申请表31份，答复31份，答复率100%，无收费、无投诉、无复议、无诉讼。": "31 new; 31 handled; 0 disputes:reconsideration; 0 disputes:litigation",
    "全年共受理线上线下申请45件。其中，线上申请38件，线下申请7件，同比增加9件。截至年底办结44件，未办结1件。": "45 new; 44 handled; 1 carried_out",
    "因申请人对答复不服提起行政复议2件、行政诉讼1件，复议机关均维持我局答复，法院判决驳回原告诉讼请求。": "2 disputes:reconsideration; 1 disputes:litigation; 2 disputes:reconsideration/upheld; 1 disputes:litigation/upheld",
    "2023年，因政府信息公开引发的行政复议共30件（其中市政府为被申请人8件、市级部门22件），结果维持19件、结果纠正4件、其他结果5件、尚未审结2件。": "30 disputes:reconsideration; 19 disputes:reconsideration/upheld; 4 disputes:reconsideration/corrected; 5 disputes:reconsideration/other; 2 disputes:reconsideration/pending",
    "行政诉讼方面，共发生17件，较上年减少3件；其中维持11件、纠正1件、其他结果2件、未审结3件。": "17 disputes:litigation; 11 disputes:litigation/upheld; 1 disputes:litigation/corrected; 2 disputes:litigation/other; 3 disputes:litigation/pending",
    "政府信息公开类复议纠错率5.6%，诉讼败诉率0%。": "",
    "我局2023年制定行政规范性文件1件，为《某市公共租赁住房管理办法》，无废止，现行有效6件。": "1 documents:issued; 0 documents:repealed; 6 documents:in_force",
    "公开《行政许可事项清单（2023年版）》，涉及行政许可事项328项；公开行政处罚事项1106项、行政强制事项97项。": "",
    "全年行政许可2318件，行政处罚86件，行政强制0件，行政事业性收费12.4万元。": "2318 licences; 86 penalties; 0 coercive_measures; 12.4 fees",
    "今年以来，办理工程建设项目施工许可56件、商品房预售许可31件，查处违法案件17起。": "",
    "2023年，本机关共发布政策文件22件，其中规范性文件6件、其他政策性文件16件，配套发布解读28篇。": "6 documents:issued",
    "共开展公开选址专题宣传5场，发放手册3000份，设置公示栏62处，村（居）务公开1.3万条。": "",
    "网站集约化平台共有53个站点，检查出错别字312处、失效链接86条，整改率100%；抽查政务新媒体4次，通报3家单位。": "",
    "全年办理市人大代表建议19件、市政协提案23件，按期办复率、见面率、满意率均为100%，并公开办理结果42件。": "",
    "接收市长信箱、网上留言等各类诉求4217件，办结4203件，办结率99.67%。": "",
    "2023年，我镇收到村民依申请公开土地征收补偿信息1件，已予以公开。": "1 new; 1 granted",
    "全年没有受理过政府信息公开申请，没有发生过行政复议、行政诉讼。": "0 new; 0 disputes:both",
    "本年度我单位未收到依申请公开，无上年结转、无结转下年度。": "0 new; 0 carried_in; 0 carried_out",
    "无政府信息公开行政复议案件，无政府信息公开行政诉讼案件。": "0 disputes:reconsideration; 0 disputes:litigation",
    "政府信息公开申请零受理，行政复议、行政诉讼零发生。": "0 new; 0 disputes:both",
    "当年新收申请50件，同比持平；上年结转0件；办结50件；结转下年度0件。": "50 new; 0 carried_in; 50 handled; 0 carried_out",
    "答复类型为：予以公开6件，占30%；不予公开2件（其中属于行政查询事项1件、属于内部事务信息1件），占10%；无法提供12件，占60%。": "6 granted; 2 refused; 1 refused.administrative_inquiry; 1 refused.internal_affairs; 12 unavailable",
    "共受理依申请公开18件，内容主要为土地征收类9件、规划许可类5件、房屋拆迁类4件，均已答复。": "18 new",
    "2023年共办理依申请公开19件，其中2022年接收2023年答复2件。": "19 handled",
    "共办理政府信息公开申请33件，平均办理时长9.6个工作日，较法定时限缩短52%。": "33 handled",
    "2021年至2023年，全市累计受理政府信息公开申请3456件。": "",
    "全年共收到申请1件，经审查属于信访事项，已告知申请人通过相应渠道提出。": "1 new",
    "本年度收到1件政府信息公开申请，申请人为法律服务机构，答复结果为部分公开。": "1 new; 1 new/legal_service; 1 partly_granted",
    "收到商业企业提交的申请2件、自然人提交的申请9件，合计11件，均已答复完毕。": "2 new/business; 9 new/natural_person; 11 new",
    "全年新收政府信息公开申请23件，答复22件（其中延期答复3件），剩余1件在法定期限内正在办理。": "23 new; 22 handled; 1 carried_out",
    "截至2023年底，全区累计公开现行有效规章0件、行政规范性文件89件，其中当年新增6件、废止14件。": "0 regulations:in_force; 89 documents:in_force; 6 documents:issued; 14 documents:repealed",
    "2023年度向社会公开征求规范性文件意见15次，收到意见建议47条，采纳21条。": "",
    "全年共培训政务公开工作人员316人次，组织业务考试1次，优秀率85%，对依申请公开答复不规范的3家单位下发整改通知。": "",
    "六、其他需要报告的事项：2023年，按照收费办法的规定，共向2名申请人发出收费通知，1名申请人逾期未缴费，收取信息处理费300元。": "",
    "存在问题：部分单位依申请公开答复说理不充分，全年被复议机关纠正4件，占复议总数的13.3%。": "4 disputes:reconsideration/corrected",
    "上一年度结转的9件申请已全部办结，本年度收到的136件申请已办结131件，剩余5件结转至下一年度办理。": "9 carried_in; 136 new; 131 handled; 5 carried_out",
    "收到涉及多个部门的复杂申请12件，组织会商9次，召开协调会5次，均妥善处理。": "",
}
