"""What a phrase is: a row of the phrase book, in sheet 句式 as in the program."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """A wording. Of the phrases with one id the first applies whose condition holds and whose slots have a value."""

    id: str
    condition: str
    text: str


PROMPT = "〔请填写：{}〕"
"""What stands where only the organ can say what belongs there; N-09 reports it until it is filled."""
