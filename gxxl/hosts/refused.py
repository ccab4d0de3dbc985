"""The one exception of reading files: a key that says why, and slots for the sentence about it."""

from __future__ import annotations


class Refused(Exception):
    """A file that is not read any further.

    Keys: missing, denied, unreadable, empty, too large (limit), not a workbook (seems), damaged, hostile; and, of
    a workbook that is open: busy, where the program keeps turning calls away; protected (sheet), by a password;
    unsaved, undelivered (folder): nowhere to put files.
    """

    def __init__(self, key: str, **slots: str) -> None:
        super().__init__(key)
        self.key, self.slots = key, slots
