"""The collector killed, the disk full, a file forbidden: what lies there is whole, and the next run completes it."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from gxxl.collecting.gathering import listed
from gxxl.collecting.unfinished import NOTE
from gxxl.entry import arriving
from gxxl.entry.arriving import arrived
from gxxl.entry.cli import gxxl
from gxxl.intake.files import bytes_of
from gxxl.intake.formats.refusal import Unreadable
from gxxl.report import dumps
from tests.collecting.returned import MISSING, Folder, report_for
from tests.tables import changed

KILLS = 20


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster of four organs, and a folder with a clean return, two faulty ones and last year's."""
    path = tmp_path_factory.mktemp("survival")
    folder = Folder(path / "报送", path / "made")
    organs = ("示例县教育局", "示例县公安局", "示例县民政局", MISSING[0])
    (path / "名单.csv").write_text("单位名称\n" + "".join(f"{name}\n" for name in organs), encoding="utf-8")
    for number, name in enumerate(organs[:3]):
        report = report_for(name, number)
        wrong = changed(report, {"requests.handled.natural_person": 999})
        folder.put(f"{name}.xlsx", folder.book(wrong if number else report))
        folder.put(f"往年/{name}.json", dumps(report_for(name, number + 1, 2022)).encode())
    return path


def _arguments(place: Path, out: str) -> list[str]:
    return ["collect", str(place / "报送"), "--roster", str(place / "名单.csv"), "-o", str(place / out)]


def _collector(place: Path, out: str, most: int | None = None) -> subprocess.Popen[str]:
    """A process of its own that collects; no file it writes grows beyond `most` bytes."""
    limit = "" if most is None else f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
    code = f"import resource, runpy; {limit} runpy.run_module('gxxl', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", code, *_arguments(place, out)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def whole(place: Path) -> tuple[Mapping[str, str], float]:
    """What an undisturbed run writes, and the seconds it takes."""
    start = time.perf_counter()
    process = _collector(place, "全")
    _, said = process.communicate()
    assert process.returncode == 1, said
    return _written(place / "全"), time.perf_counter() - start


def _written(out: Path) -> dict[str, str]:
    """The digests of all results, by their names, but for the hour that 催报.txt tells."""
    texts = {path: re.sub("[0-9]+时".encode(), b"", path.read_bytes()) for path in _results(out)}
    return {str(path.relative_to(out)): hashlib.sha256(text).hexdigest() for path, text in texts.items()}


def _is_whole(path: Path) -> bool:
    """Whether a result can be read to its end."""
    data = path.read_bytes()
    if path.suffix in (".xlsx", ".xlsm", ".docx"):
        return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
    if path.suffix == ".parquet":
        return bool(pl.read_parquet(BytesIO(data)).width)
    return data.rstrip().endswith(b"</html>") if path.suffix == ".html" else bool(data)


def _results(out: Path) -> list[Path]:
    """All files but hidden ones and those in hidden folders, which are drafts and what is remembered."""
    files = (path for path in out.rglob("*") if path.is_file())
    return [path for path in files if not any(part.startswith(".") for part in path.relative_to(out).parts)]


def test_killed_at_twenty_moments(place: Path, whole: tuple[Mapping[str, str], float]) -> None:
    """After each kill every result is whole or not there, a half set says so, the returns are as they were."""
    written, seconds = whole
    returned, out, dice = _written(place / "报送"), place / "杀", random.Random(20)
    killed = 0
    for moment in sorted(dice.uniform(0.1, 1.0) for _ in range(KILLS)):
        process = _collector(place, "杀")
        time.sleep(moment * seconds)
        process.kill()
        process.communicate()
        killed += process.returncode < 0
        names = {str(path.relative_to(out)) for path in _results(out)}
        assert all(_is_whole(path) for path in _results(out))
        assert not names or NOTE in names or names == set(written)
        assert _written(place / "报送") == returned

    assert killed >= KILLS // 2
    (out / ".~rows.tmp").mkdir()
    (out / ".~rows.tmp" / "row").write_bytes(b"")
    last = _collector(place, "杀")
    last.communicate()
    assert last.returncode == 1
    assert _written(out) == written
    assert not list(out.rglob("*.tmp"))


@pytest.mark.parametrize("most", [0, 500, 20_000, 100_000])
def test_no_file_may_grow_any_further(place: Path, whole: tuple[Mapping[str, str], float], most: int) -> None:
    """A disk that takes no more than so many bytes a file: one sentence, nothing half, and the next run completes."""
    out = f"满{most}"
    process = _collector(place, out, most)
    _, said = process.communicate()

    assert (process.returncode, "写不了" in said, "Traceback" in said) == (2, True, False)
    assert all(_is_whole(path) for path in _results(place / out))
    assert NOTE in _written(place / out) or not _written(place / out)
    again = _collector(place, out)
    again.communicate()
    assert _written(place / out) == whole[0]


def test_the_disk_is_full_at_each_write(
    place: Path, whole: tuple[Mapping[str, str], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ENOSPC at the first write, the second … : what lay there before still does, whole; the last run completes."""
    sync, left = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "full")
        sync(handle)

    monkeypatch.setattr("gxxl.hosts.package.os.fsync", full)
    for number in range(100):
        left = number
        result = CliRunner().invoke(gxxl, _arguments(place, "尽"))
        assert all(_is_whole(path) for path in _results(place / "尽"))
        if left >= 0:
            break
        assert "写不了" in result.output
        assert NOTE in _written(place / "尽") or number == 0

    assert number > 8
    assert _written(place / "尽") == whole[0]


def test_a_forbidden_file_stops_no_other(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """W-06 for the one nobody may read."""
    forbidden = place / "报送" / "示例县公安局.xlsx"

    def guarded(path: Path) -> bytes:
        if path == forbidden:
            raise Unreadable("W-06", "denied")
        return bytes_of(path)

    monkeypatch.setattr(arriving, "bytes_of", guarded)
    verdicts = {one.received.path: one.received.verdict for one in arrived(listed(place / "报送"))}

    assert [path.name for path, verdict in verdicts.items() if verdict.report is None] == [forbidden.name]
    assert verdicts[forbidden].findings[0].rule.code == "W-06"
