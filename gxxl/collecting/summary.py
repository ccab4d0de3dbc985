"""The few lines a collection ends with: every organ that is missing, doubled, unread or faulty, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxxl.collecting.collection import Collection, State
from gxxl.form.rules_collecting import AND_MORE, SUMMARY, SUMMARY_STATES

_TOLD_IN_FULL = ("R-03", "R-07", "R-09", "R-11", "R-12")
_DOUBLED, _ALIKE = "R-02", "R-06"
_FEW = 3
_OPEN = (State.MISSING, State.UNREAD, State.UNDECIDED, State.FAULTY)


def is_settled(collection: Collection) -> bool:
    """Whether the roll-up is final: everybody is in, nothing is wrong or in doubt."""
    done = all(member.state not in _OPEN for member in collection.members)
    return done and not any(finding.is_open for _, finding in collection.findings)


def summary(collection: Collection) -> str:
    """The lines, each ended."""
    return "".join(f"{line}\n" for line in _lines(collection))


def _lines(collection: Collection) -> Iterator[str]:
    due = [member for member in collection.members if member.state is not State.LEFT_OUT]
    slots = {"organ": collection.organ, "year": collection.year, "due": len(due)}
    yield SUMMARY["head"].format(counted=sum(member.counted is not None for member in due), **slots)
    for state, words in SUMMARY_STATES.items():
        names = [member.organ.name for member in collection.members if member.state.name == state]
        if names:
            yield words.format(count=len(names), organs="、".join(names))
    told = {member.organ.name for member in collection.members if member.state is State.UNDECIDED}
    twice = (organ for organ, finding in collection.findings if finding.rule.code == _DOUBLED)
    doubled = dict.fromkeys(organ for organ in twice if organ not in told)
    if doubled:
        yield SUMMARY["doubled"].format(count=len(doubled), organs="、".join(doubled))
    for _, finding in collection.findings:
        if finding.rule.code in _TOLD_IN_FULL:
            yield f"{finding.problem}（{finding.rule.code}）"
    alike = [organ for organ, finding in collection.findings if finding.rule.code == _ALIKE]
    if alike:
        yield SUMMARY["alike"].format(count=len(alike), organs=_first(list(dict.fromkeys(alike))))
    if collection.others:
        yield SUMMARY["others"].format(count=len(collection.others))
        yield from (f"  {one.name}：{one.why_not}" for one in collection.others)


def _first(names: Sequence[str]) -> str:
    """The first few of many names, and how many there are."""
    return "、".join(names[:_FEW]) + (AND_MORE.format(count=len(names)) if len(names) > _FEW else "")
