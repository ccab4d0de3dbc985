"""Sentences told to a person that belong to no rule: how a check ended, why a button could not do its part."""

from __future__ import annotations

from collections.abc import Mapping

DRAFT = "送审稿"
"""Stands in the heading of an exported report while an error is open (design §9)."""

DRAFT_LEFT = f"尚有错误没有更正，文稿标为“{DRAFT}”，末页列出了须处理的事项。"

NO_ORGAN, NO_YEAR = "（单位未填）", "（年度未填）"
"""Whose report it is, where it does not say."""

HELD_OPEN = "“{name}”正被别的程序打开，没有改动；这次的结果写在旁边的“{beside}”。"
"""A result that could not take the place of the old one."""

SET_ASIDE = "“{name}”不是这次汇总的，或者另外改动过，没有覆盖，已改名为“{aside}”。"
"""A file of the officer's in the place of a result."""

SUMMARY_ASIDE = (
    "“{name}”里有这次带不过去的内容（不在名单里的单位、自己加的栏目），或者打不开、是别的年度的，"
    "没有覆盖，已改名为“{aside}”。"
)
"""The same of 汇总.xlsx."""

NOT_LISTED = "另有{count}条这里放不下，都在“数据”里的 findings.parquet 中。"
"""Below 问题 of 汇总.xlsx, where Excel has no row for more."""

ADDED_UP = "点开看由哪些单位相加"
"""Beside a total that leads to 来源."""

ASIDE = "{stem}_另存{number}"
"""How it is called from then on."""

KEPT_BACK = "留存（不要发送）"
"""The folder of what stays with the sender, beside the files to send; whoever reads a folder passes it over."""

ISSUE_RECORD = "下发记录.json"
"""What lies in it."""

CHECKED_ERRORS = "核查完毕：错误{errors}处{doubts}。请从{first}改起。"
CHECKED_DOUBTS = "核查完毕：没有错误，疑点{doubts}处。请核对，如无误请写明原因。"
CHECKED_RIGHT = "核查完毕：三张表勾稽相符。"
"""How a check ended (season §6.17)."""


def checked(errors: int, doubts: int, first: str) -> str:
    """How a check ended; `first` says where to begin where there are errors."""
    if errors:
        return CHECKED_ERRORS.format(errors=errors, doubts=f"，疑点{doubts}处" if doubts else "", first=first)
    return CHECKED_DOUBTS.format(doubts=doubts) if doubts else CHECKED_RIGHT


FAILED: Mapping[str, str] = {
    "command": "程序出错，没有完成；您的文件没有改动。请把“{log}”发给技术人员。",
    "LibreOffice": "程序出错，没有完成；工作簿没有改动。请把“{log}”发给技术人员。",
    "Excel": "这次核查没有完成，您填的内容没有改动。请把“{file}”发给{contact}。",
}
"""The apology for what nobody foresaw, by where it is made."""

THIS_FILE, WHO_COLLECTS = "本文件", "收表单位"
"""What stands in it where neither the file's name nor a contact can be read."""

WORKING = "正在处理，请稍候……"
READ_ONLY = "本文件是以只读方式打开的，要另存为新文件，改动才能保留。"
UNSAVED = "本文件还没有保存过，请先保存，改动才能保留。"
"""Said by a spreadsheet program with a workbook open in it."""

UNDELIVERED: Mapping[str, str] = {
    "unsaved": "本文件还没有保存在本机的文件夹里，文稿没有地方放。请先保存，再点一次。",
    "undelivered": "文稿写不进文件夹“{folder}”。请关闭正在打开的旧文稿，或把本文件另存到别的文件夹，再点一次。",
}
"""Why files could not be handed out, by the key of `hosts.refused.Refused`."""

SAID_IN_EXCEL: Mapping[str, str] = {
    "busy": "Excel 正忙，可能有单元格正在输入，或有对话框没有关。请按回车键结束输入，再点一次。您填的内容没有改动。",
    "protected": "工作表“{sheet}”的保护加了密码，不能写入核查结果。请用“审阅—撤销工作表保护”去掉密码，再点一次。",
}
"""Why nothing could be done in a workbook open in Excel, by the same key."""

CLOSED = "没有找到要核查的工作簿。请打开年报表，再点一次。"
CHECK_ON_MAC = "苹果电脑上的 Excel 不能由按钮核查。请保存本文件，用命令行“gxxl mark 文件名”核查。"
ONLY_ACTIONS = "gxxl.entry.excel：只接受以下操作之一：{actions}。"
"""Said by the program behind Excel's buttons."""

SAID_IN_LIBREOFFICE: Mapping[str, str] = {
    "strange": "这不是用本程序模板做的年报表，没有改动。请打开年报表再点。",
    "readonly": (
        "此文件以只读方式打开，没有改动。可能别的程序正开着它，或文件设为只读："
        "请关闭那个程序后重新打开，或另存一份再点。"
    ),
    "password": "工作表“{sheet}”设了密码保护，没有改动。请先取消该表的保护（工具—保护工作表）再点。",
    "unwritten": "工作簿写不进去，没有改动。请关闭正在进行的输入或对话框后再点；仍不行请联系技术人员。",
    "missing": "没有找到核查程序。请技术人员在本机运行“gxxl doctor --install-libreoffice”；表内公式核对不受影响。",
    "gone": "核查程序中途退出，没有完成，工作簿没有改动。请再点一次；仍不行请联系技术人员。",
    "late": "核查程序没有回应，已停止，工作簿没有改动。请再点一次；仍不行请联系技术人员。",
}
"""What the extension of LibreOffice says by itself, where the program behind it cannot."""

DOOR: Mapping[str, str] = {
    "results": "{folder}_汇总结果",
    "checked": "{file}_核查结果.html",
    "no roster": "“{folder}”里没有应报单位名单，先列出收到的{count}家：",
    "nobody": "“{folder}”里没有应报单位名单，也没有读出单位的年报。",
    "unknown": "另有{count}个文件没有读出单位：{files}",
    "draft": (
        "已按收到的单位写了一份“{draft}”。请补上没有报来的单位，存为“名单.xlsx”或“名单.csv”，放进“{folder}”，再来一次。"
    ),
    "make one": "请写一份“名单.xlsx”（第一行写“单位名称”，下面一行一个单位），放进“{folder}”，再来一次。",
    "several": "“{folder}”里有几份名单：{names}。请只留一份，再来一次。",
    "alone": "“{folder}”不在别的文件夹里，结果没有地方放。请先把报送文件放进一个文件夹，再来一次。",
    "enter": "按回车键关闭。",
    "mixed": "文件夹请一次拖一个。",
}
"""What is said to who drops a folder or a file on the program, or presses 汇总 (season §3.10)."""

DRAFT_LIST = "名单（请补全）.csv"
"""A list of the organs that have reported, for whoever has none yet."""

CHOOSE_FOLDER = "选择存放各单位报送文件的文件夹"
NOT_CHOSEN = "没有选文件夹，什么都没有做。"
COLLECTED = "{summary}结果已打开；全部文件在“{place}”。"
READ_MORE = "其余见打开的表。\n"
COLLECT_ON_MAC = "苹果电脑上请用命令行：gxxl 报送文件夹。结果与按钮相同。"
"""Said by the button 汇总."""

OPEN_FILE, OPEN_ADDRESS = "打开", "看网页"
"""The heads of narrow columns of links in 汇总.xlsx and 核查表.xlsx; the first is the word of each link, too."""
