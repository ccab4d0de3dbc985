"""The balances of a form, built from its rows and columns: sums, carry-over, stocks, jumps.

Each builder returns plain `Balance` data; the codes are those of `rules.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxxl.form.model import Balance, Block, Floor, Measure, Ref, Relation, Role, Row, Sum, Table, Term, Year

LIMIT = "limit"
"""Column of the refs that stand for what is known of the organ, not of the report: `organ.regulations.limit`."""

REGULATIONS_LIMIT = Ref("organ", "regulations", LIMIT)
"""0 where the organ cannot make regulations (立法法), unknown elsewhere."""

FEES_LIMIT = Ref("organ", "fees", LIMIT)
"""What a single organ's 收费 in 万元 stays below unless it was typed in 元; unknown for roll-ups."""

ORGAN_LIMITS = (REGULATIONS_LIMIT, FEES_LIMIT)
"""Every ref a term of `Year.ORGAN` may name, in the order of their values."""

JUMP = 5
"""Y-03: more than this many times last year's number, or less than one part in as many."""

NEWSWORTHY = 20
"""Y-03 and Y-04 look only at numbers of at least this size: 1 → 6 is no news in a county."""

OTHER_SHARE = 10
"""Y-04: （六）3.其他 above one part in so many of （七）总计."""

_STOCKS = ("regulations", "normative_documents")
_STOCK_COLUMNS = ("issued", "repealed", "in_force")


def row_totals(rule: str, table: Table) -> Iterator[Balance]:
    """Per row: the inputs of the row add up to its 总计."""
    for block in table.blocks:
        inputs = [column.key for column in block.columns if column.role is Role.INPUT]
        totals = [column.key for column in block.columns if column.role is Role.TOTAL]
        for row in block.rows:
            for total in totals:
                at = Ref(table.key, row.key, total)
                yield Balance(rule, at, _sum(Ref(table.key, row.key, key) for key in inputs), (Term(at),))


def column_totals(rule: str, table: Table) -> Iterator[Balance]:
    """Per column: the rows under the same outermost group as a total row add up to it."""
    for block, row in _total_rows(table):
        parts = [part.key for part in block.rows if part.groups[:1] == row.groups and part.role is Role.INPUT]
        for column in block.columns:
            at = Ref(table.key, row.key, column.key)
            yield Balance(rule, at, _sum(Ref(table.key, part, column.key) for part in parts), (Term(at),))


def carry(rule: str, table: Table) -> Iterator[Balance]:
    """Per column: 第一项＋第二项＝第三项＋第四项, as the corner of table three prints."""
    for block, row in _total_rows(table):
        for column in block.columns:
            at = Ref(table.key, row.key, column.key)
            received = _sum(Ref(table.key, key, column.key) for key in ("new", "carried_in"))
            yield Balance(rule, at, received, _sum((at, Ref(table.key, "carried_out", column.key))))


def no_regulations(rule: str, table: Table) -> Iterator[Balance]:
    """规章 made, repealed and in force are at most what the organ may have: the limit is 0 or unknown."""
    for cell in table.cells():
        if cell.row.key == "regulations" and cell.column.key in _STOCK_COLUMNS:
            yield Balance(rule, cell.ref, _sum([cell.ref]), (Term(REGULATIONS_LIMIT, Year.ORGAN),), Relation.AT_MOST)


def likely_yuan(rule: str, table: Table) -> Iterator[Balance]:
    """收费 in 万元 of one organ stays below its limit, else it was probably typed in 元."""
    for cell in table.cells():
        if cell.column.quantity.measure is Measure.TEN_THOUSAND_YUAN:
            yield Balance(rule, cell.ref, _sum([cell.ref]), (Term(FEES_LIMIT, Year.ORGAN),), Relation.BELOW)


def other_share(rule: str, table: Table) -> Iterator[Balance]:
    """（六）3.其他 is at most a tenth of （七）总计, where the latter is worth a look."""
    other, handled = (Ref(table.key, row, "total") for row in ("otherwise.other", "handled"))
    whole = _sum([handled])
    if any(row.key == other.row for row in table.rows):
        floor = Floor(whole, NEWSWORTHY)
        yield Balance(rule, other, (Term(other, times=OTHER_SHARE),), whole, Relation.AT_MOST, floor)


def carried_over(rule: str, table: Table) -> Iterator[Balance]:
    """Per column: last year's 结转下年度 is this year's 上年结转."""
    for block, _ in _total_rows(table):
        for column in block.columns:
            at = Ref(table.key, "carried_in", column.key)
            last = Term(Ref(table.key, "carried_out", column.key), Year.LAST)
            yield Balance(rule, at, (last,), (Term(at),))


def stocks(in_force: str, repealed: str, table: Table) -> Iterator[Balance]:
    """现行有效 follows from last year's by 制发 and 废止; 废止 cannot exceed what was there to repeal (not in 2019)."""
    known = {cell.ref for cell in table.cells()}
    for key in _STOCKS:
        issued, gone, now = (Ref(table.key, key, column) for column in _STOCK_COLUMNS)
        if now not in known:
            continue
        last = Term(now, Year.LAST)
        yield Balance(in_force, now, (last, Term(issued), Term(gone, times=-1)), (Term(now),))
        yield Balance(repealed, gone, (Term(gone),), (last, Term(issued)), Relation.AT_MOST)


def jumps(rule: str, refs: Iterable[Ref]) -> Iterator[Balance]:
    """Neither year's number is more than five times the other's, where the larger is worth a look."""
    for ref in refs:
        this, last = Term(ref), Term(ref, Year.LAST)
        yield from (
            Balance(rule, ref, (more,), (less._replace(times=JUMP),), Relation.AT_MOST, Floor((more,), NEWSWORTHY))
            for more, less in ((this, last), (last, this))
        )


def _total_rows(table: Table) -> Iterator[tuple[Block, Row]]:
    for block in table.blocks:
        for row in block.rows:
            if row.role is Role.TOTAL:
                yield block, row


def _sum(refs: Iterable[Ref]) -> Sum:
    return tuple(Term(ref) for ref in refs)
