"""Command lines in Chinese: help without English words, and one sentence for whatever is typed wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import click

from gxxl.entry import console
from gxxl.intake.paths import exists, is_folder

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

_USAGE = 2
_NEARLY = 0.75
"""How like an option what was typed must be to ask 是不是."""

_CHINESE = range(ord("一"), ord("龥") + 1)
_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_IN_HELP = {"[default: ": "[默认 ", "[required]": "[必填]", "; required]": "；必填]"}
_KINDS = {" INTEGER": " 整数", " TEXT": " 文字"}


class Formatter(click.HelpFormatter):
    """Help whose headings and remarks are Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """选项, 命令, 参数."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options with their kinds and defaults."""
        chinese = [(_replaced(first, _KINDS), _replaced(second, _IN_HELP)) for first, second in rows]
        super().write_dl(chinese, col_max, col_spacing)


class Context(click.Context):
    """A context whose help is Chinese."""

    formatter_class = Formatter


class _Helped:
    """What commands and the group share: the text of --help."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, in Chinese."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = "显示用法。"
        return option


class Command(_Helped, click.Command):
    """One command."""

    context_class = Context

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": "[选项]", **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is typed wrong belongs to this command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Group(_Helped, click.Group):
    """All commands. What is typed wrong ends in one Chinese sentence and exit code 2, Ctrl-C in 130."""

    context_class = Context
    command_class = Command
    dropped: click.Command | None = None
    """What is done with files and folders that are named without a command, as dropping them on the program does."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        words = {"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]…"}
        super().__init__(*arguments, **{**words, **settings})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none is told with those there are."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            if self.dropped and exists(Path(args[0])):
                return "", self.dropped, args
            known = "、".join(self.list_commands(ctx))
            raise click.UsageError(f"没有“{args[0]}”这个命令，可用的命令有：{known}。", ctx)
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        standalone_mode: bool = True,
        **more: Any,
    ) -> Any:
        """Run a command line to its exit code."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **more)
        try:
            code = super().main(args, prog_name, standalone_mode=False, **more)
        except (click.Abort, KeyboardInterrupt):
            console.complain("已中断，没有完成。")
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            console.complain(_told(error))
            sys.exit(_USAGE)
        sys.exit(code if isinstance(code, int) else 0)


class PathTyped(click.ParamType):  # type: ignore[type-arg]
    """A file or folder as typed; whether it can be read is found out when it is opened."""

    name = "路径"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; nothing typed is none."""
        if value == "":
            raise click.UsageError(f"{_named(param)}后面要写文件名。", ctx)
        return Path(value)


class Existing(PathTyped):
    """A file or folder that must be there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, where there is something."""
        path = super().convert(value, param, ctx)
        if not exists(path):
            raise click.UsageError(f"{_named(param)}指定的“{value}”找不到，请核对文件名和所在文件夹。", ctx)
        return path


class OutputFile(PathTyped):
    """A file to be written."""

    name = "文件"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, unless it is a folder."""
        path = super().convert(value, param, ctx)
        if is_folder(path):
            raise click.UsageError(f"“{value}”是文件夹，请在后面写上文件名。", ctx)
        return path


class OutputFolder(PathTyped):
    """A folder to write into."""

    name = "文件夹"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, unless it is a file."""
        path = super().convert(value, param, ctx)
        if exists(path) and not is_folder(path):
            raise click.UsageError(f"“{value}”是文件，请写文件夹名。", ctx)
        return path


def _named(param: click.Parameter | None) -> str:
    """A parameter as it is typed: its short option, or what stands in its place."""
    if param is None:
        return ""
    return (
        f"{param.opts[0]} "
        if isinstance(param, click.Option)
        else f"{param.metavar or param.name}".strip("…").replace("|", "或")
    )


def _told(error: click.ClickException) -> str:
    """What is wrong, and where the usage is told."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        return error.format_message()
    return f"{_sentence(error)}\n用 {ctx.command_path if ctx else 'gxxl'} --help 看用法。"


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        return f"还要写{_named(error.param).strip()}。"
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.NoSuchOption):
        near = _near(error.option_name, error.possibilities or ())
        return f"没有“{error.option_name}”这个选项。{near}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的写法不对，请核对它后面的内容。"
    extra = re.search(r"^Got unexpected extra argument.*\((.*)\)", error.message)
    if extra:
        return f"多写了“{extra.group(1)}”。"
    return error.message if any(ord(sign) in _CHINESE for sign in error.message) else "命令的写法不对。"


def _near(name: str, options: Sequence[str]) -> str:
    """是不是 --year？ where an option is spelled nearly so; a guess far off only misleads."""
    close = [option for option in options if SequenceMatcher(None, name, option).ratio() >= _NEARLY]
    return f"是不是 {'、'.join(close)}？" if close else ""


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    name = _named(error.param).strip()
    if isinstance(kind, click.Choice):
        name = f"{name} " if isinstance(error.param, click.Option) else "这里"
        return f"{name}只能写：{'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.types.IntParamType):
        return f"{name} 后面要写整数。"
    return f"{name} 的写法不对。"


def _replaced(text: str, words: dict[str, str]) -> str:
    for english, chinese in words.items():
        text = text.replace(english, chinese)
    return text
