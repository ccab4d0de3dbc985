"""The roster: which organs are to report, and to whom; read from a list in CSV or .xlsx."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from gxxl.checking.organs import plain_name
from gxxl.form.organs import GOVERNMENT_ENDINGS, KINDS, LEVELS
from gxxl.intake.documents import decoded
from gxxl.intake.files import bytes_of
from gxxl.intake.formats.refusal import Unreadable
from gxxl.intake.formats.sheets import workbook_rows

BLOCK, LINE = "块", "条"
"""块: one government's offices, departments, towns (the statutory roll-up); 条: one bureau and those below it."""

_BY = {BLOCK: "按块（本级政府）汇总", LINE: "按条（上级主管部门）汇总"}

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "单位名称", "单位", "名称"),
    "aliases": ("aliases", "别名", "简称"),
    "level": ("level", "级别", "层级"),
    "parent": ("parent", "上级单位", "上级"),
    "kind": ("kind", "类型", "单位类型"),
    "contact": ("contact", "联系人"),
    "deadline": ("deadline", "截止日期", "报送截止"),
    "line": ("line", "条块"),
}
"""Each column and how it may be headed."""

KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "department": ("部门", KINDS["department"], "工作部门", "局"),
    "town": ("乡镇", "乡镇街道", "乡", "镇", "街道"),
    "office": ("政府办公室", "政府办", "办公室", KINDS["government"], "政府", "government", "government office"),
    "vertical": ("垂直管理", KINDS["vertical"], "垂直", "双管单位", "vertical system"),
}
"""The kinds of a roster and the words for them; each key is a word of its own."""

_SHORTEST_ENDING = 3
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
_SEPARATORS = re.compile(r"[、，,;；/|]+")


class Organ(NamedTuple):
    """One line of a roster; `level` is a key of LEVELS, `kind` one of KIND_WORDS, both "" where not told."""

    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    parent: str = ""
    kind: str = ""
    contact: str = ""
    deadline: date | None = None


class Roster(NamedTuple):
    """The organs in the order of the list, each once; `line` is 块 or 条; `twice` are names listed more than once."""

    organs: tuple[Organ, ...]
    line: str
    twice: tuple[tuple[str, int], ...] = ()


def kind_told(organ: Organ) -> str:
    """The kind of an organ in the first word a roster may have for it."""
    return KIND_WORDS[organ.kind][0] if organ.kind else ""


class BadRoster(ValueError):
    """The list cannot be used; the message says why, in Chinese."""


def read_roster(path: Path) -> Roster:
    """The roster in a CSV (UTF-8 with or without BOM, UTF-16, else GB18030) or .xlsx. Raises BadRoster."""
    return roster_of(rows_of_list(path), path.name)


def rows_of_list(path: Path) -> Sequence[Sequence[str]]:
    """The rows of a list, of a workbook those of its first sheet. Raises BadRoster."""
    try:
        data = bytes_of(path)
        rows = workbook_rows(data)[:1] if data.startswith(b"PK") else [_csv_rows(decoded(data))]
    except Unreadable:
        raise BadRoster(f"名单“{path.name}”读不了，请另存为 CSV 或 Excel 文件（*.xlsx）。") from None
    return rows[0] if rows else ()


def head_and_body(rows: Sequence[Sequence[str]], source: str) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The first row with a heading for the names, and the rows below it. Raises BadRoster where there is none."""
    head, *body = next(
        (rows[at:] for at, row in enumerate(rows) if any(heading_key(text) == "name" for text in row)), ([], [])
    )
    if [heading_key(text) for text in head].count("name") != 1:
        raise BadRoster(f"名单“{source}”没有“单位名称”一列，请在第一行写上栏目名。")
    return head, body


def roster_of(rows: Sequence[Sequence[str]], source: str) -> Roster:
    """The roster in the rows of a table, whose first row with a heading for the names is its head. Raises BadRoster."""
    head, body = head_and_body(rows, source)
    keys = [heading_key(text) for text in head]
    lines = [{key: text.strip() for key, text in zip(keys, row, strict=False) if key} for row in body]
    found = [(_organ(line, source), line.get("line", "")) for line in lines if line.get("name")]
    if not found:
        raise BadRoster(f"名单“{source}”里没有单位。")
    organs = {plain_name(organ.name): organ for organ, _ in reversed(found)}
    counts = Counter(plain_name(organ.name) for organ, _ in found)
    ordered = [organs[key] for key in counts]
    _require_tree(ordered, source)
    twice = tuple((organs[key].name, count) for key, count in counts.items() if count > 1)
    stated = {word for _, word in found if word in (BLOCK, LINE)}
    return Roster(tuple(ordered), stated.pop() if len(stated) == 1 else _line_of(ordered), twice)


def _csv_rows(text: str) -> list[list[str]]:
    """Rows of a list whose columns are parted as in its first line: comma, tab (Excel's Unicode text), semicolon."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Unreadable("W-06", "damaged") from None


def heading_key(heading: str) -> str:
    """The column a heading means, "" for one of the officer's own."""
    word = "".join(heading.split()).lower()
    return next((key for key, words in HEADINGS.items() if word in words), "")


def _organ(line: Mapping[str, str], source: str) -> Organ:
    name = "".join(line["name"].split())
    return Organ(
        name=name,
        aliases=tuple(alias.strip() for alias in _SEPARATORS.split(line.get("aliases", "")) if alias.strip()),
        level=_word(line.get("level", ""), {key: (key, word) for key, word in LEVELS.items()}, f"{name}的级别", source),
        parent="".join(line.get("parent", "").split()),
        kind=_word(line.get("kind", ""), {k: (k, *w) for k, w in KIND_WORDS.items()}, f"{name}的类型", source),
        contact=line.get("contact", ""),
        deadline=date_of(line.get("deadline", ""), f"{name}的截止日期", source),
    )


def _word(text: str, words: Mapping[str, tuple[str, ...]], what: str, source: str) -> str:
    found = next((key for key, known in words.items() if text.lower() in known or text in known), None)
    if text and found is None:
        choices = "、".join(known[1] for known in words.values())
        raise BadRoster(f"名单“{source}”：{what}写的是“{text}”，只能写{choices}，或不写。")
    return found if text and found else ""


def date_of(text: str, what: str, source: str) -> date | None:
    """A deadline as lists write it; None for an empty cell. Raises BadRoster for anything else."""
    if not text:
        return None
    found = _DATE.fullmatch(text.partition(" ")[0])
    if found:
        with suppress(ValueError):
            return date(*map(int, found.groups()))
    raise BadRoster(f"名单“{source}”：{what}写的是“{text}”，请写成 2027-01-15 的样子。")


def _require_tree(organs: Sequence[Organ], source: str) -> None:
    """No organ may stand above itself."""
    parents = {organ.name: organ.parent for organ in organs}
    for organ in organs:
        above, seen = organ.parent, {organ.name}
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above in seen:
            raise BadRoster(f"名单“{source}”：{organ.name}的上级单位绕了一圈回到自己，请核对。")


def _line_of(organs: Sequence[Organ]) -> str:
    """条 where every name ends alike and means no government: bureaus of one system."""
    names = [plain_name(organ.name) for organ in organs]
    tails = (names[0][start:] for start in range(len(names[0]) + 1))
    ending = next(tail for tail in tails if all(name.endswith(tail) for name in names))
    alike = len(organs) > 1 and len(ending) >= _SHORTEST_ENDING and not ending.endswith(GOVERNMENT_ENDINGS)
    return LINE if alike else BLOCK


def below(roster: Roster, top: str) -> tuple[Organ, ...]:
    """The organs of whose reports the roll-up of `top` is made: its own, and all below it, whatever the depth."""
    parents = {organ.name: organ.parent for organ in roster.organs}

    def belongs(name: str) -> bool:
        while name != top and name in parents:
            name = parents[name]
        return name == top

    return tuple(organ for organ in roster.organs if belongs(organ.name))


def top_of(roster: Roster) -> str:
    """Whose roll-up the whole roster is: the one organ above all, in the list or only named in it; "" if not one."""
    names = {organ.name for organ in roster.organs}
    tops = {organ.name if not organ.parent else organ.parent for organ in roster.organs if organ.parent not in names}
    return tops.pop() if len(tops) == 1 else ""


def tree(roster: Roster) -> str:
    """The roster printed: each organ below its parent, with what the list says of it, and what looks odd."""
    names = {organ.name for organ in roster.organs}
    lines = [f"{_BY[roster.line]}：{len(roster.organs)}个单位"]
    tops = dict.fromkeys(organ.parent for organ in roster.organs if organ.parent not in names)
    for top in tops:
        lines += [top] if top else []
        lines += _branch(roster, top, 1 if top else 0)
    lines += [f"注意：{name}出现{count}次，只计入一次。（R-07）" for name, count in roster.twice]
    return "\n".join([*lines, *_shared(roster)]) + "\n"


def _branch(roster: Roster, parent: str, depth: int) -> list[str]:
    lines: list[str] = []
    for organ in roster.organs:
        if organ.parent == parent:
            told = (
                LEVELS.get(organ.level, ""),
                kind_told(organ),
                f"别名{'、'.join(organ.aliases)}" if organ.aliases else "",
                f"截止{organ.deadline:%Y-%m-%d}" if organ.deadline else "",
            )
            lines.append("  " * depth + "　".join([organ.name, *filter(None, told)]))
            lines += _branch(roster, organ.name, depth + 1)
    return lines


def _shared(roster: Roster) -> list[str]:
    """Aliases more than one organ has: they tell nobody apart."""
    owners = sorted(
        (plain_name(alias), organ.name) for organ in roster.organs for alias in {*organ.aliases, organ.name}
    )
    return [
        f"注意：{one[1]}和{other[1]}都叫“{one[0]}”，按这个名字认不出是哪家。"
        for one, other in pairwise(owners)
        if one[0] == other[0] and one[1] != other[1]
    ]
