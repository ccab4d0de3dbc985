"""`gxxl doctor`: what this machine has, for whoever is asked on the telephone."""

from __future__ import annotations

import locale
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

import click

from gxxl import __version__
from gxxl.entry import installing, office_extension
from gxxl.form.told_by_doctor import MACHINE

_PACKAGES = ("pandera", "polars", "click", "jinja2", "rapidfuzz")
_CHANGES = {
    "install-excel": installing.install,
    "uninstall-excel": installing.uninstall,
    "install-libreoffice": office_extension.install,
    "uninstall-libreoffice": office_extension.uninstall,
}
_OFFICES = ("soffice", "libreoffice", "et", "wps")


def changed(change: str) -> str:
    """Do what an option of `doctor` asks for, and say what was done. Where it cannot be done that is wrong usage."""
    try:
        return _CHANGES[change]()
    except installing.NotPossible as reason:
        raise click.UsageError(str(reason)) from None


def report_text() -> str:
    """Versions, encodings and office programs, a line each."""
    office = next((path for name in _OFFICES if (path := shutil.which(name))), None)
    encodings = MACHINE["encodings"].format(screen=sys.stdout.encoding, system=locale.getpreferredencoding(False))
    rows = [
        ("gxxl", __version__),
        ("Python", f"{platform.python_version()}（{sys.executable}）"),
        (MACHINE["system"], platform.platform()),
        (MACHINE["screen"], encodings),
        *((name, _version(name)) for name in _PACKAGES),
        (MACHINE["office"], office or MACHINE["no office"]),
        (MACHINE["buttons"], _buttons()),
    ]
    return "".join(f"{name}　{value}\n" for name, value in rows)


def _buttons() -> str:
    try:
        return installing.registered() or MACHINE["no buttons"]
    except installing.NotPossible:
        return MACHINE["windows only"]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MACHINE["no package"]
