"""The command line: thin commands over pure functions. Exit 0 clean, 1 findings, 2 usage, 3 our bug."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from gxxl import __version__
from gxxl.entry import console
from gxxl.entry.guard import LOG, attempt
from gxxl.entry.usage import Command, Existing, Group, OutputFile, OutputFolder, PathTyped
from gxxl.form.told import FAILED

_FORMATS = ("text", "json", "html", "csv", "xlsx")
_EXISTING = Existing()
_FILE = OutputFile()
_FOLDER = OutputFolder()


@click.group(
    cls=Group,
    help="政府信息公开工作年度报告：核查、填报、汇总。",
    epilog="例：gxxl demo　　直接写文件夹就是收表汇总，直接写文件就是核查，完成后打开结果：gxxl 报送/",
    context_settings={"max_content_width": 100},
)
@click.version_option(__version__, prog_name="gxxl", message="gxxl %(version)s", help="显示版本。")
def gxxl() -> None:
    """The group every command belongs to."""


@click.command(cls=Command, epilog="例：gxxl 报送/")
@click.argument("paths", nargs=-1, required=True, type=PathTyped(), metavar="文件夹或文件…")
def dropped(paths: tuple[Path, ...]) -> None:
    """文件夹：按其中的名单收表汇总；文件：核查。结果写在旁边并打开，等于把它拖到程序图标上。"""
    from gxxl.entry.door import run_door

    sys.exit(run_door(paths))


gxxl.dropped = dropped


@gxxl.command(epilog="例：gxxl check 报送/ --last 上年/　　gxxl check 年报.json --format html -o 核查结果.html")
@click.argument("paths", nargs=-1, required=True, type=PathTyped(), metavar="文件或文件夹…")
@click.option("--last", type=_EXISTING, help="上年年报：一个文件，或按单位和年度查找的文件夹。")
@click.option("--roster", type=_EXISTING, help="被核查单位名单（.xlsx 或 CSV），与 --format xlsx 一起用。")
@click.option(
    "--format",
    "style",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="结果的样式；xlsx 是按名单一行一个单位的核查表，附依据。",
)
@click.option("-o", "--output", type=_FILE, help="把结果写入文件，不显示在屏幕上。")
def check(paths: tuple[Path, ...], last: Path | None, roster: Path | None, style: str, output: Path | None) -> None:
    """核查年报，逐条说明哪里不符、怎么改。

    年报表、年报数据（.json）和公布的年报（Word、网页、PDF、纯文本、其他格式的表格）都可以，按内容识别，不看文件名；压缩包里的逐个核查。
    同一批文件里有同一单位上年年报的，自动对照；另有上年年报的，用 --last 指明。
    """
    if style == "xlsx":
        from gxxl.entry.assess_command import run_assess

        sys.exit(run_assess(paths, last, roster, output))
    if roster:
        from gxxl.form.told_of_usage import ROSTER

        raise click.UsageError(ROSTER["not wanted"])
    from gxxl.entry.check_command import run_check

    sys.exit(run_check(paths, last, style, output))


@gxxl.command(epilog="例：gxxl demo")
@click.option("-o", "--output", type=_FOLDER, default=Path("gxxl-demo"), show_default=True, help="写到哪个文件夹。")
def demo(output: Path) -> None:
    """用两份真实年报演示核查：一份数字相符、文字有一处要核对口径，一份有错。"""
    from gxxl.entry.demo_command import run_demo

    run_demo(output)


@gxxl.command(epilog="例：gxxl template -o 模板/")
@click.option("-o", "--output", type=_FOLDER, required=True, help="写到哪个文件夹。")
@click.option("--year", type=int, help="只生成这一年度应使用的模板。")
@click.option("--oxt", is_flag=True, help="改为生成 LibreOffice 扩展（.oxt）。")
def template(output: Path, year: int | None, oxt: bool) -> None:
    """生成年报模板：不含宏的 .xlsx，和带按钮的 .xlsm。"""
    from gxxl.entry.workbook_commands import run_oxt, run_template

    if oxt:
        run_oxt(output)
    else:
        run_template(output, year)


@gxxl.command(epilog="例：gxxl new --organ 某县民政局 --year 2026 --last 上年/ -o 某县民政局.xlsx")
@click.option("--organ", required=True, help="单位全称。")
@click.option("--year", type=int, required=True, help="报告年度。")
@click.option("--last", type=_EXISTING, help="上年年报：一个文件，或按单位和年度查找的文件夹。")
@click.option("-o", "--output", type=_FILE, required=True, help="写到哪个文件（.xlsx，或带按钮的 .xlsm）。")
def new(organ: str, year: int, last: Path | None, output: Path) -> None:
    """为一个单位生成年报表，预填单位、年度和上年数据；上年年报可以是网页、Word 或 PDF。"""
    from gxxl.entry.workbook_commands import run_new

    run_new(organ, year, last, output)


@gxxl.command("import", epilog="例：gxxl import gxxl-demo/hongze-2023.json -o 洪泽区.xlsx")
@click.argument("source", type=_EXISTING, metavar="来源", required=False)
@click.option("--prose", type=_EXISTING, metavar="定稿", help="只把定稿的文字和落款写回 -o 指定的年报表，表格不动。")
@click.option("-o", "--output", type=_FILE, required=True, help="写到哪个文件（.xlsx、带按钮的 .xlsm，或 .json）。")
def import_(source: Path | None, prose: Path | None, output: Path) -> None:
    """把年报数据、旧的年报表或公布的年报（Word、网页、PDF、纯文本）转入现行模板，说明读到多少格。

    旧版本的年报表、被改动了栏目或工作表的年报表也能转入：能归位的归位，不能确定的空着并逐格列出。
    """
    if (source is None) == (prose is None):
        from gxxl.form.told_of_usage import SOURCE_OR_PROSE

        raise click.UsageError(SOURCE_OR_PROSE)
    if prose:
        from gxxl.entry.prose_command import run_prose

        run_prose(prose, output)
    elif source:
        from gxxl.entry.workbook_commands import run_import

        run_import(source, output)


@gxxl.command(epilog="例：gxxl export gxxl-demo/hongze-2023.xlsx --to docx -o 洪泽区.docx")
@click.argument("source", type=_EXISTING, metavar="年报表")
@click.option("--to", "style", type=click.Choice(["docx", "html", "pdf", "json"]), required=True, help="导出的格式。")
@click.option("-o", "--output", type=_FILE, required=True, help="写到哪个文件。")
def export(source: Path, style: str, output: Path) -> None:
    """导出送审、上网的文稿（Word、网页、PDF），或年报数据（json）。

    有错误没有更正的，标题上方写“送审稿”，末页列出须处理的事项。
    """
    from gxxl.entry.export_command import run_export

    run_export(source, style, output)


@gxxl.command(epilog="例：gxxl compare gxxl-demo/hongze-2023.xlsx gxxl-demo/hongze-2023.json")
@click.argument("paths", nargs=-1, required=True, type=_EXISTING, metavar="甲版 乙版 [丙版]")
def compare(paths: tuple[Path, ...]) -> None:
    """三版核对：同一份年报的表格、定稿、网页互相对照，列出每一处不同。"""
    from gxxl.entry.compare_command import run_compare

    sys.exit(run_compare(paths))


@gxxl.command(epilog="例：gxxl fill gxxl-demo/hongze-2023.xlsx")
@click.argument("path", type=_EXISTING, metavar="年报表")
@click.option("-o", "--output", type=_FILE, help="写到另一个文件；不写则改原文件（可撤销）。")
def fill(path: Path, output: Path | None) -> None:
    """填总计：恢复被覆盖或清除的总计公式，列出每一处改动。"""
    from gxxl.entry.press_command import run_press

    run_press("fill", path, output)


@gxxl.command(epilog="例：gxxl write gxxl-demo/hotan-civil-affairs-2023.xlsx")
@click.argument("path", type=_EXISTING, metavar="年报表")
@click.option("--last", type=_EXISTING, help="上年年报：一个文件，或按单位和年度查找的文件夹；用于写同比。")
@click.option("-o", "--output", type=_FILE, help="写到另一个文件（.xlsx 或 .json）；不写则改原文件（可撤销）。")
def write(path: Path, last: Path | None, output: Path | None) -> None:
    """写文字：按表格和补充情况起草第一、五、六部分；改过的文字原样保留，只更新变动的数字。

    只写表格和补充情况里有的；没有回答的留“〔请填写：…〕”。表格有错误或没填完时不写，并指出是哪几格。
    """
    from gxxl.entry.write_command import run_write

    sys.exit(run_write(path, last, output))


@gxxl.command(epilog="例：gxxl undo gxxl-demo/hongze-2023.xlsx")
@click.argument("path", type=_EXISTING, metavar="年报表")
def undo(path: Path) -> None:
    """撤销：退回上一步操作；之后又改过的格不动。"""
    from gxxl.entry.press_command import run_press

    run_press("undo", path, None)


@gxxl.command(epilog="例：gxxl mark gxxl-demo/hongze-2023.xlsx")
@click.argument("path", type=_EXISTING, metavar="年报表")
@click.option("-o", "--output", type=_FILE, help="写到另一个文件；不写则标在原文件上（可撤销）。")
def mark(path: Path, output: Path | None) -> None:
    """核查一份年报表，并把结果标在表上：红格、核查提示、核查结果。"""
    from gxxl.entry.press_command import run_press

    run_press("check", path, output)


@gxxl.command(epilog="例：gxxl roster 名单.csv")
@click.argument("path", type=_EXISTING, metavar="名单")
def roster(path: Path) -> None:
    """核对一份名单：单位、级别、上下级、别名，重复和同名的指出来。

    名单是 CSV 或 .xlsx，第一行写栏目名：单位名称（必填）、别名、级别、上级单位、类型、联系人、截止日期。
    """
    from gxxl.entry.collect_command import run_roster

    sys.exit(run_roster(path))


@gxxl.command(epilog="例：gxxl distribute 名单.csv --year 2026 --last 上年/ -o 下发/")
@click.argument("path", type=_EXISTING, metavar="名单")
@click.option("--year", type=int, required=True, help="报告年度。")
@click.option("--last", type=_EXISTING, help="上年年报的文件夹，各种文件都可以；用于预填上年数据。")
@click.option("--macros", is_flag=True, help="生成带按钮的 .xlsm；不写则是不含宏的 .xlsx。")
@click.option(
    "--notice",
    type=_EXISTING,
    help="自己的要求（纯文本），印在封面、填报说明和通知上；“加报：政策解读数（件）”一行加一个填报项目。",
)
@click.option("-o", "--output", type=_FOLDER, required=True, help="写到哪个文件夹。")
def distribute(path: Path, year: int, output: Path, **wanted: Any) -> None:
    """给名单里每个单位生成一份年报表，预填单位、年度、截止日期和上年数据，并附通知。"""
    from gxxl.entry.distribute_command import Wanted, run_distribute

    run_distribute(path, Wanted(year, **wanted), output)


@gxxl.command(epilog="例：gxxl collect 报送/ --roster 名单.csv -o 汇总/")
@click.argument("folder", type=_EXISTING, metavar="文件夹")
@click.option("--roster", "list_", type=_EXISTING, required=True, help="应报单位名单（CSV 或 .xlsx）。")
@click.option("--year", type=int, help="报告年度；不写则按下发时的记录，没有记录的按多数文件。")
@click.option("--organ", default="", help="汇总哪个单位及其下级；不写则汇总整份名单。")
@click.option("--exclude", multiple=True, help="不计入的单位，写“单位=理由”，可写多次。")
@click.option("--include", multiple=True, help="计入垂直管理单位，写“单位=理由”，可写多次。")
@click.option("--newest", is_flag=True, help="同一单位不同的几份，已确定以最后保存的为准。")
@click.option("--corrections", type=_EXISTING, help="来电更正登记；不写则用报送文件夹、结果文件夹里的“更正登记.xlsx”。")
@click.option("--workers", type=click.IntRange(1, 256), metavar="个数", help="用几个进程读；不写则文件多时按处理器。")
@click.option("--cluster", default="", metavar="地址", help="由集群来读，写调度机的地址；写“本机”是在本机起一个。")
@click.option("-o", "--output", type=_FOLDER, required=True, help="写到哪个文件夹；不能在报送文件夹里面。")
def collect(folder: Path, list_: Path, output: Path, **chosen: Any) -> None:
    """收齐一个文件夹的年报，按名单核对、汇总：谁没报、谁报了两份、谁的读不了、谁的有误。

    各种文件、子文件夹、压缩包（.rar、.7z 要装 7-Zip）都读，不改动任何一个；能读的都计入，有误的点名。
    """
    from gxxl.entry.arriving import How
    from gxxl.entry.collect_command import Asked, choices_of, run_collect

    asked = Asked(chosen.pop("year"), chosen.pop("corrections"), How(chosen.pop("workers"), chosen.pop("cluster")))
    sys.exit(run_collect(folder, list_, output, asked, choices_of(**chosen)))


@gxxl.command("form", epilog="例：gxxl form 2021")
@click.argument("edition", type=click.Choice(["2021", "2019"]), metavar="2021|2019")
def form_(edition: str) -> None:
    """打印表样：六个部分、三张表的全部栏目、计量单位和勾稽关系。"""
    from gxxl.form.editions import compose
    from gxxl.form.prints import form_text

    console.write(form_text(compose(int(edition), int(edition))))


@gxxl.command(epilog="例：gxxl rules")
def rules() -> None:
    """打印全部核查规则：代码、轻重、现象、改法、依据。"""
    from gxxl.form.prints import rules_text

    console.write(rules_text())


@gxxl.command(epilog="例：gxxl doctor")
@click.option("--install-excel", "change", flag_value="install-excel", help="让 Excel 年报表里的按钮启动本程序。")
@click.option("--uninstall-excel", "change", flag_value="uninstall-excel", help="撤销上面的登记。")
@click.option(
    "--install-libreoffice", "change", flag_value="install-libreoffice", help="把按钮装进本机的 LibreOffice。"
)
@click.option("--uninstall-libreoffice", "change", flag_value="uninstall-libreoffice", help="从 LibreOffice 移除按钮。")
def doctor(change: str | None) -> None:
    """检查本机环境，供技术人员排查问题。"""
    from gxxl.entry.doctor import changed, report_text

    console.write(changed(change) if change else report_text())


def main() -> None:
    """The whole command line: whatever goes wrong ends in one Chinese sentence and exit code 3."""
    console.prepare()
    attempt(lambda: gxxl(prog_name="gxxl"), _apologise)


def _apologise() -> None:
    console.complain(FAILED["command"].format(log=LOG))
    sys.exit(3)
