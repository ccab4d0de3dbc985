"""Findings as plain text for a terminal: what, where, how to mend, the code last for the telephone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gxxl.checking.verdict import Status, Verdict
from gxxl.entry.digest import Line, lines, not_checked, summary
from gxxl.form.rules import Severity


def as_text(verdicts: Sequence[Verdict]) -> str:
    """All verdicts below one another, and a count of files where there are several."""
    parts = ["\n".join(_file(verdict)) for verdict in verdicts]
    if len(verdicts) > 1:
        parts.append(_count(verdicts))
    return "\n\n".join(parts) + "\n"


def _file(verdict: Verdict) -> Iterator[str]:
    report = verdict.report
    title = f"{report.organ or '（单位未填）'} {report.year or '（年度未填）'}年度" if report else ""
    yield f"{Path(verdict.file).name}  {title}".rstrip()
    yield summary(verdict)
    for line in lines(verdict):
        yield from _line(line)
    missing = not_checked(verdict)
    if missing:
        yield ""
        yield "未核对：" + "、".join(missing) + "。"


def _line(line: Line) -> Iterator[str]:
    first = line.causes[0] if len(line.causes) == 1 else ""
    told = [f"{line.severity.label}  {first}{line.problem}"]
    if line.place:
        told.append(f"位置  {line.place}")
    if len(line.causes) > 1:
        told.append("可能  " + "".join(line.causes))
    if line.remedy:
        told.append(f"改法  {line.remedy}")
    yield ""
    yield from told[:-1]
    yield f"{told[-1]}（{line.rule.code}）"


def _count(verdicts: Sequence[Verdict]) -> str:
    ready = sum(verdict.status is Status.READY for verdict in verdicts)
    unread = sum(verdict.status is Status.UNREADABLE for verdict in verdicts)
    errors = sum(verdict.count(Severity.ERROR) for verdict in verdicts)
    doubts = sum(verdict.count(Severity.WARNING) for verdict in verdicts)
    text = f"共核查{len(verdicts)}个文件：{ready}个没有问题，错误共{errors}处，疑点共{doubts}处"
    return text + (f"，{unread}个没有读到年报。" if unread else "。")
