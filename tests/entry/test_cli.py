"""The command line as a person uses it: processes, exit codes, encodings, words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gxxl.entry import batch, cli, guard
from gxxl.entry.cli import gxxl
from gxxl.intake.files import open_report
from gxxl.report import dumps
from tests.conftest import CORPUS
from tests.tables import report_of

REPORTS = CORPUS / "reports"


def run(*arguments: str | Path, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A real process, its output in the encoding of a console."""
    env = {**os.environ, "PYTHONIOENCODING": encoding, **environment}
    return subprocess.run(
        [sys.executable, "-m", "gxxl", *map(str, arguments)], capture_output=True, env=env, check=False
    )


def test_check_tells_what_where_and_how(golden: Any) -> None:
    """The text view of three published reports, as a clerk reads it on a terminal."""
    names = ("hongze-2023", "hotan-civil-affairs-2023", "shanghai-office-2019")
    result = CliRunner().invoke(gxxl, ["check", *(str(REPORTS / f"{name}.json") for name in names)])

    assert result.exit_code == 1
    golden("check.txt", result.stdout)


def test_json_has_the_fields_of_the_contract() -> None:
    """`check --format json`: files, findings and their keys as in design §9; stdout is UTF-8 JSON only."""
    result = run("check", REPORTS / "hongze-2023.json", "--format", "json", encoding="gbk")
    (file,) = json.loads(result.stdout.decode("utf-8"))["files"]

    assert (result.returncode, result.stderr) == (1, b"")
    assert {key: file[key] for key in ("organ", "year", "edition", "status", "claims")} == {
        "organ": "淮安市洪泽区人民政府", "year": 2023, "edition": 2021, "status": "not_ready", "claims": [],
    }  # fmt: skip
    assert file["findings"][1] == {
        "rule": "T4-01",
        "severity": "error",
        "sheet": "四、复议诉讼",
        "cell": "E7",
        "ref": "disputes.reconsideration.total",
        "section": None,
        "span": None,
        "problem": "表四“行政复议”总计不符：维持、纠正、其他、尚未审结相加为11，“总计”填的是0，相差11件。",
        "remedy": "请核对A7至D7。各格无误的，点“填总计”恢复公式，或将E7改为11。",
        "found": 0,
        "expected": 11,
        "related": [f"disputes.reconsideration.{column}" for column in ("upheld", "corrected", "other", "pending")],
        "causes": [],
        "basis": "国办公开办函〔2021〕30号表四“总计”栏。",
        "reason": None,
    }


def test_all_reports_of_a_folder_at_once() -> None:
    """29 published reports: last year's 平潭 report among the files is found by itself."""
    result = CliRunner().invoke(gxxl, ["check", str(REPORTS), "--format", "json"])
    files = {Path(file["file"]).stem: file for file in json.loads(result.stdout)["files"]}

    assert len(files) == 29
    assert [f["rule"] for f in files["pingtan-2022"]["findings"]] == ["Y-03", "Y-03"]
    ready = {name for name, file in files.items() if file["status"] == "ready"}
    assert ready == {"hotan-civil-affairs-2023", "huaian-unnamed-2023", "jinhu-2023", "suqian-2023"}
    assert sum(file["status"] == "unchecked" for file in files.values()) == 13


def _saved(tmp_path: Path, name: str, **keys: Any) -> Path:
    path = tmp_path / name
    path.write_text(dumps(report_of(**keys)), encoding="utf-8")
    return path


def test_exit_codes(tmp_path: Path) -> None:
    """0 clean, 1 with 错误 or open 疑点, 1 unreadable, 2 wrong usage."""
    clean = _saved(tmp_path, "clean.json")
    doubt = _saved(tmp_path, "doubt.json", cells={"disclosure.regulations.in_force": 1})
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()

    codes = [CliRunner().invoke(gxxl, ["check", str(path)]).exit_code for path in (clean, doubt, broken, empty)]
    assert codes == [0, 1, 1, 2]


def test_last_year_by_file_and_by_folder(tmp_path: Path) -> None:
    """`--last`: one file, or a folder searched by organ and year; what does not fit is refused with exit 2."""
    this = _saved(tmp_path, "this.json", cells={"requests.carried_in.total": 0})
    archive = tmp_path / "archive"
    archive.mkdir()
    last = _saved(archive, "last.json", cells={"requests.carried_out.total": 2}, year=2022)
    _saved(archive, "older.json", cells={"requests.carried_out.total": 5}, year=2021)
    other = _saved(archive, "other.json", organ="某县教育局", year=2022)

    def findings(option: Path) -> list[tuple[str, int]]:
        result = CliRunner().invoke(gxxl, ["check", str(this), "--last", str(option), "--format", "json"])
        return [(f["rule"], f["expected"]) for f in json.loads(result.stdout)["files"][0]["findings"]]

    assert findings(last) == findings(archive) == [("Y-01", 2)]
    refused = CliRunner().invoke(gxxl, ["check", str(this), "--last", str(other)])
    assert refused.exit_code == 2
    assert "--last 指定的是某县教育局2022年度年报，不是某县民政局2023年度的上年年报。" in refused.stderr
    no_report = CliRunner().invoke(gxxl, ["check", str(this), "--last", __file__])
    assert (no_report.exit_code, "不是年报，读不出上年数据" in no_report.stderr) == (2, True)


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a failure nobody foresaw is W-06 at its file; the traceback goes to the log, never to the clerk."""
    for name in ("a.json", "b.json"):
        _saved(tmp_path, name)
    monkeypatch.setattr(guard, "LOG", tmp_path / "log.txt")

    def fails(path: Path) -> Any:
        if path.name == "a.json":
            raise RuntimeError("a bug of ours")
        return open_report(path)

    monkeypatch.setattr(batch, "open_report", fails)
    result = CliRunner().invoke(gxxl, ["check", str(tmp_path), "--format", "json"])

    files = json.loads(result.stdout)["files"]
    assert [(file["status"], [f["rule"] for f in file["findings"]]) for file in files] == [
        ("unreadable", ["W-06"]), ("ready", []),
    ]  # fmt: skip
    assert "a bug of ours" in (tmp_path / "log.txt").read_text(encoding="utf-8")


def test_our_own_failure_is_exit_3_and_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3: no traceback on the screen, the log is named."""
    monkeypatch.setattr(guard, "LOG", tmp_path / "log.txt")
    monkeypatch.setattr(sys, "argv", ["gxxl", "rules"])
    monkeypatch.setattr("gxxl.form.prints.rules_text", lambda: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 3
    told = capsys.readouterr().err
    assert told.startswith("程序出错，没有完成；您的文件没有改动。")
    assert "Traceback" not in told


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "cp1252", "ascii"])
def test_chinese_survives_every_console(encoding: str, tmp_path: Path) -> None:
    """GBK consoles, pipes and Latin code pages: readable Chinese, never a UnicodeEncodeError."""
    path = _saved(tmp_path, "年报.json", cells={"requests.new.total": 1}, organ="㙦㽏县民政局🙂")
    result = run("check", path, encoding=encoding)

    told = result.stdout.decode(encoding if encoding.startswith("gb") else "utf-8")
    assert (result.returncode, result.stderr) == (1, b"")
    assert "行总计不符：六类申请人相加为0，“总计”填的是1，相差1件。" in told


def test_output_goes_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    """`-o` writes a complete file by renaming; where it cannot, the old one stays and a sentence says so."""
    path, page = _saved(tmp_path, "a.json"), tmp_path / "结果" / "核查结果.html"
    result = CliRunner().invoke(gxxl, ["check", str(path), "--format", "html", "-o", str(page)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert list(page.parent.iterdir()) == [page]

    blocked = tmp_path / "blocked.html"
    blocked.mkdir()
    (blocked / "x").touch()
    refused = CliRunner().invoke(gxxl, ["check", str(path), "-o", str(blocked / "x" / "y.html")])
    assert refused.exit_code != 0
    assert "写不了" in refused.stderr


def test_the_page_marks_cells_in_words_and_hides_nothing(tmp_path: Path) -> None:
    """HTML: whole tables with spans and scopes, marks in words beside the colour, markup of a clerk escaped."""
    path = _saved(tmp_path, "a.json", cells={"requests.new.total": "<b>1</b>"}, organ="<script>")
    page = CliRunner().invoke(gxxl, ["check", str(path), "--format", "html"]).stdout

    assert "<script" not in page
    assert '<td class="total error">&lt;b&gt;1&lt;/b&gt;<small>错</small></td>' in page
    assert '<th scope="col" rowspan="3" colspan="3">（本列数据的勾稽关系为' in page
    assert '<th scope="row" rowspan="22">三、本年度办理结果</th>' in page
    assert len(re.findall(r"<td ", page)) == 200


def test_demo_checks_two_real_reports(tmp_path: Path) -> None:
    """`gxxl demo`: one report in order, one with wrong sums, both verdicts and the page."""
    result = run("demo", "-o", tmp_path / "demo")
    told = result.stdout.decode("utf-8")

    assert result.returncode == 0
    assert "和田地区民政局 2023年度\n核查完毕：三张表勾稽相符。" in told
    assert "淮安市洪泽区人民政府 2023年度\n核查完毕：错误3处。" in told
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [
        "hongze-2023.json", "hotan-civil-affairs-2023.json", "核查结果.html",
    ]  # fmt: skip


def test_form_rules_and_doctor_print_chinese() -> None:
    """The maintainer's three commands."""
    told = {name: run(*arguments).stdout.decode("utf-8") for name, *arguments in
            (("form", "form", "2019"), ("rules", "rules"), ("doctor", "doctor"))}  # fmt: skip

    assert told["form"].startswith("国办公开办函〔2019〕60号")
    assert told["rules"].startswith("C-01　错误　空白格")
    assert "pandera　" in told["doctor"]


def test_many_files_show_a_bar_on_stderr_only(tmp_path: Path) -> None:
    """Above 50 files a bar tells how far it is; stdout stays data."""
    for number in range(51):
        _saved(tmp_path, f"{number}.json", organ=f"第{number}局")
    result = CliRunner().invoke(gxxl, ["check", str(tmp_path), "--format", "json"])

    assert len(json.loads(result.stdout)["files"]) == 51
    assert "正在核查" in result.stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """`gxxl rules | head -1` ends quietly."""
    command = f'"{sys.executable}" -m gxxl rules | head -c 1; echo "${{PIPESTATUS[0]}}"'
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=True)

    assert result.stdout.decode("utf-8", "replace").endswith("0\n")
    assert result.stderr == b""
