"""What the macro workbook has beyond the macro-free one: VBA, buttons, ribbon, and the sentences of the launcher."""

from __future__ import annotations

import io
from collections.abc import Mapping

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gxxl.form.sections import SECTIONS
from gxxl.form.sheet_words import LAUNCHER
from gxxl.sheet import Area
from gxxl.template.buttons import BUTTONS, TAB
from gxxl.template.looks import SONG
from gxxl.template.places import COVER, EXTRA, LAST, RESULTS, STORE
from gxxl.template.ribbon import PARTS, ribbon
from gxxl.template.vba_project import vba_project
from gxxl.template.vba_sources import WORKBOOK_CODE_NAME, code_names, modules

PRESSED_ON = (COVER, *(section.sheet for section in SECTIONS), LAST, EXTRA, RESULTS)
"""The sheets with buttons: every one that is filled in."""

LAUNCHER_WORDS = (TAB, *LAUNCHER)
"""What VBA says by itself, from the cells named `launcher_words`: title, no program, failed, not started."""

WORDS_NAME = "launcher_words"
WORDS_AREA = Area(STORE, 28, 2, len(LAUNCHER_WORDS), 1)

_LEFT, _TOP, _HEIGHT, _SIGN, _MARGIN, _GAP = 4, 2, 25, 12, 24, 4
"""Pixels: where the first button begins, how high it is, the width of a sign, of what is round it, of a gap."""

_FONTS = (b'<font face="Calibri" size="220"', f'<font face="{SONG}" size="180"'.encode())
"""What XlsxWriter gives a button, and 9 points of ours: the captions fit where a program makes buttons narrower."""

_RELATIONS_END = b"</Relationships>"


def furnish(book: Workbook, sheets: Mapping[str, Worksheet], locked: Format) -> None:
    """Code names, project, buttons and sentences put into a workbook that is being written."""
    book.set_vba_name(WORKBOOK_CODE_NAME)
    for name, code_name in code_names().items():
        sheets[name].set_vba_name(code_name)
    book.add_vba_project(io.BytesIO(vba_project(modules())), is_stream=True)
    for row, text in enumerate(LAUNCHER_WORDS, WORDS_AREA.top - 1):
        sheets[STORE].write_string(row, WORDS_AREA.left - 1, text, locked)
    for name in PRESSED_ON:
        _buttons(sheets[name])


def _buttons(sheet: Worksheet) -> None:
    """The buttons in a row over the first cells of row 1, which is frozen and not printed."""
    left = _LEFT
    for button in BUTTONS:
        width = _SIGN * len(button.caption) + _MARGIN
        options = {"macro": button.procedure, "caption": button.caption, "description": button.hint, "width": width,
                   "height": _HEIGHT, "x_offset": left, "y_offset": _TOP}  # fmt: skip
        sheet.insert_button(0, 0, options)
        left += width + _GAP


def finished(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a package with the ribbon's, named in its relationships, and captions in a font that has Chinese.

    ECMA-376 part 2, 9.3; part 4, 19.4.2.3.
    """
    relations = "".join(
        f'<Relationship Id="gxxlRibbon{number}" Type="{part.relation}" Target="{name}"/>'
        for number, (name, part) in enumerate(PARTS.items(), 1)
    )
    found = {name: part.replace(*_FONTS) if name.endswith(".vml") else part for name, part in parts.items()}
    found["_rels/.rels"] = parts["_rels/.rels"].replace(_RELATIONS_END, relations.encode("utf-8") + _RELATIONS_END)
    for name, part in PARTS.items():
        found[name] = ribbon(part.namespace).encode("utf-8")
    return found
