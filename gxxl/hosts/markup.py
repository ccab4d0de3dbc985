"""The XML of a part: read behind guards, and changed by patches, so that every byte no patch names stays.

Parts are UTF-8 or UTF-16 (ECMA-376 part 2, 8.1.4), without any DTD (the same place), and not deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from gxxl.hosts.refused import Refused

Attributes = dict[str, str]

DEEPEST = 64
"""Levels of elements; a worksheet has a dozen."""

MOST_ELEMENTS = 250_000
"""Elements of one part kept at a time: the rows of a sheet, the cells of some."""

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of SpreadsheetML, transitional and strict (ECMA-376 parts 4 and 1)."""

_ENCODING = re.compile(r"""^(<\?xml[^>]*?)\s+encoding\s*=\s*("[^"]*"|'[^']*')""")
_TAG = re.compile(rb"""<[^\s/>]++(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"&(#?\w+);")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_SPELLED = tuple((f"&{name};", sign) for name, sign in _ENTITIES.items())
"""`&` last: it must not begin another one."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def main_names(*names: str) -> dict[str, str]:
    """Elements of SpreadsheetML as expat names them, to their short names."""
    return {f"{space} {name}": name for space in MAIN for name in names}


def parser_of(start: Callable[[str, Attributes], None], end: Callable[[str], None]) -> expat.XMLParserType:
    """An expat parser with our guards; `start` counts depth and cells itself where speed matters."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 20
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _no_dtd
    return parser


def plain_parser() -> expat.XMLParserType:
    """A parser that only judges whether a part is well-formed."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_dtd
    return parser


def run(parser: expat.XMLParserType, data: bytes) -> None:
    """Parse a part to its end; XML that is not well-formed is damage."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Refused("damaged") from None


def _no_dtd(*_: object) -> None:
    raise Refused("hostile")


def utf8(data: bytes) -> bytes:
    """The same part in UTF-8; other encodings than the two of OPC are damage."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        head = _ENCODING.match(data[:1000].decode("utf-8-sig", "ignore"))
        if not utf16 and (not head or head[2][1:-1].lower() == "utf-8"):
            return data
        if utf16:
            return _ENCODING.sub(r'\1 encoding="UTF-8"', data.decode("utf-16")).encode()
    except UnicodeError:
        pass
    raise Refused("damaged")


def whole(text: str | None, default: int = 0) -> int:
    """An attribute that is a whole number."""
    if text is None:
        return default
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise Refused("damaged")


def is_true(text: str | None) -> bool:
    """An attribute of type xsd:boolean."""
    return text in ("1", "true")


def unescaped(text: str) -> str:
    """The text of well-formed XML without its references (XML 1.0, 4.1 and 4.6)."""
    if "&" not in text:
        return text
    if "&#" in text:
        return _REFERENCE.sub(_referred, text)
    for spelled, sign in _SPELLED:
        text = text.replace(spelled, sign)
    return text


def _referred(match: re.Match[str]) -> str:
    name: str = match[1]
    if name in _ENTITIES:
        return _ENTITIES[name]
    base = 16 if name.startswith("#x") else 10
    try:
        return chr(int(name.lstrip("#x"), base))
    except (ValueError, OverflowError):
        raise Refused("damaged") from None


def decoded(text: str) -> str:
    """A text as it was meant: `_x000D_` is a character (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text or not _ESCAPED.search(text):
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def encoded(text: str) -> str:
    """A text as XML holds it: what XML cannot hold as `_xHHHH_`, `&` `<` `>` as entities."""
    text = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True, eq=False, repr=False)
class Element:
    """An element and where its bytes are: `start` to `opened` the start tag, `closing` to `end` the end tag."""

    name: str
    attributes: Attributes
    start: int
    opened: int
    empty: bool
    closing: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text right in it."""
        return "".join(self.pieces)

    def named(self, *names: str) -> list[Element]:
        """The children of these names."""
        return [child for child in self.children if child.name in names]


def tree(
    data: bytes, wanted: Callable[[str, Attributes], bool] = lambda *_: True, most: int = MOST_ELEMENTS
) -> Element:
    """The root of a part with the descendants that are wanted; names in SpreadsheetML are short."""
    top = Element("", {}, 0, 0, empty=False)
    stack: list[Element | None] = [top]
    left = most

    def start(name: str, attributes: Attributes) -> None:
        nonlocal left
        if len(stack) > DEEPEST or not left:
            raise Refused("hostile")
        space, _, local = name.rpartition(" ")
        short = local if space in MAIN else name
        found: Element | None = None
        if len(stack) == 1 or wanted(short, attributes):
            left -= 1
            begin = parser.CurrentByteIndex
            tag = _TAG.match(data, begin)
            assert tag
            found = Element(short, attributes, begin, tag.end(), tag[0].endswith(b"/>"))
            next(element for element in reversed(stack) if element).children.append(found)
        stack.append(found)

    def end(_: str) -> None:
        found = stack.pop()
        if found:
            found.closing = found.opened if found.empty else parser.CurrentByteIndex
            found.end = found.opened if found.empty else data.index(b">", found.closing) + 1

    def text(piece: str) -> None:
        if stack[-1]:
            stack[-1].pieces.append(piece)

    parser = parser_of(start, end)
    parser.CharacterDataHandler = text
    run(parser, data)
    return top.children[0]


class Patch(NamedTuple):
    """Bytes to stand in the place of a span; an insertion has an empty span."""

    start: int
    end: int
    new: bytes


def patched(data: bytes, patches: Iterable[Patch]) -> bytes:
    """The part with its patches, which do not overlap; insertions come before what is replaced at the same place."""
    pieces: list[bytes] = []
    at = 0
    for patch in sorted(patches, key=lambda patch: patch[:2]):
        pieces += (data[at : patch.start], patch.new)
        at = patch.end
    return b"".join([*pieces, data[at:]])


def prefix_of(data: bytes, element: Element) -> str:
    """`x:` where the element is written `<x:c`, else nothing."""
    name = _name(data[element.start : element.opened])
    return name[: name.find(":") + 1]


def retagged(tag: bytes, changes: Mapping[str, str | None], *, empty: bool) -> bytes:
    """A start tag with attributes set, or removed where None; the others keep bytes and order."""
    left = dict(changes)
    pieces = [b"<" + _name(tag).encode()]
    for match in _ATTRIBUTE.finditer(tag, len(pieces[0])):
        key = match[1].decode()
        if key not in changes:
            pieces.append(match[0])
        elif (value := left.pop(key)) is not None:
            pieces.append(attribute(key, value).encode())
    pieces += [attribute(key, value).encode() for key, value in left.items() if value is not None]
    return b"".join([*pieces, b"/>" if empty else b">"])


def _name(tag: bytes) -> str:
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0].decode()


def attribute(key: str, value: str) -> str:
    """An attribute as a start tag has it, with the space before."""
    return f' {key}="{encoded(value).replace(chr(34), "&quot;")}"'


def attributes_in(tag: bytes) -> Attributes:
    """The attributes of a start tag."""
    return {match[1].decode(): unescaped(match[2][1:-1].decode()) for match in _ATTRIBUTE.finditer(tag)}
