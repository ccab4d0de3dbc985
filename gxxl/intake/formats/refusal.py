"""The one exception of reading documents: a rule, a key of its reasons, and slots for the sentence about it."""

from __future__ import annotations


class Unreadable(Exception):
    """A document that is not read any further: W-06 with a key of FILE_TROUBLES, or R-08 with one of RECEIVED."""

    def __init__(self, rule: str, key: str, **slots: str) -> None:
        super().__init__(rule, key)
        self.rule, self.key, self.slots = rule, key, slots
