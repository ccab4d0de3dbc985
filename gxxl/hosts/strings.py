"""The shared strings of a workbook (ECMA-376 part 1, 18.4.8 and 18.4.9): plain or rich, without phonetic runs."""

from __future__ import annotations

import re

from gxxl.hosts.known import Pieces, known
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
_SHELL = re.compile(
    rb"""(?P<head>(?:<\?xml[^<>]*\?>\s*)?<sst xmlns="(?P<space>[^"<>]*)"(?: (?:count|uniqueCount)="\d+")*>)"""
    rb"(?P<body>.*)(?P<tail></sst>\s*)",
    re.DOTALL,
)
_ATTRIBUTES = r'(?: [A-Za-z]+="[^"<>]*")*+'
_OPEN = r'<t(?: xml:space="preserve")?>'
_RUN = rf"<r>(?:<rPr>(?:<[A-Za-z]+{_ATTRIBUTES}/>)*+</rPr>)?{_OPEN}[^<]*+</t></r>"
_STRING = re.compile(rf"(?:{_OPEN}([^<]*+)</t>|<t/>|((?:{_RUN})++))(?:<phoneticPr{_ATTRIBUTES}/>)?</si>")
_IN_RUN = re.compile(rf"{_OPEN}([^<]*+)")


@known(most=16)
def shared_strings(part: bytes) -> tuple[str, ...]:
    """The text of every `si`, in order."""
    part = utf8(part)
    shell = _SHELL.fullmatch(part)
    if shell and shell["space"].decode(errors="replace") in MAIN:
        run(plain_parser(), shell["head"] + shell["tail"])
        texts = _STRINGS.read(shell["body"])
        if texts is not None and len(texts) <= MOST_STRINGS:
            return tuple(texts)
    reader = _Reader()
    parser = parser_of(reader.start, reader.end)
    parser.CharacterDataHandler = reader.data
    run(parser, part)
    return tuple(reader.texts)


def _usual_string(piece: bytes) -> str | None:
    """The text of an `si` in the spelling of the usual programs; None where it is spelled otherwise."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return None
    usual = _STRING.fullmatch(text)
    if not usual or "\r" in text or "xmlns" in text:
        return None
    plain, runs = usual.groups()
    return decoded(unescaped(plain or "".join(_IN_RUN.findall(runs or ""))))


_STRINGS = Pieces(b"<si>", _usual_string)


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
