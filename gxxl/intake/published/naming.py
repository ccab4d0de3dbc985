"""Title, organ and report year: the three ways a title is put, and where else a document names them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from gxxl.intake.strips import squeezed

_ENDING = r"(?:关于)?(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
_YEAR = r"(?:19|20)\d\d\s*年?(?:度)?"
_TITLES = (
    re.compile(rf"(?P<year>{_YEAR})(?P<organ>(?!年?度?政府信息公开)[^\d,。;]{{2,40}}?){_ENDING}"),
    re.compile(
        rf"(?P<organ>(?!年?度?政府信息公开)[^\d,。;]{{2,40}}?)(?:关于)?[（(]?(?P<year>{_YEAR})[）)]?的?{_ENDING}"
    ),
)
_LONGEST = 70
_ORGAN = re.compile(
    "(局|府|委|会|办|室|厅|院|所|站|中心|区|县|市|乡|镇|州|省|盟|旗|街道|处|队|署|司|科|馆|部|行|关|台|社|校|学|团|库)$"
)
"""How the name of an organ ends."""

_STATED = re.compile(r"((?:19|20)\d\d)年(?:1月1日|度)")


def is_title(lines: Sequence[str]) -> bool:
    """Whether lines put together are the title of an annual report; of several, the first must name an organ."""
    text = "".join(squeezed(line) for line in lines)
    if len(text) > _LONGEST or not (title := title_in(text)):
        return False
    return len(lines) == 1 or bool(_ORGAN.search(named_in(title)[0] or ""))


def title_in(text: str) -> str | None:
    """The title in a line, without what stands before it (标题：)."""
    found = unicodedata.normalize("NFKC", squeezed(text))
    found = re.sub(r"^(标题|名称)[::]", "", found)
    return found if any(pattern.fullmatch(found) for pattern in _TITLES) else None


def named_in(title: str | None) -> tuple[str | None, int | None]:
    """The organ and the year a title names."""
    text = unicodedata.normalize("NFKC", squeezed(title or ""))
    for pattern in _TITLES:
        found = pattern.fullmatch(text)
        if found:
            return re.sub(r"^关于|的$", "", found.group("organ")), int(found.group("year")[:4])
    return None, None


def year_stated(text: str | None) -> int | None:
    """The year whose figures a text says it holds (统计期限自2023年1月1日), if it names one only."""
    years = {int(year) for year in _STATED.findall(squeezed(text or ""))}
    return years.pop() if len(years) == 1 else None
