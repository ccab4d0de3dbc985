"""One claim against the tables: the sum of its cells, other readings that fit, shares and changes worked out anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from gxxl.claim import Claim, Nature, Verdict
from gxxl.form.model import Column, Ref, Role
from gxxl.narrative import cells
from gxxl.narrative.doubts import is_doubtful
from gxxl.narrative.lexicon import NARROW
from gxxl.report import Kind, Number, Report

MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
ROUGHLY = Decimal("0.1")
"""余、近、约: how far a rounded number may be from the exact one, as a share of it."""

_APPLICANT_ROWS = ("new", "carried_in", "handled", "carried_out")


def amount(report: Report, ref: Ref) -> Number | None:
    """What a cell states: a blank is 0, a blank or unseen total the sum of its row; None where it is not known."""
    if ref not in report.form.index:
        return None
    value = report[ref]
    total = report.form.cell(ref).role is Role.TOTAL and ref in report.form.total_sums
    if value.kind in (Kind.BLANK, Kind.UNSEEN) and total:
        return of_all(report, [term.ref for term in report.form.total_sums[ref]])
    return 0 if value.kind is Kind.BLANK else value.number


def of_all(report: Report, refs: Sequence[Ref]) -> Number | None:
    """The sum of cells; None where one is not known."""
    parts = [amount(report, ref) for ref in refs]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def judged(claims: Sequence[Claim], report: Report, last: Report | None = None) -> list[Claim]:
    """Every claim with its verdict, and with its ratio where it is a share, a rate or a change."""
    counts = _together([_counted(claim, report) for claim in claims], report)
    out: list[Claim] = []
    for claim in counts:
        if claim.nature is Nature.SHARE:
            out.append(_share(claim, counts, report))
        elif claim.nature is Nature.RATE:
            out.append(_rate(claim, report))
        elif claim.nature in (Nature.CHANGE, Nature.STEP):
            out.append(_change(claim, counts, report, last))
        elif claim.verdict is Verdict.DISAGREES and is_doubtful(claim, counts, of_all(report, claim.refs)):
            out.append(claim._replace(verdict=Verdict.AMBIGUOUS))
        else:
            out.append(claim)
    return out


def _together(claims: list[Claim], report: Report) -> list[Claim]:
    """Counts of one sentence that name the same cells are parts of them: 撤销1件、确认违法1件 of 结果纠正2."""
    groups: dict[object, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        if claim.refs and claim.nature is Nature.COUNT:
            groups[claim.section, claim.sentence, claim.refs].append(place)
    for places in groups.values():
        members = [claims[place] for place in places]
        exact = of_all(report, members[0].refs)
        if len(members) > 1 and exact is not None and len({claim.text for claim in members}) > 1:
            whole = sum(claim.value for claim in members) == exact
            for place in places:
                if claims[place].verdict is not Verdict.AGREES:
                    verdict = Verdict.AGREES if whole else Verdict.AMBIGUOUS
                    claims[place] = claims[place]._replace(verdict=verdict)
    return claims


def _counted(claim: Claim, report: Report) -> Claim:
    if not claim.refs:
        other = of_all(report, claim.alternatives)
        differs = other is not None and other != claim.value
        return claim._replace(verdict=Verdict.AMBIGUOUS) if differs else claim
    exact = of_all(report, claim.refs)
    if exact is None:
        return claim._replace(verdict=Verdict.NOT_CHECKED)
    if fits(claim, exact, report):
        return claim._replace(verdict=Verdict.AGREES)
    for refs in readings(claim, report):
        other = of_all(report, refs)
        if other is not None and fits(claim, other, report):
            return claim._replace(verdict=Verdict.AMBIGUOUS, alternatives=tuple(refs))
    of_another = of_own_organ(claim, report) and claim.value < exact
    narrow = claim.value < exact and any(word in claim.text for word in NARROW)
    doubtful = claim.soft or of_another or narrow or _unit(claim, exact)
    return claim._replace(verdict=Verdict.AMBIGUOUS if doubtful else Verdict.DISAGREES)


def of_own_organ(claim: Claim, report: Report) -> bool:
    """The words speak of 本机关, the tables are those of a whole region (汇总)."""
    return (
        bool(claim.scope)
        and is_rolled_up(report)
        and claim.scope_is_own
        and not (report.organ or "").endswith(claim.scope)
    )


def is_rolled_up(report: Report) -> bool:
    """Whether the tables add up a region: said so, or those of a government and not of its office."""
    scope = report.particular("scope")
    return scope == "rolled_up" if scope else (report.organ or "").endswith("人民政府")


def fits(claim: Claim, exact: Number, report: Report) -> bool:
    """Whether the number of a claim is this number, in its unit; rounded where it says so."""
    value = Decimal(claim.value)
    if claim.measure in MONEY:
        of_cell = report.form.cell(claim.refs[0]).column.quantity.measure.value
        scales = [MONEY[of_cell]] if of_cell in MONEY else [MONEY["元"], MONEY["万元"]]
        return any(_near(claim, value * MONEY[claim.measure], Decimal(exact) * scale) for scale in scales)
    return _near(claim, value, Decimal(exact))


def _near(claim: Claim, value: Decimal, exact: Decimal) -> bool:
    if value == exact:
        return True
    return claim.rough and abs(value - exact) <= abs(exact) * ROUGHLY


def _unit(claim: Claim, exact: Number) -> bool:
    """The digits are those of the cell, the unit is not (N-07)."""
    return claim.measure in MONEY and Decimal(claim.value) == exact


def readings(claim: Claim, report: Report) -> Iterator[Sequence[Ref]]:
    """Other cells the words could mean, the likeliest first."""
    if claim.alternatives:
        yield claim.alternatives
    first = claim.refs[0]
    rows = tuple(dict.fromkeys(ref.row for ref in claim.refs))
    columns = tuple(dict.fromkeys(ref.column for ref in claim.refs))
    if first.table == "requests":
        for other in _OTHER_ROWS.get(rows, ()):
            yield [Ref("requests", row, column) for row in other for column in columns]
        if columns == ("total",):
            yield [Ref("requests", row, column.key) for row in rows for column in _kinds(report)]
    if first.table == "disputes" and len(rows) > 1:
        yield from ([Ref("disputes", row, column) for column in columns] for row in rows)
        if len(rows) == len(cells.GROUPS["both"]):
            yield [Ref("disputes", row, column) for row in cells.GROUPS["litigation"] for column in columns]


_OTHER_ROWS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("new",): (("new", "carried_in"), ("handled",)),
    ("new", "carried_in"): (("new",),),
    ("handled",): (("new",), ("handled", "carried_out"), ("new", "carried_in")),
    ("granted",): (("granted", "partly_granted"),),
}


def _kinds(report: Report) -> list[Column]:
    return [column for column in report.form.table("requests").blocks[0].columns if column.role is not Role.TOTAL]


# shares, rates, changes


def rounded(number: Decimal, places: int) -> Decimal:
    """Half-up, as percentages are printed."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percentage(part: Number, whole: Number) -> Decimal:
    """A share in percent, exact enough for any report."""
    return Decimal(part) * 100 / Decimal(whole)


def _share(claim: Claim, claims: Sequence[Claim], report: Report) -> Claim:
    part = claims[claim.of] if claim.of is not None else None
    if part is None or part.nature not in (Nature.COUNT, Nature.ALL):
        return claim
    bases = list(_bases(claim, part, claims, report))
    if not bases:
        return _of_listed(claim, part, claims)
    fitting = [base for base in bases if rounded(percentage(part.value, base), claim.places) == claim.value]
    first = bases[0]
    if first in fitting:
        return claim._replace(ratio=(part.value, first), verdict=Verdict.AGREES)
    verdict = Verdict.AMBIGUOUS if fitting or claim.rough else Verdict.DISAGREES
    return claim._replace(ratio=(part.value, fitting[0] if fitting else first), verdict=verdict)


def _of_listed(claim: Claim, part: Claim, claims: Sequence[Claim]) -> Claim:
    """The whole is neither stated nor known: what the outcomes of the section come to, if that fits."""
    if not part.refs:
        return claim
    listed = sum(c.value for c in claims if c.section == part.section and is_outcome(c))
    if listed and rounded(percentage(part.value, listed), claim.places) == claim.value:
        return claim._replace(ratio=(part.value, listed), verdict=Verdict.AGREES)
    return claim._replace(verdict=Verdict.NOT_CHECKED)


def is_outcome(claim: Claim) -> bool:
    """A count of one of the results of table three, of all applicants."""
    refs = claim.refs
    plain = claim.nature in (Nature.COUNT, Nature.ALL) and bool(refs)
    return plain and refs[0][0::2] == ("requests", "total") and refs[0].row not in _APPLICANT_ROWS


def _bases(claim: Claim, part: Claim, claims: Sequence[Claim], report: Report) -> Iterator[Number]:
    """What a share may be a share of: the total it names or belongs to, as stated, then as in the tables."""
    for refs in _wholes(claim, part, report):
        stated = [
            other.value for other in claims if other.refs == refs and other.nature is Nature.COUNT and other.value
        ]
        exact = of_all(report, refs)
        yield from stated
        if exact:
            yield exact
    if part.total is not None and claims[part.total].value >= part.value and claims[part.total].value:
        yield claims[part.total].value


def _wholes(claim: Claim, part: Claim, report: Report) -> Iterator[tuple[Ref, ...]]:
    if not part.refs:
        return
    first = part.refs[0]
    if first.table == "requests":
        names = {"handled": ["handled"], "new": ["new"]}.get(claim.noun)
        own = [first.row] if first.row in _APPLICANT_ROWS and first.column != "total" else ["handled"]
        for rows in (names or own, ["handled"], ["new"], ["new", "carried_in"]):
            yield cells.requests(report.form, rows, ())
    elif first.table == "disputes":
        yield cells.disputes([ref.row for ref in part.refs if ref.row in cells.GROUPS], ())
        yield cells.disputes(["litigation"], ())
        yield cells.disputes(["both"], ())


def _rate(claim: Claim, report: Report) -> Claim:
    if not claim.noun:
        return claim
    handled = amount(report, Ref("requests", "handled", "total"))
    received = of_all(report, cells.requests(report.form, ["new", "carried_in"], ()))
    if handled is None or received is None:
        return claim._replace(verdict=Verdict.NOT_CHECKED)
    if not received:
        return claim
    fitting = rounded(percentage(handled, received), claim.places) == claim.value
    return claim._replace(ratio=(handled, received), verdict=Verdict.AGREES if fitting else Verdict.AMBIGUOUS)


def _change(claim: Claim, claims: Sequence[Claim], report: Report, last: Report | None) -> Claim:
    of = claims[claim.of] if claim.of is not None else None
    if of is None or not of.refs:
        return claim
    before = of_all(last, of.refs) if last else None
    if before is None:
        return claim._replace(verdict=Verdict.NOT_CHECKED)
    difference = of.value - before
    stated = -Decimal(claim.value) if claim.falls else Decimal(claim.value)
    if claim.nature is Nature.STEP and claim.measure != "倍":
        right = stated == difference or claim.rough
        return claim._replace(ratio=(difference, before), verdict=Verdict.AGREES if right else Verdict.DISAGREES)
    if not before:
        return claim._replace(verdict=Verdict.AMBIGUOUS)
    exact = percentage(difference, before) / (100 if claim.measure == "倍" else 1)
    if rounded(exact, claim.places) == stated:
        return claim._replace(ratio=(difference, before), verdict=Verdict.AGREES)
    others = _other_change(of, report, last, claim.places) if last else ()
    doubtful = claim.rough or claim.measure == "倍" or stated in others
    return claim._replace(ratio=(difference, before), verdict=Verdict.AMBIGUOUS if doubtful else Verdict.DISAGREES)


def _other_change(of: Claim, report: Report, last: Report, places: int) -> Iterator[Decimal]:
    """The change of the cells themselves, and of what was received in all."""
    for refs in (of.refs, *readings(of, report)):
        this, before = of_all(report, refs), of_all(last, refs)
        if this is not None and before:
            yield rounded(percentage(this - before, before), places)
