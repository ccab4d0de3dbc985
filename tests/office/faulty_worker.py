"""The worker of the extension, gone wrong as a file beside it says: `raise`, `half`, `abort`, `hang`, `talk` or not at all.

Started in the place of `gxxl.entry.libreoffice` by the tests of failures.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from gxxl.edit import Edit, Formula, Number, Text, Write
from gxxl.entry import libreoffice
from gxxl.form.model import Form
from gxxl.hosts import pressing
from gxxl.macros.actions import fill_action
from gxxl.macros.buttons import ACTIONS
from gxxl.sheet import Address, Snapshot

MODE = Path(sys.argv[1])


def fill(snapshot: Snapshot, form: Form) -> Sequence[Edit]:
    """填总计, or what the file says."""
    mode = MODE.read_text(encoding="utf-8") if MODE.exists() else ""
    written = Write(Address("封面", 5, 3), ((Text("坏"),),))
    if mode == "raise":
        raise ZeroDivisionError
    if mode == "half":
        return [written, Write(Address("没有这张表", 1, 1), ((Number(1),),))]
    if mode == "nonsense":
        return [
            written,
            Write(Address("封面", 6, 3), ((Formula("SUM(", 0),),)),
            Write(Address("封面", 0, 0), ((Text("坏"),),)),
        ]
    if mode == "abort":
        os.abort()
    if mode == "hang":
        time.sleep(600)
    if mode == "talk":
        sys.stdout.write("stray words\n")
        os.write(1, b"more of them\n")
    return fill_action(snapshot, form)


vars(pressing)["ACTIONS"] = {**ACTIONS, "fill": fill}
libreoffice.main()
