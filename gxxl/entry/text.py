"""Findings as plain text for a terminal: what, where, how to mend, the code last for the telephone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gxxl.checking.verdict import Status, Verdict
from gxxl.export.digest import Line, count, lines, not_checked, summary, title
from gxxl.form.rules import OTHER_FILES, Severity
from gxxl.form.told_by_commands import VIEW


def as_text(verdicts: Sequence[Verdict], others: int = 0) -> str:
    """All verdicts below one another, a count of files where there are several, and of `others` not looked at."""
    parts = ["\n".join(_file(verdict)) for verdict in verdicts]
    if len(verdicts) > 1:
        parts.append(_count(verdicts))
    if others:
        parts.append(OTHER_FILES.format(count=others))
    return "\n\n".join(parts) + "\n"


def _file(verdict: Verdict) -> Iterator[str]:
    yield f"{Path(verdict.file).name}  {title(verdict)}".rstrip()
    yield summary(verdict)
    for line in lines(verdict):
        yield from _line(line)
    missing = not_checked(verdict)
    if missing:
        yield ""
        yield VIEW["not checked"].format(what="、".join(missing))


def _line(line: Line) -> Iterator[str]:
    first = line.causes[0] if len(line.causes) == 1 else ""
    told = [f"{line.severity.label}  {first}{line.problem}"]
    if line.place:
        told.append(VIEW["place"].format(place=line.place))
    if len(line.causes) > 1:
        told.append(VIEW["causes"].format(causes="".join(line.causes)))
    if line.remedy:
        told.append(VIEW["remedy"].format(remedy=line.remedy))
    yield ""
    yield from told[:-1]
    yield f"{told[-1]}（{line.rule.code}）"


def _count(verdicts: Sequence[Verdict]) -> str:
    ready = sum(verdict.status is Status.READY for verdict in verdicts)
    unread = sum(verdict.status is Status.UNREADABLE for verdict in verdicts)
    unchecked = sum(verdict.status is Status.UNCHECKED for verdict in verdicts)
    errors = sum(count(verdict, Severity.ERROR) for verdict in verdicts)
    doubts = sum(count(verdict, Severity.WARNING) for verdict in verdicts)
    text = VIEW["files"].format(files=len(verdicts), ready=ready, errors=errors, doubts=doubts)
    text += VIEW["unchecked"].format(count=unchecked) if unchecked else ""
    return text + (VIEW["unread"].format(count=unread) if unread else "") + "。"
