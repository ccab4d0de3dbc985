"""Command lines in Chinese: help without English words, and one sentence for whatever is typed wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from gxxl.entry import console
from gxxl.intake.paths import exists, is_folder

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

_USAGE = 2
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
            raise _misuse("no command", ctx, name=args[0], known="、".join(self.list_commands(ctx)))
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
            from gxxl.form.told_of_usage import BROKEN_OFF

            console.complain(BROKEN_OFF)
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            from gxxl.entry.misuse import told

            console.complain(told(error))
            sys.exit(_USAGE)
        sys.exit(code if isinstance(code, int) else 0)


class PathTyped(click.ParamType):  # type: ignore[type-arg]
    """A file or folder as typed; whether it can be read is found out when it is opened."""

    name = "路径"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; nothing typed is none."""
        if value == "":
            raise _misuse("file name", ctx, param)
        return Path(value)


class Existing(PathTyped):
    """A file or folder that must be there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, where there is something."""
        path = super().convert(value, param, ctx)
        if not exists(path):
            raise _misuse("not found", ctx, param, value=value)
        return path


class OutputFile(PathTyped):
    """A file to be written."""

    name = "文件"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, unless it is a folder."""
        path = super().convert(value, param, ctx)
        if is_folder(path):
            raise _misuse("folder", ctx, value=value)
        return path


class OutputFolder(PathTyped):
    """A folder to write into."""

    name = "文件夹"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, unless it is a file."""
        path = super().convert(value, param, ctx)
        if exists(path) and not is_folder(path):
            raise _misuse("file", ctx, value=value)
        return path


def _misuse(
    key: str, ctx: click.Context | None, param: click.Parameter | None = None, **slots: str
) -> click.UsageError:
    from gxxl.entry.misuse import misuse

    return misuse(key, ctx, param, **slots)


def _replaced(text: str, words: dict[str, str]) -> str:
    for english, chinese in words.items():
        text = text.replace(english, chinese)
    return text
