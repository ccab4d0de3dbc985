"""A folder or a file without a command, as when it is dropped on the program: the obvious thing, and the result opens."""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from gxxl.collecting.unfinished import NOTE
from gxxl.entry import collect_button, door, opening
from gxxl.entry.cli import gxxl
from gxxl.entry.door import Gathered, run_door
from gxxl.form.model import Ref
from gxxl.report import dumps
from tests.books import book_of, worded
from tests.collecting.returned import report_for
from tests.tables import report_of

LIST = "单位名称,上级单位\n" + "".join(
    f"示例县{name},示例县人民政府\n" for name in ("教育局", "司法局", "财政局", "水利局")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two returns and a picture; no list."""
    path = tmp_path / "报送"
    path.mkdir()
    for organ in ("示例县教育局", "示例县司法局"):
        (path / f"{organ}.json").write_text(dumps(report_for(organ)), encoding="utf-8")
    book_of(worded(report_of(organ="示例县财政局", level="county")), path / "财政局.xlsx")
    (path / "盖章件.jpg").write_bytes(b"\xff\xd8\xff" + bytes(99))
    return path


def _digests(folder: Path) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def _dropped(*paths: Path) -> tuple[int, str, list[Path]]:
    """Exit code, what was said, what was opened."""
    opened: list[Path] = []
    with CliRunner().isolation() as (out, *_):
        code = run_door(paths, opened.append)
        said = out.getvalue().decode("utf-8")
    return code, said, opened


@pytest.mark.parametrize("name", ["名单.csv", "应报单位名单（2023）.csv", "单位.csv"])
def test_a_folder_with_a_list_is_collected_beside_it(name: str, folder: Path) -> None:
    """Whatever the list is called: 汇总.xlsx opens, all results lie beside the folder, in which nothing changed."""
    (folder / name).write_text(LIST, encoding="utf-8")
    before = _digests(folder)

    code, said, opened = _dropped(folder)

    place = folder.with_name("报送_汇总结果")
    assert (code, opened) == (1, [place / "汇总.xlsx"])
    assert said.startswith("示例县人民政府2023年度：应报4家，已计入3家。\n未报1家：示例县水利局\n")
    assert said.endswith(f"结果在 {place}\n")
    assert {"汇总.xlsx", "催报.txt", "退回单"} <= {path.name for path in place.iterdir()}
    assert _digests(folder) == before


@pytest.mark.parametrize("is_inside", [False, True])
def test_corrections_told_by_telephone_count_at_the_door_too(folder: Path, *, is_inside: bool) -> None:
    """R-11: 更正登记.xlsx filled where the first run put it, or lying in the folder, counts in the second; no note is left."""
    (folder / "单位.csv").write_text(LIST, encoding="utf-8")
    _dropped(folder)
    place = folder.with_name("报送_汇总结果")
    register = (folder if is_inside else place) / "更正登记.xlsx"
    book = load_workbook(place / "更正登记.xlsx")
    old = report_for("示例县司法局")[Ref.parse("disputes.reconsideration.upheld")].counts
    line = ("示例县司法局", "disputes.reconsideration.upheld", old, 77, "王主任", "2024-01-18 17:00")
    for column, entry in enumerate(line, 1):
        book["更正登记"].cell(4, column).value = entry
    book.save(register)

    _dropped(folder)

    assert "更正" in load_workbook(place / "汇总.xlsx").sheetnames
    assert 77 in [row[3].value for row in load_workbook(place / "汇总.xlsx")["来源"].iter_rows()]
    assert not (place / NOTE).exists()


def test_a_folder_without_a_list_names_who_has_reported(folder: Path) -> None:
    """The organs are listed, a draft of a list opens; put into the folder as 名单.csv it is taken."""
    code, said, opened = _dropped(folder)

    place = folder.with_name("报送_汇总结果")
    draft = place / "名单（请补全）.csv"
    assert (code, opened) == (1, [draft])
    assert said.startswith(
        "“报送”里没有应报单位名单，先列出收到的3家：\n  示例县司法局\n  示例县教育局\n  示例县财政局\n"
    )
    assert "另有1个文件没有读出单位：盖章件.jpg\n" in said
    assert "放进“报送”，再来一次。\n" in said
    assert draft.read_bytes().decode("utf-8").startswith("\ufeff单位名称,别名,级别,上级单位,类型,联系人,截止日期\r\n")

    shutil.move(draft, folder / "名单.csv")
    code, said, opened = _dropped(folder)
    assert "应报3家，已计入3家" in said
    assert opened == [place / "汇总.xlsx"]


def test_what_cannot_be_decided_is_asked(folder: Path, tmp_path: Path) -> None:
    """Two lists, an empty folder, two folders at once: exit 2 and one sentence that says how to go on."""
    for name in ("名单1.csv", "名单2.csv"):
        (folder / name).write_text(LIST, encoding="utf-8")
    run = CliRunner().invoke(gxxl, [str(folder)])
    assert (run.exit_code, "“报送”里有几份名单：名单1.csv、名单2.csv。请只留一份，再来一次。" in run.stderr) == (
        2,
        True,
    )
    empty = tmp_path / "空"
    empty.mkdir()
    assert "请写一份“名单.xlsx”" in CliRunner().invoke(gxxl, [str(empty)]).stdout
    both = CliRunner().invoke(gxxl, [str(folder), str(empty)])
    assert (both.exit_code, "文件夹请一次拖一个。" in both.stderr) == (2, True)
    (folder / "名单1.csv").unlink()
    (folder / "名单2.csv").write_text("序号,电话\n1,2\n", encoding="utf-8")
    assert "没有“单位名称”一列" in CliRunner().invoke(gxxl, [str(folder)]).stderr


def test_a_file_is_checked_and_the_page_opens(folder: Path) -> None:
    """The page lies beside the file; the next look into the folder does not take it for a return."""
    code, _, (page,) = _dropped(folder / "财政局.xlsx")

    assert (code, page) == (0, folder / "财政局_核查结果.html")
    assert "示例县财政局" in page.read_text(encoding="utf-8")
    _, said, _ = _dropped(folder)
    assert "先列出收到的3家" in said


def test_where_nobody_watches_nothing_opens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its words read by a program, no window is opened, whatever desktop there is; a command keeps its meaning."""
    started: list[object] = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: started.append(command))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    run = CliRunner().invoke(gxxl, [str(folder / "财政局.xlsx")])
    assert (run.exit_code, started) == (0, [])

    monkeypatch.setattr(opening, "_is_watched", lambda: True)
    monkeypatch.setattr("sys.platform", "linux")
    assert opening.open_result(folder) is True
    assert started == [["/usr/bin/xdg-open", str(folder)]]
    missing = CliRunner().invoke(gxxl, [str(folder / "没有.xlsx")])
    assert (missing.exit_code, "这个命令，可用的命令有" in missing.stderr) == (2, True)


def test_who_waits_is_told_that_the_work_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An office that would give up on a silent worker hears from it until the folder is done."""
    heard: list[int] = []
    told: list[str] = []

    def slow(folder: Path) -> Gathered:
        while not heard:
            time.sleep(0.01)
        return Gathered("好了。\n", None, folder, settled=True)

    class Desk:
        """Somebody who chooses at once."""

        def choose_folder(self, _title: str) -> str:
            """The folder."""
            return str(tmp_path)

        def show_book(self, path: Path) -> None:
            """Nothing is to be shown."""
            raise AssertionError(path)

        def tell(self, text: str) -> None:
            """Remembered."""
            told.append(text)

    monkeypatch.setattr(collect_button, "EVERY", 0.02)
    monkeypatch.setattr(door, "gather", slow)
    collect_button.press_collect(Desk(), lambda: heard.append(1))

    assert told == ["好了。\n"]
    assert heard
