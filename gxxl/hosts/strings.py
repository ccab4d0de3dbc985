"""The shared strings of a workbook (ECMA-376 part 1, 18.4.8 and 18.4.9): plain or rich, without phonetic runs."""

from __future__ import annotations

import re

from gxxl.hosts.known import known
from gxxl.hosts.markup import (
    DEEPEST,
    MAIN,
    Attributes,
    decoded,
    main_names,
    parser_of,
    plain_parser,
    run,
    unescaped,
    utf8,
)
from gxxl.hosts.refused import Refused

MOST_STRINGS = 500_000

_KINDS = main_names("si", "t", "rPh")
_USUAL = re.compile(
    rb"""(?:<\?xml[^<>]*\?>\s*)?<sst xmlns="([^"<>]*)"(?: count="\d+")?(?: uniqueCount="\d+")?>(.*)</sst>\s*""", re.DOTALL
)
_ATTRIBUTES = r'(?: [A-Za-z]+="[^"<>]*")*+'
_OPEN = r'<t(?: xml:space="preserve")?>'
_RUN = rf"<r>(?:<rPr>(?:<[A-Za-z]+{_ATTRIBUTES}/>)*+</rPr>)?{_OPEN}[^<]*+</t></r>"
_STRING = re.compile(
    rf"<si>(?:{_OPEN}([^<]*+)</t>|<t/>|((?:{_RUN})++))(?:<phoneticPr{_ATTRIBUTES}/>)?</si>|(.+)", re.DOTALL
)
_IN_RUN = re.compile(rf"{_OPEN}([^<]*+)")


@known(most=16)
def shared_strings(part: bytes) -> tuple[str, ...]:
    """The text of every `si`, in order."""
    part = utf8(part)
    usual = _usual_strings(part)
    if usual is not None:
        run(plain_parser(), part)
        return usual
    reader = _Reader()
    parser = parser_of(reader.start, reader.end)
    parser.CharacterDataHandler = reader.data
    run(parser, part)
    return tuple(reader.texts)


def _usual_strings(part: bytes) -> tuple[str, ...] | None:
    """The texts of a part in the spelling of the usual programs; None where anything else stands in it."""
    usual = _USUAL.fullmatch(part)
    if not usual or usual[1].decode(errors="replace") not in MAIN or b"\r" in part or b"xmlns" in usual[2]:
        return None
    try:
        found = _STRING.findall(usual[2].decode())
    except UnicodeDecodeError:
        return None
    if len(found) > MOST_STRINGS or (found and found[-1][2]):
        return None
    return tuple(decoded(unescaped(text or "".join(_IN_RUN.findall(runs)))) for text, runs, _ in found)


class _Reader:
    __slots__ = ("depth", "listening", "phonetic", "text", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.text: list[str] = []
        self.listening = self.phonetic = False
        self.depth = 0

    def start(self, name: str, _: Attributes) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("hostile")
        kind = _KINDS.get(name)
        if kind == "t":
            self.listening = not self.phonetic
        elif kind == "si":
            self.text.clear()
        elif kind == "rPh":
            self.phonetic = True

    def data(self, text: str) -> None:
        if self.listening:
            self.text.append(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        kind = _KINDS.get(name)
        if kind == "t":
            self.listening = False
        elif kind == "si":
            self.texts.append(decoded("".join(self.text)))
            if len(self.texts) > MOST_STRINGS:
                raise Refused("hostile")
        elif kind == "rPh":
            self.phonetic = False
