"""`gxxl write` on workbooks and on report data: in place, to another file, with --last, refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gxxl.entry.cli import gxxl
from gxxl.intake.files import open_report
from gxxl.narrative.writing import write
from gxxl.report import Report, dumps
from tests.books import book_of, older_book_of, shown, typed
from tests.narrative.samples import SAMPLES, city, county
from tests.tables import report_of


def run(*arguments: Any) -> Any:
    """A command; what it printed and its exit code."""
    return CliRunner().invoke(gxxl, [str(argument) for argument in arguments])


def file_of(report: Report, path: Path) -> Path:
    """A report as data."""
    path.write_text(dumps(report), encoding="utf-8")
    return path


def words(path: Path) -> dict[str, str | None]:
    """The prose of a file of either kind."""
    report = open_report(path).report
    assert report
    return dict(report.prose)


@pytest.mark.parametrize("source", ["a.json", "a.xlsx"])
@pytest.mark.parametrize("target", ["b.json", "b.xlsx", None])
@pytest.mark.parametrize("name", SAMPLES)
def test_any_file_becomes_any_file(name: str, source: str, target: str | None, tmp_path: Path) -> None:
    """Data or workbook in, data or workbook out or in place: the words that were signed, 同比 by --last."""
    report, last = SAMPLES[name]()
    path = tmp_path / source
    file_of(report, path) if source.endswith("json") else book_of(report, path, words=False)
    before = path.read_bytes()
    options = ["--last", file_of(last, tmp_path / "上年.json")] if last else []
    done = run("write", path, *options, *(["-o", tmp_path / target] if target else []))

    assert (done.exit_code, done.stderr) == (0, "")
    assert "已写好：标题、文首说明、一、总体情况、五、" in done.stdout
    assert words(tmp_path / (target or source)) == dict(write(report, last).prose)
    assert (path.read_bytes() == before) == bool(target)


def test_data_remembers_what_was_written(tmp_path: Path) -> None:
    """Written, edited, a number changed, written again: the edit stays, the number follows."""
    path = file_of(county()[0], tmp_path / "a.json")
    run("write", path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["prose"]["overview"] = data["prose"]["overview"].replace("作出行政许可决定", "依法作出行政许可决定")
    data["tables"]["disclosure"]["licences"]["decisions"] = 14
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    done = run("write", path)

    assert done.exit_code == 0
    assert "依法作出行政许可决定14件" in str(words(path)["overview"])
    assert run("write", path).stdout.startswith("文字与表格一致，没有改动。")


@pytest.mark.parametrize("name", ["a.json", "a.xlsx"])
@pytest.mark.parametrize("target", [None, "b.json", "b.xlsx"])
def test_tables_with_errors_are_refused(name: str, target: str | None, tmp_path: Path) -> None:
    """T3-02: exit 1, the cell is named, no file is written or changed."""
    report = report_of({"requests.new.total": 3}, year=2026)
    path = tmp_path / name
    file_of(report, path) if name.endswith("json") else book_of(report, path, words=False)
    before = path.read_bytes()
    done = run("write", path, *(["-o", tmp_path / target] if target else []))

    assert done.exit_code == 1
    assert "没有写文字：三、依申请公开 J7" in done.stdout
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_wrong_last_year_is_a_usage_error(tmp_path: Path) -> None:
    """--last of another organ or year, or of no report: exit 2, nothing written."""
    path = file_of(city()[0], tmp_path / "a.json")
    before = path.read_bytes()
    for wrong in (report_of(organ="乙市", year=2022), report_of(organ="××市", year=2020)):
        done = run("write", path, "--last", file_of(wrong, tmp_path / "b.json"))
        assert (done.exit_code, path.read_bytes() == before) == (2, True)
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    for arguments in (("write", tmp_path / "c.json"), ("write", path, "--last", tmp_path / "c.json")):
        assert run(*arguments).exit_code == 2


def test_nothing_is_written_into_an_earlier_template(tmp_path: Path) -> None:
    """W-04: read by its labels it could be drafted, but today's cells are not its own; as data the draft comes out."""
    path = older_book_of(county()[0], tmp_path / "a.xlsx")
    before = path.read_bytes()
    for more in ([], ["-o", tmp_path / "b.xlsx"]):
        refused = run("write", path, *more)
        assert (refused.exit_code, path.read_bytes(), (tmp_path / "b.xlsx").exists()) == (2, before, False)
        assert "模板版本是2020.9" in refused.output

    assert run("write", path, "-o", tmp_path / "b.json").exit_code == 0
    assert words(tmp_path / "b.json")["overview"]


def test_nothing_is_written_into_an_archive(tmp_path: Path) -> None:
    """What holds a workbook is none: the sentence says so, in place and with -o."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(book_of(county()[0], tmp_path / "a.xlsx", words=False), "a.xlsx")
    before = path.read_bytes()
    for more in ([], ["-o", tmp_path / "b.xlsx"]):
        refused = run("write", path, *more)
        assert (refused.exit_code, path.read_bytes(), (tmp_path / "b.xlsx").exists()) == (2, before, False)
        assert "这是压缩包" in refused.output


@pytest.mark.parametrize("kind", ["docx", "html", pytest.param("pdf", marks=pytest.mark.office)])
def test_a_published_report_is_never_overwritten(kind: str, tmp_path: Path) -> None:
    """Word, page and PDF: nothing is written into them; with -o the draft stands in a workbook."""
    book, text = book_of(county()[0], tmp_path / "a.xlsx", words=False), tmp_path / f"a.{kind}"
    run("write", book)
    assert run("export", book, "--to", kind, "-o", text).exit_code == 0
    before = text.read_bytes()
    refused = run("write", text)
    assert (refused.exit_code, text.read_bytes()) == (2, before)
    assert "请用 -o 指定" in refused.output
    other = tmp_path / f"b.{kind}"
    assert (run("write", book, "-o", other).exit_code, other.exists()) == (2, False)

    assert run("write", text, "-o", tmp_path / "b.xlsx").exit_code == 0
    assert words(tmp_path / "b.xlsx")["overview"] == words(text)["overview"]


def _codes(*paths: Path) -> list[str]:
    """The rules of what `check` says of these files, each as often as it says it."""
    files = json.loads(run("check", *paths, "--format", "json").stdout)["files"]
    return [finding["rule"] for file in files for finding in file["findings"]]


def test_check_of_one_file_lists_what_writing_left_undecided(tmp_path: Path) -> None:
    """N-17: of a file named alone, as 核查 lists it; not of folders or archives, nor of what is decided or was never written."""
    (tmp_path / "报送").mkdir()
    path = book_of(county()[0], tmp_path / "报送" / "年报.xlsx", words=False)
    assert "N-17" not in _codes(path)
    assert run("write", path).exit_code == 0
    line = str(shown(path, "一、总体情况!B6"))
    typed(path, {"一、总体情况!B6": line.replace("79条", "80条"), "补充情况!C5": 81})
    assert run("write", path).exit_code == 0
    other, packed = book_of(county()[0], tmp_path / "另一份.xlsx"), tmp_path / "年报.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "年报.xlsx")

    assert _codes(path).count("N-17") == 1
    assert [code for code in _codes(path) if code != "N-17"] == _codes(path.parent)
    assert _codes(packed) == _codes(path.parent)
    assert "N-17" not in _codes(path, other)
    assert "全年主动公开政府信息80条" in run("check", path).output

    typed(path, {"一、总体情况!B6": line.replace("79条", "81条")})
    assert "N-17" not in _codes(path)
