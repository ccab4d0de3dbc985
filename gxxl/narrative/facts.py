"""Facts: every number and every answer the prose may state, each with the cells it comes from and last year's value.

A fact is called by the path of its cell (`requests.new.total`), a sum by the group it sums over
(`requests.refused.total`, `requests.received.total`, `disputes.litigation.upheld`), 补充情况 by `extra.` and `answer.`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeAlias

from gxxl.checking.wording import percent, plain
from gxxl.form.editions import EDITIONS, compose
from gxxl.form.extras import ANSWERS, EXTRAS, NAMES, NUMBERS
from gxxl.form.model import Form, Ref
from gxxl.form.sections import SECTIONS
from gxxl.narrative.answers import answers_in, numbers_in
from gxxl.narrative.organ_words import kind_of, region_of, scope_of
from gxxl.report import UNSEEN, Number, Report

Sums: TypeAlias = "Mapping[str, tuple[Ref, ...]]"
"""The cells behind each number of the tables, by the name of the fact."""

ORGANIZATIONS, RECEIVED, LITIGATION, ALL = "organizations", "received", "litigation", "all"
"""Columns 法人或其他组织 together, 新收＋上年结转, both rows of 行政诉讼, 复议 and 诉讼 together."""

OUTCOMES = ("granted", "partly_granted", "refused", "unavailable", "not_processed", "otherwise")
"""The results of table three as prose names them: two rows and four groups."""

CHANNELS = ("website", "new_media", "gazette_and_other")
"""The parts of 全年主动公开政府信息."""

WEBSITE_PARTS = ("website_normative", "website_licences")
"""Parts of 通过政府网站公开 that share their noun with a cell of table two."""

DERIVED = {
    "change": "与上年相比的百分比",
    "difference": "与上年相差的件数",
    "dir": "与上年相比的增减",
    "share": "占比：办理结果占（七）总计，申请人占本年新收",
    "last": "上年数",
}
"""What can be asked of a number, and what it means to whoever edits the phrases."""

TEXTS = {
    "organ.name": "单位名称",
    "region.name": "汇总范围，如全市",
    "report.kind": "单位类型",
    "report.scope": "数据口径",
    "report.year": "报告年度",
    "report.last_year": "上一年度",
    "report.next_year": "下一年度",
    "form.edition": "表样",
    "form.name": "表样名称",
    "form.number": "表样文号",
    "form.sections": "六个部分的名称",
    "last.problems": "上年报告第五部分",
    "extra.channels": "各渠道公开的条数之和",
    "extra.website_parts": "网站公开的规范性文件类和行政许可类信息之和",
    "kinds.outcomes": "办理结果有几种",
    "kinds.reconsideration": "行政复议的结果有几种",
    "kinds.litigation": "行政诉讼的结果有几种",
}
"""Facts that are no cells, sums or lines of 补充情况, and what they mean."""


class Fact(NamedTuple):
    """A number or text the prose may state. `base` is the number its share is taken of; `last` is last year's.

    `value` is None where a cell was not seen or a question not answered.
    """

    key: str
    value: Number | str | None
    refs: tuple[Ref, ...] = ()
    last: Number | None = None
    base: Number | None = None

    @property
    def number(self) -> Number | None:
        """The value, where it is a number."""
        return None if isinstance(self.value, str) else self.value

    @property
    def text(self) -> str:
        """The value as it is printed: all digits, no commas; texts as given."""
        value = self.value
        return "" if value is None else value if isinstance(value, str) else plain(value)

    @property
    def difference(self) -> Number | None:
        """This year's number less last year's."""
        return None if self.number is None or self.last is None else self.number - self.last

    @property
    def change(self) -> str | None:
        """The size of the change in percent of last year's number; None where that is 0 or unknown."""
        difference = self.difference
        return percent(_size(difference), self.last) if difference is not None and self.last else None

    @property
    def share(self) -> str | None:
        """The share in percent of its base; None where the base is 0 or unknown."""
        return percent(self.number, self.base) if self.number is not None and self.base else None


@cache
def sums_of(form: Form) -> Sums:
    """Every cell of a form, and every sum of cells prose may state."""
    found: dict[str, tuple[Ref, ...]] = {str(ref): (ref,) for ref in form.index}
    for name, rows in _row_groups(form).items():
        for column in _columns(form, "requests"):
            found.setdefault(f"requests.{name}.{column}", tuple(Ref("requests", row, column) for row in rows))
    organizations = _organizations(form)
    for name in (*_rows(form, "requests"), *_row_groups(form)):
        parts = tuple(ref for column in organizations for ref in found[f"requests.{name}.{column}"])
        found[f"requests.{name}.{ORGANIZATIONS}"] = parts
    for column in _columns(form, "disputes"):
        for name, rows in {LITIGATION: _litigation(form), ALL: _rows(form, "disputes")}.items():
            found[f"disputes.{name}.{column}"] = tuple(Ref("disputes", row, column) for row in rows)
    return found


def _rows(form: Form, table: str) -> tuple[str, ...]:
    return tuple(row.key for row in form.table(table).rows)


def _columns(form: Form, table: str) -> tuple[str, ...]:
    return tuple(column.key for column in form.table(table).blocks[0].columns)


def _row_groups(form: Form) -> dict[str, tuple[str, ...]]:
    """Rows of table three by the first part of their key where that is a group, and 新收＋上年结转."""
    groups: dict[str, tuple[str, ...]] = {RECEIVED: ("new", "carried_in")}
    for row in _rows(form, "requests"):
        name, dot, _ = row.partition(".")
        if dot:
            groups[name] = (*groups.get(name, ()), row)
    return groups


def _organizations(form: Form) -> tuple[str, ...]:
    """Columns under a second heading: 法人或其他组织."""
    return tuple(column.key for column in form.table("requests").blocks[0].columns if len(column.groups) > 1)


def _litigation(form: Form) -> tuple[str, ...]:
    """Rows of table four under a second heading: 行政诉讼."""
    blocks = form.table("disputes").blocks
    return tuple(block.rows[0].key for block in blocks if len(block.columns[0].groups) > 1)


class Facts(Mapping[str, Fact]):
    """The facts of a report, with last year's numbers where that report is known and of the year before."""

    def __init__(self, report: Report, last: Report | None = None) -> None:
        self.report = report
        self.last = last if last and _is_year_before(report, last) else None
        self._known = {fact.key: fact for fact in (*_numbers(report, self.last), *_others(report, self.last))}

    def __getitem__(self, key: str) -> Fact:
        head, _, rest = key.partition(".")
        if head in DERIVED and rest in self._known:
            return _derived(head, key, self._known[rest])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _is_year_before(report: Report, last: Report) -> bool:
    return not (report.year and last.year) or last.year == report.year - 1


def _size(number: Number) -> Number:
    return max(number, -number)


def _derived(head: str, key: str, fact: Fact) -> Fact:
    difference = fact.difference
    values: dict[str, Number | str | None] = {
        "change": fact.change,
        "difference": None if difference is None else _size(difference),
        "dir": None if not difference else "＋" if difference > 0 else "－",
        "share": fact.share,
        "last": fact.last,
    }
    return Fact(key, values[head], fact.refs)


def _numbers(report: Report, last: Report | None) -> Iterator[Fact]:
    """Cells and sums of the tables, and how many kinds of result and applicant there are."""
    before = sums_of(last.form) if last else {}
    known: dict[str, Number | None] = {key: _sum(report, refs) for key, refs in sums_of(report.form).items()}
    for key, refs in sums_of(report.form).items():
        previous = _sum(last, before[key]) if last and _comparable(report.form, last.form, refs, key, before) else None
        yield Fact(key, known[key], refs, previous, _base(key, known))
    for name, parts in _kinds().items():
        counts = [known.get(part) for part in parts]
        yield Fact(f"kinds.{name}", None if None in counts else sum(1 for count in counts if count))


def _comparable(form: Form, last: Form, refs: tuple[Ref, ...], key: str, before: Sums) -> bool:
    """The same cells in tables whose columns mean the same."""
    table = refs[0].table
    return key in before and (table != "disclosure" or form.table(table) is last.table(table))


def _sum(report: Report, refs: tuple[Ref, ...]) -> Number | None:
    counts = [report[ref].counts for ref in refs]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _base(key: str, known: Mapping[str, Number | None]) -> Number | None:
    """（七）总计 for a result, 本年新收 for a kind of applicant."""
    table, _, rest = key.partition(".")
    row, _, column = rest.rpartition(".")
    if table != "requests" or row in (RECEIVED, "handled", "carried_in", "carried_out"):
        return None
    return known["requests.new.total"] if row == "new" else known[f"requests.handled.{column}"]


@cache
def _kinds() -> Mapping[str, tuple[str, ...]]:
    """What is counted where one kind alone is said in other words than several."""
    columns = ("upheld", "corrected", "other", "pending")
    disputes = {
        name: tuple(f"disputes.{name}.{column}" for column in columns) for name in ("reconsideration", LITIGATION)
    }
    return {"outcomes": tuple(f"requests.{name}.total" for name in OUTCOMES), **disputes}


def _others(report: Report, last: Report | None) -> Iterator[Fact]:
    """What no table holds: names, years, 补充情况."""
    year, edition = report.year, report.form.edition
    texts: dict[str, str | None] = {
        "organ.name": report.organ or None,
        "region.name": region_of(report),
        "report.kind": kind_of(report),
        "report.scope": scope_of(report),
        "form.edition": str(edition.year),
        "form.name": edition.name,
        "form.number": edition.number,
        "form.sections": "、".join(section.title.partition("、")[2].replace("、", "和") for section in SECTIONS),
        "last.problems": (last.prose.get("problems") or "").strip() or None if last else None,
    }
    yield from (Fact(key, value) for key, value in texts.items())
    years = {"year": 0, "last_year": -1, "next_year": 1}
    yield from (Fact(f"report.{name}", year + shift if year else None) for name, shift in years.items())
    numbers = numbers_in(report)
    channels = [numbers[name] for name in CHANNELS if numbers.get(name) is not None]
    yield from (Fact(f"extra.{extra.key}", numbers.get(extra.key)) for extra in NUMBERS)
    yield Fact("extra.channels", sum(channels, Decimal(0)) if channels else None)
    yield Fact("extra.website_parts", sum(numbers.get(name, 0) for name in WEBSITE_PARTS))
    answers = answers_in(report)
    yield from (Fact(f"answer.{extra.key}", answers.get(extra.key)) for extra in (*NAMES, *ANSWERS))


@cache
def known_facts() -> frozenset[str]:
    """Every fact some report has, whatever its form."""
    forms = [compose(two, three) for two in EDITIONS for three in EDITIONS]
    return frozenset(key for form in forms for key in Facts(Report(form=form, values=(UNSEEN,) * len(form.cells))))


def meaning_of(key: str, form: Form) -> str:
    """A fact in the words of the form or of 补充情况; the cells of a long sum are counted."""
    refs = sums_of(form).get(key)
    if refs:
        cells = [form.cell(ref) for ref in refs]
        names = "＋".join(dict.fromkeys(cell.name for cell in cells))
        table = form.table(refs[0].table).nickname
        return f"{table} {names}" if len(cells) <= _FEW else f"{table} {cells[0].name}等{len(cells)}格之和"
    questions = {f"{kind}.{extra.key}": extra.question for extra in EXTRAS for kind in ("extra", "answer")}
    return TEXTS.get(key) or questions[key]


_FEW = 5


def is_known(key: str) -> bool:
    """Whether a slot may name this fact."""
    head, _, rest = key.partition(".")
    return key in known_facts() or (head in DERIVED and rest in known_facts())
