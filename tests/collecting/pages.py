"""A folder of saved pages and a list, as an assessor has them; and the sheet read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from gxxl.form.rules_assessing import INDICATORS
from gxxl.report import Report
from tests.books import worded
from tests.intake.renders import Style, as_html, as_word
from tests.tables import report_of

HEADS = ("序号", "单位名称", "层级", "类型", "网址", "片区")
LINES = (
    (1, "甲县民政局", "县级", "部门", "", "东"),
    (2, "乙县教育局", "县级", "部门", "", "=1+1"),
    (3, "丙县财政局", "县级", "部门", "http://www.bingxian.gov.cn/czj/", ""),
    (4, "丁县人民政府", "县级", "政府", "", ""),
    (5, "戊县水利局", "县级", "部门", "", ""),
    (6, "己县司法局", "县级", "部门", "", ""),
    (7, "庚县审计局", "县级", "部门", "", ""),
)
OWN_WORDS = {
    "甲县民政局": "本局明确专人每月核对公开内容，由分管领导审定后发布，发现差错当日改正。",
    "乙县教育局": "招生政策由学校和股室共同起草，家长关心的事项在开学之前用问答形式发布。",
    "丙县财政局": "预算和决算按统一格式集中公开，附表齐全，专项资金逐笔列出用途和进度情况。",
    "丁县人民政府": "全县各部门按季度自查栏目，县政府办公室抽查后通报，问题逐条销号落实到人。",
}
BALANCED = {"requests.new.natural_person": 5, "requests.new.total": 5, "requests.granted.natural_person": 5,
            "requests.granted.total": 5, "requests.handled.natural_person": 5, "requests.handled.total": 5}  # fmt: skip


def report_for(organ: str, cells: dict[str, Any] | None = None, overview: str = "", year: int = 2023) -> Report:
    """A report in words of its own."""
    said = overview or "全年新收政府信息公开申请5件，均已办结。"
    prose = {
        "overview": f"{year}年，{organ}依法公开政府信息。{said}{OWN_WORDS.get(organ, '')}",
        "problems": f"{organ}个别栏目更新不够及时，已明确专人负责。",
        "other_matters": f"{year}年，本机关未收取政府信息公开信息处理费。",
    }
    return worded(report_of({**BALANCED, **(cells or {})}, organ=organ, year=year, prose=prose))


def page_of(report: Report, labels: dict[str, str], shown: str = "", saved_from: str = "") -> str:
    """A page as a government's site has it."""
    metas = "".join(f'<meta name="{name}" content="{text}">' for name, text in labels.items())
    seen = f"<p>发布日期：{shown}　来源：办公室</p>" if shown else ""
    head = f"<!-- saved from url=(0030){saved_from} -->" if saved_from else ""
    style = Style(
        page=lambda title, body: (
            f'<!DOCTYPE html>{head}<html><head><meta charset="utf-8">{metas}<title>{title}</title></head>'
            f"<body>{seen}{body}</body></html>"
        )
    )
    return as_html(report, style)


def listed(path: Path, lines: tuple[tuple[Any, ...], ...] = LINES) -> Path:
    """The assessor's list."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, line in enumerate((HEADS, *lines), 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(row, column)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else "n"
    book.save(path)
    return path


def fill(folder: Path, last: Path) -> None:
    """Pages named by number, by nothing, by organ; a picture; one whose number and words disagree; a stray."""
    for path in (folder, last):
        path.mkdir()
    good = page_of(report_for("甲县民政局"), {"PubDate": "2024-01-30 16:20", "ContentSource": "甲县民政局"})
    (folder / "001.html").write_text(good, encoding="utf-8")
    faulty = report_for("乙县教育局", {"requests.carried_out.natural_person": 1, "requests.carried_out.total": 1},
                        "全年新收政府信息公开申请7件。")  # fmt: skip
    (folder / "002 网页.html").write_text(page_of(faulty, {"PubDate": "2024/02/05"}, "2024-02-05"), encoding="utf-8")
    saved = page_of(report_for("丙县财政局"), {}, "2024年1月31日", "http://bingxian.gov.cn/czj/nb/t2024.html")
    (folder / "政府信息公开.html").write_text(saved, encoding="utf-8")
    (folder / "丁县人民政府年报.docx").write_bytes(as_word(report_for("丁县人民政府")))
    (folder / "005.jpg").write_bytes(b"\xff\xd8\xff" + bytes(99))
    (folder / "007.html").write_text(page_of(faulty, {"PubDate": "2024-02-06"}), encoding="utf-8")
    (folder / "外地.html").write_text(page_of(report_for("辛县统计局"), {}), encoding="utf-8")
    before = report_for("甲县民政局", {}, "上年已经办理完毕，没有未结事项留到今年。", 2022)
    (last / "甲.html").write_text(page_of(before, {}), encoding="utf-8")


def outcomes(path: Path) -> dict[str, tuple[str, ...]]:
    """The outcomes of each organ, in the order of the indicators."""
    sheet = load_workbook(path)["核查表"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    heads = [str(head) for head in rows[0]]
    first, name = heads.index(INDICATORS[0].name), heads.index("单位名称")
    return {str(row[name]): tuple(str(cell) for cell in row[first : first + len(INDICATORS)]) for row in rows[1:]}
