"""A button pressed on any host: read what the action needs, let it decide, carry out what it says."""

from __future__ import annotations

from gxxl.hosts.host import Host
from gxxl.macros.buttons import ACTIONS, names_of
from gxxl.macros.examine import IDENTITY, NotOurs, form_of


def press(key: str, host: Host) -> bool:
    """Press the button `key`; False where the workbook is not ours, which is told in one sentence and left alone."""
    try:
        form = form_of(host.read(IDENTITY))
        edits = ACTIONS[key](host.read(names_of(key, form)), form)
    except NotOurs as stranger:
        host.tell("".join(finding.problem + finding.remedy for finding in stranger.findings))
        return False
    host.apply(edits)
    return True
