"""Documents that cannot be read: one clear finding each, in bounded time and memory."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from gxxl.intake.documents import MOST_STRIPS, document_of
from gxxl.intake.files import open_report, search
from gxxl.intake.formats import office
from gxxl.intake.formats.pdf import MOST_PAGES
from gxxl.intake.formats.sniffing import Kind, Seen, seen
from tests.conftest import CORPUS, corpus_report
from tests.intake import renders
from tests.intake.reading import assert_same

PDF = (CORPUS / "documents" / "hongze-2023.pdf").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
SECONDS = 20


def _blank_pdf(pages: int) -> bytes:
    document, made = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(made)
    return made.getvalue()


def _word(part: bytes, name: str = "word/document.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return made.getvalue()


def _pictures() -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(PNG))
    document.save(made)
    return made.getvalue()


def _ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 400


def _body(inside: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'.encode()


WIDE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("make", "rule", "words"),
    [
        (lambda: PDF[:3000], "W-06", "文件已损坏"),
        (lambda: _blank_pdf(3), "R-08", "扫描图片"),
        (lambda: _blank_pdf(MOST_PAGES + 420), "R-08", "500页"),
        (lambda: renders.as_word(corpus_report("hongze-2023"))[:-500], "W-06", "文件已损坏"),
        (_pictures, "R-08", "内容是图片"),
        (lambda: _word(b"<w/>"), "W-06", "文件已损坏"),
        (lambda: _word(b" " * 300_000_000), "W-06", "结构异常"),
        (lambda: _word(LAUGHS), "W-06", "结构异常"),
        (lambda: _word(_body("<w:p/>" * 90_000 + "<w:p><w:r><w:t>政府信息公开</w:t></w:r></w:p>" * 9_000)), "W-06", "结构异常"),
        (lambda: _word(_body("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200)), "W-06", "文件已损坏"),
        (lambda: _word(_body(WIDE)), "W-06", "文件是空的"),
        (lambda: _ole("EncryptedPackage"), "R-08", "打开密码"),
        (lambda: _ole("Workbook"), "R-08", "转换失败"),
        (lambda: _word(b"x", "年报.docx"), "W-05", "没有找到年报的三张表"),
        (lambda: b"\x1f\x8b\x08" + b"\0" * 99, "R-08", "压缩包"),
        (lambda: PNG, "R-08", "图片"),
        (lambda: _word(b"x", "OFD.xml"), "R-08", "OFD"),
        (lambda: b"<html><body><p>" + "政府工作报告".encode() + b"</p></body></html>", "W-05", "没有找到年报的三张表"),
        ("会议通知\n请于明日到会。".encode, "W-05", "没有找到年报的三张表"),
        (lambda: b"<html>" + b"<div>" * 100_000, "W-06", "结构异常"),
        (lambda: b"<table>" + b"<tr>" + b"<td>1" * 50_000, "W-06", "结构异常"),
        (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<p>", "W-06", "文件已损坏"),
    ],
)  # fmt: skip
def test_one_clear_finding_each(make: Callable[[], bytes], rule: str, words: str, tmp_path: Path) -> None:
    """W-05 no report, W-06 broken, R-08 received and sound but of a kind nobody can read."""
    path = tmp_path / "年报"
    path.write_bytes(make())
    begun = time.monotonic()
    opened = open_report(path)

    assert opened.report is None
    (finding,) = opened.findings
    assert (finding.rule.code, time.monotonic() - begun < SECONDS) == (rule, True)
    assert words in finding.problem
    assert finding.remedy


def test_a_long_text_takes_no_long_time(tmp_path: Path) -> None:
    """W-05 for nothing but one label and numbers, W-06 for more of it than is read."""
    path = tmp_path / "年报.txt"
    line = "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n"
    begun = time.monotonic()
    for lines, expected in ((MOST_STRIPS - 1, "W-05"), (MOST_STRIPS + 1, "W-06"), (100_000, "W-06")):
        path.write_text(line * lines, encoding="utf-8")
        assert [finding.rule.code for finding in open_report(path).findings] == [expected]

    assert time.monotonic() - begun < SECONDS


def test_without_libreoffice_an_old_word_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """R-08: .doc and .wps need a converter; the sentence to send back stands beside it."""
    monkeypatch.setattr(office, "_PROGRAMS", ("no such program",))
    path = tmp_path / "年报.wps"
    path.write_bytes(_ole("WordDocument"))
    (finding,) = open_report(path).findings

    assert finding.problem == "文件已收到，但读不了（旧版文件（.doc），本机没有转换程序）。"
    assert "另存为—Excel文件（*.xlsx）" in finding.remedy


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"tables": {}}', Kind.DATA),
        (b"[\n", Kind.DATA),
        ("[打印] 年报".encode(), Kind.TEXT),
        ("\ufeff<html>".encode(), Kind.PAGE),
        ("<html>".encode("utf-16"), Kind.PAGE),
        (b"<?xml version='1.0'?><office/>", Kind.NONE),
        (b"{\\rtf1", Kind.OFFICE),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", Kind.MAIL),
        (b"\n\n%PDF-1.4", Kind.PDF),
    ],
)
def test_content_decides(data: bytes, kind: Kind) -> None:
    """Never the name."""
    assert seen(data).kind is kind


def test_a_folder_takes_reports_and_leaves_notes(tmp_path: Path) -> None:
    """Texts that never speak of the matter, pages of our own and the pictures of a saved page are left."""
    contents = {
        "a.txt": "2023年政府信息公开工作年度报告",
        "b.txt": "买菜",
        "c.html": "<p>x</p>",
        "d.html": '<meta name="generator" content="gxxl">',
        "e.jpg": "",
        "f.css": "",
    }
    for name, text in contents.items():
        (tmp_path / name).write_text(text, encoding="gb18030")
    (tmp_path / "c_files").mkdir()
    (tmp_path / "c_files" / "g.html").touch()
    found = search([tmp_path])

    assert ([path.name for path in found.files], found.others) == (["a.txt", "c.html", "e.jpg"], 3)


def test_what_nobody_reads_raises_nothing_unforeseen() -> None:
    """Cuts of every kind of document end in a finding, whatever byte they stop at."""
    drawn = corpus_report("hotan-civil-affairs-2023")
    for data in (PDF, renders.as_word(drawn), renders.as_html(drawn).encode("gb18030"), renders.as_mail(drawn)):
        for part in range(1, 12):
            path = Path("/dev/shm/gxxl-cut") if Path("/dev/shm").is_dir() else Path("gxxl-cut")
            path.write_bytes(data[: len(data) * part // 12])
            opened = open_report(path)
            path.unlink()
            assert opened.report or len(opened.findings) == 1


def test_numbers_word_makes_and_text_it_has_deleted(tmp_path: Path) -> None:
    """“一、” of an automatic list is part of the heading; deleted text is not there, inserted text is."""
    drawn = corpus_report("hotan-civil-affairs-2023")
    path = tmp_path / "年报.docx"
    path.write_bytes(_automatic(renders.as_word(drawn)))

    assert_same(path.read_bytes(), drawn)


def _automatic(data: bytes) -> bytes:
    """The headings numbered by a list of Word's, a word deleted and one inserted by tracked changes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                for numeral in "一二三四五六":
                    part = part.replace(f"<w:p><w:r><w:t>{numeral}、", _LISTED, 1)
                deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>错</w:delText></w:r></w:del>'
                inserted = '<w:ins w:id="2" w:author="a"><w:r><w:t>本机关</w:t></w:r></w:ins>'
                assert "<w:r><w:t>本机关" in part
                part = part.replace("<w:r><w:t>本机关", f"{deleted}{inserted}<w:r><w:t>", 1)
            if name == "word/numbering.xml":
                part = part.replace("</w:numbering>", _LIST + "</w:numbering>")
                at = part.index("<w:num ")
                part = part[:at] + _ABSTRACT + part[at:]
            new.writestr(name, part.encode("utf-8", "surrogateescape"))
    return made.getvalue()


_LISTED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr><w:r><w:t>'
_LIST = '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
_ABSTRACT = (
    '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
)


def test_a_stranger_to_all_readers() -> None:
    """R-08 for a kind that is received only."""
    with pytest.raises(Exception, match="R-08"):
        document_of(b"", Seen(Kind.RECEIVED, "picture"))
