"""When and where a document was published: what a saved page or any other document tells of itself outside the report.

The labels are those pages of governments bear: SiteName, ColumnName, ArticleTitle, PubDate, ContentSource, Url.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from gxxl.hosts.refused import Refused
from gxxl.intake.documents import document_of
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sniffing import Kind, seen

_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|\b((?:19|20)\d\d)(\d\d)(\d\d)\b")
_SHOWN = re.compile(
    r"(?:发布|公布|公开|上网|推送)(?:日期|时间)\s*[:：]?\s*[\[【(（]?\s*(\S[^\n]{0,24})|(?:^|\s)(?:日期|时间)\s*[:：]\s*(\S[^\n]{0,24})"
)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)")
_MAIL_FROM = re.compile(rb"^(?:Snapshot-)?Content-Location:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_HEAD, _TAIL = 400, 60
"""Lines at the beginning and at the end of a document in which its page speaks of itself."""

_DOCUMENTS = (Kind.WORD, Kind.PDF, Kind.TEXT)


class Published(NamedTuple):
    """What a document says of its publication; dates are None and texts "" where it does not.

    `labelled` is PubDate, `shown` the date a reader sees; the quotes are the words they were read from.
    """

    labelled: date | None = None
    shown: date | None = None
    labelled_quote: str = ""
    shown_quote: str = ""
    source: str = ""
    title: str = ""
    address: str = ""


def published(data: bytes) -> Published:
    """What the bytes of a file say of its publication; of files that hold no document, nothing."""
    with suppress(Unreadable, Refused, RecursionError):
        found = seen(data)
        if found.kind in (Kind.PAGE, Kind.MAIL):
            return _of_page(data, is_mail=found.kind is Kind.MAIL)
        if found.kind in _DOCUMENTS:
            when, quote = _shown(strip.text for strip in document_of(data, found).strips)
            return Published(shown=when, shown_quote=quote)
    return Published()


def _of_page(data: bytes, *, is_mail: bool) -> Published:
    from selectolax.lexbor import LexborHTMLParser

    from gxxl.intake.formats.html import decoded_page, page_in_mail

    page = page_in_mail(data) if is_mail else data
    tree = LexborHTMLParser(decoded_page(page))
    labels: dict[str, str] = {}
    for node in tree.css("meta"):
        name, content = (node.attributes.get(key) or "" for key in ("name", "content"))
        labels.setdefault((name or node.attributes.get("property") or "").lower(), content.strip())
    label = labels.get("pubdate", "")
    canonical = tree.css_first('link[rel="canonical"]')
    linked = (canonical.attributes.get("href") or "") if canonical else ""
    tree.strip_tags(["script", "style", "noscript"])
    when, quote = _shown((tree.body.text(separator="\n") if tree.body else "").splitlines())
    return Published(
        labelled=date_in(label),
        shown=when,
        labelled_quote=f"PubDate：{label}" if label else "",
        shown_quote=quote,
        source=labels.get("contentsource", ""),
        title=labels.get("articletitle", ""),
        address=_saved_from(data) or linked or _address(labels),
    )


def _saved_from(data: bytes) -> str:
    """The address a browser writes into what it saves."""
    found = _SAVED_FROM.search(data[:4096]) or _MAIL_FROM.search(data[:4096])
    address = found.group(1).decode("utf-8", "replace") if found else ""
    return address if "://" in address and not address.startswith(("cid:", "about:")) else ""


def _address(labels: Mapping[str, str]) -> str:
    return next((labels[name] for name in ("url", "og:url") if "://" in labels.get(name, "")), "")


def _shown(lines: Iterable[str]) -> tuple[date | None, str]:
    """The date a reader sees as that of publication, and its words; label and date may stand in two cells."""
    texts = [text for line in lines if (text := unicodedata.normalize("NFKC", line).strip())]
    for part in (texts[:_HEAD], texts[_HEAD:][-_TAIL:]):
        for found in _SHOWN.finditer("\n".join(part)):
            when = date_in(found.group(1) or found.group(2))
            if when:
                return when, " ".join(found.group().split())[:40]
    return None, ""


def date_in(text: str) -> date | None:
    """The first date in a text: 2024-01-31, 2024年1月31日, 2024/1/31, 20240131."""
    found = _DATE.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    with suppress(ValueError):
        return date(year, month, day)
    return None
