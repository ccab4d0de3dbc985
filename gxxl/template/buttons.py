"""The buttons of the workbook and of the ribbon, from left to right: what stands on them and what they say."""

from pathlib import Path
from typing import NamedTuple

TAB = "信息公开年报"
"""The ribbon tab of the macro workbook, and the menu of the office extension."""

WITH_MACROS = ".xlsm"
"""How the name of a workbook with buttons ends."""


class Button(NamedTuple):
    """One button: its key in code, its caption, the sentence shown when it is pointed at, its ribbon icon and key tip.

    `image` is a name of Office's own icons (imageMso, [MS-CUSTOMUI] 2.2.6 ST_ID), `keytip` the key after Alt.
    """

    key: str
    caption: str
    hint: str
    image: str
    keytip: str

    @property
    def procedure(self) -> str:
        """The VBA Sub behind the button on a sheet."""
        return f"Do{self.key.capitalize()}"

    @property
    def callback(self) -> str:
        """The VBA Sub behind the button of the ribbon."""
        return f"On{self.key.capitalize()}"


BUTTONS = (
    Button(
        "check",
        "核查",
        "核对三张表的数字，以及文字里的数字与表格是否一致。只作标注，不改您填的内容。",
        "ErrorChecking",
        "H",
    ),
    Button("fill", "填总计", "恢复被覆盖或清除的“总计”公式，只动灰色格。", "AutoSum", "T"),
    Button("zero", "补零", "把三张表的空白格填为0，并告诉您填了几格；可以撤销。", "FillDown", "B"),
    Button("write", "写文字", "按表内数字起草有关句子。您改过的文字原样保留。", "EditDocument", "X"),
    Button("undo", "撤销", "退回上一步按钮操作。", "Undo", "C"),
    Button("export", "导出", "生成可送审、可上网的 Word 文稿。", "FileSaveAsWordDocx", "D"),
    Button("collect", "汇总", "选择存放各单位报送文件的文件夹，生成汇总表、进度和退回单。", "FileOpen", "Z"),
    Button("help", "帮助", "填报说明与联系电话。", "Help", "Y"),
)
"""Every button of the workbook and of the ribbon, from left to right."""


def with_macros(path: Path) -> bool:
    """Whether a file of this name is the workbook with buttons: Excel opens no macros under another name."""
    return path.suffix.lower() == WITH_MACROS
