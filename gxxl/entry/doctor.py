"""`gxxl doctor`: what this machine has, for whoever is asked on the telephone."""

from __future__ import annotations

import locale
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

from gxxl import __version__

_PACKAGES = ("pandera", "polars", "click", "jinja2", "rapidfuzz")
_OFFICES = ("soffice", "libreoffice", "et", "wps")


def report_text() -> str:
    """Versions, encodings and office programs, a line each."""
    office = next((path for name in _OFFICES if (path := shutil.which(name))), None)
    rows = [
        ("gxxl", __version__),
        ("Python", f"{platform.python_version()}（{sys.executable}）"),
        ("系统", platform.platform()),
        ("屏幕编码", f"{sys.stdout.encoding}　系统编码 {locale.getpreferredencoding(False)}"),
        *((name, _version(name)) for name in _PACKAGES),
        ("办公软件", office or "没有找到（不影响核查）"),
    ]
    return "".join(f"{name}　{value}\n" for name, value in rows)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "没有安装：请重新安装 gxxl"
