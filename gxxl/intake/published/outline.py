"""The running text of a report: title, text before part one, the three parts in words, signature and date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxxl.form.sections import PREAMBLE, SECTIONS
from gxxl.intake.published.labels import alike, common
from gxxl.intake.published.naming import is_title, title_in
from gxxl.intake.published.regions import Regions
from gxxl.intake.strips import Document, Strip, plain, squeezed

_HEADING = re.compile(r"[一二三四五六七八九]\s*[、.．]|第[一二三四五六]部分")
_ALIKE = 0.72
_COMMON = 6
"""Signs in a row two headings must share, and half of the shorter, where other words stand around them."""

_LONGEST = 40
"""Signs of a heading."""

_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_AT_END = re.compile(
    r"(?P<text>(?:.*[。！）)])?)\s*(?P<name>[^\d。，；：]{3,30}?)\s*(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s*"
)
"""A signature run together with the text before it."""

_HAN = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile(
    r"([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_END_OF_PAGE = re.compile(
    r"(打印|关闭|分享|扫一扫|上一篇|下一篇|相关链接|相关附件|附件|主办单位|主办|承办单位|版权所有|网站标识码|ICP备|责任编辑|编辑)"
    r"[\s:：|]*.{0,60}|【.{0,12}】.{0,30}|.{0,40}(ICP备|公网安备|网站标识码).{0,60}"
)
_META = re.compile(
    r"(索\s*引\s*号|发布(时间|日期|机构)|发文(日期|机关)|生成日期|来\s*源|信息来源|作\s*者|文\s*号|栏\s*目|原文链接|本地目录|"
    r"浏览(次数|量)|点击(率|数|次数)|字\s*号|字体|分享到?|打印|分\s*类|主题词|有\s*效\s*性|时间|日期|页面链接|当前位置|您的?位置)\s*[:：|].*"
    r"|[=\-—_*\s]*正\s*文[=\-—_*\s]*|页面链接与图片.*|字体.*|字号.*"
)
_SENTENCE_END = "。！？；：:;!?"


_ABOUT = re.compile(r"[^。]{0,30}年度报告[^。]{0,8}")
"""A heading of the page about reports of this kind, no text of this one."""


def _is_beside(text: str) -> bool:
    """Whether a line before part one belongs to the page around the report."""
    return bool(_META.fullmatch(text) or _ABOUT.fullmatch(text))


class Outline(NamedTuple):
    """What a document says in words; `parts` holds None where a part was not found."""

    title: str | None
    parts: dict[str, str | None]
    signer: str | None
    date: str | None


def outline_of(document: Document, regions: Regions) -> Outline:
    """Cut the text at its headings: the last of its kind before the tables, the first after them."""
    strips = document.strips
    at = _headings(strips, regions)
    titled = _title_at(strips, at.get("overview", _first_table(strips, regions)))
    title = _title(document, titled)
    text = {key: _between(strips, regions, at, key) for key in ("overview", "problems", "other_matters")}
    start = titled.stop
    body = [strips[i] for i in range(start, at.get("overview", start)) if not regions.hold(i)]
    text[PREAMBLE] = [strip for strip in body if not _is_beside(strip.text.strip())]
    last = next((key for key in ("other_matters", "problems", "overview") if text[key]), None)
    signer, date = (None, None)
    if last:
        text[last], signer, date = _signed(_ended(text[last] or []))
    parts = {key: _joined(found) if found else None for key, found in text.items()}
    for key in ("overview", "problems", "other_matters"):
        if key in at and parts[key] is None:
            parts[key] = ""
    return Outline(title, parts, signer, date)


def _headings(strips: Sequence[Strip], regions: Regions) -> dict[str, int]:
    """The index of each heading found."""
    found: dict[str, int] = {}
    front, back = _first_table(strips, regions), _last_table(strips, regions)
    tables = bool(regions.disclosure or regions.requests or regions.disputes)
    wanted = {section.key: section.title for section in SECTIONS}
    before = [i for i in range(front) if _may_be_heading(strips[i])]
    for key in ("disclosure", "overview"):
        limit = found.get("disclosure", front)
        at = [i for i in before if i < limit and _names(strips[i], wanted[key], found.get("disclosure"))]
        if at:
            found[key] = at[-1] if key == "disclosure" else at[0]
    after = [
        i for i in range(back if tables else found.get("disclosure", 0), len(strips)) if _may_be_heading(strips[i])
    ]
    for key, others in (("other_matters", ""), ("problems", "other_matters")):
        at = [i for i in after if i < found.get(others, len(strips)) and _names(strips[i], wanted[key], None)]
        if at:
            found[key] = at[0]
    if "overview" not in found:
        numbered = [i for i in before if i < found.get("disclosure", front) and _is_first(strips[i])]
        found |= {"overview": numbered[0]} if numbered else {}
    if tables and "problems" not in found:
        found["problems"] = back - 1
    return found


def _is_first(strip: Strip) -> bool:
    return bool(re.match(r"一\s*[、.．]", strip.text.strip()))


def _may_be_heading(strip: Strip) -> bool:
    text = squeezed(strip.text)
    return 0 < len(text) <= _LONGEST and not text.endswith("。")


def _names(strip: Strip, title: str, _limit: int | None) -> bool:
    """Whether a line is a heading, whatever its numeral, perhaps with words added or changed."""
    text = _HEADING.sub("", strip.text.strip(), count=1)
    words = plain(title)[2:]
    found = plain(text)
    if not _HEADING.match(strip.text.strip()) and found not in (words, plain(title)):
        return False
    return words in found or alike(found, words) >= _ALIKE or common(found, words) >= max(_COMMON, len(words) / 2)


def _first_table(strips: Sequence[Strip], regions: Regions) -> int:
    starts = [region.start for region in (regions.disclosure, regions.requests, regions.disputes) if region]
    return min(starts, default=len(strips))


def _last_table(strips: Sequence[Strip], regions: Regions) -> int:
    stops = [region.stop for region in (regions.disclosure, regions.requests, regions.disputes) if region]
    return max(stops, default=len(strips))


def _between(strips: Sequence[Strip], regions: Regions, at: dict[str, int], key: str) -> list[Strip] | None:
    """The text under a heading, up to the next one; None where there is no such heading."""
    if key not in at:
        return None
    later = [index for index in at.values() if index > at[key]]
    tables = [r.start for r in (regions.disclosure, regions.requests, regions.disputes) if r and r.start > at[key]]
    stop = min([*later, *tables], default=len(strips))
    found = [strips[i] for i in range(at[key] + 1, stop) if not regions.hold(i)]
    return [strip for strip in found if not _META.fullmatch(strip.text.strip())]


def _title_at(strips: Sequence[Strip], end: int) -> range:
    """The lines of the title: the last before part one that end in 年度报告, with the line they go on from."""
    for index in range(min(end, len(strips)) - 1, -1, -1):
        for start in range(index, max(-1, index - 4), -1):
            if is_title([strip.text for strip in strips[start : index + 1]]):
                return range(start, index + 1)
    return range(0)


def _title(document: Document, at: range) -> str | None:
    text = "".join(squeezed(document.strips[i].text) for i in at)
    return title_in(text) if text else document.title


def _ended(strips: Sequence[Strip]) -> list[Strip]:
    """The text up to where the page around it begins again."""
    kept: list[Strip] = []
    for strip in strips:
        if _END_OF_PAGE.fullmatch(strip.text.strip()):
            break
        kept.append(strip)
    return kept


def _signed(strips: list[Strip]) -> tuple[list[Strip], str | None, str | None]:
    """The text without its signature, the organ that signs and the ISO date."""
    full = [i for i, strip in enumerate(strips) if squeezed(strip.text)]
    for at in full[-3:]:
        date = date_of(squeezed(strips[at].text))
        if date is None:
            continue
        above = [i for i in full if i < at]
        name = squeezed(strips[above[-1]].text) if above else ""
        if len(above) > 1 and _is_name(name):
            return strips[: above[-1]], name, date
        return strips[:at], None, date
    last = strips[full[-1]] if full else None
    found = _AT_END.fullmatch(last.text) if last else None
    if last and found and _is_name(squeezed(found["name"])):
        rest = [last._replace(text=found["text"])] if found["text"] else []
        return [*strips[: full[-1]], *rest], squeezed(found["name"]), date_of(squeezed(found["date"]))
    return strips, None, None


def _is_name(text: str) -> bool:
    """Whether a line may be the name of an organ: short, without punctuation or digits."""
    return 3 <= len(text) <= 30 and not re.search(r"[\d。，；：、,;:.]", text)


def date_of(text: str) -> str | None:
    """The ISO date a line consists of; 二〇二四年一月十六日 too."""
    text = unicodedata.normalize("NFKC", text).strip("()")
    if found := _DATE.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _HAN_DATE.fullmatch(text):
        year, month, day = (_han(part) for part in found.groups())
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _han(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (int(tens.translate(_HAN)) if tens else 1) * 10 + (int(ones.translate(_HAN)) if ones else 0)
    return int(text.translate(_HAN))


def _joined(strips: Sequence[Strip]) -> str | None:
    """Paragraphs, one a line; lines broken at the edge of a page put together again."""
    spaced = _sets_numbers_apart(strips)
    found: list[str] = []
    begins = _breaks(strips)
    for strip, new in zip(strips, begins, strict=True):
        text = " ".join(strip.text.replace("\u3000", " ").split()) if squeezed(strip.text) else ""
        if not text:
            continue
        if new or not found:
            found.append(text)
        else:
            found[-1] += (" " if spaced and _number_meets_word(found[-1][-1], text[0]) else "") + text
    return "\n".join(found) or None


def _breaks(strips: Sequence[Strip]) -> Iterator[bool]:
    """Whether each line begins a paragraph: as its format says, else where the line before is short or ended."""
    widths = [len(squeezed(strip.text)) for strip in strips if squeezed(strip.text)]
    edge = sorted(widths)[len(widths) * 3 // 4] if widths else 0
    before = ""
    for strip in strips:
        text = squeezed(strip.text)
        if strip.begins is not None:
            yield strip.begins or not before
        else:
            short = len(before) < edge - 3
            yield not before or short or bool(_HEADING.match(text) and before[-1] in _SENTENCE_END)
        before = text


def _sets_numbers_apart(strips: Sequence[Strip]) -> bool:
    text = "\n".join(strip.text for strip in strips)
    return len(re.findall(r"\d [一-龥]", text)) > len(re.findall(r"\d[一-龥]", text))


def _number_meets_word(end: str, start: str) -> bool:
    """Whether a digit and a Chinese character, or two Latin words, meet where lines are joined."""
    return (end.isdecimal() and "一" <= start <= "龥") or (start.isdecimal() and "一" <= end <= "龥")
