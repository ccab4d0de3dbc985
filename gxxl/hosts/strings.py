"""The shared strings of a workbook (ECMA-376 part 1, 18.4.8 and 18.4.9): plain or rich, without phonetic runs."""

from __future__ import annotations

from gxxl.hosts.markup import DEEPEST, Attributes, decoded, main_names, parser_of, run, utf8
from gxxl.hosts.refused import Refused

MOST_STRINGS = 500_000

_KINDS = main_names("si", "t", "rPh")


def shared_strings(part: bytes) -> list[str]:
    """The text of every `si`, in order."""
    reader = _Reader()
    parser = parser_of(reader.start, reader.end)
    parser.CharacterDataHandler = reader.data
    run(parser, utf8(part))
    return reader.texts


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
