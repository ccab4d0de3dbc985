"""What is said of a command that cannot be followed as it was typed: wrong usage, one sentence each."""

from __future__ import annotations

from collections.abc import Mapping

from gxxl.form.told import NO_ORGAN

MISTYPED: Mapping[str, str] = {
    "no command": "没有“{name}”这个命令，可用的命令有：{known}。",
    "no option": "没有“{name}”这个选项。{near}",
    "no value": "选项 {name} 的写法不对，请核对它后面的内容。",
    "missing": "还要写{name}。",
    "too many": "多写了“{extra}”。",
    "choices": "{name}只能写：{choices}。",
    "whole number": "{name} 后面要写整数。",
    "value": "{name} 的写法不对。",
    "command": "命令的写法不对。",
    "file name": "{name}后面要写文件名。",
    "not found": "{name}指定的“{value}”找不到，请核对文件名和所在文件夹。",
    "folder": "“{value}”是文件夹，请在后面写上文件名。",
    "file": "“{value}”是文件，请写文件夹名。",
}
"""What is wrong with the command line itself; `name` is the option, or what stands in its place."""

HERE = "这里"
"""A place of the command line that has no name."""

SEE_USAGE = "用 {command} --help 看用法。"

OR = "或"
"""Between the choices of a place."""

NEAR = "是不是 {names}？"
"""What may have been meant."""

BROKEN_OFF = "已中断，没有完成。"

NOTHING_TO_READ = "文件夹里没有年报表、年报数据或年报文稿。"

UNREADABLE = "“{file}”读不了，请核对文件。"

UNWRITABLE = "写不了“{path}”：{advice}"
CLOSE_OR_MOVE, MOVE = "请关闭正在打开它的程序，或换一个位置。", "请换一个位置。"
"""How to mend it, where another program may have the file open and where none can."""

OUTPUT: Mapping[str, str] = {
    "read": "-o 不能写到要读的文件上，请换一个文件名。",
    "source": "-o 不能写到来源文件上，请换一个文件名。",
    "among returns": "-o 不能写到存放报送文件的文件夹里面，请换一个文件夹。",
    "other kind": (
        "原文件是 {suffix}，-o 也要写成 {suffix}；要换成带按钮的 .xlsm 或不含宏的 .xlsx，请用 gxxl import 转入。"
    ),
    "kinds": "-o 请写 .xlsx、.xlsm 或 .json 文件；要 Word、网页或 PDF，请再用 gxxl export 导出。",
    "not in place": "公布的文稿不能就地改写，请用 -o 指定要写成的 .xlsx、.xlsm 或 .json 文件。",
}
"""Where a result cannot be written."""

LAST: Mapping[str, str] = {
    "of another": "--last 指定的是{last}年报，不是{mine}的上年年报。",
    "not of the year before": "--last 指定的是{last}年报，不是上年年报。",
    "no report": "--last 指定的“{file}”不是年报，读不出上年数据。",
    "not there": "--last 里没有找到{mine}的年报。",
    "folder": "--last 要写存放上年年报的文件夹：名单里不止一个单位。",
}
"""What is wrong with the report named as last year's."""


def whose(organ: str | None, year: int | None, nobody: str = NO_ORGAN) -> str:
    """Whose report of which year, as far as it says."""
    return f"{organ or nobody}{year or ''}年度"


NO_FORM = "2019年度以前没有统一表样。"

SOURCE_OR_PROSE = "请给出一个来源，或用 --prose 指明定稿。"

NOT_SIGNED_SO = "定稿是{signed}的，年报表是{mine}的，没有改动。"
"""A signed document of another organ or year."""

TWO_OR_THREE = "请给出两个或三个文件。"

NO_PDF = "本机没有能用的 LibreOffice，不能直接生成 PDF。请导出 Word（--to docx），用 Word 或 WPS“另存为 PDF”。"

ROSTER: Mapping[str, str] = {
    "wanted": "--format xlsx 要写明名单和结果文件：--roster 名单.xlsx -o 核查表.xlsx。",
    "not wanted": "--roster 只和 --format xlsx 一起用；按名单收表汇总用 gxxl collect。",
    "stranger": "名单里没有“{name}”。{near}",
    "no reason": "{option} 后面要写“单位=理由”，例：{option} 某县林业局=机构已撤并。",
}
"""What is wrong with a list of organs, or with an organ named beside it."""

RETURNS: Mapping[str, str] = {
    "no folder": "“{folder}”不是文件夹，请写存放报送文件的文件夹。",
    "no year": "看不出是哪一年度的年报，请用 --year 写明。",
}
"""What is wrong with the folder that is collected."""

NOTICE: Mapping[str, str] = {
    "unreadable": "--notice 指定的“{path}”读不了，请存为纯文本（.txt）。",
    "too much asked": "--notice 里的加报项目太多，最多{most}项。",
}
"""What is wrong with the requirements of whoever sends the workbooks."""

CLUSTER: Mapping[str, str] = {
    "not installed": "没有安装集群组件，请先运行：pip install gxxl[cluster]；或去掉 --cluster。",
    "no answer": "连不上集群“{address}”，请核对地址，或去掉 --cluster。",
    "other program": "集群上的程序与本机不是同一版本，请在各台机器上安装相同的版本。",
    "no folder": "集群上的机器读不到这个文件夹，请用各台机器都能访问、路径相同的共享文件夹。",
}
"""Why the workers of a cluster cannot read."""
