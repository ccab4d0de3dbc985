"""Files on their way in: whatever a file holds, one clear finding or a report, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gxxl.intake.files import LARGEST, files_in, open_report, search
from gxxl.intake.last_year import Archive, InTurn
from gxxl.report import dumps
from tests.conftest import corpus_report
from tests.tables import report_of

REPORT = dumps(report_of())


@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        (b"", "W-06", "文件是空的"),
        (b" \n\t", "W-06", "文件是空的"),
        (b"%PDF-1.7", "W-06", "文件已损坏或没有传完整"),
        (b"PK\x03\x04", "W-06", "文件已损坏或没有传完整"),
        (b"\x00\x01\x02", "W-05", "也不是年报数据（.json）"),
        (b'{"tables": {', "W-06", "第1行附近"),
        (b'{"tables": {},\n"prose": }', "W-06", "第2行附近"),
        (b'{"a": "\xff\xff\xff"}', "W-06", "文字编码无法识别"),
        (b"[" * 100_000, "W-06", "内容不完整或格式有误"),
        (b'{"tables": ' + b"9" * 5000 + b"}", "W-06", "内容不完整或格式有误"),
        (b'{"tables": {}, "tables": {}}', "W-06", "“tables”写了两次"),
        (b"[1, 2]", "W-05", "没有“tables”和“prose”两部分"),
        (b'{"tables": {"requests": 5}}', "W-05", "不是按行和列组成的数据"),
    ],
)
def test_a_file_that_is_no_report_is_one_finding(content: bytes, rule: str, words: str, tmp_path: Path) -> None:
    """W-05 not a report, W-06 unreadable: each with its reason and what to do."""
    path = tmp_path / "年报.json"
    path.write_bytes(content)
    opened = open_report(path)

    assert opened.report is None
    (finding,) = opened.findings
    assert finding.rule.code == rule
    assert words in finding.problem
    assert finding.remedy


def test_missing_denied_and_oversized_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """W-06: no file, a folder in its place, more than 20 MB, a name that cannot be, no permission."""
    big = tmp_path / "大.json"
    with big.open("wb") as file:
        file.truncate(LARGEST + 1)

    reasons = [open_report(path).findings[0].problem for path in (tmp_path / "无.json", tmp_path, big)]
    assert reasons == [
        "这个文件读不了：找不到文件。",
        "这个文件读不了：磁盘或网络读取出错。",
        "这个文件读不了：文件超过20MB，年报数据不会这么大。",
    ]
    for name in ("长" * 300, "a\0b"):
        assert open_report(tmp_path / name).findings[0].problem == "这个文件读不了：找不到文件。"

    def denied(_path: Path) -> bytes:
        raise PermissionError

    big.write_bytes(b"{}")
    monkeypatch.setattr(Path, "read_bytes", denied)
    (finding,) = open_report(big).findings
    assert (finding.rule.code, finding.problem) == ("W-06", "这个文件读不了：没有读取权限，或正被其他程序占用。")


def test_a_folder_that_cannot_be_looked_into_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """W-06 at a denied folder, given or below; the files beside it are found."""
    (tmp_path / "锁").mkdir()
    (tmp_path / "a.json").touch()
    listed = Path.iterdir

    def iterdir(path: Path) -> Any:
        if path.name == "锁":
            raise PermissionError
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert files_in([tmp_path, Path("长" * 300)]) == (tmp_path / "a.json", tmp_path / "锁", Path("长" * 300))
    assert open_report(tmp_path / "锁").findings[0].rule.code == "W-06"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_report_is_read_in_the_encodings_of_the_trade(encoding: str, tmp_path: Path) -> None:
    """UTF-8 with or without BOM, UTF-16 and GB18030."""
    path = tmp_path / "年报.txt"
    path.write_bytes(REPORT.encode(encoding))

    report = open_report(path).report
    assert report is not None
    assert report.organ == "某县民政局"


def test_a_row_the_form_does_not_have_is_a_finding(tmp_path: Path) -> None:
    """W-02: an unknown row was not counted, and says so."""
    data = json.loads(REPORT)
    data["tables"]["disclosure"]["other_documents"] = {"issued": 3}
    data["tables"]["requests"]["new"]["children"] = 1
    data["tables"]["fees"] = {"a": {"b": 1}}
    path = tmp_path / "年报.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    opened = open_report(path)
    assert opened.report is not None
    assert [(f.rule.code, f.where.path, f.found) for f in opened.findings] == [
        ("W-02", "disclosure", "other_documents"),
        ("W-02", "requests.new", "children"),
        ("W-02", "fees", "a"),
    ]
    assert [f.problem for f in opened.findings] == [
        "表格栏目有改动：表二有表样以外的栏目“other_documents”，这一栏没有计入。",
        "表格栏目有改动：表三“本年新收”有表样以外的栏目“children”，这一栏没有计入。",
        "表格栏目有改动：“fees”有表样以外的栏目“a”，这一栏没有计入。",
    ]


def test_folders_are_searched_in_name_order_without_junk(tmp_path: Path) -> None:
    """Lock files, hidden and system folders are nobody's report."""
    for name in ("b.json", "a/c.JSON", "~$b.json", ".~lock.b.json#", "__MACOSX/b.json", ".git/b.json", "读我.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")

    found = [path.relative_to(tmp_path).as_posix() for path in files_in([tmp_path, tmp_path / "读我.txt"])]
    assert found == ["a/c.JSON", "b.json", "读我.txt"]
    assert search([tmp_path, tmp_path / "b.json"]).others == 1


def test_two_reports_of_last_year_are_one_only_where_they_are_equal() -> None:
    """Equal doubles count once; of two different ones neither is used, whichever comes first."""
    this, last = report_of(), report_of(year=2022)
    again = report_of(year=2022, prose={"overview": ""}, notes=["另存"])
    other = report_of({"requests.carried_out.total": 1}, year=2022)

    assert (Archive([last, again]).before(this), Archive([last, again]).disputed(this)) == (last, False)
    for reports in (
        [last, other],
        [other, last],
        [last, other, last],
        [last, report_of(year=2022, prose={"overview": "新"})],
    ):
        assert (Archive(reports).before(this), Archive(reports).disputed(this)) == (None, True)


def test_the_folder_named_comes_before_the_files_of_the_batch() -> None:
    """`--last` folder first, then the batch; a folder that holds two different ones is not passed over."""
    this, one, two = report_of(), report_of(year=2022), report_of({"requests.new.total": 1}, year=2022)

    assert InTurn(Archive([one]), Archive([two])).before(this) is one
    assert InTurn(Archive([]), Archive([two])).before(this) is two
    assert InTurn(Archive([one, two]), Archive([two])).before(this) is None
    assert InTurn(Archive([one, two]), Archive([two])).disputed(this)
    assert InTurn(Archive([]), Archive([one, two])).disputed(this)
    assert not InTurn(Archive([one]), Archive([one, two])).disputed(this)


def test_the_demo_reports_are_the_published_ones() -> None:
    """The two reports of the demo are those of the corpus, without the answers."""
    folder = Path(__file__).parents[2] / "gxxl" / "entry" / "demo"

    names = sorted(path.stem for path in folder.glob("*.json"))
    assert names == ["hongze-2023", "hotan-civil-affairs-2023"]
    for name in names:
        report = open_report(folder / f"{name}.json").report
        assert report is not None
        assert dumps(report) == dumps(corpus_report(name))
