"""A fifth held-out set: ordinary paragraphs."""

from __future__ import annotations

PASSAGES_FIFTH: dict[str, str] = {
    "（一）主动公开。全年通过县政府门户网站主动公开政府信息4126条，其中政策文件182条、人事信息46条、财政预决算215条、其他3683条；“两微一端”发布信息8735条；召开新闻发布会6场；编发政府公报4期。": "",
    "（二）依申请公开。2023年，全县共收到政府信息公开申请76件，上年结转2件。办结74件，其中予以公开31件、部分公开7件、不予公开3件、无法提供26件、不予处理2件、其他处理5件。结转下年度继续办理4件。": "76 new; 2 carried_in; 74 handled; 31 granted; 7 partly_granted; 3 refused; 26 unavailable; 2 not_processed; 5 otherwise; 4 carried_out",
    "（五）监督保障。全年开展政务公开培训4场，培训320人次；开展季度检查4次，下发整改通知书9份，整改问题56个；未发生责任追究情形。": "",
    "2023年，本局共收到政府信息公开申请28件（网络18件、信函9件、当面1件），同比增加4件，增幅16.7%，全部在法定期限内答复，未发生因政府信息公开引起的行政复议和行政诉讼。": "28 new; 0 disputes:both",
    "全年制发规范性文件12件，解读12件，解读率100%；废止规范性文件3件；现行有效规范性文件64件已全部在规范性文件数据库公开。": "12 documents:issued; 3 documents:repealed; 64 documents:in_force",
    "2023年度，全区行政机关作出行政许可决定32165件，行政处罚决定4821件，行政强制决定136件，行政事业性收费8126.4万元。": "32165 licences; 4821 penalties; 136 coercive_measures; 8126.4 fees",
    "全市共发生政府信息公开行政复议案件52件，同比下降11.9%，其中维持33件、纠正6件、其他结果9件、尚未审结4件；行政诉讼案件31件，同比增长6.9%，其中维持20件、纠正2件、其他结果5件、尚未审结4件。": "52 disputes:reconsideration; 33 disputes:reconsideration/upheld; 6 disputes:reconsideration/corrected; 9 disputes:reconsideration/other; 4 disputes:reconsideration/pending; 31 disputes:litigation; 20 disputes:litigation/upheld; 2 disputes:litigation/corrected; 5 disputes:litigation/other; 4 disputes:litigation/pending",
    "本年度共受理政府信息公开申请63件，其中自然人申请58件，占92.1%；法人或其他组织申请5件，占7.9%。办结62件，结转1件。": "63 new; 58 new/natural_person; 5 new/organizations; 62 handled; 1 carried_out",
    "2023年，我街道共办理政府信息公开申请9件，其中因不属于本机关职责范围告知申请人5件，予以公开3件，信息不存在1件。": "9 handled; 5 unavailable.not_held; 3 granted; 1 unavailable.not_held",
    "我乡未收到政府信息公开申请，也没有因政府信息公开被提起行政复议或行政诉讼的情况，未收取信息处理费。": "0 new; 0 disputes:both",
    "（二）依申请公开情况：今年共收到政府信息公开申请14件，均通过政府网站提交，其中13件已按时答复，1件按规定结转下年度办理。": "14 new; 13 handled; 1 carried_out",
    "依申请公开渠道进一步畅通。2023年共接收申请102件，其中网上申请76件、邮寄申请22件、现场申请4件；办结100件，答复满意率98%。": "102 new; 100 handled",
    "全年共收到公民政府信息公开申请37件，同比减少15.9%。其中主要涉及征收补偿、规划许可、工程建设等方面。办结37件，公开16件，部分公开2件，不掌握相关信息14件，补正后不明确1件，撤回4件。": "37 new; 37 handled; 16 granted; 2 partly_granted; 14 unavailable.not_held; 1 unavailable.unclear; 4 otherwise.other",
    "2023年办理政府信息公开行政复议答复3件、行政诉讼应诉1件，无被撤销、确认违法情形。": "3 disputes:reconsideration; 1 disputes:litigation; 0 disputes:both/corrected",
    "2023年，因政府信息公开产生行政复议1件，结果为纠正；行政诉讼0件。": "1 disputes:reconsideration; 1 disputes:reconsideration/corrected; 0 disputes:litigation",
    "目前正在审理的政府信息公开行政诉讼案件1件。": "1 disputes:litigation/pending",
    "县政府办公室收到申请21件，全部办结，无结转；转交相关单位办理6件。": "21 new; 0 carried_out; 0 carried_out",
    "2023年，全州行政机关新收政府信息公开申请214件，上年结转4件，共218件。办结率为97.7%，未结5件均为年底收到的申请，已结转下年度。": "214 new; 4 carried_in; 218 new+carried_in",
    "全年共收到12345平台转来的政府信息公开诉求5件，均引导申请人通过正式渠道申请。": "",
    "公开财政预决算信息118条、重大建设项目信息64条、社会救助信息86条，公示行政许可2410件、行政处罚187件。": "2410 licences; 187 penalties",
    "2023年我局没有制发行政规范性文件，没有行政强制事项，作出行政处罚3件，行政许可0件。": "0 documents:issued; 3 penalties; 0 licences",
    "一是依申请公开件数量增多，较2022年增加46件，办理难度加大；二是12个乡镇中有4个乡镇专栏超过30天未更新。": "",
    "2023年全市政府信息公开申请中，申请数量排名前三的单位为自然资源局（112件）、住建局（87件）、公安局（45件）。": "",
    "（六）其他。全年收到表扬信3封，锦旗2面；政务公开工作在全市考核中位列第2名，得分96.5分。": "",
    "2023年，本机关共办理依申请公开86件，其中予以公开41件（占47.67%），部分公开5件（占5.81%），不予公开4件（占4.65%），无法提供28件（占32.56%），不予处理3件（占3.49%），其他处理5件（占5.81%）。": "86 handled; 41 granted; 5 partly_granted; 4 refused; 28 unavailable; 3 not_processed; 5 otherwise",
}
