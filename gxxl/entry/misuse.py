"""What was typed wrong as one Chinese sentence; only a command line that is wrong waits for this."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import click

from gxxl.form.told_of_usage import HERE, MISTYPED, NEAR, OR, SEE_USAGE

_NEARLY = 0.75
"""How like an option what was typed must be to ask 是不是."""

_CHINESE = range(ord("一"), ord("龥") + 1)


def misuse(key: str, ctx: click.Context | None, param: click.Parameter | None = None, **slots: str) -> click.UsageError:
    """One of `MISTYPED`, said of a parameter or of what the slots name."""
    return click.UsageError(MISTYPED[key].format(**{"name": _named(param), **slots}), ctx)


def told(error: click.ClickException) -> str:
    """What is wrong, and where the usage is told."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        return error.format_message()
    return f"{_sentence(error)}\n{SEE_USAGE.format(command=ctx.command_path if ctx else 'gxxl')}"


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        return MISTYPED["missing"].format(name=_named(error.param).strip())
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.NoSuchOption):
        near = _near(error.option_name, error.possibilities or ())
        return MISTYPED["no option"].format(name=error.option_name, near=near)
    if isinstance(error, click.BadOptionUsage):
        return MISTYPED["no value"].format(name=error.option_name)
    extra = re.search(r"^Got unexpected extra argument.*\((.*)\)", error.message)
    if extra:
        return MISTYPED["too many"].format(extra=extra.group(1))
    return error.message if any(ord(sign) in _CHINESE for sign in error.message) else MISTYPED["command"]


def _named(param: click.Parameter | None) -> str:
    """A parameter as it is typed: its short option, or what stands in its place."""
    if param is None:
        return ""
    return (
        f"{param.opts[0]} "
        if isinstance(param, click.Option)
        else f"{param.metavar or param.name}".strip("…").replace("|", OR)
    )


def _near(name: str, options: Sequence[str]) -> str:
    """是不是 --year？ where an option is spelled nearly so; a guess far off only misleads."""
    close = [option for option in options if SequenceMatcher(None, name, option).ratio() >= _NEARLY]
    return NEAR.format(names="、".join(close)) if close else ""


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    name = _named(error.param).strip()
    if isinstance(kind, click.Choice):
        name = f"{name} " if isinstance(error.param, click.Option) else HERE
        return MISTYPED["choices"].format(name=name, choices="、".join(map(str, kind.choices)))
    return MISTYPED["whole number" if isinstance(kind, click.types.IntParamType) else "value"].format(name=name)
