"""How well claims are read, against the hand-made answers: `python -m tests.corpus.measure [files…] [-v]`.

A claim counts as found where span and value meet an answer and its cells are the same set.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gxxl.claim import Claim, Verdict
from gxxl.form.rules import Severity
from gxxl.narrative.compare import compare
from gxxl.reading import report_from_json

HERE = Path(__file__).parent


class Piece(NamedTuple):
    """A text with its answers, and the report whose tables it is held against."""

    name: str
    text: str
    claims: list[dict[str, Any]]
    data: dict[str, Any]


class Tally(NamedTuple):
    """What was counted for one file or all."""

    table: int = 0
    found: int = 0
    claimed: int = 0
    right: int = 0
    agreeing: int = 0
    agreed: int = 0
    contradictions: int = 0
    caught: int = 0
    ratios: int = 0
    worked_out: int = 0
    accused: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def pieces(folder: Path = HERE) -> Iterator[Piece]:
    """Every text of the corpus that has answers."""
    reports = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("reports/*.json"))
    }
    for name, data in reports.items():
        for part, text in (data.get("prose") or {}).items():
            if text:
                yield Piece(name, text, [c for c in data["claims"] if c["part"] == part], data)
        for number, text in enumerate(data.get("prose_excerpts") or []):
            yield Piece(name, text, [c for c in data["claims"] if c.get("excerpt") == number], data)
    for number, excerpt in enumerate(json.loads((folder / "excerpts.json").read_text(encoding="utf-8"))):
        data = reports.get(excerpt["report"], {})
        yield Piece(f"excerpt {number:02}", excerpt["text"], excerpt["claims"], data)


def cells(answer: dict[str, Any]) -> frozenset[str]:
    """The cells of an answer."""
    cell = answer["cell"]
    if cell is None:
        return frozenset()
    return frozenset(".".join(path) for path in (cell if isinstance(cell[0], list) else [cell]))


def measured(piece: Piece, *, loud: bool = False) -> Tally:
    """One text read and held against its answers."""
    data = {key: value for key, value in piece.data.items() if key not in ("claims", "findings")}
    data = {**data, "tables": data.get("tables") or {}, "prose": {"overview": piece.text}}
    report, _ = report_from_json(data)
    compared = compare(report)
    left = list(compared.claims)
    tally = Tally()
    for answer in piece.claims:
        tally = tally.plus(_answered(piece, answer, left, compared.findings, loud=loud))
    wrong = [claim for claim in left if claim.refs]
    claimed = sum(bool(claim.refs) for claim in compared.claims)
    if loud:
        for claim in wrong:
            print(f"  too much  {piece.name}: {claim.text} = {claim.value} {_refs(claim)} {claim.verdict}")
    return tally._replace(claimed=claimed, right=claimed - len(wrong))


def _answered(piece: Piece, answer: dict[str, Any], left: list[Claim], findings: Iterable[Any], *, loud: bool) -> Tally:
    start, end = answer["start"], answer["start"] + len(answer["text"])
    near = [c for c in left if c.span[0] < end and start < c.span[1] and float(c.value) == float(answer["value"])]
    exact = [c for c in near if frozenset(map(str, c.refs)) == cells(answer)]
    got = next(iter(exact or near), None)
    if exact:
        left.remove(exact[0])
    agrees, table = answer["agrees"], answer["cell"] is not None
    errors = [f for f in findings if f.severity is Severity.ERROR and got and f.where.span == got.span]
    said = got.verdict if got else None
    caught = said in (Verdict.DISAGREES, Verdict.AMBIGUOUS)
    ratio = bool(answer.get("ratio"))
    tally = Tally(
        table=table,
        found=table and bool(exact),
        agreeing=agrees is True,
        agreed=agrees is True and said is Verdict.AGREES,
        contradictions=agrees is False,
        caught=agrees is False and caught,
        ratios=ratio,
        worked_out=ratio
        and bool(got and got.ratio and [float(n) for n in got.ratio] == [float(n) for n in answer["ratio"]]),
        accused=agrees is True and bool(errors),
    )
    if loud:
        fails = [
            table and not exact,
            agrees is True and said is not Verdict.AGREES,
            agrees is False and not caught,
            ratio and not tally.worked_out,
            agrees is True and bool(errors),
        ]
        if any(fails):
            print(
                f"  missed    {piece.name}: {answer['text']} = {answer['value']} {sorted(cells(answer))} agrees={agrees} ratio={answer.get('ratio')}"
            )
            print(f"            got {[(c.text, str(c.value), _refs(c), c.verdict.value, c.ratio) for c in near]}")
    return tally


def _refs(claim: Claim) -> str:
    return "+".join(map(str, claim.refs)) or "-"


def total(found: Iterable[Tally]) -> Tally:
    """All together."""
    tally = Tally()
    for one in found:
        tally = tally.plus(one)
    return tally


def table(tally: Tally) -> str:
    """The figures of design §8 as a small table."""
    rows = (
        ("recall of table claims", tally.found, tally.table, "≥ 95 %"),
        ("precision of table claims", tally.right, tally.claimed, "≥ 98 %"),
        ("agreeing claims answered agrees", tally.agreed, tally.agreeing, "≥ 95 %"),
        ("contradictions disagrees or ambiguous", tally.caught, tally.contradictions, "all"),
        ("shares and rates worked out", tally.worked_out, tally.ratios, ""),
        ("错误 on an agreeing claim", tally.accused, tally.agreeing, "none"),
    )
    return "\n".join(
        f"{name:<40}{part:4} / {whole:<4}{part / whole if whole else 0:8.1%}   {aim}" for name, part, whole, aim in rows
    )


def main(arguments: list[str]) -> None:
    """Print the table, of the files named or of all; with `-v` every miss."""
    loud, names = "-v" in arguments, [name for name in arguments if not name.startswith("-")]
    chosen = [piece for piece in pieces() if not names or any(name in piece.name for name in names)]
    print(table(total(measured(piece, loud=loud) for piece in chosen)))


if __name__ == "__main__":
    main(sys.argv[1:])
