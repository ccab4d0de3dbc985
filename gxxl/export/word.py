"""The report as a Word document in the layout of official documents (GB/T 9704—2012; domain notes: the form sets none).

A4 with a type area of 156 × 225 mm, title 小标宋 22 pt, text 仿宋 16 pt on lines of 28 pt, headings 黑体 and 楷体, page
numbers in dashes on the outer side, tables as printed with repeated header rows (ECMA-376 part 1, 17.4).
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Written
from docx.text.run import Run

from gxxl.export.content import OPEN_TITLE, Document, Paragraph, chinese_date
from gxxl.export.word_parts import name_fallbacks, page_number, paragraph_style, set_fonts, without_author
from gxxl.export.word_tables import BODY_MM, add_table
from gxxl.finding import Finding
from gxxl.form.sections import REPORT_NAME
from gxxl.form.told import DRAFT

TITLE, TEXT, HEADING, SUBHEADING, TABLE = "报告标题", "正文文字", "一级标题", "二级标题", "表内文字"
"""Names of the styles, as a clerk sees them in Word."""

SIZE = 16.0
"""Points of the text: 3号."""


ROWS_BESIDE_TEXT = 20
"""A table of more rows takes a page of its own: table three is never torn apart."""


def as_word(document: Document) -> bytes:
    """The .docx of a report; its properties name no author and no time."""
    word = docx.Document()
    _page(word)
    _styles(word)
    if document.draft:
        _add(word, DRAFT, HEADING, indent=False)
    _title(word, document.title)
    for paragraph in document.preamble:
        _prose(word, paragraph)
    below_table = False
    for part in document.parts:
        shape = word.add_paragraph(part.heading, style=HEADING).paragraph_format
        shape.keep_with_next = True
        shape.page_break_before = part.table is not None and len(part.table.rows) > ROWS_BESIDE_TEXT
        shape.space_before, shape.space_after = Pt(10 if below_table else 0), Pt(6 if part.table else 0)
        below_table = part.table is not None
        for paragraph in part.paragraphs:
            _prose(word, paragraph)
        if part.table:
            add_table(word, part.table, TABLE)
    _sign(word, document)
    if document.draft:
        _open(word, document.open)
    _footers(word, document.code)
    without_author(word)
    name_fallbacks(word)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _page(word: Word) -> None:
    """Margins that leave 156 × 225 mm."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    word.settings.odd_and_even_pages_header_footer = True


def _styles(word: Word) -> None:
    text = _style(word, TEXT, "仿宋_GB2312", SIZE)
    text.paragraph_format.first_line_indent = Pt(2 * SIZE)
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title = _style(word, TITLE, "方正小标宋简体", 22.0, line=34.0)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(28)
    heading = _style(word, HEADING, "黑体", SIZE)
    heading.paragraph_format.first_line_indent = Pt(2 * SIZE)
    heading.base_style = word.styles["Heading 1"]
    heading.paragraph_format.space_before = Pt(0)
    subheading = word.styles.add_style(SUBHEADING, WD_STYLE_TYPE.CHARACTER)
    set_fonts(subheading.element, "楷体_GB2312", SIZE)
    table = _style(word, TABLE, "宋体", 9.0, line=12.0)
    table.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _style(word: Word, name: str, font: str, points: float, line: float = 28.0) -> ParagraphStyle:
    style = paragraph_style(word, name, font, points, line)
    style.paragraph_format.widow_control = True
    return style


def _title(word: Word, title: str) -> None:
    """A title too long for one line is broken where the name of the report begins."""
    points = sum(22.0 if ord(sign) > 127 else 11.0 for sign in title)
    lead, name, rest = title.partition(REPORT_NAME)
    written = word.add_paragraph(style=TITLE)
    if lead and points > Mm(BODY_MM).pt:
        written.add_run(lead).add_break()
        lead = ""
    written.add_run(lead + name + rest)


def _add(word: Word, text: str, style: str, *, indent: bool = True) -> Written:
    paragraph = word.add_paragraph(text, style=style)
    if not indent:
        paragraph.paragraph_format.first_line_indent = Pt(0)
    return paragraph


def _prose(word: Word, paragraph: Paragraph) -> None:
    written = word.add_paragraph(style=TEXT)
    if paragraph.heading:
        written.add_run(paragraph.heading, style=SUBHEADING)
        written.paragraph_format.keep_with_next = not paragraph.text
    written.add_run(paragraph.text)


def _sign(word: Word, document: Document) -> None:
    """The organ above, the date below it and four characters from the edge, the organ centred over the date."""
    organ, date = document.signature.organ or "", chinese_date(document.signature.date or "")
    if not organ and not date:
        return
    word.add_paragraph(style=TEXT)
    wide, narrow = len(organ) * SIZE, sum(SIZE if ord(sign) > 127 else SIZE / 2 for sign in date)
    edge = 4 * SIZE
    over = max(0.0, edge + (narrow - wide) / 2)
    for text, right in ((organ, over), (date, edge)):
        if text:
            line = _add(word, text, TEXT, indent=False)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.right_indent = Pt(right)
            line.paragraph_format.keep_together = True


def _open(word: Word, findings: Iterable[Finding]) -> None:
    """The last page of a draft: what is still open, in the words of the findings."""
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _add(word, OPEN_TITLE, HEADING, indent=False)
    for number, finding in enumerate(findings, 1):
        said = f"{number}.{finding.severity.label}　{finding.problem}{finding.remedy}（{finding.rule.code}）"
        _add(word, said, TEXT)


def _footers(word: Word, code: str) -> None:
    """Page numbers on the outer side, one character from the edge; the 校验码 small on the inner side."""
    section = word.sections[0]
    for footer, outer in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.alignment = outer
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
        runs: list[Run] = [line.add_run(), line.add_run(f"　校验码{code}　")]
        ordered = runs if outer is WD_ALIGN_PARAGRAPH.LEFT else list(reversed(runs))
        for run in ordered:
            line._p.append(run._r)  # noqa: SLF001 - the order of runs has no public name
        page_number(runs[0])
        set_fonts(runs[0]._r, "宋体", 14.0, "宋体")  # noqa: SLF001 - set_fonts works on elements
        set_fonts(runs[1]._r, "宋体", 9.0)  # noqa: SLF001 - set_fonts works on elements
