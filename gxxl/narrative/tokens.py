"""Even prose cut into tokens: words with their meanings, numbers with their measure, punctuation."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gxxl.narrative import lexicon, numerals
from gxxl.report import Number

_LAST = r"(?:上一?个?年度?|去年度?|往年度?|前年度?|上年年?末|(?:19|20)\d\d年度?)"
_NEXT = r"(?:下一?个?年度?|次年度?|明年度?|来年度?|翌年|(?:19|20)\d\d年度?)"
_CARRIED = (
    r"(?:结转|转结|转接|接转|遗留|结余|延续|转入|顺延|跨年|转[至到入](?:本|今)年度?|"
    r"未办结|未答复|未办理完毕|尚未办结|转来)"
)
_GO_ON = r"(?:继续)?(?:办理|答复|处理|办结|回复)?"
_TURN = r"结转|转结|顺延|延期?至|转入|转至|转到|转|留待|推迟至?|移至|延续|接转|跨年"

PATTERNS = {
    "CIN": rf"{_LAST}(?:末|底)?的?{_CARRIED}(?!下|[至到入]下|次|[至到入]次|[至到入](?:20|明|来))"
    r"(?:而来|过来|[至到](?:本|今)年度?|下来)*"
    rf"|(?:结转|转结|顺延|承接|遗留|接转|转办)(?:自|于|的|了)?(?:上一?个?年度?|去年|往年)"
    r"|[从由](?:上一?个?年度?|去年)(?:结转|转入|转|顺延)"
    r"|结转至?(?:本|今)年度?",
    "COUT": rf"(?:{_TURN})[到至入于给为在]?{_NEXT}{_GO_ON}"
    rf"|(?:跨年度?|(?:留待|待|将?于|在)?(?:下一?个?年度?|次年|明年))(?:结转)?(?:继续)?(?:办理|答复|处理|办结|结转)"
    r"|(?:正在|仍在|尚在|还在)(?:办理|处理|受理|答复|流转)(?:中|之中|过程中)?"
    r"|(?:办理|处理|答复)(?:之?中|过程中)(?![，的])"
    r"|在办(?![理结])|待办结?|待答复|(?:尚|暂|还)?未(?:办结|办理完毕|答复完毕|办完|到期|完成(?:办理|答复|办结))|尚未(?:答复|办理|处理|回复|到期)"
    r"|未到(?:法定)?(?:答复|办理|办结|回复|处理)?(?:期限?|时限)",
    "CARRY": r"结转|转结",
    "COVER": r"(?:以来|累计至今|历年)|近[两二三四五]年来?|[两三四五]年来|20\d\d年?(?:至|到|-|—|~)20\d\d年(?!\d)",
    "RECV": r"收(?=(?:政府)?信息公开申请|依申请|到(?![和及与]))",
}
"""What is said in too many ways for a list of words: carried in, carried out."""

_NEG = (
    r"(?:没有|未有|未发生|未出现|未产生)一[件起例宗]|无一[件起例宗]?|无需再?(?=结转|转)|"
    r"[暂尚均从并也皆]{0,2}(?:未|没有|没)(?:曾|再|有过?|能)?"
    r"(?=因|被|收|接|受理|发生|产生|出现|有|涉(?!密)|引发|引起|提起|制[发定作]|新|印发|出台|颁布|发布|公布|废止|宣布|作出|做出|实施|开展|办理"
    r"|存在|结转|转结|形成|遇|登记|采取|查处|征收|公开|启动|发现|行政|政府|规|许可|依申请|信息公开|复议|诉讼|向|进行|受到|遭|予以|对|经|败诉)"
    r"|[暂尚均并也亦皆]?无(?!法|正当|需|偿|障|关|效|论|人机|从|线|锡|为|缝|纸|差别|不(?!予)|论|证明|主)"
    r"|(?<![\d一二三四五六七八九十百千])零(?!售|星|散|距|跑|工|部|件|容忍|接触|基础|[一二三四五六七八九])|[不未]存在"
)

_IN_MANY_WAYS = {group: frozenset((group,)) for group in (*PATTERNS, "NEG")}
_ROUGH = ("近", "约", "超", "超过", "逾", "突破", "不少于", "至少")
"""How the words before a number end where it is only about right."""

_ORDINAL = re.compile(r"第$|[\d〇零一二三四五六七八九]年$")
HARD, SEMI = frozenset("。！？\n…"), "；"


class Token(NamedTuple):
    """A piece of the even text from `start` to before `end`; `value` and `measure` only for numbers.

    `details` are meanings such as `OUT:granted`, `kinds` their first halves.
    """

    kind: str
    details: tuple[str, ...]
    text: str
    start: int
    end: int
    value: Number = 0
    measure: str = ""
    rough: bool = False
    places: int = 0
    kinds: frozenset[str] = frozenset()


class _Lexicon(NamedTuple):
    """What finds a token at a place: every word by its first two characters, longest first, and one pattern.

    The pattern has all that is no word of a list. Thousands of words in it would cost a click more to compile than all
    its reading.
    """

    meanings: dict[str, tuple[tuple[str, ...], frozenset[str]]]
    words: dict[str, list[str]]
    pattern: re.Pattern[str]

    def word_in(self, text: str, start: int, end: int) -> tuple[int, str]:
        """Where the first word before `end` begins, and the longest that begins there; else `end` and nothing."""
        words = self.words
        for place in range(start, end):
            pair = text[place : place + 2]
            if pair in words or pair[0] in words:
                for word in (*words.get(pair, ()), *words.get(pair[0], ())):
                    if text.startswith(word, place):
                        return place, word
        return end, ""


@cache
def _lexicon() -> _Lexicon:
    meanings: dict[str, list[str]] = defaultdict(list)
    for book in lexicon.LEXICON:
        for meaning, words in book.items():
            for word in words.split():
                meanings[word].append(meaning)
    by_key: dict[str, list[str]] = defaultdict(list)
    for word in sorted(meanings, key=len, reverse=True):
        by_key[word[:2]].append(word)
    named = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items())
    units = "|".join(sorted(lexicon.UNITS, key=len, reverse=True))
    counted = "|".join(sorted(lexicon.CHINESE_MEASURES, key=len, reverse=True))
    idioms = "|".join(lexicon.IDIOMS)
    number = rf"(?P<digits>{numerals.ARABIC})(?P<large>{numerals.LARGE})(?P<odd>余|多|来|几)?(?P<unit>{units})?"
    signs = rf"(?!{idioms})(?P<signs>{numerals.CHINESE})(?P<odd2>余|多)?(?P<unit2>{counted})"
    zero = r"(?P<zero>(?<=[为是])零(?=[，。；、）\n]))"
    stop = r"(?P<stop>[。；！？\n，：（）、,…])"
    everything = "|".join((named, number, signs, zero, f"(?P<NEG>{_NEG})", stop))
    return _Lexicon(
        {word: (told := tuple(found), _kinds(told)) for word, found in meanings.items()}, by_key, re.compile(everything)
    )


@cache
def _kinds(details: tuple[str, ...]) -> frozenset[str]:
    return frozenset(detail.partition(":")[0] for detail in details)


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of an even text, in order; what has no meaning here is left out."""
    known, place, length = _lexicon(), 0, len(text)
    found = known.pattern.search(text)
    while place < length:
        if found and found.start() < place:
            found = known.pattern.search(text, place)
        said = found is not None and found.lastgroup in PATTERNS
        end = length if found is None else found.start() + (not said)
        start, word = known.word_in(text, place, end)
        if word:
            told, kinds = known.meanings[word]
            place = start + len(word)
            yield Token("word", told, word, start, place, kinds=kinds)
        elif found is None:
            return
        else:
            place = found.end()
            yield from _no_word(text, found)


def _no_word(text: str, found: re.Match[str]) -> Iterator[Token]:
    """What is said in too many ways for a list, a number, a zero or punctuation."""
    start, end = found.span()
    piece, group = found.group(), found.lastgroup
    if group in _IN_MANY_WAYS:
        yield Token("word", (group,), piece, start, end, kinds=_IN_MANY_WAYS[group])
    elif found["stop"] is not None:
        yield Token("stop", (), "，" if piece == "," else piece, start, end)
    elif found["zero"] is not None:
        yield Token("number", (), piece, start, end, 0, "件")
    elif found["digits"] is not None:
        yield from _arabic(text, found)
    else:
        value = numerals.chinese(found["signs"])
        if value is not None and not _ORDINAL.search(text, max(0, start - 2), start):
            yield Token("number", (), piece, start, end, value, found["unit2"], _rough(text, found, "odd2"))


def _arabic(text: str, found: re.Match[str]) -> Iterator[Token]:
    start, end = found.span()
    digits, unit = found["digits"], found["unit"] or ""
    after = text[end : end + 1]
    if not unit and after == "年" and len(digits) == 4:
        yield Token("word", (f"YEAR:{digits}",), digits + "年", start, end + 1, kinds=frozenset(("YEAR",)))
    elif not unit and ((after and after in "年月日号时分") or text[start - 1 : start] in ("第", "-", "/")):
        return
    elif len(digits) <= numerals.LONGEST:
        value = numerals.arabic(digits, found["large"])
        rough = _rough(text, found, "odd") or (bool(found["large"]) and "." in digits)
        yield Token("number", (), found.group(), start, end, value, unit, rough, numerals.decimals(digits))


def _rough(text: str, found: re.Match[str], odd: str) -> bool:
    return bool(found[odd]) or text.endswith(_ROUGH, max(0, found.start() - 4), found.start())
