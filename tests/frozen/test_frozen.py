"""The frozen program, as `.github/freeze/build.py` makes it: works alone, from any folder, on old processors."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.books import book_of, worded
from tests.conftest import CORPUS, TESTS
from tests.tables import report_of

pytestmark = pytest.mark.frozen
FAULTY = CORPUS / "reports" / "hongze-2023.json"
EXAMPLE = next((TESTS.parent / "workbook").glob("示例-*.xlsx"))
ALONE = {"PATH": "/nowhere", "HOME": "/nowhere"}
"""An environment in which no Python is found."""

OLD_PROCESSOR = "Nehalem"
"""Of 2008: no AVX, no AVX2."""


@pytest.fixture(scope="module")
def out() -> Path:
    """Where the recipe put what it made."""
    return Path(os.environ["GXXL_FROZEN"])


def run(
    out: Path, *arguments: object, program: str = "gxxl", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The frozen program run with nothing around it."""
    command = [str(out / "gxxl" / program), *map(str, arguments)]
    return subprocess.run(command, env=ALONE, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def test_check_works_without_python(out: Path) -> None:
    """A report with errors, a workbook with a doubt about its words; every format; exit codes as ever."""
    faulty = run(out, "check", FAULTY)
    assert (faulty.returncode, "（T4-01）" in faulty.stdout, faulty.stderr) == (1, True, "")
    doubtful = run(out, "check", EXAMPLE)
    assert (doubtful.returncode, doubtful.stdout.count("（N-02）")) == (1, 1)
    assert "<table" in run(out, "check", FAULTY, "--format", "html").stdout
    (file,) = json.loads(run(out, "check", FAULTY, "--format", "json").stdout)["files"]
    assert "T4-01" in {finding["rule"] for finding in file["findings"]}


def test_it_carries_all_it_needs(out: Path, tmp_path: Path) -> None:
    """Templates, the demo's reports and versions are inside; what it builds is what the source builds."""
    assert run(out, "demo", cwd=tmp_path).returncode == 0
    assert run(out, "template", "-o", tmp_path).returncode == 0
    for name in ("政府信息公开年报模板-2021.xlsx", "政府信息公开年报模板-2019.xlsx"):
        ours, theirs = (zipfile.ZipFile(folder / name) for folder in (tmp_path, TESTS.parent / "workbook"))
        assert {part: ours.read(part) for part in ours.namelist()} == {
            part: theirs.read(part) for part in theirs.namelist()
        }
    assert "没有安装" not in run(out, "doctor").stdout


def test_it_collects_with_workers_of_its_own(out: Path, tmp_path: Path) -> None:
    """Two processes read, every output is written, Word files among them; and a report goes out as a Word file."""
    returns = tmp_path / "报送"
    returns.mkdir()
    for organ in ("示例县教育局", "示例县司法局"):
        book_of(worded(report_of({"requests.new.total": 3}, organ=organ, level="county")), returns / f"{organ}.xlsx")
    roster = "单位名称,上级单位\n示例县人民政府,\n示例县教育局,示例县人民政府\n示例县司法局,示例县人民政府\n"
    (tmp_path / "名单.csv").write_text(roster, encoding="utf-8")
    more = ("--roster", "名单.csv", "--year", "2023", "--workers", "2", "-o", "汇总")
    done = run(out, "collect", returns, *more, cwd=tmp_path)

    assert (done.stdout.splitlines()[0], done.stderr) == ("示例县人民政府2023年度：应报3家，已计入2家。", "")
    assert len([*(tmp_path / "汇总" / "退回单").glob("*.docx")]) == 2
    assert run(out, "export", EXAMPLE, "--to", "docx", "-o", tmp_path / "年报.docx").returncode == 0


def test_the_program_of_the_buttons_is_there(out: Path) -> None:
    """It takes an action of the list and nothing else; without an Excel it ends with 3."""
    wrong = run(out, "os.system", program="gxxl-excel")
    assert (wrong.returncode, "只接受以下操作之一" in wrong.stderr) == (2, True)
    assert run(out, "check", "--wb=a.xlsx", "--hwnd=1", program="gxxl-excel").returncode == 3


def test_old_processors_run_it(out: Path) -> None:
    """A processor without AVX2, emulated: the whole check; the trace shows that nothing ran outside the emulation."""
    inside = out / "gxxl" / "_internal"
    started = {
        "_PYI_ARCHIVE_FILE": str(out / "gxxl" / "gxxl"),
        "_PYI_PARENT_PROCESS_LEVEL": "0",
        "LD_LIBRARY_PATH": str(inside),
    }
    emulator = shutil.which("qemu-x86_64")
    assert emulator
    command = [emulator, "-strace", "-cpu", OLD_PROCESSOR, str(out / "gxxl" / "gxxl"), "check", str(FAULTY)]
    checked = subprocess.run(command, env=ALONE | started, capture_output=True, check=False)

    assert "（T4-01）" in checked.stdout.decode("utf-8")
    assert b"_polars_runtime_compat" in checked.stderr
    assert not any(path.name.startswith(("_polars_runtime_32", "_polars_runtime_64")) for path in inside.iterdir())


def test_the_zip_is_the_folder_with_templates_and_its_checksum(out: Path) -> None:
    """The archive holds programs, templates and a first page; the checksum is the archive's."""
    (archive,) = out.glob("gxxl-*-linux-x86_64.zip")
    stated, name = archive.with_name(archive.name + ".sha256").read_text(encoding="utf-8").split()
    assert (stated, name) == (hashlib.sha256(archive.read_bytes()).hexdigest(), archive.name)
    with zipfile.ZipFile(archive) as package:
        names = package.namelist()
        assert {
            "先看这里.txt",
            "年报汇总.cmd",
            "模板/政府信息公开年报模板-2021.xlsx",
            "gxxl/gxxl",
            "gxxl/gxxl-excel",
        } <= set(names)
        assert "gxxl doctor --install-excel" in package.read("先看这里.txt").decode("utf-8-sig")
        assert not [name for name in names if "/gxxl/" in name.partition("/")[2] and name.endswith(".py")], "compiled"
