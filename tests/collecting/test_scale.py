"""Reading many files: remembered, by several processes, on a cluster; every way gives the same, and nothing half."""

from __future__ import annotations

import errno
import gc
import hashlib
import io
import json
import os
import random
import signal
import sqlite3
import sys
import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import Any

import click
import pytest
from click.testing import CliRunner
from distributed import LocalCluster

from gxxl.claim import Claim
from gxxl.collecting.assembling import Arrival
from gxxl.collecting.collection import Received
from gxxl.collecting.gathering import listed
from gxxl.collecting.kept_form import arrivals_of, bytes_of_arrivals, bytes_of_report, report_of
from gxxl.collecting.remembered import NAME, Remembered, program_print
from gxxl.collecting.shelf import Shelf
from gxxl.entry import chunks
from gxxl.entry.arriving import How, arrived
from gxxl.entry.batch import check_all, open_all
from gxxl.entry.chunks import Read, Wanted, read_chunk
from gxxl.entry.cli import gxxl
from gxxl.entry.cluster import read_there
from gxxl.finding import Finding
from gxxl.intake.formats import seven_zip
from gxxl.report import Kind, Value, dumps
from tests.collecting import returned
from tests.conftest import CORPUS
from tests.tables import report_of as table_report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The returned folder, with every disorder."""
    path = tmp_path_factory.mktemp("scale") / "报送"
    returned.fill(path, path.parent / "made")
    return path


@pytest.fixture(scope="module")
def plain(folder: Path) -> list[bytes]:
    """What the folder comes to, file by file in one process."""
    return _bytes(arrived(listed(folder)))


def _bytes(arrivals: list[Arrival]) -> list[bytes]:
    return [
        b"".join(
            [str(one.received.path).encode(), bytes([one.received.verdict.last_disputed]), bytes_of_arrivals([one])]
        )
        for one in arrivals
    ]


def test_what_was_read_survives_the_way_through_bytes() -> None:
    """Verdicts of the whole corpus, findings, claims and odd values come back equal."""
    paths = sorted((CORPUS / "reports").glob("*.json"))
    for path, verdict in zip(paths, check_all(open_all(paths)), strict=True):
        arrival = Arrival(Received(path, "a/甲.xlsx", "ab", datetime(2024, 1, 2, tzinfo=UTC), verdict), "0123456789")
        (back,) = arrivals_of(path, bytes_of_arrivals([arrival]), Shelf())
        again = back.received.verdict
        assert (tuple(again.findings), tuple(again.claims)) == (verdict.findings, verdict.claims)
        assert again.finished == verdict.finished
        assert back.received[:4] == arrival.received[:4]
        assert back.code == arrival.code
        for mine, theirs in ((verdict.report, again.report), (verdict.last, again.last)):
            assert (mine and dumps(mine)) == (theirs and dumps(theirs))
            assert (mine and mine.values) == (theirs and tuple(theirs.values))


def test_a_file_with_odd_numbers_stops_no_other(tmp_path: Path) -> None:
    """Fractions among the further keys and a number of 5,000 digits in the words are read and handed on."""
    report = returned.report_for("示例县水利局")
    data = json.loads(dumps(report)) | {"extra": {"half": [{"of": 0.5}]}, "exact": "@"}
    data["prose"]["problems"] = f"共办结{'9' * 5000}件。"
    text = json.dumps(data).replace('"@"', "0.1234567890123456789")
    (tmp_path / "a.json").write_text(text, encoding="utf-8")

    (arrival,) = arrived(listed(tmp_path))

    assert arrival.received.verdict.report
    assert json.loads(dumps(arrival.received.verdict.report))["exact"] == "0.1234567890123456789"
    assert arrival.received.verdict.report.particulars["extra"] == {"half": [{"of": 0.5}]}
    assert CliRunner().invoke(gxxl, ["check", str(tmp_path), "--format", "json"]).exit_code == 0


@pytest.mark.parametrize(("name", "lack", "said"), [("program", lambda: None, "没有 7-Zip"), ("SECONDS", 0, "太久")])
def test_what_the_computer_lacked_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, lack: object, said: str
) -> None:
    """R-08 without a 7-Zip and W-06 without time are said of this run alone: the next one reads the archive."""
    folder, how = tmp_path / "报送", How(workers=1, kept_in=tmp_path / "结果")
    folder.mkdir()
    (folder / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(99))
    with monkeypatch.context() as patch:
        patch.setattr(seven_zip, name, lack)
        (before,) = arrived(listed(folder), how)
    (after,) = arrived(listed(folder), how)

    first, second = (one.received.verdict.findings[0].problem for one in (before, after))
    assert said in first
    assert "已损坏" in second


def test_odd_values_keep_their_kind() -> None:
    """A Decimal stays one, a text that looks like a number too, halves of characters as well."""
    odd = (
        Value(Kind.NUMBER, Decimal("985.7325"), 985.7325),
        Value(Kind.NUMBER_AS_TEXT, 5, "５"),
        Value(Kind.ERROR_VALUE, None, "#REF!"),
        Value(Kind.FRACTION, Decimal("3.50"), Decimal("3.50")),
        Value(Kind.TEXT, None, "\ud800"),
        Value(Kind.TEXT, None, True),
    )
    report = table_report()
    report = replace(report, values=(*odd, *report.values[len(odd) :]))

    back = report_of(bytes_of_report(report))
    assert [(type(value.raw), value) for value in back.values] == [(type(value.raw), value) for value in report.values]


@pytest.mark.parametrize(("seed", "chunk", "workers"), [(0, 1, 1), (1, 7, 1), (2, 1000, 1), (3, 5, 2), (4, 30, 3)])
def test_order_grouping_and_workers_change_nothing(
    folder: Path, plain: list[bytes], seed: int, chunk: int, workers: int
) -> None:
    """Files in any order, chunks of any size, one process or several: the same arrivals, byte by byte."""
    paths = list(listed(folder))
    random.Random(seed).shuffle(paths)

    assert sorted(_bytes(arrived(paths, How(workers=workers, chunk=chunk)))) == sorted(plain)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read, as they are."""
    read: list[Path] = []

    def noted(wanted: tuple[Wanted, ...]) -> list[Read | None]:
        read.extend(one.path for one in wanted)
        return read_chunk(wanted)

    monkeypatch.setattr("gxxl.entry.crews.read_chunk", noted)
    return read


def test_what_has_not_changed_is_not_read_again(
    folder: Path, plain: list[bytes], opened: list[Path], tmp_path: Path
) -> None:
    """A second run reads nothing, a changed file alone is read; other programs, damage and no folder read all."""
    how, paths = How(workers=1, kept_in=tmp_path / "out"), listed(folder)
    assert _bytes(arrived(paths, how)) == plain
    count = len(opened)
    assert count >= len(paths)
    opened.clear()
    assert _bytes(arrived(paths, how)) == plain
    assert opened == []

    changed = folder / "数据.json"
    before = changed.read_bytes()
    changed.write_bytes(json.dumps({"不是": "年报，改过"}).encode())
    arrived(paths, how)
    assert opened == [changed]
    changed.write_bytes(before)
    arrived(paths, how)
    opened.clear()

    kept = tmp_path / "out" / NAME
    for damage in (b"", b"SQLite format 3\0" + bytes(5000), kept.read_bytes()[:20000]):
        kept.write_bytes(damage)
        assert _bytes(arrived(paths, how)) == plain
        assert len(opened) == count
        opened.clear()
    arrived(paths, How(workers=1, kept_in=kept))  # a file where the folder should be
    assert len(opened) == count


def test_what_another_run_writes_into_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held for longer than anybody waits, the file is neither taken for damaged nor deleted; later it is as it was."""
    monkeypatch.setattr("gxxl.collecting.remembered.PATIENCE", 0.01)
    other = Remembered(tmp_path)
    other.put([("a", b"1")])
    with sqlite3.connect(tmp_path / NAME) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        mine = Remembered(tmp_path)
        mine.put([("a", b"2")])
        assert mine.get("a") is None
        mine.end()
    holder.close()

    assert other.get("a") == b"1"
    other.close()


def test_damage_that_has_no_words_is_damage(tmp_path: Path) -> None:
    """A broken schema is quoted in SQLite's own error, where it cannot be decoded: the file is begun anew."""
    mine = Remembered(tmp_path)
    mine.close()
    kept = tmp_path / NAME
    kept.write_bytes(
        kept.read_bytes().replace(b"tablereadread", b"table\xf3eadread").replace(b"TABLE read", b"TABLE (ead")
    )

    again = Remembered(tmp_path)
    again.put([("a", b"1")])
    assert again.get("a") == b"1"
    again.close()


def test_a_reading_that_was_tampered_with_is_read_anew(tmp_path: Path) -> None:
    """Each reading is sealed with its key; another program's are not taken and go at the end."""
    mine = Remembered(tmp_path, "mine")
    mine.put([("a", b"1"), ("b", b"2")])
    mine.close()
    with sqlite3.connect(tmp_path / NAME) as base:
        base.execute("UPDATE read SET data = x'33' WHERE key LIKE '%a'")
    base.close()
    again, other = Remembered(tmp_path, "mine"), Remembered(tmp_path, "other")

    assert (again.get("a"), again.get("b"), other.get("b")) == (None, b"2", None)
    other.end()
    assert again.get("b") is None
    again.close()
    assert len(program_print()) == 64


def test_last_years_report_in_the_folder_is_held_against(tmp_path: Path) -> None:
    """Y-01 where last year's file lies beside this year's, whatever chunk it is in; two different ones are told."""
    this, last = (returned.report_for("示例县水利局", number, year) for number, year in ((0, 2023), (3, 2022)))
    (tmp_path / "a.json").write_text(dumps(this), encoding="utf-8")
    (tmp_path / "b.json").write_text(dumps(last), encoding="utf-8")
    paths = listed(tmp_path)
    found = [arrived(paths, How(workers=1, chunk=chunk))[0].received.verdict for chunk in (1, 2)]
    (whole, _) = check_all(open_all(paths))

    assert tuple(found[0].findings) == tuple(found[1].findings) == whole.findings
    assert found[0].last
    assert "Y-01" in {finding.rule.code for finding in whole.findings}
    (tmp_path / "c.json").write_text(dumps(returned.report_for("示例县水利局", 1, year=2022)), encoding="utf-8")
    (disputed, *_) = arrived(listed(tmp_path))
    assert disputed.received.verdict.last_disputed
    assert disputed.received.verdict.last is None


def test_a_file_changed_while_it_is_read_is_read_again_or_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W-06: bytes that are not those that were asked for are never taken; a file that never rests is named."""
    path = tmp_path / "a.json"
    path.write_text(dumps(returned.report_for("示例县水利局")), encoding="utf-8")
    later = dumps(returned.report_for("示例县水利局", 1))
    times = iter(range(100))
    most = 1

    def meddled(one: Path) -> bytes:
        if next(times) < most:
            path.write_text(later + " " * random.randrange(9999), encoding="utf-8")
        return one.read_bytes()

    monkeypatch.setattr(chunks, "bytes_of", meddled)
    (arrival,) = arrived([path])
    assert arrival.received.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert arrival.received.verdict.report
    most = 100
    (arrival,) = arrived([path])
    (finding,) = arrival.received.verdict.findings
    assert (arrival.received.verdict.report, finding.rule.code) == (None, "W-06")
    assert finding.problem.endswith("读取时还在被改写。")


@pytest.mark.parametrize("chunk", [1, 3])
def test_a_file_that_kills_its_process_is_named_and_the_others_are_read(
    folder: Path, plain: list[bytes], monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """Worker processes that die are replaced, chunks nobody had begun included; only the file to blame is not read."""
    monkeypatch.setenv("GXXL_TEST_DIES", str(folder / "数据.json"))
    monkeypatch.setattr("gxxl.entry.crews.read_chunk", dies)
    got = arrived([path for path in listed(folder) if path.suffix == ".json"], How(workers=2, chunk=chunk))

    different = [one.received for one in got if _bytes([one])[0] not in plain]
    assert len(got) > 6
    assert [(one.path.name, one.verdict.findings[0].problem[-6:]) for one in different] == [
        ("数据.json", "读取时出错。")
    ]


def dies(wanted: tuple[Wanted, ...]) -> list[Read | None]:
    """Reading that ends its process at one file."""
    if any(str(one.path) == os.environ["GXXL_TEST_DIES"] for one in wanted):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_chunk(wanted)


def test_a_cluster_reads_the_same_though_a_worker_is_killed(
    folder: Path, plain: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two dask workers, one of them killed over its first chunk: every file is there once, byte by byte the same."""
    monkeypatch.setattr("gxxl.entry.cluster.read_there", slow_read)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as place:
        pids = [worker.process.pid for worker in place.workers.values()]
        killer = Timer(2, os.kill, (pids[0], signal.SIGKILL))
        killer.start()
        got = _bytes(arrived(listed(folder), How(cluster=place.scheduler_address, chunk=4)))
        killer.join()
        assert {worker.process.pid for worker in place.workers.values()} != set(pids)

    assert got == plain


def slow_read(wanted: tuple[Wanted, ...], program: str) -> list[Read | None]:
    """A chunk read in no hurry, so that a worker can be killed over one."""
    time.sleep(0.5)
    return read_there(wanted, program)


def test_a_cluster_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers; another version answers; the files are not to be seen there; the extra is not installed."""
    path = tmp_path / "a.json"
    path.write_text(dumps(returned.report_for("示例县水利局")), encoding="utf-8")
    monkeypatch.setattr("gxxl.entry.cluster.SECONDS", 1)
    with pytest.raises(click.UsageError, match="连不上集群"):
        arrived([path], How(cluster="tcp://127.0.0.1:9"))
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as place:
        how = How(cluster=place.scheduler_address)
        monkeypatch.setattr("gxxl.entry.cluster.program_print", lambda: "other")
        with pytest.raises(click.UsageError, match="不是同一版本"):
            arrived([path], how)
        monkeypatch.setattr("gxxl.entry.cluster.read_there", nothing_there)
        with pytest.raises(click.UsageError, match="读不到这个文件夹"):
            arrived([path], how)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(click.UsageError, match=r"pip install gxxl\[cluster\]"):
        arrived([path], How(cluster="本机"))


def nothing_there(wanted: tuple[Wanted, ...], _program: str) -> list[Read | None]:
    """A worker on another machine, without the folder."""
    return [None] * len(wanted)


def test_only_what_was_looked_at_last_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims, findings and words of the files read before are gone; whoever looks at one finds it again, whole."""
    monkeypatch.setattr("gxxl.collecting.shelf.AT_HAND", 4)
    said = {**returned.WORDS, "problems": "公开不够及时，收到申请5件，办结4件，结转1件。" + "不够，已明确。" * 1000}
    report = replace(returned.report_for("示例县水利局"), prose={"preamble": None, **said})
    paths = [tmp_path / f"{number}.json" for number in range(12)]
    for path in paths:
        path.write_text(dumps(report), encoding="utf-8")
    arrived(paths[:1])
    gc.collect()
    before = _alive()
    tracemalloc.start()
    arrivals = arrived(paths, How(workers=1, chunk=3))
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert _alive() == before
    assert held < len(paths) * len(said["problems"])
    verdicts = [arrival.received.verdict for arrival in arrivals]
    for verdict in verdicts:
        assert (len(verdict.claims), len(verdict.findings)) == (4, 3)
        assert verdict.report
        assert verdict.report.prose == report.prose
        assert tuple(verdict.report.values) == report.values
    assert before < _alive() <= before + 4 * 4


def _alive() -> int:
    """How many claims and findings are in memory."""
    return sum(isinstance(one, Claim | Finding) for one in gc.get_objects())


class _Full(io.BytesIO):
    """A disk that takes no more than a few bytes of anything."""

    def write(self, data: Any, /) -> int:
        return super().write(bytes(data)[:9])


def test_a_disk_that_takes_no_more_is_no_trouble(
    folder: Path, plain: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readings stay in memory where there is no place for passing files, and where a write falls short."""
    monkeypatch.setattr("gxxl.collecting.shelf.tempfile.TemporaryFile", lambda **_: _Full())
    assert _bytes(arrived(listed(folder))) == plain

    def nowhere(**_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "no place")

    monkeypatch.setattr("gxxl.collecting.shelf.tempfile.TemporaryFile", nowhere)
    assert _bytes(arrived(listed(folder))) == plain
