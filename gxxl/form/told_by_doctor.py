"""What `gxxl doctor` says: of this machine, and of buttons put into Excel and LibreOffice or taken out again."""

from __future__ import annotations

from collections.abc import Mapping

MACHINE: Mapping[str, str] = {
    "system": "系统",
    "screen": "屏幕编码",
    "encodings": "{screen}　系统编码 {system}",
    "office": "办公软件",
    "buttons": "Excel 按钮",
    "no office": "没有找到（不影响核查）",
    "no buttons": "没有登记：gxxl doctor --install-excel",
    "windows only": "只在 Windows 上使用",
    "no package": "没有安装：请重新安装 gxxl",
}
"""What stands in its lines."""

EXCEL: Mapping[str, str] = {
    "installed": """已登记，只对当前用户有效。年报表（.xlsm）里的按钮将启动：
{command}

按钮没有反应，或提示宏已被禁用：
1. 文件是收来、下载的：关闭文件，在文件上按右键，点“属性”，勾选“解除锁定”，点“确定”，再打开。
   技术人员可在 PowerShell 里运行：Unblock-File -Path "文件名"
2. 打开时有黄色的“安全警告”条：点“启用内容”。
3. 每次都被拦：在 Excel 里点“文件—选项—信任中心—信任中心设置—受信任位置—添加新位置”，
   选一个只放年报表的文件夹，以后从这个文件夹打开。
4. 单位不准用宏，或用的是 WPS：不用按钮，表内公式照样自动核对；也可以用命令行“gxxl mark 文件名”。

撤销登记：gxxl doctor --uninstall-excel
""",
    "removed": "已撤销登记，年报表里的按钮不再启动本程序。\n",
    "nothing": "本来就没有登记，没有改动。\n",
    "not windows": (
        "这台电脑不是 Windows，没有可以登记的地方。Excel 按钮只在 Windows 上使用；这里请用命令行“gxxl mark 文件名”。"
    ),
    "no xlwings": '还没有安装与 Excel 连接的组件。请先运行：pip install "gxxl[excel]"，再登记一次。',
}
"""The buttons of workbooks registered for this user, or why they cannot be."""

LIBREOFFICE: Mapping[str, str] = {
    "installed": "已装入 LibreOffice。请重新打开 LibreOffice：打开年报表，菜单和工具栏上有“{menu}”。\n",
    "removed": "已从 LibreOffice 移除。\n",
    "absent": (
        "没有找到 LibreOffice，没有改动。请先安装 LibreOffice 7.0 或更新版本再运行；用 Excel、WPS 的不需要这一步。"
    ),
    "no python": "LibreOffice 缺少 Python 支持，没有改动。请安装 python3-uno（有的系统叫 libreoffice-pyuno）再运行。",
    "open": "LibreOffice 正开着，没有改动。请关闭全部 LibreOffice 窗口再运行。",
    "refused": "LibreOffice 没有回应，没有改动。请关闭全部 LibreOffice 窗口，稍候再运行；仍不行请联系技术人员。",
}
"""The extension put in or taken out, or why it cannot be."""
