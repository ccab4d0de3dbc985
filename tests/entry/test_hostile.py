"""Hostile and broken workbooks: one clear finding each, within two seconds of work and 300 MB."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from gxxl.form.editions import compose
from tests.books import template

FORM = compose(2021, 2021)
SECONDS, BYTES = 2.0, 300 * 1024**2


_WATCHED = """
import atexit, re, resource, sys
def used():
    work = resource.getrusage(resource.RUSAGE_SELF)
    most = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
    print(work.ru_utime + work.ru_stime, int(most[1]) * 1024, file=sys.stderr)
atexit.register(used)
from gxxl.entry.cli import main
main()
"""
"""The command, with the seconds of work and the bytes of memory it took on the last line of stderr."""


def checked(path: Path) -> dict[str, Any]:
    """`check --format json` in a process of its own, whose work and memory are bounded."""
    command = [sys.executable, "-c", _WATCHED, "check", str(path), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    seconds, memory = done.stderr.splitlines()[-1].split()
    assert float(seconds) < SECONDS
    assert int(memory) < BYTES
    (file,) = json.loads(done.stdout)["files"]
    return dict(file)


def _with(book: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The package with one part changed."""
    parts = io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(parts, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            target.writestr(info.filename, change(data) if info.filename == name else data)
    book.write_bytes(parts.getvalue())
    return book


def _laughs() -> bytes:
    """Entities that grow tenfold nine times."""
    lines = [b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)]
    return b"".join(lines) + b"]>"


def _twice(path: Path) -> None:
    """A package that has one part two times."""
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("xl/workbook.xml", "<x/>")


def _strange(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "怪.xlsx"
    data = template(FORM)
    if kind == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "old excel":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    elif kind == "too large":
        with path.open("wb") as file:
            file.truncate(200 * 1024**2)
    elif kind == "password":
        path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900
        )
    elif kind == "duplicate":
        path.write_bytes(data)
        _twice(path)
    elif kind == "foreign":
        openpyxl.Workbook().save(path)
    elif kind == "not excel":
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("word/document.xml", "<x/>")
    else:
        path.write_bytes(data)
        laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>'
        changes: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
            "entities": ("xl/workbook.xml", lambda part: laughs + part[part.index(b"<workbook") :]),
            "bomb": ("xl/worksheets/sheet4.xml", lambda _: b" " * 300_000_000),
            "version": ("xl/sharedStrings.xml", lambda part: part.replace(b"<t>2021.1</t>", b"<t>2021.9</t>")),
            "label": (
                "xl/sharedStrings.xml",
                lambda part: part.replace("1.属于国家秘密".encode(), "1.国家秘密".encode()),
            ),
            "laughs": ("xl/sharedStrings.xml", lambda part: _laughs() + part[part.index(b"<sst") :]),
            "far cell": (
                "xl/worksheets/sheet4.xml",
                lambda part: part.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                ),
            ),
            "endless": ("xl/worksheets/sheet4.xml", lambda part: part.replace(b"<v>0</v>", b"<v>1e999</v>", 1)),
            "name": ("xl/workbook.xml", lambda part: part.replace(b"$D$7:$J$31", b"$D$8:$J$32")),
        }
        _with(path, *changes[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "rule", "words"),
    [
        ("truncated", "W-06", "文件已损坏"),
        ("old excel", "R-08", "旧版"),
        ("too large", "W-06", "超过20MB"),
        ("foreign", "W-05", "不是用本程序的年报模板"),
        ("not excel", "W-06", "文件已损坏"),
        ("entities", "W-06", "结构异常"),
        ("bomb", "W-06", "结构异常"),
        ("version", "W-04", "2021.9"),
        ("label", "W-02", "1.属于国家秘密"),
        ("laughs", "W-06", "结构异常"),
        ("password", "R-08", "打开密码"),
        ("duplicate", "W-06", "结构异常"),
        ("name", "W-02", "requests"),
    ],
)
def test_hostile_and_broken_files_are_one_clear_finding(kind: str, rule: str, words: str, tmp_path: Path) -> None:
    """W-02 … W-06: what it is and what to do; never a traceback, never counted as right. `mark` says the same."""
    path = _strange(tmp_path, kind)
    file, marked = checked(path), CliRunner().invoke(gxxl, ["mark", str(path)])

    assert file["status"] == "unreadable"
    assert file["findings"][0]["rule"] == rule
    assert words in file["findings"][0]["problem"]
    assert file["findings"][0]["remedy"]
    assert marked.exit_code == 2
    if rule in ("W-02", "W-04", "W-06") and kind != "not excel":
        assert file["findings"][0]["problem"] + file["findings"][0]["remedy"] in marked.stderr


def test_a_far_cell_is_no_trouble(tmp_path: Path) -> None:
    """A cell at the last corner of a sheet costs nothing and says nothing: the form beside it is read."""
    file = checked(_strange(tmp_path, "far cell"))

    assert (file["status"], file["findings"]) == ("unchecked", [])
