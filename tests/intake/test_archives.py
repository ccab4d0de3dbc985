"""Archives as they come by mail: names in GBK, archives in archives, .7z and .rar; hostile ones bounded."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from gxxl.entry.batch import open_all
from gxxl.entry.cli import gxxl
from gxxl.hosts.records import MOST_MEMBERS
from gxxl.intake import archives
from gxxl.intake.files import LARGEST, open_report
from gxxl.intake.formats import seven_zip
from gxxl.intake.last_year import last_year_in
from gxxl.report import dumps
from tests.books import book_of, worded
from tests.collecting.returned import chinese_zip
from tests.conftest import corpus_report
from tests.tables import report_of

DATA = dumps(corpus_report("hotan-civil-affairs-2023")).encode()
OTHER = dumps(corpus_report("jinhu-2023")).encode()
SECONDS = 20


def told(data: bytes) -> list[tuple[str, str]]:
    """Each file of an archive by its name and the rule and key of its trouble, if any."""
    found = archives.unpacked(data)
    return [(one.name, f"{one.trouble.rule} {one.trouble.key}" if one.trouble else "") for one in found]


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip, compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def rar(members: Mapping[str, bytes], flags: int = 0x8000) -> bytes:
    """A RAR 4 archive whose files are stored, as the format note of WinRAR 4.20 has it; `flags` 4 is a password."""

    def block(kind: int, marks: int, body: bytes, more: bytes = b"") -> bytes:
        head = struct.pack("<BHH", kind, marks, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + more

    files = b"".join(
        block(
            0x74, flags, struct.pack("<IIBIIBBHI", len(data), len(data), 2, zlib.crc32(data), 0x5A215A21, 20, 0x30,
                                     len(name.encode()), 0x20) + name.encode(), data)
        for name, data in members.items()
    )  # fmt: skip
    return b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + files + block(0x7B, 0x4000, b"")


def seven(folder: Path, members: Mapping[str, bytes], *more: str) -> bytes:
    """A .7z made by 7-Zip itself."""
    source, made = folder / "source", folder / "made.7z"
    for name, data in members.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    made.unlink(missing_ok=True)
    subprocess.run([seven_zip.program() or "7z", "a", "-bd", *more, str(made), "."], cwd=source, check=True,
                   capture_output=True)  # fmt: skip
    return made.read_bytes()


def test_check_names_every_report_of_a_zip(tmp_path: Path) -> None:
    """GBK names, a zip in a zip, a workbook whose reasons are heard, a paper that is none; each under its own name."""
    book = book_of(corpus_report("suqian-2023"), tmp_path / "宿迁.xlsx").read_bytes()
    inner = chinese_zip({"金湖.json": OTHER})
    path = tmp_path / "附件.zip"
    path.write_bytes(chinese_zip({"县\\民政局.json": DATA, "里层.zip": inner, "宿迁.xlsx": book, "看.txt": b"x"}))

    done = CliRunner().invoke(gxxl, ["check", str(path)])
    assert [str(opened.path.relative_to(path)) for opened in open_all([path])] == [
        "县/民政局.json",
        "宿迁.xlsx",
        "里层.zip/金湖.json",
    ]
    assert all(opened.report for opened in open_all([path]))
    assert "共核查3个文件" in done.output
    assert "宿迁.xlsx  宿迁市人民政府" in done.output


@pytest.mark.parametrize("old", [True, False])
def test_an_archive_is_unpacked_once(old: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`import` of an archive, whether its workbook has to be moved or is data."""
    one, times = tmp_path / "a.zip", Counter[bytes]()
    book = (Path(__file__).parent / "old-template-2021.xlsx").read_bytes()
    one.write_bytes(chinese_zip({"年报.xlsx": book} if old else {"年报.json": DATA}))
    unpacked = archives.unpacked

    def counted(data: bytes) -> list[archives.Inside]:
        times[data] += 1
        return unpacked(data)

    monkeypatch.setattr(archives, "unpacked", counted)
    assert CliRunner().invoke(gxxl, ["import", str(one), "-o", str(tmp_path / "新.xlsx")]).exit_code == 0
    assert list(times.values()) == [1]


def test_a_zip_of_one_report_is_that_report(tmp_path: Path) -> None:
    """`import`, `new --last` and `compare` take it, an older workbook too; of two reports R-08 names the number."""
    one, out = tmp_path / "a.zip", tmp_path / "新.xlsx"
    one.write_bytes(chinese_zip({"年报.json": DATA, "盖章.jpg": b"\xff\xd8\xff\xe0" + bytes(99)}))
    run = CliRunner().invoke
    assert run(gxxl, ["import", str(one), "-o", str(out)]).exit_code == 0
    assert "各版一致" in run(gxxl, ["compare", str(one), str(out)]).output
    last = ["--organ", "和田地区民政局", "--year", "2024", "--last", str(one)]
    assert run(gxxl, ["new", *last, "-o", str(out)]).exit_code == 0
    old = (Path(__file__).parent / "old-template-2021.xlsx").read_bytes()
    one.write_bytes(chinese_zip({"年报.xlsx": old}))
    assert "已转入166格" in run(gxxl, ["import", str(one), "-o", str(out)]).output

    one.write_bytes(chinese_zip({"甲.json": DATA, "乙.json": OTHER}))
    (finding,) = open_report(one).findings
    assert (finding.rule.code, "有2份年报" in finding.problem) == ("R-08", True)


def _encrypted() -> bytes:
    data = bytearray(zipped({"年报.json": DATA, "乙.json": OTHER}))
    at = data.index(b"PK\1\2")
    data[6] |= 1
    data[at + 8] |= 1
    return bytes(data)


def _nested(depth: int) -> bytes:
    data = DATA
    for level in range(depth):
        data = zipped({f"{level}.json" if level == 0 else f"{level}.zip": data})
    return data


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_encrypted, [("乙.json", ""), ("年报.json", "R-08 password")]),
        (lambda: zipped({"../../etc/甲.json": DATA, "/乙.json": DATA}), [("etc/甲.json", ""), ("乙.json", "")]),
        (lambda: zipped({"大.json": bytes(LARGEST + 1), "乙.json": DATA}),
         [("乙.json", ""), ("大.json", "W-06 too large")]),
        (lambda: zipped({f"{n}.json": bytes(19 * 1024**2) for n in range(20)}), [("", "W-06 hostile")]),
        (lambda: zipped({f"{n}.zip": zipped({f"{m}.json": b"{}" for m in range(900)}) for n in range(3)}),
         [("", "W-06 hostile")]),
        (lambda: zipped({f"{n}.txt": b"" for n in range(MOST_MEMBERS + 1)}), [("", "W-06 hostile")]),
        (lambda: _nested(3), [("2.zip/1.zip/0.json", "")]),
        (lambda: _nested(5), [("4.zip/3.zip/2.zip", "R-08 archive")]),
        (lambda: zipped({"看.txt": b"x", "~$年报.xlsx": b"x"}), [("", "R-08 nothing inside")]),
        (lambda: zipped({"word/民政局.json": DATA, "xl/乙.json": DATA}), [("word/民政局.json", ""), ("xl/乙.json", "")]),
    ],
)  # fmt: skip
def test_hostile_zips_are_bounded(make: Callable[[], bytes], expected: list[tuple[str, str]]) -> None:
    """R-08, W-06: one bad file is one trouble; bombs by size, number and depth end all, in time and memory."""
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()

    assert told(data) == expected
    assert time.monotonic() - begun < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000


def test_a_zip_that_holds_itself_comes_to_an_end(tmp_path: Path) -> None:
    """R-08: what lies deeper than anybody packs is named and not opened."""
    path = tmp_path / "a.zip"
    path.write_bytes(_nested(9))

    assert [finding.rule.code for opened in open_all([path]) for finding in opened.findings] == ["R-08"]


@pytest.mark.office
def test_another_file_beside_last_years_workbook_is_no_old_workbook(tmp_path: Path) -> None:
    """A zip with last year's workbook and a file that is none: the workbook is used, and nothing is said of the other."""
    report = worded(report_of(organ="某县民政局"))
    book = book_of(report, tmp_path / "去年.xlsx").read_bytes()
    (tmp_path / "上年").mkdir()
    (tmp_path / "上年" / "去年.zip").write_bytes(zipped({"a.json": b"{}", "b.xlsx": book}))

    archive = last_year_in(tmp_path / "上年")

    now = replace(report, year=(report.year or 0) + 1)
    assert archive.before(now)
    assert archive.said(now) == ()


def test_7z_and_rar_by_7_zip(tmp_path: Path) -> None:
    """Chinese names, wildcards in names, a zip in a .7z; nothing of them is left on the disk."""
    members = {"县/民政局 一.json": DATA, "a*[1].json": OTHER, "里.zip": chinese_zip({"乙.json": DATA})}
    expected = [("a*[1].json", ""), ("县/民政局 一.json", ""), ("里.zip/乙.json", "")]

    assert told(seven(tmp_path, members)) == expected
    assert told(rar({"甲.json": DATA, "b.json": OTHER})) == [("b.json", ""), ("甲.json", "")]
    path = tmp_path / "年报"
    path.write_bytes(rar({"甲.json": DATA}))
    assert open_report(path).report
    path.write_bytes(zipped({"内.rar": rar({"甲.json": DATA})}))
    assert [opened.path.name for opened in open_all([path]) if opened.report] == ["甲.json"]


@pytest.mark.office
def test_locked_torn_and_hostile_7z(tmp_path: Path) -> None:
    """R-08 for a password, over names or over contents; W-06 for a torn one and for more than is unpacked."""
    assert told(seven(tmp_path, {"甲.json": DATA}, "-psecret", "-mhe=on")) == [("", "R-08 password")]
    assert told(seven(tmp_path, {"甲.json": DATA}, "-psecret")) == [("甲.json", "R-08 password")]
    assert told(rar({"甲.json": DATA}, 0x8004)) == [("甲.json", "R-08 password")]
    assert told(seven(tmp_path, {"甲.json": DATA})[:-40]) == [("", "W-06 damaged")]
    assert told(rar({"甲.json": DATA}).replace(DATA[:50], b"x" * 50)) == [("甲.json", "W-06 damaged")]
    bomb = {f"{n}.json": bytes(64 * 1024**2) for n in range(5)}
    begun = time.monotonic()
    assert told(seven(tmp_path, bomb, "-mx=1")) == [("", "W-06 hostile")]
    assert time.monotonic() - begun < SECONDS


def test_without_7_zip_the_sentence_to_send_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """R-08: what to install, or what to ask for."""
    monkeypatch.setattr(seven_zip, "_PROGRAMS", ("no such program",))
    path = tmp_path / "年报.rar"
    path.write_bytes(rar({"甲.json": DATA}))
    (finding,) = open_report(path).findings

    assert finding.problem == "文件已收到，但读不了（压缩包（.rar、.7z），本机没有 7-Zip）。"
    assert finding.remedy == "请安装 7-Zip，或请对方不压缩、直接发Excel表。"
