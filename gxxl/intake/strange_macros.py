"""Macros in a file that are not as issued (W-03)."""

from __future__ import annotations

from collections.abc import Iterator

from gxxl.finding import Finding
from gxxl.form.rules_workbook import STRANGE_MACROS
from gxxl.hosts.files import FileHost
from gxxl.hosts.refused import Refused
from gxxl.hosts.vba_modules import module_sources
from gxxl.intake.file_findings import file_finding
from gxxl.template.vba_sources import strangers


def strange_macros(host: FileHost) -> Iterator[Finding]:
    """W-03 for a file with macros that are not as issued, whatever number of them."""
    found = [STRANGE_MACROS["macro sheet"]] if host.macro_sheets else []
    if host.macros is not None:
        try:
            found += [STRANGE_MACROS[key].format(name=name) for key, name in strangers(module_sources(host.macros))]
        except Refused:
            found.append(STRANGE_MACROS["unreadable"])
    if found:
        yield file_finding("W-03", {"reason": "；".join(found)})
