"""The command line as a person uses it: processes, exit codes, encodings, words."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from gxxl.entry import batch, cli, console, guard
from gxxl.entry.check_command import write_file
from gxxl.entry.cli import gxxl
from gxxl.intake.archives import opened_in
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
    assert {key: file[key] for key in ("organ", "year", "edition", "status")} == {
        "organ": "淮安市洪泽区人民政府", "year": 2023, "edition": 2021, "status": "not_ready",
    }  # fmt: skip
    assert [(claim["value"], claim["refs"], claim["verdict"]) for claim in file["claims"]] == [
        (1136, [], "not_in_tables"), (21, ["requests.new.total"], "agrees"), (0, [], "not_in_tables"), (0, [], "not_in_tables"),
    ]  # fmt: skip
    assert file["claims"][1] == {
        "section": "overview", "span": [235, 258], "text": "2023 年全区受理政府信息公开申请 21 件", "value": 21,
        "refs": ["requests.new.total"], "alternatives": [], "ratio": None, "verdict": "agrees",
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
    assert [f["rule"] for f in files["pingtan-2022"]["findings"]] == ["N-16", "N-02", "N-02", "Y-03", "Y-03"]
    ready = {name for name, file in files.items() if file["status"] == "ready"}
    assert ready == {"huaian-unnamed-2023", "jinhu-2023", "suqian-2023"}
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
        return opened_in(path)

    monkeypatch.setattr(batch, "opened_in", fails)
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
    monkeypatch.setattr("gxxl.entry.garbage.leave", lambda: None)
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
    assert refused.exit_code == 2
    assert f"写不了“{blocked / 'x' / 'y.html'}”：请换一个位置。" in refused.stderr


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
    assert "和田地区民政局 2023年度\n核查完毕：没有错误，疑点1处。" in told
    assert "淮安市洪泽区人民政府 2023年度\n核查完毕：错误3处。" in told
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [
        "hongze-2023.json", "hongze-2023.xlsx", "hotan-civil-affairs-2023.json", "hotan-civil-affairs-2023.xlsx",
        "名单", "核查结果.html",
    ]  # fmt: skip


def test_form_rules_and_doctor_print_chinese() -> None:
    """The maintainer's three commands."""
    told = {name: run(*arguments).stdout.decode("utf-8") for name, *arguments in
            (("form", "form", "2019"), ("rules", "rules"), ("doctor", "doctor"))}  # fmt: skip

    assert told["form"].startswith("国办公开办函〔2019〕60号")
    assert told["rules"].startswith("C-01　错误　空白格")
    assert "pandera　" in told["doctor"]


class _Terminal(io.StringIO):
    """Someone watches."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_many_files_show_a_bar_where_someone_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above 50 files a bar on a terminal's stderr tells how far it is; without a terminal nothing is said."""
    for number in range(51):
        _saved(tmp_path, f"{number}.json", organ=f"第{number}局")
    result = CliRunner().invoke(gxxl, ["check", str(tmp_path), "--format", "json"])
    assert len(json.loads(result.stdout)["files"]) == 51
    assert result.stderr == ""

    for count, shown in ((51, True), (50, False)):
        terminal = _Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert list(console.progress(range(count), "正在核查")) == list(range(count))
        assert ("正在核查" in terminal.getvalue()) is shown


def test_a_window_without_a_console_loses_words_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under pythonw there is no stdout and no stderr."""
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    console.prepare()
    console.write("核查")
    console.write_utf8("核查")
    console.complain("核查")

    for stream in (sys.stdout, sys.stderr):
        assert stream.name == os.devnull
        stream.close()


@pytest.mark.parametrize("name", ["", "checked", "link", "last"])
def test_a_result_never_takes_the_place_of_a_report(name: str, tmp_path: Path) -> None:
    """`-o` on a checked file, on a link to it, on a report in the `--last` folder: exit 2 before any work."""
    (tmp_path / "上年").mkdir()
    checked = _saved(tmp_path, "a.json")
    paths = {"checked": checked, "last": _saved(tmp_path, "上年/b.json", year=2022), "link": tmp_path / "link.txt"}
    paths["link"].symlink_to(checked)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    target = str(paths[name]) if name else ""
    result = CliRunner().invoke(gxxl, ["check", str(checked), "--last", str(tmp_path / "上年"), "-o", target])

    told = "-o 不能写到要读的文件上，请换一个文件名。" if name else "-o 后面要写文件名。"
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[0]) == (2, "", told)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """W-06 for a denied file, a name that is too long, a file that is not there; the fourth is checked."""
    good, denied = _saved(tmp_path, "a.json"), _saved(tmp_path, "b.json")
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "b.json":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    paths = [str(path) for path in (denied, "长" * 300, tmp_path / "无", good)]
    result = CliRunner().invoke(gxxl, ["check", *paths, "--format", "json"])

    told = [(file["status"], [f["rule"] for f in file["findings"]]) for file in json.loads(result.stdout)["files"]]
    assert told == [*[("unreadable", ["W-06"])] * 3, ("ready", [])]


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    """What a folder holds beside reports is said, not passed over."""
    _saved(tmp_path, "a.json")
    for name in ("统计.csv", "说明.txt", "~$a.xlsx"):
        (tmp_path / name).touch()
    result = CliRunner().invoke(gxxl, ["check", str(tmp_path)])

    assert result.stdout.endswith("\n\n另有2个文件不是年报表或年报数据，没有核查。\n")
    assert "另有" not in CliRunner().invoke(gxxl, ["check", str(tmp_path / "a.json")]).stdout


def test_two_different_reports_of_last_year_are_said(tmp_path: Path) -> None:
    """Neither is used, and the last line says why; the folder named with `--last` comes before the batch."""
    for name, carried in (("b.json", 1), ("c.json", 2)):
        _saved(tmp_path, name, cells={"requests.carried_out.total": carried}, year=2022)
    this, archive = _saved(tmp_path, "a.json"), tmp_path / "archive"
    archive.mkdir()
    assert "上年衔接（有两份不同的上年年报）" in CliRunner().invoke(gxxl, ["check", str(tmp_path)]).stdout

    _saved(archive, "d.json", cells={"requests.carried_out.total": 3}, year=2022)
    result = CliRunner().invoke(gxxl, ["check", str(this), "--last", str(archive), "--format", "json"])
    assert [f["expected"] for f in json.loads(result.stdout)["files"][0]["findings"]] == [3]
    (archive / "d.json").unlink()
    (tmp_path / "c.json").unlink()
    batch = ["check", str(this), str(tmp_path / "b.json"), "--last", str(archive), "--format", "json"]
    assert [f["expected"] for f in json.loads(CliRunner().invoke(gxxl, batch).stdout)["files"][0]["findings"]] == [1]


def test_half_characters_become_question_marks(tmp_path: Path) -> None:
    """A lone surrogate in a report's text is written as ? to stdout and to files alike."""
    path = tmp_path / "a.json"
    path.write_text('{"organ": "某\\ud800局", "year": 2023, "tables": {}}', encoding="utf-8")
    shown = CliRunner().invoke(gxxl, ["check", str(path), "--format", "json"])
    CliRunner().invoke(gxxl, ["check", str(path), "--format", "json", "-o", str(tmp_path / "b.json")])

    assert json.loads(shown.stdout)["files"][0]["organ"] == "某?局"
    assert (tmp_path / "b.json").read_text(encoding="utf-8") == shown.stdout.strip()


def test_a_write_is_renamed_into_place_through_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays until the new one is whole; the target of a link is written, the link stays a link."""
    target, link = tmp_path / "a.txt", tmp_path / "链接.txt"
    target.write_text("旧", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    seen: list[str] = []
    replace = Path.replace

    def replaced(draft: Path, path: Path) -> Path:
        seen.append(target.read_text(encoding="utf-8") + draft.read_text(encoding="utf-8"))
        return replace(draft, path)

    monkeypatch.setattr(Path, "replace", replaced)
    write_file(link, "新")

    assert (seen, link.is_symlink(), target.read_text(encoding="utf-8")) == (["旧新"], True, "新")
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "链接.txt"]
    write_file(Path(os.devnull), "到设备")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("error", "advice"),
    [(PermissionError, "请关闭正在打开它的程序，或换一个位置。"), (OSError, "请换一个位置。"), (RuntimeError, None)],
)
def test_a_failed_write_leaves_nothing_behind(
    error: type[Exception], advice: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft is removed whatever happens, the old file stays, and the sentence (exit 2) says what helps."""
    path = tmp_path / "a.txt"
    path.write_text("旧", encoding="utf-8")

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(click.UsageError if advice else error) as failed:
        write_file(path, "新")

    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["旧"]
    if advice:
        assert failed.value.args == (f"写不了“{path}”：{advice}",)


def test_an_interrupted_check_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C: one sentence, exit 130."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gxxl.entry.check_command.open_all", interrupted)
    result = CliRunner().invoke(gxxl, ["check", str(_saved(tmp_path, "a.json"))])

    assert (result.exit_code, result.stderr.strip()) == (130, "已中断，没有完成。")


MISUSES = [
    (["check"], "还要写文件或文件夹。"),
    (["chek"], "没有“chek”这个命令，可用的命令有："),
    (["check", "a", "--frmat", "json"], "没有“--frmat”这个选项。是不是 --format"),
    (["collect", "a", "--last", "b"], "没有“--last”这个选项。\n用"),
    (["check", "a", "--format", "pdf"], "--format 只能写：text、json、html、csv、xlsx。"),
    (["check", "a", "-o"], "选项 -o 的写法不对，请核对它后面的内容。"),
    (["check", "a", "-o", "."], "“.”是文件夹，请在后面写上文件名。"),
    (["check", "a", "--last", "无"], "--last 指定的“无”找不到，请核对文件名和所在文件夹。"),
    (["form", "2020"], "这里只能写：2021、2019。"),
    (["form", "2021", "报送"], "多写了“报送”。"),
    (["demo", "-o", __file__], "是文件，请写文件夹名。"),
    (["new", "--organ", "某局", "--year", "今年", "-o", "a.xlsx"], "--year 后面要写整数。"),
    (["new", "--year", "2023", "-o", "a.xlsx"], "还要写--organ。"),
]


@pytest.mark.parametrize(("arguments", "words"), MISUSES)
def test_what_is_typed_wrong_is_told_in_chinese(arguments: list[str], words: str) -> None:
    """Exit 2, one sentence, and where the usage is told."""
    result = CliRunner().invoke(gxxl, arguments)

    name = f"gxxl {arguments[0]}" if arguments[0] in gxxl.commands else "gxxl"
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert result.stderr.endswith(f"\n用 {name} --help 看用法。\n")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """`gxxl rules | head -1` ends quietly."""
    command = f'"{sys.executable}" -m gxxl rules | head -c 1; echo "${{PIPESTATUS[0]}}"'
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=True)

    assert result.stdout.decode("utf-8", "replace").endswith("0\n")
    assert result.stderr == b""
