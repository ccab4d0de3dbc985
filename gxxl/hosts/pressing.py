"""A button pressed on any host: read what the action needs, let it decide, carry out what it says."""

from __future__ import annotations

from gxxl.hosts.host import Host
from gxxl.macros.buttons import ACTIONS, names_of
from gxxl.macros.examine import IDENTITY, NotOurs, form_of


def press(key: str, host: Host) -> None:
    """Press the button `key`; a workbook that is not ours is told of in one sentence and left as it is."""
    try:
        form = form_of(host.read(IDENTITY))
        edits = ACTIONS[key](host.read(names_of(key, form)), form)
    except NotOurs as stranger:
        host.tell("".join(finding.problem + finding.remedy for finding in stranger.findings))
    else:
        host.apply(edits)
