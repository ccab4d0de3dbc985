"""The deadlines a notice names: days by which something is to be handed in, not those cases are counted to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4}) 年"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = rf"(?:(?:{_YEAR} )?{_NUMBER} 月 (?:{_NUMBER} 日|底)|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}})"
_YEAR_END = rf"(?:(?:{_YEAR} )?(?:12|十二) 月 (?:31|三十一|底)|\d{{4}}[./-]12[./-]31)"
_TO = r"[至到—–~～-]{1,2}"
_LAST = rf"{_TO} (?:{_DATE}|{_NUMBER} 日)"
_HOUR = r"(?: (?:下班|上午|中午|下午|晚上?))?(?: \d{1,2} (?:[时点](?: \d{1,2} 分)?|[:：] \d{2}))?"
_AT = rf"(?: [（(][^（()）]*[）)])?{_HOUR}"
_DAY = rf"{_DATE}(?: {_LAST})?{_AT}"
_DAYS = re.compile(
    rf"(?P<before>{_DAY} (?:之|以)?前)|(?P<until>截[止至][到于：:]* (?!{_YEAR_END}){_DAY})"
    rf"|(?:截[止至稿](?:时间|日期|期限)[为是到于：:]*|不[得能][晚迟]于) (?!{_YEAR_END}){_DAY}|{_DAY} 截止"
    rf"|(?P<span>{_DATE} (?!{_TO} {_YEAR_END}){_LAST}{_AT})".replace(" ", r"\s*")
)
"""A day that may be a deadline (a blank here is any blanks); 截止时间 is one in any case, 截至12月31日 the day up to
which cases are counted. The last day of a span is its deadline."""

_NOUNS = re.compile(
    r"[年月季周通简公情]报|报[告表名]|(?:信息|政务)公开|[社外]交|交[通流易]"
    r"|填[报写](?:说明|口径|范围)|无法提供|提供给申请人|向申请人提供"
)
"""Words with a sign of handing in that hand in nothing."""

_LATE = r"逾期|[未不](?:能|按时|及时|按要求)*(?:报|[提递]?交|(?:公开|公布|发布)(?!的))"
_HANDED = (
    rf"{_LATE}|(?:报|交|送|寄|传|反馈|回复|提供|录入|填写|登录|公开|公布|挂网|完成|发[布至到给往回]|先发)(?!送?的)"
)
_HANDING = re.compile(_HANDED)
_TIME = r"(?:\b|[报交送寄传供写]|录入)时间|时限|期限|时间要求"
_TIME_TOLD = re.compile(_TIME)
_TOLD_BEFORE = re.compile(rf"{_HANDED}|{_TIME}")
_HEADING = re.compile(rf"[^。；;，,]{{0,12}}(?:{_TIME})[^。；;，,\d]{{0,8}}")
"""A line of its own that says what the day of the next line is: 一、报送时间."""

_ORDERED = re.compile(r"(?:请|须|务必|最迟)(?:[^。；;，,]{0,20}于|在)?\s*$")
_COUNTED = re.compile(
    r"[制印签]发|[下转]发(?![至到给])|制定|出台|废止|失效|修[订改]|收到|新收|受理|办结|答复|作出|形成|产生|发生|成立"
    r"|已|仍|尚|没有|为[准限]|的|(?:报|报送|提交|公开|公布|发布)的"
)
"""What happened before a day that is no deadline: 1月1日前制发的, 12月31日前已办结."""

_STOP = re.compile(r"[。；;！!？?]|$")
_CLAUSE_END = re.compile(r"[，,：:）)]|$")


def deadlines_in(text: str) -> tuple[str, ...]:
    """The deadlines a notice names, each once, in its own words: 1月15日（星期五）18时前."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = (found for above, line in pairwise(["", *lines]) for found in _deadlines_of(above, line))
    return tuple(dict.fromkeys(told))


def _deadlines_of(above: str, line: str) -> Iterator[str]:
    heading = above if _HEADING.fullmatch(above) else ""
    days = list(_DAYS.finditer(line))
    for place, day in enumerate(days, 1):
        before = heading + line[: day.start()]
        after = line[day.end() : days[place].start() if place < len(days) else None]
        if day.lastgroup is None or _handed_in(day.lastgroup, before, _STOP.split(after, maxsplit=1)[0]):
            yield day[0]


def _handed_in(kind: str, before: str, after: str) -> bool:
    """Whether what stands around a day, up to the end of the sentence, has something handed in by then."""
    before, after = _NOUNS.sub("", before), _NOUNS.sub("", after)
    clause = _CLAUSE_END.split(after, maxsplit=1)[0].lstrip("、 　")
    if not clause and (_TIME_TOLD if kind == "span" else _TOLD_BEFORE).search(before):
        return True
    if kind == "until":
        return bool(re.search(_LATE, after))
    if _COUNTED.match(clause) or (_COUNTED.search(clause) and not _HANDING.search(clause)):
        return False
    if _ORDERED.search(before):
        return True
    return kind != "span" and after[:1] not in {"）", ")"} and bool(_HANDING.search(after))
