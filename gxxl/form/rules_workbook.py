"""The rules about files and workbooks, W-01 to W-08: versions, structure, formulas, what could not be read.

With them every sentence that says why a file is no report, or what in it is not as issued.
"""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.form.rule import FORM_BASIS, Rule, Severity

_ARTICLE_50 = "《中华人民共和国政府信息公开条例》第五十条"

_ERROR, _NOTE = Severity.ERROR, Severity.NOTE

WORKBOOK_RULES = (
    Rule(
        code="W-01",
        severity=_ERROR,
        title="表样与年度不符",
        problem="表样与年度不符：{year}年度报告使用了{found}年{trial}表样（{table}{marks}）。{due}",
        remedy="请换用{due_form}填报。{advice}",
        basis=f"{FORM_BASIS}自2021年度报告起施行；2019、2020年度用国办公开办函〔2019〕60号（试行）。",
    ),
    Rule(
        code="W-02",
        severity=_ERROR,
        title="表格栏目有改动",
        problem="表格栏目有改动：{reason}",
        remedy="请勿增删行列、改动栏目名称和工作表名。已填的不用重填，用“gxxl import 旧表 -o 新表”转入新表。",
        remedy_over="请删去多余的栏目，数字并入对应的栏目。",
        basis=f"{FORM_BASIS}：栏目应与统一格式一致。",
    ),
    Rule(
        code="W-03",
        severity=_ERROR,
        title="宏有改动",
        problem="文件里的宏与下发的模板不同：{reason}。",
        remedy="请不要启用这个文件的宏；数字已照常核对，宏没有运行。请对方用下发的模板重新填报，或用不含宏的年报表报送。",
        basis="来历不明的宏可能改动数字和本机文件；各模块的文字逐一与下发的模板对照。",
    ),
    Rule(
        code="W-04",
        severity=_ERROR,
        title="模板版本不同",
        problem="模板版本是{found}，本程序认识的最新版本是{expected}。",
        remedy="用“gxxl import 旧表 -o 新表”转入现行模板；仍不行的，请更新核查程序。",
        basis="不同版本的模板，格子的位置可能不同。",
    ),
    Rule(
        code="W-05",
        severity=_ERROR,
        title="不是年报文件",
        problem="这个文件不是政府信息公开工作年度报告数据：{reason}。",
        remedy="请选择用年报模板填写的文件、由本程序导出的年报数据（.json），或公布的年报（Word、网页、PDF、纯文本）。",
        basis=_ARTICLE_50,
    ),
    Rule(
        code="W-06",
        severity=_ERROR,
        title="文件读不了",
        problem="这个文件读不了：{reason}。",
        remedy="{advice}",
        basis="文件须能完整打开才能核查；原文件没有改动。",
    ),
    Rule(
        code="W-07",
        severity=_NOTE,
        title="有内容没有读到",
        problem="{what}",
        remedy="请对照原文补填；没有读到的格一律空着，没有猜测，也没有参加相加。",
        basis="读得准的才读；读不准的宁可空着。",
    ),
    Rule(
        code="W-08",
        severity=_NOTE,
        title="读取情况",
        problem="从文稿读取：共{cells}格，读到{read}格，原文空白{blank}格，没有读到{unseen}格。",
        remedy="数字取自公布的文稿，转入后请与原文核对一遍。",
        basis="每个数字都记有出处（页、表、行），见导出的年报数据“read_from”。",
    ),
)

FILE_TROUBLES: Mapping[str, tuple[str, str]] = {
    "missing": ("找不到文件", "请核对文件名和所在文件夹。"),
    "denied": ("没有读取权限，或正被其他程序占用", "请关闭打开它的程序，或换一个位置再试。"),
    "unreadable": ("磁盘或网络读取出错", "请把文件复制到本机再试。"),
    "empty": ("文件是空的", "请重新导出或重新发送。"),
    "too large": ("文件超过{limit}MB，年报数据不会这么大", "请核对是否选错了文件。"),
    "encoding": ("文字编码无法识别", "请用UTF-8编码重新保存。"),
    "broken": ("内容不完整或格式有误（第{line}行附近）", "请重新导出或重新发送。"),
    "repeated": ("“{name}”写了两次，无法确定以哪个为准", "请删去重复的一处。"),
    "damaged": ("文件已损坏或没有传完整", "请对方重新发送；微信收到的文件先“另存为”到电脑再打开。"),
    "hostile": ("文件结构异常，为安全起见没有打开", "请对方用下发的模板重新填报。"),
    "slow": ("读了太久还没有读完", "请再运行一次；还是这样的，请对方用下发的模板重新填报。"),
    "changing": ("读取时还在被改写", "请等它保存完、关闭打开它的程序，再运行一次。"),
    "unexpected": ("读取时出错", "请把这个文件发给技术人员；其他文件已照常核查。"),
}
"""W-06: why a file cannot be read, and what to do."""

NOT_A_REPORT: Mapping[str, str] = {
    "format": "不是年报模板的工作簿，也不是年报数据（.json）",
    "other": "这是{seems}",
    "workbook": "不是用本程序的年报模板填写的工作簿",
    "document": "没有找到年报的三张表，也没有年报的六个部分",
    "parts": "没有“tables”和“prose”两部分",
    "edition": "“edition”应为2021或2019，现为“{value}”",
    "grid": "“{name}”不是按行和列组成的数据",
    "cell": "{table}“{cell}”填的不是数字也不是文字",
    "year": "“{name}”应为四位年份，现为“{value}”",
    "quoted": "“{name}”应为数字，不加引号，现为“{value}”",
    "text": "“{name}”应为文字，现为“{value}”",
    "prose": "“prose”应为第一、五、六部分的文字，现为“{value}”",
    "signature": "“signature”应为落款的单位和日期，现为“{value}”",
    "extra": "“extra”应为补充情况的各项，现为“{value}”",
}
"""W-05: why a file is no report."""

_RESEND = "请对方发Excel表：在WPS中“文件—另存为—Excel文件（*.xlsx）”。"
_AS_BOOK = "请对方发填好的年报表（.xlsx）；扫描件、照片里的数字读不出来。"

RECEIVED: Mapping[str, tuple[str, str]] = {
    "scan": ("扫描图片", _AS_BOOK),
    "picture": ("图片", _AS_BOOK),
    "pictures": ("内容是图片，没有文字", _AS_BOOK),
    "password": ("加了打开密码", "请对方去掉密码后重发，或" + _RESEND.removeprefix("请")),
    "archive": ("压缩包", "请先解压，再核查里面的文件；或请对方直接发Excel表。"),
    "no 7-zip": ("压缩包（.rar、.7z），本机没有 7-Zip", "请安装 7-Zip，或请对方不压缩、直接发Excel表。"),
    "nothing inside": ("压缩包里没有年报文件", "请对方直接发Excel表。"),
    "none inside": ("压缩包里的{count}个文件都读不出年报", "请先解压，再逐个核查里面的文件。"),
    "several inside": ("压缩包里有{count}份年报，看不出要用哪一份", "请先解压，再指定其中一份。"),
    "pages": ("文件有{count}页，年报没有这么长", "请核对是否选错了文件。"),
    "no office": ("旧版文件（{seems}），本机没有转换程序", "请安装 LibreOffice，或" + _RESEND.removeprefix("请")),
    "not converted": ("旧版文件（{seems}）转换失败", _RESEND),
    "kind": ("{seems}", _RESEND),
}
"""R-08: what a sound file is that cannot be read, and the sentence to send back."""

READING_DOUBTS: Mapping[str, str] = {
    "table": "{table}没有读到：文稿里没有找到这张表，或表是图片。",
    "columns": "{table}“{row}”（{place}）的数字个数与栏目对不上，这一行没有读。",
    "row": "{table}（{place}）有一行数字，看不出属于哪一栏，没有读。",
    "several": "{table}（{place}）的数字不止一行，看不出哪一行是，没有读。",
    "stranger": "{table}（{place}）有表样以外的栏目“{text}”，这一栏没有计入。",
    "mended": "上年年报“{file}”不是现行模板的样子，已按现行模板读取：{what}。",
    "older": "旧版本的年报表，没有需要恢复的地方",
    "not moved": "上年年报“{file}”有内容没有读：{what}。",
    "not read": "旧版本的年报表有内容没有读：{what}。",
    "more": "；等，共另{count}处",
}
"""W-07 and W-02: what of a published report was there but not read, and why."""

OLDER_READ = (
    "数字和文字已按栏目名称读取，照常核对。",
    "不用重填。以后请用现行模板；要接着改的，用“gxxl import 旧表 -o 新表”转入新表。",
)
"""W-04 as a 提示, of a workbook of an earlier version of our template: what it adds to the problem, what to do."""

OLDER_PLACES = "核查结果写的是现行模板里的位置，其中{places}。"
"""What W-04 adds where cells of the tables stand elsewhere in the file."""

FORMULA_NOTES: Mapping[str, tuple[str, str]] = {
    "link": ("引用了别的文件或工作表（{formula}），对方打开时可能变动。", "请复制后“选择性粘贴—数值”，只留数字。"),
    "input": ("填的是公式（{formula}），现在的结果是{value}。", "不影响核查；定稿前最好只留数字。"),
    "no value": ("填的是公式（{formula}），但没有算出的结果。", "请用 Excel 或 WPS 打开，保存一次后再报。"),
    "typed over": ("的公式已被改写成{value}，数字与各格之和相符。", "可点“填总计”恢复公式。"),
}
"""C-07: a formula in an input cell, and a total typed over with the right number: what it is, what to do."""

TYPED_OVER = "此格公式已被改写，可点“填总计”恢复。"
"""Added to the remedy of a total that is wrong because it was typed over."""

STRUCTURE: Mapping[str, str] = {
    "label": "“{sheet}”{cell}应为“{expected}”，现为“{found}”。",
    "sheet": "缺少工作表“{sheet}”。",
    "name": "缺少或改动了名称“{name}”。",
    "stranger": "{where}有表样以外的栏目“{text}”，这一栏没有计入。",
}
"""W-02: what of the structure is not as issued, or stands in data beside it."""

PASTED = (
    "“{sheet}”{cells}的格式是从别处粘贴来的，与下发的模板不同。",
    "不影响核查，数字已照常读取。粘贴时请选“只粘贴数值”；要恢复格式，用“gxxl import 旧表 -o 新表”转入新表。",
)
"""W-02 as a 提示: formats pasted over input cells take their validation and colours away."""

STRANGE_MACROS: Mapping[str, str] = {
    "foreign": "“{name}”不是模板里的宏",
    "altered": "“{name}”的内容被改动",
    "macro sheet": "有 Excel 4.0 宏表",
    "unreadable": "宏读不出来",
}
"""W-03: what of the macros is not as issued."""

PHRASE_FAULTS: Mapping[str, str] = {
    "id": "“{cell}”的名称“{text}”不认识，这一条没有用。",
    "condition": "“{cell}”的条件“{text}”不认识，这一条没有用。",
    "slot": "“{cell}”的空位“{text}”不认识，这一条没有用。",
    "text": "“{cell}”的括号不成对或缺少名称（“{text}”），这一条没有用。",
}
"""W-02: what is wrong with a row of sheet 句式, where the wording of the narrative is kept."""

PHRASE_REMEDY = (
    "由下发模板的单位改正这一格，空位和判断见“句式”表右侧；没有改好之前，用程序自带的句式。填报单位不用处理。"
)
"""What to do about such a row; the sheet is hidden from whoever only fills in."""

LEAST_REASON = 8
"""A reason has at least so many characters."""

REFUSED_REASONS = ("核实无误", "情况属实", "无误无误", "已核实无")
"""Reasons that say nothing."""

REFUSED_REASON = f"“{{reason}}”不能作为说明，请写明具体原因（不少于{LEAST_REASON}个字）。"
"""Beside a 核实说明 that says nothing (season §6.18)."""

STALE_REASON = "该处数字已变动，原说明不再适用，请重新核对。"
"""Where a 核实说明 was given for other numbers (season §6.18)."""
