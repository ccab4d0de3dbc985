"""What the outputs of a collection say: headings, the line over every total, states and remedies in Chinese."""

from __future__ import annotations

from gxxl.checking.wording import plain
from gxxl.collecting.collection import Collection, State
from gxxl.collecting.roll_up import Assumed, Gap, RolledUp, Tally
from gxxl.collecting.roster import LINE
from gxxl.form.model import Form
from gxxl.sheet import layout_of, ranges

NOT_STATUTORY = "系统内参考汇总，供业务指导使用，不作为年度报告对外公布。"
"""Heads everything of a roll-up by 条, which has no statutory place (season §3.3)."""

_OPEN = "未定稿：应报{due}家，已计入{counted}家，其中有误{faulty}家、两份未定{undecided}家"
_CLOSED = "应报{due}家，已全部计入。"
_ASSUMED = "{organ}用2019年表样，“{group}”{number}件没有细分，计入“{cell}”。"
_GAP = "{table}有{count}格{why}：{cells}。"

DRAFT_MARK = "（未定稿）"
"""In the name of the statutory workbook while anything is open."""


def standing(tally: Tally) -> str:
    """The line over every total: how many organs are in it, and that it is not final while anything is open."""
    words = _OPEN if tally.is_open else _CLOSED
    states = tally.states
    return words.format(
        due=tally.due, counted=tally.counted, faulty=states[State.FAULTY], undecided=states[State.UNDECIDED]
    )


def note_of(collection: Collection) -> str:
    """What heads everything of this roll-up beyond its title; empty for the statutory line."""
    return NOT_STATUTORY if collection.line == LINE else ""


def gap_words(gap: Gap, form: Form) -> str:
    """Which cells of a report are in no sum, and why."""
    cells = ranges(layout_of(form)[ref] for ref in gap.refs)
    return _GAP.format(table=gap.table.nickname, count=len(gap.refs), why=gap.why.value, cells=cells)


def assumed_words(assumed: Assumed, form: Form) -> str:
    """Under which row a number of an older form was counted."""
    cell = form.cell(assumed.ref)
    group = cell.row.groups[-1]
    return _ASSUMED.format(organ=assumed.organ, group=group, number=plain(assumed.number), cell=cell.name)


def title_of(collection: Collection, rolled: RolledUp) -> str:
    """The title of the roll-up tables."""
    return f"{rolled.report.organ or ''}{collection.year}年度政府信息公开工作年度报告汇总表"
