"""What a rule is: code, severity, title, wording, remedy, basis."""

from enum import Enum
from typing import NamedTuple

from gxxl.form.edition2021 import EDITION

FORM_BASIS = EDITION.number
"""The notice that issued the form of 2021."""


class Severity(Enum):
    """错误 contradicts the form; 疑点 is probably wrong and may be answered; 提示 is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word the clerk reads."""
        return {"error": "错误", "warning": "疑点", "note": "提示"}[self.value]

    @property
    def mark(self) -> str:
        """The sign that marks a cell."""
        return self.label[0]


class Rule(NamedTuple):
    """One rule; `answerable` says whether a written reason (核实说明) can settle it."""

    code: str
    severity: Severity
    title: str
    problem: str
    remedy: str
    basis: str
    remedy_over: str = ""
    answerable: bool = False
