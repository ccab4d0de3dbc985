"""Fixed wording of what goes out to organs: the note with the workbooks, 退回单 and its message, 催报 (season §6)."""

from __future__ import annotations

from collections.abc import Mapping

NOTE_FILE, BOOK_FILE = "通知.docx", "{organ}{year}年年报{suffix}"
"""How the files are called that go out to organs: the note, and the workbook of each."""

COVERING: Mapping[str, str] = {
    "title": "关于报送{year}年度\n政府信息公开工作年度报告的通知",
    "to": "各有关单位：",
    "take yours": (
        "现将{year}年度政府信息公开年报表发给你们，请对照下表领取本单位的一份填报，不要互相借用。"
        "没有收到政府信息公开申请的单位也要报送，表三填0。"
    ),
    "prefilled": "年报表中的{filled}已经预填，请先核对，不符的请改正。填完后在封面选“填报完毕：是”，把原文件发回。",
    "date": "　　　　年　　月　　日",
}
"""The note that goes with the workbooks; its date is for the officer to fill in."""

COVERING_OPENS = ("to", "take yours", "prefilled")
FILLED, FILLED_LAST = "单位、年度", "单位、年度（找到上年年报的还有上年数据）"
COVERING_HEADS = ("序号", "单位", "年报表", "报送截止")

ISSUED: Mapping[str, str] = {
    "last year": "取自{year}年度年报（下发时预填），请核对",
    "notice": "上级要求：",
    "more": "（其余见通知）",
    "asked": "加报项目请填在“补充情况”末尾。",
}
"""What is written into a workbook before it is sent."""

TEXTS_FILE, VOLUME = "文字汇编{volume}.docx", "_第{number}册"
VOLUME_TITLE = "（第{number}册，共{all}册）"
"""文字汇编: its file, what names one volume of several, and the last line of that one's title."""

MARKED_COPY, RENEWED_COPY = "_退改{number}", "_换新表"
"""How the name of a copy ends that goes back: marked, or in a new workbook because the old one could not be read."""

_IN_THE_NEW_ONE = "已填的数字不用重填，请在随附的“换新表”文件中核对后报送。"

SLIP: Mapping[str, str] = {
    "title": "{year}年度政府信息公开工作年度报告\n数据核对退回单",
    "checked": (
        "{you}报来的{year}年度政府信息公开工作年度报告（{file}{saved}{code}）已核对，有{count}，现退回。"
        "请按下表更正或说明，于{until}（{weekday}）18时前重新报送。"
    ),
    "unread": (
        "{you}报来的{year}年度政府信息公开工作年度报告还不能核对。请按下表办理，于{until}（{weekday}）18时前重新报送。"
    ),
    "marked": "更正请直接在随附的“退改{number}”文件上进行，{you}原填内容均已保留，未作改动。",
    "renewed": _IN_THE_NEW_ONE,
    "not moved": "随附的表里还缺下列内容，请对照原表补上：{what}。",
    "only corrected": (
        "{you}报来的{year}年度政府信息公开工作年度报告（{file}{saved}{code}）已核对，另有来电更正。"
        "请按下面所列在{you}的表中更正，于{until}（{weekday}）18时前重新报送。"
    ),
    "saved": "，{day}保存",
    "code": "，校验码{code}",
    "corrected": "下列来电更正已登记并计入汇总，报来的文件没有改动；请在重报的表、文稿和盖章件上一并更正：",
    "one corrected": "{number}. {place}，由{old}改为{new}（{who}，{when}来电）{end}",
    "as corrected": "下表按更正后的数核对，与{you}文件里的数不同的，标有“更正后”。",
    "mark": "（更正后）",
    "whole": "整份报告",
    "only a hint": "“应为”一栏系按表内关系推算，仅供参考，以{you}实际台账为准。已盖章的纸质件请同步更换。",
    "contact": "联系人、电话：{contact}",
}
"""退回单."""

SLIP_HEADS = ("序号", "位置", "问题", "原填", "按勾稽关系应为", "请{you}办理")

TO_ORGAN: Mapping[str, str] = {
    "W-02": f"请勿增删行列和改动栏目名称。{_IN_THE_NEW_ONE}",
    "R-02": "请确定以哪份为准，并只报这一份。",
    "R-09": "请核对是否用了自己单位的表、落款是否正确；用错的，请用自己的表重报。",
    "R-10": "请核对以哪一份为准，把不对的一份改过来，一并重报。",
}
"""What is asked of the organ itself where the rule speaks to the officer."""

YOU: Mapping[str, str] = {
    "局": "你局", "委": "你委", "委员会": "你委", "办": "你办", "办公室": "你办", "厅": "你厅",
}  # fmt: skip
ANY_YOU, EQUAL_YOU = "你单位", "贵单位"
"""How an organ above speaks to one by the end of its name, to any other, and how one beside it does."""

CALL, CALL_US = "请打{contact}", "请与我们联系"
"""Whom to ask, as the end of a sentence."""

SHORT: Mapping[str, str] = {
    "message": (
        "{organ}：{state}，退回单{marked}已发。{where}，{until}（{weekday}）18时前发回。"
        "数字以你们台账为准，有疑问{contact}。"
    ),
    "checked": "年报已核对，{count}",
    "registered": "来电更正{count}格已登记",
    "unread": "收到的文件读不了，还不能核对",
    "marked": "和退改表（文件名“{name}”）",
    "in the copy": "请在退改表上改",
    "renewed": "和换新表（文件名“{name}”）",
    "in the new one": "已填的不用重填，请在换新表上核对",
    "by the slip": "请按退回单办理",
}
"""The slip as a short text to copy into a chat."""

REMINDER_HEADS = ("单位", "状态", "级别", "类型", "上级单位", "联系人", "截止日期", "请对方办理")
REMINDER_ASKS: Mapping[str, str] = {
    "MISSING": "请报送年报电子表（.xlsx）。没有收到申请的单位也要报，表三填0。",
    "UNREAD": "已收到文件，但读不了。请发填好的年报表（.xlsx）；扫描件、照片不行，有密码的请去掉密码。",
}
"""催报名单: its columns, and what is asked of an organ by the name of its state."""

REMINDER_TITLES: Mapping[str, str] = {
    "before": "截止前（群发）",
    "last day": "截止当天（群发）",
    "late": "逾期（单发）",
    "slip": "退回单（单发）",
    "nobody": "催报",
}
REMINDER: Mapping[str, str] = {
    "deadline": "各单位：{year}年度政府信息公开年报报送截止时间为{when}。",
    "no deadline": "各单位：{year}年度政府信息公开年报正在收集。",
    "so far": (
        "截至{now}已报{done}家，还有{names}{count}家未报。没有收到申请的单位也要报，表三填0。"
        "已报单位请留意退回单。有问题{call}，谢谢。"
    ),
    "last day": (
        "今天18时截止，还差{names}{count}家。请先把电子表（.xlsx）发回，盖章件可以后补。确有困难的现在就{call}。"
    ),
    "late": (
        "{organ}：截至{now}尚未收到{you}年报。《条例》规定年报应于1月31日前提交本级主管部门并向社会公布{law}。"
        "请{until}前报来，有特殊情况{call}。"
    ),
    "weekend": "（{year}年1月31日是{weekday}，请提前安排）",
    "past": "，现已过期",
    "this morning": "今天12时",
    "today": "今天18时",
    "next day": "{day}（{weekday}）12时",
    "nobody": "各单位都已报送，没有需要催报的。",
    "only ours": "其他单位都已报送，没有需要催报的；本单位自己的一份还没有收到。",
}
"""催报.txt: the headings and the texts to copy."""
