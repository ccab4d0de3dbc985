"""What python-docx has no words for: East Asian fonts and their stand-ins, page numbers, bare properties."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

FALLBACKS = {
    "方正小标宋简体": ("方正小标宋_GBK", "华文中宋", "宋体"),
    "仿宋_GB2312": ("方正仿宋_GBK", "仿宋", "华文仿宋"),
    "楷体_GB2312": ("方正楷体_GBK", "楷体", "华文楷体"),
    "黑体": ("方正黑体_GBK", "微软雅黑"),
    "宋体": ("方正书宋_GBK", "SimSun"),
}
"""Each font of official documents and what stands in for it on a machine that lacks it (17.8.3.1 altName)."""


def set_fonts(element: BaseOxmlElement, font: str, points: float, latin: str = "Times New Roman") -> None:
    """The fonts of a style or run, for Chinese and for digits and letters, and its size (17.3.2.26, 17.3.2.38)."""
    properties = element.get_or_add_rPr()
    for old in (*properties.findall(qn("w:rFonts")), *properties.findall(qn("w:sz")), *properties.findall(qn("w:b"))):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), latin)
    fonts.set(qn("w:eastAsia"), font)
    bold, color, size = OxmlElement("w:b"), OxmlElement("w:color"), OxmlElement("w:sz")
    bold.set(qn("w:val"), "0")
    color.set(qn("w:val"), "000000")
    size.set(qn("w:val"), str(int(2 * points)))
    properties.insert(0, fonts)
    for piece in (bold, color, size):
        properties.append(piece)


def paragraph_style(word: Word, name: str, font: str, points: float, line: float) -> ParagraphStyle:
    """A new style: letters of so many points, lines of exactly so many, no space around paragraphs."""
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    set_fonts(style.element, font, points)
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    shape.space_before = shape.space_after = Pt(0)
    return style


def page_number(run: Run) -> None:
    """`— 1 —`, counted by Word (17.16.5.44 PAGE)."""
    run.text = "— "
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if text:
            piece = OxmlElement("w:instrText")
            piece.text = text
        else:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), str(kind))
        run._r.append(piece)  # noqa: SLF001 - a field has no public name
    end = OxmlElement("w:t")
    end.text = " —"
    end.set(qn("xml:space"), "preserve")
    run._r.append(end)  # noqa: SLF001 - see above


def name_fallbacks(word: Word) -> None:
    """The font table names a stand-in for every font used."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    part = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()  # noqa: SLF001


def without_author(word: Word) -> None:
    """Core properties that name nobody and no time: contact data and authors never leave the workbook."""
    properties = word.core_properties._element  # noqa: SLF001 - elements can only be taken away here
    for child in list(properties):
        properties.remove(child)
    properties.append(parse_xml(f"<dc:language {nsdecls('dc')}>zh-CN</dc:language>"))
