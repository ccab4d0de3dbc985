"""Letters and collections of texts as Word documents: a heading, paragraphs, one table, who signs. A4, any content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import NamedTuple, cast

import docx
from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from gxxl.export.word_parts import name_fallbacks, page_number, paragraph_style, set_fonts, without_author
from gxxl.template.build import packed

TITLE, HEADING, NAME, TEXT, TABLE = "标题文字", "一级标题文字", "单位名称", "正文文字", "表内文字"
_GREY = RGBColor(0x8C, 0x95, 0x9F)


class Words(NamedTuple):
    """A piece of a paragraph; `grey` pieces stand back, `strong` ones stand out."""

    text: str
    grey: bool = False
    strong: bool = False


class Lines(NamedTuple):
    """Paragraphs in one style of those above, its first lines set in unless without `indent`."""

    style: str
    paragraphs: tuple[tuple[Words, ...], ...]
    indent: bool = True


class Table(NamedTuple):
    """A table: column headings, widths in millimetres, rows of texts; `centred` are columns set in the middle."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: tuple[int, ...] = ()


class Letter(NamedTuple):
    """A document from top to bottom; the title may be of several lines; `signed` stands on the right at the end."""

    title: str
    body: tuple[Lines | Table, ...]
    signed: tuple[str, ...] = ()


def text(*paragraphs: str, style: str = TEXT) -> Lines:
    """Plain paragraphs."""
    return Lines(style, tuple((Words(paragraph),) for paragraph in paragraphs))


def as_letter(letter: Letter) -> bytes:
    """The .docx of a letter, the same bytes each time; its properties name no author and no time."""
    word = docx.Document()
    _page(word)
    _styles(word)
    _paragraph(word, TITLE, letter.title)
    for piece in letter.body:
        if isinstance(piece, Table):
            _table(word, piece)
            _paragraph(word, TABLE).paragraph_format.line_spacing = Pt(8)
        else:
            _lines(word, piece)
    for number, line in enumerate(letter.signed):
        written = _paragraph(word, TEXT, line)
        written.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shape = written.paragraph_format
        shape.space_before, shape.right_indent, shape.first_line_indent = Pt(0 if number else 14), Pt(28), Pt(0)
        shape.keep_together = True
    footer = word.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = footer.add_run()
    page_number(run)
    set_fonts(run._r, "宋体", 12.0, "宋体")  # noqa: SLF001 - set_fonts works on elements
    without_author(word)
    name_fallbacks(word)
    stream = io.BytesIO()
    word.save(stream)
    with zipfile.ZipFile(stream) as made:
        return packed({name: made.read(name) for name in made.namelist()})


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(28), Mm(25)
    section.left_margin, section.right_margin = Mm(26), Mm(26)


def _styles(word: Word) -> None:
    title = _style(word, TITLE, "方正小标宋简体", 20.0, 30.0)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(16)
    heading = _style(word, HEADING, "黑体", 15.0, 26.0)
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(12), True
    name = _style(word, NAME, "楷体_GB2312", 14.0, 25.0)
    name.paragraph_format.space_before, name.paragraph_format.keep_with_next = Pt(6), True
    body = _style(word, TEXT, "仿宋_GB2312", 14.0, 25.0)
    body.paragraph_format.first_line_indent = Pt(28)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(word, TABLE, "宋体", 10.0, 14.0)


def _style(word: Word, name: str, font: str, points: float, line: float) -> ParagraphStyle:
    style = paragraph_style(word, name, font, points, line)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    return style


def _paragraph(word: Word, style: str, said: str = "") -> Paragraph:
    """A new last paragraph, before the properties of the page: python-docx looks for those from the first one on."""
    element = cast("CT_P", OxmlElement("w:p"))
    word.element.body[-1].addprevious(element)
    paragraph = Paragraph(element, word._body)  # noqa: SLF001 - what `add_paragraph` hands on too
    if said:
        paragraph.add_run(said)
    return _in_style(paragraph, style)


def _in_style(paragraph: Paragraph, name: str) -> Paragraph:
    """The paragraph in a style of ours, whose id is its name: python-docx looks through all styles for it each time."""
    paragraph._p.style = name  # noqa: SLF001 - the setter of `style` is that search
    return paragraph


def _lines(word: Word, lines: Lines) -> None:
    for paragraph in lines.paragraphs:
        written = _paragraph(word, lines.style)
        if not lines.indent:
            written.paragraph_format.first_line_indent = Pt(0)
        for piece in paragraph:
            if not piece.text:
                continue
            run = written.add_run(piece.text)
            run.bold = piece.strong or None
            if piece.grey:
                run.font.color.rgb = _GREY


def _table(word: Word, table: Table) -> None:
    drawn = word.add_table(0, len(table.heads))
    drawn.style, drawn.autofit, drawn.alignment = word.styles["Table Grid"], False, WD_TABLE_ALIGNMENT.CENTER
    for number, line in enumerate((table.heads, *table.rows)):
        row = drawn.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - rows that are not torn have no public name
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
        _cells(row.cells, line, table, head=not number)
    before = word.paragraphs[-1].paragraph_format
    before.space_after = Pt(8)
    for column, width in zip(drawn._tbl.tblGrid.iter(qn("w:gridCol")), table.widths, strict=True):  # noqa: SLF001
        column.set(qn("w:w"), str(Mm(width).twips))


def _cells(cells: Sequence[docx.table._Cell], line: Sequence[str], table: Table, *, head: bool) -> None:
    for column, (cell, said) in enumerate(zip(cells, line, strict=True)):
        cell.width, cell.vertical_alignment = Mm(table.widths[column]), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        written = _in_style(cell.paragraphs[0], TABLE)
        run = written.add_run(said)
        if head or column in table.centred:
            written.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if head:
            set_fonts(run._r, "黑体", 10.0)  # noqa: SLF001 - set_fonts works on elements
