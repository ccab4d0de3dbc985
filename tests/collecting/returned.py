"""A returned folder in every state of disorder: 45 organs of a county, more than 60 files, made from the corpus."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from gxxl.collecting.codes import coded
from gxxl.collecting.roster import Roster, read_roster
from gxxl.hosts.package import Package
from gxxl.reading import report_from_json
from gxxl.report import Report, dumps, to_json
from tests.books import book_of
from tests.conftest import CORPUS, corpus_report
from tests.intake.renders import as_html, as_sheets, as_word
from tests.tables import changed

YEAR = 2023
COUNTY = "示例县人民政府"
ROSTER = Path(str(files("gxxl.collecting"))) / "examples" / "示例县人民政府.csv"
CLEAN = ("hotan-civil-affairs-2023", "huaian-unnamed-2023", "jinhu-2023", "suqian-2023")
"""Reports of the corpus whose tables are in order."""

WORDS = {
    "overview": "主动公开、依申请公开、信息管理、平台、监督都已落实。",
    "problems": "公开不够及时，已明确专人。",
    "other_matters": "本机关未收取政府信息公开信息处理费。",
}
"""Words too few to be alike."""

COPIED = (
    "把政务公开纳入镇党委理论学习中心组学习内容，由党政办主任逐篇审核上网稿件，村务公开栏同步张贴。",
    "村干部轮换频繁、对公开目录不熟悉，今后由包村干部上门讲解，每季度抽查一次公开栏。",
)
"""Words of two towns that copied one another (R-06)."""

MISSING = ("示例县水利局", "示例县北岭镇人民政府", "示例县白杨乡人民政府")
UNREAD = ("示例县司法局", "示例县财政局", "示例县审计局")
UNDECIDED = ("示例县教育局",)
MISTAKEN = "示例县交通运输局"
"""Its file is called by another's name."""

FAULTY = ("示例县商务局", "示例县信访局")
LEFT_OUT = ("国家税务总局示例县税务局", "示例县气象局")
DOUBLED = ("示例县教育局", "示例县公安局", "示例县民政局")


def roster() -> Roster:
    """The 45 organs."""
    return read_roster(ROSTER)


def report_for(organ: str, number: int = 0, year: int = YEAR) -> Report:
    """A clean report of the corpus in an organ's name."""
    data: Any = to_json(corpus_report(CLEAN[number % len(CLEAN)]))
    data |= {"organ": organ, "year": year, "prose": {"preamble": None, **WORDS}, "signature": None}
    report, _ = report_from_json(
        {key: data[key] for key in ("organ", "year", "edition", "tables", "prose", "signature")}
    )
    return replace(report, particulars={"title": f"{organ}{year}年政府信息公开工作年度报告"})


class Folder:
    """A folder that is filled the way mail and WeChat fill it; the template stands ready in `made`."""

    def __init__(self, path: Path, made: Path) -> None:
        self.path, self._made = path, made
        for folder in (path, made):
            folder.mkdir(parents=True, exist_ok=True)

    def book(self, report: Report, *, code: str = "", saved: datetime | None = None, **keys: Any) -> bytes:
        """A workbook as its organ saved it."""
        data = book_of(report, self._made / f"book{'.xlsm' if keys.get('macros') else '.xlsx'}", **keys).read_bytes()
        data = coded(data, code) if code else data
        return saved_at(data, saved or datetime(2024, 1, 12, 2, 0, tzinfo=UTC))

    def put(self, name: str, data: bytes) -> Path:
        """A file of that name, below folders where the name has them."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


def saved_at(book: bytes, time: datetime) -> bytes:
    """The workbook as if saved at a time (UTC)."""
    package = Package(book)
    core = package.part("docProps/core.xml")
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return package.replaced({"docProps/core.xml": re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)})


class _InGbk(zipfile.ZipInfo):
    """A member whose name is written in GBK, without the flag for UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name zipfile gives it
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def chinese_zip(members: Mapping[str, bytes]) -> bytes:
    """An archive as QQ mail sends it: names in GBK, no flag."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(_InGbk(name, (2024, 1, 12, 8, 0, 0)), data)
    return out.getvalue()


def fill(path: Path, made: Path) -> dict[str, Report]:
    """Fill a folder; the report each counted organ is to be counted with."""
    folder = Folder(path, made)
    organs = [organ.name for organ in roster().organs]
    plain = [name for name in organs if name not in {*MISSING, *UNREAD, *UNDECIDED, *FAULTY, *LEFT_OUT, *DOUBLED}]
    known = {name: report_for(name, number) for number, name in enumerate(plain)}
    for number, name in enumerate(("示例县柳林乡人民政府", "示例县红旗乡人民政府")):
        prose = {**known[name].prose, "overview": COPIED[0], "problems": COPIED[1]}
        known[name] = replace(known[name], prose=prose, particulars={**known[name].particulars, "number": number})
    archived = [known[name] for name in plain[-6:]]
    folder.put("打包/乡镇.zip", chinese_zip({f"乡镇/{one.organ}.xlsx": folder.book(one) for one in archived[:4]}))
    inner = chinese_zip({"街道/年报1.xlsx": folder.book(archived[4]), "街道/年报2.xlsx": folder.book(archived[5])})
    folder.put("打包/街道.zip", chinese_zip({"街道（内）.zip": inner, "说明.txt": "见附件".encode("gbk")}))
    for number, name in enumerate(plain[:-6]):
        _one(folder, known[name], number)
    known |= _doubles(folder) | _faults(folder)
    _unreadable(folder)
    _strangers(folder)
    _junk(folder)
    return known


def _one(folder: Folder, report: Report, number: int) -> None:
    """One organ's return in one of the ways they come."""
    name = f"{report.organ}"
    ways: dict[int, tuple[str, Any]] = {
        1: ("新建 Microsoft Excel 工作表 (2).xlsx", lambda: folder.book(report)),
        2: (f"{name}年报（带按钮）.xlsm", lambda: folder.book(report, macros=True)),
        3: (f"word/{name}.docx", lambda: as_word(report)),
        4: (f"网页/{name}_files.html", lambda: as_html(report).encode()),
        5: (f"{name}-自制表.xlsx", lambda: as_sheets(report)),
        6: (f"{name}.json", lambda: dumps(report).encode()),
        7: ("微信图片/年报(1)(2)副本.xlsx", lambda: folder.book(report)),
        8: (f"{name}.et", lambda: folder.book(report)),
        9: ("统计局年报.xlsx", lambda: folder.book(report)),
    }
    file, make = ways.get(number, (f"{number:02}_{name}{YEAR}年报.xlsx", lambda: folder.book(report)))
    folder.put(file, make())


def _doubles(folder: Folder) -> dict[str, Report]:
    """One organ with two different returns, one with the same file twice, one with workbook and Word alike."""
    two, same, signed = (report_for(name, number) for number, name in enumerate(DOUBLED))
    corrected = changed(two, {"disclosure.licences.decisions": 777})
    corrected = replace(corrected, particulars=two.particulars)
    folder.put("教育局.xlsx", folder.book(two, saved=datetime(2024, 1, 12, 8, 3, tzinfo=UTC)))
    folder.put("AA教育局（更正）.xlsx", folder.book(corrected, saved=datetime(2024, 1, 14, 1, 41, tzinfo=UTC)))
    book = folder.put("公安局.xlsx", folder.book(same))
    shutil.copyfile(book, folder.path / "公安局(1).xlsx")
    folder.put("民政局.xlsx", folder.book(signed))
    folder.put("民政局定稿.docx", as_word(signed))
    return {"示例县教育局": corrected, "示例县公安局": same, "示例县民政局": signed}


def _faults(folder: Folder) -> dict[str, Report]:
    """A return whose sums are wrong, and one that is half filled."""
    wrong = changed(report_for("示例县商务局"), {"requests.handled.natural_person": 999})
    cells = {f"requests.new.{column}": "" for column in ("natural_person", "business")}
    half = changed(report_for("示例县信访局", 1), cells)
    folder.put("商务局年报.xlsx", folder.book(wrong))
    folder.put("信访局年报.xlsx", folder.book(half, finished=False))
    return {"示例县商务局": wrong, "示例县信访局": half}


def _unreadable(folder: Folder) -> None:
    """Received and of no use: a picture, a torn workbook, a password; beside a good return a scan does no harm."""
    folder.put("示例县司法局盖章件.jpg", b"\xff\xd8\xff\xe0" + bytes(400))
    folder.put("财政局.xlsx", folder.book(report_for("示例县财政局"))[:9000])
    folder.put(
        "审计局.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(90),
    )
    folder.put("示例县公安局盖章件.png", b"\x89PNG\r\n\x1a\n" + bytes(400))


def _strangers(folder: Folder) -> None:
    """Last year's, another county's, a vertical system's, a typed roll-up, papers."""
    for name in ("邻县民政局", "邻县水利局"):
        folder.put(f"{name}.json", dumps(report_for(name)).encode())
    folder.put("邻县林业局.xlsx", folder.book(report_for("邻县林业局")))
    for year in (2021, 2022):
        for name in MISSING:
            folder.put(f"往年/{name}{year}.json", dumps(report_for(name, year=year)).encode())
    folder.put("洪泽区.pdf", (CORPUS / "documents" / "hongze-2023.pdf").read_bytes())
    folder.put("税务局.xlsx", folder.book(report_for("国家税务总局示例县税务局")))
    roll_up = report_for(COUNTY, 3)
    roll_up = replace(roll_up, particulars={**roll_up.particulars, "scope": "rolled_up"})
    folder.put("示例县人民政府汇总.xlsx", folder.book(roll_up))
    folder.put("会议通知.docx", as_notice())
    folder.put("数据.json", json.dumps({"不是": "年报"}).encode())


def as_notice() -> bytes:
    """A Word file that is no report."""
    from docx import Document

    document, out = Document(), io.BytesIO()
    document.add_paragraph("请各单位于1月15日前报送。")
    document.save(out)
    return out.getvalue()


def _junk(folder: Folder) -> None:
    """What lies about in every folder."""
    for name in (
        "~$教育局.xlsx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".~lock.公安局.xlsx#",
        "通讯录.txt",
        "WeChat.exe",
    ):
        folder.put(name, b"junk")
